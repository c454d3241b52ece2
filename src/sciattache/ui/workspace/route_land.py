"""The land of the route's map: read once, drawn on any part of the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF, QTransform

from sciattache.services.routes import earth
from sciattache.services.routes.spots import Spot
from sciattache.ui.look import colour

_LEAST = 5.0
"""Degrees of latitude that a map shows at least."""
_ROOM = 1.32
"""How much wider a map is than its cities lie apart."""
_ARC = 48
"""Pieces of a great circle that is drawn."""


class View:
    """A part of the world on a piece of screen: cylindrical, true along its middle."""

    def __init__(self, spots: Sequence[Spot], area: QRectF) -> None:
        west, wide = earth.span([lon for _, lon in spots])
        south, north = min(lat for lat, _ in spots), max(lat for lat, _ in spots)
        self.middle = earth.near(west + wide / 2, 0)
        at = (south + north) / 2
        self._squeeze = max(cos(radians(at)), 0.2)
        across = max(wide * self._squeeze * _ROOM, _LEAST)
        up = max((north - south) * _ROOM, _LEAST)
        scale = min(area.width() / across, area.height() / up)
        self._scale = min(scale, area.width() / 360 * 40)
        centre = area.center()
        self.transform = QTransform(
            self._squeeze * self._scale, 0, 0, -self._scale,
            centre.x() - self.middle * self._squeeze * self._scale, centre.y() + at * self._scale,
        )  # fmt: skip

    def point(self, spot: Spot) -> QPointF:
        """Where a spot is on the screen: the turn of the world nearest to the middle."""
        return self.transform.map(QPointF(earth.near(spot[1], self.middle), spot[0]))

    def seen(self, area: QRectF) -> QRectF:
        """The degrees that a piece of screen shows, and a little around it."""
        degrees_of, _ = self.transform.inverted()
        return degrees_of.mapRect(area.adjusted(-8, -8, 8, 8))

    def arc(self, start: Spot, end: Spot) -> QPainterPath:
        """The great circle between two spots."""
        path = QPainterPath(self.point(start))
        before = earth.near(start[1], self.middle)
        for number in range(1, _ARC + 1):
            lat, lon = earth.between(start, end, number / _ARC)
            before = earth.near(lon, before)
            path.lineTo(self.transform.map(QPointF(before, lat)))
        return path


def draw(painter: QPainter, view: View) -> None:
    """Land and borders in the colours of the theme; the sea is what is there already."""
    land, borders = _outline()
    seen = view.seen(QRectF(painter.viewport()))
    painter.setPen(QPen(colour("base"), 1))
    painter.setBrush(colour("line"))
    for turn in (-360, 0, 360):
        moved = QTransform.fromTranslate(turn, 0) * view.transform
        part = seen.translated(-turn, 0)
        box = (part.left(), part.top(), part.right(), part.bottom())
        for ring in land:
            if ring.line.meets(box):  # painters take no huge shapes
                inside = earth.within(ring.line.points, box)
                painter.drawPolygon(moved.map(QPolygonF([QPointF(*point) for point in inside])))
        for border in borders:
            if border.line.meets(box):
                painter.drawPolyline(moved.map(border.shape))


@dataclass(frozen=True)
class _Line:
    """A line of the outline, and its points as a painter takes them."""

    line: earth.Line
    shape: QPolygonF


@cache
def _outline() -> tuple[tuple[_Line, ...], tuple[_Line, ...]]:
    """The rings of the land, and the borders."""
    land, borders = (tuple(_shaped(line) for line in lines) for lines in earth.outline())
    return land, borders


def _shaped(line: earth.Line) -> _Line:
    return _Line(line, QPolygonF([QPointF(*point) for point in line.points]))
