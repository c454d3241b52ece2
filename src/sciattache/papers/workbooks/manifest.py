"""The manifest of an engagement: who is on which leg, in which car, on which movement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.interchange.tables.sheet import Column, Sheet
from sciattache.papers import words
from sciattache.papers.reader import GONE, Reader
from sciattache.papers.values import terms
from sciattache.papers.workbooks.sheets import sheet, trimmed, wall, zone_of
from sciattache.services.dossier import Dossier

_LATE = date.max
_TRAVELLERS = ("guest", "mission", "support", "press", None)


def manifest(dossier: Dossier, reader: Reader) -> list[Sheet]:
    """Who travels when, for airlines; who rides with whom and from where, for drivers."""
    sheets = [_passengers(dossier, reader)]
    sheets += [_cars(dossier, reader)] if dossier.vehicles else []
    movements = _movements(dossier, reader)
    return [*sheets, movements] if movements.rows else sheets


def _passengers(dossier: Dossier, reader: Reader) -> Sheet:
    """A row for each passenger of each leg, leg after leg; who has none stands at the end."""
    say = reader.say
    columns = (
        Column("position", "№", "number", 6),
        Column("number", say("column.number"), "text", 18),
        Column("origin", say("column.from"), "text", 16),
        Column("departs", say("column.departs"), "instant", 19),
        Column("departure_zone", reader.field(Leg.field("departure_zone")), "text", 18),
        Column("destination", say("column.to"), "text", 16),
        Column("arrives", say("column.arrives"), "instant", 19),
        Column("arrival_zone", reader.field(Leg.field("arrival_zone")), "text", 18),
        Column("terminal", reader.field(Leg.field("terminal")), "text", 10),
        Column("name", say("column.name"), "text", 26, leads=True),
        Column("family_name", reader.field(Person.field("family_name")), "text", 18),
        Column("given_name", reader.field(Person.field("given_name")), "text", 16),
        Column("native_name", say("column.native_name"), "text", 16),
        Column("organisation", say("column.organisation"), "text", 26),
        Column("seat", say("seat"), "text", 8),
        Column("ticket", reader.field(Passage.field("ticket")), "code", 16),
        Column("nationality", reader.field(Person.field("nationality")), "text", 14),
        Column("birthday", reader.field(Person.field("birthday")), "text", 12),
        Column("passport", say("column.passport"), "code", 14),
        Column("passport_of", reader.field(Participation.field("passport_country")), "text", 14),
        Column("expires", say("column.expires"), "date", 12),
        Column("visa", say("column.visa"), "text", 12),
        Column("diet", say("column.diet"), "text", 18),
        Column("needs", reader.field(Participation.field("needs")), "text", 22),
        Column("hotel", say("column.hotel"), "text", 24),
        Column("room", say("column.room"), "text", 8),
        Column("vehicle", say("column.vehicle"), "text", 12),
    )
    rows = [[place, *row] for place, row in enumerate(_rows(dossier, reader), 1)]
    kept, rows_ = trimmed(columns, rows, keep=("position", "name"))
    return sheet(dossier, reader, "Passengers", say("paper.manifest"), kept, rows_)


def _rows(dossier: Dossier, reader: Reader) -> Iterator[list[Any]]:
    coming = [
        one
        for one in dossier.participants
        if one.side in _TRAVELLERS and one.rsvp != "declined" and one.person in dossier.people
    ]
    travelling: set[str] = set()
    for leg in dossier.legs:
        named = {passage.person: passage for passage in dossier.passages.get(leg.id, ())}
        for one in coming:
            if one.person in named if named else _goes(leg, one):
                travelling.add(one.person)
                passenger = _passenger(dossier, reader, one, leg, named.get(one.person))
                yield [*_leg(dossier, reader, leg), *passenger]
    for one in coming:
        if one.person not in travelling and one.side in ("guest", None):
            yield [*[None] * 8, *_passenger(dossier, reader, one, None, None)]


def _goes(leg: Leg, one: Participation) -> bool:
    """Whether a leg without named passengers carries a guest: it is for all or for their team."""
    return one.side in ("guest", None) and (not leg.team or not one.team or leg.team == one.team)


def _leg(dossier: Dossier, reader: Reader, leg: Leg) -> list[Any]:
    line = dossier.lines.get(leg.id)
    start, end = (line.start, line.end) if line else (None, None)
    return [
        " ".join(filter(None, (leg.carrier, leg.number))),
        leg.origin,
        wall(start),
        zone_of(reader, start),
        leg.destination,
        wall(end),
        zone_of(reader, end),
        leg.terminal,
    ]


def _passenger(
    dossier: Dossier,
    reader: Reader,
    one: Participation,
    leg: Leg | None,
    passage: Passage | None,
) -> list[Any]:
    person = dossier.people[one.person]
    organisation = dossier.organisation_of(one)
    stay = _stay(dossier, one, leg)
    vehicle = next((v for v in dossier.vehicles if v.id == reader.see(one, "vehicle")), None)
    return [
        reader.name(person),
        person.family_name,
        person.given_name,
        person.native_name,
        organisation.name if organisation else "",
        reader.text(passage, "seat"),
        reader.text(passage, "ticket"),
        reader.choice(person, "nationality"),
        reader.text(person, "birthday"),
        reader.text(one, "passport_number"),
        reader.choice(one, "passport_country"),
        reader.see(one, "passport_expires_on"),
        reader.choice(one, "visa"),
        terms(reader, one, "diet") or terms(reader, person, "diet"),
        reader.text(one, "needs") or reader.text(person, "needs"),
        stay.hotel if stay else "",
        reader.text(stay, "room"),
        vehicle.name if vehicle else "",
    ]


def _stay(dossier: Dossier, one: Participation, leg: Leg | None) -> Stay | None:
    """Where a passenger sleeps after a leg, else where they slept before it."""
    beds = [stay for of in (one.person, None) for stay in dossier.stays if stay.person == of]
    line = dossier.lines.get(leg.id) if leg else None
    days = [moment.date() for moment in (line.start, line.end) if moment] if line else []
    if not days:
        return next(iter(beds), None)
    after = [s for s in beds if s.arrives_on and s.arrives_on <= days[-1] < (s.departs_on or _LATE)]
    before = [stay for stay in beds if stay.departs_on == days[0]]
    return next(iter([*after, *before]), None)


def _cars(dossier: Dossier, reader: Reader) -> Sheet:
    """A row for each passenger of each car; a car without passengers has one too."""
    columns = (
        Column("vehicle", reader.say("column.vehicle"), "text", 14),
        Column("plate", reader.field(Vehicle.field("plate")), "code", 14),
        Column("driver", reader.say("column.driver"), "text", 24),
        Column("driver_phone", reader.field(Vehicle.field("driver_phone")), "phone", 20),
        Column("seats", reader.field(Vehicle.field("seats")), "number", 10),
        Column("name", reader.say("column.name"), "text", 28),
        Column("organisation", reader.say("column.organisation"), "text", 30),
        Column("onsite_phone", reader.field(Participation.field("onsite_phone")), "phone", 20),
        Column("needs", reader.field(Participation.field("needs")), "text", 28),
    )
    rows: list[list[Any]] = []
    for vehicle in dossier.vehicles:
        car = [vehicle.name, vehicle.plate, vehicle.driver, vehicle.driver_phone, vehicle.seats]
        riding = [
            one
            for one in dossier.participants
            if reader.see(one, "vehicle") == vehicle.id and one.person not in dossier.absent
        ]
        rows += [[*car, *_rider(dossier, reader, one)] for one in riding]
        rows += [] if riding else [[*car, None, None, None, None]]
    listed = trimmed(columns, rows, keep=("vehicle",))
    return sheet(dossier, reader, "Cars", reader.say("heading.vehicles"), *listed)


def _rider(dossier: Dossier, reader: Reader, one: Participation) -> list[Any]:
    organisation = dossier.organisation_of(one)
    return [
        reader.name(dossier.people.get(one.person)),
        organisation.name if organisation else "",
        reader.text(one, "onsite_phone"),
        reader.text(one, "needs"),
    ]


def _movements(dossier: Dossier, reader: Reader) -> Sheet:
    """What is driven when, from where and with whom, in the order of time."""
    columns = (
        Column("departs", reader.say("column.departs"), "instant", 19),
        Column("arrives", reader.say("column.arrives"), "instant", 19),
        Column("zone", reader.say("column.zone"), "text", 18),
        Column("title", reader.say("column.what"), "text", 34),
        Column("place", reader.say("column.place"), "text", 28),
        Column("vehicle", reader.say("column.vehicle"), "text", 14),
        Column("people", reader.say("heading.participants"), "text", 60),
    )
    cars = {vehicle.id: vehicle.name for vehicle in dossier.vehicles}
    rows: list[list[Any]] = []
    for item in sorted(dossier.items, key=lambda one: (str(one.starts_at or "9"), one.rid)):
        car = cars.get(reader.see(item, "vehicle") or "", "")
        if item.status in GONE or not (item.kind == "movement" or car):
            continue
        place, line = dossier.places.get(item.place or ""), dossier.lines.get(item.id)
        people = (reader.name(dossier.people.get(id)) for id in dossier.attending(item.id))
        rows.append(
            [
                wall(line.start) if line else None,
                wall(line.end) if line else None,
                words.zone_city(line.zone, reader.language) if line else None,
                item.title,
                reader.listed((place.name if place else "", item.room or "")),
                car,
                reader.listed(people) or reader.say("whole_delegation"),
            ]
        )
    listed = trimmed(columns, rows, keep=("departs", "title"))
    return sheet(dossier, reader, "Movements", reader.say("heading.movements"), *listed)
