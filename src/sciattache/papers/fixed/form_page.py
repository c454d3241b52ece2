"""A page of a form: where one is on it, and lines from the side where reading begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.blocks import direction
from sciattache.papers.fixed.fitting import fit
from sciattache.papers.fixed.form_fields import FormField
from sciattache.papers.fixed.imprints import Imprint
from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.stock import MM, Box
from sciattache.papers.guest_data.asking import Asked
from sciattache.papers.reader import Reader
from sciattache.papers.typesetting.look import HOUSE

SIDE = 18 * MM
"""The margin at either side, in points."""
_GUTTER = 7 * MM
_MOST_LINES = 12
Align = Literal["left", "right"]


@dataclass
class FormPage:
    """Where one is on the pages of a guest: ``y`` is the top of what comes next.

    ``scale`` is how much larger than usual everything is; a large form has one column.  ``of`` is
    how many pages the guest's form has.
    """

    canvas: Canvas
    reader: Reader
    about: Imprint
    one: Asked
    width: float
    height: float
    page: int
    y: float = 0.0
    first: int = 0
    scale: float = 1.0
    of: int = 1
    fields: list[FormField] = field(default_factory=list)

    @property
    def rtl(self) -> bool:
        return direction(self.reader.language) == "rtl"

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * SIDE

    @property
    def is_large(self) -> bool:
        return self.scale > 1

    @property
    def column(self) -> float:
        """The width of a column."""
        return self.room if self.is_large else (self.room - _GUTTER) / 2

    @property
    def step(self) -> float:
        """From the beginning of a column to that of the next."""
        return self.column + _GUTTER

    def place(self, x: float, y: float, width: float, height: float) -> Box:
        """A box by its place from the side where reading begins."""
        left = self.width - x - width if self.rtl else x
        return Box(left, y, width, height)

    def write(self, text: str, x: float, y: float, size: float, **more: Any) -> float:
        """A line that begins at ``x`` from the side where reading begins."""
        at = self.width - x if self.rtl else x
        align: Align = "right" if self.rtl else "left"
        return draw(self.canvas, text, at, y, size, align=align,
                    language=self.reader.language, **more)  # fmt: skip

    def paragraph(self, text: str, size: float, **more: Any) -> None:
        """Words over the whole width, on as many lines as they need."""
        fitted = fit(text, self.room, self.height, size, size, _MOST_LINES,
                     language=self.reader.language)  # fmt: skip
        for line in fitted.lines:
            self.y -= size * HOUSE.leading
            self.write(line, SIDE, self.y, size, max_width=self.room, **more)
