"""A small table: cells of two lines with icons, headings of groups, one row chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from sciattache.ui.lettering import after, write
from sciattache.ui.look import colour, pixmap
from sciattache.ui.workspace.rows import CELL, Cell, Column, Index, Row, Rows

_LOW, _TALL, _HEADING = 34, 48, 40


class Sheet(QTableView):
    """A table of :class:`Row`; ``fitted`` makes it as tall as its rows, with no bar of its own."""

    picked = Signal(str)
    opened = Signal(str)
    removal_wanted = Signal(str)

    def __init__(
        self, name: str, columns: Sequence[Column], *, fitted: bool = False, tall: bool = True
    ) -> None:
        super().__init__()
        self._fitted, self._quietly = fitted, False
        self.rows = Rows(columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_LOW)
        self.verticalHeader().setDefaultSectionSize(_TALL if tall else _LOW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.clicked.connect(self._clicked)
        if fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show ``rows``; what was chosen stays chosen."""
        held, at = self.identity(), self.verticalScrollBar().value()
        self._quietly = True
        self.clearSpans()
        self.rows.show(rows)
        for number, row in enumerate(rows):
            if row.heading:  # the others are as tall as rows are: hundreds are not set one by one
                self.setRowHeight(number, _HEADING)
            if row.heading and len(self.rows.columns) > 1:
                self.setSpan(number, 0, 1, len(self.rows.columns))
        if held:
            self.choose(held)
        self.verticalScrollBar().setValue(at)
        self._quietly = False
        if self._fitted:
            self.setFixedHeight(
                self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
            )

    def choose(self, identity: str) -> bool:
        """Choose the row of a record; whether it is there."""
        for number, row in enumerate(self.rows.rows):
            if row.identity == identity and identity:
                self.setCurrentIndex(self.rows.index(number, 0))
                return True
        return False

    def identity(self) -> str:
        """The id of the row chosen, empty for none."""
        index = self.currentIndex()
        return self.rows.rows[index.row()].identity if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = self.identity()
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(held)
        elif held and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit(held)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        columns, room = list(self.rows.columns), self.viewport().width()
        while sum(one.width for one in columns) > room and any(one.yields for one in columns):
            columns.remove(max(columns, key=lambda one: one.yields))
        left = max(room - sum(column.width for column in columns), 0)
        shares = sum(column.share for column in columns) or 1
        for number, column in enumerate(self.rows.columns):
            self.setColumnHidden(number, column not in columns)
            if column in columns:
                self.setColumnWidth(number, column.width + left * column.share // shares)

    def wheelEvent(self, event: Any) -> None:
        if self._fitted:
            event.ignore()
            return
        super().wheelEvent(event)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._quietly and current.isValid() and (held := self.identity()):
            self.picked.emit(held)

    def _clicked(self, index: QModelIndex) -> None:
        if held := self.rows.rows[index.row()].identity:
            self.opened.emit(held)


class _Cells(QStyledItemDelegate):
    """Paints a cell: an icon, a text, and a quieter one under it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, _TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows = index.model()
        row = rows.rows[index.row()] if isinstance(rows, Rows) else Row()
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour("selected"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inner = area.adjusted(8, 0, -8, 0)
        if row.heading:
            _heading(painter, option, inner, row)
        else:
            paint_cell(painter, option, inner, index.data(CELL))
        painter.restore()


def _heading(painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: Row) -> None:
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(colour("text"))
    line = area.adjusted(0, 10, 0, 0)
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    taken = write(painter, line, row.heading, mirrored=mirrored)
    painter.setFont(option.font)
    painter.setPen(colour("quiet"))
    write(painter, after(line, taken + 12, mirrored=mirrored), row.note, mirrored=mirrored)


def paint_cell(painter: QPainter, option: QStyleOptionViewItem, area: QRect, cell: Cell) -> None:
    """A cell's icon, text, and the quieter text under it, in ``area``."""
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    if cell.icon:
        picture = pixmap(cell.icon, 16, cell.tone)
        left = area.right() - 15 if mirrored else area.left()
        painter.drawPixmap(QPoint(left, area.center().y() - 7), picture)
        area = area.adjusted(0, 0, -22, 0) if mirrored else area.adjusted(22, 0, 0, 0)
    font = QFont(option.font)
    if cell.strong:
        font.setWeight(QFont.Weight.DemiBold)
    upper = area if not cell.under else area.adjusted(0, 6, 0, -area.height() // 2)
    lower = area.adjusted(0, area.height() // 2, 0, -6)
    for words, tone, place, worn in (
        (cell.words, cell.tone, upper, font), (cell.under, "quiet", lower, option.font),
    ):  # fmt: skip
        painter.setFont(worn)
        painter.setPen(colour(tone))
        write(painter, place, words, mirrored=mirrored, trailing=cell.trailing)
