"""A conflict: what does not fit, how grave it is, and which records it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sciattache.domain.records import Record
from sciattache.services.conflicts.wording import SENTENCES, Value, english

BLOCKS, WARNS, NOTE = "blocks", "warns", "note"
SEVERITIES = (BLOCKS, WARNS, NOTE)
"""What a conflict does when a programme is issued, the gravest first."""


class Subject(NamedTuple):
    """A record that a conflict is about: its type's name and its id."""

    type: str
    id: str


@dataclass(frozen=True)
class Conflict:
    """Something that does not fit.

    ``rule`` is the rule's stable code, ``text`` the sentence in English with ``{name}`` places for
    ``values``.  ``subjects`` name the records, the one to go to first; ``day`` and ``at`` say when.
    ``key`` stays the same while the facts do; ``waived`` is the reason for which it may stand.
    """

    rule: str
    severity: str
    text: str
    values: Mapping[str, Value]
    subjects: tuple[Subject, ...]
    key: str
    day: date | None = None
    at: datetime | None = None
    waived: str | None = None

    @property
    def sentence(self) -> str:
        """What is wrong, in English."""
        return self.text.format(**{name: english(value) for name, value in self.values.items()})


def found(
    sentence: str,
    severity: str,
    *,
    about: Iterable[Record],
    facts: Iterable[object] = (),
    at: datetime | None = None,
    day: date | None = None,
    more: Mapping[str, Value] | None = None,
    **values: Value,
) -> Conflict:
    """The conflict that the rule of ``sentence`` (a key of ``SENTENCES``) finds.

    ``facts`` are what a waiver depends on besides the records themselves: when they change, the
    conflict is another one.  An hour (``at``) gives the sentence its ``{day}`` and ``{hour}``;
    ``values`` fill its other places, and ``more`` those that a rule was given whole.
    """
    values |= more or {}
    rule = sentence.partition(".")[0]
    subjects = tuple(dict.fromkeys(Subject(one.type_name(), one.id) for one in about))
    if at is not None:
        day = day or at.date()
        values = {"hour": at, **values}
    if day is not None:
        values = {"day": day, **values}
    said = "\x1f".join((sentence, *(one.id for one in subjects), *map(str, facts)))
    digest = hashlib.sha256(said.encode()).hexdigest()[:12]
    text = SENTENCES[sentence]
    return Conflict(rule, severity, text, values, subjects, f"{rule}-{digest}", day, at)


def counts(conflicts: Iterable[Conflict]) -> dict[str, int]:
    """How many block, warn, are notes, and are waived; in that order."""
    tally = dict.fromkeys(("blocks", "warns", "notes", "waived"), 0)
    plural = {BLOCKS: "blocks", WARNS: "warns", NOTE: "notes"}
    for one in conflicts:
        tally["waived" if one.waived is not None else plural[one.severity]] += 1
    return tally


def blocking(conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
    """Those that keep a programme from being issued: grave and not waived."""
    return (one for one in conflicts if one.severity == BLOCKS and one.waived is None)


def by_record(conflicts: Iterable[Conflict]) -> dict[str, tuple[Conflict, ...]]:
    """What stands against each record by its id, the gravest first; what is waived left out."""
    grouped: dict[str, list[Conflict]] = {}
    for one in sorted(conflicts, key=lambda c: SEVERITIES.index(c.severity)):
        for subject in one.subjects if one.waived is None else ():
            grouped.setdefault(subject.id, []).append(one)
    return {id: tuple(listed) for id, listed in grouped.items()}
