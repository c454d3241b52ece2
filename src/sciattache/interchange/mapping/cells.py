"""Put the cells of a column where they go, and read once what the column repeats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sciattache.domain.records import Record
from sciattache.interchange.drafts import Draft
from sciattache.interchange.mapping.filling import put
from sciattache.interchange.mapping.habits import Reading
from sciattache.interchange.mapping.targets import targets

_ALONE = frozenset({"choice", "choices", "text", "note", "flag", "number", "real", "date"})
"""Kinds whose values are read without a look at the record's other values."""
_MOST_KNOWN = 1000


@dataclass(slots=True)
class Place:
    """Where the cells of a column go: the field ``name`` of the record at ``before``.

    ``known`` is what those cells were read as that may come again: languages, countries, years.
    """

    before: str
    name: str
    read: Reading | None
    is_direct: bool
    is_alone: bool
    known: dict[str, Any] = field(default_factory=dict)

    def fill(self, draft: Draft, cell: Any) -> None:
        """Put ``cell`` into the field of ``draft``."""
        name = self.name
        is_new = self.is_alone and isinstance(cell, str) and name not in draft.values
        if is_new and cell in self.known:
            draft.values[name] = self.known[cell]
            return
        kept = len(draft.kept)
        value = self.read(cell) if self.read else cell
        if self.is_direct:
            draft.put(name, value)
        else:
            put(draft, name, value)
        is_read = name in draft.values and len(draft.kept) == kept
        if is_new and is_read and len(self.known) < _MOST_KNOWN:
            self.known[cell] = draft.values[name]


def place(cls: type[Record], path: str, read: Reading | None = None) -> Place:
    """The place at ``path`` seen from a row of ``cls``, whose cells ``read`` gives as meant."""
    before, _, name = path.rpartition(".")
    described = next((target.field for target in targets(cls) if target.path == path), None)
    is_own = described is not None and described.name == name != "starts_on"
    kind = described.kind.name if described is not None and is_own else ""
    is_direct = kind not in ("", "choice", "choices", "reference")
    return Place(before, name, read, is_direct, kind in _ALONE)
