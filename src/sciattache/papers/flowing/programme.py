"""The programme of an engagement, and one person's itinerary through it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.standards import timezones
from sciattache.papers import words
from sciattache.papers.blocks import Block, DayBanner, Facts, Heading, Night, Note, Text, TimedItems
from sciattache.papers.flowing.programme_lines import Lines
from sciattache.papers.reader import GONE, Reader
from sciattache.services.dossier import Dossier
from sciattache.services.programme import Day, days, untimed


def programme(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """Day by day, for an audience: what the office alone knows is left out for guests."""
    blocks: list[Block] = []
    purpose = reader.text(dossier.engagement, "purpose")
    if purpose:
        blocks.append(Text((purpose,)))
    blocks.append(Facts(tuple(_facts(dossier, reader))))
    stays = [stay for stay in dossier.stays if stay.person not in dossier.absent]
    blocks += timetable(dossier, reader, dossier.items, dossier.legs, stays)
    return (*blocks, *_closing(dossier, reader))


def itinerary(dossier: Dossier, reader: Reader, person: Person) -> tuple[Block, ...]:
    """What one participant does, where, when, and how they get there."""
    return (Heading(reader.name(person)), *own_programme(dossier, reader, person))


def own_programme(dossier: Dossier, reader: Reader, person: Person) -> tuple[Block, ...]:
    """The same without the participant's name above it."""
    me = next((p for p in dossier.participants if p.person == person.id), None)
    items, legs, stays = concerning(dossier, person.id)
    vehicle = next((v for v in dossier.vehicles if me and v.id == me.vehicle), None)
    pairs = [
        (reader.say("column.function"), dossier.title_of(me) if me else ""),
        (reader.say("column.vehicle"), _car(reader, vehicle) if vehicle else ""),
        *_facts(dossier, reader),
    ]
    blocks: list[Block] = [Facts(tuple(pairs))]
    blocks += timetable(dossier, reader, items, legs, stays, person=person.id)
    return (*blocks, *_closing(dossier, reader))


def own_items(dossier: Dossier, person: Person) -> list[AgendaItem]:
    """The items that take place and that a participant goes to."""
    return concerning(dossier, person.id)[0]


def concerning(dossier: Dossier, person: str) -> tuple[list[AgendaItem], list[Leg], list[Stay]]:
    """The items, legs and nights of one participant, but for items that are off."""
    me = next((p for p in dossier.participants if p.person == person), None)
    team = me.team if me else None
    items = [
        item
        for item in dossier.items
        if item.status not in GONE
        and _concerns(person, team, item.team, dossier.invited(item.id), dossier.attending(item.id))
    ]
    legs = [
        leg
        for leg in dossier.legs
        if _concerns(
            person,
            team,
            leg.team,
            [one.person for one in dossier.passages.get(leg.id, ())],
            dossier.aboard(leg.id),
        )
    ]
    return items, legs, _stays(dossier.stays, person)


def _concerns(
    person: str, team: str | None, of_team: str | None, named: Sequence[str], going: Sequence[str]
) -> bool:
    """Whether a line is for a person: named on it, or nobody is and it is for the person's team."""
    if named:
        return person in going
    return not of_team or not team or of_team == team


def _stays(stays: Sequence[Stay], person: str) -> list[Stay]:
    """A person's own nights, those in a room that another booked, and those of everybody."""
    own = [stay for stay in stays if stay.person == person]
    shared = [] if own else [stay for stay in stays if stay.shares_with == person]
    return [*own, *shared, *(stay for stay in stays if stay.person is None)]


def _car(reader: Reader, vehicle: Vehicle) -> str:
    parts = (vehicle.name, vehicle.plate, vehicle.driver, vehicle.driver_phone)
    return " · ".join(filter(None, parts))


def _facts(dossier: Dossier, reader: Reader) -> Iterable[tuple[str, str]]:
    engagement = dossier.engagement
    host = dossier.organisations.get(engagement.host or "")
    lead = dossier.colleagues.get(engagement.lead or "")
    yield reader.say("fact.host"), host.name if host else ""
    if lead:
        yield reader.say("fact.lead"), " · ".join([lead.name, *reader.points(lead, "phones")])
    yield reader.say("fact.dress"), reader.text(engagement, "dress")


def timetable(
    dossier: Dossier,
    reader: Reader,
    items: Sequence[AgendaItem],
    legs: Sequence[Leg],
    stays: Sequence[Stay],
    *,
    person: str = "",
) -> Iterable[Block]:
    """The days on which something is, each with its banner, its lines and its nights."""
    seen = items if reader.is_office else [i for i in items if i.status not in GONE]
    for day in days(dossier.engagement, dossier.stops, seen, legs, stays):
        if not (day.lines or day.all_day or day.nights):
            continue
        clock = clock_of(day)
        lines = Lines(dossier, reader, day.on, clock, person)
        drawn = tuple(lines.of(line) for line in (*day.all_day, *day.lines))
        yield banner(day, clock, dossier, reader, below=any(one.other_hours for one in drawn))
        yield TimedItems(drawn, nights=nights_of(reader, day, person))
    loose = untimed(seen)
    if loose and reader.is_office:
        yield Heading(reader.say("heading.untimed"), 2)
        lines = Lines(dossier, reader, None, "", person)
        yield TimedItems(tuple(lines.item(item) for item in loose))


def clock_of(day: Day) -> str:
    """The clock of a day's hours; on the way to the first stop, that of its first line."""
    own = [line.zone for line in day.lines if line.zone]
    return own[0] if own and not day.place else day.zone


def banner(day: Day, clock: str, dossier: Dossier, reader: Reader, *, below: bool) -> DayBanner:
    """A day's date, its place and its clock; ``below``: with home's, whose hours stand below."""
    country = reader.word("country", day.country) if day.country else ""
    cities = [reader.city(city) for city in day.place.split(" – ")]
    place = " – ".join(cities)
    noon = datetime.combine(day.on, time(12), timezones.clock(clock)) if clock else None
    home = timezones.clock(dossier.engagement.home_zone) if dossier.engagement.home_zone else None
    clocks = [reader.clock(clock, noon)] if noon else []
    if noon and home and below and noon.astimezone(home).utcoffset() != noon.utcoffset():
        second = reader.clock(dossier.engagement.home_zone or "", noon.astimezone(home))
        clocks.append(reader.say("clock.below", clock=second))
    date = words.long_date(day.on, reader.language)
    return DayBanner(
        date=date[:1].upper() + date[1:],
        place=_in_country(reader, place, country),
        zone=" · ".join(clock.replace(" ", "\u00a0") for clock in clocks),
        anchor=day.on.isoformat(),
    )


def _in_country(reader: Reader, place: str, country: str) -> str:
    if not (place and country) or place == country:
        return place or country
    return reader.say("city_in", city=place, country=country)


def nights_of(reader: Reader, day: Day, person: str) -> tuple[Night, ...]:
    """The hotels that close a day; the room is told to the person whose itinerary it is."""
    hotels: dict[str, str] = {}
    for stay in day.nights:
        room = reader.text(stay, "room") if person and stay.person == person else ""
        known = (stay.address, stay.phone, f"{reader.say('column.room')} {room}" if room else "")
        details = " · ".join(filter(None, known))
        hotels[stay.hotel] = max(hotels.get(stay.hotel, ""), details, key=len)
    return tuple(Night(hotel, details) for hotel, details in hotels.items())


def _closing(dossier: Dossier, reader: Reader) -> Iterable[Block]:
    emergency = reader.text(dossier.engagement, "emergency")
    if emergency:
        yield Note(emergency, title=reader.say("heading.emergency"))
