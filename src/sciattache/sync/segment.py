"""What one segment of a log says: who did what when, and the cells that came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

Value = int | float | str | bytes | None
"""A value as the store keeps it."""

ALIVE = 0
"""The number of the cell that says whether a row is there: 1, or 0 once it is deleted."""

AFFIRMED = 1 << ALIVE
"""The bit of a change's mask that says that a record is still there, or still gone."""


class Dot(NamedTuple):
    """Which write: the incarnation of a store, and the number of its step in it.

    ``hlc`` comes first, so that dots are ordered as writes are: by the hybrid clock, then by site
    and incarnation, which never tie between two stores.
    """

    hlc: int
    site: int
    inc: int
    seq: int


@dataclass(frozen=True, slots=True)
class Txn:
    """A step as others are told of it.

    ``seen_epoch`` and ``seen_pos`` are how much of headquarters' log its author had when it was
    opened; ``reverts`` is the dot's ``seq`` of the own step that it takes back or does again.
    """

    dot: Dot
    seen_epoch: int = 0
    seen_pos: int = 0
    author: str = ""
    title: str = ""
    act: str = "act"
    reverts: int = 0

    def __hash__(self) -> int:
        return hash(self.dot)


class Cell(NamedTuple):
    """One field's value, or whether the row is there, and which of the segment's txns wrote it."""

    field: int
    txn: int
    value: Value


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one row: its type, its number in the sender's store, and its id.

    The id is left out once the receiver has acknowledged to know the row by its number.  There are
    several of one row where a field was written, written over by another, and written again.
    """

    type: int
    number: int
    id: UUID | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a log that is whole by itself: its txns, in order, and rows by type and key."""

    txns: tuple[Txn, ...]
    rows: tuple[Row, ...]


def ordered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows in the order in which they are written: by type, then by number."""
    return tuple(sorted(rows, key=lambda row: (row.type, row.number)))
