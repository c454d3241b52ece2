"""People, rooms, vehicles and interpreters that are booked twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.services.conflicts.conflict import BLOCKS, NOTE, Conflict, found
from sciattache.services.conflicts.facts import Booking, Facts

_ALIKE = timedelta(minutes=15)
"""Within this a leg and a movement among the items are taken for the same journey."""


def twice(facts: Facts) -> Iterator[Conflict]:
    """Two things at the same time that share a person, a room, a vehicle or an interpreter.

    Hours are half-open: what ends at ten leaves ten o'clock free.  What begins at the same moment
    is at the same time, even where it has no length.
    """
    for first, second in overlapping(facts.bookings):
        yield from _people(facts, first, second)
        yield from _room(facts, first, second)
        yield from _vehicle(facts, first, second)


def ends_first(facts: Facts) -> Iterator[Conflict]:
    """An item or a leg whose end is before its beginning."""
    for one in facts.bookings:
        record = one.record
        ends = getattr(record, "arrives_at" if one.is_leg else "ends_at")
        if ends is not None and ends < one.start:
            yield found(
                "ends_first", BLOCKS, about=(record,), facts=(one.start, ends), at=one.local,
                title=facts.title(record),
            )  # fmt: skip


def overlapping(bookings: tuple[Booking, ...]) -> Iterator[tuple[Booking, Booking]]:
    """Each two bookings at the same time that have anything in common; they come in order."""
    running: list[Booking] = []
    for one in bookings:
        start, present = one.start, one.present
        room, vehicle = one.room, one.vehicle
        still = []
        for other in running:
            if other.end <= start and other.start != start:
                continue
            still.append(other)
            if (
                present & other.present
                or (room is not None and room == other.room)
                or (vehicle is not None and vehicle == other.vehicle)
            ):
                yield other, one
        still.append(one)
        running = still


def is_told_twice(first: Booking, second: Booking) -> bool:
    """Whether a leg and a movement among the items seem to be the same journey."""
    journeys = first.moves and second.moves and first.is_leg != second.is_leg
    return journeys and second.start - first.start <= _ALIKE


def room_of(facts: Facts, booking: Booking) -> str:
    """What the room of a booking is called, with its place."""
    place = facts.place(booking.room[0] if booking.room else None)
    named = (place.name if place else "", vars(booking.record).get("room"))
    return ", ".join(filter(None, named)) or "?"


def vehicle_of(facts: Facts, booking: Booking) -> Vehicle | None:
    """The vehicle of a booking."""
    return next((one for one in facts.dossier.vehicles if one.id == booking.vehicle), None)


def times(first: Booking, second: Booking) -> tuple[object, ...]:
    """The hours of two bookings: what a waiver of their conflict depends on."""
    return first.start, first.end, second.start, second.end


def _people(facts: Facts, first: Booking, second: Booking) -> Iterator[Conflict]:
    shared = first.present & second.present
    if not shared:
        return
    interpreters = shared & (first.interpreter | second.interpreter)
    for who, rule in ((shared & ~interpreters, _rule(facts, first, second)),
                      (interpreters, "interpreter_twice")):  # fmt: skip
        if who:
            yield found(
                rule, NOTE if "." in rule else BLOCKS,
                about=(second.record, first.record, *facts.parts(who)),
                facts=times(first, second), at=second.local,
                first=facts.title(first.record), second=facts.title(second.record),
                people=facts.named(who),
            )  # fmt: skip


def _rule(facts: Facts, first: Booking, second: Booking) -> str:
    """Which sentence two bookings of the same people deserve."""
    if first.is_leg and second.is_leg:
        return "legs_overlap"
    if is_told_twice(first, second):
        return "person_twice.told"
    return "person_twice.part" if _is_part(facts, first, second) else "person_twice"


def _is_part(facts: Facts, first: Booking, second: Booking) -> bool:
    """Whether the second is a part of the first: within its hours and at its place."""
    if (first.start, first.end) == (second.start, second.end) or second.end > first.end:
        return False
    if first.origin is None or second.origin is None or first.moves or second.moves:
        return False
    rooms = {room for room in (first.room, second.room) if room is not None}
    return len(rooms) < 2 and facts.ways.are_one(first.origin, second.origin)


def _room(facts: Facts, first: Booking, second: Booking) -> Iterator[Conflict]:
    if first.room is None or first.room != second.room or _is_part(facts, first, second):
        return
    yield found(
        "room_twice", BLOCKS, about=(second.record, first.record), facts=times(first, second),
        at=second.local, place=room_of(facts, first),
        first=facts.title(first.record), second=facts.title(second.record),
    )  # fmt: skip


def _vehicle(facts: Facts, first: Booking, second: Booking) -> Iterator[Conflict]:
    if first.vehicle is None or first.vehicle != second.vehicle:
        return
    if is_told_twice(first, second):
        return
    vehicle = vehicle_of(facts, first)
    yield found(
        "vehicle_twice", BLOCKS,
        about=(second.record, first.record, *((vehicle,) if vehicle else ())),
        facts=times(first, second), at=second.local,
        vehicle=(vehicle.name if vehicle else None) or "?",
        first=facts.title(first.record), second=facts.title(second.record),
    )  # fmt: skip
