"""A column as it is judged: its heading, and a sample of what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sciattache.interchange.mapping.absent import absent
from sciattache.interchange.tables.table import Row

_SAMPLED = 400
_CELLS = 60


@dataclass(frozen=True)
class Column:
    """``cells`` are different values of a sample; ``fill`` the share of its rows that have one."""

    heading: str
    cells: tuple[Any, ...] = ()
    fill: float = 1.0


def sampled(headings: Sequence[str], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of a table, judged by rows from all over it; without rows by headings alone."""
    if not rows:
        return tuple(Column(heading) for heading in headings)
    is_absent = absent(rows)
    some = rows[:: max(1, len(rows) // _SAMPLED)][:_SAMPLED]
    found = []
    for position, heading in enumerate(headings):
        cells = [
            cell.strip() if isinstance(cell, str) else cell
            for row in some
            if position < len(row.cells)
            and (cell := row.cells[position]) is not None
            and not (isinstance(cell, str) and is_absent(cell))
        ]
        found.append(Column(heading, tuple(dict.fromkeys(cells))[:_CELLS], len(cells) / len(some)))
    return tuple(found)
