"""Find where a table begins in a grid of cells, and what its columns are called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median_high

from sciattache.interchange.tables.looks import TYPED, filled, is_year, look
from sciattache.interchange.tables.table import Cell

Grid = Sequence[Sequence[Cell]]

_IDENTITY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Shape:
    """Places in a grid, from 0: the lines of the header (none: no header), the first row."""

    header: tuple[int, ...]
    first: int


def find_shape(grid: Grid) -> Shape:
    """Find header and first row of a table by their shape alone, blank rows included in `grid`.

    The header is the first row that is about as full as the table is and holds words; lines above
    it are a preamble, lines that complete it above or below belong to it.
    """
    used = [place for place, cells in enumerate(grid) if filled(cells)]
    if not used:
        return Shape((), 0)
    usual = median_high([filled(grid[place]) for place in used])
    need = 1 if usual == 1 else max(2, ceil(usual / 2))
    top = next((place for place in used if filled(grid[place]) >= need), used[0])
    if any(look(cell) == "long" for cell in grid[top]):
        above = top - 1
        if above in used and _names_columns(grid[above], grid[top:]):
            return Shape((above,), top)
        return Shape((), top)
    if not _names_columns(grid[top], grid[top + 1 :]):
        return Shape((), top)
    top = _fullest(grid, top)
    header = [*_lines_above(grid, top), top]
    header += _lines_below(grid, top)
    return Shape(tuple(header), header[-1] + 1)


def column_names(header: Grid, width: int) -> tuple[str, ...]:
    """Name `width` columns after the lines of a header: none empty, none twice.

    A name that stands over several columns of the line below it is repeated over them.
    """
    lines = [[*map(_words, cells), *[""] * (width - len(cells))][:width] for cells in header]
    for upper, lower in pairwise(lines):
        for place in range(1, width):
            if not upper[place] and upper[place - 1] and lower[place] and lower[place - 1]:
                upper[place] = upper[place - 1]
    names: dict[str, None] = {}
    counts: dict[str, int] = {}
    for place in range(width):
        words = " ".join(line[place] for line in lines if line[place])
        name = wanted = words or f"Column {place + 1}"
        while name in names:
            counts[wanted] = counts.get(wanted, 1) + 1
            name = f"{wanted} ({counts[wanted]})"
        names[name] = None
    return tuple(names)


def typed_columns(grid: Grid) -> frozenset[int]:
    """The columns in which most filled cells are numbers, dates or times."""
    typed: dict[int, int] = {}
    full: dict[int, int] = {}
    for cells in grid:
        for place, cell in enumerate(cells):
            seen = look(cell)
            if seen != "blank":
                full[place] = full.get(place, 0) + 1
                typed[place] = typed.get(place, 0) + (seen in TYPED)
    return frozenset(place for place, count in full.items() if typed[place] >= 0.6 * count)


def _names_columns(cells: Sequence[Cell], below: Grid) -> bool:
    """Whether these cells name columns: words, or years over columns of other things."""
    looks = [look(cell) for cell in cells if cell is not None and cell != ""]
    typed = sum(seen in TYPED for seen in looks)
    if typed <= 0.2 * len(looks):
        return True
    years = [cell for cell in cells if is_year(cell)]
    words = sum(seen in ("text", "code", "address") for seen in looks)
    if len(years) < 2 or len(set(years)) < len(years) or len(years) + words < 0.8 * len(looks):
        return False
    following = [cells[len(cells) - 1] for cells in below[:5] if cells]
    return words > 0 and not all(is_year(cell) for cell in following)


def _fullest(grid: Grid, top: int) -> int:
    """The fullest line of words right below, where words over figures show that it names them."""
    best = top
    for place in range(top + 1, min(top + 6, len(grid))):
        cells = grid[place]
        if not filled(cells) or any(look(cell) in TYPED for cell in cells):
            break
        figures = typed_columns(grid[place + 1 : place + 50])
        more = len(set(cells)) > len(set(grid[best]) - {None, ""})
        if more and figures and filled(cells) == len(cells):
            best = place
    return best


def _lines_above(grid: Grid, top: int) -> list[int]:
    """Sparser lines right above that stand over other columns than the first."""
    lines: list[int] = []
    for place in range(top - 1, -1, -1):
        cells = grid[place]
        if not filled(cells) or (cells[0] is not None and cells[0] != ""):
            break
        lines.insert(0, place)
    return lines


def _lines_below(grid: Grid, top: int) -> list[int]:
    """Lines right below that repeat the header or complete it above columns of figures."""
    lines: list[int] = []
    for place in range(top + 1, min(top + 6, len(grid))):
        cells = grid[place]
        if not filled(cells):
            break
        same = list(cells) == list(grid[top])
        if not same and not _completes(grid[top:place], cells, grid[place + 1 : place + 50]):
            break
        lines.append(place)
    return lines


def _completes(header: Grid, cells: Sequence[Cell], below: Grid) -> bool:
    figures = typed_columns(below)
    used = [place for place, cell in enumerate(cells) if cell is not None and cell != ""]
    if not figures.intersection(used):
        return False
    if any(look(cells[place]) in TYPED or _is_identity(cells[place]) for place in used):
        return False
    below_all = len(used) == len(cells) == filled(header[-1])
    return used[0] > 0 or below_all or any(_empty(header, place) for place in used)


def _is_identity(cell: Cell) -> bool:
    """Whether a cell holds a record's identity (UUID), which is no name of a column."""
    return isinstance(cell, str) and _IDENTITY.fullmatch(cell.strip()) is not None


def _empty(header: Grid, column: int) -> bool:
    return not any(filled(cells[column : column + 1]) for cells in header)


def _words(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())
