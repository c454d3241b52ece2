"""No paper tells an audience what its fields are not for."""

import io
import re
import zipfile

import pikepdf
import pypdfium2
import pytest

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.papers import catalogue
from sciattache.papers.blocks import Cards
from sciattache.papers.flowing.lists import contact_sheet
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.papers.redaction import given
from sciattache.services.dossier import Dossier

_WORD = re.compile(r"q\d{4}z")
_GONE = ("declined", "cancelled", "standby")
_DRAWN = [(kind, audience) for kind in catalogue.KINDS for audience in kind.audiences]
_FOR_GUESTS = [kind for kind in catalogue.KINDS if "guest" in kind.audiences]
_NAMES = [f"{kind.name}-{audience}" for kind, audience in _DRAWN]


def _everything_in(made: bytes) -> str:
    """All text of a paper: pages, metadata and outline of a PDF, every part of a workbook."""
    if made.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            return " ".join(package.read(name).decode() for name in package.namelist())
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    with pikepdf.open(io.BytesIO(made)) as document:
        about = [str(value) for value in document.docinfo.values()]
        if "/Metadata" in document.Root:
            about.append(document.Root.Metadata.read_bytes().decode())
        with document.open_outline() as outline:
            about += [item.title for item in outline.root]
    return re.sub(r"\s", "", " ".join([*pages, *about]))


def _drawn(planted, kind, audience) -> str:
    wish = Wish(audience=audience, subject=planted.subject(kind))
    return _everything_in(catalogue.draw(planted.dossier(), kind.name, wish))


@pytest.mark.parametrize(("kind", "audience"), _DRAWN, ids=_NAMES)
def test_a_paper_says_something_of_the_engagement(planted, kind, audience) -> None:
    assert set(_WORD.findall(_drawn(planted, kind, audience)))


def _choices_kept_back(planted) -> set[str]:
    """The words of what the office alone knows of people, legs and nights."""
    dossier, office = planted.dossier(), Reader("full", "en")
    records = (*dossier.participants, *dossier.legs, *dossier.stays)
    known = {office.choice(record, each.name) for record in records for each in record.fields()
             if each.kind.name == "choice" and each.audience == "full"}  # fmt: skip
    return {re.sub(r"\s", "", word) for word in known if word}


def test_answers_bookings_and_classes_are_on_no_paper_that_leaves_the_office(planted) -> None:
    kept_back = _choices_kept_back(planted)
    assert {"Tentative", "Ticketed", "Premiumeconomy", "Onoption", "Suite"} <= kept_back
    for kind, audience in _DRAWN:
        if audience != "full":
            told = re.sub(r"\s", "", _drawn(planted, kind, audience))
            assert {word for word in kept_back if word in told} == set(), kind.name
    office = re.sub(r"\s", "", _drawn(planted, catalogue.kind_called("workbook"), "full"))
    shown = {word for word in kept_back if word in office}
    assert shown >= {"Tentative", "Ticketed", "Premiumeconomy", "Onoption", "Suite"}


def test_a_guest_reads_of_an_item_that_is_only_asked_for_that_it_is_to_be_confirmed(
    planted,
) -> None:
    told = _drawn(planted, catalogue.kind_called("workbook"), "guest")
    assert "to be confirmed" in told
    assert "Asked" not in told


@pytest.mark.parametrize("kind", _FOR_GUESTS, ids=[kind.name for kind in _FOR_GUESTS])
def test_items_that_are_off_and_guests_who_stay_at_home_reach_no_guest(planted, kind) -> None:
    off = {planted.ids[status] for status in _GONE}
    off |= {id for name, id in planted.ids.items() if name.endswith("absent")}
    told = set(_WORD.findall(_drawn(planted, kind, "guest")))
    shown = {word for word in told if planted.words[word][1] in off}
    assert {planted.words[word][0].name for word in shown} == set()


@pytest.mark.parametrize(
    ("kind", "field"),
    [("programme", "objective"), ("itinerary", "room"), ("manifest", "passport_number"),
     ("workbook", "medical"), ("workbook", "defensive"), ("contact-sheet", "phones"),
     ("run-sheet", "fallback"), ("meeting-brief", "points"),
     ("rooming-list", "room"), ("rooming-list", "needs"), ("transport", "onsite_phone"),
     ("contact-list", "phones"), ("budget", "voucher"), ("meeting-requests", "notes")],
)  # fmt: skip
def test_the_office_reads_what_guests_do_not(planted, kind, field) -> None:
    told = _WORD.findall(_drawn(planted, catalogue.kind_called(kind), "full"))
    assert field in {planted.words[word][0].name for word in told}


@pytest.mark.parametrize("audience", ["full", "guest"])
def test_a_code_to_scan_holds_no_more_than_its_audience_may_read(planted, audience) -> None:
    blocks = contact_sheet(planted.dossier(), Reader(audience, "en"))
    cards = [card for block in blocks if isinstance(block, Cards) for card in block.cards]
    assert cards
    for card in cards:
        unfolded = card.payload.replace("\r\n ", "")
        fields = {planted.words[word][0] for word in _WORD.findall(unfolded)}
        names = {field.name for field in fields}
        assert {"family_name", "emails"} <= names
        assert ("phones" in names) is (audience == "full")
        if audience == "guest":
            assert {field.audience for field in fields} == {"guest"}


@pytest.mark.parametrize("audience", ["guest", "host", "driver", "press"])
def test_how_somebody_is_spoken_of_is_known_to_everybody_and_told_to_nobody(audience) -> None:
    woman = Person(id="w", family_name="Li", gender="female")
    head = Participation(id="p", engagement="e", person="w", side="guest", role="head")
    visit = Dossier(Engagement(id="e", title="Visit", kind="inbound_delegation"),
                    participants=[head], people={"w": woman})  # fmt: skip
    told, reader = given(visit, Reader(audience, "fr"))
    assert reader.role(told.participants[0], told.people["w"]) == "Cheffe de délégation"
    assert reader.see(told.people["w"], "gender") is None
