"""On which paper a sheet is printed, and on how many pages beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

PaperSize = Literal["A4", "Letter"]
SIDE = 0.4
"""The margin at the left and right of a page, in inches: what every printer can do."""
_LETTERS, _SMALLEST = 11.0, 8.0
"""The size of what stands in cells, and the least at which it is printed, in points."""
_CHARACTER = 5.25
"""Points of a character by which the widths of columns are counted: a digit of Calibri at 11."""
_LONG_SIDES = {"A4": ((9, 842.0), (8, 1191.0)), "Letter": ((1, 792.0), (3, 1224.0))}
"""The code (ECMA-376, 18.3.1.63) and the long side of the usual sheet and of one twice as large."""


@dataclass(frozen=True)
class Paging:
    """The code of the paper, and how many pages of it a table is wide."""

    paper: int
    across: int


def paging(widths: Sequence[float], size: PaperSize, *, repeated: float = 0.0) -> Paging:
    """The smallest paper, lying, on which a table with columns so wide can be read.

    A table for which also the larger sheet is too narrow goes on several of them beside each other;
    ``repeated`` is how wide the columns are that each further one begins with.
    """
    for paper, long in _LONG_SIDES[size]:
        if sum(widths) <= _room(long):
            return Paging(paper, 1)
    return Paging(paper, _across(widths, _room(long), repeated))


def _across(widths: Sequence[float], room: float, repeated: float) -> int:
    """How many pages whole columns need, each after the first with less room for them."""
    pages, used = 1, 0.0
    for width in widths:
        if used and used + width > room:
            pages, used = pages + 1, repeated
        used += width
    return pages


def _room(long: float) -> float:
    """The characters that stand beside each other on a page at the smallest size."""
    return (long - 2 * SIDE * 72) / (_CHARACTER * _SMALLEST / _LETTERS)
