"""Who sits where in a car.

The place of honour is behind, on the side of the kerb; then the place beside it; whoever guards,
escorts or interprets sits beside the driver.  (Usage; see for instance M. J. McCaffree, P. Innis,
Protocol.)  The kerb is at the right where one drives on the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.services.cars import riders, seats
from sciattache.services.dossier import Dossier

DRAWN = 8
"""Passengers of the largest vehicle in which everybody has a place of their own."""

_DRIVES_LEFT = frozenset(
    "AG AI AU BB BD BM BN BS BT BW CC CK CX CY DM FJ FK GB GD GG GY HK ID IE IM IN JE JM JP KE KI "
    "KN KY LC LK LS MO MS MT MU MV MW MY MZ NA NF NP NR NU NZ PG PK PN SB SC SG SH SR SZ TC TH TK "
    "TL TO TT TV TZ UG VC VG VI WS ZA ZM ZW".split()
)
"""Countries that drive on the left."""

_BESIDE_DRIVER = ("security", "escort", "interpreter")
_FRONT_FROM = 3
"""Seats from which on the one beside the driver is used."""

_ROWS = {1: (1,), 2: (2,), 3: (3,), 4: (2, 2), 5: (2, 3), 6: (3, 3), 7: (2, 2, 3)}
"""How so many seats stand in rows behind the driver's."""


@dataclass(frozen=True)
class CarSeat:
    """A seat: its number by honour, where it is, and who sits there.

    ``row`` counts from the driver's, which is 0; ``across`` goes from 0 at the left to 1.
    """

    number: int
    row: int
    across: float
    one: Participation | None = None


@dataclass(frozen=True)
class Loaded:
    """A car with its people; ``seats`` is empty where they sit as they like.

    ``people`` stand in the order of precedence, ``over`` are those for whom there is no seat.
    """

    car: Vehicle
    people: tuple[Participation, ...]
    seats: tuple[CarSeat, ...]
    over: tuple[Participation, ...]
    drives_left: bool


def loaded(dossier: Dossier, car: Vehicle) -> Loaded:
    """Who rides in a car, and where each one sits in one that is small enough."""
    people = tuple(one for one in riders(dossier) if one.vehicle == car.id)
    count, left = seats(car), drives_left(_country(dossier, car))
    if count > DRAWN:
        return Loaded(car, people, (), people[count:], left)
    placed = tuple(_placed(list(_seats(count, left)), people))
    held = {seat.one.id for seat in placed if seat.one}
    over = tuple(one for one in people if one.id not in held)
    return Loaded(car, people, placed, over, left)


def drives_left(country: str | None) -> bool:
    """Whether a country (ISO 3166) drives on the left."""
    return country in _DRIVES_LEFT


def _country(dossier: Dossier, car: Vehicle) -> str | None:
    """Where a car drives: at the stop of the first item that it serves, else where the visit is."""
    stops = {stop.id: stop for stop in dossier.stops}
    served = (stops.get(item.stop or "") for item in dossier.items if item.vehicle == car.id)
    found = next((stop.country for stop in served if stop and stop.country), None)
    return found or dossier.engagement.country


def _seats(count: int, left: bool) -> Iterator[CarSeat]:
    """The seats by honour: row by row behind the driver's, that beside the driver the last."""
    front = count >= _FRONT_FROM
    number = 0
    for row, wide in enumerate(_ROWS.get(count - front, ()), 1):
        for across in _from_kerb(wide, left):
            number += 1
            yield CarSeat(number, row, across)
    if front:
        yield CarSeat(count, 0, 0.0 if left else 1.0)


def _from_kerb(wide: int, left: bool) -> list[float]:
    """Where the seats of a row are: at the kerb, at the other side, between them."""
    sides = [1.0, 0.0, 0.5][:wide]
    return [1 - side for side in sides] if left else sides


def _placed(places: list[CarSeat], people: Sequence[Participation]) -> Iterator[CarSeat]:
    order = list(people)
    front = next((seat for seat in places if seat.row == 0), None)
    helper = next((one for role in _BESIDE_DRIVER for one in order if one.role == role), None)
    beside = helper if front and len(order) > 1 else None
    rest = [one for one in order if one is not beside]
    for seat in places:
        if seat is front and beside:
            one: Participation | None = beside
        else:
            one = rest.pop(0) if rest else None
        yield CarSeat(seat.number, seat.row, seat.across, one)
