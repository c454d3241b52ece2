"""More passengers than a vehicle has seats."""

from __future__ import annotations

from collections.abc import Iterator

from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.services.conflicts.conflict import BLOCKS, Conflict, found
from sciattache.services.conflicts.facts import Facts


def seats(facts: Facts) -> Iterator[Conflict]:
    """A car to which more people are assigned, or a movement on which more ride, than it seats.

    Who is named for a movement but assigned to another car rides in that one.
    """
    vehicles = {one.id: one for one in facts.dossier.vehicles if one.seats is not None}
    if not vehicles:
        return
    own_car = {facts.bit(one.person): one.vehicle for one in facts.coming if one.vehicle}
    for vehicle in vehicles.values():
        riding = sum(bit for bit, car in own_car.items() if car == vehicle.id)
        if _is_over(vehicle, riding):
            yield found(
                "seats_short.car", BLOCKS, about=(vehicle, *facts.parts(riding)),
                facts=(vehicle.seats,), vehicle=vehicle.name or "?", seats=vehicle.seats or 0,
                count=riding.bit_count(), people=facts.named(riding),
            )  # fmt: skip
    for one in facts.bookings:
        vehicle_ = vehicles.get(one.vehicle or "")
        if vehicle_ is None or not one.moves:
            continue
        elsewhere = sum(bit for bit, car in own_car.items() if car != vehicle_.id)
        riding = one.who & ~elsewhere
        if _is_over(vehicle_, riding):
            yield found(
                "seats_short", BLOCKS, about=(one.record, vehicle_), at=one.local,
                facts=(vehicle_.seats, riding.bit_count()), vehicle=vehicle_.name or "?",
                seats=vehicle_.seats or 0, count=riding.bit_count(), title=facts.title(one.record),
            )  # fmt: skip


def _is_over(vehicle: Vehicle, riding: int) -> bool:
    return vehicle.seats is not None and riding.bit_count() > vehicle.seats
