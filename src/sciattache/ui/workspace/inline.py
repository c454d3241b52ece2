"""Hours and title of an item, typed where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHBoxLayout, QLineEdit

from sciattache.services import hours
from sciattache.ui.pieces import quiet, restyle
from sciattache.ui.words import say
from sciattache.ui.workspace.agenda import Entry


class Inline(QFrame):
    """Three small fields over a line: Enter or leaving them keeps what was typed, Esc does not."""

    written = Signal(str, str, str)

    def __init__(self, view: QAbstractItemView, entry: Entry, area: QRect) -> None:
        super().__init__(view.viewport())
        self._view, self._over = view, False
        self.setProperty("role", "popup")
        self.setObjectName("inline")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        self.start = self._field(say("Start"), entry.start, 58)
        self.end = self._field(say("End"), entry.end, 58)
        self.title = self._field(say("Title"), entry.title, 0)
        row.addWidget(self.start)
        dash = quiet("–")
        row.addWidget(dash)
        row.addWidget(self.end)
        row.addWidget(self.title, 1)
        dash.setFixedHeight(self.start.sizeHint().height())
        for field in (self.start, dash, self.end, self.title):
            row.setAlignment(field, Qt.AlignmentFlag.AlignTop)
        self._before = (entry.start, entry.end, entry.title)
        self.setGeometry(
            QRect(area.left() + 12, area.top(), area.width() - 24, max(area.height(), 42))
        )
        view.model().modelReset.connect(self._close)
        self.show()
        self.title.setFocus()
        self.title.selectAll()

    def keep(self) -> bool:
        """Tell what was typed and go; stays where an hour is none, or the title is empty."""
        for field in (self.start, self.end):
            try:
                hours.read(field.text())
            except ValueError as error:
                self._mistake(field, str(error))
                return False
        if not self.title.text().strip():
            self._mistake(self.title, say("An item needs a title."))
            return False
        typed = (self.start.text(), self.end.text(), self.title.text().strip())
        self._close()
        if typed != self._before:
            self.written.emit(*typed)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._left)
        return False

    def _field(self, name: str, words: str, width: int) -> QLineEdit:
        made = QLineEdit(words)
        made.setAccessibleName(name)
        made.setPlaceholderText(name)
        made.installEventFilter(self)
        if width:
            made.setFixedWidth(width)
        return made

    def _left(self) -> None:
        focused = QApplication.focusWidget()
        if self._over or focused is None or self.isAncestorOf(focused):
            return
        if not self.keep():
            self._close()

    def _mistake(self, field: QLineEdit, sentence: str) -> None:
        field.setProperty("mistaken", "true")
        field.setToolTip(sentence)
        field.setAccessibleDescription(sentence)
        restyle(field)
        field.setFocus()
        field.selectAll()

    def _close(self) -> None:
        if self._over:
            return
        self._over = True
        self.hide()
        self.deleteLater()
        self._view.setFocus()
