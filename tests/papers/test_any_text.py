"""Whatever stands in a field, a paper comes out, or a sentence that says why it cannot."""

import io
import random
from itertools import zip_longest
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciattache.domain.points import Point
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.papers.blocks import Cards
from sciattache.papers.catalogue import KINDS, draw
from sciattache.papers.flowing.lists import contact_sheet
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

_HUGE = 40_000
_ODD = (
    "",
    " \n\t ",
    "\x00\x07\x1b[31m\ud800\ufffe",
    "=HYPERLINK(\"http://x\")\r\n@SUM(A1) -1 +1",
    "محمد بن سلمان (Riyadh), 12:30–14:00 שרה כהן",
    "👩‍🔬🇨🇭🏳️‍🌈 é́́́́́́ ﷽",
    "Donaudampfschiffahrt" * 30,
    "\u202e\u2066\u200f\u200bevil\u2069",
    "#eval(\"1\") $x$ @ref <a> & %s {name} \\ `",
    "王小明　田中さくら 김민수 ไม่มีช่องว่างระหว่างคำ",
)  # fmt: skip
_NAMES = {
    "Greek": "Ελένη Παπαδοπούλου", "Cyrillic": "Олександр Шевченко", "Vietnamese": "Đặng Thị Hà",
    "Arabic": "محمد الهاشمي", "Hebrew": "שרה כהן", "Devanagari": "नरेन्द्र शर्मा",
    "Bengali": "রবীন্দ্রনাথ", "Tamil": "சுப்பிரமணியன்", "Telugu": "వెంకటేశ్వర", "Sinhala": "ජයවර්ධන",
    "Thai": "สมชาย ใจดี", "Lao": "ສົມສັກ", "Khmer": "សុខា", "Georgian": "გიორგი", "Armenian": "Հայկ",
    "Ethiopic": "አበበ ቢቂላ", "Chinese": "王小明", "Japanese": "田中さくら", "Korean": "김민수",
}  # fmt: skip


def _records(dossier: Dossier) -> list[Record]:
    found: list[Record] = []
    for part in vars(dossier).values():
        values = part.values() if isinstance(part, dict) else part
        for value in values if isinstance(part, (list, dict)) else [part]:
            found += value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, Record)]


def _places(dossier: Dossier) -> list[tuple[Record, Any]]:
    """Every field of every record that words can stand in."""
    return [
        (record, field)
        for record in _records(dossier)
        for field in record.fields()
        if field.kind.name in ("text", "note", "points") and field.scheme != "address"
    ]


def _put(record: Record, field: Any, text: str) -> None:
    setattr(record, field.name, (Point(text),) if field.kind.name == "points" else text)


def _comes_out(dossier: Dossier, subject: str, name: str, **more: Any) -> bytes | None:
    try:
        return draw(dossier, name, Wish(subject=subject, **more))
    except KnownError as refused:
        assert str(refused)
        return None


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_paper_comes_out_of_odd_texts_in_every_field(planted, kind) -> None:
    dossier = planted.dossier()
    language = random.Random(kind.name).choice(("en", "ar", "zh"))
    for record, field in _places(dossier):  # one field more leaves the others as they are
        odd = random.Random(f"{kind.name} {record.type_name()} {record.rid} {field.name}")
        _put(record, field, odd.choice(_ODD))
    made = _comes_out(dossier, planted.subject(kind), kind.name, language=language)
    assert made is not None
    assert made[:4] in (b"%PDF", b"PK\x03\x04")


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_paper_comes_out_of_empty_fields(planted, kind) -> None:
    dossier = planted.dossier()
    for record, field in _places(dossier):
        if not field.required:
            setattr(record, field.name, None)
    assert _comes_out(dossier, planted.subject(kind), kind.name)


@settings(max_examples=12)
@given(data=st.data())
def test_a_paper_comes_out_of_a_huge_text_in_any_field(planted, data) -> None:
    dossier = planted.dossier()
    places = _places(dossier)
    record, field = places[data.draw(st.integers(0, len(places) - 1))]
    part = data.draw(st.sampled_from(("word ", "ص " * 2, "x", "長い文", "👍", "line\n")))
    _put(record, field, (part * _HUGE)[:_HUGE])
    kind = data.draw(st.sampled_from(KINDS))
    _comes_out(dossier, planted.subject(kind), kind.name)


@pytest.mark.parametrize("field", ["title", "description", "objective"])
def test_an_item_longer_than_a_page_is_printed_to_its_end(planted, field) -> None:
    dossier = planted.dossier()
    setattr(dossier.items[0], field, "long " * 8_000 + "theend")
    made = _comes_out(dossier, planted.ids["guest"], "programme")
    assert made is not None
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    assert len(pages) > 2
    assert any("theend" in page for page in pages)


_SHAPED = ("badges", "seating-plan", "car-plan", "baggage-tags")


@pytest.mark.parametrize("kind", ["programme", "delegation-list", "contact-sheet", *_SHAPED])
def test_names_of_every_script_are_printed_with_their_own_signs(planted, kind) -> None:
    dossier = planted.dossier()
    coming = [dossier.people[planted.ids[one]] for one in ("guest", "mate")]
    for one in dossier.participants:
        one.badge_name = None
    for names in zip_longest(*[iter(_NAMES.values())] * len(coming), fillvalue="王小明"):
        for person, name in zip(coming, names, strict=True):
            person.family_name, person.given_name, person.native_name = name, "", name
            person.prefix = person.suffix = person.additional_names = None
        made = _comes_out(dossier, planted.ids["guest"], kind)
        assert made is not None
        pages = pypdfium2.PdfDocument(made)
        signs = "".join(page.get_textpage().get_text_range() for page in pages)
        for name in names:
            letters = {sign for sign in name if sign.isalpha()}
            assert len(letters & set(signs)) >= 0.6 * len(letters), name
        if kind not in _SHAPED:
            with pikepdf.open(io.BytesIO(made)) as document:
                # the standard forbids a sign without a glyph
                assert b"pdfuaid" in document.Root.Metadata.read_bytes(), names


def test_a_code_is_made_of_a_card_however_long_its_words(planted) -> None:
    dossier = planted.dossier()
    for record, field in _places(dossier):
        _put(record, field, "x" * _HUGE)
    (cards, *_) = [b for b in contact_sheet(dossier, Reader("full", "en")) if isinstance(b, Cards)]
    assert cards.cards
