"""What a letter says that can become other: kept when it leaves, held against the plan later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sciattache.papers.letters import places
from sciattache.papers.letters.wording import Wording
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

_ON_EACH = ("name", "title", "organisation", "address", "salutation", "reference")
"""What stands on every letter, whichever its words are."""

LABELS = {
    "name": "Name", "title": "Function", "organisation": "Organisation", "address": "Address",
    "salutation": "Salutation", "reference": "Reference", "engagement": "Engagement",
    "event": "Engagement", "dates": "Dates", "place": "Place", "city": "Place", "host": "Host",
    "contact": "Contact", "purpose": "Purpose", "item": "Items", "items": "Items",
    "meetings": "Meetings", "flights": "Flights", "hotel": "Hotel", "answer_by": "Answer by",
}  # fmt: skip
"""What each place is called where its change is told; two that say the same are told once."""


@dataclass(frozen=True)
class Said:
    """What one copy told a person (``to``, an id): by place, what filled it.

    How it was worded, on which day and by whom it was signed cannot become other: ``letter`` is
    the name of the office's own words, ``on`` the day from which an answer was counted.
    """

    to: str
    language: str
    on: date
    facts: Mapping[str, str]
    letter: str = ""


@dataclass(frozen=True)
class Turn:
    """A fact that became other: what it is called, what the letter said, what it would say now."""

    label: str
    before: str
    after: str


def said(copy: places.Copy, words_: Wording) -> Said:
    """What a copy with those words says."""
    named = places.named(words_.subject, words_.body, words_.closing)
    facts = {name: places.value(name, copy) for name in (*_ON_EACH, *named)}
    return Said(copy.to.person, words_.language, copy.on, facts, words_.name)


def turns(dossier: Dossier, before: Said) -> tuple[Turn, ...] | None:
    """What a letter would say otherwise now; None where its addressee takes no part any more.

    Of several lines those are given that are not the same.
    """
    part = next((one for one in dossier.participants if one.person == before.to), None)
    if part is None or part.person not in dossier.people:
        return None
    copy = places.Copy(dossier, Reader("guest", before.language), part, before.on)
    known = [name for name in before.facts if name in LABELS]
    pairs = ((name, before.facts[name], places.value(name, copy)) for name in known)
    found = [Turn(LABELS[name], *_apart(old, new)) for name, old, new in pairs if old != new]
    return tuple(dict.fromkeys(found))


def written(letters: Iterable[Said]) -> str:
    """What letters say, as the log of what was sent keeps it."""
    kept = [{**asdict(one), "on": one.on.isoformat()} for one in letters]
    return json.dumps(kept, ensure_ascii=False, indent=1)


def read(kept: str | None) -> tuple[Said, ...]:
    """The letters that a line of the log has kept; none from what is not written like this."""
    try:
        return tuple(
            Said(**{**one, "on": date.fromisoformat(one["on"])}) for one in json.loads(kept or "[]")
        )
    except (ValueError, TypeError, KeyError):
        return ()


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two texts on one line each, without the lines that both have."""
    old, new = before.splitlines(), after.splitlines()
    return (
        "; ".join(line for line in old if line not in new),
        "; ".join(line for line in new if line not in old),
    )
