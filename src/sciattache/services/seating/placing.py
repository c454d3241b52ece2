"""Seat people at a table by precedence, with as few departures from it as the rules ask.

The usual rules: the host presides, the guest of honour faces the host or sits at the right hand;
then by precedence at the right of the host first, alternately right and left; guests and hosts by
turns; couples not side by side; whom one does not seat together not side by side; interpreters
behind the principal whom they serve.  (Usage; see for instance J. Serres, Manuel pratique de
protocole; M. J. McCaffree, P. Innis, Protocol.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sciattache.services.reasons import Reason
from sciattache.services.seating.shapes import Layout, Spot
from sciattache.services.seating.wishes import (
    APART,
    BEHIND,
    COHOST,
    FIXED,
    HONOUR,
    HOST,
    LEFT,
    MOVED,
    RIGHT,
    SPOUSE,
    TOGETHER,
    UNMIXED,
    Pairs,
    Placement,
    Sitter,
    Wish,
)

_STEPS = 20_000
"""Trials after which no arrangement is looked for any more that keeps a rule."""


def place(layout: Layout, wish: Wish) -> Placement:
    """Seat everybody for whom there is a place."""
    table = _Table(layout, wish)
    fixed = table.fixed()
    seats, clashes = table.seated(fixed)
    strict, _ = table.seated({}, mind=False)
    whys, departs = table.explained(seats, strict, fixed, clashes)
    at = {person: number for number, person in seats.items()}
    behind = {one: at[principal] for one, principal in wish.interpreters.items() if principal in at}
    names = {one.person: one.name for one in wish.sitters}
    for one, principal in wish.interpreters.items():
        if one in behind:
            whys[one] = Reason(BEHIND, {"other": names.get(principal, "")})
    everybody = [*(one.person for one in wish.sitters), *wish.interpreters]
    without = tuple(one for one in everybody if one not in at and one not in behind)
    return Placement(seats, behind, whys, frozenset(departs), without)


class _Table:
    def __init__(self, layout: Layout, wish: Wish) -> None:
        self.layout, self.wish = layout, wish
        self.sitters = [one for one in wish.sitters if one.person not in wish.interpreters]
        self.by_id = {one.person: one for one in self.sitters}
        self.spots = layout.honour()

    def fixed(self) -> dict[int, str]:
        """The places that are kept, where they exist and their people come."""
        numbers = {one.number for one in self.layout.places}
        found: dict[int, str] = {}
        for number, person in sorted(self.wish.fixed.items()):
            if number in numbers and person in self.by_id and person not in found.values():
                found[number] = person
        return found

    def seated(
        self, fixed: Mapping[int, str], *, mind: bool = True
    ) -> tuple[dict[int, str], dict[str, Reason]]:
        """Places with their people; and for each who was refused a place, why."""
        seats = dict(fixed)
        for number, person in self._presiding(set(fixed.values())):
            if number not in seats and person not in seats.values():
                seats[number] = person
        people = [one for one in self.sitters if one.person not in seats.values()]
        if (guest := self._guest_of_honour()) is not None:
            people.sort(key=lambda one: one.person != guest)
        free = [spot for spot in self._all_spots() if spot.number not in seats]
        spots = free[: len(people)]
        people = self._chosen(spots, people)
        rules: tuple[tuple[Pairs, Pairs], ...] = (
            (self.wish.couples, self.wish.apart), (frozenset(), self.wish.apart),
            (frozenset(), frozenset()),
        )  # fmt: skip
        clashes: dict[str, Reason] = {}
        for couples, apart in rules if mind else rules[-1:]:
            search = _Search(self, seats, spots, couples, apart)
            found = search.run(people)
            clashes |= search.clashes
            if found is not None:
                return found, clashes
        raise AssertionError("without rules there is always an arrangement")

    def wanted(self, spot: Spot) -> str:
        """Whose turn a place is: sides alternate, beginning at the one who presides."""
        parties = ("host", "guest")
        starts = int(spot.anchor == self.layout.opposite and not self.layout.ends)
        return parties[(starts + spot.distance) % 2]

    def explained(
        self,
        seats: Mapping[int, str],
        strict: Mapping[int, str],
        fixed: Mapping[int, str],
        clashes: Mapping[str, Reason],
    ) -> tuple[dict[str, Reason], set[str]]:
        spots = {spot.number: spot for spot in self.spots}
        by_right = {person: number for number, person in strict.items()}
        whys: dict[str, Reason] = {}
        departs: set[str] = set()
        for number, person in seats.items():
            why = self._departure(number, person, seats, by_right.get(person), fixed, clashes)
            if why is None and (spot := spots.get(number)) is not None:
                party = self.by_id[person].party
                if party and party != self.wanted(spot):
                    why = Reason(UNMIXED)
            if why is not None:
                departs.add(person)
            whys[person] = why or self._by_right(number, seats, spots.get(number))
        return whys, departs

    def _departure(
        self,
        number: int,
        person: str,
        seats: Mapping[int, str],
        by_right: int | None,
        fixed: Mapping[int, str],
        clashes: Mapping[str, Reason],
    ) -> Reason | None:
        if fixed.get(number) == person:
            return Reason(FIXED)
        for near in self.layout.beside(number):
            other = seats.get(near)
            if other and frozenset((person, other)) in self.wish.couples | self.wish.apart:
                return Reason(TOGETHER, {"other": self.name(other)})
        if by_right == number or by_right is None:
            return None
        if person in clashes:
            return clashes[person]
        other = seats.get(by_right)
        return Reason(MOVED, {"other": self.name(other)}) if other else Reason(UNMIXED)

    def _by_right(self, number: int, seats: Mapping[int, str], spot: Spot | None) -> Reason:
        if number == self.layout.host:
            return Reason(HOST)
        if spot is None:
            return Reason(COHOST if self.layout.ends else HONOUR)
        anchor = seats.get(spot.anchor)
        sentence = RIGHT if spot.right else LEFT
        return Reason(sentence, {"number": spot.distance, "other": self.name(anchor)})

    def name(self, person: str | None) -> str:
        found = self.by_id.get(person or "")
        return found.name or found.person if found else "–"

    def _presiding(self, taken: set[str]) -> Iterator[tuple[int, str]]:
        host = self._first("host", self.wish.host, taken)
        if host is not None:
            yield self.layout.host, host
        if self.layout.opposite is None:
            return
        if not self.layout.ends:
            guest = self._guest_of_honour()
            if guest is not None:
                yield self.layout.opposite, guest
            return
        spouse = next(
            (o for pair in self.wish.couples if host in pair for o in pair if o != host), None
        )
        second = spouse if spouse in self.by_id else None
        second = self._first("host", second, {*taken, host or ""})
        if second is not None:
            yield self.layout.opposite, second

    def _first(self, party: str, named: str | None, taken: set[str]) -> str | None:
        if named in self.by_id:
            return named
        listed = [one.person for one in self.sitters if one.party == party]
        return next((one for one in listed if one not in taken), None)

    def _guest_of_honour(self) -> str | None:
        return self._first("guest", self.wish.guest_of_honour, {self.wish.host or ""})

    def _all_spots(self) -> list[Spot]:
        """All places by honour; those that preside are free where a side has nobody."""
        anchors = [Spot(number, 0, right=True, anchor=number) for number in self.layout.anchors]
        return [*anchors, *self.spots]

    def by_turn(self, spot: Spot, people: Sequence[Sitter]) -> list[Sitter]:
        """Those whose turn it is at a place before all others, else by precedence."""
        turn = self.wanted(spot)
        return sorted(people, key=lambda one: {turn: 0, "": 1}.get(one.party, 2))

    def _chosen(self, spots: Sequence[Spot], people: Sequence[Sitter]) -> list[Sitter]:
        """Those for whom there is a place: of each side the first by precedence."""
        left = list(people)
        for spot in spots:
            left.remove(self.by_turn(spot, left)[0])
        return [one for one in people if one not in left]


class _Search:
    """The first arrangement, in the order of precedence, that no rule forbids."""

    def __init__(
        self,
        table: _Table,
        seats: Mapping[int, str],
        spots: Sequence[Spot],
        couples: Pairs,
        apart: Pairs,
    ) -> None:
        self.table, self.seats, self.spots = table, dict(seats), spots
        self.couples, self.apart = couples, apart
        self.clashes: dict[str, Reason] = {}
        self.steps = 0

    def run(self, people: Sequence[Sitter]) -> dict[int, str] | None:
        """Everybody's place; None when every arrangement breaks a rule, or none was found soon."""
        tried: list[Iterator[Sitter]] = []
        left = list(people)
        while len(tried) < len(self.spots):
            tried.append(iter(self.table.by_turn(self.spots[len(tried)], left)))
            while not self._next(tried, left):
                tried.pop()
                if not tried:
                    return None
                self._take_back(self.spots[len(tried) - 1], left, people)
            if self.steps > _STEPS:
                return None
        return self.seats

    def _next(self, tried: list[Iterator[Sitter]], left: list[Sitter]) -> bool:
        """Seat the next who may sit at the last place tried; whether there is one."""
        spot = self.spots[len(tried) - 1]
        for one in tried[-1]:
            self.steps += 1
            if not self._refused(spot.number, one):
                self.seats[spot.number] = one.person
                left.remove(one)
                return True
        return False

    def _take_back(self, spot: Spot, left: list[Sitter], people: Sequence[Sitter]) -> None:
        person = self.seats.pop(spot.number)
        gone = {one.person for one in left} | {person}
        left[:] = [one for one in people if one.person in gone]

    def _refused(self, number: int, one: Sitter) -> bool:
        for near in self.table.layout.beside(number):
            other = self.seats.get(near)
            pair = frozenset((one.person, other or one.person))
            for pairs, sentence in ((self.couples, SPOUSE), (self.apart, APART)):
                if pair in pairs:
                    told = Reason(sentence, {"other": self.table.name(other)})
                    self.clashes.setdefault(one.person, told)
                    return True
        return False
