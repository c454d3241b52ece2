"""Where things stand on a board: days and minutes to pixels and back, mirrored where need be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect

from sciattache.services.board import DAY
from sciattache.ui.workspace.board.sheet import Card, Column

GUTTER, HEAD, CHIP, FOOT = 58, 60, 22, 26
"""Pixels: the hours at each side, the heading of the days, a whole-day item, the night's hotel."""
_NARROWEST = 150
_EDGE = 6
"""Pixels at a card's end by which it is made longer."""


class Spot(NamedTuple):
    """A place on the board: the number of a column, minutes from midnight, and a track's team."""

    column: int
    minute: int
    team: str


@dataclass(frozen=True)
class Plane:
    """A board's measures for one size of window; ``x`` and ``y`` are how far it is scrolled."""

    columns: Sequence[Column]
    width: int
    height: int
    hour: int
    x: int = 0
    y: int = 0
    mirrored: bool = False

    @property
    def strip(self) -> int:
        """The height of the strip of whole-day items."""
        most = max((len(column.whole) for column in self.columns), default=0)
        return min(most, 4) * CHIP + (4 if most else 0)

    @property
    def top(self) -> int:
        """Where the hours begin below the headings."""
        return HEAD + self.strip

    @property
    def column_width(self) -> int:
        count = max(len(self.columns), 1)
        return max(_NARROWEST, (self.width - 2 * GUTTER) // count)

    @property
    def whole_width(self) -> int:
        return self.column_width * len(self.columns)

    @property
    def whole_height(self) -> int:
        return DAY * self.hour // 60

    @property
    def hours_height(self) -> int:
        """The height in which hours are seen."""
        return max(0, self.height - self.top - FOOT)

    def y_of(self, minute: int) -> int:
        return self.top + minute * self.hour // 60 - self.y

    def column_rect(self, number: int) -> QRect:
        """A day's column from the top of the window to its foot."""
        left = GUTTER + number * self.column_width - self.x
        return self._turned(QRect(left, 0, self.column_width, self.height))

    def card_rect(self, number: int, card: Card) -> QRect:
        block, inner = card.block, self.column_width - 8
        left = GUTTER + number * self.column_width - self.x + 4 + round(block.left * inner)
        right = GUTTER + number * self.column_width - self.x + 4 + round(block.right * inner)
        top, bottom = self.y_of(block.top), self.y_of(block.bottom)
        return self._turned(QRect(left, top + 1, right - left - 2, max(bottom - top - 2, 10)))

    def span_rect(self, number: int, top: int, bottom: int) -> QRect:
        """A span of a column across its width."""
        left = GUTTER + number * self.column_width - self.x + 4
        rect = QRect(left, self.y_of(top) + 1, self.column_width - 10,
                     self.y_of(bottom) - self.y_of(top) - 2)  # fmt: skip
        return self._turned(rect)

    def chip_rect(self, number: int, place: int) -> QRect:
        left = GUTTER + number * self.column_width - self.x + 4
        return self._turned(QRect(left, HEAD + place * CHIP, self.column_width - 10, CHIP - 2))

    def spot(self, at: QPoint, step: int = 1) -> Spot | None:
        """The place under a point among the hours, its minutes rounded down to ``step``."""
        if not self.columns or at.y() < self.top:
            return None
        along = (self.width - 1 - at.x() if self.mirrored else at.x()) - GUTTER + self.x
        number = min(max(along // self.column_width, 0), len(self.columns) - 1)
        minute = min(max((at.y() - self.top + self.y) * 60 // self.hour, 0), DAY)
        teams = self.columns[number].teams
        share = (along - number * self.column_width) / self.column_width
        team = teams[min(max(int(share * len(teams)), 0), len(teams) - 1)] if teams else ""
        return Spot(number, minute // step * step, team)

    def card_at(self, at: QPoint) -> tuple[int, Card] | None:
        """The card under a point with its column; the last one drawn is in front."""
        if at.y() < self.top or at.y() > self.height - FOOT:
            return None
        for number, column in enumerate(self.columns):
            if not self.column_rect(number).contains(at):
                continue
            for card in reversed(column.cards):
                if self.card_rect(number, card).contains(at):
                    return number, card
        return None

    def heading_at(self, at: QPoint) -> int | None:
        """The column whose heading is under a point."""
        if at.y() >= HEAD:
            return None
        inside = range(len(self.columns))
        return next((n for n in inside if self.column_rect(n).contains(at)), None)

    def chip_at(self, at: QPoint) -> tuple[int, int] | None:
        """The whole-day item under a point: its column and its number there."""
        for number, column in enumerate(self.columns):
            for place in range(len(column.whole)):
                if self.chip_rect(number, place).contains(at):
                    return number, place
        return None

    def is_on_edge(self, at: QPoint, number: int, card: Card) -> bool:
        """Whether a point is on the lower edge by which a card is made longer or shorter."""
        rect = self.card_rect(number, card)
        ends = card.block.part in ("whole", "end")
        return card.movable and ends and rect.bottom() - at.y() < min(_EDGE, rect.height() // 3)

    def _turned(self, rect: QRect) -> QRect:
        if not self.mirrored:
            return rect
        return QRect(
            self.width - rect.left() - rect.width(), rect.top(), rect.width(), rect.height()
        )
