"""The programme as drivers get it: what is driven when, from where, with whom in which car."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.papers.blocks import (
    Block,
    Column,
    Facts,
    Grid,
    Heading,
    Text,
    TimedItem,
    TimedItems,
    filled,
)
from sciattache.papers.flowing.programme import banner, clock_of, nights_of
from sciattache.papers.flowing.programme_lines import Lines
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier
from sciattache.services.programme import Line, days


def driver_programme(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """The cars, then day by day, minute by minute, every ride with its passengers."""
    blocks: list[Block] = [Facts(tuple(_facts(dossier, reader)))]
    if dossier.vehicles:
        blocks += [Heading(reader.say("heading.vehicles")), _cars(dossier, reader)]
    rides = tuple(_days(dossier, reader))
    return (*blocks, *rides) if rides else (*blocks, Text((reader.say("driver.none"),)))


def _facts(dossier: Dossier, reader: Reader) -> Iterable[tuple[str, str]]:
    lead = dossier.colleagues.get(dossier.engagement.lead or "")
    if lead:
        yield reader.say("fact.lead"), " · ".join([lead.name, *reader.points(lead, "phones")])
    yield reader.say("heading.emergency"), reader.text(dossier.engagement, "emergency")


def _cars(dossier: Dossier, reader: Reader) -> Grid:
    """A car with its plate, its driver with the number to ring: two lines each, so that there is
    room for them in large print."""
    columns = (
        Column(reader.say("column.vehicle"), 1.8, style="titled"),
        Column(reader.say("column.driver"), 2.6),
        Column(reader.say("column.seats"), 0.9, "end", "figures"),
        Column(reader.say("column.passengers"), 3.4, style="quiet"),
    )
    rows = tuple(
        (
            _two_lines(car.name, car.plate),
            _two_lines(car.driver, reader.phone(car, "driver_phone")),
            str(car.seats or ""),
            reader.listed(_riding(dossier, reader, car.id)),
        )
        for car in dossier.vehicles
    )
    return filled(columns, rows)


def _two_lines(one: str | None, other: str | None) -> str:
    return "\n".join(filter(None, (one, other)))


def _riding(dossier: Dossier, reader: Reader, vehicle: str | None) -> Iterator[str]:
    """Who rides in a car throughout."""
    for one in dossier.participants:
        if vehicle and one.vehicle == vehicle:
            yield reader.name_in_line(dossier.people.get(one.person))


def _days(dossier: Dossier, reader: Reader) -> Iterator[Block]:
    for day in days(dossier.engagement, dossier.stops, dossier.items, dossier.legs, dossier.stays):
        rides = [ride for line in (*day.all_day, *day.lines) for ride in _rides(dossier, line)]
        if not rides:
            continue
        rides.sort(key=lambda ride: ride[0])
        clock = clock_of(day)
        lines = Lines(dossier, reader, day.on, clock)
        drawn = tuple(_drawn(dossier, lines, line, act) for _, line, act in rides)
        yield banner(day, clock, dossier, reader, below=False)
        yield TimedItems(drawn, nights=nights_of(reader, day, ""))


_Ride = tuple[tuple[bool, float], Line, str]


def _rides(dossier: Dossier, line: Line) -> Iterator[_Ride]:
    """What a driver does for a line: one ride, or bring people to an item and fetch them."""
    item = line.record
    if isinstance(item, Leg) or item.kind == "movement":
        yield _at(line.start or line.end), line, ""
        return
    for act, moment in (("act.set_down", line.start), ("act.pick_up", line.end)):
        if moment is not None:
            yield _at(moment), replace(line, start=moment, end=None), act


def _at(moment: datetime | None) -> tuple[bool, float]:
    return moment is not None, moment.timestamp() if moment else 0.0


def _drawn(dossier: Dossier, lines: Lines, line: Line, act: str) -> TimedItem:
    reader, record = lines.reader, line.record
    drawn = lines.of(line)
    car = next((one for one in dossier.vehicles if one.id == record.vehicle), None)
    known = [car.name, car.plate, car.driver, reader.phone(car, "driver_phone")] if car else []
    riding = drawn.participants
    if isinstance(record, AgendaItem) and not riding:
        of_car = () if record.kind == "movement" else _riding(dossier, reader, record.vehicle)
        riding = reader.listed(of_car) or reader.say("whole_delegation")
    return replace(
        drawn,
        title=reader.pair(reader.say(act), drawn.title) if act else drawn.title,
        contact=" · ".join(filter(None, (*known, drawn.contact))),
        participants=riding,
        remarks=drawn.remarks if not act or act == "act.set_down" else "",
        movement=False,
    )
