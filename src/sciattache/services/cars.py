"""Who rides in which car of a motorcade, by precedence, with the least change to what is set.

The principal has the first car, with the spouse, the escort officer and whoever interprets; the
others follow by precedence; the press rides by itself behind, support staff before it and not with
the principal.  (Usage.)  A car carries no more than its seats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.standards import names
from sciattache.services.dossier import Dossier
from sciattache.services.reasons import Reason

SEATS = {"sedan": 3, "armoured": 3, "van": 7, "minibus": 16, "coach": 49}
"""Seats for passengers by kind of vehicle, where nobody said how many."""

_FEW = 3

PRINCIPAL = "The principal has the first car."
WITH = "Rides with {other}, the principal."
ORDER = "By precedence, in the first car with room."
KEPT = "Stays in the car that was set."
PRESS = "The press rides by itself."
SUPPORT = "Support staff ride apart from the principal."
MIXED = "No other car has room, so this one is shared with others than usual."
FULL = "No car has room."
SENTENCES = (PRINCIPAL, WITH, ORDER, KEPT, PRESS, SUPPORT, MIXED, FULL)
"""Every sentence, to be translated."""

_CLOSE = frozenset({"interpreter", "escort", "security"})


@dataclass(frozen=True)
class Ride:
    """Who would ride where: the ids of the cars now and then, None for none."""

    one: Participation
    old: str | None
    new: str | None
    why: Reason


@dataclass(frozen=True)
class Proposal:
    """Everybody's car; ``cars`` in the order of the motorcade."""

    cars: tuple[Vehicle, ...]
    rides: tuple[Ride, ...]

    @property
    def changes(self) -> tuple[Ride, ...]:
        return tuple(ride for ride in self.rides if ride.old != ride.new)

    @property
    def without(self) -> tuple[Participation, ...]:
        return tuple(ride.one for ride in self.rides if ride.new is None)


def seats(car: Vehicle) -> int:
    """How many passengers a car takes."""
    return car.seats if car.seats is not None else SEATS.get(car.kind or "", _FEW)


def motorcade(cars: Iterable[Vehicle]) -> list[Vehicle]:
    """Cars in their order, those without a place in it last."""
    listed = list(cars)
    places = {id(car): number for number, car in enumerate(listed)}
    return sorted(
        listed, key=lambda car: (car.position is None, car.position or 0, places[id(car)])
    )


def riders(dossier: Dossier) -> list[Participation]:
    """Who is driven: guests, mission, support and press who come, and hosts who have a car set."""
    return [
        one
        for one in dossier.participants
        if one.person not in dossier.absent
        and one.role != "driver"
        and (one.side != "host" or one.vehicle)
    ]


def principal(people: Sequence[Participation]) -> Participation | None:
    """Whom the motorcade is for: marked so, else the head of the guests, else the first."""
    ways = (
        lambda one: one.principal and one.side == "guest",
        lambda one: one.principal,
        lambda one: one.side == "guest" and one.role == "head",
        lambda one: one.side in ("guest", "mission") and one.role not in _CLOSE,
    )
    return next((one for way in ways for one in people if way(one)), None)


def propose(dossier: Dossier, *, anew: bool = False) -> Proposal:
    """A car for everybody who is driven.

    Whoever has a car keeps it as far as its seats and the rules allow; with ``anew`` all are
    distributed again.
    """
    cars = motorcade(dossier.vehicles)
    people = riders(dossier)
    first = principal(people)
    name = _name(dossier, first)
    loading = _Loading(cars, first, _companions(dossier, people, first), name)
    known = {car.id for car in cars}
    set_before = [] if anew else [one for one in people if one.vehicle in known]
    loading.seat_first()
    for one in set_before:
        loading.keep(one)
    loading.accompany()
    loading.reserve([one for one in people if one.id not in loading.found])
    for one in people:
        loading.add(one)
    for one in people:
        loading.squeeze(one)
    rides = tuple(
        Ride(one, one.vehicle, *loading.found.get(one.id, (None, Reason(FULL)))) for one in people
    )
    return Proposal(tuple(cars), rides)


def _companions(
    dossier: Dossier, people: Sequence[Participation], first: Participation | None
) -> list[Participation]:
    """Who rides with the principal: the spouse, then one escort officer, else one interpreter."""
    if first is None:
        return []
    couples = dossier.pairs("spouse_of")
    found = [one for one in people if frozenset((one.person, first.person)) in couples]
    for role in ("escort", "interpreter"):
        serving = [one for one in people if one.role == role and one not in found]
        found += [one for one in serving if one is not first][:1]
    return found


def _name(dossier: Dossier, one: Participation | None) -> str:
    person = dossier.people.get(one.person) if one else None
    return (names.shown(person.name) if person else "") or "–"


class _Loading:
    """The cars as they fill."""

    def __init__(
        self,
        cars: Sequence[Vehicle],
        first: Participation | None,
        companions: Sequence[Participation],
        name: str,
    ) -> None:
        self.name = name
        self.reserved: str | None = None
        self.cars, self.first, self.companions = cars, first, companions
        self.aboard: dict[str, list[Participation]] = {car.id: [] for car in cars}
        self.found: dict[str, tuple[str | None, Reason]] = {}
        self.room = {car.id: seats(car) for car in cars}

    def seat_first(self) -> None:
        """The principal, in the first car that has a seat."""
        car = next((car for car in self.cars if self.room[car.id] > 0), None)
        if self.first is not None and car is not None:
            self._board(self.first, car.id, Reason(PRINCIPAL))

    def accompany(self) -> None:
        """Those who ride with the principal, as far as there is room and no other car was set."""
        if self.first is None or self.first.id not in self.found:
            return
        car = self.found[self.first.id][0]
        for one in self.companions:
            if car and one.id not in self.found and self._has_room(car):
                self._board(one, car, Reason(WITH, {"other": self.name}))

    def keep(self, one: Participation) -> None:
        car = one.vehicle
        if one.id not in self.found and car and self._has_room(car) and self._suits(one, car):
            self._board(one, car, Reason(KEPT))

    def reserve(self, left: Sequence[Participation]) -> None:
        """Keep the last empty car for the press, where the others hold everybody else."""
        others = [one for one in left if _kind(one) != "press"]
        if len(others) == len(left):
            return
        for car in reversed(self.cars[1:]):
            room = sum(self._left(other.id) for other in self.cars if other is not car)
            if not self.aboard[car.id] and self._has_room(car.id) and room >= len(others):
                self.reserved = car.id
                return

    def add(self, one: Participation) -> None:
        if one.id in self.found:
            return
        cars = list(self.cars)
        if _kind(one) == "press":
            cars.reverse()
        free = [car.id for car in cars if self._has_room(car.id)]
        suits = [car for car in free if self._suits(one, car)]
        if suits:
            sentence = {"press": PRESS, "support": SUPPORT}.get(_kind(one), ORDER)
            self._board(one, suits[0], Reason(sentence))

    def squeeze(self, one: Participation) -> None:
        """Whoever found no car that suits takes any seat that is left."""
        car = next((car.id for car in reversed(self.cars) if self._has_room(car.id)), None)
        if one.id not in self.found and car is not None:
            self._board(one, car, Reason(MIXED))

    def _board(self, one: Participation, car: str, why: Reason) -> None:
        self.aboard[car].append(one)
        self.found[one.id] = (car, why)

    def _has_room(self, car: str) -> bool:
        return self._left(car) > 0

    def _left(self, car: str) -> int:
        return self.room[car] - len(self.aboard[car])

    def _suits(self, one: Participation, car: str) -> bool:
        kinds = {_kind(other) for other in self.aboard[car]}
        if _kind(one) == "press":
            return kinds <= {"press"}
        if "press" in kinds or car == self.reserved:
            return False
        return _kind(one) != "support" or self.first not in self.aboard[car]


def _kind(one: Participation) -> str:
    """``press``, ``support`` (but for those who must be close to a principal), or empty."""
    if one.side == "press" or one.role == "press":
        return "press"
    return "support" if one.side == "support" and one.role not in _CLOSE else ""
