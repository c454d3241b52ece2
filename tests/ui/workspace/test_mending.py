"""The strip under the programme proposes the least disruption, and does it as one step."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.ui.workspace import workspace
from sciattache.ui.workspace.programme import ProgrammeTab
from tests.ui.workspace.conftest import Visit, at


@pytest.fixture
def tab(visit: Visit, qtbot: QtBot) -> ProgrammeTab:
    page: Any = workspace(visit.desk, "visit", "programme")
    qtbot.addWidget(page)
    page.resize(1300, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.tab.turn_to("board")
    return page.tab  # type: ignore[no-any-return]


def test_a_late_item_moves_what_it_must(tab: ProgrammeTab, visit: Visit, qtbot: QtBot) -> None:
    tab.choose("lunch")
    tab.mend_chosen()
    strip = tab.mending
    assert strip.isVisible()
    strip.field.setText("120")
    rows = [[cell.words for cell in row.cells] for row in strip.sheet.rows.rows]
    assert rows == [
        ["Lunch", "12:00–13:30", "14:00–15:30"],
        ["Talks", "15:00–16:00", "15:30–16:30"],
    ]
    qtbot.mouseClick(strip.apply, Qt.MouseButton.LeftButton)
    assert visit.one(AgendaItem, "talks").starts_at == at("2026-03-03T15:30")
    assert strip.isHidden()
    visit.desk.undo()
    assert visit.one(AgendaItem, "talks").starts_at == at("2026-03-03T15:00")
    assert visit.one(AgendaItem, "lunch").starts_at == at("2026-03-03T12:00")


def test_a_flight_that_arrives_at_another_hour(
    tab: ProgrammeTab, visit: Visit, qtbot: QtBot
) -> None:
    tab.choose("flight")
    tab.mend_chosen()
    tab.mending.field.setText("11:20")
    qtbot.keyClick(tab.mending.field, Qt.Key.Key_Return)
    assert visit.one(Leg, "flight").arrives_at == at("2026-03-05T11:20", "Asia/Tokyo")


def test_escape_changes_nothing(tab: ProgrammeTab, visit: Visit, qtbot: QtBot) -> None:
    tab.choose("lunch")
    tab.mend_chosen()
    qtbot.keyClick(tab.mending, Qt.Key.Key_Escape)
    assert tab.mending.isHidden()
    assert visit.one(AgendaItem, "lunch").starts_at == at("2026-03-03T12:00")


def test_what_is_no_number_is_said_in_place(tab: ProgrammeTab) -> None:
    tab.choose("lunch")
    tab.mend_chosen()
    tab.mending.field.setText("soon")
    assert tab.mending.note.text() == "Write how many minutes."
    assert not tab.mending.apply.isEnabled()
