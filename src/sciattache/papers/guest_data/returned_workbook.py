"""Read the answers in a workbook of guest data, whatever program saved it and however it lies."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sciattache.interchange.tables.read_workbook import read_grids
from sciattache.papers.guest_data.filled import Filled
from sciattache.papers.guest_data.identity import PREFIX
from sciattache.papers.guest_data.questions import BY_NAME
from sciattache.papers.guest_data.refusals import Refusal, UnfitFileError

MARK = "sciattache:"
"""How the hidden names of questions begin, by which columns or lines are found again."""
IDENTITY, NAME = "identity", "name"
LARGEST = 20 << 20
_UNPACKED = 128 << 20
_MOST_ROWS = 5_000
_FORMULA, _ERROR = Refusal("formula"), Refusal("spreadsheet_error")
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
_TEXTS = ("xl/sharedStrings", "xl/worksheets/sheet", "content.xml")
"""How the parts of XLSX and ODS begin in which the texts of cells stand."""
_MOST_PARTS = 12
_LOOKED_AT = 4 << 20
_MACROS = ("vbaproject.bin", "macrosheets/", "basic/", "scripts/")


def read(path: Path) -> list[Filled]:
    """The rows of guests in a workbook; ``KnownError`` where it is none of ours, or unsafe."""
    _refuse_strange(path)
    found: list[Filled] = []
    for grid, facts in read_grids(path):
        names = _names(grid.cells)
        if names:
            cells = _Cells(grid.cells, facts.formulas)
            found += _standing(path, cells, names) if _is_upright(names) else ()
            found += _lying(path, cells, names) if not _is_upright(names) else ()
    if not found:
        raise UnfitFileError("strange", file=path.name)
    return found


def is_ours(path: Path) -> bool:
    """Whether a workbook holds the hidden names of our questions, told by its texts alone."""
    wanted = f"{MARK}{IDENTITY}".encode()
    try:
        with zipfile.ZipFile(path) as package:
            parts = [name for name in package.namelist() if name.startswith(_TEXTS)]
            return any(
                wanted in package.open(name).read(_LOOKED_AT) for name in parts[:_MOST_PARTS]
            )
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False


class _Cells:
    """The cells of a sheet; those that hold a formula or an error are unreadable."""

    def __init__(self, cells: Sequence[Sequence[Any]], formulas: frozenset[tuple[int, int]]):
        self.rows, self._formulas = cells, formulas

    def at(self, row: int, column: int) -> Any:
        line = self.rows[row] if row < len(self.rows) else ()
        value = line[column] if column < len(line) else None
        if (row, column) in self._formulas:
            return _FORMULA
        return _ERROR if value in _ERRORS else value


def _names(cells: Sequence[Sequence[Any]]) -> Mapping[str, tuple[int, int]]:
    """Where the hidden names of questions stand."""
    found: dict[str, tuple[int, int]] = {}
    for row, line in enumerate(cells[:_MOST_ROWS]):
        for column, cell in enumerate(line):
            if isinstance(cell, str) and cell.startswith(MARK):
                found.setdefault(cell.removeprefix(MARK), (row, column))
    return found if IDENTITY in found else {}


def _is_upright(names: Mapping[str, tuple[int, int]]) -> bool:
    """Whether the questions stand below each other, as in the form of one guest."""
    rows = {row for row, _ in names.values()}
    return len(rows) > len({column for _, column in names.values()})


def _lying(path: Path, cells: _Cells, names: Mapping[str, tuple[int, int]]) -> Iterator[Filled]:
    """Each row of a table below its hidden names."""
    columns = {name: column for name, (_, column) in names.items()}
    first = names[IDENTITY][0] + 1
    if len(cells.rows) > _MOST_ROWS:
        raise UnfitFileError("too_many_rows", file=path.name, most=_MOST_ROWS)
    for row in range(first, len(cells.rows)):
        held = {name: cells.at(row, column) for name, column in columns.items()}
        if all(value in (None, "") for value in held.values()):
            continue
        yield _filled(path, f"row {row + 1}", held)


def _standing(path: Path, cells: _Cells, names: Mapping[str, tuple[int, int]]) -> Iterator[Filled]:
    """The answers beside their hidden names, in the column where the identity stands."""
    row = names[IDENTITY][0]
    line = [cells.at(row, column) for column in range(len(cells.rows[row]))]
    column = next(
        (at for at, cell in enumerate(line) if isinstance(cell, str) and cell.startswith(PREFIX)),
        None,
    )
    if column is None:
        yield Filled(path.name, f"row {row + 1}", "")
        return
    held = {name: cells.at(at, column) for name, (at, _) in names.items()}
    yield _filled(path, "", held)


def _filled(path: Path, where: str, held: Mapping[str, Any]) -> Filled:
    identity, name = held.get(IDENTITY), held.get(NAME)
    return Filled(
        path.name,
        where,
        identity if isinstance(identity, str) else "",
        name if isinstance(name, str) else None,
        {key: value for key, value in held.items() if key in BY_NAME},
    )


def _refuse_strange(path: Path) -> None:
    """Refuse what guest data never is: very large, or with macros in it."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        parts = []  # what is no workbook is refused where it is read
    unpacked = sum(part.file_size for part in parts)
    if path.stat().st_size > LARGEST or unpacked > _UNPACKED:
        raise UnfitFileError("workbook_too_large", file=path.name)
    names = [part.filename.casefold() for part in parts]
    if any(mark in name for name in names for mark in _MACROS):
        raise UnfitFileError("macros", file=path.name)
