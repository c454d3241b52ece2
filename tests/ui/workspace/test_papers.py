"""Papers in the window: seen as they will be, kept up to date, saved and printed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sciattache.domain.office.dispatch import Dispatch
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.papers.catalogue import KINDS
from sciattache.papers.kinds import GROUPS
from sciattache.papers.reader import Reader
from sciattache.ui.papers_screen import PapersScreen, papers_screen
from sciattache.ui.work import Progress
from sciattache.ui.workspace import printing, rendering, workspace
from sciattache.ui.workspace.choices import Choices
from sciattache.ui.workspace.delivery import write_all
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


def turned_to(papers: PaperDesk, qtbot: QtBot, kind: str) -> None:
    papers.choices.choose(kind)
    qtbot.waitUntil(
        lambda: papers.made is not None and papers.made.kind.name == kind, timeout=20_000
    )


def test_the_paper_is_drawn_page_by_page(papers: PaperDesk) -> None:
    assert papers.made is not None and papers.made.content.startswith(b"%PDF")
    assert papers.pages.pages == len(papers.made.sizes) >= 1
    assert papers._place.text() == f"1 of {papers.pages.pages}"


def test_the_preview_is_made_anew_when_a_record_changes(
    papers: PaperDesk, visit: Visit, qtbot: QtBot
) -> None:
    assert papers.made is not None
    before = papers.made.content
    visit.desk.act(
        "Rename", lambda s: setattr(s.query(AgendaItem).filter_by(id="lunch").one(), "title", "Tea")
    )
    qtbot.waitUntil(
        lambda: papers.made is not None and papers.made.content != before, timeout=20_000
    )


def test_zoom_keeps_the_page_and_fits_the_width_again(papers: PaperDesk, qtbot: QtBot) -> None:
    fitted = papers.pages.zoom
    papers.pages.zoom_by(1)
    assert papers.pages.zoom > fitted
    qtbot.waitUntil(lambda: papers.pages.is_drawn, timeout=10_000)
    papers._zoom.click()
    assert papers.pages.zoom == fitted


def test_pages_are_turned_from_the_keyboard(papers: PaperDesk, qtbot: QtBot) -> None:
    turned_to(papers, qtbot, "place-cards")
    qtbot.keyClick(papers.pages, Qt.Key.Key_PageDown)
    assert papers.pages.page == 1
    qtbot.keyClick(papers.pages, Qt.Key.Key_Home)
    assert papers.pages.page == 0


def test_a_personal_paper_offers_the_participants(papers: PaperDesk, qtbot: QtBot) -> None:
    turned_to(papers, qtbot, "itinerary")
    assert papers.choices.person.count() == 4
    assert papers.made is not None and not papers.made.refusal
    assert papers.made.wish.subject == "ana"


def test_labels_are_printed_on_the_sheet_and_from_the_piece_that_are_chosen(
    papers: PaperDesk, qtbot: QtBot
) -> None:
    turned_to(papers, qtbot, "badges")
    choices = papers.choices
    assert choices.stocks.isVisibleTo(choices) and choices.sizes.isVisibleTo(choices)
    row = choices.stocks.findData("avery-5392")
    choices.stocks.setCurrentIndex(row)
    choices.stocks.activated.emit(row)
    assert not choices.sizes.isVisibleTo(choices)
    assert choices.start.count() == 6
    choices.start.setCurrentIndex(5)
    choices.start.activated.emit(5)
    qtbot.waitUntil(lambda: papers.made is not None and papers.made.wish.start == 6, timeout=20_000)
    assert papers.made is not None
    assert papers.made.wish.stock == "avery-5392"
    assert papers.pages.pages == 2
    turned_to(papers, qtbot, "programme")
    assert not choices.stocks.isVisibleTo(choices) and choices.sizes.isVisibleTo(choices)
    assert papers.made.wish.start == 1


def test_the_paper_in_front_stays_in_sight_in_a_low_window(papers: PaperDesk, qtbot: QtBot) -> None:
    papers.window().resize(1100, 640)
    turned_to(papers, qtbot, "baggage-tags")
    kinds = papers.choices.kinds
    qtbot.waitUntil(
        lambda: kinds.viewport().rect().contains(kinds.visualItemRect(kinds.currentItem())),
        timeout=5_000,
    )


def test_papers_stand_under_headings_that_the_arrows_pass_over(
    papers: PaperDesk, qtbot: QtBot
) -> None:
    kinds = papers.choices.kinds
    assert kinds.item(0).text() == "Programme" and kinds.kind.name == "programme"
    seen = [kinds.kind.name]
    for _ in range(kinds.count()):
        qtbot.keyClick(kinds, Qt.Key.Key_Down)
        seen.append(kinds.kind.name)
    wanted = [kind.name for group in GROUPS for kind in KINDS if kind.group == group]
    off = {"seating-plan", "car-plan", "changes", "showcase", "meeting-requests"}
    assert list(dict.fromkeys(seen)) == [name for name in wanted if name not in off]
    qtbot.keyClick(kinds, Qt.Key.Key_Home)
    assert kinds.kind.name == "programme"


def test_a_paper_for_which_there_is_nothing_tells_why(papers: PaperDesk) -> None:
    kinds = papers.choices.kinds
    (plan,) = kinds.findItems("Car plan", Qt.MatchFlag.MatchExactly)
    assert not plan.flags() & Qt.ItemFlag.ItemIsEnabled
    assert plan.toolTip() == "There is no car yet."


def test_a_paper_is_found_by_typing(papers: PaperDesk, qtbot: QtBot) -> None:
    choices = papers.choices
    qtbot.keyClicks(choices.find_line, "place c")
    shown = [item.text() for item in map(choices.kinds.item, range(choices.kinds.count()))
             if not item.isHidden()]  # fmt: skip
    assert shown == ["Tables and cards", "Place cards"]
    qtbot.keyClick(choices.find_line, Qt.Key.Key_Return)
    assert choices.kind.name == "place-cards"
    qtbot.keyClick(choices.find_line, Qt.Key.Key_Escape)
    assert not choices.kinds.item(0).isHidden()


def test_the_paper_looked_at_last_is_in_front_again(visit: Visit, qtbot: QtBot) -> None:
    for before, after in (("programme", "badges"), ("badges", "programme")):
        made = Choices(visit.desk)
        qtbot.addWidget(made)
        assert made.kind.name == before
        made.choose(after)


def test_a_paper_is_seen_in_the_look_chosen(papers: PaperDesk, qtbot: QtBot) -> None:
    assert papers.made is not None
    plain, looks = papers.made.content, papers.choices.looks
    looks.setCurrentIndex(looks.findData("large"))
    looks.activated.emit(looks.currentIndex())
    qtbot.waitUntil(
        lambda: papers.made is not None and papers.made.wish.look == "large", timeout=20_000
    )
    assert papers.made.content != plain
    turned_to(papers, qtbot, "workbook")
    assert not looks.isVisibleTo(papers.choices)


def test_a_workbook_is_looked_into(papers: PaperDesk, qtbot: QtBot) -> None:
    turned_to(papers, qtbot, "workbook")
    assert papers.workbook.isVisible() and papers.workbook.tabs.count() > 3
    assert papers.workbook._sheets[0].rows[0][:2] == ("Title", "Kind")
    assert papers.print.isHidden()


def test_a_paper_is_saved_under_the_name_of_visit_and_paper(
    papers: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def ask(_: object, __: str, name: str, ___: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(tmp_path / "out.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    papers.save.click()
    assert offered == ["Visit-of-the-Academy - Programme.pdf"]
    assert papers.made is not None
    assert (tmp_path / "out.pdf").read_bytes() == papers.made.content


def test_a_saved_paper_opens_only_with_the_password_that_was_typed(
    papers: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    protection = papers.choices.protection
    protection.wanted.setChecked(True)
    papers.save.click()
    assert protection.mistake.text() == "Type a password." and not out.exists()
    protection.password.setText("for them")
    protection.again.setText("for then")
    papers.save.click()
    assert "not the same" in protection.mistake.text() and not out.exists()
    protection.again.setText("for them")
    assert protection.mistake.isHidden()
    papers.save.click()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    pikepdf.open(out, password="for them").close()
    assert papers.made is not None
    with papers._desk.read() as session:
        (logged,) = session.query(Dispatch).all()
        assert logged.sealed
        assert logged.digest == sha256(papers.made.content).hexdigest()
    protection.wanted.setChecked(False)
    papers.save.click()
    assert out.read_bytes() == papers.made.content
    assert protection.password.text() == ""


def test_what_cannot_be_protected_does_not_leave_while_a_password_is_wanted(
    papers: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    papers.choices.protection.wanted.setChecked(True)
    papers.as_calendar.trigger()
    assert not out.exists()
    papers.choices.protection.wanted.setChecked(False)
    papers.as_calendar.trigger()
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_every_paper_of_a_folder_is_protected_alike(visit: Visit, tmp_path: Path) -> None:
    write_all(visit.desk, "visit", tmp_path, "en", Progress(), password="for them")
    for file in tmp_path.glob("*.pdf"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(file)
    assert not any(file.read_bytes().startswith(b"PK") for file in tmp_path.glob("*.xlsx"))


def test_every_paper_goes_into_one_folder(visit: Visit, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    count = write_all(visit.desk, "visit", folder, "en", Progress())
    assert len(list(folder.iterdir())) == count >= 8


def test_pages_go_to_the_printer_at_their_own_size(papers: PaperDesk, tmp_path: Path) -> None:
    assert papers.made is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(printing.layout(papers.made.sizes[0]))
    sent = printing.send(printer, papers.made.content, papers.made.sizes, Progress())
    printed = rendering.sizes((tmp_path / "printed.pdf").read_bytes())
    assert sent == len(printed) == len(papers.made.sizes)
    assert printed[0] == pytest.approx(papers.made.sizes[0], abs=1.5)


def test_the_screen_of_papers_lists_engagements_and_shows_theirs(
    visit: Visit, qtbot: QtBot
) -> None:
    screen = papers_screen(visit.desk)
    assert isinstance(screen, PapersScreen)
    qtbot.addWidget(screen)
    screen.resize(1100, 800)
    screen.show()
    screen.show_with(engagement="visit", kind="badges")
    assert screen.engagements.currentText().startswith("Visit of the Academy")
    qtbot.waitUntil(
        lambda: screen.papers.made is not None and screen.papers.made.kind.name == "badges",
        timeout=20_000,
    )
    with qtbot.waitSignal(visit.desk.engagement_wanted) as wanted:
        screen._open.click()
    assert wanted.args == ["visit", "papers"]


def test_a_book_is_made_of_the_parts_that_are_ticked(papers: PaperDesk, qtbot: QtBot) -> None:
    turned_to(papers, qtbot, "briefing-book")
    choices = papers.choices
    assert choices.wish.parts == () and choices.wish.subject is None
    assert choices.person.count() == 5  # the participants, and nobody by name
    choices.parts.item(0).setCheckState(Qt.CheckState.Unchecked)
    ticked = [name for name, _ in choices.kind.parts][1:]
    assert list(choices.wish.parts) == ticked
    qtbot.waitUntil(
        lambda: papers.made is not None and list(papers.made.wish.parts) == ticked, timeout=20_000
    )
    turned_to(papers, qtbot, "programme")
    assert choices.wish.parts == ()
    assert choices.parts.isHidden()


def test_a_brief_is_chosen_by_its_item_and_told_when_it_is_too_long(
    papers: PaperDesk, visit: Visit, qtbot: QtBot
) -> None:
    def brief(session: Any) -> None:
        session.query(AgendaItem).filter_by(id="lunch").one().points = "Ask"
        session.query(AgendaItem).filter_by(id="talks").one().background = "word " * 4000

    assert not papers.choices.item.isVisible()
    visit.desk.act("Brief", brief)
    qtbot.waitUntil(lambda: papers.choices.item.count() == 2)
    turned_to(papers, qtbot, "meeting-brief")
    assert papers.choices.item.isVisible() and not papers.choices.person.isVisible()
    assert papers.made is not None and papers.made.wish.subject == "lunch"
    assert papers._busy.text() == ""
    assert papers._name(papers.made) == "Visit-of-the-Academy - Meeting-brief - Lunch"
    papers.choices.about("talks")
    papers.choices.changed.emit()
    qtbot.waitUntil(
        lambda: papers.made is not None and papers.made.wish.subject == "talks", timeout=20_000
    )
    sides = len(papers.made.sizes)
    assert sides > 4
    assert papers._busy.text() == f"{sides} sides; 4 at most are wanted"


def test_a_brief_without_an_item_says_what_is_missing(papers: PaperDesk, qtbot: QtBot) -> None:
    turned_to(papers, qtbot, "meeting-brief")
    assert papers.made is not None
    assert papers.made.refusal.startswith("This paper is about one item of the programme.")


def test_a_second_language_is_offered_where_a_paper_is_written_in_two(
    papers: PaperDesk, qtbot: QtBot
) -> None:
    assert papers.choices.other_language.isHidden()
    turned_to(papers, qtbot, "programme-two-languages")
    assert not papers.choices.other_language.isHidden()
    assert papers.made is not None and not papers.made.refusal
    assert papers.made.wish.other_language == "fr"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_window_calls_a_paper_what_the_paper_calls_itself(
    papers: PaperDesk, visit: Visit, qtbot: QtBot, language: str
) -> None:
    visit.desk.language = language
    choices = Choices(visit.desk)
    qtbot.addWidget(choices)
    rows = [choices.kinds.item(row) for row in range(choices.kinds.count())]
    shown = {row.data(Qt.ItemDataRole.UserRole): row.text() for row in rows}
    for kind in KINDS:
        assert shown[kind.name] == Reader("", language).paper(kind.name), kind.name
