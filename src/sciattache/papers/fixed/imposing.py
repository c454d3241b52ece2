"""Small pages on both sides of large sheets, so that they follow one another once folded.

Eight pages make one sheet that is folded twice and slit at the head, as a quarto is.  More are
cut across into halves, laid on one another, folded once and stapled in the fold.  Sheets are
turned over their long edge.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name

from sciattache.papers.fixed.characters import clean
from sciattache.papers.fixed.pages import Imprint
from sciattache.papers.fixed.stock import MM, PAGES

QUARTO = 8
"""Pages of a sheet, four on each side."""

_TICK = 4 * MM
_WIDTH = 0.3
_QUARTO = (
    ((5, 4), (8, 1)),
    ((3, 6), (2, 7)),
)
"""Front and back of the sheet, row by row from the head; the upper row stands on its head."""


@dataclass(frozen=True)
class Cell:
    """Where a page (from 1) goes: its column from the left, its row from the head, which way up."""

    page: int
    column: int
    row: int
    turned: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a sheet; `cut` is whether it is cut between its rows rather than folded."""

    cells: tuple[Cell, ...]
    cut: bool


def sides(pages: int, *, right_to_left: bool = False) -> Iterator[Side]:
    """The sides of the sheets in the order of printing, front before back.

    The number of pages is a multiple of eight. A paper that is read from the right has its spine
    there.
    """
    if pages < QUARTO or pages % QUARTO:
        raise ValueError(f"{pages} pages do not fill sheets of {QUARTO}")
    if pages == QUARTO:
        for rows in _QUARTO:
            yield _side(rows, right_to_left, cut=False)
        return
    sheets = pages // QUARTO
    for sheet in range(sheets):
        halves = (sheet, sheet + sheets)
        yield _side([(pages - 2 * n, 2 * n + 1) for n in halves], right_to_left, cut=True)
        yield _side([(2 * n + 2, pages - 2 * n - 1) for n in halves], right_to_left, cut=True)


def impose(pdf: bytes, size: str, imprint: Imprint, *, right_to_left: bool = False) -> bytes:
    """The pages of a PDF on sheets of that size (A4, Letter), a quarter of it each.

    The same pages give the same bytes. A printer is told to use both sides and not to scale.
    """
    width, height = (measure * MM for measure in PAGES[size])
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as target:
        small = source.pages[0].mediabox
        box = (float(small[2] - small[0]), float(small[3] - small[1]))
        forms = [target.copy_foreign(page.as_form_xobject()) for page in source.pages]
        for side in sides(len(forms), right_to_left=right_to_left):
            page = target.add_blank_page(page_size=(width, height))
            used = {f"/P{cell.page}": forms[cell.page - 1] for cell in side.cells}
            page.obj.Resources = Dictionary(XObject=Dictionary(used))
            drawn = [_place(cell, width, height, box) for cell in side.cells]
            drawn.append(_ticks(width, height, side.cut))
            page.obj.Contents = target.make_stream("\n".join(drawn).encode("ascii"))
        target.Root.Lang = imprint.language
        target.Root.ViewerPreferences = Dictionary(
            Duplex=Name.DuplexFlipLongEdge, PrintScaling=Name("/None"), DisplayDocTitle=True
        )
        for key, value in (
            ("/Title", imprint.title), ("/Author", imprint.author), ("/Subject", imprint.version),
            ("/Keywords", imprint.marking), ("/Creator", "SciAttaché"),
        ):  # fmt: skip
            target.docinfo[key] = clean(value)
        target.save(written, deterministic_id=True, object_stream_mode=_PLAIN)
    return written.getvalue()


_PLAIN = pikepdf.ObjectStreamMode.disable


def _side(rows: Sequence[tuple[int, int]], right_to_left: bool, *, cut: bool) -> Side:
    cells = tuple(
        Cell(page, 1 - column if right_to_left else column, row, turned=not cut and row == 0)
        for row, pair in enumerate(rows)
        for column, page in enumerate(pair)
    )
    return Side(cells, cut)


def _place(cell: Cell, width: float, height: float, box: tuple[float, float]) -> str:
    """The operators that draw a page against the middle of the sheet, where it is folded."""
    x = width / 2 - box[0] * (1 - cell.column)
    y = height / 2 - box[1] * cell.row
    if cell.turned:
        return f"q -1 0 0 -1 {x + box[0]:.3f} {y + box[1]:.3f} cm /P{cell.page} Do Q"
    return f"q 1 0 0 1 {x:.3f} {y:.3f} cm /P{cell.page} Do Q"


def _ticks(width: float, height: float, cut: bool) -> str:
    """Short lines at the edges of the sheet: dashed where it is folded, whole where it is cut."""
    fold, knife = "[2 1.5] 0 d", "[] 0 d"
    across, up = width / 2, height / 2
    upright = [
        f"{across:.3f} {y:.3f} m {across:.3f} {y + _TICK:.3f} l S" for y in (0.0, height - _TICK)
    ]
    level = [f"{x:.3f} {up:.3f} m {x + _TICK:.3f} {up:.3f} l S" for x in (0.0, width - _TICK)]
    start = f"q 0.35 G {_WIDTH} w {fold}"
    return "\n".join([start, *upright, knife if cut else fold, *level, "Q"])
