"""The items that have tables, what the name plates of a table say, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.services import seating
from sciattache.services.conflicts import SEVERITIES, Conflict
from sciattache.ui.words import say
from sciattache.ui.workspace.conflicts_words import sentence
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


def plates(
    seen: Seen,
    laid: seating.Laid,
    seats: list[Seat],
    language: str,
    against: Mapping[str, tuple[Conflict, ...]],
) -> dict[int, Plate]:
    """The plates of a table by number: who sits there now, why, and what stands against it."""
    parties = {one.person: one.party for one in laid.sitters}
    names = {one.person: one.name for one in laid.sitters}
    proposed = {person: number for number, person in laid.placement.seats.items()}
    behind = {
        seat.number: say("behind: {name}", name=names.get(seat.person or "", ""))
        for seat in seats
        if seat.behind
    }
    told = {
        seat.id: " ".join(sentence(one, language) for one in against.get(seat.id, ()))
        for seat in seats
    }
    helpers = {seat.number: told[seat.id] for seat in seats if seat.behind}
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
            " ".join(dict.fromkeys(filter(None, (told[seat.id], helpers.get(seat.number, ""))))),
        )  # fmt: skip
    return found


def standing_against(
    table: Seating,
    seats: Iterable[Seat],
    conflicts: Iterable[Conflict],
    against: Mapping[str, tuple[Conflict, ...]],
) -> list[Conflict]:
    """What stands against a table and its seats, the gravest first, each once."""
    found = {
        one.key: one
        for one in conflicts
        if one.waived is None and any(subject.id == table.id for subject in one.subjects)
    }
    for seat in seats:
        found |= {one.key: one for one in against.get(seat.id, ())}
    return sorted(found.values(), key=lambda one: SEVERITIES.index(one.severity))
