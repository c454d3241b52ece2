"""The quiet rail at the side: the screens, search, and the office at the foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.ui import screens
from sciattache.ui.look import colour, icon
from sciattache.ui.pieces import quiet, tool_button
from sciattache.ui.screens import Screen
from sciattache.ui.words import say

WIDTH = 204
"""Pixels; wider where a language has longer words."""
_EDGE = 12


class Rail(QWidget):
    """Buttons for the screens; tells which was chosen through the functions it is given."""

    def __init__(self, choose: Callable[[str], None], find: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._choose = choose
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(2)
        column.addLayout(self._ways())
        column.addSpacing(8)
        column.addWidget(self._search(find))
        column.addSpacing(12)
        for screen in screens.in_rail(foot=False):
            column.addWidget(self._button(screen))
        column.addStretch()
        for screen in screens.in_rail(foot=True):
            column.addWidget(self._button(screen))
        column.addSpacing(4)
        self.office = quiet("")
        self.office.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self.office)
        widest = max(one.sizeHint().width() for one in self._buttons.values())
        self.setFixedWidth(max(WIDTH, widest + 2 * _EDGE + 8))

    def show_screen(self, name: str) -> None:
        """Mark the screen that is shown; none when it does not stand in the rail."""
        button = self._buttons.get(name)
        if button is not None:
            button.setChecked(True)
            return
        if (checked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def show_badge(self, name: str, count: int, tone: str, words: str) -> None:
        """Show at a screen's button how many things wait there, or a dot of ``tone`` alone."""
        button = self._buttons[name]
        button.setAccessibleName(f"{button.said}: {words}" if words else button.said)
        button.setToolTip(words)
        button.wear(str(count) if count else "", tone)

    def show_office(self, name: str) -> None:
        """Write the office's name at the foot, cut where it is too long."""
        room = self.width() - 2 * _EDGE - 20
        metrics = self.office.fontMetrics()
        self.office.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
        self.office.setToolTip(name)

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        self.back = tool_button("arrow-left", say("Back"))
        self.forward = tool_button("arrow-right", say("Forward"))
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addStretch()
        self.history = tool_button("history", say("History"))
        row.addWidget(self.history)
        return row

    def _search(self, find: Callable[[], None]) -> QToolButton:
        made = QToolButton()
        made.setObjectName("search_button")
        made.setText(" " + say("Find or do anything"))
        made.setIcon(icon("search"))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setAccessibleName(say("Find or do anything"))
        made.setToolTip("Ctrl+K")
        made.clicked.connect(find)
        return made

    def _button(self, screen: Screen) -> _Button:
        made = _Button(say(screen.label))
        made.setIcon(icon(screen.icon, chosen="accent"))
        made.setIconSize(QSize(16, 16))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setProperty("role", "rail")
        made.setCheckable(True)
        made.clicked.connect(lambda: self._choose(screen.name))
        self._group.addButton(made)
        self._buttons[screen.name] = made
        return made


class _Button(QToolButton):
    """A screen's button, with a badge at the end of the line where something waits there."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said
        self._count, self._tone = "", "quiet"
        self.setText("  " + said)
        self.setAccessibleName(said)

    def wear(self, count: str, tone: str) -> None:
        """Put on a badge; none for no count and a quiet tone."""
        self._count, self._tone = count, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count and self._tone == "quiet":
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line" if self._tone == "quiet" else self._tone))
        font = painter.font()
        font.setPointSizeF(8)
        painter.setFont(font)
        tall = 17 if self._count else 8
        wide = max(painter.fontMetrics().horizontalAdvance(self._count) + 10, tall)
        left = 8 if self.isRightToLeft() else self.width() - 8 - wide
        area = QRectF(left, (self.height() - tall) / 2, wide if self._count else tall, tall)
        painter.drawRoundedRect(area, tall / 2, tall / 2)
        if self._count:
            painter.setPen(colour("text" if self._tone == "quiet" else "on_accent"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._count)
