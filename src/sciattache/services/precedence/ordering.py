"""Put people in order by a rule, with the places that were set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sciattache.domain.programmes.participation import Participation
from sciattache.services.dossier import Dossier
from sciattache.services.precedence.rules import GROUNDS, SIDE, Custom, Entrant, entrants


def order(entrants: Sequence[Entrant], custom: Custom) -> list[Entrant]:
    """People by side, and on each side by the rule of ``custom``.

    A place set by hand with its reason goes before the rule: its holder stands at that number of
    the side, after its head.  Under the rule of rank for the event all numbers are set by hand.
    """
    grounds = GROUNDS.get(custom.rule, GROUNDS["rank"])
    ruled = sorted(
        entrants,
        key=lambda one: (SIDE.key(one, custom), *(g.key(one, custom) for g in grounds), one.one.id),
    )
    found: list[Entrant] = []
    for _, side in groupby(ruled, key=lambda one: SIDE.key(one, custom)):
        people = list(side)
        found += people if custom.rule == "rank" else _by_hand(people)
    return found


def ordered(dossier: Dossier) -> list[Entrant]:
    """The participants of an engagement by its own rule."""
    return order(entrants(dossier), Custom.of(dossier.engagement))


def shifted(ordered: Sequence[Participation], one: Participation, by: int) -> dict[str, int]:
    """The ranks for this event, by id, that put ``one`` so many places further on its side.

    ``ordered`` are the participants in their order, ranked for the event.  Nothing when it cannot
    move: the head of a delegation keeps the first place.
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


def place_on_side(ordered: Sequence[Participation], one: Participation, by: int) -> int | None:
    """The number by hand, on its side, that puts ``one`` so many places further; None for no way.

    It is kept with a reason under every rule but that of rank for the event.
    """
    side = [other for other in ordered if other.side == one.side]
    heads = sum(1 for other in side if other.role == "head")
    least = 1 if heads == 1 else 0
    if one not in side or (one.role == "head" and heads == 1):
        return None
    place = side.index(one)
    aim = max(least, min(len(side) - 1, place + by))
    return None if aim == place else aim + 1


def _by_hand(side: list[Entrant]) -> list[Entrant]:
    moved = [one for one in side if one.by_hand and not one.leads]
    found = [one for one in side if one not in moved]
    least = sum(1 for one in found if one.leads)
    for one in sorted(moved, key=lambda one: one.one.precedence or 0):
        found.insert(max(least, (one.one.precedence or 1) - 1), one)
    return found
