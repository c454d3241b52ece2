"""A form in a narrow panel: a moment with its zone takes a line of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLayout, QLayoutItem, QWidget

from sciattache.ui.fields.dates import InstantField

NARROW = 480
"""Pixels under which a moment does not fit into half a line."""


@dataclass(frozen=True)
class Place:
    """Where the form drew a cell."""

    row: int
    column: int
    rows: int
    columns: int


Drawn = dict[QGridLayout, list[tuple[Place, QLayoutItem]]]


def drawn(form: QWidget) -> Drawn:
    """The cells of those grids of a form in which moments are."""
    found: Drawn = {}
    for grid in form.findChildren(QGridLayout):
        cells = [(_place(grid, n), item) for n in range(grid.count()) if (item := grid.itemAt(n))]
        if any(_moment(item) for _, item in cells):
            found[grid] = sorted(cells, key=lambda cell: (cell[0].row, cell[0].column))
    return found


def fit(cells: Drawn, *, narrow: bool) -> None:
    """Lay the cells out as drawn; where ``narrow``, what shares a line with a moment goes below."""
    for grid, held in cells.items():
        while grid.count():
            grid.takeAt(0)
        line = 0
        for _, row in groupby(held, key=lambda cell: cell[0].row):
            beside = list(row)
            if narrow and any(_moment(item) for _, item in beside):
                for _, item in beside:
                    _put(grid, item, Place(line, 0, 1, 12))
                    line += 1
                continue
            for place, item in beside:
                _put(grid, item, Place(line, place.column, 1, place.columns))
            line += 1


def _place(grid: QGridLayout, number: int) -> Place:
    where: Any = grid.getItemPosition(number)  # four numbers, which Qt's stubs do not say
    return Place(*where)


def _moment(item: QLayoutItem) -> bool:
    cell = item.layout()
    inside = (cell.itemAt(n) for n in range(cell.count())) if cell is not None else ()
    return any(one is not None and isinstance(one.widget(), InstantField) for one in inside)


def _put(grid: QGridLayout, item: QLayoutItem, place: Place) -> None:
    where = (place.row, place.column, place.rows, place.columns)
    if isinstance(item, QLayout):
        grid.addLayout(item, *where)
    else:
        grid.addItem(item, *where)
