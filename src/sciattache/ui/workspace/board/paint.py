"""How a board is painted: hours on two clocks, tinted cards, the line of now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from sciattache.domain.standards.timezones import clock
from sciattache.services.board import DAY
from sciattache.ui.lettering import write
from sciattache.ui.look import colour, pixmap, tint
from sciattache.ui.words import say
from sciattache.ui.workspace.agenda import Entry
from sciattache.ui.workspace.board.plane import FOOT, GUTTER, HEAD, Plane
from sciattache.ui.workspace.board.sheet import Card, Column

_TINTED = 0.12
_LINE = 16


class Brush:
    """A painter on a board of some measures, from the side where reading begins."""

    def __init__(self, painter: QPainter, plane: Plane, widget: QWidget) -> None:
        self.painter, self.plane = painter, plane
        self.font = QFont(widget.font())
        self.small = QFont(widget.font())
        self.small.setPointSizeF(max(self.font.pointSizeF() - 1, 7))
        self.small.setFeature(QFont.Tag("tnum"), 1)

    def write(
        self, words: str, tone: str | QColor, rect: QRect, *, strong: bool = False,
        small: bool = False, italic: bool = False, struck: bool = False, trailing: bool = False,
        centred: bool = False,
    ) -> None:  # fmt: skip
        """One line, cut where it does not fit."""
        if not words or rect.width() < 8:
            return
        font = QFont(self.small if small else self.font)
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        font.setItalic(italic)
        font.setStrikeOut(struck)
        self.painter.setFont(font)
        self.painter.setPen(colour(tone) if isinstance(tone, str) else tone)
        mirrored = self.plane.mirrored
        write(self.painter, rect, words, mirrored=mirrored, trailing=trailing, centred=centred)

    def heading(self, column: Column, width: int) -> str:
        """A day's heading, the shorter one where the whole has no room."""
        font = QFont(self.font)
        font.setWeight(QFont.Weight.DemiBold)
        wide = QFontMetrics(font).horizontalAdvance(column.title)
        return column.title if wide <= width else column.shorter

    def wrapped(self, words: str, width: int, most: int, strong: bool) -> list[str]:
        """Words in up to so many lines; what is left over stands in the last one."""
        font = QFont(self.font)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        metrics = QFontMetrics(font)
        lines: list[str] = []
        rest = words.split()
        while rest and len(lines) < most - 1 and metrics.horizontalAdvance(" ".join(rest)) > width:
            line = rest.pop(0)
            while rest and metrics.horizontalAdvance(f"{line} {rest[0]}") <= width:
                line = f"{line} {rest.pop(0)}"
            lines.append(line)
        return [*lines, " ".join(rest)] if rest else lines

    def picture(self, name: str, tone: str, at: QPoint, size: int = 14) -> None:
        self.painter.drawPixmap(at, pixmap(name, size, tone))


def background(brush: Brush, chosen: int) -> None:
    """Hours, days, headings and hotels; ``chosen`` is the column whose clocks stand at the edge."""
    painter, plane = brush.painter, brush.plane
    painter.fillRect(QRect(0, 0, plane.width, plane.height), colour("base"))
    seen = QRect(0, plane.top, plane.width, plane.hours_height)
    painter.save()
    painter.setClipRect(seen)
    for hour in range(25):
        y = plane.y_of(hour * 60)
        painter.fillRect(QRect(GUTTER, y, plane.width - 2 * GUTTER, 1), colour("line"))
    _edge(brush, plane.columns[chosen] if plane.columns else None)
    painter.restore()
    for number in range(len(plane.columns)):
        rect = plane.column_rect(number)
        x = rect.right() if plane.mirrored else rect.left()
        painter.fillRect(QRect(x, 0, 1, plane.height), colour("line"))


def cards(brush: Brush, held: str, dragged: str, marks: Mapping[str, str]) -> None:
    """Every card that is seen; ``held`` is chosen, ``dragged`` is drawn elsewhere meanwhile."""
    plane, painter = brush.plane, brush.painter
    seen = QRect(0, plane.top, plane.width, plane.hours_height)
    inner = QRect(GUTTER, plane.top, plane.width - 2 * GUTTER, plane.hours_height)
    painter.save()
    painter.setClipRect(inner)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, column in enumerate(plane.columns):
        if not plane.column_rect(number).intersects(seen):
            continue
        for card in column.cards:
            rect = plane.card_rect(number, card)
            if rect.intersects(seen):
                identity = card.block.identity
                faint = identity == dragged
                _card(brush, rect, card, identity == held, marks.get(identity, ""), faint=faint)
    _now(brush)
    painter.restore()


def frame(brush: Brush, chosen: int) -> None:
    """Headings, the strip of whole days, and the night's hotels: what does not scroll down."""
    plane, painter = brush.plane, brush.painter
    painter.fillRect(QRect(0, 0, plane.width, plane.top), colour("panel"))
    painter.fillRect(QRect(0, plane.height - FOOT, plane.width, FOOT), colour("panel"))
    for y in (plane.top - 1, plane.height - FOOT):
        painter.fillRect(QRect(0, y, plane.width, 1), colour("line"))
    _clocks(brush, plane.columns[chosen] if plane.columns else None)
    painter.save()
    painter.setClipRect(QRect(GUTTER, 0, plane.width - 2 * GUTTER, plane.height))
    for number, column in enumerate(plane.columns):
        _heading(brush, number, column, number == chosen)
        for place, entry in enumerate(column.whole[:4]):
            _chip(brush, plane.chip_rect(number, place), entry)
        if column.nights:
            rect = plane.column_rect(number)
            foot = QRect(rect.left() + 8, plane.height - FOOT, rect.width() - 16, FOOT)
            start = foot.right() - 13 if plane.mirrored else foot.left()
            brush.picture("bed", "quiet", QPoint(start, foot.center().y() - 6))
            shift = (0, -20) if plane.mirrored else (20, 0)
            brush.write(column.nights, "quiet", foot.adjusted(shift[0], 0, shift[1], 0), small=True)
    painter.restore()


def ghost(brush: Brush, rect: QRect, hours: str, title: str) -> None:
    """Where a card would come to stand, with its new hours beside the pointer."""
    painter = brush.painter
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hue = colour("accent")
    shade = QColor(hue)
    shade.setAlphaF(0.22)
    painter.setPen(QPen(hue, 1.5))
    for coat in (colour("base"), shade):  # what is beneath must not be read through it
        painter.setBrush(coat)
        painter.drawRoundedRect(rect, 6, 6)
    inner = rect.adjusted(10, 2, -6, -2)
    brush.write(hours, "accent", QRect(inner.left(), inner.top(), inner.width(), _LINE),
                strong=True, small=True)  # fmt: skip
    if inner.height() > 2 * _LINE:
        line = QRect(inner.left(), inner.top() + _LINE, inner.width(), _LINE)
        brush.write(title, "text", line)


def _card(
    brush: Brush, rect: QRect, card: Card, chosen: bool, clash: str, *, faint: bool
) -> None:  # fmt: skip
    painter, entry = brush.painter, card.entry
    hue = QColor(colour("quiet")) if entry.gone or entry.kind == "leg" else tint(entry.tint)
    wash = QColor(hue)
    wash.setAlphaF(0.05 if faint or entry.gone else _TINTED)
    painter.setOpacity(0.45 if faint else 1.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("base"))
    painter.drawRoundedRect(rect, 6, 6)
    painter.setBrush(wash)
    if entry.tentative:
        pen = QPen(hue, 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
    painter.drawRoundedRect(rect, 6, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    stripe = QRect(rect.right() - 2 if brush.plane.mirrored else rect.left(), rect.top(), 3,
                   rect.height())  # fmt: skip
    painter.drawRoundedRect(stripe, 1.5, 1.5)
    if chosen:
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
    _words(brush, rect, card, clash)
    painter.setOpacity(1.0)


def _words(brush: Brush, rect: QRect, card: Card, clash: str) -> None:
    entry, mirrored = card.entry, brush.plane.mirrored
    inner = rect.adjusted(6, 1, -9, -1) if mirrored else rect.adjusted(9, 1, -6, -1)
    names = [name for name in (
        "triangle-alert" if clash else "", entry.mark.icon if entry.mark.tone != "good" else "",
        entry.icon if entry.kind == "leg" else "",
    ) if name]  # fmt: skip
    tones = {"triangle-alert": "bad", entry.icon: "quiet"}
    x = inner.left() if mirrored else inner.right() - 13
    for name in names:
        if inner.width() > 60:
            brush.picture(name, tones.get(name, entry.mark.tone), QPoint(x, inner.top() + 2))
            x += 18 if mirrored else -18
    taken = 18 * len(names) if inner.width() > 60 else 0
    room = max(1, inner.height() // _LINE)
    title = f"{card.hours}  {entry.title}" if room == 1 else entry.title
    under = [] if room == 1 else [one for one in (card.hours, entry.under, entry.people) if one]
    strong = not entry.moves
    wrapped = brush.wrapped(title, inner.width() - taken, max(1, min(3, room - len(under))), strong)
    lines = [*((one, True) for one in wrapped), *((one, False) for one in under)][:room]
    tone = "quiet" if entry.gone else "text"
    y = inner.top() + max(0, (inner.height() - _LINE) // 2 if room == 1 else 1)
    for words, is_title in lines:
        width = inner.width() - (taken if is_title else 0)
        left = inner.left() + (taken if mirrored and is_title else 0)
        brush.write(
            words, tone if is_title else "quiet", QRect(left, y, width, _LINE),
            strong=is_title and strong, small=not is_title, italic=entry.moves,
            struck=entry.gone and is_title,
        )  # fmt: skip
        y += _LINE


def _heading(brush: Brush, number: int, column: Column, chosen: bool) -> None:
    plane = brush.plane
    rect = plane.column_rect(number)
    upper = QRect(rect.left() + 8, 4, rect.width() - 16, 20)
    lower = QRect(rect.left() + 8, 24, rect.width() - 16, 16)
    if chosen:
        line = QRect(rect.left() + 1, HEAD - 3, rect.width() - 1, 2)
        brush.painter.fillRect(line, colour("accent"))
    brush.write(brush.heading(column, upper.width()), "text", upper, strong=True)
    parts = (column.place, column.clock, column.note)
    brush.write(" · ".join(filter(None, parts)), "quiet", lower, small=True)
    for place, team in enumerate(column.teams):
        share = rect.width() / len(column.teams)
        turn = len(column.teams) - 1 - place if plane.mirrored else place
        track = QRect(round(rect.left() + turn * share) + 8, HEAD - 18, round(share) - 16, 16)
        brush.write(say("Team {name}", name=team), "accent", track, small=True)


def _chip(brush: Brush, rect: QRect, entry: Entry) -> None:
    wash = QColor(tint(entry.tint))
    wash.setAlphaF(_TINTED)
    brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush.painter.setPen(Qt.PenStyle.NoPen)
    brush.painter.setBrush(wash)
    brush.painter.drawRoundedRect(rect, 4, 4)
    brush.write(entry.title, "text", rect.adjusted(8, 0, -8, 0), small=True, struck=entry.gone)


def _clocks(brush: Brush, column: Column | None) -> None:
    """Above the hours at either side, whose clock they are of."""
    plane = brush.plane
    if column is None:
        return
    near, far = QRect(2, 24, GUTTER - 4, 16), QRect(plane.width - GUTTER + 2, 24, GUTTER - 4, 16)
    if plane.mirrored:
        near, far = far, near
    brush.write(column.local, "quiet", near, small=True, centred=True)
    brush.write(column.away if column.home is not None else "", "quiet", far, small=True,
                centred=True)  # fmt: skip


def _edge(brush: Brush, column: Column | None) -> None:
    """The hours of the chosen day at one side, those at home at the other."""
    plane = brush.plane
    near = QRect(plane.width - GUTTER, 0, GUTTER, 0) if plane.mirrored else QRect(0, 0, GUTTER, 0)
    far = QRect(0, 0, GUTTER, 0) if plane.mirrored else QRect(plane.width - GUTTER, 0, GUTTER, 0)
    for hour in range(25):
        y = plane.y_of(hour * 60) - 8
        brush.write(f"{hour:02}:00", "quiet", QRect(near.left() + 6, y, GUTTER - 12, 16),
                    small=True, centred=True)  # fmt: skip
        if column is not None and column.home is not None:
            minutes = (hour * 60 + column.home) % DAY
            words = f"{minutes // 60:02}:{minutes % 60:02}"
            brush.write(words, "quiet", QRect(far.left() + 6, y, GUTTER - 12, 16),
                        small=True, centred=True)  # fmt: skip


def _now(brush: Brush) -> None:
    now = datetime.now(UTC)
    for number, column in enumerate(brush.plane.columns):
        here = now.astimezone(clock(column.zone))
        if here.date() == column.on:
            rect = brush.plane.column_rect(number)
            y = brush.plane.y_of(here.hour * 60 + here.minute)
            brush.painter.fillRect(QRect(rect.left(), y, rect.width(), 2), colour("bad"))
