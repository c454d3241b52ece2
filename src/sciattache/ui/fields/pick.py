"""A popup in which some of many words are ticked, with a box to narrow them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sciattache.domain.standards import text as texts
from sciattache.ui.words import say

_FEW = 9
"""Up to so many words need no box to narrow them."""


class Pick(QFrame):
    """Words to tick; ``ticked`` is called with the codes each time one is ticked or unticked."""

    def __init__(
        self,
        anchor: QWidget,
        words: Iterable[tuple[str, str, str]],
        chosen: Iterable[str],
        ticked: Callable[[list[str]], None],
    ) -> None:
        super().__init__(anchor, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._ticked = ticked
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText(say("Narrow"))
        self.narrow.setAccessibleName(say("Narrow"))
        self.narrow.setClearButtonEnabled(True)
        self.narrow.textChanged.connect(self._narrow)
        self.narrow.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(anchor.accessibleName())
        held = set(chosen)
        rows = list(words)
        rows.sort(key=lambda row: row[0] not in held)
        for code, label, note in rows:
            item = QListWidgetItem(f"{label}   {note}" if note else label)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            state = Qt.CheckState.Checked if code in held else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.list.addItem(item)
        self.list.itemClicked.connect(self._turn)
        self.list.installEventFilter(self)
        column.addWidget(self.narrow)
        column.addWidget(self.list)
        self.narrow.setVisible(len(rows) > _FEW)
        tall = min(len(rows), 12) * max(self.list.sizeHintForRow(0), 22) + 8
        self.list.setFixedHeight(tall)
        self.setFixedWidth(max(240, min(360, self.list.sizeHintForColumn(0) + 48)))
        below = anchor.mapToGlobal(anchor.rect().bottomLeft())
        self.adjustSize()
        self.move(below)
        self.show()
        (self.narrow if len(rows) > _FEW else self.list).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.narrow and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.list.setFocus()
            self.list.setCurrentRow(max(self._first_shown(), 0))
            return True
        turns = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.list and event.key() in turns:
            if (item := self.list.currentItem()) is not None:
                self._turn(item)
            return True
        return False

    def _first_shown(self) -> int:
        return next((n for n in range(self.list.count()) if not self.list.item(n).isHidden()), -1)

    def _narrow(self, words: str) -> None:
        wanted = texts.fold(words)
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(wanted not in texts.fold(item.text()))

    def _turn(self, item: QListWidgetItem) -> None:
        checked = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
        items = (self.list.item(number) for number in range(self.list.count()))
        self._ticked(
            [
                str(one.data(Qt.ItemDataRole.UserRole))
                for one in items
                if one.checkState() == Qt.CheckState.Checked
            ]
        )
