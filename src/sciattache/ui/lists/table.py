"""The table of a list: names in both scripts, sorted by a click on a header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sciattache.domain.records import Record
from sciattache.ui import look, showing
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import after, write
from sciattache.ui.lists.columns import columns as columns_of
from sciattache.ui.lists.model import IDENTITY, NATIVE, Asked, RecordModel
from sciattache.ui.words import say

_LETTER = 7
"""Pixels for a letter of a column's width."""
_LONGEST_DAY = date(2026, 9, 28)
"""A day that is long in most languages: its column is as wide."""
_PAUSE = 120
"""Milliseconds for which a row is chosen before it is shown beside the list."""


class RecordTable(QTableView):
    """A list of the records of one type."""

    opened = Signal(str)
    chosen = Signal(str)
    removal_wanted = Signal(list)

    def __init__(
        self,
        desk: Desk,
        cls: type[Record],
        where: Mapping[str, Any] | None = None,
        columns: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.records = RecordModel(desk, cls, columns_of(cls, columns))
        self.setModel(self.records)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(say(cls.about.plural))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(look.ROW)
        self._dress_header()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._pause.start())
        self.activated.connect(lambda index: self.opened.emit(index.data(IDENTITY)))
        self._stood_on: int | None = None
        self.records.modelAboutToBeReset.connect(self._remember_row)
        self.records.modelReset.connect(self._find_row)
        if where is not None:
            self.records.ask(Asked(where=where))

    def current_id(self) -> str | None:
        """The id of the record on which the cursor stands."""
        index = self.currentIndex()
        return str(index.data(IDENTITY)) if index.isValid() else None

    def chosen_ids(self) -> list[str]:
        """The ids of the records that are marked."""
        rows = self.selectionModel().selectedRows()
        return [str(index.data(IDENTITY)) for index in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
            return
        if event.key() == Qt.Key.Key_Delete and self.chosen_ids():
            self.removal_wanted.emit(self.chosen_ids())
            return
        super().keyPressEvent(event)

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(False)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._sort)
        longest = showing.day(_LONGEST_DAY, self._desk.language)
        a_day = self.fontMetrics().horizontalAdvance(longest) + 24
        for number, column in enumerate(self.records.columns):
            dated = column.field is not None and column.field.kind.name == "date"
            width = max(column.width * _LETTER + 20, a_day if dated else 72)
            header.resizeSection(number, width)
        self._sorted = (0, False)

    def _sort(self, section: int) -> None:
        column = self.records.columns[section]
        header = self.horizontalHeader()
        if not column.sorts:
            before, descending = self._sorted
            header.setSortIndicator(before, _way(descending))
            return
        descending = self._sorted == (section, False)
        self._sorted = (section, descending)
        header.setSortIndicator(section, _way(descending))
        self.records.ask_order(column.field.name if column.field else "", descending)
        self.scrollToTop()

    def _remember_row(self) -> None:
        row = self.currentIndex().row()
        if 0 <= row < self.records.rowCount():
            self._stood_on = self.records.rid(row)

    def _find_row(self) -> None:
        """Stand on the same record again, wherever the new order has it."""
        if self._stood_on is None:
            return
        row = self.records.number_of(self._stood_on)
        if row >= 0:
            self.selectRow(row)
            self._stood_on = None

    def _tell(self) -> None:
        identity = self.current_id() if self._desk.has_office else None
        if identity:
            self.chosen.emit(identity)


def _way(descending: bool) -> Qt.SortOrder:
    return Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder


class _Cells(QStyledItemDelegate):
    """Paints cells; the name in its own script follows in grey."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state: Any = option.state
        rect: Any = option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("selected"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        palette: QPalette = option.palette
        first = index.column() == 0
        inside = rect.adjusted(10, 0, -10, 0)
        painter.setPen(palette.color(QPalette.ColorRole.Text) if first else look.colour("quiet"))
        native = str(index.data(NATIVE) or "") if first else ""
        mirrored = self._view.isRightToLeft()
        used = write(painter, inside, words, mirrored=mirrored) + 10
        if native and used < inside.width() - 24:
            painter.setPen(look.colour("quiet"))
            write(painter, after(inside, used, mirrored=mirrored), native, mirrored=mirrored)
        if state & QStyle.StateFlag.State_HasFocus and first:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, look.colour("accent"))
