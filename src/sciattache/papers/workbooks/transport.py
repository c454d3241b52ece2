"""The transport sheet: every movement with its vehicle, driver, passengers and seats left."""

from __future__ import annotations

from collections.abc import Sequence

from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.standards import phones
from sciattache.interchange.tables.formula import Formula, column, own
from sciattache.interchange.tables.sheet import Column, Sheet, Value
from sciattache.papers.reader import Reader
from sciattache.papers.values import named
from sciattache.papers.workbooks.movements import Movement, knows_riders, movements
from sciattache.papers.workbooks.sheets import day_and_hour, sheet, told, trimmed, zone_of
from sciattache.services import cars
from sciattache.services.dossier import Dossier

_MOVES, _CARS, _RIDERS = "Transport", "VehicleList", "Riders"
_OF_RIDERS = ("count", "seats", "assigned", "free")


def transport(dossier: Dossier, reader: Reader) -> list[Sheet]:
    """Movements, vehicles, and for who may know it who rides in which."""
    sheets = [_movements(dossier, reader)]
    if dossier.vehicles:
        sheets.append(_vehicles(dossier, reader))
        sheets += [_riders(dossier, reader)] if knows_riders(reader) else []
    return sheets


def _movements(dossier: Dossier, reader: Reader) -> Sheet:
    """A row for each leg and movement, in the order of time."""
    say = reader.say
    columns = [
        Column("day", say("column.date"), "date", 12, leads=True),
        Column("departs", say("column.departs"), "time", 10, leads=True),
        Column("departure_zone", reader.field(Leg.field("departure_zone")), "text", 17),
        Column("arrives", say("column.arrives"), "time", 10),
        Column("arrives_on", say("column.arrives_on"), "date", 12),
        Column("arrival_zone", reader.field(Leg.field("arrival_zone")), "text", 17),
        told(reader, Leg, "kind"),
        Column("what", say("column.item"), "text", 24),
        Column("from", say("column.from"), "text", 20),
        Column("to", say("column.to"), "text", 20),
        Column("number", say("column.number"), "text", 20),
        told(reader, Leg, "terminal"),
        Column("vehicle", say("column.vehicle"), "text", 14),
        Column("driver", say("column.driver"), "text", 20),
        Column("phone", reader.field(Vehicle.field("driver_phone")), "phone", 18),
        Column("people", say("column.passengers"), "text", 35),
        Column("count", say("column.persons"), "number", 10),
        Column("seats", say("column.seats"), "number", 8),
        Column("free", say("column.free"), "number", 8, warns=True),
        told(reader, Leg, "notes", width=20),
    ]
    rows = [_movement(dossier, reader, one) for one in movements(dossier, reader)]
    listed = _for_reader(reader, columns, rows)
    return sheet(dossier, reader, _MOVES, say("heading.movements"), *listed)


def _movement(dossier: Dossier, reader: Reader, one: Movement) -> list[Value]:
    day, departs = day_and_hour(one.start)
    arrives_on, arrives = day_and_hour(one.end)
    later = arrives_on if arrives_on != day else None
    here, there = zone_of(reader, one.start), zone_of(reader, one.end)
    car = one.vehicle
    return [
        day or arrives_on, departs, here, arrives, later if day else None,
        there if there != here else None,
        reader.choice(one.leg, "kind"),
        one.title, one.origin, one.destination, one.number,
        reader.text(one.leg, "terminal"),
        car.name if car else None,
        *_driver(reader, car),
        one.people(reader),
        len(one.passengers),
        *_seats(dossier, reader, one),
        reader.text(one.leg, "notes"),
    ]  # fmt: skip


def _seats(dossier: Dossier, reader: Reader, one: Movement) -> tuple[Value, Value]:
    """The seats of the vehicle, looked up in the list of vehicles, and those left."""
    if one.vehicle is None or one.vehicle.seats is None:
        return None, None
    say, name = reader.say, one.vehicle.name
    car, seats = say("column.vehicle"), say("column.seats")
    found = f"SUMPRODUCT(EXACT({column(_CARS, car)},{own(_MOVES, car)})*{column(_CARS, seats)})"
    there = sum(car.seats or 0 for car in dossier.vehicles if car.name == name)
    left = f"{own(_MOVES, seats)}-{own(_MOVES, say('column.persons'))}"
    return Formula(found, there), Formula(left, there - len(one.passengers))


def _vehicles(dossier: Dossier, reader: Reader) -> Sheet:
    """The list of vehicles, in the order of the motorcade."""
    say = reader.say
    columns = [
        Column("vehicle", say("column.vehicle"), "text", 0),
        told(reader, Vehicle, "kind"),
        told(reader, Vehicle, "plate"),
        Column("driver", say("column.driver"), "text", 22),
        Column("driver_phone", reader.field(Vehicle.field("driver_phone")), "phone", 20),
        Column("company", reader.field(Vehicle.field("company")), "text", 28),
        told(reader, Vehicle, "position"),
        Column("seats", say("column.seats"), "number", 10, total=True),
        Column("assigned", say("column.persons"), "number", 10, total=True),
        Column("free", say("column.free"), "number", 10, total=True, warns=True),
        told(reader, Vehicle, "notes", width=30),
    ]
    car, riding = say("column.vehicle"), [one.vehicle for one in _riding(dossier, reader)]
    count = f"SUMPRODUCT(EXACT({column(_RIDERS, car)},{own(_CARS, car)})*1)"
    left = f"{own(_CARS, say('column.seats'))}-{own(_CARS, say('column.persons'))}"
    rows: list[list[Value]] = []
    for one in cars.motorcade(dossier.vehicles):
        alike = {other.id for other in dossier.vehicles if other.name == one.name}
        assigned = sum(id in alike for id in riding)
        free = Formula(left, one.seats - assigned) if one.seats is not None else None
        rows.append(
            [
                one.name, reader.choice(one, "kind"), one.plate, *_driver(reader, one),
                named(dossier, reader, one.company) if one.company else None,
                one.position, one.seats, Formula(count, assigned), free, reader.text(one, "notes"),
            ]
        )  # fmt: skip
    listed = _for_reader(reader, columns, rows)
    total = say("total") if any(one.total for one in listed[0]) else ""
    return sheet(dossier, reader, _CARS, say("heading.vehicles"), *listed, total_label=total)


def _riders(dossier: Dossier, reader: Reader) -> Sheet:
    """Who is assigned to which vehicle, in the order of the motorcade."""
    columns = (
        Column("vehicle", reader.say("column.vehicle"), "text", 16),
        Column("name", reader.say("column.name"), "text", 28),
        Column("organisation", reader.say("column.organisation"), "text", 30),
        told(reader, Participation, "role"),
        Column("onsite_phone", reader.field(Participation.field("onsite_phone")), "phone", 20),
        told(reader, Participation, "needs"),
    )
    order = [car.id for car in cars.motorcade(dossier.vehicles)]
    names = {car.id: car.name for car in dossier.vehicles}
    rows: list[list[Value]] = []
    for one in sorted(_riding(dossier, reader), key=lambda one: order.index(one.vehicle or "")):
        organisation = dossier.organisation_of(one)
        rows.append(
            [
                names[one.vehicle or ""],
                reader.name(dossier.people.get(one.person)),
                organisation.name if organisation else None,
                reader.role(one, dossier.people.get(one.person)),
                _phone(reader.text(one, "onsite_phone")),
                reader.text(one, "needs"),
            ]
        )
    title = reader.say("column.passengers")
    return sheet(dossier, reader, _RIDERS, title, *trimmed(columns, rows, keep=("vehicle",)))


def _riding(dossier: Dossier, reader: Reader) -> list[Participation]:
    """Who comes and is assigned to a vehicle, as far as the audience may know."""
    known = {car.id for car in dossier.vehicles}
    return [
        one
        for one in dossier.participants
        if one.person not in dossier.absent and reader.see(one, "vehicle") in known
    ]


def _driver(reader: Reader, car: Vehicle | None) -> tuple[str, str]:
    return reader.text(car, "driver"), _phone(reader.text(car, "driver_phone"))


def _phone(text: str) -> str:
    return phones.shown(text) if text else ""


def _for_reader(
    reader: Reader, columns: Sequence[Column], rows: Sequence[Sequence[Value]]
) -> tuple[list[Column], list[list[Value]]]:
    """Without the counts of who rides where for those who may not know of it."""
    if knows_riders(reader):
        return trimmed(columns, rows, keep=("vehicle", *_OF_RIDERS))
    shown = [n for n, column in enumerate(columns) if column.name not in _OF_RIDERS]
    return trimmed([columns[n] for n in shown], [[row[n] for n in shown] for row in rows])
