"""Lines at the window's foot: what happened, with Undo; what was refused; how far work is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from sciattache.errors import KnownError
from sciattache.ui.look import pixmap
from sciattache.ui.pieces import link_button, quiet, restyle, text, tool_button
from sciattache.ui.words import refusal, say
from sciattache.ui.work import Progress

SHOWN_FOR = 8_000
"""Milliseconds for which a notice stays; a refusal stays until it is closed or another comes."""


class NoticeLine(QFrame):
    """One sentence in place of a dialog."""

    def __init__(self, undo: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        self._mark = QLabel()
        self.words = text("")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.undo_button = link_button(say("Undo"), "undo-2")
        self.undo_button.clicked.connect(undo)
        self.undo_button.clicked.connect(self.hide)
        close = tool_button("x", say("Close"))
        close.clicked.connect(self.hide)
        row.addWidget(self._mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo_button)
        row.addWidget(close)
        self._clock = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._clock.timeout.connect(self.hide)
        self.hide()

    def notify(self, words: str, undo: bool = False) -> None:
        """Say what happened, for a while."""
        self._say(words, "circle-check", "good", undo)
        self._clock.start()

    def refuse(self, error: KnownError) -> None:
        """Say what cannot be done and what to do next."""
        self._say(refusal(error), "circle-x", "bad", undo=False)

    def broke(self, words: str) -> None:
        """Say that something went wrong inside."""
        self._say(words, "triangle-alert", "bad", undo=False)

    def _say(self, words: str, name: str, tone: str, undo: bool) -> None:
        self._clock.stop()
        self._mark.setPixmap(pixmap(name, 16, tone))
        self.words.setText(words)
        self.undo_button.setVisible(undo)
        self.setProperty("worn", tone)
        restyle(self)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


class ProgressLines(QFrame):
    """The long jobs under way, each with its bar and *Cancel*."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("progress")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 4, 12, 4)
        self._column.setSpacing(2)
        self._lines: dict[int, QWidget] = {}
        self.hide()

    def begin(self, progress: Progress) -> None:
        """Show a line for a job that began."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        words, bar, count = text(progress.title), QProgressBar(), quiet("")
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        bar.setFixedWidth(180)
        bar.setAccessibleName(progress.title)
        stop = link_button(say("Cancel"), "x")
        stop.clicked.connect(progress.cancel)
        row.addWidget(words)
        row.addWidget(bar)
        row.addWidget(count, 1)
        row.addWidget(stop)
        stop.setVisible(progress.can_stop)
        self._column.addWidget(line)
        self._lines[id(progress)] = line

        def advance(done: int, of: int, said: str) -> None:
            bar.setRange(0, of)
            bar.setValue(done)
            count.setText(said or (f"{done:,} / {of:,}" if of else ""))

        progress.advanced.connect(advance)
        QTimer.singleShot(250, line, lambda: self._reveal(id(progress)))

    def end(self, progress: Progress) -> None:
        """Take away the line of a job that ended."""
        line = self._lines.pop(id(progress), None)
        if line is not None:
            self._column.removeWidget(line)
            line.deleteLater()
        self.setVisible(self.isVisible() and bool(self._lines))

    def _reveal(self, key: int) -> None:
        """Show the lines once a job has lasted long enough to be worth one."""
        if key in self._lines:
            self.show()
