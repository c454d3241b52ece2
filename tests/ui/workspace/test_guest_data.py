"""Taking in guests' answers in the window, from the participants and from imports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.papers import catalogue
from sciattache.papers.guest_data import taking
from sciattache.papers.guest_data.returned_workbook import MARK
from sciattache.papers.kinds import Wish
from sciattache.ui.desk import Desk
from sciattache.ui.guest_data.panel import GuestDataPanel
from sciattache.ui.guest_data.rows import AFTER, BEFORE, GUEST, QUESTION, REMARK, AnswerRows
from sciattache.ui.imports.screen import ImportsScreen
from sciattache.ui.workspace.participants import ParticipantsTab

from .conftest import Visit

NUMBER, VISA = "passport_number", "visa"


def _made(desk: Desk, kind: str, folder: Path, subject: str | None = None) -> Path:
    with desk.read() as session:
        engagement = session.query(Engagement).filter_by(id="visit").one()
        content = catalogue.make(session, engagement, kind, Wish(subject=subject))
    file = folder / f"{kind}{catalogue.kind_called(kind).suffix}"
    file.write_bytes(content)
    return file


@pytest.fixture
def workbook(visit: Visit, tmp_path: Path) -> Path:
    """What came back: a number and a visa that nobody knows; the office changed the first since."""
    file = _made(visit.desk, "guest-data", tmp_path)
    book = openpyxl.load_workbook(file)
    sheet: Any = book.worksheets[0]
    names = {c.value: (c.row, c.column) for line in sheet for c in line if c.value}
    row = names[MARK + "identity"][0] + 1
    for name, value in ((NUMBER, "N-1"), (VISA, "Perhaps"), ("badge_name", "Ming")):
        sheet.cell(row, names[MARK + name][1]).value = value
    book.save(file)
    with visit.desk.office.step("Change") as session:
        name = sheet.cell(row, 2).value
        one = next(p for p in session.query(Participation) if _named(session, p) == name)
        one.passport_number = "OFFICE"
    visit.desk.look_again()
    return file


def _named(session: Any, one: Participation) -> str:
    from sciattache.store import query

    return query.titles(session, [one.person])[one.person]


def _panel(qtbot: QtBot, desk: Desk, *files: Path) -> GuestDataPanel:
    made = GuestDataPanel(desk)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.shown):
        made.read(files)
    return made


def _lines(panel: GuestDataPanel) -> list[tuple[str, ...]]:
    rows = panel.rows
    return [
        tuple(str(rows.index(row, column).data()) for column in (QUESTION, BEFORE, AFTER))
        for row, line in enumerate(rows.lines)
        if line.one is not None
    ]


def test_what_is_other_stands_beside_what_is_known(
    qtbot: QtBot, visit: Visit, workbook: Path
) -> None:
    panel = _panel(qtbot, visit.desk, workbook)
    assert _lines(panel) == [
        ("Name on the badge", "nothing", "Ming"),
        ("Passport number", "OFFICE", "N-1"),
        ("Visa", "", "Perhaps"),
    ]
    remarks = [str(panel.rows.index(row, REMARK).data()) for row in range(3)]
    assert remarks[0] == "Changed"
    assert "Changed here meanwhile" in remarks[1]
    assert "not one of the choices" in remarks[2]


@pytest.mark.parametrize(
    ("language", "reason"), [("fr", "ne fait pas partie des choix"), ("ar", "ليس من الاختيارات")]
)
def test_a_reason_is_told_in_the_language_of_the_window(
    qtbot: QtBot, visit: Visit, workbook: Path, language: str, reason: str
) -> None:
    with visit.desk.read() as session:
        found = taking.look(session, taking.read([workbook]))
    rows = AnswerRows(language)
    rows.show_rows(found, set())
    remarks = [str(rows.index(row, REMARK).data()) for row in range(3)]
    assert [reason in remark for remark in remarks] == [False, False, True]


def test_only_what_is_ticked_is_taken_in_and_undone_at_once(
    qtbot: QtBot, visit: Visit, workbook: Path
) -> None:
    panel = _panel(qtbot, visit.desk, workbook)
    assert panel.act.text() == "Take in 1 answer"  # the conflict is not ticked by itself
    number = panel.rows.index(1, QUESTION)
    panel.rows.setData(number, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    panel.rows.setData(
        panel.rows.index(0, QUESTION), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    with qtbot.waitSignal(panel.taken) as told:
        panel.act.click()
    assert [name for _, name in told.args[0].written] == [NUMBER]
    assert [p.passport_number for p in visit.all(Participation) if p.passport_number] == ["N-1"]
    assert not any(p.badge_name for p in visit.all(Participation))
    visit.desk.undo()
    assert [p.passport_number for p in visit.all(Participation) if p.passport_number] == ["OFFICE"]


def test_the_space_bar_ticks_and_a_refused_answer_has_no_box(
    qtbot: QtBot, visit: Visit, workbook: Path
) -> None:
    panel = _panel(qtbot, visit.desk, workbook)
    panel.show()
    panel.table.setCurrentIndex(panel.rows.index(0, GUEST))
    qtbot.keyClick(panel.table, Qt.Key.Key_Space)
    assert panel.rows.accepted == set()
    qtbot.keyClick(panel.table, Qt.Key.Key_Space)
    assert len(panel.rows.accepted) == 1
    refused = panel.rows.index(2, QUESTION)
    assert refused.data(Qt.ItemDataRole.CheckStateRole) is None
    assert not panel.rows.flags(refused) & Qt.ItemFlag.ItemIsUserCheckable
    panel.all.click()
    assert len(panel.rows.accepted) == 2
    panel.none.click()
    assert not panel.act.isEnabled()


def test_a_file_that_is_none_of_ours_is_told_and_the_others_are_read(
    qtbot: QtBot, visit: Visit, workbook: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.pdf"
    document = pikepdf.new()
    document.add_blank_page()
    document.save(other)
    panel = _panel(qtbot, visit.desk, other, workbook)
    assert "other.pdf" in panel.faults.text()
    assert not panel.faults.isHidden()
    assert len(_lines(panel)) == 3


def test_imports_know_what_guests_sent_back(qtbot: QtBot, visit: Visit, workbook: Path) -> None:
    screen = ImportsScreen(visit.desk)
    qtbot.addWidget(screen)
    screen.begin([workbook])
    (panel,) = screen.findChildren(GuestDataPanel)
    qtbot.waitUntil(lambda: len(panel.rows.lines) > 0)
    assert _lines(panel)[0][0] == "Name on the badge"
    panel.reject()


def test_forms_are_dropped_on_the_participants(qtbot: QtBot, visit: Visit, tmp_path: Path) -> None:
    form = _made(visit.desk, "guest-form", tmp_path, "ming")
    tab = ParticipantsTab(visit.desk)
    qtbot.addWidget(tab)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(form))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    tab.dragEnterEvent(entering)
    assert entering.isAccepted()
    tab.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    (panel,) = tab.findChildren(GuestDataPanel)
    qtbot.waitUntil(lambda: len(panel.rows.lines) > 0)
    assert [line.verdict for line in panel.rows.lines] == ["same"]
    panel.reject()


def test_the_participants_offer_to_take_answers_in(qtbot: QtBot, visit: Visit) -> None:
    tab = ParticipantsTab(visit.desk)
    qtbot.addWidget(tab)
    tab.answers.click()
    (panel,) = tab.findChildren(GuestDataPanel)
    assert panel.isVisible()
    panel.reject()
