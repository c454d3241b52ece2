"""A programme seen day by day, each line on the clocks of its own places and of home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards.timezones import clock

T = TypeVar("T", AgendaItem, Leg)

LONGEST = 100
"""Days of a span that are shown although nothing is on them; a longer span is taken for a slip."""


@dataclass(frozen=True)
class Line:
    """An item or a leg (``kind`` is ``item`` or ``leg``) on the day on which it begins.

    ``start`` and ``end`` are on the clocks of their own ends, ``zone`` is that of the start;
    ``other_start`` and ``other_end`` are the same instants at home, None where no home is known.
    A line without hours (an item of whole days) has none of the four.
    """

    kind: str
    record: AgendaItem | Leg
    start: datetime | None
    end: datetime | None
    zone: str
    other_start: datetime | None
    other_end: datetime | None

    @property
    def days_later(self) -> int:
        """By how many calendar days the end is after the start; -1 over the date line eastwards."""
        return (self.end.date() - self.start.date()).days if self.start and self.end else 0


@dataclass(frozen=True)
class Day:
    """A day of a programme.

    ``place`` names the cities of the day's stops in their order; ``country`` (ISO 3166-1) is
    theirs where they share one; ``zone`` is the clock of the first, on the way between stops that
    of the first line.  ``lines`` stand in the order of time, ``nights`` are the stays that the day
    closes with.
    """

    on: date
    place: str
    country: str
    zone: str
    lines: tuple[Line, ...] = ()
    all_day: tuple[Line, ...] = ()
    nights: tuple[Stay, ...] = ()

    @property
    def noon(self) -> datetime:
        """Noon on the day's own clock: how far that is from UTC on this day."""
        return datetime.combine(self.on, time(12), clock(self.zone))


def days(
    engagement: Engagement,
    stops: Iterable[Stop],
    items: Iterable[AgendaItem],
    legs: Iterable[Leg] = (),
    stays: Iterable[Stay] = (),
) -> tuple[Day, ...]:
    """Every day of the engagement and of its stops, and each other on which something happens.

    What names no zone of its own is on the clock of its stop, else of the stop of that day, else
    of the engagement, else of home.  What passes midnight stands on the day on which it begins.
    """
    plan = Plan(engagement, stops)
    lines: dict[date, list[Line]] = defaultdict(list)
    whole: dict[date, list[Line]] = defaultdict(list)
    nights: dict[date, list[Stay]] = defaultdict(list)
    for item in items:
        if _is_whole(item):
            line = Line("item", item, None, None, plan.zone_of(item), None, None)
            for on in _days_of(item, line.zone):
                whole[on].append(line)
        elif item.starts_at is not None:
            line = plan.item(item, item.starts_at)
            lines[_first(line)].append(line)
    for leg in legs:
        if leg.departs_at is not None or leg.arrives_at is not None:
            line = plan.leg(leg)
            lines[_first(line)].append(line)
    for stay in stays:
        for on in _nights(stay):
            nights[on].append(stay)
    dates = {*plan.dates(), *lines, *whole, *nights}
    return tuple(
        plan.day(on, sorted(lines[on], key=_by_time), whole[on], nights[on]) for on in sorted(dates)
    )


def later(moment: datetime, minutes: int) -> datetime:
    """So many minutes after a moment, on its clock, also while that changes."""
    return datetime.fromtimestamp(moment.timestamp() + 60 * minutes, moment.tzinfo)


def untimed(records: Iterable[T]) -> tuple[T, ...]:
    """The items and legs that no day can show, because nobody said when they are."""
    return tuple(record for record in records if not _is_timed(record))


class Plan:
    """An engagement with its stops in order: which clock holds where and when."""

    def __init__(self, engagement: Engagement, stops: Iterable[Stop]) -> None:
        self.engagement, self.stops = engagement, sorted(stops, key=_by_date)
        self._by_id = {stop.id: stop for stop in self.stops if stop.id}
        self.home = engagement.home_zone or ""
        only = self.stops[0].zone if len(self.stops) == 1 else ""
        self.zone = engagement.zone or only or self.home

    def item(self, item: AgendaItem, starts_at: datetime) -> Line:
        zone = self.zone_of(item, starts_at)
        return self._line("item", item, starts_at, zone, item.ends_at, item.end_zone or zone)

    def leg(self, leg: Leg) -> Line:
        """A leg on the clocks of its ends."""
        begins, ends = leg.departs_at, leg.arrives_at
        zone = leg.departure_zone or (self._zone_at(begins) if begins else "")
        there = leg.arrival_zone or (self._zone_at(ends) if ends else "")
        return self._line("leg", leg, begins, zone or there, ends, there or zone)

    def zone_of(self, item: AgendaItem, moment: datetime | None = None) -> str:
        """The clock of an item that begins at ``moment``; empty where none is known."""
        stop = self._by_id.get(item.stop or "")
        if item.start_zone or (stop and stop.zone):
            return item.start_zone or (stop.zone if stop else "")
        if moment is not None:
            return self._zone_at(moment)
        on = item.first_day
        return self._zone_on(on) if on else self.zone

    def dates(self) -> Iterator[date]:
        spans = [(stop.starts_on, stop.ends_on) for stop in self.stops]
        spans.append((self.engagement.starts_on, self.engagement.ends_on))
        for first, last in spans:
            yield from _span(first, last)

    def day(self, on: date, lines: list[Line], whole: list[Line], nights: list[Stay]) -> Day:
        stops = self.stops_on(on) or self._named_by([*whole, *lines])
        cities, countries = [stop.city for stop in stops], {stop.country for stop in stops}
        if not self.stops:
            cities, countries = [self.engagement.city or ""], {self.engagement.country}
        on_the_way = bool(self.stops) and not stops and bool(lines)
        zone = stops[0].zone if stops else lines[0].zone if on_the_way else self._zone_on(on)
        return Day(
            on=on,
            place=" – ".join(dict.fromkeys(filter(None, cities))),
            country=(countries.pop() or "") if len(countries) == 1 else "",
            zone=zone or (lines[0].zone if lines else ""),
            lines=tuple(lines),
            all_day=tuple(sorted(whole, key=_by_time)),
            nights=tuple(nights),
        )

    def _line(
        self,
        kind: str,
        record: AgendaItem | Leg,
        begins: datetime | None,
        zone: str,
        ends: datetime | None,
        end_zone: str,
    ) -> Line:
        home = clock(self.home) if self.home else None
        return Line(
            kind=kind,
            record=record,
            start=begins.astimezone(clock(zone)) if begins else None,
            end=ends.astimezone(clock(end_zone)) if ends else None,
            zone=zone,
            other_start=begins.astimezone(home) if begins and home else None,
            other_end=ends.astimezone(home) if ends and home else None,
        )

    def _zone_at(self, moment: datetime) -> str:
        """The clock of the stop in whose days a moment falls, by that stop's own clock."""
        for stop in self.stops:
            if stop.zone and _covers(stop, moment.astimezone(clock(stop.zone)).date()):
                return stop.zone
        return self._zone_on(moment.date())

    def _zone_on(self, on: date) -> str:
        """The clock of the last stop begun by a day, else that of the engagement."""
        begun = [stop for stop in self.stops if stop.starts_on and stop.starts_on <= on]
        return (begun[-1].zone if begun else "") or self.zone

    def stops_on(self, on: date) -> list[Stop]:
        """The stops whose days a day is among."""
        return [stop for stop in self.stops if _covers(stop, on)]

    def _named_by(self, lines: Iterable[Line]) -> list[Stop]:
        named = [getattr(line.record, "stop", None) for line in lines]
        return [self._by_id[id] for id in dict.fromkeys(named) if id in self._by_id]


def _is_whole(item: AgendaItem) -> bool:
    return bool(item.first_day if item.starts_at is None else item.all_day)


def _is_timed(record: AgendaItem | Leg) -> bool:
    if isinstance(record, Leg):
        return record.departs_at is not None or record.arrives_at is not None
    return record.starts_at is not None or record.first_day is not None


def _first(line: Line) -> date:
    moment = line.start or line.end
    assert moment is not None, "a line on a day begins or ends"
    return moment.date()


def _days_of(item: AgendaItem, zone: str) -> Iterator[date]:
    """The days of an item of whole days; hours, where it has some, end before the last midnight."""
    first, last = item.first_day, item.last_day
    if first is None and item.starts_at is not None:
        first = item.starts_at.astimezone(clock(zone)).date()
        if item.ends_at is not None:
            last = _last_day(item.ends_at.astimezone(clock(item.end_zone or zone)), first)
    yield from _span(first, last)


def _last_day(end: datetime, first: date) -> date:
    before = end.date() - timedelta(days=1) if end.time() == time() else end.date()
    return max(first, before)


def _nights(stay: Stay) -> Iterator[date]:
    if stay.arrives_on and stay.departs_on and stay.departs_on > stay.arrives_on:
        return _span(stay.arrives_on, stay.departs_on - timedelta(days=1))
    return _span(stay.arrives_on, None)


def _span(first: date | None, last: date | None) -> Iterator[date]:
    first = first or last
    if first is None:
        return
    length = ((last or first) - first).days + 1
    for number in range(length if 0 < length <= LONGEST else 1):
        yield first + timedelta(days=number)


def _covers(stop: Stop, on: date) -> bool:
    first, last = stop.starts_on or stop.ends_on, stop.ends_on or stop.starts_on
    return first is not None and last is not None and first <= on <= last


def _by_date(stop: Stop) -> tuple[date, int, date]:
    first = stop.starts_on or stop.ends_on or date.max
    return first, stop.position or 0, stop.ends_on or first


def _by_time(line: Line) -> tuple[datetime, str, datetime, str]:
    never = datetime.max.replace(tzinfo=UTC)
    record = line.record
    title = record.title if isinstance(record, AgendaItem) else record.number
    return line.start or line.end or never, record.team or "", line.end or never, title or ""
