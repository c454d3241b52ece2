"""The planner issues a programme, sees what is not issued, and who holds an old copy."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.copy import Copy
from sciattache.domain.programmes.issue import Issue
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.page import Workspace
from sciattache.ui.workspace.versions import VersionsTab

from .conftest import Visit


def _opened(visit: Visit, qtbot: QtBot) -> VersionsTab:
    page = Workspace(visit.desk, "visit", "versions")
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    assert isinstance(page.tab, VersionsTab)
    return page.tab


def _issue(tab: VersionsTab, qtbot: QtBot, number: int) -> None:
    qtbot.mouseClick(tab.issue, Qt.MouseButton.LeftButton)
    title = f"Version {number} is the plan as it stands"
    qtbot.waitUntil(lambda: tab.standing.text() == title, timeout=60_000)


def _cells(sheet: object) -> list[list[str]]:
    rows = sheet.rows.rows  # type: ignore[attr-defined]
    return [[row.heading] if row.heading else [cell.words for cell in row.cells] for row in rows]


def test_a_plan_is_issued_changed_and_issued_again(visit: Visit, qtbot: QtBot) -> None:
    tab = _opened(visit, qtbot)
    assert tab.standing.text() == "Not issued"
    tab.note.setText("For the ministry")
    _issue(tab, qtbot, 1)
    (first,) = visit.all(Issue)
    assert (first.version, first.notes) == (1, "For the ministry")
    assert not tab.issue.isEnabled()
    acts.change(visit.desk, AgendaItem, "lunch", {"room": "Loge"}, "Change the room")
    qtbot.waitUntil(lambda: tab.issue.isEnabled())
    assert tab.standing.text() == "Changes not issued since version 1: 1"
    assert ["In the programme"] in _cells(tab.changes)
    assert any("Lunch" in cells for cells in _cells(tab.changes))
    qtbot.waitUntil(lambda: "programme-guest.pdf" in tab.affected.text(), timeout=60_000)
    assert "badges.pdf" not in tab.affected.text()
    _issue(tab, qtbot, 2)
    assert [cells[0] for cells in _cells(tab.versions)] == ["Version 2", "Version 1"]


def test_an_old_copy_is_marked_until_it_is_taken_back(visit: Visit, qtbot: QtBot) -> None:
    tab = _opened(visit, qtbot)
    _issue(tab, qtbot, 1)
    (first,) = visit.all(Issue)
    copy = Copy(id="c", issue=first.id, paper="programme-guest.pdf", holder_name="Front desk")
    visit.desk.act("Hand out", lambda session: session.add(copy))
    acts.change(visit.desk, AgendaItem, "lunch", {"room": "Loge"}, "Change the room")
    qtbot.waitUntil(lambda: tab.issue.isEnabled())
    _issue(tab, qtbot, 2)
    (row,) = tab.copies.rows.rows
    assert row.cells[0].words == "Front desk"
    assert row.cells[2].under == "old copy: needs the new one"
    acts.change(visit.desk, Copy, "c", {"recalled": True}, "Take back")
    qtbot.waitUntil(lambda: tab.copies.rows.rows[0].cells[2].under == "taken back")


def test_a_seat_that_no_longer_fits_is_listed_with_what_is_affected(
    visit: Visit, qtbot: QtBot
) -> None:
    def seat(session: Any) -> None:
        session.add(Seating(id="table", item="lunch", name="Table 1", places=4))
        session.add(Seat(id="seat", seating="table", number=1, person="bo"))

    visit.desk.act("Seat", seat)
    tab = _opened(visit, qtbot)
    qtbot.waitUntil(lambda: tab.window().watch.found is not None)
    assert tab.seats.isHidden()
    acts.change(visit.desk, Participation, "part_bo", {"rsvp": "declined"}, "Decline")
    qtbot.waitUntil(lambda: not tab.seats.isHidden())
    assert tab.seats.text() == "Seats to look at: Lunch, Table 1 (Bo Ek)"
    again = Workspace(visit.desk, "visit", "overview")
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.watch.found is not None)
    again.show_tab("versions")
    assert again.tab.seats.text() == tab.seats.text() and not again.tab.seats.isHidden()
    visit.desk.undo()
    qtbot.waitUntil(tab.seats.isHidden)
