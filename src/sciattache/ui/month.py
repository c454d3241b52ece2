"""Six weeks, painted: engagements as bars over their days, how much is on beside each number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sciattache.ui import look, showing
from sciattache.ui.days import Entry
from sciattache.ui.lettering import write
from sciattache.ui.words import locale, say

_TINT = {
    "inbound_delegation": 0, "outbound_delegation": 5, "roadshow": 3, "investor_trip": 1,
}  # fmt: skip
_TOP, _BAR, _GAP = 26, 20, 2
WEEKS = 6


@dataclass(frozen=True)
class _Bar:
    """An entry's bar within one week, as painted."""

    rect: QRectF
    entry: Entry
    begins: bool
    ends: bool


class Month(QWidget):
    """Six weeks, painted; arrows move the day, Enter opens what is on it."""

    opened = Signal(str)
    turned = Signal(int)

    def __init__(self, language: str) -> None:
        super().__init__()
        self._locale = locale(language)
        self._language = language
        self._first = self.day = today()
        self._start = self._first
        self._entries: list[Entry] = []
        self._items: dict[date, list[Entry]] = {}
        self._bars: list[_Bar] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Calendar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    def set_month(self, first: date) -> date:
        """Show the month that begins at ``first``; gives the first day painted."""
        self._first = first
        monday = self._locale.firstDayOfWeek().value
        self._start = first - timedelta(days=(first.isoweekday() - monday) % 7)
        if (self.day.year, self.day.month) != (first.year, first.month):
            self.day = first
        return self._start

    def set_entries(self, entries: list[Entry], items: list[Entry]) -> None:
        """Paint these engagements and items."""
        self._entries = sorted(entries, key=lambda e: (e.first, e.first - e.last))
        self._items = {}
        for item in items:
            self._items.setdefault(item.first, []).append(item)
        self._place()
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(760, 560)

    def resizeEvent(self, event: QEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_names(painter)
        for number in range(WEEKS * 7):
            self._paint_day(painter, self._start + timedelta(days=number))
        for bar in self._bars:
            self._paint_bar(painter, bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across = -1 if self.isRightToLeft() else 1
        moves = {
            Qt.Key.Key_Left: -across, Qt.Key.Key_Right: across,
            Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            day = self.day + timedelta(days=moves[key])
            turn = (day.year - self._first.year) * 12 + day.month - self._first.month
            self.day = day
            if turn:
                self.turned.emit(turn)
                self.day = day
            self._tell()
            self.update()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if on := self._on(self.day):
                self.opened.emit(on[0].id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position().toPoint())
        if bar is not None:
            self.opened.emit(bar.entry.id)
            return
        for number in range(WEEKS * 7):
            day = self._start + timedelta(days=number)
            if self._cell(day).contains(event.position().toPoint()):
                self.day = day
                self._tell()
                self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._bar_at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self._bar_at(event.pos())
            if bar is not None:
                span = showing.days(bar.entry.first, bar.entry.last, self._language)
                QToolTip.showText(event.globalPos(), f"{bar.entry.title}\n{span}", self)
                return True
        return super().event(event)

    def _on(self, day: date) -> list[Entry]:
        return [entry for entry in self._entries if entry.first <= day <= entry.last]

    def _tell(self) -> None:
        """Say to the screen reader what is on the day."""
        titles = ", ".join(entry.title for entry in self._on(self.day))
        words = showing.day(self.day, self._language, weekday=True)
        self.setAccessibleDescription(f"{words}: {titles or say('nothing')}")

    def _cell(self, day: date) -> QRect:
        number = (day - self._start).days
        row, column = divmod(number, 7)
        if self.isRightToLeft():
            column = 6 - column
        width, tall = self.width() / 7, (self.height() - _TOP) / WEEKS
        left, top = round(column * width), round(_TOP + row * tall)
        return QRect(
            left, top, round((column + 1) * width) - left, round(_TOP + (row + 1) * tall) - top
        )

    def _place(self) -> None:
        """Lay the bars out, week by week, each in the highest lane that is free."""
        self._bars = []
        for week in range(WEEKS):
            first = self._start + timedelta(days=7 * week)
            lanes: list[date] = []
            for entry in self._entries:
                start, end = max(entry.first, first), min(entry.last, first + timedelta(days=6))
                if start > end:
                    continue
                lane = next((n for n, until in enumerate(lanes) if until < start), len(lanes))
                lanes[lane : lane + 1] = [end]
                box = self._cell(start).united(self._cell(end))
                top = box.top() + 26 + lane * (_BAR + _GAP)
                if top + _BAR > box.bottom():
                    continue
                rect = QRectF(box.left() + 3, top, box.width() - 6, _BAR)
                self._bars.append(_Bar(rect, entry, start == entry.first, end == entry.last))

    def _bar_at(self, point: object) -> _Bar | None:
        return next((bar for bar in self._bars if bar.rect.toRect().contains(point)), None)  # type: ignore[call-overload]

    def _paint_names(self, painter: QPainter) -> None:
        painter.setPen(look.colour("quiet"))
        for number in range(7):
            day = self._start + timedelta(days=number)
            name = self._locale.standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
            cell = self._cell(day)
            place = QRect(cell.left() + 8, 0, cell.width() - 16, _TOP - 4)
            write(painter, place, name, mirrored=self.isRightToLeft())

    def _paint_day(self, painter: QPainter, day: date) -> None:
        cell = self._cell(day)
        painter.setPen(look.colour("line"))
        painter.drawLine(cell.topLeft(), cell.topRight())
        if day == self.day and self.hasFocus():
            painter.setPen(look.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(cell).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        here = day.month == self._first.month
        painter.setPen(look.colour("text" if here else "quiet"))
        font, spot = (
            QFont(self.font()),
            QRect(cell.left() + 8, cell.top() + 4, cell.width() - 16, 20),
        )
        number = self._locale.toString(day.day)
        if day == today():
            font.setWeight(QFont.Weight.DemiBold)
            width = max(QFontMetrics(font).horizontalAdvance(number) + 12, 22)
            left = spot.right() - width + 4 if self.isRightToLeft() else spot.left() - 4
            disc = QRectF(left, spot.top(), width, 20)
            painter.setBrush(look.colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(disc, 10, 10)
            painter.setPen(look.colour("on_accent"))
            painter.setFont(font)
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), number)
            painter.setFont(self.font())
        else:
            write(painter, spot, number, mirrored=self.isRightToLeft())
        count = len(self._items.get(day, ()))
        if count and here:
            painter.setPen(look.colour("quiet"))
            words = say("{count} items", count=count) if count > 1 else say("1 item")
            if cell.width() > 100:
                write(painter, spot, words, mirrored=self.isRightToLeft(), trailing=True)

    def _paint_bar(self, painter: QPainter, bar: _Bar) -> None:
        hue = look.tint(_TINT.get(bar.entry.kind, 6))
        pale = look.tint(_TINT.get(bar.entry.kind, 6))
        pale.setAlphaF(0.14 if look.theme() == "light" else 0.26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pale)
        painter.drawRoundedRect(bar.rect, 4, 4)
        mirrored = self.isRightToLeft()
        inside = bar.rect.adjusted(8, 0, -6, 0)
        if bar.begins:
            left = bar.rect.right() - 3 if mirrored else bar.rect.left()
            painter.setBrush(hue)
            painter.drawRoundedRect(QRectF(left, bar.rect.top(), 3, bar.rect.height()), 1.5, 1.5)
        painter.setPen(look.colour("text"))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        write(painter, inside, bar.entry.title, mirrored=mirrored)
        painter.setFont(self.font())


def today() -> date:
    return datetime.now().astimezone().date()
