"""Texts one below the other, as large as the box holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.fitting import fit
from sciattache.papers.fixed.shaped import Align, draw
from sciattache.papers.fixed.stock import Box
from sciattache.papers.typesetting.look import HOUSE

_LEADING = 1.24
_STEP = 0.95
_ASCENT = 0.76  # of the size: what a line of capitals reaches above its baseline, about
_DESCENT = 0.24

Stand = Literal["top", "middle", "bottom"]


@dataclass(frozen=True)
class Row:
    """A text of a stack: its size as a share of the others', the space above it in sizes.

    It is broken on at most `lines` lines and then cut. `language` is a BCP 47 tag.
    """

    text: str
    bold: bool = False
    scale: float = 1.0
    above: float = 0.0
    lines: int = 2
    colour: str = HOUSE.ink
    language: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a stack; `down` is its baseline in points below the head of the stack."""

    text: str
    size: float
    down: float
    row: Row


@dataclass(frozen=True)
class Stack:
    """The lines of the texts and the height that they take, in points."""

    lines: tuple[Line, ...]
    height: float


def stack(
    rows: Sequence[Row], width: float, height: float, *, largest: float, smallest: float
) -> Stack:
    """Set texts in a column of that width (points), at the largest size that leaves them whole.

    At the smallest size texts are cut, and the last ones left out, where the box is too small.
    """
    size = largest
    while size > smallest:
        made, whole = _set(rows, width, size)
        if whole and made.height <= height:
            return made
        size = max(smallest, size * _STEP)
    made, _ = _set(rows, width, smallest)
    kept = tuple(line for line in made.lines if line.down <= height)
    return Stack(kept, min(made.height, height))


def draw_stack(
    canvas: Canvas, stacked: Stack, box: Box, *, align: Align = "left", stand: Stand = "top"
) -> None:
    """Draw a stack in a box (points), its lines at the left, in the middle or at the right."""
    free = box.height - stacked.height
    top = box.y + box.height - free * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[stand]
    x = box.x + box.width * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    for line in stacked.lines:
        draw(
            canvas,
            line.text,
            x,
            top - line.down,
            line.size,
            bold=line.row.bold,
            align=align,
            colour=line.row.colour,
            language=line.row.language,
        )


def _set(rows: Sequence[Row], width: float, size: float) -> tuple[Stack, bool]:
    lines: list[Line] = []
    down, whole = 0.0, True
    for row in rows:
        own = size * row.scale
        fitted = fit(
            row.text, width, own * 9, own, own, row.lines, bold=row.bold, language=row.language
        )
        if not fitted.lines:
            continue
        cut = fitted.lines[-1].endswith("…") and not row.text.rstrip().endswith("…")
        whole = whole and not cut
        down += row.above * size if lines else 0.0
        step = max(own * _LEADING, fitted.leading)
        for number, text in enumerate(fitted.lines):
            down += own * _ASCENT if not lines else (step if number else own * _LEADING)
            lines.append(Line(text, fitted.size, down, row))
    last = lines[-1].size if lines else 0.0
    return Stack(tuple(lines), down + last * _DESCENT), whole
