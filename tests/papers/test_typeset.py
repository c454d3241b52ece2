"""What the typeset papers promise, read back from the PDF itself."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import (
    Biography,
    Block,
    Card,
    Cards,
    Column,
    Contents,
    Cover,
    DayBanner,
    Entry,
    Facing,
    Facts,
    Figures,
    Grid,
    Group,
    Heading,
    Label,
    Letterhead,
    Map,
    Night,
    Note,
    PageBreak,
    Paper,
    People,
    Picture,
    Quote,
    Run,
    Signature,
    Sum,
    Tab,
    Text,
    TimedItem,
    TimedItems,
)
from sciattache.papers.typesetting import look
from sciattache.papers.typesetting.typeset import pdf, png_pages

ISSUED = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
SCRIPTS = {
    "Latin": "Đặng Thị Hà Łukasz Øystein",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Олександр Шевченко",
    "Arabic": "محمد بن سلمان",
    "Hebrew": "שרה כהן",
    "Devanagari": "नरेन्द्र शर्मा",
    "Bengali": "রবীন্দ্রনাথ",
    "Gurmukhi": "ਗੁਰਮੀਤ ਸਿੰਘ",
    "Gujarati": "મહાત્મા ગાંધી",
    "Tamil": "சுப்பிரமணியன்",
    "Telugu": "వెంకటేశ్వర",
    "Kannada": "ವಿಶ್ವೇಶ್ವರಯ್ಯ",
    "Malayalam": "കൃഷ്ണൻ",
    "Sinhala": "ජයවර්ධන",
    "Thai": "สมชาย ใจดี",
    "Khmer": "សុខា",
    "Georgian": "გიორგი",
    "Armenian": "Հայկ Սարգսյան",
    "Amharic": "አበበ ቢቂላ",
    "Chinese": "王小明",
    "Japanese": "田中さくら",
    "Korean": "김민수",
}


def paper(*blocks: Block, **values: object) -> Paper:
    given = {"title": "Visit", "version": "3", "issued_at": ISSUED, "marking": "RESTRICTED"}
    return Paper(**{"kind": "programme", "blocks": blocks, **given, **values})  # type: ignore[arg-type]


def texts(made: bytes) -> list[str]:
    """The text of each page as a search finds it: a space that keeps words together is a space."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    return [page.replace("\u00a0", " ") for page in pages]


def claims(made: bytes) -> str:
    with pikepdf.open(io.BytesIO(made)) as document:
        return document.Root.Metadata.read_bytes().decode()


def every_block() -> tuple[Block, ...]:
    portrait = io.BytesIO()
    Image.new("RGB", (60, 90), "#8899aa").save(portrait, "PNG")
    return (
        Cover(("3 November 2026",)),
        Contents(),
        PageBreak(),
        Heading("Part", anchor="part"),
        Text(("Plain ", Run("strong", "strong"), Run("see", link="#part"), "\n\nNext")),
        Facts((("Head", "Dr A"), ("Left out", ""))),
        DayBanner("Tuesday", "Seoul", "UTC+9"),
        TimedItems(
            (TimedItem("09:00", "Call", "10:00", status="Off", standing="off"),), (Night("Hotel"),)
        ),
        Grid((Column("Name", 2), Column("No", 1, "end")), (Group("A"), ("X", "1"), ("Y",))),
        People((Entry("A", "王", photo=portrait.getvalue()), Entry("B", photo=b"junk"))),
        Cards((Card("A", "BEGIN:VCARD\nEND:VCARD"),)),
        Note("Mind the step", "Note"),
        Grid((Column("Cost", style="titled"), Column("Sum")), (("A\nb", "1"), Sum(("All", "1")))),
        Tab(1, "Tab"),
        Biography(Entry("A", "王", photo=portrait.getvalue()), "A life.", (("Says", "Ah"),)),
        Map(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 17 10"/>',
            1.7,
            "Map",
            (Label(500, 500, "Seoul", "1"),),
        ),
        Figures((("€1.2M", "returned"), ("11", "jobs"))),
        Quote("They rang first.", "A"),
        Picture(portrait.getvalue(), "A harbour"),
        Signature((("A", "Head"), ("B", "Host"))),
    )


def test_an_issued_paper_is_tagged_archived_and_named() -> None:
    made = pdf(paper(*every_block(), author="Office", keywords=("visit",), language="fr"))
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "fr"
        assert str(document.docinfo["/Title"]) == "Visit"
        assert str(document.docinfo["/Author"]) == "Office"
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "Part", "Onglet 1 Tab",
            ]  # fmt: skip
            below = [[item.title for item in each.children] for each in outline.root]
            assert below == [["Tuesday"], ["A"]]
    found = claims(made)
    assert "<pdfuaid:part>1" in found
    assert "<pdfaid:part>2" in found
    assert "<pdfaid:conformance>A" in found


def test_a_draft_bears_no_date_and_says_so() -> None:
    made = pdf(paper(Text(("Words",)), issued_at=None))
    assert "Draft, not issued" in texts(made)[0]
    assert "pdfuaid" in claims(made)


@pytest.mark.parametrize("language", words.languages())
def test_the_same_paper_gives_the_same_bytes(language: str) -> None:
    assert pdf(paper(*every_block(), language=language)) == pdf(
        paper(*every_block(), language=language)
    )


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_every_script_prints_without_a_missing_glyph(language: str) -> None:
    rows = tuple((script, name) for script, name in SCRIPTS.items())
    made = pdf(paper(Grid((Column("Script"), Column("Name", style="strong")), rows),
                     language=language))  # fmt: skip
    assert "pdfuaid" in claims(made)  # the standard forbids missing glyphs
    letters = set("".join(texts(made)))
    for script, name in SCRIPTS.items():
        base = {sign for sign in name if sign.isalpha()}
        assert len(base & letters) >= 0.6 * len(base), script


def test_text_is_never_markup() -> None:
    odd = '#eval("1+1") $x^2$ @ref *b* _i_ <label> \\ `raw` // no'
    read = texts(pdf(paper(Text((odd + "\x00",)), Note(odd), title=odd)))[0]
    assert read.count('#eval("1+1") $x^2$ @ref *b* _i_ <label>') >= 2


def test_every_page_carries_marking_version_hour_and_number() -> None:
    days = [block for n in range(30) for block in (Heading(f"Day {n}"), Text(("Words. " * 60,)))]
    read = texts(pdf(paper(Cover(("Bern",)), *days)))
    assert len(read) > 3
    for number, page in enumerate(read, 1):
        assert "RESTRICTED" in page
        assert "Version 3 · issued 3 November 2026, 14:05 UTC" in page
        assert f"Page {number} of {len(read)}" in page


def test_a_cell_taller_than_a_page_goes_on_and_heads_repeat() -> None:
    long = "word " * 8000
    grid = Grid((Column("Item"), Column("Remarks")), (("One", long),))
    item = TimedItems((TimedItem("09:00", "Talk", remarks=long),))
    read = texts(pdf(paper(grid, PageBreak(), item)))
    assert "".join(read).count("word") == 16000
    assert sum("Remarks" in page for page in read) == sum("Item" in page for page in read) > 2


def test_a_heading_never_stands_alone_at_the_foot() -> None:
    for lines in range(30, 44):
        filler = tuple(Text((f"Line {n}",)) for n in range(lines))
        day = (DayBanner("TUESDAY"), TimedItems((TimedItem("09:00", "CALL", place="Bern"),)))
        for page in texts(pdf(paper(*filler, *day))):
            assert ("TUESDAY" in page) == ("CALL" in page), lines


def test_a_day_that_goes_on_is_named_at_the_head_of_the_next_page() -> None:
    items = tuple(TimedItem(f"{n:02}:00", f"Call {n}", place="Bern") for n in range(40))
    read = texts(pdf(paper(DayBanner("TUESDAY"), TimedItems(items))))
    assert all("TUESDAY" in page for page in read)


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_a_long_title_is_cut_at_the_head_of_a_page_beside_a_long_day(language: str) -> None:
    title = "From glacier to ocean: visit of the Helvetic Academy of Water and Climate"
    day = "Wednesday the twenty-third of September, on the way to Neuchâtel"
    filler = tuple(Text((f"Line {n}",)) for n in range(60))
    of = paper(Heading(day), *filler, title=title, language=language)
    head = pypdfium2.PdfDocument(pdf(of))[1].get_textpage()
    start, _ = head.search("glacier").get_next()
    other, _ = head.search("Wednesday").get_next()
    assert "…" in head.get_text_range().replace("...", "…")
    assert "Climate" not in head.get_text_range()
    assert abs(head.get_charbox(start)[1] - head.get_charbox(other)[1]) < 4, "on one line"


def test_long_words_stay_within_the_page() -> None:
    long = "x" * 300
    made = pdf(paper(Text((long,)), Grid((Column("A"), Column("B", 5)), ((long, "1"),))))
    page = pypdfium2.PdfDocument(made)[0]
    boxes = page.get_textpage()
    right = page.get_width() - 56
    assert all(boxes.get_charbox(n)[2] <= right for n in range(boxes.count_chars()))


def test_a_right_to_left_paper_is_mirrored() -> None:
    blocks = (TimedItems((TimedItem("09:00", "اجتماع", remarks="ملاحظات"),)),)

    def ink(language: str) -> bytes:
        return png_pages(paper(*blocks, title="زيارة", language=language))[0]

    left, right = (Image.open(io.BytesIO(ink(code))).convert("L") for code in ("en", "ar"))
    title = (0, 40, left.width, 84)
    first = ImageChops.invert(left.crop(title)).getbbox()
    other = ImageChops.invert(right.crop(title)).getbbox()
    assert first is not None and other is not None
    assert first[0] < left.width / 4 < left.width / 2 < other[0]


def test_arabic_and_hebrew_read_back_in_logical_order() -> None:
    grid = Grid((Column("No"), Column("Name")), (("1", "محمد بن سلمان"), ("2", "שרה כהן")))
    read = "".join(texts(pdf(paper(grid, Text(("Dr محمد بن سلمان",))))))
    assert read.count("محمد بن سلمان") == 2
    assert "שרה כהן" in read


def test_a_short_chinese_word_is_kept_whole_and_copied_as_it_is() -> None:
    for length in range(20, 60):
        (page,) = texts(pdf(paper(Text((f"{'A' * length} · 里斯本",)), language="zh")))
        assert "里斯本" in page, length


def test_a_link_leads_to_the_first_heading_of_its_name_if_there_is_one() -> None:
    twice = (Heading("One", anchor="a b"), DayBanner("Two", anchor="a b"), Heading("", anchor="c"))
    links = Text((Run("there", link="#a b"), Run("nowhere", link="#c")))
    assert len(texts(pdf(paper(*twice, links)))) == 1


def test_an_empty_paper_is_one_page() -> None:
    assert len(texts(pdf(paper()))) == 1
    empty = (Grid((Column("A"),), (), "Nobody yet"), People(()), Cards(()), TimedItems(()))
    assert "Nobody yet" in texts(pdf(paper(*empty, Facts(()), Text(()), Signature(()))))[0]


def test_sizes_large_print_and_landscape() -> None:
    for size, landscape, wanted in (("A4", False, (595, 842)), ("Letter", True, (792, 612))):
        made = pdf(paper(Text(("x",)), size=size, landscape=landscape), look=look.large_print())
        page = pypdfium2.PdfDocument(made)[0]
        assert (round(page.get_width()), round(page.get_height())) == wanted


def test_greyscale_has_no_colour() -> None:
    assert not coloured_pages(png_pages(paper(*every_block(), look="grey")))


def test_the_letterhead_shows_an_emblem() -> None:
    head = Letterhead(("Embassy",), picture("#ff0000"))
    assert "pdfuaid" in claims(pdf(paper(letterhead=head)))
    with pytest.raises(KnownError, match="emblem"):
        pdf(paper(letterhead=Letterhead(("Embassy",), b"not a picture")))


def test_greyscale_takes_the_colour_from_pictures_as_well() -> None:
    raw = picture("#ff0000")
    shown = People((Entry("Ana", photo=raw),)), Picture(raw, "A red field", ratio=4)
    made = paper(*shown, letterhead=Letterhead(("Embassy",), raw))
    assert coloured_pages(png_pages(made))
    assert not coloured_pages(png_pages(replace(made, look="grey")))
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path fill="red" d="M0 0h4v2H0z"/></svg>'
    drawing = paper(letterhead=Letterhead(("Embassy",), drawn))
    assert coloured_pages(png_pages(drawing))
    assert not coloured_pages(png_pages(replace(drawing, look="grey")))


def test_greyscale_takes_the_colour_from_maps() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path fill="#1f4e79" d="M0 0h4v2H0z"/></svg>'
    made = paper(Map(svg, 2.0, "A field"))
    assert coloured_pages(png_pages(made))
    assert not coloured_pages(png_pages(replace(made, look="grey")))


def picture(colour: str) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGBA", (40, 40), colour).save(drawn, "PNG")
    return drawn.getvalue()


def coloured_pages(pages: list[bytes]) -> int:
    return sum(_coloured(Image.open(io.BytesIO(raw)).convert("RGB")) for raw in pages)


def _coloured(shown: Image.Image) -> bool:
    red, green, blue = shown.split()
    return any(ImageChops.difference(red, one).getbbox() for one in (green, blue))


def test_contact_details_too_long_for_a_code_have_none_and_the_others_theirs() -> None:
    content = pdf(paper(Cards((Card("Ana", "x" * 5000), Card("Bo", "BEGIN:VCARD")))))
    (page,) = texts(content)
    assert "Ana" in page and "Bo" in page
    assert " ".join(page.split()).count("Too long for a code") == 1


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(KnownError, match="xx"):
        pdf(paper(language="xx"))


def test_an_hour_of_issue_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        paper(issued_at=datetime(2026, 1, 1))


ODD = st.text(st.characters() | st.sampled_from("#$@\x00\u202e\u200d\ufe0f😀क\u0301م\n{}"))


@settings(max_examples=40, deadline=None)
@given(ODD, ODD, ODD)
def test_any_text_prints(one: str, two: str, three: str) -> None:
    made = pdf(
        paper(
            Heading(one),
            Text((one, Run(two, "strong", three))),
            TimedItems((TimedItem(one, two, place=three, participants=one),), (Night(two, one),)),
            Grid((Column(one), Column(two)), ((two, three), Group(one))),
            People((Entry(three, one, contacts=(two,)),)),
            title=one,
            marking=two,
            letterhead=Letterhead((three,)),
        )
    )
    assert len(pypdfium2.PdfDocument(made)) >= 1


def test_what_would_fill_pages_at_the_side_takes_the_width_of_the_page() -> None:
    long = "The delegation and its hosts discuss the joint network at length. " * 100
    day = (DayBanner("Tuesday"), TimedItems((TimedItem("09:00", "Talks", remarks=long),)))
    assert len(texts(pdf(paper(*day)))) == 2


def test_a_name_with_a_hyphen_keeps_its_order_among_words_from_right_to_left() -> None:
    name = Entry("Prof. Dr Layla Al-Masri", title="أستاذة")
    made = pdf(paper(People((name,)), language="ar"))
    page = pypdfium2.PdfDocument(made)[0].get_textpage()
    left = [page.get_charbox(page.search(word).get_next()[0])[0] for word in ("Layla", "Masri")]
    assert left == sorted(left)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("facing", [False, True])
def test_a_name_with_a_hyphen_stays_on_one_line(language: str, facing: bool) -> None:
    for length in range(1, 24):
        item = TimedItem("09:00", "Call", participants=f"{'x' * length} 王 Étienne Favre-Bulle")
        day: Block = TimedItems((item,))
        day = Facing("fr", (day,), (day,)) if facing else day
        (page,) = texts(pdf(paper(day, language=language)))
        assert "Favre-Bulle" in page
        assert not any(line.endswith("Favre-") for line in page.splitlines())


def test_a_list_without_contacts_has_the_width_for_its_titles() -> None:
    title = "Ambassador Extraordinary and Plenipotentiary, Permanent Representative in New York"

    def lines(contacts: tuple[str, ...]) -> int:
        (page,) = texts(pdf(paper(People((Entry("Ann Meier", title=title, contacts=contacts),)))))
        return page.count("\n")

    assert lines(("x",)) - lines(()) == 2, "one line for the contact, one for the title's rest"


def test_long_figures_stand_beside_each_other() -> None:
    figures = tuple((f"{sign * 4}\u00a0million", "returned") for sign in "ABCD")
    page = pypdfium2.PdfDocument(pdf(paper(Figures(figures))))[0].get_textpage()
    edges = []
    for sign in "ABCD":
        start, count = page.search(sign * 4).get_next()
        edges.append((page.get_charbox(start)[0], page.get_charbox(start + count + 7)[2]))
    for (_, right), (left, _) in pairwise(edges):
        assert right < left


@pytest.mark.parametrize("items", [1, 2])
@pytest.mark.parametrize("facing", [False, True])
def test_the_night_stays_with_the_last_item_of_its_day(items: int, facing: bool) -> None:
    calls = tuple(TimedItem("09:00", f"CALL {n}") for n in range(items))
    for lines in range(30, 44):
        filler = tuple(Text((f"Line {n}",)) for n in range(lines))
        day = (DayBanner("TUESDAY"), TimedItems(calls, (Night("ASTORIA"),)))
        day = (Facing("fr", day, day),) if facing else day
        for page in texts(pdf(paper(*filler, *day))):
            assert ("ASTORIA" in page) == (f"CALL {items - 1}" in page), lines
            assert ("TUESDAY" in page) == ("CALL" in page), lines


@pytest.mark.parametrize("facing", [False, True])
def test_a_hyphen_at_the_end_of_a_line_is_not_repeated_in_the_next(facing: bool) -> None:
    for length in range(1, 16):
        item = TimedItem("09:00", f"{'x ' * length}co-funding of tide-gauge records by long-term")
        day: Block = TimedItems((item, replace(item, title=item.title * 2)))
        day = Facing("es", (day,), (day,)) if facing else day
        said = "".join(texts(pdf(paper(day, language="es"))))
        begun = [line for line in said.splitlines() if re.match("[-\u00ad\ufffe\u2010]", line)]
        assert not begun
    assert "-" in said


@pytest.mark.parametrize("length", [0, 10, 20, 30, 40])
def test_whose_time_it_is_stands_on_one_line(length: int) -> None:
    zone = "Lisbon time (UTC) · below: Zurich time (UTC+1)"
    day = DayBanner("Tuesday, 8 December 2026", f"Lisbon{'x' * length}, Portugal", zone)
    items = TimedItems((TimedItem("09:00", "Call"),))
    facing = Facing("en", (day, items), (day, items))
    for block, times in (((day, items), 1), ((facing,), 2)):
        (page,) = texts(pdf(paper(*block, language="fr")))
        assert page.count(zone) == times


def test_strong_chinese_words_are_of_one_colour_with_their_line() -> None:
    (page,) = png_pages(
        Paper("programme", "", (DayBanner("2026年12月8日星期二"),), language="zh"), scale=2
    )
    picture = Image.open(io.BytesIO(page)).convert("RGB")
    banner = picture.crop((0, 0, picture.width, picture.height // 2))
    colours = banner.getcolors(banner.width * banner.height) or []
    assert any(abs(blue - 0x79) < 4 and red < 0x30 for _, (red, _, blue) in colours)
    assert not [seen for _, seen in colours if max(seen) < 0x50], "no letter has an edge of ink"


def test_the_number_of_a_room_stays_with_its_word() -> None:
    for length in range(1, 40):
        item = TimedItem("09:00", "Call", place=f"{'x ' * length}, Workshop 2", remarks="Notes")
        (page,) = texts(pdf(paper(TimedItems((item,)))))
        assert not [line for line in page.splitlines() if line.strip() == "2"]


@pytest.mark.parametrize("facing", [False, True])
def test_what_became_of_an_item_is_not_parted_in_chinese(facing: bool) -> None:
    for length in range(20, 50):
        item = TimedItem("09:00", "x " * length, status="备选", remarks="Notes")
        day: Block = TimedItems((item,))
        day = Facing("en", (day,), (day,)) if facing else day
        (page,) = texts(pdf(paper(day, language="zh")))
        assert "备选" in page
