"""How far long work is, where the work's result will stand, with Cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from sciattache.ui.pieces import link_button, quiet, section
from sciattache.ui.words import say
from sciattache.ui.work import Progress


class Busy(QWidget):
    """A sentence, a bar, a count and *Cancel*."""

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self.words = section("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(320)
        self.count = quiet("")
        self.stop = link_button(say("Cancel"), "x")
        self.stop.clicked.connect(self._cancel)
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(12)
        for widget in (self.words, self.bar, self.count, self.stop):
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignCenter)

    def follow(self, progress: Progress) -> None:
        """Show how far ``progress`` is."""
        self._progress = progress
        self.words.setText(progress.title)
        self.bar.setAccessibleName(progress.title)
        self.bar.setRange(0, 0)
        self.count.setText("")
        self.stop.setEnabled(True)
        progress.advanced.connect(self._advance)

    def _advance(self, done: int, of: int, words: str) -> None:
        if self.sender() not in (self._progress, None):
            return
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.count.setText(" · ".join(filter(None, (words, f"{done:,} / {of:,}" if of else ""))))

    def _cancel(self) -> None:
        if self._progress is not None:
            self.stop.setEnabled(False)
            self._progress.cancel()
