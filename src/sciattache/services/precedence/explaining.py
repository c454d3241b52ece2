"""Why somebody stands where they stand, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sciattache.domain import vocabularies
from sciattache.domain.standards import codes
from sciattache.services.precedence.rules import GROUNDS, Custom, Entrant
from sciattache.services.reasons import Reason, Term

ALONE = "Nobody else stands on this side."
LEADS = "Leads the delegation, and so stands first."
BY_HAND = "Number {number} by hand: {reason}"
FIRST = {
    "leads": LEADS,
    "head": LEADS,
    "event": "Stands first: has the highest rank for this event ({mine}).",
    "role": "Stands first by role: {mine}.",
    "rank": "Stands first by office: {mine}.",
    "date": "Stands first: the longest in post, since {mine}.",
    "country": "Stands first: {mine} begins the alphabet in {language}.",
    "rotation": "Stands first: the rotation begins with {mine}.",
    "name": "Stands first by name alone; all else is equal.",
}
AFTER = {
    "leads": "After {other}, who leads the delegation.",
    "head": "After {other}, who leads a delegation.",
    "event": "Rank {mine} for this event, {other} has {theirs}.",
    "role": "After {other} by role: {mine} after {theirs}.",
    "rank": "After {other} by office: {mine} after {theirs}.",
    "date": "In post since {mine}, {other} since {theirs}.",
    "country": "{mine} comes after {theirs} ({other}) in {language}.",
    "rotation": "{mine} comes after {theirs} ({other}) in the rotation in {language}.",
    "name": "Equal to {other} in all else; the name decides.",
}
WITHOUT = {
    "event": "Has no rank for this event, {other} has {theirs}.",
    "rank": "Has no office on record, {other} has: {theirs}.",
    "date": "It is not known since when in post; {other} is since {theirs}.",
    "country": "Comes for no country, {other} for {theirs}.",
    "rotation": "Comes for no country, {other} for {theirs}.",
}
SENTENCES = (ALONE, BY_HAND, *FIRST.values(), *AFTER.values(), *WITHOUT.values())
"""Every sentence, to be translated."""


def explain(ordered: Sequence[Entrant], one: Entrant, custom: Custom) -> Reason:
    """Why ``one`` stands where it stands in what :func:`order` gave."""
    side = [other for other in ordered if other.one.side == one.one.side]
    place = side.index(one)
    if custom.rule != "rank" and one.by_hand and not one.leads:
        return _by_hand(one)
    if len(side) == 1:
        return Reason(LEADS if one.leads else ALONE)
    # Whoever stands by hand says nothing of the rule, so the next one is compared with.
    others = [o for o in side if custom.rule == "rank" or not o.by_hand or o.leads or o is one]
    at = others.index(one)
    if at == 0:
        if place or len(others) == 1:
            return Reason(FIRST["name"])
        return _compared(one, others[1], custom, FIRST)
    reason = _compared(one, others[at - 1], custom, AFTER)
    if custom.rule == "rank" and one.by_hand and one.one.role != "head":
        return _by_hand(one)
    return reason


def _by_hand(one: Entrant) -> Reason:
    reason = (one.one.precedence_reason or "").strip()
    return Reason(BY_HAND, {"number": one.one.precedence or 0, "reason": reason})


def _compared(one: Entrant, other: Entrant, custom: Custom, sentences: Mapping[str, str]) -> Reason:
    grounds = GROUNDS.get(custom.rule, GROUNDS["rank"])
    apart = (g.name for g in grounds if g.key(one, custom) != g.key(other, custom))
    ground = next(apart, "name")
    if ground == "head" and other.leads:
        ground = "leads"
    shown = _SHOWN[ground]
    mine, theirs = shown(one, custom), shown(other, custom)
    values = {
        "other": other.shown or other.name,
        "mine": mine,
        "theirs": theirs,
        "language": Term(codes.language_name(custom.language)),
    }
    if not mine:
        sentences = {**sentences, **WITHOUT}
    sentence = sentences[ground]
    return Reason(sentence, {k: v for k, v in values.items() if f"{{{k}}}" in sentence})


def _country(one: Entrant, custom: Custom) -> str:
    return codes.country_name(one.country, custom.language) if one.country else ""


def _nothing(one: Entrant, custom: Custom) -> str:
    return "-"


_SHOWN: dict[str, Callable[[Entrant, Custom], str | int | date]] = {
    "leads": _nothing,
    "head": _nothing,
    "event": lambda one, _: one.one.precedence or "",
    "role": lambda one, _: Term(vocabularies.PARTICIPATION_ROLES.label(one.one.role or "member")),
    "rank": lambda one, _: Term(vocabularies.RANKS.label(one.rank)) if one.rank else "",
    "date": lambda one, _: one.one.in_post_since or "",
    "country": _country,
    "rotation": _country,
    "name": _nothing,
}
