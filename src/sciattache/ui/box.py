"""A box to choose from that cuts what is too long at its end, whichever way the window reads."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QToolTip

_AIR = 4
"""Pixels between the words and the ends of their room."""


class Box(QComboBox):
    """A choice whose beginning can always be read; what is cut is told whole at the pointer.

    Qt sets words against the right of a mirrored window, where a long Latin name would lose its
    first letters at the left.
    """

    @property
    def shown(self) -> str:
        """What of the choice stands in the box."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option.currentText

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        kind = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(kind, option, part, self).width() - _AIR
        whole = option.currentText
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, max(room, 0))
        # The dots follow the words in their own direction, not in the window's (UAX #9, FSI).
        option.currentText = whole if cut == whole else f"\u2068{cut}\u2069"

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.shown != self.currentText():
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)
