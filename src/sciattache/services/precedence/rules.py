"""The rules of precedence: what people are compared by, one thing after another.

An order compares two people of one side by the first ground on which they differ, so that who
stands where can be explained by that ground alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sciattache.domain import vocabularies
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.standards import names
from sciattache.services.dossier import Dossier
from sciattache.services.precedence import alphabets

_ROLES = {"head": 0, "deputy_head": 1}
_RANKS = {code: place for place, code in enumerate(vocabularies.RANKS.terms)}
_SIDES = {code: place for place, code in enumerate(vocabularies.SIDES.terms)}
_LAST = 10_000

SOURCES = {
    "rank": "Usage: the office ranks people for each event; equals by office held, then by name.",
    "date_in_post": (
        "Vienna Convention on Diplomatic Relations 1961, articles 13 and 16: heads of mission by"
        " the date on which they took up their functions."
    ),
    "country": "Usage of conferences: delegations by the names of their countries in one language.",
    "rotation": "Usage of assemblies: by name, beginning with a country that was drawn by lot.",
    "category": (
        "Vienna Convention on Diplomatic Relations 1961, articles 14 and 16: by class, within a"
        " class by the date of taking up functions."
    ),
}
"""Where each rule comes from, by the code of the vocabulary of rules."""


@dataclass(frozen=True)
class Custom:
    """The rule that holds for an event, the language of the names, and who begins a rotation."""

    rule: str = "rank"
    language: str = "en"
    first: str | None = None

    @classmethod
    def of(cls, engagement: Engagement) -> Custom:
        """What an engagement says; rank for the event, and English, where it says nothing."""
        return cls(
            engagement.precedence_rule or "rank",
            engagement.precedence_language or "en",
            engagement.precedence_from,
        )


@dataclass(frozen=True)
class Entrant:
    """Somebody who has a place in the order, and what of the person the rules ask for.

    ``rank`` is the general rank (a code of the vocabulary of ranks), ``name`` the text that equals
    are ordered by, ``shown`` the name as people read it, ``leads`` whether the person is the only
    head of that side.
    """

    one: Participation
    rank: str | None = None
    name: str = ""
    shown: str = ""
    country: str | None = None
    leads: bool = False

    @property
    def by_hand(self) -> bool:
        """Whether a reason is kept for this place: it then goes before the rule."""
        return bool(self.one.precedence and self.one.precedence_reason)


@dataclass(frozen=True)
class Ground:
    """One thing that people are compared by: ``name`` tells which, ``key`` sorts."""

    name: str
    key: Callable[[Entrant, Custom], Any]


def entrants(dossier: Dossier) -> list[Entrant]:
    """The participants of an engagement, with what the rules ask of each."""
    heads = Counter(one.side for one in dossier.participants if one.role == "head")
    return [
        _entrant(dossier, one, one.role == "head" and heads[one.side] == 1)
        for one in dossier.participants
    ]


def _entrant(dossier: Dossier, one: Participation, leads: bool) -> Entrant:
    person = dossier.people.get(one.person)
    country = dossier.country_of(one)
    if person is None:
        return Entrant(one, country=country, leads=leads)
    shown = names.shown(person.name) or person.native_name or person.nickname or ""
    return Entrant(one, person.rank, names.sort_key(person.name), shown, country, leads)


def _country(entrant: Entrant, custom: Custom) -> Any:
    if not entrant.country:
        return (1, ())
    return (0, alphabets.key(entrant.country, custom.language))


def _rotated(entrant: Entrant, custom: Custom) -> Any:
    """Countries before the one that begins come after all others."""
    known, place = _country(entrant, custom)
    begins = alphabets.key(custom.first, custom.language) if custom.first else None
    return (known, bool(begins and not known and place < begins), place)


SIDE = Ground("side", lambda one, _: _SIDES.get(one.one.side or "", _LAST))
_LEADS = Ground("leads", lambda one, _: not one.leads)
_HEAD = Ground("head", lambda one, _: one.one.role != "head")
_EVENT = Ground("event", lambda one, _: one.one.precedence or _LAST)
_ROLE = Ground("role", lambda one, _: _ROLES.get(one.one.role or "", 2))
_RANK = Ground("rank", lambda one, _: _RANKS.get(one.rank or "", _LAST))
_DATE = Ground("date", lambda one, _: one.one.in_post_since or date.max)
_COUNTRY = Ground("country", _country)
_ROTATION = Ground("rotation", _rotated)
_NAME = Ground("name", lambda one, _: one.name)

GROUNDS: dict[str, tuple[Ground, ...]] = {
    "rank": (_HEAD, _EVENT, _ROLE, _RANK, _NAME),
    "date_in_post": (_HEAD, _DATE, _ROLE, _RANK, _NAME),
    "country": (_LEADS, _COUNTRY, _HEAD, _ROLE, _EVENT, _RANK, _NAME),
    "rotation": (_LEADS, _ROTATION, _HEAD, _ROLE, _EVENT, _RANK, _NAME),
    "category": (_HEAD, _RANK, _DATE, _ROLE, _NAME),
}
"""By rule, what people of one side are compared by."""
