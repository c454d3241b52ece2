"""What an office wrote that still stands, as a list with a tick before each record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from sciattache.sync.reviewing import Suspect
from sciattache.ui.exchange.moments import when
from sciattache.ui.lettering import directed, listed
from sciattache.ui.look import icon
from sciattache.ui.words import say

_AT = Qt.ItemDataRole.UserRole
_WIDTHS = (0, 132, 104, 200, 144)
_TALL = 32
_HOW = {
    "added": ("Added", "plus"), "changed": ("Changed", "pencil"),
    "deleted": ("Deleted", "trash-2"),
}  # fmt: skip

Key = tuple[type, int]
"""By what a record is known here, there or gone: its type and its number in it."""


def key(one: Suspect) -> Key:
    return one.type, one.rid


class ReviewList(QTreeWidget):
    """Everything is ticked at first; what was left out stays so when the list is read again."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Suspect, ...] = ()
        self._left_out: set[Key] = set()
        self.setAccessibleName(say("What it wrote"))
        self.setHeaderLabels([
            say("Record"), say("Kind"), say("What it did"), say("Fields"), say("When"),
        ])  # fmt: skip
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS[1:], 1):
            self.setColumnWidth(column, width)
        self.itemChanged.connect(self._turned)

    def forget(self) -> None:
        """Tick everything when the list is shown next: it is another office's."""
        self._left_out.clear()
        self.show_found((), "")

    def show_found(self, found: Sequence[Suspect], language: str) -> None:
        """Show what was found, what was written last first."""
        self.shown = tuple(sorted(found, key=lambda one: one.at, reverse=True))
        self.blockSignals(True)
        self.clear()
        self.addTopLevelItems([
            self._row(number, one, language) for number, one in enumerate(self.shown)
        ])  # fmt: skip
        self.blockSignals(False)
        self.ticked.emit()

    def chosen(self) -> list[Suspect]:
        """What is ticked."""
        return [one for one in self.shown if key(one) not in self._left_out]

    def tick_all(self, *, on: bool) -> None:
        """Tick everything, or nothing."""
        self._left_out = set() if on else {key(one) for one in self.shown}
        self.blockSignals(True)
        for row in self.findItems("", Qt.MatchFlag.MatchContains):
            row.setCheckState(0, _state(on=on))
        self.blockSignals(False)
        self.ticked.emit()

    def _row(self, number: int, one: Suspect, language: str) -> QTreeWidgetItem:
        word, picture = _HOW[one.how]
        fields = listed(say(field.label) for field in one.fields)
        row = QTreeWidgetItem([
            directed(one.title or say(one.type.about.label)), say(one.type.about.label), say(word),
            fields, when(one.at, language),
        ])  # fmt: skip
        row.setData(0, _AT, number)
        row.setCheckState(0, _state(on=key(one) not in self._left_out))
        row.setSizeHint(0, QSize(0, _TALL))
        row.setIcon(2, icon(picture))
        row.setToolTip(0, one.title)
        row.setToolTip(3, fields)
        return row

    def _turned(self, row: QTreeWidgetItem, column: int) -> None:
        if column:
            return
        at = key(self.shown[row.data(0, _AT)])
        if row.checkState(0) is Qt.CheckState.Checked:
            self._left_out.discard(at)
        else:
            self._left_out.add(at)
        self.ticked.emit()


def _state(*, on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
