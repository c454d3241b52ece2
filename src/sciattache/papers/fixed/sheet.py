"""Sheets of equal pieces as a PDF: pages, cutting marks, and the slug in the margin."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.domain.kinds.cleaning import clean
from sciattache.papers.blocks import direction
from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.stock import MM, Box, Stock, boxes
from sciattache.papers.typesetting.look import HOUSE, Look

Item = TypeVar("Item")
Marks = Literal["none", "crop", "hairline"]

_SLUG = 6.0  # points: readable for the office, out of the way of the guest
_MARK = 3 * MM
_CLEAR = 1 * MM


@dataclass(frozen=True)
class Imprint:
    """What the PDF says about itself, and the slug of each sheet.

    `language` is a BCP 47 tag; `folio` is the phrase for a page's number, already translated.
    """

    title: str = ""
    author: str = ""
    language: str = "en"
    version: str = ""
    marking: str = ""
    folio: str = "page {page} of {pages}"


def lay_out(
    items: Sequence[Item],
    stock: Stock,
    place: Callable[[Canvas, Box, Item], None],
    *,
    imprint: Imprint,
    look: Look = HOUSE,
    marks: Marks = "crop",
) -> bytes:
    """Draw each item on its piece, sheet after sheet; no items make one empty sheet.

    The same input gives the same bytes. Sheets that come apart by themselves get no marks.
    """
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=stock.page_size,
        invariant=1,
        pageCompression=1,
        lang=imprint.language or None,
    )
    canvas.setTitle(clean(imprint.title, lines=False))
    canvas.setAuthor(clean(imprint.author, lines=False))
    canvas.setSubject(imprint.version)
    canvas.setKeywords(clean(imprint.marking, lines=False))
    canvas.setCreator("SciAttaché")
    pages = max(1, -(-len(items) // stock.per_sheet))
    for page in range(pages):
        here = items[page * stock.per_sheet : (page + 1) * stock.per_sheet]
        for item, box in zip(here, boxes(stock), strict=False):
            place(canvas, box, item)
        if not stock.die_cut:
            _mark(canvas, stock, look, marks)
        _slug(canvas, stock, imprint, look, page + 1, pages)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _slug(
    canvas: Canvas, stock: Stock, imprint: Imprint, look: Look, page: int, pages: int
) -> None:
    number = imprint.folio.format(page=page, pages=pages)
    parts = (imprint.marking, imprint.version, number)
    if direction(imprint.language) == "rtl":  # a line runs as its first letter does
        parts = (imprint.version, number, imprint.marking)
    words = " · ".join(filter(None, parts))
    width, _ = stock.page_size
    draw(
        canvas,
        words,
        width / 2,
        max(stock.foot / 2, 5.0) * MM - _SLUG / 3,
        _SLUG,
        align="center",
        max_width=width - 2 * stock.left * MM - 2 * _MARK,
        colour=look.quiet,
        language=imprint.language,
    )


def _mark(canvas: Canvas, stock: Stock, look: Look, marks: Marks) -> None:
    if marks == "none":
        return
    canvas.saveState()
    canvas.setLineWidth(look.hairline / 2)
    canvas.setStrokeColor(HexColor(look.line if marks == "hairline" else look.quiet))
    pieces = list(boxes(stock))
    if marks == "hairline":
        for box in pieces:
            canvas.rect(box.x, box.y, box.width, box.height)
    else:
        _crop(canvas, pieces)
    if stock.use == "tent":
        _folds(canvas, pieces)
    canvas.restoreState()


def _crop(canvas: Canvas, pieces: Sequence[Box]) -> None:
    """Ticks in the margins of the sheet, in line with each edge that is cut."""
    left = min(box.x for box in pieces) - _CLEAR
    right = max(box.x + box.width for box in pieces) + _CLEAR
    low = min(box.y for box in pieces) - _CLEAR
    high = max(box.y + box.height for box in pieces) + _CLEAR
    for x in sorted({round(edge, 2) for box in pieces for edge in (box.x, box.x + box.width)}):
        canvas.line(x, high, x, high + _MARK)
        canvas.line(x, low, x, low - _MARK)
    for y in sorted({round(edge, 2) for box in pieces for edge in (box.y, box.y + box.height)}):
        canvas.line(left, y, left - _MARK, y)
        canvas.line(right, y, right + _MARK, y)


def _folds(canvas: Canvas, pieces: Sequence[Box]) -> None:
    canvas.setDash(2.5, 1.5)
    for box in pieces:
        middle = box.y + box.height / 2
        canvas.line(box.x - _CLEAR, middle, box.x - _CLEAR - _MARK, middle)
        right = box.x + box.width
        canvas.line(right + _CLEAR, middle, right + _CLEAR + _MARK, middle)
