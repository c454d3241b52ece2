"""Badges and cards: a sheet always comes out, and it says what it must."""

import io

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from sciattache.papers.fixed.badges import Badge, badges
from sciattache.papers.fixed.pages import Imprint
from sciattache.papers.fixed.place_cards import PlaceCard, place_cards
from sciattache.papers.fixed.sheet import Marks
from sciattache.papers.fixed.stock import MM, STOCK, boxes

SHEET = STOCK["badge-a4"]
IMPRINT = Imprint("Name badges", "Science office", "fr", "Version 3", "Official use")
GUESTS = [
    Badge("Mohammed Al-Harbi", "محمد الحربي", "KAUST", "Saudi Arabia", "Speaker"),
    Badge("Wang Xiaoming", "王小明", "清华大学", "中国"),
    Badge("Ana Silva", "Ana Silva", "Universidade de São Paulo"),
]
HARD = [
    Badge(""),
    Badge("\x00\x07\u200b"),
    Badge("", "王小明"),
    Badge("😀"),
    Badge("x" * 40_000, "王" * 40_000, "y " * 20_000, "z" * 40_000, "role" * 9_000),
    Badge("a\ud800b"),
]


def text_of(pdf: bytes, page: int = 0) -> str:
    return str(pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range())


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[page].render(scale=1).to_pil().convert("L")


def test_a_badge_shows_both_names_and_the_organisation() -> None:
    text = text_of(badges(GUESTS, SHEET, imprint=IMPRINT))
    for words in ("Mohammed", "محمد", "KAUST", "Saudi Arabia", "王小明", "清华大学"):
        assert words in text


def test_a_native_name_equal_to_the_name_is_not_said_twice() -> None:
    assert text_of(badges(GUESTS, SHEET, imprint=IMPRINT)).count("Ana Silva") == 1


def test_a_role_shows_only_where_a_stripe_is_asked_for() -> None:
    plain = badges(GUESTS, SHEET, imprint=IMPRINT)
    striped = badges(GUESTS, SHEET, imprint=IMPRINT, stripes={"Speaker": "#1f4e79"})
    assert "Speaker" not in text_of(plain)
    assert "Speaker" in text_of(striped)


def test_every_sheet_carries_marking_version_and_page_outside_the_badges() -> None:
    pdf = badges(GUESTS * 5, SHEET, imprint=IMPRINT)
    assert "Official use · Version 3 · page 2 of 2" in text_of(pdf, 1)
    lowest = min(box.y for box in boxes(SHEET))
    page = pypdfium2.PdfDocument(pdf)[1].get_textpage()
    assert "Official use" in page.get_text_bounded(0, 0, SHEET.page_size[0], lowest)


def test_the_file_says_title_author_version_and_language() -> None:
    with pikepdf.open(io.BytesIO(badges(GUESTS, SHEET, imprint=IMPRINT))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Name badges"
        assert str(pdf.docinfo["/Author"]) == "Science office"
        assert str(pdf.docinfo["/Subject"]) == "Version 3"
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.check_pdf_syntax() == []


def test_the_same_guests_give_the_same_bytes() -> None:
    again = [Badge(guest.name, guest.native_name, guest.organisation) for guest in GUESTS]
    first = badges(again, SHEET, imprint=IMPRINT)
    badges(HARD, SHEET, imprint=IMPRINT)
    assert badges(again, SHEET, imprint=IMPRINT) == first


@pytest.mark.parametrize("key", STOCK)
def test_a_sheet_always_comes_out(key: str) -> None:
    stock = STOCK[key]
    cards = [PlaceCard(guest.name, guest.native_name, guest.organisation) for guest in HARD]
    for pdf in (
        badges(HARD, stock, imprint=Imprint(), stripes={HARD[4].role: "#1f4e79"}),
        place_cards(cards, stock, imprint=Imprint()),
    ):
        assert len(pypdfium2.PdfDocument(pdf)) == -(-len(HARD) // stock.per_sheet)


@settings(max_examples=25)
@given(st.builds(Badge, *[st.text(max_size=50)] * 6))
def test_any_guest_gets_a_badge(guest: Badge) -> None:
    assert len(pypdfium2.PdfDocument(badges([guest], SHEET, imprint=Imprint()))) == 1


def test_a_sheet_used_in_part_is_gone_on_with_at_the_piece_that_is_asked_for() -> None:
    pdf = badges(GUESTS, SHEET, imprint=IMPRINT, start=SHEET.per_sheet)
    pieces = list(boxes(SHEET))

    def words_on(page: int, piece: int) -> str:
        box = pieces[piece]
        shown = pypdfium2.PdfDocument(pdf)[page].get_textpage()
        return str(shown.get_text_bounded(box.x, box.y, box.x + box.width, box.y + box.height))

    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert "Mohammed" in words_on(0, SHEET.per_sheet - 1)
    assert [words_on(0, piece) for piece in range(SHEET.per_sheet - 1)] == [""] * 9
    assert "Wang" in words_on(1, 0)
    assert "Ana" in words_on(1, 1)


def test_no_guests_make_one_empty_sheet() -> None:
    assert len(pypdfium2.PdfDocument(badges([], SHEET, imprint=IMPRINT))) == 1


@pytest.mark.parametrize("guest", [*GUESTS, *HARD])
def test_nothing_of_a_badge_passes_its_edge(guest: Badge) -> None:
    pdf = badges([guest], SHEET, imprint=Imprint(folio=""), marks="none")
    box = next(boxes(SHEET))
    found = ImageChops.invert(picture(pdf)).getbbox()
    if found is None:
        return
    height = SHEET.page_size[1]
    assert found[0] >= box.x + 2 * MM
    assert found[2] <= box.x + box.width - 2 * MM
    assert height - found[3] >= box.y + 2 * MM
    assert height - found[1] <= box.y + box.height - 2 * MM


@pytest.mark.parametrize("marks", ["crop", "hairline"])
def test_marks_are_drawn_where_sheets_are_cut_by_hand(marks: Marks) -> None:
    empty = Imprint(folio="")
    assert ImageChops.invert(picture(badges([], SHEET, imprint=empty, marks=marks))).getbbox()
    punched = badges([], STOCK["avery-5392"], imprint=empty, marks=marks)
    assert ImageChops.invert(picture(punched)).getbbox() is None


def test_both_faces_of_a_tent_carry_the_name_one_upside_down() -> None:
    tents = [PlaceCard("Rivka Cohen", "רבקה כהן", "Technion")] * 2
    stock = STOCK["tent-a4"]
    sheet = picture(place_cards(tents, stock, imprint=Imprint(folio=""), marks="none"))
    width, height = round(stock.width * MM), round(stock.height * MM)
    left, top = round(stock.left * MM), round(stock.top * MM)
    card = sheet.crop((left, top, left + width, top + height))
    upper = card.crop((0, 0, width, height // 2)).rotate(180)
    lower = card.crop((0, height // 2, width, height // 2 * 2))
    assert ImageChops.invert(lower).getbbox()
    assert ImageChops.difference(upper, lower).reduce(8).getextrema()[1] < 100


def test_a_flat_card_shows_the_name_once() -> None:
    cards = [PlaceCard("Rivka Cohen", "", "Technion")]
    assert text_of(place_cards(cards, STOCK["card-a4"], imprint=IMPRINT)).count("Rivka") == 1
