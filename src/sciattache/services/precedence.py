"""The order in which people stand: on lists, at tables, in cars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sciattache.domain import vocabularies
from sciattache.domain.programmes.participation import Participation

_SIDES = {code: place for place, code in enumerate(vocabularies.SIDES.terms)}
_ROLES = {"head": 0, "deputy_head": 1}
_RANKS = {code: place for place, code in enumerate(vocabularies.RANKS.terms)}
_LAST = 1000


def order(
    participations: Iterable[Participation],
    rank: Callable[[Participation], str | None],
    name: Callable[[Participation], str],
) -> list[Participation]:
    """Participants by side, then rank for this event, role, general rank and name.

    ``rank`` gives a participant's general rank (a code of the vocabulary of ranks), ``name`` the
    text by which equals are ordered.  The head of a delegation comes first on its side.
    """
    return sorted(
        participations,
        key=lambda one: (
            _SIDES.get(one.side or "", _LAST),
            _ROLES.get(one.role or "", 2) if one.role == "head" else 2,
            one.precedence or _LAST,
            _ROLES.get(one.role or "", 2),
            _RANKS.get(rank(one) or "", _LAST),
            name(one),
        ),
    )


def shifted(ordered: Sequence[Participation], one: Participation, by: int) -> dict[str, int]:
    """The ranks for this event, by id, that put ``one`` so many places further on its side.

    ``ordered`` are the participants as :func:`order` gives them.  Nothing when it cannot move: the
    head of a delegation keeps the first place.
    """
    side = [other for other in ordered if other.side == one.side and other.role != "head"]
    if one not in side:
        return {}
    place = side.index(one)
    aim = max(0, min(len(side) - 1, place + by))
    if aim == place:
        return {}
    side.insert(aim, side.pop(place))
    ranks = {other.id: rank for rank, other in enumerate(side, start=1)}
    held = {other.id: other.precedence for other in side}
    return {identity: rank for identity, rank in ranks.items() if held[identity] != rank}
