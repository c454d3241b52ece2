"""The land of the route's map: read once, drawn on any part of the world."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF, QTransform

from sciattache import assets
from sciattache.ui.look import colour

Spot = tuple[float, float]
"""Latitude and longitude in degrees."""

_LEAST = 5.0
"""Degrees of latitude that a map shows at least."""
_ROOM = 1.32
"""How much wider a map is than its cities lie apart."""
_ARC = 48
"""Pieces of a great circle that is drawn."""


class View:
    """A part of the world on a piece of screen: cylindrical, true along its middle."""

    def __init__(self, spots: Sequence[Spot], area: QRectF) -> None:
        west, wide = _span([lon for _, lon in spots])
        south, north = min(lat for lat, _ in spots), max(lat for lat, _ in spots)
        self.middle = _near(west + wide / 2, 0)
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
        return self.transform.map(QPointF(_near(spot[1], self.middle), spot[0]))

    def seen(self, area: QRectF) -> QRectF:
        """The degrees that a piece of screen shows, and a little around it."""
        degrees_of, _ = self.transform.inverted()
        return degrees_of.mapRect(area.adjusted(-8, -8, 8, 8))

    def arc(self, start: Spot, end: Spot) -> QPainterPath:
        """The great circle between two spots."""
        path = QPainterPath(self.point(start))
        before = _near(start[1], self.middle)
        for number in range(1, _ARC + 1):
            lat, lon = _between(start, end, number / _ARC)
            before = _near(lon, before)
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
        for ring in land:
            if ring.bounds.intersects(part):
                painter.drawPolygon(moved.map(QPolygonF(_within(ring.points, part))))
        for border in borders:
            if border.bounds.intersects(part):
                painter.drawPolyline(moved.map(QPolygonF(border.points)))


@dataclass(frozen=True)
class _Line:
    """Points in degrees, longitude across and latitude up, and how far they go."""

    points: list[QPointF]
    bounds: QRectF


@cache
def _outline() -> tuple[tuple[_Line, ...], tuple[_Line, ...]]:
    """The rings of the land, and the borders."""
    kept = json.loads((assets.resources() / "map" / "land.json").read_text(encoding="utf-8"))
    lines = [list(_points(steps, kept["unit"])) for steps in kept["lines"]]
    rings = (
        [point for n in ring for point in (lines[n] if n >= 0 else lines[~n][::-1])]
        for ring in kept["land"]
    )
    return (
        tuple(_line(_closed(_unrolled(ring))) for ring in rings),
        tuple(_line(_unrolled(lines[number])) for number in kept["borders"]),
    )


def _line(points: list[QPointF]) -> _Line:
    across, up = [point.x() for point in points], [point.y() for point in points]
    low = QPointF(min(across) - 0.01, min(up) - 0.01)
    return _Line(points, QRectF(low, QPointF(max(across) + 0.01, max(up) + 0.01)))


def _unrolled(points: Sequence[QPointF]) -> list[QPointF]:
    """A line that goes on over the date line instead of leaping back around the world."""
    made = [points[0]]
    for point in points[1:]:
        made.append(QPointF(_near(point.x(), made[-1].x()), point.y()))
    return made


def _closed(ring: list[QPointF]) -> list[QPointF]:
    """A ring that goes around the pole, let down to it."""
    if abs(ring[-1].x() - ring[0].x()) < 180:
        return ring
    return [*ring, QPointF(ring[-1].x(), -90), QPointF(ring[0].x(), -90)]


def _within(ring: list[QPointF], box: QRectF) -> list[QPointF]:
    """The part of a ring inside a box (Sutherland and Hodgman): painters take no huge shapes."""
    edges: tuple[tuple[Callable[[QPointF], float], float, int], ...] = (
        (QPointF.x, box.left(), 1), (QPointF.x, box.right(), -1),
        (QPointF.y, box.top(), 1), (QPointF.y, box.bottom(), -1),
    )  # fmt: skip
    for measured, edge, side in edges:
        made: list[QPointF] = []
        for start, end in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            before, after = (side * (measured(point) - edge) for point in (start, end))
            if (before >= 0) != (after >= 0):
                made.append(start + (end - start) * (before / (before - after)))
            if after >= 0:
                made.append(end)
        ring = made
    return ring


def _points(steps: Sequence[int], unit: float) -> Iterable[QPointF]:
    x = y = 0
    for wide, high in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + wide, y + high
        yield QPointF(x * unit, y * unit)


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch of the parallels that holds all: where it begins, and how wide it is."""
    around = sorted(lon % 360 for lon in longitudes)
    gaps = [(after - before, after) for before, after in pairwise([*around, around[0] + 360])]
    widest, begins = max(gaps)
    return begins, 360 - widest


def _near(longitude: float, middle: float) -> float:
    """A longitude in the turn of the world around ``middle``."""
    return middle + (longitude - middle + 180) % 360 - 180


def _between(start: Spot, end: Spot, share: float) -> Spot:
    """A spot on the great circle from ``start`` to ``end``."""
    (lat, lon), (lat_, lon_) = ((radians(a), radians(b)) for a, b in (start, end))
    half = sin((lat_ - lat) / 2) ** 2 + cos(lat) * cos(lat_) * sin((lon_ - lon) / 2) ** 2
    angle = 2 * asin(min(1.0, sqrt(half)))
    if angle < 1e-9:
        return start
    a, b = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
    x = a * cos(lat) * cos(lon) + b * cos(lat_) * cos(lon_)
    y = a * cos(lat) * sin(lon) + b * cos(lat_) * sin(lon_)
    z = a * sin(lat) + b * sin(lat_)
    return degrees(atan2(z, sqrt(x * x + y * y))), degrees(atan2(y, x))
