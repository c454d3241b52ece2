"""Pages follow one another once the sheets are folded, whichever way they are read."""

import io
import itertools

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.imposing import QUARTO, Side, impose, sides
from sciattache.papers.fixed.pages import Imprint
from sciattache.papers.fixed.stock import MM

Leaf = tuple[int, int]
"""The page in front and the page at the back of a piece of paper."""

READ = pytest.mark.parametrize("right_to_left", [False, True], ids=["from left", "from right"])


def leaves(front: Side, back: Side) -> dict[tuple[int, int], Leaf]:
    """What is at the back of each page, the sheet being turned over its long edge."""
    at = {(cell.column, cell.row): cell.page for cell in front.cells}
    behind = {(1 - cell.column, cell.row): cell.page for cell in back.cells}
    return {place: (page, behind[place]) for place, page in at.items()}


def turned_over(pile: list[Leaf]) -> list[Leaf]:
    return [(back, front) for front, back in reversed(pile)]


def folded(near: list[Leaf], far: list[Leaf]) -> list[Leaf]:
    """A pile with the far half folded behind the near one."""
    return [*near, *turned_over(far)]


def read(pile: list[Leaf]) -> list[int]:
    return list(itertools.chain.from_iterable(pile))


@READ
def test_a_sheet_of_eight_folded_twice_reads_from_one_to_eight(right_to_left: bool) -> None:
    front, back = sides(QUARTO, right_to_left=right_to_left)
    at = leaves(front, back)
    left, right = (folded([at[column, 1]], [at[column, 0]]) for column in (0, 1))
    spine = folded(left, right) if right_to_left else folded(right, left)
    assert read(spine) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert not front.cut


@READ
def test_what_the_first_fold_brings_behind_stands_on_its_head_before(right_to_left: bool) -> None:
    for side in sides(QUARTO, right_to_left=right_to_left):
        assert {cell.row: cell.turned for cell in side.cells} == {0: True, 1: False}


@READ
@pytest.mark.parametrize("pages", [16, 24, 48])
def test_sheets_cut_laid_together_and_folded_read_from_the_first_page_to_the_last(
    pages: int, right_to_left: bool
) -> None:
    printed = list(sides(pages, right_to_left=right_to_left))
    assert len(printed) == pages // 4
    assert all(side.cut and not any(cell.turned for cell in side.cells) for side in printed)
    sheets = [leaves(*printed[n : n + 2]) for n in range(0, len(printed), 2)]
    # the pile of upper halves is laid on the pile of lower ones
    halves = [(at[0, row], at[1, row]) for row in (0, 1) for at in sheets]
    left, right = [half[0] for half in halves], [half[1] for half in halves]
    spine = folded(left, right) if right_to_left else folded(right, left)
    assert read(spine) == list(range(1, pages + 1))


@pytest.mark.parametrize("pages", [0, 4, 7, 12])
def test_pages_that_do_not_fill_sheets_are_a_mistake(pages: int) -> None:
    with pytest.raises(ValueError, match=str(pages)):
        list(sides(pages))


def numbered(count: int, width: float, height: float) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(width * MM, height * MM), invariant=1)
    for number in range(1, count + 1):
        canvas.drawString(20, 20, f"number{number}.")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def shown(page: pypdfium2.PdfPage, column: int, row: int) -> str:
    """The words in a quarter of a sheet."""
    wide, tall = page.get_width() / 2, page.get_height() / 2
    left, low = column * wide, (1 - row) * tall
    return str(page.get_textpage().get_text_bounded(left, low, left + wide, low + tall)).strip()


@pytest.mark.parametrize(
    ("size", "quarter"), [("A4", (105, 148)), ("Letter", (107.95, 139.7))], ids=["A4", "Letter"]
)
def test_each_page_is_drawn_in_the_quarter_that_is_its_own(
    size: str, quarter: tuple[float, float]
) -> None:
    for pages in (8, 16):
        made = impose(numbered(pages, *quarter), size, Imprint())
        document = pypdfium2.PdfDocument(made)
        for page, side in zip(document, sides(pages), strict=True):
            for cell in side.cells:
                found = shown(page, cell.column, cell.row)
                # words on their head are read from the end
                assert found in (f"number{cell.page}.", f".{cell.page}rebmun")


def test_ticks_at_the_edges_keep_off_the_pages_words_and_tell_folds_from_cuts() -> None:
    folded_only, cut = (
        pikepdf.open(io.BytesIO(impose(numbered(pages, 105, 148), "A4", Imprint())))
        for pages in (8, 16)
    )
    with folded_only, cut:
        for document, knife in ((folded_only, False), (cut, True)):
            drawn = document.pages[0].Contents.read_bytes().decode()
            assert ("[] 0 d" in drawn) is knife
            ticks = [line.split() for line in drawn.splitlines() if line.endswith("l S")]
            assert len(ticks) == 4
            for x, y, _, to_x, to_y, *_ in ticks:
                assert abs(float(x) - float(to_x)) + abs(float(y) - float(to_y)) <= 5 * MM


def test_sheets_say_what_they_are_and_how_to_print_them_and_are_the_same_again() -> None:
    about = Imprint("Visit", "Office", "ar", "Version 2", "Official")
    made = impose(numbered(8, 105, 148), "A4", about, right_to_left=True)
    assert impose(numbered(8, 105, 148), "A4", about, right_to_left=True) == made
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.docinfo["/Title"]) == "Visit"
        assert str(document.docinfo["/Author"]) == "Office"
        assert str(document.docinfo["/Subject"]) == "Version 2"
        assert str(document.docinfo["/Keywords"]) == "Official"
        assert str(document.Root.Lang) == "ar"
        assert document.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert document.Root.ViewerPreferences.PrintScaling == "/None"
