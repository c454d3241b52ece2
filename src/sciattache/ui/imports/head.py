"""The head of an import under way: the file, what it is, and the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from sciattache.ui.imports import wording
from sciattache.ui.imports.looking import Seen
from sciattache.ui.pieces import heading, quiet, restyle, text
from sciattache.ui.words import say

FILE, COLUMNS, PREVIEW, RESULT = range(4)
"""The steps."""
_WIDEST = 420
"""Pixels of a file's name."""


class Head(QWidget):
    """The file's name and kind at one side, the steps at the other, that of now in bold."""

    def __init__(self) -> None:
        super().__init__()
        self.title = heading("")
        self.kind = quiet("")
        head = QHBoxLayout(self)
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.kind)
        head.addStretch(1)
        self._names: list[QLabel] = []
        self._signs: list[QLabel] = []
        for words in (say("The file"), say("Columns"), say("Preview"), say("Import")):
            if self._names:
                self._signs.append(text("‹" if self.isRightToLeft() else "›", "quiet"))
                head.addWidget(self._signs[-1])
            self._names.append(text(words, "quiet"))
            head.addWidget(self._names[-1])

    def show_file(self, name: str) -> None:
        """Write a file's name, cut in the middle where it is too long."""
        metrics = QFontMetrics(self.title.font())
        self.title.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST))
        self.title.setToolTip(name)

    def show_step(self, step: int, seen: Seen | None) -> None:
        """Mark the step of now; a file without columns has no step for them."""
        is_text = seen is not None and seen.table is not None and bool(seen.table.layout.encoding)
        self.kind.setText(wording.kind(seen.kind, is_text=is_text) if seen else "")
        for number, label in enumerate(self._names):
            label.setProperty("role", "section" if number == step else "quiet")
            restyle(label)
            hidden = number == COLUMNS and seen is not None and seen.table is None
            label.setHidden(hidden)
            if number:
                self._signs[number - 1].setHidden(hidden)
