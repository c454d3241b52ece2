"""A title typed on the board: Enter or leaving it keeps it, Esc does not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sciattache.ui.words import say


class TitleBox(QLineEdit):
    """One line over a card."""

    written = Signal(str)
    ended = Signal()

    def __init__(self, parent: QWidget, area: QRect, words: str) -> None:
        super().__init__(words, parent)
        self._before, self._over = words, False
        self.setAccessibleName(say("Title"))
        self.setPlaceholderText(say("Title"))
        tall = self.sizeHint().height()
        width = max(area.width(), 160)
        left = min(area.left(), parent.width() - width - 4)
        self.setGeometry(max(left, 4), max(area.top(), 0), width, tall)
        self.show()
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end(keep=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self._end(keep=True)

    def _end(self, *, keep: bool) -> None:
        if self._over:
            return
        self._over = True
        words = self.text().strip()
        self.hide()
        self.deleteLater()
        self.ended.emit()
        if keep and words and words != self._before:
            self.written.emit(words)
