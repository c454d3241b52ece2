"""A line that leads somewhere: what it is, then more in grey, cut where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from sciattache.ui import look
from sciattache.ui.lettering import after, write

_GAP, _EDGE, _TALL = 12, 8, 30


class LineButton(QAbstractButton):
    """One line; a click or Enter goes where it leads."""

    def __init__(self, words: str, more: str = "", tone: str = "quiet") -> None:
        super().__init__()
        self.setText(words)
        self._more, self._tone, self._over = more, tone, False
        self.setAccessibleName(f"{words} {more}".strip())
        self.setToolTip("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._more)
        return QSize(width + _GAP + 2 * _EDGE, _TALL)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _TALL)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over or self.hasFocus():
            edge = look.colour("accent" if self.hasFocus() else "hover")
            painter.setPen(edge)
            painter.setBrush(look.colour("hover") if self._over else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inside = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        mirrored = self.isRightToLeft()
        painter.setPen(look.colour("text"))
        used = write(painter, inside, self.text(), mirrored=mirrored) + _GAP
        if self._more and used < inside.width() - 16:
            painter.setPen(look.colour(self._tone))
            write(painter, after(inside, used, mirrored=mirrored), self._more, mirrored=mirrored)
