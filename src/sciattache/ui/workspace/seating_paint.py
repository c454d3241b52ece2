"""How a table seen from above is drawn, and how large its name plates may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen

from sciattache.services.seating import Layout, outline
from sciattache.ui.look import colour

TALL, EDGE = 40, 12
"""The height of a plate, and the room left around the drawing, in pixels."""


def table(painter: QPainter, layout: Layout, centres: Sequence[QPointF], size: QSizeF) -> None:
    """The table inside the plates, whose centres are given."""
    drawn = outline(layout, [(c.x(), c.y()) for c in centres], size.width(), size.height())
    area = QRectF(QPointF(drawn.left, drawn.top), QPointF(drawn.right, drawn.bottom))
    painter.setPen(QPen(colour("edge"), 1))
    painter.setBrush(colour("panel"))
    if drawn.form == "ellipse":
        painter.drawEllipse(area)
    elif drawn.form == "arch":
        painter.drawPolygon([QPointF(*corner) for corner in drawn.corners])
    else:
        painter.drawRoundedRect(area, 6, 6)


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
