"""The first rows of a table as they lie in the file: what names the columns, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView

from sciattache.interchange.tables.table import Layout, Row
from sciattache.ui import look
from sciattache.ui.words import say

_Index = QModelIndex | QPersistentModelIndex
_MOST_COLUMNS = 200


class FirstRows(QAbstractTableModel):
    """Cells as text; the header in semi-bold, what stands above the first row in grey."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._layout = Layout()
        self._width = 0

    def show_rows(self, rows: Sequence[Row], layout: Layout) -> None:
        """Show other rows, or the same ones read in another way."""
        self.beginResetModel()
        self._rows, self._layout = rows, layout
        self._width = min(max((len(row.cells) for row in rows), default=0), _MOST_COLUMNS)
        self.endResetModel()

    def number(self, row: int) -> int:
        """The number that a row has in its file."""
        return self._rows[row].number

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else self._width

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return str(self._rows[section].number or "")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            cell = row.cells[index.column()] if index.column() < len(row.cells) else None
            return "" if cell is None else " ".join(str(cell).split())[:200]
        if role == Qt.ItemDataRole.ForegroundRole and self._part(row) == "above":
            return look.colour("edge")
        if role == Qt.ItemDataRole.FontRole and self._part(row) == "header":
            font = QFont(look.plain_font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.BackgroundRole and self._part(row) == "header":
            return look.colour("selected")
        return None

    def _part(self, row: Row) -> str:
        """Whether a row names the columns, stands above them, or is one of the table."""
        header = self._layout.header_row
        if row.number >= self._layout.first_row:
            return "row"
        return "header" if header is not None and row.number >= header else "above"


def of_events(rows: Sequence[Row]) -> tuple[tuple[Row, ...], Layout]:
    """The events of a calendar as a table with its header."""
    header = Row(0, (say("Start"), say("Title"), say("Place")))
    return (header, *rows), Layout(header_row=0, first_row=1)


def first_rows_view(rows: FirstRows) -> QTableView:
    """A table to look at."""
    made = QTableView()
    made.setModel(rows)
    made.setAccessibleName(say("First rows"))
    made.setShowGrid(False)
    made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    made.setTabKeyNavigation(False)
    made.setWordWrap(False)
    made.horizontalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(28)
    made.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return made
