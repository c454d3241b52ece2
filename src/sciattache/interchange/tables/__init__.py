"""Read any table that other people send into plain values, and write tables for them."""

from collections.abc import Iterator
from pathlib import Path

from sciattache.errors import KnownError
from sciattache.interchange.tables.read_csv import find_csv_layout, iter_csv, read_csv
from sciattache.interchange.tables.read_workbook import (
    find_workbook_layout,
    is_workbook,
    read_workbook,
)
from sciattache.interchange.tables.table import Cell, Layout, Problem, Row, Table

__all__ = [
    "Cell",
    "Layout",
    "Problem",
    "Row",
    "Table",
    "find_layout",
    "is_table",
    "iter_rows",
    "read",
]

_TEXT_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".txt", ".psv", ".asc"})
_BOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".ots"})


def read(path: Path, layout: Layout | None = None, *, sheet: str | None = None) -> Table:
    """Read a table as it is found to lie, or as `layout` says; `sheet` chooses in a workbook.

    Raises KnownError, with a remedy, for a file that cannot be read as a table.
    """
    _refuse_missing(path)
    if is_workbook(path):
        return read_workbook(path, layout, sheet=sheet)
    return read_csv(path, layout)


def find_layout(source: Path | bytes) -> Layout:
    """How the table in this file, or in these first bytes of a text file, lies."""
    if isinstance(source, bytes):
        return find_csv_layout(source)
    _refuse_missing(source)
    return find_workbook_layout(source) if is_workbook(source) else find_csv_layout(source)


def iter_rows(
    path: Path, layout: Layout | None = None, *, sheet: str | None = None
) -> Iterator[Row]:
    """The rows of a table one by one; of a text file in little memory, however long it is.

    Text files give what stands below the table too, for its end is known only at the end.
    """
    _refuse_missing(path)
    if is_workbook(path):
        return iter(read_workbook(path, layout, sheet=sheet).rows)
    return iter_csv(path, layout)


def is_table(path: Path) -> bool:
    """Whether the name or the first bytes of this file are those of a table."""
    if path.suffix.lower() in _TEXT_ENDINGS | _BOOK_ENDINGS:
        return True
    return path.suffix.lower() == ".xml" and path.is_file() and is_workbook(path)


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise KnownError(f"There is no file “{path}”.", "Check the name and the folder.")
