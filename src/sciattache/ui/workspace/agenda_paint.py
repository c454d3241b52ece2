"""How the lines of a programme are painted: banners, hours on two clocks, titles, marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sciattache.ui.lettering import write
from sciattache.ui.look import colour, pixmap, tint
from sciattache.ui.workspace.agenda import Entry

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
EDGE, HOURS, SIGN = 24, 116, 128
"""Pixels: the space at the sides, the column of hours, the column of the status."""
_LINE, _HEAD = 19, 56
_ALONE = 38


class Entries(QAbstractListModel):
    """The lines of a programme, given whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = 0) -> Any:
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole and entry.kind in ("item", "leg", "night"):
            parts = (entry.title, entry.under, entry.people, entry.mark.words)
            return "\n".join(filter(None, parts))
        return None


def height(entry: Entry) -> int:
    """How tall a line is, in pixels."""
    if entry.kind in ("day", "loose"):
        return _HEAD
    if entry.kind in ("night", "free"):
        return _ALONE
    lines = 1 + bool(entry.under) + bool(entry.people)
    return max(lines * _LINE, 2 * _LINE if entry.home else 0) + 16


class Painting(QStyledItemDelegate):
    """Paints one line; mirrored where the language is read from the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(320, height(index.data(ENTRY)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or (over and entry.kind not in ("day", "loose")):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("selected" if chosen else "hover"))
            painter.drawRoundedRect(option.rect.adjusted(12, 1, -12, -1), 6, 6)
        brush = _Brush(painter, option)
        {"day": _banner, "loose": _banner, "night": _night, "free": _free}.get(entry.kind, _line)(
            brush, entry
        )
        painter.restore()


class _Brush:
    """A painter within one line, in which all measures are from the side where reading begins."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        self.painter, self.area, self._way = painter, option.rect, option.direction
        self.plain = QFont(option.font)
        self.width = option.rect.width()

    def font(self, *, strong: bool = False, italic: bool = False, struck: bool = False,
             larger: int = 0, figures: bool = False) -> None:  # fmt: skip
        font = QFont(self.plain)
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        font.setItalic(italic)
        font.setStrikeOut(struck)
        font.setPointSize(font.pointSize() + larger)
        if figures:
            font.setFeature(QFont.Tag("tnum"), 1)
        self.painter.setFont(font)

    def rect(self, x: int, y: int, width: int, tall: int) -> QRect:
        here = QRect(self.area.left() + x, self.area.top() + y, width, tall)
        return QStyle.visualRect(self._way, self.area, here)

    def write(
        self, words: str, tone: str, x: int, y: int, width: int, *,
        tall: int = _LINE, trailing: bool = False,
    ) -> int:  # fmt: skip
        """Write on one line, cut where it does not fit; gives the width taken."""
        if not words or width <= 0:
            return 0
        self.painter.setPen(colour(tone))
        mirrored = self._way == Qt.LayoutDirection.RightToLeft
        place = self.rect(x, y, width, tall)
        return write(self.painter, place, words, mirrored=mirrored, trailing=trailing)

    def picture(self, name: str, tone: str, x: int, y: int, size: int = 16) -> None:
        place = self.rect(x, y, size, size).topLeft()
        self.painter.drawPixmap(place, pixmap(name, size, tone))


def _banner(brush: _Brush, entry: Entry) -> None:
    top, room = 24, brush.width - 2 * EDGE
    brush.font(strong=True, larger=1)
    taken = brush.write(entry.title, "text", EDGE, top, room, tall=22)
    brush.font()
    if entry.kind == "loose":
        brush.write(entry.note, "quiet", EDGE + taken + 12, top + 1, room - taken - 12, tall=22)
    else:
        clock = brush.painter.fontMetrics().horizontalAdvance(entry.note)
        brush.write(entry.under, "text", EDGE + taken + 12, top + 1, room - taken - clock - 60,
                    tall=22)  # fmt: skip
        at = brush.width - EDGE - 28 - clock
        brush.write(entry.note, "quiet", at, top + 1, clock + 1, tall=22)
        brush.picture("plus", "quiet", brush.width - EDGE - 16, top + 3)
    line = brush.rect(EDGE, _HEAD - 4, room, 1)
    brush.painter.fillRect(line, colour("line"))


def _line(brush: _Brush, entry: Entry) -> None:
    leg, moves, top = entry.kind == "leg", entry.moves, 8
    brush.font(figures=True)
    brush.write(entry.hours, "quiet" if entry.gone else "text", EDGE, top, HOURS - 8)
    brush.write(entry.home, "quiet", EDGE, top + _LINE, HOURS - 8)
    start = EDGE + HOURS
    if leg:
        brush.picture(entry.icon, "quiet", start - 6, top + 1)
    else:
        _stripe(brush, entry, start)
    left = start + 18
    sign = SIGN if entry.mark.words else 0
    room = brush.width - left - EDGE - sign
    brush.font(strong=not moves, italic=moves, struck=entry.gone)
    taken = brush.write(entry.title, "quiet" if entry.gone else "text", left, top, room)
    brush.font()
    if not moves and taken + 90 < room:
        brush.write(entry.note, "quiet", left + taken + 10, top, room - taken - 10)
    brush.font(italic=moves)
    y = top + _LINE
    for words in filter(None, (entry.under, entry.people)):
        brush.write(words, "quiet", left, y, room)
        y += _LINE
    if entry.mark.words:
        brush.font()
        at = brush.width - EDGE - sign + 12
        if entry.mark.icon:
            brush.picture(entry.mark.icon, entry.mark.tone, at, top + 1)
        tone = entry.mark.tone if entry.mark.tone != "quiet" else "quiet"
        brush.write(entry.mark.words, tone, at + 22, top, sign - 34)


def _stripe(brush: _Brush, entry: Entry, x: int) -> None:
    """The kind's colour at the side: whole when it is firm, dashed while it is not."""
    hue = QColor(colour("line")) if entry.gone else tint(entry.tint)
    area = brush.rect(x, 8, 3, brush.area.height() - 16)
    if entry.tentative:
        pen = QPen(hue, 3, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.6, 1.2])
        brush.painter.setPen(pen)
        middle = area.center().x() + 1
        brush.painter.drawLine(middle, area.top(), middle, area.bottom() + 1)
        return
    brush.painter.setPen(Qt.PenStyle.NoPen)
    brush.painter.setBrush(hue)
    brush.painter.drawRoundedRect(area, 1.5, 1.5)


def _night(brush: _Brush, entry: Entry) -> None:
    brush.font()
    brush.write(entry.hours, "quiet", EDGE, 9, HOURS - 8)
    brush.picture(entry.icon, "quiet", EDGE + HOURS - 6, 11)
    left = EDGE + HOURS + 18
    room = brush.width - left - EDGE
    taken = brush.write(entry.title, "text", left, 9, room)
    brush.write(entry.people, "quiet", left + taken + 12, 9, room - taken - 12)


def _free(brush: _Brush, entry: Entry) -> None:
    brush.font()
    brush.write(entry.title, "quiet", EDGE + HOURS + 18, 9, brush.width - EDGE - HOURS - 60)
