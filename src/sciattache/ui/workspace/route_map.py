"""A small map of a trip: its cities with their numbers, the way now and the way proposed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from sciattache.services.routes.spots import Spot
from sciattache.ui.lettering import joined
from sciattache.ui.look import colour, theme
from sciattache.ui.words import say
from sciattache.ui.workspace.route_land import View, draw

_DISC = 11.0
"""Radius of a city's number, in pixels."""


@dataclass(frozen=True)
class City:
    """A city on the map; ``number`` is its place in the order shown."""

    name: str
    spot: Spot
    number: int


class RouteMap(QWidget):
    """The map: north is up, and it is not mirrored for languages that run from the right."""

    def __init__(self) -> None:
        super().__init__()
        self.cities: tuple[City, ...] = ()
        self.now: tuple[Spot, ...] = ()
        self.proposed: tuple[Spot, ...] = ()
        self._land: tuple[tuple[object, ...], QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 240)
        self.setAccessibleName(say("Map of the route"))

    def show_route(
        self, cities: Iterable[City], now: Sequence[Spot], proposed: Sequence[Spot]
    ) -> None:
        """Show cities, the way between them now, and another one where it is proposed."""
        self.cities, self.now, self.proposed = tuple(cities), tuple(now), tuple(proposed)
        names = [f"{one.number} {one.name}" for one in sorted(self.cities, key=lambda c: c.number)]
        self.setAccessibleDescription(joined(*names))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(460, 380)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        frame = QPainterPath()
        frame.addRoundedRect(area, 6, 6)
        painter.setClipPath(frame)
        painter.fillRect(self.rect(), colour("panel"))
        if not self.cities:
            return
        view = View([one.spot for one in self.cities], area.adjusted(48, 32, -48, -48))
        painter.drawPixmap(0, 0, self._drawn(view))
        self._ways(painter, view)
        self._cities(painter, view)
        if self.proposed:
            self._legend(painter)

    def _drawn(self, view: View) -> QPixmap:
        """The land, drawn once for a size, a theme and a part of the world."""
        ratio = self.devicePixelRatioF()
        key = (self.size(), theme(), ratio, tuple(one.spot for one in self.cities))
        if self._land is None or self._land[0] != key:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, view)
            painter.end()
            self._land = (key, made)
        return self._land[1]

    def _ways(self, painter: QPainter, view: View) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for spots, pen in ((self.now, self._pen_now()), (self.proposed, _dashed())):
            for start, end in itertools.pairwise(spots):
                way = view.arc(start, end)
                painter.setPen(QPen(colour("panel"), pen.widthF() + 3))
                painter.drawPath(way)
                painter.setPen(pen)
                painter.drawPath(way)

    def _pen_now(self) -> QPen:
        return QPen(colour("quiet"), 1.5) if self.proposed else QPen(colour("accent"), 2)

    def _cities(self, painter: QPainter, view: View) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        points = [(one, view.point(one.spot)) for one in self.cities]
        taken = [_around(point) for _, point in points]
        for one, point in points:
            box = self._free(painter, one.name, point, taken)
            taken.append(box)
            words = QPainterPath()
            metrics = painter.fontMetrics()
            words.addText(QPointF(box.left(), box.top() + metrics.ascent()), font, one.name)
            painter.strokePath(words, QPen(colour("panel"), 3.5))
            painter.fillPath(words, colour("text"))
        for one, point in reversed(points):
            painter.setPen(QPen(colour("panel"), 2))
            painter.setBrush(colour("accent"))
            painter.drawEllipse(point, _DISC, _DISC)
            painter.setPen(colour("on_accent"))
            painter.drawText(_around(point), int(Qt.AlignmentFlag.AlignCenter), str(one.number))

    def _free(
        self, painter: QPainter, name: str, point: QPointF, taken: Sequence[QRectF]
    ) -> QRectF:
        """Where a name stands beside its city, over no other one where there is room."""
        metrics = painter.fontMetrics()
        wide, high, gap = metrics.horizontalAdvance(name), metrics.height(), _DISC + 5
        x, y = point.x(), point.y()
        places = [
            QRectF(left, top, wide, high)
            for left, top in (
                (x + gap, y - high / 2), (x - gap - wide, y - high / 2),
                (x - wide / 2, y + gap - 3), (x - wide / 2, y - gap - high + 3),
                (x + gap - 4, y + 4), (x - gap - wide + 4, y + 4),
            )
        ]  # fmt: skip
        inside = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        for place in places:
            crossed = any(place.intersects(other) for other in taken if other != _around(point))
            if inside.contains(place) and not crossed:
                return place
        return places[0]

    def _legend(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        left, line = 14.0, self.height() - 16.0
        for words, pen in ((say("Now"), self._pen_now()), (say("Proposed"), _dashed())):
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("panel"))
            painter.drawRoundedRect(QRectF(left - 6, line - 11, wide + 46, 22), 4, 4)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, line), QPointF(left + 26, line))
            painter.setPen(colour("text"))
            painter.drawText(QPointF(left + 33, line + 4), words)
            left += wide + 54


def _dashed() -> QPen:
    made = QPen(colour("accent"), 2.5)
    made.setDashPattern([3.0, 2.0])
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


def _around(point: QPointF) -> QRectF:
    return QRectF(point.x() - _DISC, point.y() - _DISC, 2 * _DISC, 2 * _DISC)
