"""Labels for what people wrote: aligned by the window's direction, not by their own script."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from sciattache.ui.pieces import text


def written(words: str = "", role: str = "") -> QLabel:
    """A label that wraps and can be copied from; a Latin name in an Arabic window is at the right.

    Qt aligns a label by the direction of its text, which would scatter names of several scripts.
    """
    made = text(words, role)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if QApplication.isRightToLeft():
        made.setAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
        )  # fmt: skip
    return made
