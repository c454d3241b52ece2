"""The lines of a programme as the list shows them, worked out from its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.standards import countries
from sciattache.papers import words
from sciattache.services.programme import Day, Line, untimed
from sciattache.ui import showing
from sciattache.ui.lettering import joined
from sciattache.ui.words import say
from sciattache.ui.workspace.marks import WAYS, Mark, berth, mark, tint_of
from sciattache.ui.workspace.reading import Seen

GONE = ("cancelled", "declined")


@dataclass(frozen=True)
class Entry:
    """One line of the list.

    ``kind`` is ``day``, ``item``, ``leg``, ``night``, ``loose`` (the heading of what has no time)
    or ``free`` (a day with nothing on it).  ``start`` and ``end`` are hours for editing, ``hours``
    and ``home`` for reading.
    """

    kind: str
    on: date | None = None
    identity: str = ""
    zone: str = ""
    hours: str = ""
    home: str = ""
    start: str = ""
    end: str = ""
    title: str = ""
    under: str = ""
    people: str = ""
    note: str = ""
    icon: str = ""
    mark: Mark = Mark()  # noqa: RUF009  (it is frozen)
    tint: int = 0
    moves: bool = False
    tentative: bool = False
    gone: bool = False

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        parts = (self.hours, self.title, self.under, self.people, self.mark.words, self.note)
        return ", ".join(filter(None, parts))


def entries(seen: Seen, language: str) -> tuple[Entry, ...]:
    """Every line: day by day, then what has no time."""
    return tuple(_all(seen, language))


def _all(seen: Seen, language: str) -> Iterator[Entry]:
    for day in seen.days:
        yield _banner(day, language)
        for line in (*day.all_day, *day.lines):
            yield entry_of(seen, day, line, language)
        if not (day.all_day or day.lines):
            yield Entry("free", day.on, zone=day.zone, title=say("Nothing planned yet"))
        if day.nights:
            yield _night(seen, day)
    loose: tuple[AgendaItem | Leg, ...] = (
        *untimed(seen.dossier.items), *untimed(seen.dossier.legs),
    )  # fmt: skip
    if loose:
        yield Entry(
            "loose", title=say("Without a time"),
            note=say("Press F2 to give one an hour, or move it to a day"),
        )  # fmt: skip
    for record in loose:
        yield entry_of(seen, None, Line("", record, None, None, "", None, None), language)


def _banner(day: Day, language: str) -> Entry:
    country = countries.country_name(day.country, language) if day.country else ""
    return Entry(
        "day", day.on, zone=day.zone,
        title=showing.day(day.on, language, weekday=True),
        under=joined(day.place, country, by=", "),
        note=joined(showing.place_of(day.zone, language), words.offset(day.noon))
        if day.zone else "",
    )  # fmt: skip


def entry_of(seen: Seen, day: Day | None, line: Line, language: str) -> Entry:
    """An item or a leg in words, on ``day``."""
    return (_leg if isinstance(line.record, Leg) else _item)(seen, day, line, language)


def _item(seen: Seen, day: Day | None, line: Line, language: str) -> Entry:
    item = line.record
    assert isinstance(item, AgendaItem)
    dossier = seen.dossier
    place, host = dossier.places.get(item.place or ""), dossier.organisations.get(item.host or "")
    guests = named(seen, [one.person for one in dossier.attendances.get(item.id, ())])
    team = say("Team {name}", name=item.team) if item.team else ""
    return Entry(
        "item", day.on if day else None, item.id, line.zone,
        hours=_hours(line, day) if line.start else say("All day") if day else "",
        home=_home(line),
        start=f"{line.start:%H:%M}" if line.start else "",
        end=f"{line.end:%H:%M}" if line.end else "",
        title=item.title or "",
        under=joined(
            joined(place.name if place else "", item.room or "", by=", "),
            host.name if host else "", seen.name(item.contact), _clocks(day, line, language),
        ),
        people=joined(team, *guests, by=", "),
        icon="users",
        mark=mark(AgendaItem.field("status"), item.status, language),
        tint=tint_of(item.kind),
        moves=item.kind == "movement",
        tentative=item.status in ("proposed", "asked", "standby"),
        gone=item.status in GONE,
        note=showing.choice(AgendaItem.field("kind"), item.kind, language) if item.kind else "",
    )  # fmt: skip


def _leg(seen: Seen, day: Day | None, line: Line, language: str) -> Entry:
    leg = line.record
    assert isinstance(leg, Leg)
    way = showing.choice(Leg.field("kind"), leg.kind, language) if leg.kind else ""
    number = " ".join(filter(None, (leg.carrier, leg.number)))
    ends = " – ".join(filter(None, (leg.origin, leg.destination)))
    on_board = named(seen, [one.person for one in seen.dossier.passages.get(leg.id, ())])
    team = say("Team {name}", name=leg.team) if leg.team else ""
    return Entry(
        "leg", day.on if day else None, leg.id, line.zone,
        hours=_hours(line, day),
        home=_home(line),
        start=f"{line.start:%H:%M}" if line.start else "",
        end=f"{line.end:%H:%M}" if line.end else "",
        title=joined(way, ends, by=": "),
        under=joined(number, berth(leg.kind, leg.terminal), _clocks(day, line, language)),
        people=joined(team, *on_board, by=", "),
        icon=WAYS.get(leg.kind or "", "route"),
        moves=True,
        mark=mark(Leg.field("state"), leg.state, language),
        gone=leg.state == "cancelled",
    )  # fmt: skip


def delegation(seen: Seen) -> list[str]:
    """The ids of the guests who come."""
    return [
        one.person for one in seen.dossier.participants
        if one.side == "guest" and one.rsvp != "declined"
    ]  # fmt: skip


def named(seen: Seen, people: Sequence[str]) -> list[str]:
    """Names of people; all the guests together are the whole delegation."""
    guests = delegation(seen)
    if len(guests) < 2 or not set(guests) <= set(people):
        return [seen.name(person) for person in people]
    others = [seen.name(person) for person in people if person not in guests]
    return [say("Whole delegation"), *others]


def _night(seen: Seen, day: Day) -> Entry:
    hotels: dict[str, list[Stay]] = {}
    for stay in day.nights:
        hotels.setdefault(", ".join(filter(None, (stay.hotel, stay.address))), []).append(stay)
    guests = [seen.name(stay.person) for stay in day.nights if stay.person]
    return Entry(
        "night", day.on, day.nights[0].id, day.zone, icon="bed",
        title="; ".join(hotels), people=", ".join(dict.fromkeys(guests)),
        hours=say("Night"),
    )  # fmt: skip


def _hours(line: Line, day: Day | None) -> str:
    start = f"{line.start:%H:%M}" if line.start else ""
    end = f"{line.end:%H:%M}" if line.end and line.end != line.start else ""
    if line.start and end and (later := line.days_later):
        end += f" {'+' if later > 0 else '−'}{abs(later)}"
    return joined(start, end, by="–")


def _clocks(day: Day | None, line: Line, language: str) -> str:
    """On whose clocks the hours are, where they are not on the day's."""
    if day is None:
        return ""
    ends = [
        (one, zone.key) for one in (line.start, line.end)
        if one is not None and isinstance(zone := one.tzinfo, ZoneInfo)
    ]  # fmt: skip
    usual = day.noon.utcoffset()
    if all(one.utcoffset() == usual or zone == day.zone for one, zone in ends):
        return ""
    hours = {showing.place_of(zone, language): f"{one:%H:%M}" for one, zone in ends}
    return ", ".join(say("{hour} in {city}", hour=hour, city=city) for city, hour in hours.items())


def _home(line: Line) -> str:
    """The hours at home, where its clock shows others."""
    if line.other_start is None or line.start is None:
        return ""
    if line.other_start.utcoffset() == line.start.utcoffset():
        return ""
    hours = [f"{one:%H:%M}" for one in (line.other_start, line.other_end) if one is not None]
    apart = (line.other_start.date() - line.start.date()).days
    mark_ = f" {'+' if apart > 0 else '−'}{abs(apart)}" if apart else ""
    return joined(*dict.fromkeys(hours), by="–") + mark_


def moved_by(listed: Iterable[Entry], identity: str, days: int) -> date | None:
    """The day so many days of the programme before or after that of an item; None at the ends."""
    lines = list(listed)
    dates = [entry.on for entry in lines if entry.kind == "day"]
    items = (entry for entry in lines if entry.kind == "item")
    here = next((entry.on for entry in items if entry.identity == identity), None)
    if here is None:
        return dates[0 if days > 0 else -1] if dates else None
    place = dates.index(here) + days
    return dates[place] if 0 <= place < len(dates) else None
