"""A proposed order for the stops of an engagement: its dates, its cost, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import public_holidays
from sciattache.errors import KnownError
from sciattache.services.conflicts.facts import OFF
from sciattache.services.dossier import Dossier
from sciattache.services.routes import search, spots
from sciattache.services.routes.search import Cost, Route
from sciattache.services.routes.spots import Spot
from sciattache.services.routes.timetable import Timetable, Visit
from sciattache.services.routes.wording import Country, Names, Reason, Span, reason
from sciattache.services.travelling import Ways

_WORTH = 20
"""Minutes under way from which a change of order is told."""
_TOLD = 4
"""Changes of order that are told at most."""
_LONGEST = 60
"""Days of a stop's span from which it is taken for a slip."""


@dataclass(frozen=True)
class Stage:
    """A stop in a proposed order: its days, its days of meetings, and the way to it."""

    stop: str
    city: str
    first: date
    last: date
    meetings: tuple[date, ...]
    minutes: int = 0
    nights: int = 0


@dataclass(frozen=True)
class Proposal:
    """An order of stops with its dates, what it costs, and why it is proposed.

    ``before`` is what the present order costs: on its dates, else where these leave too little
    time, on the best ones; None where it has none.  Where no order is possible there are no
    ``stages``, and ``clashes`` names the fewest stops that cannot be kept together.
    """

    stages: tuple[Stage, ...]
    cost: Cost | None
    before: Cost | None
    why: tuple[Reason, ...]
    clashes: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The stops' ids."""
        return tuple(stage.stop for stage in self.stages)


def propose(dossier: Dossier) -> Proposal:
    """The best order for the stops of an engagement; the present one unless another costs less."""
    stops = present(dossier.stops)
    if len(stops) < 2:
        raise KnownError("There is nothing to put into order.", "Add the stops of the trip first.")
    return propose_order(
        stops, [visit(stop, dossier) for stop in stops],
        [spots.of_stop(stop, dossier) for stop in stops],
        Ways(dossier.places, dossier.travel_times), start=_start(dossier, stops),
        home=spots.of_home(dossier),
    )  # fmt: skip


def propose_order(
    stops: Sequence[Stop],
    visits: Sequence[Visit],
    places: Sequence[Spot | None],
    ways: Ways,
    *,
    start: date,
    home: Spot | None = None,
) -> Proposal:
    """The best order for ``stops``, which stand in the present one, from the day ``start`` on."""
    table = Timetable(
        visits, spots.minutes(stops, places, ways), spots.to_home(home, places), start
    )
    settled = _settled(table, stops)
    now = _as_planned(table, settled)
    found = search.best(table)
    notes = (*_tight(settled, stops), *_notes(stops, places))
    if found is None:
        clash = _clash(table)
        why = (*_clashing(stops, visits, clash), *notes)
        return Proposal(
            (), None, now.cost if now else None, why, tuple(visits[n].id for n in clash)
        )
    route = now if now is not None and now.cost.total <= found.cost.total else found
    before = now or search.along(table, range(len(stops)))
    why = (*_why(table, stops, route, same=route is now), *notes)
    stages = tuple(_stages(table, stops, route, same=route is now))
    return Proposal(stages, route.cost, before.cost if before else None, why)


def present(stops: Sequence[Stop]) -> list[Stop]:
    """The stops in their present order: by their dates, then by their numbers."""
    return sorted(
        stops, key=lambda one: (one.starts_on or one.ends_on or date.max, one.position or 0)
    )


def visit(stop: Stop, dossier: Dossier) -> Visit:
    """What a stop needs: its days of meetings as told, else those on which it has items."""
    first, last = stop.starts_on or stop.ends_on, stop.ends_on or stop.starts_on
    keeps = bool(stop.fixed) and first is not None
    return Visit(
        stop.id, stop.zone, stop.country or "", _meetings(stop, dossier), stop.earliest,
        stop.latest, first if keeps else None, last if keeps else None,
    )  # fmt: skip


def _meetings(stop: Stop, dossier: Dossier) -> int:
    if stop.meeting_days:
        return max(stop.meeting_days, 1)
    lines = dossier.lines
    days = {
        line.start.date()
        for item in dossier.items
        if item.stop == stop.id
        and takes_place(item)
        and (line := lines.get(item.id))
        and line.start
    }
    if not days and stop.starts_on and stop.ends_on:
        first, last = stop.starts_on.toordinal(), stop.ends_on.toordinal()
        days = {date.fromordinal(day) for day in range(first, min(last, first + _LONGEST) + 1)}
    country = stop.country or ""
    return max(sum(not public_holidays.is_weekend(country, day) for day in days), 1)


def takes_place(item: AgendaItem) -> bool:
    """Whether an item takes up people at its place: what is off, free or a movement does not."""
    return item.status not in OFF and item.kind not in ("movement", "free")


def _start(dossier: Dossier, stops: Sequence[Stop]) -> date:
    """The first day on which the trip can be."""
    begins = dossier.engagement.starts_on
    planned = [stop.starts_on for stop in stops if stop.starts_on and (stop.fixed or not begins)]
    windows = [stop.earliest for stop in stops if stop.earliest and not begins]
    found = min([*planned, *windows, *([begins] if begins else [])], default=None)
    if found is None:
        raise KnownError("Nobody knows when the trip begins.", "Give the engagement its first day.")
    return found


def _settled(table: Timetable, stops: Sequence[Stop]) -> Timetable | None:
    """The visits on their present dates; None where these are not known."""
    kept: list[Visit] = []
    for one, stop in zip(table.visits, stops, strict=True):
        first, last = stop.starts_on, stop.ends_on or stop.starts_on
        if first is None or last is None or not 0 <= (last - first).days <= _LONGEST:
            return None
        kept.append(replace(one, first=first, last=last))
    start = min(table.start, *(one.first.toordinal() for one in kept if one.first))
    return Timetable(kept, table.minutes, table.home, date.fromordinal(start))


def _as_planned(table: Timetable, settled: Timetable | None) -> Route | None:
    """The present order on its present dates; None where these do not work."""
    found = search.along(settled, range(len(table.visits))) if settled else None
    return found if found and all(_in_window(table, call) for call in found.calls) else None


def _tight(settled: Timetable | None, stops: Sequence[Stop]) -> Iterator[Reason]:
    """The present neighbours between which the dates leave too little time."""
    for at in range(len(stops) - 1) if settled else ():
        assert settled is not None
        if search.along(settled, (at, at + 1)) is None:
            way = Span(settled.minutes[at][at + 1])
            yield reason("tight", first=stops[at].city, second=stops[at + 1].city, span=way)


def _in_window(table: Timetable, call: search.Call) -> bool:
    one = table.visits[call.number]
    first, last = (date.fromordinal(day) for day in (call.served.days[0], call.served.days[-1]))
    return not ((one.earliest and first < one.earliest) or (one.latest and last > one.latest))


def _stages(
    table: Timetable, stops: Sequence[Stop], route: Route, *, same: bool
) -> Iterator[Stage]:
    previous: int | None = None
    for call in route.calls:
        one = table.visits[call.number]
        stop = stops[call.number]
        meetings = tuple(date.fromordinal(day) for day in call.served.days)
        arrives = date.fromordinal(call.hop.arrives) if call.hop else meetings[0]
        first, last = min(arrives, meetings[0]), date.fromordinal(call.served.last)
        if one.keeps or same:
            first, last = stop.starts_on or first, stop.ends_on or last
        minutes = table.home[call.number] if previous is None else (
            table.minutes[previous][call.number]
        )  # fmt: skip
        nights = call.hop.nights if call.hop else 0
        yield Stage(one.id, stop.city, first, last, meetings, minutes, nights)
        previous = call.number


def _clash(table: Timetable) -> tuple[int, ...]:
    """The fewest visits found that cannot be kept together: without any of them, all would fit."""
    held = list(range(len(table.visits)))
    for number in tuple(held):
        rest = [one for one in held if one != number]
        if rest and search.best(table, rest) is None:
            held = rest
    return tuple(held)


def _clashing(
    stops: Sequence[Stop], visits: Sequence[Visit], clash: tuple[int, ...]
) -> Iterator[Reason]:
    cities = tuple(stops[number].city for number in clash)
    if len(clash) == 1:
        yield reason("clash.one", city=cities[0])
    else:
        yield reason("clash", cities=Names(cities))
    for number in clash:
        yield from _window(visits[number], stops[number])
        yield reason("needs", city=stops[number].city, count=visits[number].meetings)


def _notes(stops: Sequence[Stop], places: Sequence[Spot | None]) -> Iterator[Reason]:
    for stop, spot in zip(stops, places, strict=True):
        if spot is None:
            yield reason("unknown", city=stop.city, span=Span(spots.UNKNOWN))
        if stop.fixed and not (stop.starts_on or stop.ends_on):
            yield reason("undated", city=stop.city)


def _why(table: Timetable, stops: Sequence[Stop], route: Route, *, same: bool) -> Iterator[Reason]:
    if same:
        yield reason("best" if len(stops) <= search.EXACT else "best.beam")
    yield from _swaps(table, stops, route)
    for call in route.calls:
        yield from _window(table.visits[call.number], stops[call.number])
    for before, call in zip(route.calls, route.calls[1:], strict=False):
        yield from _days(table, stops, before, call)


def _swaps(table: Timetable, stops: Sequence[Stop], route: Route) -> Iterator[Reason]:
    """What each two neighbours would cost the other way round: the dearest first."""
    found: list[tuple[int, Reason]] = []
    order = list(route.order)
    for at in range(len(order) - 1):
        turned = [*order[:at], order[at + 1], order[at], *order[at + 2 :]]
        first, second = stops[order[at]].city, stops[order[at + 1]].city
        other = search.along(table, turned)
        if other is None:
            found.append((10_000, reason("swap.breaks", first=first, second=second)))
            continue
        saved = other.cost.total - route.cost.total
        under_way = other.cost.minutes - route.cost.minutes
        days = other.cost.idle - route.cost.idle
        if under_way >= _WORTH:
            way = at > 0 and _on_the_way(table, *order[at - 1 : at + 2])
            key = "swap.way" if way else "swap.travel"
            found.append((saved, reason(key, first=first, second=second, span=Span(under_way))))
        elif days > 0:
            found.append((saved, reason("swap.days", first=first, second=second, count=days)))
    found.sort(key=lambda pair: -pair[0])
    yield from (told for _, told in found[:_TOLD])


def _on_the_way(table: Timetable, before: int, at: int, after: int) -> bool:
    """Whether a visit adds little to the way between two others."""
    minutes = table.minutes
    return minutes[before][at] + minutes[at][after] <= 1.2 * minutes[before][after]


def _window(one: Visit, stop: Stop) -> Iterator[Reason]:
    if one.keeps:
        yield reason("keeps", city=stop.city)
    elif one.earliest and one.latest:
        yield reason("window", city=stop.city, first=one.earliest, last=one.latest)
    elif one.earliest:
        yield reason("window.after", city=stop.city, first=one.earliest)
    elif one.latest:
        yield reason("window.before", city=stop.city, last=one.latest)


def _days(
    table: Timetable, stops: Sequence[Stop], before: search.Call, call: search.Call
) -> Iterator[Reason]:
    """What stands between the last meeting of a visit and the first of the next."""
    city, country = stops[call.number].city, stops[call.number].country or ""
    if call.hop and call.hop.nights:
        yield reason("night", first=stops[before.number].city, second=city)
    ready = call.hop.ready if call.hop else call.served.days[0]
    lost = [date.fromordinal(day) for day in range(ready, call.served.days[-1])]
    lost = [day for day in lost if day.toordinal() not in call.served.days]
    for day in lost:
        holiday = public_holidays.holiday(country, day)
        if holiday and not public_holidays.is_weekend(country, day):
            yield reason("holiday", day=day, country=Country(country), holiday=holiday, city=city)
    if any(public_holidays.is_weekend(country, day) for day in lost):
        monday = next(day for day in call.served.days if day > lost[0].toordinal())
        yield reason("weekend", city=city, first=date.fromordinal(monday))
