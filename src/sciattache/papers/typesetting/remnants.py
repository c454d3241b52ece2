"""A paper set a little closer where a page of it would hold next to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sciattache.papers.blocks import Paper
from sciattache.papers.typesetting.look import LARGEST_PLAIN, Look, called, scaled
from sciattache.papers.typesetting.typeset import milestones

_NEXT_TO_NOTHING = 0.3
"""A share of a page, from its upper edge, that a few lines under its head reach."""
_CLOSER = ((0.85, 1.0), (0.7, 1.0), (0.65, 0.97))
"""How spaces, then words as well, become smaller in turn."""


def without_remnants(paper: Paper, look: Look | None = None) -> Look:
    """The look, or the nearest closer one, in which the fewest parts of a paper end in a remnant:
    a page with a few lines that went over from the one before.

    Words of large print never become smaller.
    """
    best = usual = look or called(paper.look)
    fewest = remnants(paper, usual)
    for spaces, words in _CLOSER:
        if not fewest:
            break
        if words < 1 and usual.text > LARGEST_PLAIN:
            break
        closer = scaled(replace(usual, space=usual.space * spaces / words), words)
        if (left := remnants(paper, closer)) < fewest:
            best, fewest = closer, left
    return best


def remnants(paper: Paper, look: Look) -> int:
    """How many parts of a paper end on a page that holds next to nothing but a rest of them."""
    return sum(
        last > first and down < _NEXT_TO_NOTHING for first, last, down in _parts(paper, look)
    )


def _parts(paper: Paper, look: Look) -> Iterator[tuple[int, int, float]]:
    """Each part: the pages on which it begins and ends, and how far down it ends."""
    marks = milestones(paper, look)
    for begin, end in zip(marks[::2], marks[1::2], strict=True):
        yield begin.page, end.page, end.down
