"""A paper set a little closer where a page of it would hold next to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from sciattache.papers.blocks import Paper
from sciattache.papers.typesetting.look import LARGEST_PLAIN, Look, called, scaled
from sciattache.papers.typesetting.typeset import milestones

_NEXT_TO_NOTHING = 0.3
"""A share of a page, from its upper edge, that a few lines under its head reach."""
_CLOSER = ((0.85, 1.0), (0.7, 1.0), (0.65, 0.97))
"""How spaces, then words as well, become smaller in turn."""
_PICTURES = 0.9
"""How much smaller portraits and codes are then: 24 mm of a code are still read from a hand."""
LONG = 40
"""Pages beyond which a paper is not set again for the sake of a few of them."""


def without_remnants(paper: Paper, look: Look | None = None) -> Look:
    """The look, or the nearest closer one, in which the fewest parts of a paper end in a remnant:
    a page with a few lines that went over from the one before.

    Words of large print never become smaller.
    """
    best = usual = look or called(paper.look)
    parts = tuple(_parts(paper, usual))
    fewest = _remnants(parts)
    for spaces, words in _CLOSER:
        if not fewest:
            break
        if words < 1 and usual.text > LARGEST_PLAIN:
            break
        closer = scaled(
            replace(
                usual,
                space=usual.space * spaces / words,
                photo=usual.photo * _PICTURES / words,
                code=usual.code * _PICTURES,
            ),
            words,
        )
        if (left := remnants(paper, closer)) < fewest:
            best, fewest = closer, left
    return best


def remnants(paper: Paper, look: Look) -> int:
    """How many parts of a paper end on a page that holds next to nothing but a rest of them."""
    return _remnants(_parts(paper, look))


class _Part(NamedTuple):
    """The pages on which a part begins and ends, and how far down it ends."""

    first: int
    last: int
    down: float


def _remnants(parts: Iterable[_Part]) -> int:
    return sum(part.last > part.first and part.down < _NEXT_TO_NOTHING for part in parts)


def _parts(paper: Paper, look: Look) -> Iterator[_Part]:
    marks = milestones(paper, look)
    for begin, end in zip(marks[::2], marks[1::2], strict=True):
        yield _Part(begin.page, end.page, end.down)
