"""The programme as a list by day, moved through and changed from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle

from sciattache.ui.words import say
from sciattache.ui.workspace.agenda import Entry
from sciattache.ui.workspace.agenda_paint import EDGE, ENTRY, Entries, Painting
from sciattache.ui.workspace.inline import Inline

QUARTER = 15
"""Minutes by which Alt and the arrows move an item."""


class AgendaView(QListView):
    """Lines of a programme; what is to happen to one is told by signals with its id."""

    picked = Signal(str, str)
    """Kind and id of the line that is chosen now."""
    opened = Signal(str, str)
    removal_wanted = Signal(str, str)
    copy_wanted = Signal(str)
    shift_wanted = Signal(str, int, int)
    """An item's id, and the minutes and the days to move it by."""
    addition_wanted = Signal(object)
    """The day on which something is to be added."""
    written = Signal(object, str, str, str)
    """A line with the start, the end and the title that were typed into it."""
    menu_wanted = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.entries = Entries(self)
        self.setModel(self.entries)
        self.setItemDelegate(Painting(self))
        self.setAccessibleName(say("Programme by day"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._quietly = False
        self._inline: Inline | None = None
        self.setStyleSheet("QListView::item:hover, QListView::item:selected { background: none; }")
        self.selectionModel().currentRowChanged.connect(self._moved)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the lines; the one chosen stays chosen and in sight."""
        held, at = self.entry(), self.verticalScrollBar().value()
        self._quietly = True
        self.entries.show(entries)
        self.verticalScrollBar().setValue(at)
        if held is not None:
            self.choose(held.kind, held.identity, held.on)
        self._quietly = False

    def entry(self) -> Entry | None:
        """The line that is chosen."""
        index = self.currentIndex()
        return index.data(ENTRY) if index.isValid() else None

    def choose(self, kind: str, identity: str, on: date | None = None) -> bool:
        """Choose a line by its record, or a day's by its date; whether it is there."""
        for number, entry in enumerate(self.entries.entries):
            same = entry.identity == identity if identity else entry.on == on
            if entry.kind == kind and same:
                index = self.entries.index(number, 0)
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return True
        return False

    def begin_inline(self) -> None:
        """Type hours and title of the chosen item in its place."""
        entry = self.entry()
        if entry is None or entry.kind not in ("item", "leg", "night"):
            return
        if entry.kind != "item":
            self.opened.emit(entry.kind, entry.identity)
            return
        self.scrollTo(self.currentIndex())
        self._inline = Inline(self, entry, self.visualRect(self.currentIndex()))
        self._inline.written.connect(lambda *typed: self.written.emit(entry, *typed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.entry()
        if entry is None or not self._do(event, entry):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begin_inline()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        entry: Entry = index.data(ENTRY)
        if entry.kind == "day" and self._is_on_plus(event.position().toPoint(), index):
            self.addition_wanted.emit(entry.on)
        elif entry.identity:
            self.opened.emit(entry.kind, entry.identity)

    def contextMenuEvent(self, event: object) -> None:
        entry = self.entry()
        if entry is not None:
            self.menu_wanted.emit(entry, event.globalPos())  # type: ignore[attr-defined]

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            index = self.indexAt(event.position().toPoint())
            plus = index.isValid() and self._is_on_plus(event.position().toPoint(), index)
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if plus else Qt.CursorShape.ArrowCursor
            )
        return super().viewportEvent(event)

    def _do(self, event: QKeyEvent, entry: Entry) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alone = held == Qt.KeyboardModifier.NoModifier
        if alone and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if entry.identity:
                self.opened.emit(entry.kind, entry.identity)
            elif entry.on is not None:
                self.addition_wanted.emit(entry.on)
            return True
        if not entry.identity or entry.kind == "night":
            return False
        if alone and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit(entry.kind, entry.identity)
            return True
        if entry.kind != "item":
            return False
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_D:
            self.copy_wanted.emit(entry.identity)
            return True
        if held == Qt.KeyboardModifier.AltModifier and key in _SHIFTS:
            self.shift_wanted.emit(entry.identity, *_SHIFTS[key])
            return True
        return False

    def _is_on_plus(self, at: QPoint, index: QModelIndex) -> bool:
        entry: Entry = index.data(ENTRY)
        area = self.visualRect(index)
        corner = area.adjusted(area.width() - EDGE - 24, 16, -EDGE + 8, 0)
        place = QStyle.visualRect(self.layoutDirection(), area, corner)
        return entry.kind == "day" and place.contains(at)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._quietly and current.isValid():
            entry: Entry = current.data(ENTRY)
            self.picked.emit(entry.kind, entry.identity)


_SHIFTS = {
    Qt.Key.Key_Up: (-QUARTER, 0), Qt.Key.Key_Down: (QUARTER, 0),
    Qt.Key.Key_PageUp: (0, -1), Qt.Key.Key_PageDown: (0, 1),
}  # fmt: skip
