"""The pages of a paper under one another, each drawn when it comes into sight."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from shiboken6 import isValid

from sciattache.ui.desk import Desk
from sciattache.ui.look import colour
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import rendering

_GAP = 16
_STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_INCH = 96 / 72
"""Pixels of the screen for a point, at the size that the paper will have."""


class PagesView(QAbstractScrollArea):
    """Pages that are scrolled and zoomed; ``turned`` tells the page in sight and how many."""

    turned = Signal(int, int)
    zoomed = Signal(float)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pdf = b""
        self._sizes: rendering.Sizes = ()
        self._drawn: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, tuple[float, Progress]] = {}
        self._fits = True
        self.zoom = 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Preview of the paper"))
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self._ask_drawings)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def pages(self) -> int:
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page in the middle of the sight, counted from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        tops = [(number, area.top()) for number, area in self._areas()]
        return max((number for number, top in tops if top <= middle), default=0)

    @property
    def is_drawn(self) -> bool:
        """Whether every page in sight is drawn at its size."""
        scale = self._scale()
        return all(self._drawn.get(n, (0.0,))[0] == scale for n, _ in self._in_sight())

    def show_paper(self, pdf: bytes, sizes: rendering.Sizes) -> None:
        """Show another paper, or the same one anew: the place in it is kept."""
        at = self.verticalScrollBar().value()
        self._forget()
        self._pdf, self._sizes = pdf, sizes
        if len(self._drawn) > len(sizes):
            self._drawn = {n: held for n, held in self._drawn.items() if n < len(sizes)}
        self._drawn = {n: (0.0, image) for n, (_, image) in self._drawn.items()}
        self._fit()
        self.verticalScrollBar().setValue(at)
        self._scrolled()

    def go_to(self, number: int) -> None:
        """Bring a page to the top of the sight."""
        for one, area in self._areas():
            if one == max(0, min(number, self.pages - 1)):
                self.verticalScrollBar().setValue(area.top() - _GAP)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by a step of a fixed row."""
        larger = [step for step in _STEPS if step > self.zoom + 0.01]
        smaller = [step for step in _STEPS if step < self.zoom - 0.01]
        if steps > 0 and larger:
            self.zoom_to(larger[0])
        elif steps < 0 and smaller:
            self.zoom_to(smaller[-1])

    def zoom_to(self, zoom: float) -> None:
        """Show at ``zoom`` times the size on paper; the page in sight stays."""
        page = self.page
        self._fits, self.zoom = False, zoom
        self._measure()
        self.go_to(page)
        self.zoomed.emit(self.zoom)

    def fit_width(self) -> None:
        """Show as wide as the view, and keep so when the view changes."""
        page = self.page
        self._fits = True
        self._fit()
        self.go_to(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colour("panel"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, area in self._in_sight():
            place = area.translated(self._offset())
            painter.setPen(colour("line"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
            painter.fillRect(place, QColor("#FFFFFF"))
            if number in self._drawn:
                painter.drawImage(place, self._drawn[number][1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in turns:
            self.go_to(self.page + turns[Qt.Key(event.key())])
        elif plain and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if event.key() == Qt.Key.Key_Minus else 1)
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.pages - 1)
        else:
            super().keyPressEvent(event)

    def _scale(self) -> float:
        return self.zoom * _INCH * self.devicePixelRatioF()

    def _areas(self) -> Iterator[tuple[int, QRect]]:
        """Where each page lies, in pixels from the head of the paper."""
        wide = max(self.viewport().width(), self._widest() + 2 * _GAP)
        top = _GAP
        for number, (width, height) in enumerate(self._sizes):
            across, down = round(width * self.zoom * _INCH), round(height * self.zoom * _INCH)
            yield number, QRect((wide - across) // 2, top, across, down)
            top += down + _GAP

    def _widest(self) -> int:
        return round(max((width for width, _ in self._sizes), default=0) * self.zoom * _INCH)

    def _offset(self) -> QPoint:
        return QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _in_sight(self) -> list[tuple[int, QRect]]:
        sight = self.viewport().rect().translated(-self._offset())
        return [(number, area) for number, area in self._areas() if area.intersects(sight)]

    def _fit(self) -> None:
        if self._fits and self._sizes:
            widest = max(width for width, _ in self._sizes)
            room = self.viewport().width() - 2 * _GAP
            self.zoom = min(max(room / (widest * _INCH), 0.2), 1.5)
            self.zoomed.emit(self.zoom)
        self._measure()

    def _measure(self) -> None:
        tall = sum(round(h * self.zoom * _INCH) + _GAP for _, h in self._sizes) + _GAP
        view = self.viewport()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(tall - view.height(), 0))
        bar.setPageStep(view.height())
        bar.setSingleStep(40)
        side = self.horizontalScrollBar()
        side.setRange(0, max(self._widest() + 2 * _GAP - view.width(), 0))
        side.setPageStep(view.width())
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.turned.emit(self.page + 1 if self.pages else 0, self.pages)
        self._soon.start()

    def _ask_drawings(self) -> None:
        scale, sight = self._scale(), self._in_sight()
        for number, (asked, progress) in list(self._asked.items()):
            if asked != scale or number not in dict(sight):
                progress.cancel()
                del self._asked[number]
        for number, _ in sight:
            held = self._drawn.get(number)
            if (held is None or held[0] != scale) and number not in self._asked:
                self._ask(number, scale)
        near = {number for number, _ in sight}
        for number in [n for n in self._drawn if all(abs(n - one) > 6 for one in near)]:
            del self._drawn[number]

    def _ask(self, number: int, scale: float) -> None:
        pdf = self._pdf

        def job(progress: Progress) -> QImage:
            progress.report()
            return rendering.draw(pdf, number, scale)

        def done(image: QImage) -> None:
            if isValid(self) and pdf is self._pdf:
                self._asked.pop(number, None)
                self._drawn[number] = (scale, image)
                self.viewport().update()

        self._asked[number] = (scale, self._desk.fetch(job, done))

    def _forget(self) -> None:
        for _, progress in self._asked.values():
            progress.cancel()
        self._asked.clear()
