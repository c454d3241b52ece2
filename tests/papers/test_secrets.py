"""Nothing that an audience may not read is in any paper made for it, wherever in the file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.issue import Issue
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.wings import TYPES
from sciattache.papers import catalogue, policy, redaction
from sciattache.papers.kinds import Kind, Wish
from sciattache.services.dossier import Dossier
from sciattache.store import office as offices
from sciattache.store.dossiers import load
from tests.papers.sowing import Seed, Sown, of_a_dossier, sow

NEVER = {
    "person": "gender nationality addresses birthday diet needs dealing assistant consent"
    " consent_on retain_until source notes card_uid card_rest",
    "participation": "rsvp diet needs medical passport_number passport_country"
    " passport_expires_on visa visa_due_on payer onsite_phone insurance notes precedence_reason",
    "agenda_item": "objective points defensive background disclosure drop_order remarks",
    "engagement": "scene success budget notes",
    "stop": "success notes",
    "stay": "room room_kind shares_with state reference payer notes",
    "leg": "reference state travel_class",
    "passage": "ticket notes",
    "vehicle": "notes",
    "expense": "label estimate actual voucher notes",
    "gift": "label value value_as_declared ours outcome notes",
    "meeting_request": "rating notes",
    "organisation": "capital dealing notes",
    "relationship": "dealing",
    "interaction": "summary they_said we_said feedback",
    "absence": "reason",
    "waiver": "sentence reason",
}
"""What no guest and no journalist reads, however fields come to be described."""

NEVER_BY_DRIVERS = {
    **NEVER,
    "person": f"{NEVER['person']} emails phones links biography",
    "participation": f"{NEVER['participation']} title",
    "engagement": f"{NEVER['engagement']} purpose dress",
    "agenda_item": f"{NEVER['agenda_item']} dress interpreter press",
    "passage": f"{NEVER['passage']} seat",
}
NEVER_BY_HOSTS = {
    kind: " ".join(set(names.split()) - {"diet", "needs"}) for kind, names in NEVER.items()
}
_SPARED = {"guest": NEVER, "press": NEVER, "driver": NEVER_BY_DRIVERS, "host": NEVER_BY_HOSTS}
_PRIVATE = ("mobile", "work cell", "home", "Privat")
_OUTSIDE = [(kind, audience) for kind in catalogue.KINDS for audience in kind.audiences
            if audience != "full"]  # fmt: skip
_NAMES = [f"{kind.name}-{audience}" for kind, audience in _OUTSIDE]


@pytest.fixture(scope="module")
def sown() -> Sown:
    return sow()


@pytest.fixture(scope="module")
def dossier(sown: Sown, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    yield from load_sown(sown, tmp_path_factory.mktemp("sown") / "office.sciattache")


def load_sown(sown: Sown, path: Path) -> Iterator[Dossier]:
    """The dossier as a store gives it, with one before it to compare with."""
    office = offices.create(path)
    with office.step("Sow") as session:
        session.add_all(sown.records.values())
    with office.session() as session:
        made = load(session, session.query(Engagement).one())
        session.expunge_all()
    object.__setattr__(
        made,
        "before",
        replace(made, items=made.items[1:], legs=[], before=None, issue=Issue(version=1)),
    )
    yield made
    office.close()


def everything_in(made: bytes, *, metadata: bool = True) -> str:
    """All that a file says: pages, and of its metadata every string and every part as well."""
    if made.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            parts = {name: package.read(name).decode(errors="ignore")
                     for name in package.namelist()}  # fmt: skip
        said = list(parts.values()) if metadata else _written(parts)
    elif made.startswith(b"%PDF"):
        said = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
        with pikepdf.open(io.BytesIO(made)) as document:
            if metadata:
                said += [text for thing in document.objects for text in _strings(thing)]
                if "/Metadata" in document.Root:
                    said.append(document.Root.Metadata.read_bytes().decode())
    else:
        said = [made.decode(errors="ignore")]
    return re.sub(r"[\s\u00a0]", "", " ".join(said))


def _written(parts: Mapping[str, str]) -> list[str]:
    """The words in the cells, the feet and the names of the sheets of a workbook."""
    sheets = "".join(text for name, text in parts.items() if name.startswith("xl/worksheets/"))
    named = re.findall(r'<sheet [^>]*name="([^"]+)', parts["xl/workbook.xml"])
    return named + re.findall(r"<(?:t|oddFooter)(?: [^>]*)?>([^<]*)<", sheets)


def _strings(thing: object, depth: int = 0) -> Iterator[str]:
    """The strings of one object of a PDF: titles, alternative texts, addresses of links."""
    if isinstance(thing, pikepdf.String | str):
        yield str(thing)
    elif depth < 3 and isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in thing.keys():  # noqa: SIM118  (a stream is no mapping)
            value = thing.get(key)
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, depth + 1)
    elif depth < 3 and isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, depth + 1)


def _told(dossier: Dossier, sown: Sown, kind: Kind, audience: str) -> tuple[str, list[Seed]]:
    wish = Wish(audience=audience, subject=sown.subject(kind))
    text = everything_in(catalogue.draw(dossier, kind.name, wish))
    return text, sown.found_in(re.sub(r"(?<=\d)[,.](?=\d{3})", "", text))


def _is_secret(seed: Seed, audience: str) -> bool:
    if seed.field.name in _SPARED[audience].get(seed.type.type_name(), "").split():
        return True
    if seed.field.kind.name != "points":
        return False
    is_officer = seed.path == "colleague.phones" and audience in ("driver", "host")
    if seed.label in ("mobile", "work cell"):
        return not is_officer
    return seed.label in _PRIVATE or (seed.path == "person.phones" and seed.label != "work")


def test_every_record_type_of_a_dossier_is_sown(sown: Sown) -> None:
    sown_types = {type(record) for record in sown.records.values()}
    assert sown_types >= of_a_dossier() >= {AgendaItem, Participation, Person, Stay}


@pytest.mark.parametrize(("kind", "audience"), _OUTSIDE, ids=_NAMES)
def test_no_paper_holds_what_its_audience_may_not_read(sown, dossier, kind, audience) -> None:
    _, found = _told(dossier, sown, kind, audience)
    assert {(seed.path, seed.label) for seed in found if _is_secret(seed, audience)} == set()
    assert {seed.path for seed in found
            if not policy.allows(seed.type, seed.field, audience)} == set()  # fmt: skip


@pytest.mark.parametrize(("kind", "audience"), _OUTSIDE, ids=_NAMES)
def test_no_paper_tells_of_a_record_that_is_kept_from_its_audience(
    sown, dossier, kind, audience
) -> None:
    kept_back = sown.of("whisper", "off", "shunned", "hushed", "absent", "shut", "officer")
    if audience == "guest":
        kept_back -= sown.of("officer")
    if audience == "press":
        kept_back |= sown.of("drive", "lunch", "guest", "mate", "contact", "interpreter", "car",
                             "flight")  # fmt: skip
    if audience == "driver":
        kept_back |= sown.of("lunch", "meeting", "interpreter")
    _, found = _told(dossier, sown, kind, audience)
    assert {seed.path for seed in found if seed.record in kept_back} == set()


def test_the_office_reads_what_others_do_not(sown, dossier) -> None:
    found = {seed.path for kind in catalogue.KINDS if "full" in kind.audiences
             for seed in _told(dossier, sown, kind, "full")[1]}  # fmt: skip
    assert found >= {"participation.medical", "participation.passport_number", "stay.room",
                     "agenda_item.objective", "agenda_item.defensive", "expense.estimate",
                     "participation.visa_due_on", "gift.value"}  # fmt: skip


def test_each_audience_reads_what_it_is_there_for(sown, dossier) -> None:
    def read(kind: str, audience: str) -> set[tuple[str, str]]:
        _, found = _told(dossier, sown, catalogue.kind_called(kind), audience)
        return {(seed.path, seed.label) for seed in found}

    assert read("programme", "driver") >= {
        ("vehicle.driver_phone", ""), ("vehicle.plate", ""), ("place.address", ""),
        ("colleague.phones", "mobile"), ("person.family_name", ""), ("stay.address", ""),
    }  # fmt: skip
    assert read("programme", "press") >= {
        ("agenda_item.title", ""), ("place.address", ""), ("colleague.phones", "work"),
        ("colleague.emails", ""),
    }  # fmt: skip
    assert ("participation.needs", "") in read("delegation-list", "host")
    assert read("contact-sheet", "guest") >= {("person.phones", "work"), ("person.emails", "")}


def test_a_list_of_fields_names_fields_that_are_there_and_what_a_record_needs() -> None:
    types = {cls.type_name(): cls for cls in TYPES}
    assert types.keys() >= policy.CLOSED
    for listed in (*policy.ONLY.values(), *policy.ALSO.values()):
        for name, fields in listed.items():
            assert set(fields.split()) <= {f.name for f in types[name].fields()}, name
    for listed in policy.ONLY.values():
        for name, fields in listed.items():
            needed = {f.name for f in types[name].fields() if f.owner or f.required}
            assert needed <= set(fields.split()), name


def test_an_audience_is_told_of_the_marking_of_what_is_left(sown, dossier) -> None:
    words = {name: sown.records[name].text for name in ("open", "sealed")}
    assert redaction.seen_by(dossier, "full").marking == words["sealed"]
    for audience in ("host", "guest", "driver", "press"):
        assert redaction.seen_by(dossier, audience).marking == words["open"]


def test_what_an_office_hides_is_on_no_paper_for_that_audience(sown, dossier) -> None:
    narrowed = replace(dossier, hidden=policy.hide({}, "person.emails", "guest"))
    sheet = catalogue.kind_called("contact-sheet")
    paths = {who: {seed.path for seed in _told(narrowed, sown, sheet, who)[1]}
             for who in ("guest", "host")}  # fmt: skip
    assert "person.emails" not in paths["guest"]
    assert "person.emails" in paths["host"]
    assert json.loads(json.dumps(narrowed.hidden)) == {"person.emails": ["guest"]}
