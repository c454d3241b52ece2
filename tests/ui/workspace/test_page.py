"""The workspace as a whole: head, tabs, participants, travel, and what leaves it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.services.deadlines import due
from sciattache.store import dossiers, issues
from sciattache.ui.workspace import acts, workspace
from sciattache.ui.workspace.page import TABS, Workspace
from tests.ui.workspace.conftest import Visit, at


def opened(visit: Visit, qtbot: QtBot, tab: str = "") -> Workspace:
    made = workspace(visit.desk, "visit", tab)
    assert isinstance(made, Workspace)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))  # type: ignore[attr-defined]


def names(page: Workspace) -> list[str]:
    return [row.heading or row.cells[0].words for row in page.tab.sheet.rows.rows]


def test_the_head_tells_what_where_when_and_that_nothing_is_issued(
    visit: Visit, qtbot: QtBot
) -> None:
    page = opened(visit, qtbot)
    assert page.header.title.text() == "Visit of the Academy"
    assert page.header.facts.text() == "Paris – Tokyo  ·  3–6 Mar 2026  ·  Inbound delegation"
    assert page.header.issue.text() == "Not issued"
    assert page.header.status.text() == "Planned"


def test_the_head_tells_the_version_and_that_things_changed_since(
    visit: Visit, qtbot: QtBot
) -> None:
    def issue(session: Session) -> None:
        dossier = dossiers.load(session, session.query(Engagement).one())
        issues.keep(session, dossier, number=2, at=at("2026-02-01T10:00"))

    visit.desk.act("Issue", issue)
    page = opened(visit, qtbot)
    assert page.header.issue.text().startswith("Version 2 · 1 Feb 2026")
    assert "not issued" not in page.header.issue.text()
    acts.change(visit.desk, AgendaItem, "lunch", {"room": "Loge"}, "Change the room")
    qtbot.waitUntil(lambda: page.header.issue.text().endswith("changes not issued: 1"))


def test_the_status_is_set_from_the_head(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot)
    page.header.status.menu().actions()[2].trigger()
    QApplication.processEvents()
    assert visit.one(Engagement, "visit").state == "confirmed"
    assert page.header.status.text() == "Confirmed"


def test_an_engagement_that_is_deleted_says_so_and_comes_back_with_undo(
    visit: Visit, qtbot: QtBot
) -> None:
    page = opened(visit, qtbot, "programme")
    page.header.removal_wanted.emit()
    QApplication.processEvents()
    assert page.header.isHidden() and visit.all(AgendaItem) == []
    visit.desk.undo()
    QApplication.processEvents()
    assert page.header.isVisible() and page.tab.board.view.columns


def test_an_id_of_nothing_gives_a_calm_page(visit: Visit, qtbot: QtBot) -> None:
    made = workspace(visit.desk, "nobody")
    qtbot.addWidget(made)
    assert "no longer there" in words(made)


def test_tabs_are_turned_from_the_keyboard(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot, "overview")
    page.activateWindow()
    page.bar.setFocus()
    qtbot.keyClick(page.bar, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.bar.currentIndex() == list(TABS).index("programme")


def test_a_name_of_no_tab_gives_the_first(visit: Visit, qtbot: QtBot) -> None:
    assert opened(visit, qtbot, "nonsense").bar.currentIndex() == 0


def test_the_overview_counts_and_tells_what_is_due_and_what_changed(
    visit: Visit, qtbot: QtBot
) -> None:
    page = opened(visit, qtbot, "overview")
    shown = words(page.tab)
    assert "3 / 3" in shown and "guests have accepted" in shown
    assert "To learn." in shown and "Plan the visit" in shown
    task = page.tab.tasks.rows.rows[0]
    assert task.cells[0].words == "Send the menu"
    assert due(page.seen.follow_ups[0], page.seen.engagement) == date(2026, 2, 21)
    assert [row.cells[0].words for row in page.tab.stops.rows.rows] == ["Paris", "Tokyo"]


def test_the_overview_follows_what_is_changed_elsewhere(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot, "overview")

    def work(session: object) -> None:
        session.query(Engagement).one().purpose = "To agree."  # type: ignore[attr-defined]

    visit.desk.act("Change purpose", work)
    QApplication.processEvents()
    assert "To agree." in words(page.tab)


def test_participants_stand_by_side_and_precedence_in_both_scripts(
    visit: Visit, qtbot: QtBot
) -> None:
    page = opened(visit, qtbot, "participants")
    assert names(page) == ["Guests", "Ana Łódzka", "Bo Ek", "Wang Xiaoming", "Hosts", "Carl Ny"]
    assert page.tab.sheet.rows.rows[3].cells[0].under == "王小明"


def test_precedence_is_changed_with_alt_and_the_arrows(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot, "participants")
    page.tab.choose("part_ming")
    qtbot.keyClick(page.tab.sheet, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert names(page)[1:4] == ["Ana Łódzka", "Wang Xiaoming", "Bo Ek"]
    assert page.tab.sheet.identity() == "part_ming"
    assert visit.one(Participation, "part_ming").precedence == 1


def test_somebody_is_added_from_the_search_box_once(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot, "participants")
    page.tab.sheet.removal_wanted.emit("part_bo")
    QApplication.processEvents()
    for _ in range(2):
        page.tab.search._take("bo", "Bo Ek")
        QApplication.processEvents()
    assert [p.person for p in visit.all(Participation)].count("bo") == 1
    assert page.tab.search.value() is None


def test_a_participant_is_edited_in_the_panel_with_a_way_to_the_person(
    visit: Visit, qtbot: QtBot
) -> None:
    page = opened(visit, qtbot, "participants")
    page.tab.sheet.opened.emit("part_ana")
    assert page.panel.identity == "part_ana"
    with qtbot.waitSignal(visit.desk.record_wanted) as wanted:
        page.panel._person.click()
    assert wanted.args == ["ana"]


def test_each_end_of_a_leg_is_on_its_own_clock(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot, "travel")
    (flight,) = page.tab.sheets[Leg].rows.rows
    assert [(cell.words, cell.under) for cell in flight.cells[1:3]] == [
        ("4 Mar 2026 13:00", "Paris"), ("5 Mar 2026 09:40", "Tokyo"),
    ]  # fmt: skip


def test_money_is_added_up_by_currency(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot, "travel")
    totals = [row for row in page.tab.sheets[Expense].rows.rows if not row.identity]
    shown = [(row.cells[0].words, row.cells[2].words, row.cells[3].words) for row in totals]
    assert shown == [("Total EUR", "€50.00", "€42.10"), ("Total JPY", "¥9,000", "¥0")]


def test_stays_stand_under_their_hotel(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot, "travel")
    hotel, night = page.tab.sheets[Stay].rows.rows
    assert (hotel.heading, night.cells[0].words, night.cells[3].under) == (
        "Hôtel du Nord", "Ana Łódzka", "1 night",
    )  # fmt: skip


def test_import_goes_to_the_imports_of_this_engagement(visit: Visit, qtbot: QtBot) -> None:
    page = opened(visit, qtbot)
    with qtbot.waitSignal(visit.desk.screen_wanted) as wanted:
        page.header._import()
    assert wanted.args == ["imports", {"engagement": "visit"}]


@pytest.mark.parametrize(
    ("wanted", "name", "inside"),
    [
        ("calendar_wanted", "visit.ics", (b"BEGIN:VCALENDAR", b"SUMMARY:Lunch")),
        ("cards_wanted", "visit.vcf", (b"BEGIN:VCARD", "王小明".encode())),
    ],
)
def test_calendar_and_contacts_are_written(
    visit: Visit, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    wanted: str, name: str, inside: tuple[bytes, ...],
) -> None:  # fmt: skip
    path = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page = opened(visit, qtbot)
    getattr(page.header, wanted).emit()
    content = path.read_bytes()
    assert all(part in content for part in inside)


def test_a_file_that_cannot_be_written_is_refused_with_the_reason(
    visit: Visit, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "no such folder" / "visit.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page = opened(visit, qtbot)
    with qtbot.waitSignal(visit.desk.refused) as told:
        page.header.calendar_wanted.emit()
    assert "visit.ics" in told.args[0].sentence
