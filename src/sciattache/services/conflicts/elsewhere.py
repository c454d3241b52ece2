"""People, rooms, vehicles and interpreters that another engagement books at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.vehicle import plate
from sciattache.domain.records import Record
from sciattache.services.conflicts.conflict import BLOCKS, NOTE, Conflict, found
from sciattache.services.conflicts.facts import Booking, Facts
from sciattache.services.conflicts.overlaps import (
    is_told_twice,
    overlapping,
    room_of,
    times,
    vehicle_of,
)
from sciattache.services.conflicts.wording import Value

_OPEN = ("proposed", "standby")
"""The states of what may not come about: elsewhere, that is worth a note."""


def twice(facts: Facts) -> Iterator[Conflict]:
    """What one of this engagement's bookings shares with one of another engagement's.

    It blocks as it would within one programme; what is only proposed there, or there and here the
    same event (at one place, the one within the hours of the other), is a note, and the same
    journey told in both is nothing.
    """
    for other in facts.dossier.others:
        here = {plate(one): one.id for one in facts.dossier.vehicles if plate(one)}
        same = {one.id: here.get(plate(one)) for one in other.vehicles}
        theirs = Facts(other, facts.today, among=facts)
        abroad = {one.id: one._replace(vehicle=same.get(one.vehicle or ""))
                  for one in theirs.bookings}  # fmt: skip
        for first, second in overlapping(_in_order(facts, abroad.values())):
            if (first.id in abroad) != (second.id in abroad):
                ours, there = (second, first) if first.id in abroad else (first, second)
                yield from _shared(facts, ours, there, other.engagement)


def _in_order(facts: Facts, abroad: Iterable[Booking]) -> tuple[Booking, ...]:
    """What is booked here and there in the order of time; here only what may be shared."""
    there = tuple(abroad)
    who = 0
    for one in there:
        who |= one.present
    rooms = {one.room for one in there} - {None}
    vehicles = {one.vehicle for one in there} - {None}
    here = [one for one in facts.bookings
            if one.present & who or one.room in rooms or one.vehicle in vehicles]  # fmt: skip
    return tuple(sorted((*here, *there), key=lambda one: one.start))


def _shared(
    facts: Facts, ours: Booking, there: Booking, engagement: Engagement
) -> Iterator[Conflict]:
    if _is_same_journey(ours, there):
        return
    who = ours.present & there.present
    is_one = bool(who) and _is_one(facts, ours, there)
    is_open = there.status in _OPEN or engagement.state == "idea"
    severity = NOTE if is_one or is_open else BLOCKS

    def booked(rule: str, *about: Record, **values: Value) -> Conflict:
        return found(
            f"{rule}.elsewhere", severity, about=(ours.record, there.record, *about),
            facts=times(ours, there), at=ours.local, first=facts.title(ours.record),
            second=facts.title(there.record), engagement=engagement.title or "?", more=values,
        )  # fmt: skip

    interpreters = who & (ours.interpreter | there.interpreter)
    for rule, people in (("person_twice", who & ~interpreters),
                         ("interpreter_twice", interpreters)):  # fmt: skip
        if people:
            yield booked(rule, *facts.parts(people), people=facts.named(people))
    if ours.room is not None and ours.room == there.room and not is_one:
        yield booked("room_twice", place=room_of(facts, ours))
    if ours.vehicle is not None and ours.vehicle == there.vehicle:
        vehicle = vehicle_of(facts, ours)
        about = (vehicle,) if vehicle else ()
        yield booked("vehicle_twice", *about, vehicle=(vehicle.name if vehicle else None) or "?")


def _is_same_journey(ours: Booking, there: Booking) -> bool:
    """Whether both tell of one journey: a flight that two visits share is in both programmes."""
    first, second = ours.record, there.record
    if isinstance(first, Leg) and isinstance(second, Leg):
        return ours.start == there.start and _flight(first) == _flight(second)
    return is_told_twice(*sorted((ours, there), key=lambda one: one.start))


def _flight(leg: Leg) -> tuple[str, str]:
    """By what a flight is known: its carrier's code and number, else from where it leaves."""
    code = "".join(filter(str.isalnum, f"{leg.carrier or ''}{leg.number or ''}")).casefold()
    return code, "" if code else (leg.origin or "").casefold()


def _is_one(facts: Facts, ours: Booking, there: Booking) -> bool:
    """Whether two bookings seem to be one event: at one place, one within the other's hours."""
    if ours.moves or there.moves or ours.origin is None or there.origin is None:
        return False
    within = (ours.start >= there.start and ours.end <= there.end) or (
        there.start >= ours.start and there.end <= ours.end
    )
    return within and facts.ways.are_one(ours.origin, there.origin)
