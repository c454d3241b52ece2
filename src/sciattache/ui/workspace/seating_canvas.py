"""A table seen from above, with name plates that are dragged or swapped from the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, radians, sin

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from sciattache.services.seating import Layout, Place
from sciattache.ui.lettering import write
from sciattache.ui.look import colour, pixmap
from sciattache.ui.words import say
from sciattache.ui.workspace import seating_paint
from sciattache.ui.workspace.seating_paint import EDGE, TALL

_WIDEST, _NARROWEST = 132, 60
_SIGNS = (("triangle-alert", "bad"), ("lock", "accent"), ("info", "warn"))
"""What a plate is marked with: something stands against it, it is fixed, it departs from order."""
_WAYS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


@dataclass(frozen=True)
class Plate:
    """What a place shows: who sits there, of which party, why, and what stands against it."""

    person: str = ""
    name: str = ""
    party: str = ""
    why: str = ""
    fixed: bool = False
    departs: bool = False
    behind: str = ""
    against: str = ""


@dataclass(frozen=True)
class Set:
    """A table with its plates by number."""

    layout: Layout
    plates: Mapping[int, Plate] = field(default_factory=dict)


class Canvas(QWidget):
    """The drawing; ``swapped`` tells two places whose people change, ``told`` what is in focus.

    It is not mirrored where writing runs from the right: a host's right hand stays the right.
    """

    swapped = Signal(int, int)
    fix_wanted = Signal(int)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(560, 380)
        self.setAccessibleName(say("Table seen from above"))
        self._set: Set | None = None
        self.current = 0
        self.held = 0
        self._drag: QPointF | None = None

    def show_set(self, table: Set | None) -> None:
        """Draw a table; None for nothing."""
        self._set = table
        numbers = [place.number for place in table.layout.places] if table else []
        if self.current not in numbers:
            self.current = table.layout.host if table else 0
        self.held = 0
        self.setMinimumSize(*seating_paint.least(table.layout) if table else (560, 380))
        self._tell()
        self.update()

    def plate(self, number: int) -> Plate:
        """What a place shows."""
        return (self._set.plates.get(number) if self._set else None) or Plate()

    def area(self, number: int) -> QRectF:
        """Where a plate is drawn."""
        if self._set is None or not 0 < number <= len(self._set.layout.places):
            return QRectF()
        size = self._plate_size()
        made = QRectF(0, 0, size.width(), size.height())
        made.moveCenter(self._centre(self._set.layout.places[number - 1], size))
        return made

    def at(self, point: QPointF) -> int:
        """The number of the place at a point, 0 for none."""
        if self._set is None:
            return 0
        numbers = [place.number for place in self._set.layout.places]
        return next((n for n in reversed(numbers) if self.area(n).contains(point)), 0)

    def words(self, number: int) -> str:
        """A place in a sentence."""
        plate = self.plate(number)
        if not plate.person:
            return say("Place {number}: nobody", number=number)
        told = say("Place {number}: {name}.", number=number, name=plate.name)
        return " ".join(filter(None, (told, plate.against, plate.why)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._set is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_table(painter)
        for place in self._set.layout.places:
            self._paint_plate(painter, place.number, self.area(place.number))
        if self.held and self._drag is not None:
            size = self._plate_size()
            area = QRectF(0, 0, size.width(), size.height())
            area.moveCenter(self._drag)
            painter.setOpacity(0.75)
            self._paint_plate(painter, self.held, area)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._set is None:
            super().keyPressEvent(event)
        elif key in _WAYS:
            self._step(_WAYS[key])
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_or_put()
        elif key == Qt.Key.Key_F:
            self.fix_wanted.emit(self.current)
        elif key == Qt.Key.Key_Escape and self.held:
            self.held = 0
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.at(event.position())
        if number:
            self.current, self.held = number, number if self.plate(number).person else 0
            self._drag = None
            self._tell()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.held and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag = event.position()
            self.update()
        elif number := self.at(event.position()):
            self.told.emit(self.words(number))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        aim, held, dragged = self.at(event.position()), self.held, self._drag is not None
        self.held, self._drag = 0, None
        if dragged and aim and held and aim != held:
            self.current = aim
            self.swapped.emit(held, aim)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.at(QPointF(event.pos()))
            if number:
                QToolTip.showText(event.globalPos(), self.words(number), self)
            return True
        return super().event(event)

    def _step(self, by: int) -> None:
        assert self._set is not None
        count = len(self._set.layout.places)
        self.current = (self.current - 1 + by) % count + 1
        self._tell()
        self.update()

    def _take_or_put(self) -> None:
        if self.held and self.held != self.current:
            held, self.held = self.held, 0
            self.swapped.emit(held, self.current)
        elif self.held:
            self.held = 0
        elif self.plate(self.current).person:
            self.held = self.current
        self._tell()
        self.update()

    def _tell(self) -> None:
        words = self.words(self.current) if self.current else ""
        if self.held:
            name = self.plate(self.held).name
            words = say("{name} is taken up: go to another place and press Space.", name=name)
        self.setAccessibleDescription(words)
        self.told.emit(words)

    def _centre(self, place: Place, size: QSizeF) -> QPointF:
        whole = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        wide, high = whole.width() - size.width(), whole.height() - size.height()
        return whole.center() + QPointF((place.x - 0.5) * wide, (place.y - 0.5) * high)

    def _plate_size(self) -> QSizeF:
        """As wide as fits beside the neighbours."""
        places = self._set.layout.places if self._set else ()
        for width in range(_WIDEST, _NARROWEST, -4):
            size = QSizeF(width, TALL)
            centres = [self._centre(place, size) for place in places]
            if all(seating_paint.clear(one, other, size) for one, other in pairwise(centres)):
                return size
        return QSizeF(_NARROWEST, TALL)

    def _paint_table(self, painter: QPainter) -> None:
        assert self._set is not None
        layout, size = self._set.layout, self._plate_size()
        seating_paint.table(painter, layout, [self._centre(p, size) for p in layout.places], size)

    def _paint_plate(self, painter: QPainter, number: int, area: QRectF) -> None:
        plate = self.plate(number)
        focused = self.hasFocus() and number == self.current
        edge = "accent" if focused or number == self.held else "bad" if plate.against else "edge"
        pen = QPen(colour(edge), 2 if focused or number == self.held else 1)
        if not plate.person:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        taken = number == self.held or plate.party == "host"
        painter.setBrush(colour("selected" if taken else "base"))
        painter.drawRoundedRect(area, 6, 6)
        inner = area.adjusted(6, 2, -6, -2)
        font = QFont(self.font())
        font.setPointSizeF(8.5)
        painter.setFont(font)
        painter.setPen(colour("quiet"))
        half, mirrored = inner.height() / 2, self.isRightToLeft()
        high, low = inner.adjusted(0, 0, 0, -half), inner.adjusted(0, half, 0, 0)
        under = plate.behind or str(number)
        write(painter, low, under, mirrored=mirrored, centred=True)
        font.setWeight(QFont.Weight.DemiBold if plate.person else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colour("text"))
        signs = [sign for sign, there in zip(_SIGNS, _marks(plate), strict=True) if there]
        for place, (name, tone) in enumerate(signs):
            picture = pixmap(name, 12, tone)
            painter.drawPixmap(QPointF(area.right() - 16 - 14 * place, area.bottom() - 16), picture)
        write(painter, high, plate.name, mirrored=mirrored, centred=True)
        self._paint_facing(painter, number, area)

    def _paint_facing(self, painter: QPainter, number: int, area: QRectF) -> None:
        """A short stroke at the side on which the table is."""
        assert self._set is not None
        place = self._set.layout.places[number - 1]
        way = QPointF(sin(radians(place.turn)), -cos(radians(place.turn)))
        start = area.center() + QPointF(way.x() * area.width() / 2, way.y() * area.height() / 2)
        painter.setPen(QPen(colour("edge"), 2))
        painter.drawLine(start + way * 2, start + way * 8)


def _marks(plate: Plate) -> tuple[bool, bool, bool]:
    """Which of the signs a plate has."""
    return bool(plate.against), plate.fixed, plate.departs
