"""Papers of the office in the window: briefs from a record's page, the handover pack."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.shared import Pt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.records import Record
from sciattache.store.office import Office
from sciattache.ui.desk import Desk
from sciattache.ui.office_paper import OfficePaper
from sciattache.ui.papers_screen import PapersScreen
from sciattache.ui.record_page import record_page


def opened_brief(desk: Desk, office: Office, qtbot: QtBot, cls: type[Record]) -> OfficePaper:
    """The brief that the first record of a type has, drawn."""
    with office.session() as session:
        identity = session.query(cls.id).order_by(cls.rid).first()
    assert identity is not None
    page = record_page(desk, identity[0])
    assert page is not None
    qtbot.addWidget(page)
    page.show()
    page.brief.click()
    return drawn(page.findChild(OfficePaper), qtbot)


def drawn(paper: OfficePaper | None, qtbot: QtBot) -> OfficePaper:
    assert paper is not None
    qtbot.waitUntil(lambda: bool(paper.content), timeout=20_000)
    return paper


def read(content: bytes) -> str:
    return " ".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(content))


@pytest.mark.parametrize(("cls", "word"), [(Person, "José García"),
                                           (Organisation, "Institute of Optics")])  # fmt: skip
def test_a_brief_opens_from_the_page_of_a_person_or_an_organisation(
    desk: Desk, office: Office, qtbot: QtBot, cls: type[Record], word: str
) -> None:
    paper = opened_brief(desk, office, qtbot, cls)
    assert word in read(paper.content)
    assert paper.pages.pages >= 1
    assert paper.save.isEnabled() and paper.print.isEnabled()


def test_a_draft_has_no_brief_and_an_engagement_none_either(desk: Desk, office: Office) -> None:
    from sciattache.domain.programmes.engagement import Engagement
    from sciattache.ui.record_page import draft_page

    assert not draft_page(desk, "person", {}).brief.isVisibleTo(None)
    with office.session() as session:
        identity = session.query(Engagement.id).first()
    page = record_page(desk, identity[0]) if identity else None
    assert page is not None and page.brief.isHidden()


def test_a_brief_is_made_anew_in_another_language_and_saved(
    desk: Desk, office: Office, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = opened_brief(desk, office, qtbot, Person)
    before = paper.content
    paper.language.setCurrentIndex(paper.language.findData("fr"))
    paper.refresh()
    qtbot.waitUntil(lambda: paper.content != before, timeout=20_000)
    file = tmp_path / "brief.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    paper.save.click()
    assert "Fiche de personnalité" in read(file.read_bytes())


def test_a_brief_is_made_in_large_print_and_as_a_copy_to_edit(
    desk: Desk, office: Office, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = opened_brief(desk, office, qtbot, Person)
    before = paper.content
    paper.looks.setCurrentIndex(paper.looks.findData("large"))
    paper.refresh()
    qtbot.waitUntil(lambda: paper.content != before, timeout=20_000)
    file = tmp_path / "brief.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    paper.save.click()
    copy = docx.Document(str(file))
    assert copy.styles["Normal"].font.size == Pt(16)
    assert any("José García" in paragraph.text for paragraph in copy.paragraphs)


def test_the_handover_pack_opens_from_the_screen_of_papers(desk: Desk, qtbot: QtBot) -> None:
    screen = PapersScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.handover.click()
    paper = drawn(screen.findChild(OfficePaper), qtbot)
    assert "Visit of the Academy" in read(paper.content)
