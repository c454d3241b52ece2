"""A version is frozen with its papers' digests; pages say which version they are of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy.orm import Session

from sciattache.domain.directory.person import Person
from sciattache.domain.office.post import Post
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.copy import Copy
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.waiver import Waiver
from sciattache.errors import KnownError
from sciattache.papers import catalogue, issuing
from sciattache.papers.kinds import Wish
from sciattache.services import conflicts
from sciattache.store import blobs, dossiers, issues, undo
from sciattache.store.office import Office, create
from sciattache.store.steps import step

_EMBLEM = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">'
    b'<rect width="4" height="2" fill="%s"/></svg>'
)
NINE = datetime(2026, 10, 6, 7, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = create(tmp_path / "office.sciattache")
    with office.step("Plan") as session:
        visit = {"engagement": "visit"}
        portrait = BytesIO()
        Image.new("RGB", (8, 10), "#336699").save(portrait, "PNG")
        session.add_all(
            (
                Engagement(id="visit", title="Visit", zone="Europe/Paris"),
                Person(id="ada", given_name="Ada", family_name="Byron",
                       photo=blobs.keep(session, portrait.getvalue(), "image/png")),
                Participation(id="part", person="ada", side="guest", rsvp="accepted", **visit),
                AgendaItem(
                    id="tea", title="Tea", starts_at=NINE, ends_at=NINE + timedelta(hours=1),
                    status="confirmed", points="Ask for more", **visit,
                ),
                AgendaItem(
                    id="walk", title="Walk", starts_at=NINE + timedelta(hours=3),
                    status="confirmed", **visit,
                ),
            )
        )  # fmt: skip
    yield office
    office.close()


def _visit(session: Session) -> Engagement:
    return session.query(Engagement).one()


def _text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(content))
    return " ".join(page.get_textpage().get_text_bounded() for page in document)


def _paper(session: Session, kind: str = "programme", audience: str = "guest") -> str:
    return _text(catalogue.make(session, _visit(session), kind, Wish(audience=audience)))


def _move(office: Office) -> None:
    with office.step("Move tea") as session:
        tea = session.query(AgendaItem).filter_by(id="tea").one()
        tea.starts_at, tea.ends_at = NINE + timedelta(hours=1), NINE + timedelta(hours=2)


def test_a_page_is_of_its_version_until_the_plan_changes(office: Office) -> None:
    with office.session() as session:
        assert "Draft, not issued" in _paper(session)
        issuing.issue(session, _visit(session))
        assert "Version 1" in _paper(session)
    _move(office)
    with office.session() as session:
        words = _paper(session)
        assert "Draft after version 1, not issued" in words
        assert "Version 1 " not in words
        undo.undo(session)
        assert "Version 1" in _paper(session)


def test_an_issued_version_is_printed_again_to_the_byte(office: Office) -> None:
    with office.session() as session:
        digests = json.loads(issuing.issue(session, _visit(session)).digests or "")
    _move(office)
    with office.session() as session:
        dossier = issues.reissued(session, 1, "visit")
        again = dict(catalogue.drawn(dossier))
        assert again.keys() == digests.keys()
        for name, content in again.items():
            assert hashlib.sha256(content).hexdigest() == digests[name]["file"]


def test_a_version_keeps_the_emblem_and_the_look_that_it_was_issued_with(office: Office) -> None:
    with office.step("Head the papers") as session:
        emblem = blobs.keep(session, _EMBLEM % b"#aa0000")
        session.add(Post(id="post", name="Embassy", ours=True, logo=emblem, print_look="large"))
    with office.session() as session:
        digests = json.loads(issuing.issue(session, _visit(session)).digests or "")
    with office.step("Head them anew") as session:
        post = session.query(Post).one()
        post.logo, post.print_look = blobs.keep(session, _EMBLEM % b"#00aa00"), "plain"
    with office.session() as session:
        again = dict(catalogue.drawn(issues.reissued(session, 1, "visit")))
        now = dict(catalogue.drawn(dossiers.load(session, _visit(session))))
    for name, content in again.items():
        assert hashlib.sha256(content).hexdigest() == digests[name]["file"]
    assert now["programme-guest.pdf"] != again["programme-guest.pdf"]


def test_the_emblem_heads_the_papers_of_every_audience(office: Office) -> None:
    with office.step("Head the papers") as session:
        emblem = blobs.keep(session, _EMBLEM % b"#aa0000")
        session.add(Post(id="post", name="Embassy", ours=True, logo=emblem))
    with office.session() as session:
        for audience in ("full", "host", "guest", "press", "driver"):
            made = catalogue.make(session, _visit(session), "programme", Wish(audience=audience))
            assert _has_red(made), audience


def _has_red(content: bytes) -> bool:
    shown = pypdfium2.PdfDocument(content)[0].render().to_pil().convert("RGB")
    return any(colour == (170, 0, 0) for _, colour in shown.getcolors(1 << 20))


def test_a_paper_is_set_in_the_look_wished_else_in_the_offices_own(office: Office) -> None:
    with office.step("Choose a look") as session:
        session.add(Post(id="post", name="Embassy", ours=True, print_look="large"))
    with office.session() as session:
        visit = _visit(session)

        def made(kind: str, look: str | None) -> bytes:
            return catalogue.make(session, visit, kind, Wish(audience="guest", look=look))

        for kind in ("programme", "delegation-list", "pocket-programme"):
            plain, large, grey = (made(kind, look) for look in ("plain", "large", "grey"))
            assert len({plain, large, grey}) == 3
            assert made(kind, None) == large
        with pytest.raises(KnownError, match="no look “tiny”"):
            made("programme", "tiny")


def test_the_same_plan_is_not_issued_twice(office: Office) -> None:
    with office.session() as session:
        issuing.issue(session, _visit(session))
        with pytest.raises(KnownError, match="Nothing has changed since version 1"):
            issuing.issue(session, _visit(session))


def test_issuing_is_a_step_that_can_be_undone(office: Office) -> None:
    with office.session() as session:
        issuing.issue(session, _visit(session))
        assert undo.undo(session).title == "Issue version 1 of Visit"
        assert dossiers.load(session, _visit(session)).issue is None


def test_only_the_papers_that_would_say_something_else_are_affected(office: Office) -> None:
    with office.session() as session:
        issuing.issue(session, _visit(session))
    _move(office)
    with office.session() as session:
        moved = set(issuing.affected(dossiers.load(session, _visit(session))))
    assert {"programme-full.pdf", "programme-guest.pdf"} <= moved
    assert not moved & {"badges.pdf", "delegation-list-guest.pdf", "place-cards.pdf"}


def test_who_holds_a_paper_that_has_changed_holds_an_old_copy(office: Office) -> None:
    with office.session() as session:
        first = issuing.issue(session, _visit(session))
        with step(session, "Hand out"):
            for paper in ("programme-guest.pdf", "badges.pdf"):
                session.add(Copy(issue=first.id, paper=paper, holder="ada"))
            session.add(Copy(issue=first.id, paper="programme-guest.pdf", holder_name="Driver"))
            session.add(
                Copy(issue=first.id, paper="programme-full.pdf", holder_name="Desk", recalled=True)
            )
        assert issuing.stale(session, "visit") == ()
    _move(office)
    with office.session() as session:
        second = issuing.issue(session, _visit(session))
        held = issuing.stale(session, "visit")
        assert [(one.copy.paper, one.copy.holder or one.copy.holder_name) for one in held] == [
            ("programme-guest.pdf", "ada"), ("programme-guest.pdf", "Driver"),
        ]  # fmt: skip
        with step(session, "Hand out"):
            session.add(Copy(issue=second.id, paper="programme-guest.pdf", holder="ada"))
        assert [one.copy.holder_name for one in issuing.stale(session, "visit")] == ["Driver"]


def test_the_page_of_changes_tells_what_moved_and_hides_what_a_guest_may_not_read(
    office: Office,
) -> None:
    with office.session() as session:
        assert "first version" in _paper(session, "changes")
        issuing.issue(session, _visit(session))
    _move(office)
    with office.step("Change") as session:
        session.query(AgendaItem).filter_by(id="tea").one().points = "Never mention money"
        session.query(AgendaItem).filter_by(id="walk").one().status = "cancelled"
        session.add(
            AgendaItem(engagement="visit", title="Dinner", starts_at=NINE, status="standby")
        )
    with office.session() as session:
        issuing.issue(session, _visit(session))
        guest, full = _paper(session, "changes"), _paper(session, "changes", "full")
    assert "Tea" in guest
    assert "was Tuesday 6 October 09:00–10:00" in " ".join(guest.split())
    assert "Dropped" in guest  # a cancelled walk takes place no more
    assert "Never mention money" not in guest
    assert "Dinner" not in guest
    assert "Never mention money" in full
    assert "Dinner" in full


def test_the_page_of_changes_names_a_room_once_unless_it_is_another_now(office: Office) -> None:
    with office.step("Place") as session:
        session.query(AgendaItem).filter_by(id="tea").one().room = "Blue room"
        session.query(AgendaItem).filter_by(id="walk").one().room = "Old gate"
    with office.session() as session:
        issuing.issue(session, _visit(session))
    _move(office)
    with office.step("Elsewhere") as session:
        session.query(AgendaItem).filter_by(id="walk").one().room = "New gate"
    with office.session() as session:
        issuing.issue(session, _visit(session))
        told = " ".join(_paper(session, "changes", "full").split())
    assert told.count("Blue room") == 1
    assert [told.count(gate) for gate in ("Old gate", "New gate")] == [1, 1]


def test_a_conflict_that_blocks_keeps_it_from_being_issued_until_it_is_waived(
    office: Office,
) -> None:
    with office.step("Clash") as session:
        session.add(
            AgendaItem(
                engagement="visit", title="Call", starts_at=NINE, status="confirmed",
                ends_at=NINE + timedelta(hours=1),
            )
        )  # fmt: skip
    with office.session() as session:
        with pytest.raises(KnownError, match=r"cannot be issued: .*Call"):
            issuing.issue(session, _visit(session))
        found = conflicts.find(dossiers.load(session, _visit(session)), today=NINE.date())
        with step(session, "Waive"):
            for one in conflicts.blocking(found):
                session.add(
                    Waiver(
                        engagement="visit", conflict=one.key, sentence=one.sentence,
                        reason="By telephone",
                    )
                )  # fmt: skip
        assert issuing.issue(session, _visit(session)).version == 1
