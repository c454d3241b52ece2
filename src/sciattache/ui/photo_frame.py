"""A photograph with the frame of the part that papers show, moved by mouse and by keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from sciattache.domain.standards.photo_box import PhotoBox
from sciattache.ui.words import say

_SIDE = 480
"""Pixels of the longer side of the picture on the screen."""
_SHAPE = 4 / 5
_FACE = QPointF(0.5, 0.3)
"""Where a frame stands that nobody has placed: papers take the part around it."""
_SMALLEST = 0.1
"""Of the largest frame that the picture holds."""
_STEP, _FAR, _GROWTH = 0.01, 0.05, 1.05
_CORNER = 12.0
_EDGE = 8
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_SIZES = {
    Qt.Key.Key_Plus: _GROWTH, Qt.Key.Key_Equal: _GROWTH,
    Qt.Key.Key_Minus: 1 / _GROWTH, Qt.Key.Key_Underscore: 1 / _GROWTH,
}  # fmt: skip


class PhotoFrame(QWidget):
    """The upright picture; ``frame`` is in its own pixels, four wide to five high."""

    moved = Signal()

    def __init__(self, picture: QImage, box: PhotoBox | None = None) -> None:
        super().__init__()
        self._picture = picture
        self._scale = _SIDE / max(picture.width(), picture.height(), 1)
        self._shown = picture.scaled(
            (picture.size().toSizeF() * self._scale).toSize(),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._held: QPointF | None = None
        self._anchor: QPointF | None = None
        self.frame = self._of(box) if box else self.usual()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedSize(self._shown.size() + QSize(2 * _EDGE, 2 * _EDGE))
        self.setAccessibleName(say("Part of the photograph shown"))
        self._tell()

    @property
    def box(self) -> PhotoBox:
        """The frame in thousandths of the picture."""
        across, down = 1000 / self._picture.width(), 1000 / self._picture.height()
        left, top = round(self.frame.left() * across), round(self.frame.top() * down)
        left, top = min(left, 999), min(top, 999)
        width = min(max(round(self.frame.width() * across), 1), 1000 - left)
        return PhotoBox(
            left, top, width, min(max(round(self.frame.height() * down), 1), 1000 - top)
        )

    def usual(self) -> QRectF:
        """The largest frame, around where a face is in a portrait."""
        width = self._largest()
        free = QPointF(self._picture.width() - width, self._picture.height() - width / _SHAPE)
        return QRectF(free.x() * _FACE.x(), free.y() * _FACE.y(), width, width / _SHAPE)

    def move_by(self, across: float, down: float) -> None:
        """Move the frame by so many pixels of the picture, as far as that reaches."""
        self._take(self.frame.translated(across, down))

    def resize_by(self, factor: float) -> None:
        """Make the frame larger or smaller around its middle."""
        middle = self.frame.center()
        width = self._fitting(self.frame.width() * factor)
        frame = QRectF(0, 0, width, width / _SHAPE)
        frame.moveCenter(middle)
        self._take(frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            step = (_FAR if far else _STEP) * max(self._picture.width(), self._picture.height())
            across, down = _ARROWS[key]
            self.move_by(across * step, down * step)
        elif key in _SIZES:
            self.resize_by(_SIZES[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        self._anchor = self._opposite(at)
        if self._anchor is None and not self.frame.contains(at):
            self.move_by(at.x() - self.frame.center().x(), at.y() - self.frame.center().y())
        self._held = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if self._held is None:
            corner = self._opposite(at) is not None
            self.setCursor(
                Qt.CursorShape.SizeAllCursor if not corner else Qt.CursorShape.CrossCursor
            )
        elif self._anchor is not None:
            self._stretch(self._anchor, at)
        else:
            self.move_by(at.x() - self._held.x(), at.y() - self._held.y())
            self._held = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = self._anchor = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.resize_by(_GROWTH if event.angleDelta().y() > 0 else 1 / _GROWTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_EDGE, _EDGE)
        painter.drawImage(0, 0, self._shown)
        frame = QRectF(self.frame.topLeft() * self._scale, self.frame.size() * self._scale)
        painter.save()
        painter.setClipping(True)
        painter.fillRect(QRectF(0, 0, self._shown.width(), frame.top()), _VEIL)
        below = self._shown.height() - frame.bottom()
        painter.fillRect(QRectF(0, frame.bottom(), self._shown.width(), below), _VEIL)
        painter.fillRect(QRectF(0, frame.top(), frame.left(), frame.height()), _VEIL)
        beside = self._shown.width() - frame.right()
        painter.fillRect(QRectF(frame.right(), frame.top(), beside, frame.height()), _VEIL)
        painter.restore()
        painter.setPen(QPen(QColor("#ffffff"), 4))
        painter.drawRect(frame)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent if self.hasFocus() else QColor("#1a1a1a"), 2))
        painter.drawRect(frame)
        painter.setBrush(QColor("#ffffff"))
        for corner in _corners(frame):
            painter.drawRect(QRectF(corner.x() - 4, corner.y() - 4, 8, 8))

    def _of(self, box: PhotoBox) -> QRectF:
        """The frame around the middle of a box of any shape."""
        across, down = self._picture.width() / 1000, self._picture.height() / 1000
        kept = QRectF(box.left * across, box.top * down, box.width * across, box.height * down)
        width = self._fitting(min(kept.width(), kept.height() * _SHAPE))
        frame = QRectF(0, 0, width, width / _SHAPE)
        frame.moveCenter(kept.center())
        return self._inside(frame)

    def _largest(self) -> float:
        return min(self._picture.width(), self._picture.height() * _SHAPE)

    def _fitting(self, width: float) -> float:
        largest = self._largest()
        return min(max(width, largest * _SMALLEST), largest)

    def _inside(self, frame: QRectF) -> QRectF:
        left = min(max(frame.left(), 0.0), self._picture.width() - frame.width())
        top = min(max(frame.top(), 0.0), self._picture.height() - frame.height())
        return QRectF(left, top, frame.width(), frame.height())

    def _stretch(self, anchor: QPointF, at: QPointF) -> None:
        """The frame from one corner that stays to the pointer, as far as the picture reaches."""
        right, low = at.x() >= anchor.x(), at.y() >= anchor.y()
        across = self._picture.width() - anchor.x() if right else anchor.x()
        down = self._picture.height() - anchor.y() if low else anchor.y()
        wanted = max(abs(at.x() - anchor.x()), abs(at.y() - anchor.y()) * _SHAPE)
        width = self._fitting(min(wanted, across, down * _SHAPE))
        height = width / _SHAPE
        left = anchor.x() if right else anchor.x() - width
        self._take(QRectF(left, anchor.y() if low else anchor.y() - height, width, height))

    def _opposite(self, at: QPointF) -> QPointF | None:
        """The corner across from the one that the pointer is at."""
        corners = _corners(self.frame)
        for corner, other in zip(corners, reversed(corners), strict=True):
            if (corner - at).manhattanLength() * self._scale <= _CORNER:
                return other
        return None

    def _at(self, position: QPointF) -> QPointF:
        return (position - QPointF(_EDGE, _EDGE)) / self._scale

    def _take(self, frame: QRectF) -> None:
        self.frame = self._inside(frame)
        self._tell()
        self.update()
        self.moved.emit()

    def _tell(self) -> None:
        box = self.box
        self.setAccessibleDescription(
            say(
                "{across} % from the left, {down} % from the top, {wide} % wide",
                across=round(box.left / 10),
                down=round(box.top / 10),
                wide=round(box.width / 10),
            )
        )
        changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)


_VEIL = QColor(0, 0, 0, 140)


def _corners(frame: QRectF) -> tuple[QPointF, ...]:
    """The corners, each as far from the first as the one across from it is from the last."""
    return frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()
