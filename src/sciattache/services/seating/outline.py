"""The top of a table inside the plates of its places, however large they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sciattache.services.seating.shapes import Layout

Point = tuple[float, float]
"""Across from the left and down from the top, in any unit."""


@dataclass(frozen=True)
class Outline:
    """An ellipse or a box between four edges, or an arch of `thick` that is open at the foot."""

    form: Literal["ellipse", "box", "arch"]
    left: float
    top: float
    right: float
    bottom: float
    thick: float = 0.0

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners of an arch, from the foot of its left arm round."""
        inner = (self.left + self.thick, self.top + self.thick, self.right - self.thick)
        return (
            (self.left, self.bottom), (self.left, self.top),
            (self.right, self.top), (self.right, self.bottom),
            (inner[2], self.bottom), (inner[2], inner[1]),
            (inner[0], inner[1]), (inner[0], self.bottom),
        )  # fmt: skip


def outline(
    layout: Layout,
    centres: Sequence[Point],
    wide: float,
    tall: float,
    *,
    gap: float = 10.0,
    thick: float = 52.0,
) -> Outline:
    """The table between plates of that size, a gap off them, with their centres given."""
    left, right = min(x for x, _ in centres), max(x for x, _ in centres)
    top, bottom = min(y for _, y in centres), max(y for _, y in centres)
    aside, below = wide / 2 + gap, tall / 2 + gap
    if layout.shape == "round":
        return Outline("ellipse", left + aside, top + below, right - aside, bottom - below)
    if layout.shape == "horseshoe":
        across, foot = right - left - 2 * aside, bottom + below
        thick = min(thick, across / 4, (foot - top - below) / 2)
        return Outline("arch", left + aside, top + below, right - aside, foot, thick)
    ends = aside if layout.ends else -wide / 2
    return Outline("box", left + ends, top + below, right - ends, bottom - below)
