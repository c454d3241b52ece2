"""What the rows of a table are, guessed by its headings and its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.wings import type_called
from sciattache.interchange.mapping import evidence
from sciattache.interchange.mapping.columns import Column, sampled
from sciattache.interchange.mapping.foreign import folded
from sciattache.interchange.mapping.headings import (
    BEGINNING,
    ENDING,
    EXACT,
    UNLIKELY,
    Guessed,
    guessed,
)
from sciattache.interchange.mapping.targets import ENTITLING, FULL_NAME
from sciattache.interchange.tables.table import Row

_GUESSED = (
    "participation", "person", "organisation", "engagement", "agenda_item", "leg", "stay",
    "expense", "gift", "place", "interaction", "follow_up",
)  # fmt: skip
_NAMES = frozenset({FULL_NAME, "given_name", "family_name", "emails"})
_NAMING = _NAMES | {"title"}
"""The last part of a path that makes a record beside the row known."""
_IN_PLACE_OF: Mapping[str, tuple[str, frozenset[str]]] = {
    "person": ("", _NAMES),
    "engagement": ("title", frozenset({"title", *ENTITLING})),
}
"""What a row may have instead of a required field; a person has none, and cannot be nameless."""
_BESIDE: Mapping[str, frozenset[str]] = {
    "engagement": frozenset({"starts_on", "days", "city", "country", "host"}),
    "interaction": frozenset({"at"}),
    "follow_up": frozenset({"due_on", "due_days", "state", "priority", "colleague", "done_on"}),
    "agenda_item": frozenset({"starts_at", "first_day", "ends_at"}),
    "expense": frozenset({"actual", "estimate"}),
    "leg": frozenset({"number", "departs_at", "carrier"}),
    "gift": frozenset({"direction", "given_on", "ours", "organisation", "person", "value"}),
    "place": frozenset(
        {"address", "city", "country", "latitude", "longitude", "iata", "zone", "seats", "kind"}
    ),
}
"""What a record is not told from others without: any of these, its values as they should be."""
_TOGETHER: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "leg": (
        frozenset({"origin", "destination", "departs_at"}),
        frozenset({"number", "carrier", "arrives_at", "arrives_at_hour"}),
    ),
}
"""What makes a record known without any one column that does: all of these, and one of those."""
_SURE = {EXACT: 1.0, ENDING: 0.6, BEGINNING: 0.45, UNLIKELY: 0.2}
_AROUND = 0.8
_GIVEN = 1.5
"""What a record that belongs to an engagement counts more for when the engagement is named."""
_SURELY_NAMES, _LEAST_BARE = 0.75, 0.6
_LEAST_WHEN_SURE, _LEAST_COVERED, _WELL_COVERED = 0.12, 0.18, 0.4
"""How much of a table must speak for a type: where names of people or organisations are plain,
where a heading says what rows are called by, and where that is a bare "Name"."""


@dataclass(frozen=True)
class Candidate:
    """A record type that rows may be: the columns that speak for it, and what they lack."""

    type: type[Record]
    score: float
    columns: tuple[str, ...]
    lacks: tuple[Field, ...]
    is_clear: bool


def guess_type(
    headings: Sequence[str], given: Iterable[str] = (), rows: Sequence[Row] = ()
) -> type[Record] | None:
    """The record type that headings and values speak for most, or None when it is not clear.

    ``given`` are fields that every row has without a column.
    """
    best = next((one for one in candidates(headings, given, rows) if one.is_clear), None)
    return best.type if best else None


def candidates(
    headings: Sequence[str], given: Iterable[str] = (), rows: Sequence[Row] = ()
) -> list[Candidate]:
    """The record types that a column speaks for, the likeliest first."""
    columns, given = sampled(headings, rows), set(given)
    found = [_candidate(type_called(name), columns, given) for name in _GUESSED]
    return sorted(
        (one for one in found if one.columns),
        key=lambda one: (one.is_clear, one.score),
        reverse=True,
    )


def _candidate(cls: type[Record], columns: Sequence[Column], given: set[str]) -> Candidate:
    taken = guessed(columns, cls)
    credits = {position: _credit(one, columns[position]) for position, one in taken.items()}
    score = sum(credits.values())
    lacks = _lacks(cls, taken, given)
    if given & {f.name for f in cls.fields()}:
        score += _GIVEN
    covered = sum(credits.values()) / max(1, evidence.named(columns))
    least = _LEAST_COVERED
    naming = [
        (one, columns[position])
        for position, one in taken.items()
        if one.target.path in _naming(cls)
    ]
    if any(evidence.is_specific(one.target) and one.fit >= _SURELY_NAMES for one, _ in naming):
        least = _LEAST_WHEN_SURE
    is_named = (
        least == _LEAST_WHEN_SURE
        or any(one.rank == EXACT and _is_enough(one, column, covered) for one, column in naming)
        or _is_named_together(cls, taken)
    )
    is_clear = is_named and covered >= least and not lacks and _has_beside(cls, taken)
    own = [position for position, one in taken.items() if "." not in one.target.path]
    told = sorted(own or taken, key=lambda position: -credits[position])
    return Candidate(
        cls, score, tuple(columns[position].heading for position in told[:4]), lacks, is_clear
    )


def _is_named_together(cls: type[Record], taken: Mapping[int, Guessed]) -> bool:
    whole, more = _TOGETHER.get(cls.type_name(), (frozenset(), frozenset()))
    exact = {one.target.path for one in taken.values() if one.rank == EXACT and one.fit > 0.5}
    return bool(whole) and whole <= exact and not more.isdisjoint(exact)


def _is_enough(one: Guessed, column: Column, covered: float) -> bool:
    """Whether a column says what a row is called by; a bare "Name" may be that of anything."""
    least = _LEAST_BARE if folded(column.heading) == "name" and covered < _WELL_COVERED else 0.5
    return one.fit >= least and column.fill > 0.3


def _credit(one: Guessed, column: Column) -> float:
    around = _AROUND if "." in one.target.path else 1.0
    return (
        _SURE[one.rank]
        * one.fit
        * min(1.0, 2 * column.fill)
        * around
        * evidence.telling(one.target)
    )


def _naming(cls: type[Record]) -> frozenset[str]:
    if cls.type_name() in _IN_PLACE_OF:
        return _IN_PLACE_OF[cls.type_name()][1]
    required = {f.name for f in cls.fields() if f.required and f.default is None}
    return frozenset({*required, *(f"{name}.{part}" for name in required for part in _NAMING)})


def _lacks(cls: type[Record], taken: Mapping[int, Guessed], given: set[str]) -> tuple[Field, ...]:
    paths = {one.target.path for one in taken.values()}
    named = {path for path in paths if "." not in path} | given
    named |= {path.partition(".")[0] for path in paths if path.rpartition(".")[2] in _NAMING}
    instead, any_of = _IN_PLACE_OF.get(cls.type_name(), ("", frozenset()))
    if instead and named & any_of:
        named.add(instead)
    if any_of and not instead and not paths & any_of:
        return (cls.field("given_name"),)
    return tuple(
        f for f in cls.fields() if f.required and f.default is None and f.name not in named
    )


def _has_beside(cls: type[Record], taken: Mapping[int, Guessed]) -> bool:
    wanted = _BESIDE.get(cls.type_name())
    if wanted is None:
        return True
    return any(one.target.path in wanted and one.rank > UNLIKELY for one in taken.values())
