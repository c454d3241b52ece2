"""What a table from outside is, once read: columns, rows with their numbers, and its layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

Cell = str | int | float | bool | date | datetime | time | None


class Row(NamedTuple):
    """One row as a person sees it.

    `number` is the line of a text file (the first one, when the row spans several) or the row of
    a sheet, counted from 1. Text files give text, '' for an empty cell and None for one that is
    not there; workbooks give values, None for a blank cell.

    A named tuple, because a hundred thousand of them are made in one import.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Layout:
    """How a table lies in its file: what was found, and what a person may correct.

    Rows are counted from 1 as in `Row`. `header_row` is None when no row names the columns; the
    header reaches from `header_row` to the row before `first_row`. `last_row` None means up to
    the notes below the table. `escape` '' means that a quote inside quotes is doubled. The first
    four fields are '' for a workbook, `sheet` is None for a text file.
    """

    encoding: str = ""
    delimiter: str = ""
    quote: str = ""
    escape: str = ""
    header_row: int | None = 1
    first_row: int = 2
    last_row: int | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Problem:
    """A row that could not be read for certain: which one, why, and what stands there."""

    row: int
    reason: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table from outside as plain values; each row has as many cells as there are columns.

    `sheets` are all sheets of the workbook, `hidden` those that it hides. `notes` tell in plain
    words what was left out or put right. `problems` are the rows that are not in `rows`.
    """

    source: Path
    layout: Layout
    columns: tuple[str, ...]
    rows: Sequence[Row]
    sheets: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
