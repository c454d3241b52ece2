"""The programme of an engagement, and one person's itinerary through it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.standards import identifiers
from sciattache.papers import words
from sciattache.papers.blocks import (
    Block,
    DayBanner,
    Facts,
    Heading,
    Note,
    Text,
    TimedItem,
    TimedItems,
)
from sciattache.papers.dossier import Dossier
from sciattache.papers.reader import GONE, Reader
from sciattache.services.programme import Day, Line, days, untimed

_STANDING = {
    "proposed": "open",
    "asked": "open",
    "standby": "open",
    "declined": "off",
    "cancelled": "off",
}
_ALL = ""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_COMPANIONS = 4
"""Names on a line of one person's itinerary; further ones are counted."""


def programme(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """Day by day, for an audience: what the office alone knows is left out for guests."""
    engagement = dossier.engagement
    blocks: list[Block] = []
    purpose = reader.text(engagement, "purpose")
    if purpose:
        blocks.append(Text((purpose,)))
    blocks.append(Facts(tuple(_facts(dossier, reader))))
    blocks += _days(dossier, reader, dossier.items, dossier.legs, dossier.stays, person=_ALL)
    return (*blocks, *_closing(dossier, reader))


def itinerary(dossier: Dossier, reader: Reader, person: Person) -> tuple[Block, ...]:
    """What one participant does, where, when, and how they get there."""
    me = next((p for p in dossier.participants if p.person == person.id), None)
    team = me.team if me else None
    items = [
        item
        for item in dossier.items
        if item.status not in GONE and _concerns(person.id, team, item.team, _guests(dossier, item))
    ]
    legs = [
        leg
        for leg in dossier.legs
        if _concerns(
            person.id, team, leg.team, [p.person for p in dossier.passages.get(leg.id, ())]
        )
    ]
    stays = [stay for stay in dossier.stays if stay.person in (None, person.id)]
    vehicle = next((v for v in dossier.vehicles if me and v.id == me.vehicle), None)
    pairs = [
        (reader.say("itinerary.of"), reader.name(person)),
        (reader.say("column.title"), dossier.title_of(me) if me else ""),
        (reader.say("column.vehicle"), vehicle.name if vehicle else ""),
        *_facts(dossier, reader),
    ]
    blocks: list[Block] = [Facts(tuple(pairs))]
    blocks += _days(dossier, reader, items, legs, stays, person=person.id)
    return (*blocks, *_closing(dossier, reader))


def _guests(dossier: Dossier, item: AgendaItem) -> list[str]:
    return [one.person for one in dossier.attendances.get(item.id, ())]


def _concerns(person: str, team: str | None, of_team: str | None, named: list[str]) -> bool:
    """Whether a line is for a person: named on it, or nobody is and it is for the person's team."""
    if named:
        return person in named
    return not of_team or not team or of_team == team


def _facts(dossier: Dossier, reader: Reader) -> Iterable[tuple[str, str]]:
    engagement = dossier.engagement
    host = dossier.organisations.get(engagement.host or "")
    lead = dossier.colleagues.get(engagement.lead or "")
    yield reader.say("fact.host"), host.name if host else ""
    if lead:
        yield reader.say("fact.lead"), " · ".join([lead.name, *reader.points(lead, "phones")])
    yield reader.say("fact.dress"), reader.text(engagement, "dress")


def _days(
    dossier: Dossier,
    reader: Reader,
    items: list[AgendaItem],
    legs: list[Leg],
    stays: list[Stay],
    *,
    person: str,
) -> Iterable[Block]:
    seen = items if reader.is_office else [i for i in items if i.status not in GONE]
    for day in days(dossier.engagement, dossier.stops, seen, legs, stays):
        if not (day.lines or day.all_day or day.nights):
            continue
        yield _banner(day, reader)
        lines = [_line(dossier, reader, line, day, person) for line in (*day.all_day, *day.lines)]
        yield TimedItems(tuple(lines), night=_night(dossier, reader, day, person))
    loose = untimed(seen)
    if loose and reader.is_office:
        yield Heading(reader.say("heading.untimed"), 2)
        yield TimedItems(tuple(_item(dossier, reader, item, "", "", "", person) for item in loose))


def _banner(day: Day, reader: Reader) -> DayBanner:
    country = words.country(day.country, reader.language) if day.country else ""
    zone = ""
    if day.zone:
        noon = datetime.combine(day.on, time(12), ZoneInfo(day.zone))
        zone = f"{day.zone.replace('_', ' ')} ({words.offset(noon)})"
    return DayBanner(
        date=words.long_date(day.on, reader.language),
        place=", ".join(filter(None, (day.place, country))),
        zone=zone,
        anchor=day.on.isoformat(),
    )


def _line(dossier: Dossier, reader: Reader, line: Line, day: Day, person: str) -> TimedItem:
    start, end = _hours(line, day)
    other = _other(line, reader)
    if isinstance(line.record, Leg):
        return _leg(dossier, reader, line.record, start, end, other, person)
    assert isinstance(line.record, AgendaItem)
    if line.start is None:
        start = reader.say("all_day")
    return _item(dossier, reader, line.record, start, end, other, person)


def _hours(line: Line, day: Day) -> tuple[str, str]:
    start = words.clock(line.start) if line.start else ""
    end = words.clock(line.end) if line.end else ""
    if line.start and line.end and line.end.date() > day.on:
        end += f"⁺{str((line.end.date() - day.on).days).translate(_RAISED)}"
    return start, end if line.end != line.start else ""


def _other(line: Line, reader: Reader) -> str:
    if (
        line.other_start is None
        or line.start is None
        or line.other_start.utcoffset() == line.start.utcoffset()
    ):
        return ""
    hours = [words.clock(m) for m in (line.other_start, line.other_end) if m is not None]
    return "–".join(dict.fromkeys(hours))


def _item(
    dossier: Dossier,
    reader: Reader,
    item: AgendaItem,
    start: str,
    end: str,
    other: str,
    person: str,
) -> TimedItem:
    place = dossier.places.get(item.place or "")
    host = dossier.organisations.get(item.host or "")
    contact = dossier.people.get(item.contact or "")
    interpreter = dossier.people.get(reader.see(item, "interpreter") or "")
    status = item.status if item.status != "confirmed" else None
    remarks = [
        reader.text(item, "description"),
        f"{reader.say('fact.dress')}: {item.dress}" if item.dress else "",
        f"{reader.say('fact.interpreter')}: {reader.name(interpreter)}" if interpreter else "",
        reader.text(item, "objective"),
        reader.text(item, "remarks"),
    ]
    return TimedItem(
        start=start,
        end=end,
        other_hours=other,
        title=item.title,
        place=", ".join(filter(None, (place.name if place else "", item.room))),
        contact=", ".join(filter(None, (host.name if host else "", reader.name(contact)))),
        participants=_participants(dossier, reader, item, person),
        remarks="\n".join(filter(None, remarks)),
        status=reader.word("item_state", status) if status else "",
        standing=_STANDING.get(item.status or "", "firm"),  # type: ignore[arg-type]
        movement=item.kind == "movement",
    )


def _participants(dossier: Dossier, reader: Reader, item: AgendaItem, person: str) -> str:
    named = [dossier.people.get(one) for one in _guests(dossier, item) if one != person]
    guests = {p.person for p in dossier.participants if p.side == "guest" and p.rsvp != "declined"}
    present = {one.id for one in named if one is not None} | {person}
    whole = bool(guests) and guests <= present
    left_out = guests if whole else set()
    shown = [reader.say("whole_delegation")] if whole else []
    shown += [reader.name(one) for one in named if one is not None and one.id not in left_out]
    if person and len(shown) > _MOST_COMPANIONS + 1:
        more = len(shown) - _MOST_COMPANIONS
        shown = [*shown[:_MOST_COMPANIONS], reader.say("and_more", count=more)]
    team = reader.say("team", name=item.team) if item.team else ""
    return "\n".join(filter(None, (team, ", ".join(shown))))


def _leg(
    dossier: Dossier, reader: Reader, leg: Leg, start: str, end: str, other: str, person: str
) -> TimedItem:
    ends = [_station(leg.origin), _station(leg.destination)]
    number = " ".join(filter(None, (leg.carrier, leg.number)))
    clocks = (
        f"{_zone_name(leg.departure_zone)} {start} – {_zone_name(leg.arrival_zone)} {end}"
        if end and leg.arrival_zone != leg.departure_zone
        else ""
    )
    on_board = [dossier.people.get(p.person) for p in dossier.passages.get(leg.id, ())]
    names = [reader.name(one) for one in on_board if one is not None and one.id != person]
    if person and len(names) > _MOST_COMPANIONS + 1:
        more = len(names) - _MOST_COMPANIONS
        names = [*names[:_MOST_COMPANIONS], reader.say("and_more", count=more)]
    seat = next(
        (p.seat for p in dossier.passages.get(leg.id, ()) if p.person == person and p.seat), ""
    )
    reference = reader.text(leg, "reference")
    remarks = [
        clocks,
        f"{reader.say('seat')} {seat}" if seat else "",
        f"{reader.say('booking')} {reference}" if reference else "",
        reader.text(leg, "notes"),
    ]
    return TimedItem(
        start=start,
        end=end,
        other_hours=other,
        title=f"{reader.word('leg_kind', leg.kind)}: {' – '.join(filter(None, ends))}",
        place=", ".join(filter(None, (number, leg.terminal))),
        participants=", ".join(names),
        remarks="\n".join(filter(None, remarks)),
        movement=True,
    )


def _station(name: str | None) -> str:
    """A place of departure or arrival; an airport's code gets its city."""
    text = name or ""
    airport = identifiers.iata_airport(text) if len(text) == 3 and text.isupper() else None
    return f"{airport.city} ({text})" if airport and airport.city else text


def _zone_name(zone: str | None) -> str:
    return (zone or "").rpartition("/")[2].replace("_", " ")


def _night(dossier: Dossier, reader: Reader, day: Day, person: str) -> str:
    hotels: dict[str, None] = {}
    for stay in day.nights:
        room = reader.text(stay, "room") if person else ""
        words_ = [
            stay.hotel,
            stay.address,
            stay.phone,
            f"{reader.say('column.room')} {room}" if room else "",
        ]
        hotels[", ".join(filter(None, words_))] = None
    return "; ".join(hotels)


def _closing(dossier: Dossier, reader: Reader) -> Iterable[Block]:
    emergency = reader.text(dossier.engagement, "emergency")
    if emergency:
        yield Note(emergency, title=reader.say("heading.emergency"))
