"""A sheet's cells as they lie, and the table that is found in them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sciattache.errors import Told
from sciattache.interchange.tables.ends import find_end
from sciattache.interchange.tables.looks import filled
from sciattache.interchange.tables.shape import column_names, find_shape
from sciattache.interchange.tables.table import Cell, Layout, Row, Table

Merge = tuple[tuple[int, int], tuple[int, int]]
_LOOKED_AT = 300
_TALLEST = 6
_EXACT = 1e15


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet from its first row and column on, with the ranges merged in it."""

    sheet: str
    cells: list[list[Cell]]
    merges: tuple[Merge, ...] = ()
    notes: tuple[str, ...] = ()


def grid_layout(grid: Grid) -> Layout:
    """Where the table lies in this sheet."""
    shape = find_shape(_with_merges(grid, grid.cells[:_LOOKED_AT]))
    if not shape.header:
        return Layout(header_row=None, first_row=shape.first + 1, sheet=grid.sheet)
    lines = range(shape.header[0], shape.first)
    reach = max((bottom for (top, _), (bottom, _) in grid.merges if top in lines), default=0)
    first = shape.first if reach > lines[-1] + _TALLEST else max(shape.first, reach + 1)
    return Layout(header_row=lines[0] + 1, first_row=first + 1, sheet=grid.sheet)


def grid_table(
    path: Path, grid: Grid, layout: Layout, sheets: tuple[str, ...], hidden: frozenset[str]
) -> Table:
    """The table in this sheet that this layout says; blank rows and outer columns left out."""
    top = (layout.header_row or layout.first_row) - 1
    first = layout.first_row - 1
    last = layout.last_row or len(grid.cells)
    left, right = _extent(grid.cells[top:last])
    header = [cells[left:right] for cells in _with_merges(grid, grid.cells[:first])[top:]]
    if layout.header_row is None:
        header = []
    rows: list[Row] = []
    blanks: set[int] = set()
    for number, cells in enumerate(grid.cells[first:last], first + 1):
        part = cells[left:right]
        if filled(part):
            rows.append(Row(number, (*part, *[None] * (right - left - len(part)))))
        else:
            blanks.add(number)
    lines = [cells for cells in header if filled(cells)]
    named = lines[0] if len(lines) == 1 else []
    ending = find_end(
        rows,
        [*named, *[None] * (right - left - len(named))],
        blanks,
        is_given=layout.last_row is not None,
    )
    above = [
        Told(
            "Above the table (row {row}): {text}",
            row=number,
            text=" ".join(str(cell) for cell in cells if cell),
        )
        for number, cells in enumerate(grid.cells[:top], 1)
        if filled(cells)
    ]
    names = column_names(lines, right - left)
    notes = (*above, *grid.notes, *ending.notes)
    return Table(
        source=path,
        layout=Layout(
            header_row=layout.header_row,
            first_row=layout.first_row,
            last_row=layout.last_row or ending.last_row,
            sheet=grid.sheet,
        ),
        columns=names,
        rows=ending.rows,
        sheets=sheets,
        hidden=hidden,
        notes=notes if names else (*notes, Told("The sheet “{sheet}” is empty.", sheet=grid.sheet)),
        problems=ending.problems,
    )


def plain(value: object) -> Cell:
    """A workbook's value as a cell: blank is None, a whole float an int, a duration a time.

    A duration of a day or more is text, hours first ('255:10:10'), for no cell type holds it.
    """
    if value is None or value == "":
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, (str, int, date, datetime, time)):
        return value
    return str(value)


def _duration(value: timedelta) -> time | str:
    if timedelta(0) <= value < timedelta(days=1):
        return (datetime(1900, 1, 1, tzinfo=UTC) + value).time()
    sign = "-" if value < timedelta(0) else ""
    minutes, seconds = divmod(round(abs(value).total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}:{seconds:02}"


def _extent(cells: list[list[Cell]]) -> tuple[int, int]:
    """The first column with anything in it, and the one after the last."""
    left, right = 1 << 30, 0
    for row in cells:
        for place, cell in enumerate(row):
            if cell is not None and cell != "":
                left = min(left, place)
                break
        for place in range(len(row) - 1, right - 1, -1):
            if row[place] is not None and row[place] != "":
                right = place + 1
                break
    return (left, right) if right else (0, 0)


def _with_merges(grid: Grid, cells: list[list[Cell]]) -> list[list[Cell]]:
    """These first rows with merged cells filled along the row, as names over columns are."""
    rows = [list(row) for row in cells]
    for (top, left), (_, right) in grid.merges:
        if top >= len(rows) or _is_title(rows[top], left, right):
            continue
        for place in range(left + 1, min(right + 1, len(rows[top]))):
            if rows[top][place] is None:
                rows[top][place] = rows[top][left]
    return rows


def _is_title(row: list[Cell], left: int, right: int) -> bool:
    """Whether a merged cell is all that stands in its row: a title, not a name over columns."""
    return right > left and filled(row) == filled(row[left : left + 1])
