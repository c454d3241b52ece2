"""Every kind of paper for every audience, language and size; what each page and file says."""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import cycle

import openpyxl
import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from sciattache.assets import resources
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.issue import Issue
from sciattache.errors import KnownError
from sciattache.papers import catalogue, words
from sciattache.papers.catalogue import KINDS, draw
from sciattache.papers.file_names import file_name
from sciattache.papers.kinds import Wish

_ISSUED = datetime(2026, 10, 20, 16, 5, tzinfo=UTC)
_EVERY = [
    (kind, audience, language)
    for place, language in enumerate(words.languages())
    for number, kind in enumerate(kind for kind in KINDS if not kind.asks)
    for audience in kind.audiences
    if language == "en" or audience == kind.audiences[(place + number) % len(kind.audiences)]
]  # every kind for every audience, and in every language for one of them
_OF_A_VERSION = [k for k in KINDS if k.about != "recipient" and (k.issued or k.says is None)]
_BRIEFS = {"person-brief", "organisation-brief"}  # named after their subject
_SIZED = [(*one, size) for one, size in zip(_EVERY, cycle(("A4", "A4", "Letter")), strict=False)]
_POINTS = {"A4": (595, 842), "Letter": (612, 792)}
_ACROSS = {"seating-plan", "run-sheet"}  # landscape
_IMPOSED = {"pocket-programme"}  # small pages on sheets: each page has its own foot
_PAPER_SIZES = {"A4": {9, 8}, "Letter": {1, 3}}
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


def _pages(made: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]


def _wish(planted, kind, **more) -> Wish:
    return Wish(subject=planted.subject(kind), **more)


@pytest.fixture
def issued(planted):
    dossier = planted.dossier()
    object.__setattr__(dossier, "issue", Issue(version=3, issued_at=_ISSUED))
    return dossier


@pytest.mark.parametrize(
    ("kind", "audience", "language", "size"), _SIZED, ids=lambda one: getattr(one, "name", one)
)
def test_a_paper_is_made_for_everybody(planted, issued, kind, audience, language, size) -> None:
    wish = _wish(planted, kind, audience=audience, language=language, size=size)
    made = draw(issued, kind.name, wish)
    marking = issued.marking
    version = words.say("version", language, version=3)
    if kind.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(made))
        assert book.properties.title
        assert book.properties.language == language
        assert book.properties.category == marking
        assert version in book.properties.version
        assert len(book.sheetnames) >= 2
        for sheet in book:
            (table,) = sheet.tables.values()
            first, top, last, bottom = range_boundaries(table.ref)
            assert (first, top, last) == (1, 5, sheet.max_column)
            assert sheet.freeze_panes == "A6"
            assert table.autoFilter.ref
            assert sheet.print_title_rows == "$1:$5"
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
            assert sheet["A1"].value == issued.engagement.title
            assert f"{version} · " in sheet["A3"].value
            assert sheet["A3"].value.endswith(marking)
            assert bottom == sheet.max_row
            assert sheet.page_setup.paperSize in _PAPER_SIZES[size]
            assert sheet.sheet_view.rightToLeft is (language == "ar")
            foot = (sheet.oddFooter.right if language == "ar" else sheet.oddFooter.left).text
            assert f"{marking} · {version}" in foot
            assert "16:05 UTC" not in foot
            assert "17:05 UTC+1" in foot
        return
    points = _POINTS[size][::-1] if kind.name in _ACROSS else _POINTS[size]
    assert tuple(round(n) for n in pypdfium2.PdfDocument(made)[0].get_size()) == points
    pages = _pages(made)
    for number, page in enumerate(pages, 1):
        flat = re.sub(r"\s+", " ", page)
        # pdfium reads the Latin words of an Arabic line backwards, but for their digits
        assert marking in flat or (language == "ar" and f"z{marking[1:-1]}q" in flat)
        assert str(number) in flat
        of_a_version = kind in _OF_A_VERSION
        assert ("17:05" in flat) is of_a_version
        if language != "ar":
            assert (version in flat) is of_a_version
            if kind.name not in _IMPOSED:
                assert words.say("page", language, page=number, pages=len(pages)) in flat
    with pikepdf.open(io.BytesIO(made)) as document:
        assert str(document.Root.Lang) == language
        item = next(one for one in issued.items if one.id == planted.ids["confirmed"])
        about = item if kind.about == "item" else issued.engagement
        told = "/Subject" if kind.name in _BRIEFS else "/Title"
        assert about.title in str(document.docinfo[told])
        assert str(document.docinfo["/Author"]) == issued.post.name
        if kind.name in ("programme", "itinerary", "delegation-list", "contact-sheet"):
            with document.open_outline() as outline:
                assert outline.root


def test_what_belongs_to_no_version_bears_its_day(issued) -> None:
    pages = _pages(draw(issued, "debrief", Wish(on=date(2026, 10, 30))))
    assert all("As of 30 October 2026" in page and "Version" not in page for page in pages)


@pytest.mark.parametrize("kind", _OF_A_VERSION, ids=[kind.name for kind in _OF_A_VERSION])
def test_what_was_never_issued_is_a_draft(planted, kind) -> None:
    made = draw(planted.dossier(), kind.name, _wish(planted, kind))
    if kind.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(made))
        assert all("Draft, not issued" in sheet.oddFooter.left.text for sheet in book)
    else:
        assert all("Draft, not issued" in page for page in _pages(made))


def test_equal_papers_have_equal_bytes_whatever_the_process(planted) -> None:
    program = (
        "import sys, hashlib, pathlib\n"
        "from sciattache.store import office\n"
        "from sciattache.papers.catalogue import KINDS, draw, load\n"
        "from sciattache.papers.kinds import Wish\n"
        "from sciattache.domain.programmes.engagement import Engagement\n"
        "made = office.open_office(pathlib.Path(sys.argv[1]))\n"
        "with made.session() as session:\n"
        "    dossier = load(session, session.query(Engagement).one())\n"
        "    for kind in KINDS:\n"
        "        subject = sys.argv[3 if kind.about == 'item' else 2]\n"
        "        wish = Wish(subject=subject, language='ar')\n"
        "        print(hashlib.sha256(draw(dossier, kind.name, wish)).hexdigest())\n"
        "made.close()\n"
    )
    there = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            str(planted.office.path),
            planted.ids["guest"],
            planted.ids["confirmed"],
        ],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = [
        hashlib.sha256(
            draw(planted.dossier(), kind.name, _wish(planted, kind, language="ar"))
        ).hexdigest()
        for kind in KINDS
    ]
    assert there.stdout.split() == here


@pytest.mark.parametrize(
    ("name", "wish", "sentence"),
    [
        ("menu", Wish(), "There is no paper “menu”"),
        ("itinerary", Wish(audience="press"), "not made for “press”"),
        ("budget", Wish(audience="guest"), "not made for “guest”"),
        ("meeting-requests", Wish(audience="guest"), "not made for “guest”"),
        ("programme", Wish(language="tlh"), "the language “tlh”"),
        ("programme", Wish(size="A5"), "no paper size “A5”"),
        ("itinerary", Wish(), "needs a participant"),
        ("meeting-brief", Wish(), "about one item"),
        ("meeting-brief", Wish(subject="nobody"), "about one item"),
        ("run-sheet", Wish(audience="guest"), "not made for “guest”"),
        ("meeting-brief", Wish(audience="driver"), "not made for “driver”"),
        ("badges", Wish(stock="gold"), "gold"),
        ("address-labels", Wish(stock="badge-a4"), "badge-a4"),
        ("address-labels", Wish(start=22), "no piece 22"),
        ("badges", Wish(start=0), "no piece 0"),
        ("programme", Wish(start=2), "not pieces of a sheet"),
        ("seating-plan", Wish(stock="badge-a4"), "not pieces of a sheet"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(planted, name, wish, sentence) -> None:
    with pytest.raises(KnownError, match=re.escape(sentence)) as refused:
        draw(planted.dossier(), name, wish)
    assert refused.value.remedy


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(planted) -> None:
    with pytest.raises(KnownError) as refused:
        draw(planted.dossier(), "address-labels", Wish(stock="gold"))
    names = refused.value.remedy
    assert all(name in names for name in ("avery-l7160", "avery-5163"))
    assert "badge" not in names


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.stocks], ids=lambda kind: kind.name
)
def test_every_kind_of_piece_has_a_usual_sheet_of_each_paper_size(planted, kind) -> None:
    for size in _POINTS:
        made = draw(planted.dossier(), kind.name, Wish(size=size))
        assert tuple(round(n) for n in pypdfium2.PdfDocument(made)[0].get_size()) == _POINTS[size]


def test_plans_of_what_there_is_not_are_left_out_of_a_whole_set(planted) -> None:
    dossier = planted.dossier()
    whole = {name for name, _ in catalogue.drawn(dossier)}
    assert {"seating-plan.pdf", "car-plan-driver.pdf"} <= whole
    bare = replace(dossier, seatings=[], vehicles=[])
    assert not {name for name, _ in catalogue.drawn(bare) if name.startswith(("seating", "car-"))}


def test_guests_of_one_name_each_get_their_itinerary(planted) -> None:
    with planted.office.step("Name both alike") as session:
        for id in (planted.ids["guest"], planted.ids["mate"]):
            person = session.query(Person).filter(Person.id == id).one()
            person.given_name, person.family_name = "María", "Pérez"
            person.additional_names = None
    with planted.office.session() as session:
        engagement = planted.dossier().engagement
        files = [name for name, _ in catalogue.everything(session, engagement)]
    assert {"itinerary-María-Pérez.pdf", "itinerary-María-Pérez-2.pdf"} <= set(files)
    assert len({name.casefold() for name in files}) == len(files)


@given(st.text(max_size=300))
@example("CON")
@example("nul ")
@example("../../etc/passwd")
@example("C:\\x")
@example("trailing...")
@example("-rf")
@example("com¹")
@example("\x00\x1f")
@example("𠜎" * 200)
def test_a_file_name_is_one_that_every_system_takes(text) -> None:
    name = file_name(text)
    assert name
    assert len(f"itinerary-{name}-12.xlsx".encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|.')
    assert name[0] != "-"
    assert name == name.strip()
    assert name.isprintable()
    assert name.casefold() not in _RESERVED


def test_marks_of_letters_stay_in_a_file_name() -> None:
    assert file_name("काठमांडू यात्रा") == "काठमांडू-यात्रा"


def test_every_kind_has_a_picture_that_there_is() -> None:
    pictures = {file.stem for file in (resources() / "icons").glob("*.svg")}
    assert {kind.icon for kind in KINDS} - pictures == set()
