"""The order in which people stand: on lists, at tables, in cars."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
