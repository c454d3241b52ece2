"""How a table seen from above is drawn, and how large its name plates may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from sciattache.services.seating import Layout
from sciattache.ui.look import colour

TALL, EDGE = 40, 12
"""The height of a plate, and the room left around the drawing, in pixels."""


def table(painter: QPainter, layout: Layout, centres: Sequence[QPointF], size: QSizeF) -> None:
    """The table inside the plates, whose centres are given."""
    aside, below = size.width() / 2 + 10, size.height() / 2 + 10
    left, right = min(c.x() for c in centres), max(c.x() for c in centres)
    top, bottom = min(c.y() for c in centres), max(c.y() for c in centres)
    painter.setPen(QPen(colour("edge"), 1))
    painter.setBrush(colour("panel"))
    if layout.shape == "round":
        painter.drawEllipse(
            QRectF(left, top, right - left, bottom - top).adjusted(aside, below, -aside, -below)
        )
    elif layout.shape == "horseshoe":
        outer = QRectF(left, top, right - left, bottom - top + below)
        painter.drawPath(_arch(outer.adjusted(aside, below, -aside, 0)))
    else:
        ends = aside if layout.ends else -size.width() / 2
        inner = QRectF(left, top, right - left, bottom - top)
        painter.drawRoundedRect(inner.adjusted(ends, below, -ends, -below), 6, 6)


def least(layout: Layout) -> tuple[int, int]:
    """The room in which the plates of a table can be read."""
    rows = Counter(round(place.y, 2) for place in layout.places)
    columns = Counter(round(place.x, 2) for place in layout.places)
    around = len(layout.places) if layout.shape == "round" else 0
    wide = max(rows.most_common(1)[0][1] * 92, around * 40, 560)
    tall = columns.most_common(1)[0][1] * (TALL + 6)
    high = max(tall * 4 // 3 + 80 if layout.shape == "horseshoe" else 0, around * 18, 380)
    return wide + 2 * EDGE, high


def clear(one: QPointF, other: QPointF, size: QSizeF) -> bool:
    """Whether plates around two centres do not touch, or no narrower ones would."""
    apart = one - other
    aside, above = abs(apart.x()), abs(apart.y())
    return aside < 1 or aside >= size.width() + 3 or above >= size.height() + 3


def _arch(outer: QRectF) -> QPainterPath:
    """The outline of a horseshoe open at the foot."""
    thick = min(52.0, outer.width() / 4, outer.height() / 2)
    inner = outer.adjusted(thick, thick, -thick, 0)
    made = QPainterPath(outer.bottomLeft())
    for point in (
        outer.topLeft(), outer.topRight(), outer.bottomRight(), inner.bottomRight(),
        inner.topRight(), inner.topLeft(), inner.bottomLeft(),
    ):  # fmt: skip
        made.lineTo(point)
    made.closeSubpath()
    return made


def fit(painter: QPainter, words: str, width: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))
