"""The items that have tables, and what the name plates of a table say."""

from __future__ import annotations

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.seat import Seat
from sciattache.services import seating
from sciattache.ui.words import say
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.seating_canvas import Plate
from sciattache.ui.workspace.telling import tell

_FIRST = ("meal", "signing", "meeting", "ceremony", "talk")
"""Kinds of item for which a table is likeliest, the likeliest first."""

_NEVER = frozenset({"movement", "free"})


def items_to_seat(seen: Seen) -> list[AgendaItem]:
    """The items that may have a table, those that have one and meals first, then by time."""
    laid = {one.item for one in seen.dossier.seatings}
    places = {kind: number for number, kind in enumerate(_FIRST)}
    listed = [
        item for item in seen.dossier.items
        if item.kind not in _NEVER and item.status not in ("declined", "cancelled")
    ]  # fmt: skip
    starts = {id: str(line.start or "") for id, line in seen.dossier.lines.items()}
    return sorted(
        listed,
        key=lambda item: (
            item.id not in laid, places.get(item.kind or "", len(_FIRST)),
            starts.get(item.id, "9"),
        ),
    )  # fmt: skip


def plates(seen: Seen, laid: seating.Laid, seats: list[Seat], language: str) -> dict[int, Plate]:
    """The plates of a table by number: who sits there now, and why."""
    parties = {one.person: one.party for one in laid.sitters}
    names = {one.person: one.name for one in laid.sitters}
    proposed = {person: number for number, person in laid.placement.seats.items()}
    behind = {
        seat.number: say("behind: {name}", name=names.get(seat.person or "", ""))
        for seat in seats
        if seat.behind
    }
    found: dict[int, Plate] = {}
    for seat in seats:
        if seat.behind or not seat.person:
            continue
        why = seat.reason or ""
        if not why and proposed.get(seat.person) == seat.number:
            why = tell(laid.placement.whys[seat.person], language)
        elif not why:
            why = say("Put here by hand.")
        name = names.get(seat.person) or seen.name(seat.person)
        found[seat.number] = Plate(
            seat.person, name, parties.get(seat.person, ""), why,
            bool(seat.fixed), bool(seat.reason), behind.get(seat.number, ""),
        )  # fmt: skip
    return found
