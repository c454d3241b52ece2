"""Who sits where at a table as it was laid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sciattache.domain.programmes.seating import Seating
from sciattache.services.dossier import Dossier
from sciattache.services.seating.shapes import Layout, layout


@dataclass(frozen=True)
class Taken:
    """A table with the people of its places by number, and those who sit behind a place."""

    table: Seating
    layout: Layout
    seats: Mapping[int, str]
    behind: Mapping[int, tuple[str, ...]]

    @property
    def free(self) -> tuple[int, ...]:
        """The numbers of the places where nobody sits."""
        return tuple(one.number for one in self.layout.places if one.number not in self.seats)


def taken(dossier: Dossier, table: Seating) -> Taken:
    """A table with those of its people who still come.

    A long table whose host sits at its end was laid the English way.
    """
    coming = [
        (seat.number, seat.person, bool(seat.behind))
        for seat in dossier.seats.get(table.id, [])
        if seat.person in dossier.people and seat.person not in dossier.absent
    ]
    seats = {number: person for number, person, behind in coming if person and not behind}
    numbers = [number for number, _, _ in coming]
    count = max([table.places or 0, 1, *numbers])
    shape = table.shape or "long"
    usual, at_end = layout(shape, count), layout(shape, count, ends=True)
    hosted = next((number for number, person in seats.items() if person == table.host), None)
    made = at_end if hosted == at_end.host and hosted != usual.host else usual
    known = {place.number for place in made.places}
    behind: dict[int, tuple[str, ...]] = {}
    for number, person, is_behind in coming:
        if is_behind and person and number in known:
            behind[number] = (*behind.get(number, ()), person)
    return Taken(
        table, made, {number: seats[number] for number in sorted(seats) if number in known}, behind
    )
