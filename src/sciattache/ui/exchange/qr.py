"""A QR code on the screen: dark on light in every look, so that any telephone reads it."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4
"""Modules of light around a code (ISO/IEC 18004, 9.1)."""


class QrCode(QWidget):
    """The code of a text."""

    def __init__(self, side: int, name: str) -> None:
        super().__init__()
        self._side = side
        self._rows: tuple[bytearray, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show the code of ``text``."""
        self._rows = modules(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        paint(painter, QRectF(self.rect()), self._rows)


def modules(text: str) -> tuple[bytearray, ...]:
    """The rows of a text's code, one byte for each module, 1 where it is dark."""
    return tuple(segno.make_qr(text, error="m", boost_error=False).matrix)


def paint(painter: QPainter, area: QRectF, rows: tuple[bytearray, ...]) -> None:
    """Paint a code with its light edge as large as fits into ``area``, on whole pixels."""
    if not rows:
        return
    count = len(rows) + 2 * _QUIET
    step = max(int(min(area.width(), area.height())) // count, 1)
    left = int(area.x() + (area.width() - step * len(rows)) / 2)
    top = int(area.y() + (area.height() - step * len(rows)) / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                place = QRect(left + x * step, top + y * step, step, step)
                painter.fillRect(place, Qt.GlobalColor.black)
