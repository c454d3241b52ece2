"""Sheets of equal pieces as a PDF: pages, cutting marks, and the slug in the margin."""

import io
from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.pages import SLUG, Imprint, opened, slug
from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.stock import MM, Box, Stock, boxes
from sciattache.papers.typesetting.look import HOUSE, Look

Item = TypeVar("Item")
Marks = Literal["none", "crop", "hairline"]

_MARK = 3 * MM
_CLEAR = 1 * MM


def lay_out(
    items: Sequence[Item],
    stock: Stock,
    place: Callable[[Canvas, Box, Item], None],
    *,
    imprint: Imprint,
    look: Look = HOUSE,
    marks: Marks = "crop",
    start: int = 1,
    note: str = "",
) -> bytes:
    """Draw each item on its piece, sheet after sheet; no items make one empty sheet.

    The same input gives the same bytes. Sheets that come apart by themselves get no marks.
    The first item goes on the piece that is number `start` of the first sheet. A `note` for the
    office stands at the head of the first sheet, off the pieces.
    """
    target = io.BytesIO()
    canvas = opened(target, stock.page_size, imprint)
    placed: list[Item | None] = [*([None] * (start - 1)), *items]
    pages = max(1, -(-len(placed) // stock.per_sheet))
    width, height = stock.page_size
    room = width - 2 * stock.left * MM - 2 * _MARK
    for page in range(pages):
        here = placed[page * stock.per_sheet : (page + 1) * stock.per_sheet]
        for item, box in zip(here, boxes(stock), strict=False):
            if item is not None:
                place(canvas, box, item)
        if not stock.die_cut:
            _mark(canvas, stock, look, marks)
        low = max(stock.foot / 2, 5.0) * MM - SLUG / 3
        slug(canvas, imprint, look, page + 1, pages, middle=width / 2, baseline=low, width=room)
        if note and not page:
            high = height - max(stock.top / 2, 5.0) * MM - SLUG / 3
            draw(
                canvas, note, width / 2, high, SLUG, align="center", max_width=room,
                colour=look.quiet, language=imprint.language,
            )  # fmt: skip
        canvas.showPage()
    canvas.save()
    return target.getvalue()


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
