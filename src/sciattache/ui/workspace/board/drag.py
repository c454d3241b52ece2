"""What a drag over the board would do: where the item would begin, or end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint

from sciattache.services.board import DAY
from sciattache.ui.workspace.board.plane import Plane, Spot
from sciattache.ui.workspace.board.sheet import Card

_FRESH = 60
"""Minutes of a meeting made by dropping somebody on the board."""


@dataclass(frozen=True)
class Drag:
    """An item under way to ``column`` and the minutes from ``minute`` to ``until``.

    ``grip`` is how many minutes below its beginning the item was taken hold of; ``team`` is the
    track it is over, None where that does not change.  ``stretching`` moves its end alone.
    """

    identity: str
    title: str
    column: int
    minute: int
    until: int
    grip: int = 0
    team: str | None = None
    stretching: bool = False
    origin: tuple[int, int, int] = (0, 0, 0)
    home: str = ""

    @classmethod
    def fresh(cls, spot: Spot, title: str) -> Drag:
        """Something from elsewhere over a spot."""
        until = min(spot.minute + _FRESH, DAY)
        return cls("", title, spot.column, spot.minute, until, team=spot.team)

    @property
    def hours(self) -> str:
        return f"{_clock(self.minute)}–{_clock(self.until)}"

    @property
    def changes(self) -> bool:
        """Whether letting go here does anything."""
        return (self.column, self.minute, self.until) != self.origin or self.team is not None

    def to(self, plane: Plane, at: QPoint, step: int) -> Drag:
        """The drag with the pointer at ``at``, snapped to ``step`` minutes."""
        spot = plane.spot(at)
        if spot is None:
            return self
        if self.stretching:
            until = max(_snapped(spot.minute, step), self.minute + step)
            return replace(self, until=min(until, DAY))
        begin = min(max(_snapped(spot.minute - self.grip, step), 0), DAY - step)
        teams = plane.columns[spot.column].teams
        track = spot.team if teams and self.home and spot.team != self.home else None
        length = self.until - self.minute
        return replace(self, column=spot.column, minute=begin, until=begin + length, team=track)


def begin(plane: Plane, at: QPoint, number: int, card: Card) -> Drag:
    """Take hold of a card: by its lower edge to stretch it, elsewhere to move it."""
    block = card.block
    spot = plane.spot(at)
    grip = (spot.minute - block.top) if spot else 0
    return Drag(
        block.identity, card.entry.title, number, block.top, block.bottom, grip,
        stretching=plane.is_on_edge(at, number, card), home=block.team,
        origin=(number, block.top, block.bottom),
    )  # fmt: skip


def _snapped(minute: int, step: int) -> int:
    return (minute + step // 2) // step * step


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
