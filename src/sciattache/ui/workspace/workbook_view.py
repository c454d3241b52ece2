"""What is in a workbook: its sheets, and the rows of the one in front."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from python_calamine import CalamineWorkbook

from sciattache.ui.look import ROW
from sciattache.ui.pieces import button, hairline, quiet, section
from sciattache.ui.words import say

Index = QModelIndex | QPersistentModelIndex
_MOST = 500


@dataclass(frozen=True)
class Sheet:
    """A sheet's name and the texts of its cells, row by row; the first are the heads."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def sheets(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook from their tables on, at most 500 rows of each."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content), load_tables=True)
    tables = [book.get_table_by_name(name) for name in book.table_names or ()]
    heads = {table.sheet: table.start[0] - 1 for table in tables if table.start}
    found = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=_MOST)
        shown = rows[heads.get(name, 0) :]
        found.append(Sheet(name, tuple(tuple(_shown(cell) for cell in row) for row in shown)))
    return tuple(found)


class WorkbookView(QWidget):
    """A workbook to look into; it is worked on in the spreadsheet program."""

    def __init__(self) -> None:
        super().__init__()
        self.summary = section("")
        self.open = button(say("Open in the spreadsheet"), "external-link", primary=True)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(say("Sheets"))
        self.tabs.currentChanged.connect(self._turn)
        self.rows = quiet("")
        self._table = QTableView()
        self._cells = _Cells(self)
        self._table.setModel(self._cells)
        self._table.setAccessibleName(say("Rows of the sheet"))
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.setWordWrap(False)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(ROW)
        self._table.horizontalHeader().setHighlightSections(False)
        self._table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.setContentsMargins(24, 16, 24, 4)
        head.setSpacing(12)
        head.addWidget(self.summary)
        head.addWidget(self.rows)
        head.addStretch(1)
        head.addWidget(self.open)
        around = QVBoxLayout()
        around.setContentsMargins(24, 0, 24, 0)
        around.addWidget(self.tabs)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(around)
        column.addWidget(hairline())
        inset = QVBoxLayout()
        inset.setContentsMargins(16, 0, 0, 0)
        inset.addWidget(self._table)
        column.addLayout(inset, 1)
        self._sheets: tuple[Sheet, ...] = ()

    def show_workbook(self, found: tuple[Sheet, ...]) -> None:
        """Show a workbook; the sheet in front stays in front."""
        before = self.tabs.tabText(self.tabs.currentIndex())
        self._sheets = found
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for sheet in found:
            self.tabs.addTab(sheet.name)
        names = [sheet.name for sheet in found]
        self.tabs.setCurrentIndex(names.index(before) if before in names else 0)
        self.tabs.blockSignals(False)
        self.summary.setText(
            say("1 sheet") if len(found) == 1 else say("{count} sheets", count=len(found))
        )
        self._turn(self.tabs.currentIndex())

    def _turn(self, number: int) -> None:
        if not 0 <= number < len(self._sheets):
            return
        sheet = self._sheets[number]
        self._cells.show(sheet)
        self._table.resizeColumnsToContents()
        for column in range(self._cells.columnCount()):
            width = self._table.columnWidth(column)
            self._table.setColumnWidth(column, min(max(width + 12, 64), 260))
        self.rows.setText(say("{count} rows", count=max(len(sheet.rows) - 1, 0)))


class _Cells(QAbstractTableModel):
    """A sheet's cells under the heads that its first row gives."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show(self, sheet: Sheet) -> None:
        self.beginResetModel()
        self._head, self._rows = (sheet.rows[0] if sheet.rows else ()), sheet.rows[1:]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._head)

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> Any:
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._head[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            row = self._rows[index.row()]
            return row[index.column()] if index.column() < len(row) else ""
        return None


def _shown(cell: Any) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\n", " · ")
