"""The columns of a file as rows of a table, the field of each drawn like a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sciattache.ui import look
from sciattache.ui.lettering import after, write
from sciattache.ui.words import say

_Index = QModelIndex | QPersistentModelIndex
HEADING, SAMPLE, TARGET = range(3)
LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class ColumnLine:
    """One column: its heading, some values, the words of its field, and what is amiss."""

    heading: str
    sample: tuple[str, ...]
    target: str
    is_doubled: bool = False
    wrong: str = ""


class ColumnRows(QAbstractTableModel):
    """The columns of a file; ``is_fixed`` when none may be mapped by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[ColumnLine] = ()
        self.is_fixed = False

    def show_lines(self, lines: Sequence[ColumnLine], *, is_fixed: bool) -> None:
        """Show other columns, or the same ones mapped otherwise."""
        same = len(lines) == len(self.lines) and is_fixed == self.is_fixed
        if not same:
            self.beginResetModel()
        self.lines, self.is_fixed = lines, is_fixed
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, TARGET))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (say("Column"), say("Values"), say("Goes into"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return (line.heading, "  ·  ".join(line.sample), self._target(line))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.wrong or "\n".join(line.sample)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == SAMPLE:
            return look.colour("quiet")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (
                self._target(line),
                say("Two columns go here") if line.is_doubled else "",
                line.wrong,
            )
            return " · ".join(filter(None, said)) if index.column() == TARGET else None
        return None

    def _target(self, line: ColumnLine) -> str:
        if self.is_fixed:
            return say("Recognised")
        return line.target or say("Not taken")


class FieldCells(QStyledItemDelegate):
    """Draws a field like a box to choose from."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        drawn: Any = option  # PySide's stub hides the members of the option
        line = index.data(LINE)
        model: Any = index.model()
        chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(drawn.rect, look.colour("selected"))
        painter.setPen(look.colour("line"))
        painter.drawLine(drawn.rect.bottomLeft(), drawn.rect.bottomRight())
        box: QRect = drawn.rect.adjusted(4, 5, -8, -6)
        mirrored = drawn.direction == Qt.LayoutDirection.RightToLeft
        if not model.is_fixed:
            self._box(painter, box, line, chosen, mirrored)
        wide = 24 if not model.is_fixed else 0
        inside = box.adjusted(wide, 0, -10, 0) if mirrored else box.adjusted(10, 0, -wide, 0)
        told = line.wrong or (say("Two columns go here") if line.is_doubled else "")
        words = str(index.data())
        painter.setPen(look.colour("text" if line.target else "quiet"))
        used = write(painter, inside, words, mirrored=mirrored) + 16
        if told:
            painter.setPen(look.colour("bad"))
            write(painter, after(inside, used, mirrored=mirrored), told, mirrored=mirrored)
        painter.restore()

    def _box(
        self, painter: QPainter, box: QRect, line: ColumnLine, chosen: bool, mirrored: bool
    ) -> None:
        amiss = line.is_doubled or line.wrong
        painter.setPen(look.colour("bad" if amiss else "accent" if chosen else "line"))
        painter.setBrush(look.colour("base"))
        painter.drawRoundedRect(box, 6, 6)
        left = box.left() + 8 if mirrored else box.right() - 20
        painter.drawPixmap(left, box.center().y() - 5, look.pixmap("chevron-down", 12, "quiet"))
