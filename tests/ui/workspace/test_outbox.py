"""What leaves from the window: copies to edit, drafts, letters, and the list of it all."""

from __future__ import annotations

import email
import io
from email import policy
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sciattache.domain.directory.person import Person
from sciattache.domain.office.dispatch import Dispatch
from sciattache.domain.office.letter import Letter
from sciattache.domain.points import Point
from sciattache.domain.programmes.engagement import Engagement
from sciattache.papers import issuing, words
from sciattache.ui.work import Progress
from sciattache.ui.workspace import workspace
from sciattache.ui.workspace.delivery import write_all
from sciattache.ui.workspace.drafting import DraftPanel
from sciattache.ui.workspace.letters import LettersPanel
from sciattache.ui.workspace.page import Workspace
from sciattache.ui.workspace.paper_desk import PaperDesk
from tests.ui.workspace.conftest import Visit


@pytest.fixture
def papers(visit: Visit, qtbot: QtBot) -> PaperDesk:
    made = workspace(visit.desk, "visit", "papers")
    assert isinstance(made, Workspace)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    qtbot.waitUntil(lambda: made.tab.made is not None and made.tab.pages.is_drawn, timeout=20_000)
    assert isinstance(made.tab, PaperDesk)
    return made.tab


@pytest.fixture
def answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder into which every question about a file or folder leads."""
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda _, __, name, *more: (str(folder / Path(name).name), ""),
    )
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


def log(visit: Visit) -> list[Dispatch]:
    return visit.all(Dispatch)


def test_looking_at_a_paper_leaves_no_line_and_saving_it_leaves_one(
    papers: PaperDesk, visit: Visit, answered: Path
) -> None:
    assert log(visit) == []
    papers.save.click()
    (line,) = log(visit)
    assert (line.kind, line.audience, line.way, line.version) == (
        "programme",
        "full",
        "file",
        "draft",
    )
    assert (answered / line.paper).is_file()
    visit.desk.undo()
    assert log(visit) == []


def test_a_paper_that_cannot_be_written_is_told_and_not_in_the_list(
    papers: PaperDesk, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    gone = str(tmp_path / "gone" / "out.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (gone, ""))
    with qtbot.waitSignal(visit.desk.refused):
        papers.save.click()
    assert log(visit) == []


def test_a_paper_is_saved_as_a_word_document(
    papers: PaperDesk, visit: Visit, answered: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(visit.desk.noticed, timeout=20_000):
        papers.as_word.trigger()
    (file,) = answered.iterdir()
    assert file.name == "Visit-of-the-Academy - Programme.docx"
    read = docx.Document(io.BytesIO(file.read_bytes()))
    assert any("Visit of the Academy" in paragraph.text for paragraph in read.paragraphs)
    assert [line.paper for line in log(visit)] == [file.name]


def test_what_has_no_copy_to_edit_offers_none(papers: PaperDesk, qtbot: QtBot) -> None:
    assert papers.as_word.isEnabled()
    papers.choices.choose("badges")
    qtbot.waitUntil(
        lambda: papers.made is not None and papers.made.kind.name == "badges", timeout=20_000
    )
    assert not papers.as_word.isEnabled()


def test_calendar_and_contacts_go_out_for_the_audience_chosen(
    papers: PaperDesk, visit: Visit, answered: Path
) -> None:
    papers.choices.audience.setCurrentIndex(papers.choices.audience.findData("guest"))
    papers.as_calendar.trigger()
    papers.as_contacts.trigger()
    assert {file.suffix for file in answered.iterdir()} == {".ics", ".vcf"}
    assert [(line.kind, line.audience) for line in log(visit)] == [
        ("calendar", "guest"), ("contacts", "guest"),
    ]  # fmt: skip


def test_all_papers_are_one_step_in_the_list(
    papers: PaperDesk, visit: Visit, answered: Path, qtbot: QtBot
) -> None:
    count = write_all(visit.desk, "visit", answered, "en", Progress())
    assert len(log(visit)) == count == len(list(answered.iterdir()))
    visit.desk.undo()
    qtbot.waitUntil(lambda: log(visit) == [])


def test_the_list_shows_what_left_and_leads_to_a_copy(
    papers: PaperDesk, visit: Visit, answered: Path, qtbot: QtBot
) -> None:
    with visit.desk.read() as session:
        issuing.issue(session, session.query(Engagement).filter_by(id="visit").one())
    visit.desk.look_again()
    qtbot.waitUntil(lambda: papers.seen is not None and papers.seen.dossier.issue is not None)
    papers.save.click()
    papers.show_sent.click()
    assert papers.sent.isVisible() and not papers.pages.isVisible()
    qtbot.waitUntil(lambda: papers.sent.sheet.rows.rowCount() == 1)
    (line,) = log(visit)
    papers.sent.sheet.choose(line.id)
    with qtbot.waitSignal(visit.desk.draft_wanted) as wanted:
        papers.sent.hand_out.click()
    kind, values = wanted.args
    assert kind == "copy"
    assert values["paper"] == "programme-full.pdf"
    papers.show_sent.click()
    assert papers.pages.isVisible()


def test_an_email_is_drafted_to_the_people_ticked(
    papers: PaperDesk, visit: Visit, answered: Path, qtbot: QtBot
) -> None:
    visit.desk.act("Reach", lambda s: setattr(
        s.query(Person).filter_by(id="ana").one(), "emails", (Point("ana@x.example"),)))  # fmt: skip
    qtbot.waitUntil(
        lambda: papers.seen is not None and bool(papers.seen.dossier.people["ana"].emails)
    )
    assert papers.seen is not None
    panel = DraftPanel(visit.desk, papers, papers.seen, "programme", papers.choices.wish)
    qtbot.addWidget(panel)
    for number in range(panel.people.count()):
        item = panel.people.item(number)
        reached = item.data(Qt.ItemDataRole.UserRole) == "ana"
        assert bool(item.flags() & Qt.ItemFlag.ItemIsEnabled) is reached
        if reached:
            item.setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(panel.drafted, timeout=20_000):
        panel.act.click()
    (file,) = answered.iterdir()
    read = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert read["To"].addresses[0].addr_spec == "ana@x.example"
    assert len(list(read.iter_attachments())) == 1
    assert {line.way for line in log(visit)} == {"email"}
    assert len(log(visit)) == 2


def test_letters_are_written_and_what_nothing_fills_is_told_before(
    papers: PaperDesk, visit: Visit, answered: Path, qtbot: QtBot
) -> None:
    assert papers.seen is not None
    panel = LettersPanel(visit.desk, papers, papers.seen, "invitation", ())
    qtbot.addWidget(panel)
    count = sum(
        1
        for one in papers.seen.dossier.participants
        if (one.side or "guest") == "guest" and one.rsvp != "declined"
    )
    assert panel.told.text().startswith(f"Letters: {count}")
    panel.form.setCurrentIndex(panel.form.findData(".docx"))
    with qtbot.waitSignal(panel.written, timeout=20_000) as told:
        panel.act.click()
    assert told.args == [count]
    assert len(list(answered.glob("*.docx"))) == count
    assert {line.kind for line in log(visit)} == {"invitation-letter"}


def test_letters_out_of_date_are_told_in_the_list_the_versions_and_where_letters_are_written(
    papers: PaperDesk, visit: Visit, answered: Path, qtbot: QtBot
) -> None:
    assert papers.seen is not None
    first = LettersPanel(visit.desk, papers, papers.seen, "invitation", ())
    qtbot.addWidget(first)
    with qtbot.waitSignal(first.written, timeout=20_000):
        first.act.click()
    papers.show_sent.click()
    qtbot.waitUntil(lambda: papers.sent.sheet.rows.rowCount() == 1)
    assert papers.sent.letters.isHidden()
    visit.desk.act("Move", lambda s: setattr(
        s.query(Person).filter_by(id="ana").one(), "family_name", "Byron"))  # fmt: skip
    qtbot.waitUntil(lambda: papers.sent.letters.isVisible())
    told = papers.sent.letters.text()
    assert "Byron (it said" in told
    assert "Out of date" in [cell.words for cell in papers.sent.sheet.rows.rows[0].cells]

    versions = workspace(visit.desk, "visit", "versions")
    assert isinstance(versions, Workspace)
    qtbot.addWidget(versions)
    versions.show()
    qtbot.waitUntil(lambda: versions.tab.letters.isVisible())
    assert versions.tab.letters.text() == told

    again = LettersPanel(visit.desk, papers, papers.seen, "invitation", ())
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.side.findData("again") >= 0)
    again.side.setCurrentIndex(again.side.findData("again"))
    assert again.told.text().startswith("Letters: 1\n")
    again.form.setCurrentIndex(again.form.findData(".pdf"))
    with qtbot.waitSignal(again.written, timeout=20_000) as count:
        again.act.click()
    assert count.args == [1]
    qtbot.waitUntil(lambda: papers.sent.letters.isHidden())


def test_a_letter_with_an_unknown_place_cannot_be_written_and_says_which(
    papers: PaperDesk, visit: Visit, qtbot: QtBot
) -> None:
    visit.desk.act("Write", lambda s: s.add(
        Letter(name="Ours", occasion="invitation", body="Dear {nobody}")))  # fmt: skip
    qtbot.waitUntil(lambda: papers.seen is not None and bool(papers.seen.dossier.letters))
    assert papers.seen is not None
    panel = LettersPanel(visit.desk, papers, papers.seen, "invitation", ())
    qtbot.addWidget(panel)
    assert not panel.act.isEnabled()
    assert "{nobody}" in panel.told.text()
    panel.occasion.setCurrentIndex(panel.occasion.findData("thank_you"))
    assert "{nobody}" not in panel.told.text()


def test_invitations_lead_to_letters_for_those_not_invited(visit: Visit, qtbot: QtBot) -> None:
    made = workspace(visit.desk, "visit", "participants")
    assert isinstance(made, Workspace)
    qtbot.addWidget(made)
    made.show()
    strip = (
        made.tab.people.strip if hasattr(made.tab.people, "strip") else made.tab.people.invitations
    )
    strip.letters.click()
    panel = strip.findChild(LettersPanel)
    assert panel is not None and panel.isVisible()
    panel.reject()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_list_says_of_every_file_what_kind_it_is(
    papers: PaperDesk, visit: Visit, language: str
) -> None:
    kinds = ("programme", "calendar", "contacts", "letter", "draft", "handover")
    lines = [Dispatch(engagement="visit", paper=kind, kind=kind) for kind in kinds]
    visit.desk.act("Send", lambda session: session.add_all(lines))
    visit.desk.language = language
    papers.show_sent.click()
    assert papers.seen is not None
    papers.sent.show_seen(papers.seen)
    said = {row.cells[1].words: row.cells[1].under for row in papers.sent.sheet.rows.rows}
    assert said == {kind: words.paper(kind, language) for kind in kinds}
