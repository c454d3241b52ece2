"""What an editable copy promises, read back from the file itself."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import (
    Block,
    Card,
    Cards,
    Column,
    Contents,
    Cover,
    DayBanner,
    Entry,
    Facts,
    Grid,
    Group,
    Heading,
    Letter,
    Letterhead,
    Night,
    Note,
    PageBreak,
    Paper,
    People,
    Run,
    Signature,
    Text,
    TimedItem,
    TimedItems,
)
from sciattache.papers.documents.document import document

ISSUED = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paper(*blocks: Block, **values: object) -> Paper:
    given = {"title": "Visit", "version": "3", "issued_at": ISSUED, "marking": "RESTRICTED"}
    return Paper(**{"kind": "programme", "blocks": blocks, **given, **values})  # type: ignore[arg-type]


def opened(*blocks: Block, **values: object) -> Any:
    return docx.Document(io.BytesIO(document(paper(*blocks, **values))))


def said(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def photo() -> bytes:
    stored = io.BytesIO()
    Image.new("RGB", (60, 90), "navy").save(stored, "PNG")
    return stored.getvalue()


EVERYTHING: tuple[Block, ...] = (
    Cover(("COVERED",)),
    Contents(),
    PageBreak(),
    Heading("HEADED", anchor="h"),
    Heading("BELOW", 2),
    Text(("TEXTED ", Run("STRONG", "strong"), Run("LINKED", link="https://example.org/?a=1&b=2"))),
    Facts((("LABEL", "VALUE"), ("EMPTY", " "))),
    DayBanner("DAY", "PLACE", "ZONE"),
    TimedItems(
        (
            TimedItem("09:00", "ITEM", "10:00", "OTHER", "WHERE", "CONTACT", "PEOPLE", "REMARK"),
            TimedItem("11:00", "CANCELLED", status="STATUS", standing="off"),
        ),
        (Night("HOTEL", "DETAILS"),),
    ),
    Grid((Column("HEAD", 2), Column("AMOUNT", align="end")), (Group("GROUP"), ("CELL", "1"))),
    Grid((Column("A"),), (), empty="NOTHING"),
    People((Entry("PERSON", "王小明", "TITLE", "HOUSE", ("MAIL",), "ROLE", photo()),), True),
    Cards((Card("CARD", "BEGIN:VCARD", lines=("PHONE",)),)),
    Note("NOTED\n\nAGAIN", "MIND"),
    Signature((("SIGNER", "OFFICE"),)),
)


@pytest.mark.parametrize("language", words.languages())
def test_every_block_says_all_its_words_in_every_language(language: str) -> None:
    read = said(opened(*EVERYTHING, language=language).element)
    for word in (
        "COVERED HEADED BELOW TEXTED STRONG LINKED LABEL VALUE DAY PLACE ZONE ITEM OTHER WHERE "
        "CONTACT PEOPLE REMARK CANCELLED STATUS HOTEL DETAILS HEAD AMOUNT GROUP CELL NOTHING "
        "PERSON 王小明 TITLE HOUSE MAIL ROLE CARD PHONE NOTED AGAIN MIND SIGNER OFFICE"
    ).split():
        assert word in read, word
    assert "EMPTY" not in read


def test_headings_titles_and_lists_have_the_styles_that_word_processors_know() -> None:
    made = opened(*EVERYTHING[3:])
    styles = {each.text: each.style.name for each in made.paragraphs}
    assert styles["Visit"] == "Title"
    assert styles["HEADED"] == "Heading 1"
    assert styles["BELOW"] == "Heading 2"
    people = next(table for table in made.tables if "PERSON" in said(table._element))
    number = people.rows[0].cells[0].paragraphs[0]
    assert number.style.name == "List Number"
    assert number._element.find(f"{W}pPr/{W}numPr") is not None
    assert {"Caption", "Table House", "Body Text"} <= {style.name for style in made.styles}


def test_a_second_list_of_people_counts_from_one_again() -> None:
    people = People((Entry("A"), Entry("B")), numbered=True)
    made = opened(people, Text(("between",)), people)
    ids = [each.get(f"{W}val") for each in made.element.iter(f"{W}numId")]
    assert len(set(ids)) == 2
    starts = made.part.numbering_part.element.iter(f"{W}startOverride")
    assert [each.get(f"{W}val") for each in starts] == ["1", "1"]


def test_the_head_of_a_table_repeats_and_rows_stay_whole() -> None:
    grid = Grid((Column("HEAD"), Column("MORE")), (("one", "two"), ("long " * 400, "")))
    rows = opened(grid).tables[0]._element.findall(f"{W}tr")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows]
    assert heads == [True, False, False]
    assert whole == [True, True, False]  # what fills pages has to part


def test_a_right_to_left_paper_is_mirrored() -> None:
    made = opened(*EVERYTHING[3:], title="زيارة", language="ar")
    title = next(p for p in made.paragraphs if p.style.name == "Title")
    assert title._element.find(f"{W}pPr/{W}bidi") is not None
    assert title._element.find(f"{W}r/{W}rPr/{W}rtl") is not None
    tables = list(made.element.iter(f"{W}tblPr"))
    assert tables
    assert all(each.find(f"{W}bidiVisual") is not None for each in tables)
    assert made.sections[0]._sectPr.find(f"{W}bidi") is not None


def test_a_latin_value_keeps_to_the_side_of_its_column_in_arabic() -> None:
    made = opened(Grid((Column("الاسم"),), (("Ada Lovelace",),)), title="زيارة", language="ar")
    cell = made.tables[0].rows[1].cells[0].paragraphs[0]._element
    assert cell.find(f"{W}pPr/{W}bidi") is None
    assert cell.find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"


def test_a_left_to_right_paper_is_not_mirrored_but_for_its_arabic_words() -> None:
    made = opened(Text(("Dr محمد بن سلمان",)))
    assert made.element.find(f".//{W}bidiVisual") is None
    turned = [
        said(run) for run in made.element.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None
    ]
    assert "".join(turned) == "محمد بن سلمان"


def test_a_telephone_number_keeps_its_order_in_arabic() -> None:
    made = opened(Text(("الهاتف +41 44 632 11 11",)), title="زيارة", language="ar")
    assert "\u200e+41\u00a044\u00a0632\u00a011\u00a011\u200e" in said(made.element)


def test_the_words_of_a_name_may_part_in_arabic_lest_its_letters_do() -> None:
    made = opened(Text(("الوفد، Rui\u00a0Teixeira\u00a0Balsemo",)), language="ar")
    assert "Rui Teixeira Balsemo" in said(made.element.body)


def test_a_minus_keeps_before_its_number_in_arabic() -> None:
    whole = said(opened(Text(("−27.50 €",)), language="ar").element.body)
    assert "\u200e−27.50\u200e" in whole


def test_a_contact_too_long_for_a_code_says_so_beside_it() -> None:
    whole = said(opened(Cards((Card("ANA", "x" * 5000),))).element.body)
    assert "ANA" in whole and "Too long for a code" in whole


def test_what_leads_a_line_across_a_table_is_in_its_first_column() -> None:
    columns = (Column("WHEN"), Column("WHAT"), Column("DOOR"))
    (table,) = opened(Grid(columns, (Group("TALK", "09:00"),))).tables
    first, *rest = [cell.text for cell in table.rows[1].cells]
    assert (first, set(rest)) == ("09:00", {"TALK"})


def test_runs_tell_their_language_and_their_font() -> None:
    made = opened(Text(("Ada 王小明 نور",)), language="fr-CH")
    default = made.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert default.find(f"{W}lang").get(f"{W}val") == "fr-CH"
    assert default.find(f"{W}rFonts").get(f"{W}ascii") == "Noto Sans"
    told = {said(run).strip(): run.find(f"{W}rPr") for run in made.element.iter(f"{W}r")}
    assert told["王小明"].find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"
    assert told["王小明"].find(f"{W}rFonts").get(f"{W}eastAsia") == "Noto Sans CJK SC"
    assert told["نور"].find(f"{W}lang").get(f"{W}bidi") == "ar-EG"
    assert told["نور"].find(f"{W}rFonts").get(f"{W}cs") == "Noto Sans Arabic"


def test_every_font_that_is_named_has_one_that_stands_in_for_it() -> None:
    with zipfile.ZipFile(io.BytesIO(document(paper(*EVERYTHING)))) as archive:
        fonts = docx.oxml.parse_xml(archive.read("word/fontTable.xml"))
    assert {each.get(f"{W}name") for each in fonts} >= {"Noto Sans", "Noto Sans Arabic"}
    assert all(each.find(f"{W}altName") is not None for each in fonts)


def test_every_foot_has_marking_version_and_number() -> None:
    section = opened(Text(("words",))).sections[0]
    for foot in (section.footer, section.first_page_footer):
        read = said(foot._element)
        assert "RESTRICTED" in read
        assert "Version 3 · issued 3 November 2026, 14:05 UTC" in read.replace("\u00a0", " ")
        codes = [each.text.strip() for each in foot._element.iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]
    assert "Visit" in said(section.header._element)
    assert said(section.first_page_header._element) == ""


@pytest.mark.parametrize(("size", "width", "height"), [("A4", 210, 297), ("Letter", 215.9, 279.4)])
def test_the_page_has_its_size_and_margins(size: str, width: float, height: float) -> None:
    section = opened(Text(("x",)), size=size).sections[0]
    assert section.page_width.mm == pytest.approx(width, abs=0.1)
    assert section.page_height.mm == pytest.approx(height, abs=0.1)
    assert section.left_margin.mm == pytest.approx(20, abs=0.1)
    wide = opened(Text(("x",)), size=size, landscape=True).sections[0]
    assert wide.page_width.mm == pytest.approx(height, abs=0.1)


def test_pictures_say_what_they_show() -> None:
    made = opened(*EVERYTHING)
    names = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    told = [each.get("descr") for each in made.element.iter(names)]
    assert told == ["Portrait of PERSON", "QR code with the contact details of CARD"]
    ids = [each.get("id") for each in made.element.iter(names)]
    assert len(set(ids)) == len(ids)


def test_a_portrait_that_is_no_picture_is_left_out() -> None:
    made = opened(People((Entry("A", photo=b"no picture"), Entry("B", photo=photo()))))
    assert len(made.inline_shapes) == 1


def test_an_emblem_stands_in_the_letterhead() -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4"/></svg>'
    made = opened(Text(("x",)), letterhead=Letterhead(("Embassy",), drawn))
    assert made.inline_shapes[0].height.mm == pytest.approx(14, abs=0.1)
    with pytest.raises(KnownError, match="emblem"):
        opened(Text(("x",)), letterhead=Letterhead(("Embassy",), b"\xff\xfe no"))


def test_the_document_tells_what_it_is() -> None:
    told = opened(
        Text(("x",)), subtitle="Programme", author="Embassy", keywords=("Bern",), language="zh"
    ).core_properties
    assert (told.title, told.subject, told.author, told.keywords) == (
        "Visit", "Programme", "Embassy", "Bern"
    )  # fmt: skip
    assert told.language == "zh-CN"
    assert told.created == told.modified == ISSUED
    assert opened(Text(("x",)), issued_at=None).core_properties.created is None


def test_the_same_paper_gives_the_same_bytes() -> None:
    first = document(paper(*EVERYTHING))
    assert first == document(paper(*EVERYTHING))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_only_addresses_of_the_web_and_the_mail_can_be_opened() -> None:
    links = ("https://a.example", "mailto:a@b.example", "javascript:alert(1)", "file:///etc/passwd")
    made = opened(Text(tuple(Run(link, link=link) for link in links)))
    targets = [each.target_ref for each in made.part.rels.values() if each.is_external]
    assert targets == ["https://a.example", "mailto:a@b.example"]
    assert all(link in said(made.element) for link in links)


def test_a_link_leads_to_its_heading_and_the_contents_to_all() -> None:
    made = opened(
        Contents(), Heading("One", anchor="a b"), DayBanner("Two"), Text((Run("x", link="#a b"),))
    )
    places = {each.get(f"{W}name") for each in made.element.iter(f"{W}bookmarkStart")}
    links = [each.get(f"{W}anchor") for each in made.element.iter(f"{W}hyperlink")]
    assert len(links) == 3
    assert set(links) == places


def test_a_letter_has_the_head_and_no_title() -> None:
    letter = Letter(
        "Bern, 3 November", ("Ada", "ETH"), "Dear Ada,", "One.\n\nTwo.", "Yours,", "Me", "Attaché"
    )
    made = opened(letter, letterhead=Letterhead(("Embassy",)))
    styles = [each.style.name for each in made.paragraphs if each.text]
    assert styles == [
        "Letterhead", "Date", "Inside Address", "Salutation", "Body Text", "Body Text", "Closing",
        "Signature", "Signature",
    ]  # fmt: skip
    assert "Version" not in said(made.sections[0].footer._element)


def test_no_word_becomes_markup() -> None:
    odd = "<w:p/> &amp; ]]> {name} \x00\x07\ud800\ufffe \u202eevil"
    made = opened(Text((odd,)), Note(odd), Grid((Column(odd),), ((odd,),)), title=odd, marking=odd)
    assert said(made.element).count("<w:p/> &amp; ]]> {name}") == 5


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(words.languages()))
def test_whatever_is_said_a_document_opens(text: str, language: str) -> None:
    blocks = (
        Heading(text), Text((text, Run(text, link=text))), DayBanner(text, text, text),
        TimedItems((TimedItem(text, text, remarks=text),)), Note(text),
        Grid((Column(text),), ((text,),)), People((Entry(text, text),)),
        Letter(text, (text,), text, text, text),
    )  # fmt: skip
    opened(*blocks, title=text, subtitle=text, marking=text, author=text, language=language)
