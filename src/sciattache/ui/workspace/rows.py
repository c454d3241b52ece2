"""Rows and cells of the workspace's small tables, worked out before they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Cell:
    """What one cell shows: a text, a quieter one under it, an icon and colour before it."""

    words: str = ""
    under: str = ""
    icon: str = ""
    tone: str = "text"
    strong: bool = False
    trailing: bool = False


@dataclass(frozen=True)
class Row:
    """A row; with a ``heading`` it is that of a group and has no cells."""

    identity: str = ""
    cells: tuple[Cell, ...] = ()
    heading: str = ""
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its heading, its least width, and its share of what width is left.

    Where the table is narrow, the columns with the highest ``yields`` are left out first.
    """

    label: str
    width: int
    share: int = 0
    trailing: bool = False
    yields: int = 0


class Rows(QAbstractTableModel):
    """Rows given whole."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> Any:
        if way != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if self.columns[section].trailing else None
            return (side or Qt.AlignmentFlag.AlignLeading) | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and row.heading:
            return " · ".join(filter(None, (row.heading, row.note)))
        cell = row.cells[index.column()] if row.cells else Cell()
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(filter(None, (cell.words, cell.under)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " · ".join(filter(None, (cell.words, cell.under)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rows[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
