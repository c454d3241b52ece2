"""Where the columns of a table may go: the fields of a record, and of those around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.wings import type_called

FULL_NAME = "name"
"""The target that takes a person's whole name and splits it."""
DAYS = "days"
"""The target that takes the first and the last day from one cell."""
ID_OF = "_id"
"""What a path ends in that takes the id of the record referred to."""
ENTITLING = ("purpose", "city", "country")
"""What an engagement without a title is called by."""
_ABOVE = frozenset({"engagement", "person", "organisation", "place"})


@dataclass(frozen=True)
class Target:
    """Where a column may go: a path such as ``city`` or ``affiliation.title``, and its field."""

    path: str
    label: str
    field: Field | None
    words: tuple[str, ...]


@cache
def targets(cls: type[Record]) -> tuple[Target, ...]:
    """Every field that a row of ``cls`` can fill: its own, then those of records around it."""
    found = list(_own(cls, "", ""))
    for name in _reference_fields(cls):
        around = type_called(cls.field(name).target or "")
        found += _own(around, f"{name}.", f"{cls.field(name).label}: ")
    if cls.type_name() == "person":
        around = type_called("affiliation")
        found += [t for t in _own(around, "affiliation.", "") if t.path != "affiliation.person"]
    return tuple(found)


def _reference_fields(cls: type[Record]) -> list[str]:
    return [
        f.name for f in cls.fields()
        if f.kind.name == "reference" and f.target in _ABOVE and f.search is False
        and f.name in ("engagement", "person", "organisation", "place", "host")
    ]  # fmt: skip


def _own(cls: type[Record], before: str, label: str) -> Iterator[Target]:
    if cls.type_name() == "person":
        aliases = (
            "name",
            "full name",
            "display name",
            "person name",
            "nom complet",
            "nombre completo",
        )
        yield Target(before + FULL_NAME, label + "Full name", None, aliases)
    for described in cls.fields():
        if described.kind.name == "blob" or described.target == "*":
            continue
        if before and described.target == "handling":
            continue
        words = (described.name, described.label, *described.aliases)
        yield Target(before + described.name, label + described.label, described, words)
        if described.kind.name == "reference" and not before:
            words = (f"{described.name} id", f"{described.label} id")
            yield Target(f"{described.name}{ID_OF}", f"{described.label} id", described, words)
    if has_days(cls):
        yield Target(before + DAYS, label + "First and last day", None, _DAYS)
    if not before:
        yield Target("id", "Identity", None, ("id", "identity"))


_DAYS = (
    "dates", "days", "travel dates", "date range", "period", "when", "time",
    *(f"{days} of {what}" for days in ("dates", "date s") for what in ("trip", "travel", "visit")),
)  # fmt: skip


def has_days(cls: type[Record]) -> bool:
    return {"starts_on", "ends_on"} <= {f.name for f in cls.fields()}
