"""The programme by day, as somebody works on it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.ui.workspace import workspace
from sciattache.ui.workspace.agenda import Entry, entries
from sciattache.ui.workspace.agenda_paint import ENTRY
from sciattache.ui.workspace.inline import Inline
from sciattache.ui.workspace.page import Workspace
from tests.ui.workspace.conftest import PARIS, TOKYO, Visit, at

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(visit: Visit, qtbot: QtBot) -> Workspace:
    made = workspace(visit.desk, "visit", "programme")
    assert isinstance(made, Workspace)
    qtbot.addWidget(made)
    made.tab.turn_to("list")
    made.resize(1100, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.focus_first()
    return made


def lines(page: Workspace) -> list[Entry]:
    return list(page.tab.view.entries.entries)


def entry(page: Workspace, identity: str) -> Entry:
    return next(one for one in lines(page) if one.identity == identity)


def press(
    qtbot: QtBot, page: Workspace, key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:  # fmt: skip
    qtbot.keyClick(page.tab.view, key, held)
    QApplication.processEvents()


def test_days_items_movements_nights_and_what_has_no_time_stand_in_order(page: Workspace) -> None:
    shown = [(one.kind, one.identity) for one in lines(page)]
    assert shown == [
        ("day", ""), ("item", "lunch"), ("item", "talks"), ("night", "stay"),
        ("day", ""), ("leg", "flight"), ("day", ""), ("free", ""), ("day", ""), ("free", ""),
        ("loose", ""), ("item", "loose"),
    ]  # fmt: skip


def test_hours_stand_on_the_clock_of_the_place_and_of_home(page: Workspace) -> None:
    lunch, flight = entry(page, "lunch"), entry(page, "flight")
    assert (lunch.hours, lunch.home) == ("12:00–13:30", "20:00–21:30")
    assert flight.hours == "13:00–09:40 +1"
    assert "09:40 in Tokyo" in flight.under
    assert lunch.under == "Salle des fêtes · Institut Curie"
    assert lines(page)[0].note == "Paris · UTC+1"


def test_a_line_is_said_whole_to_a_screen_reader(page: Workspace) -> None:
    index = page.tab.view.entries.index(2, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert all(part in said for part in ("15:00–16:00", "Talks", "Wang Xiaoming", "Proposed"))


def test_an_item_moves_by_a_quarter_and_by_a_day_from_the_keyboard(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    page.tab.choose("talks")
    press(qtbot, page, Qt.Key.Key_Down, ALT)
    assert visit.one(AgendaItem, "talks").starts_at == at("2026-03-03T15:15")
    press(qtbot, page, Qt.Key.Key_PageDown, ALT)
    assert visit.one(AgendaItem, "talks").starts_at == at("2026-03-04T15:15")
    assert page.tab.view.entry().identity == "talks"


def test_an_item_moved_to_another_stop_keeps_its_hours_on_the_new_clock(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    page.tab.choose("talks")
    press(qtbot, page, Qt.Key.Key_PageDown, ALT)
    press(qtbot, page, Qt.Key.Key_PageDown, ALT)
    moved = visit.one(AgendaItem, "talks")
    assert (moved.starts_at, moved.start_zone) == (at("2026-03-05T15:00", TOKYO), TOKYO)


def test_delete_can_be_undone(page: Workspace, visit: Visit, qtbot: QtBot) -> None:
    page.tab.choose("talks")
    with qtbot.waitSignal(visit.desk.noticed) as told:
        press(qtbot, page, Qt.Key.Key_Delete)
    assert told.args == ["Delete Talks", True]
    assert visit.one(AgendaItem, "talks") is None
    assert visit.one(Attendance, "at_talks") is None
    visit.desk.undo()
    QApplication.processEvents()
    assert entry(page, "talks").people == "Wang Xiaoming"


def test_a_duplicate_has_the_same_people_and_is_proposed(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    page.tab.choose("talks")
    press(qtbot, page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    twins = [item for item in visit.all(AgendaItem) if item.title == "Talks"]
    assert [twin.status for twin in twins] == ["proposed", "proposed"]
    assert {one.item for one in visit.all(Attendance)} == {twin.id for twin in twins}


def inline(page: Workspace) -> Inline:
    page.begin_edit()
    found = page.tab.view.viewport().findChildren(Inline)
    assert len(found) == 1
    return found[0]


def typed(qtbot: QtBot, field: QLineEdit, words: str) -> None:
    field.selectAll()
    qtbot.keyClicks(field, words)


def test_hours_and_title_are_typed_where_they_stand(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    page.tab.choose("talks")
    editor = inline(page)
    typed(qtbot, editor.start, "930")
    typed(qtbot, editor.end, "11h")
    typed(qtbot, editor.title, "First talks")
    qtbot.keyClick(editor.title, Qt.Key.Key_Return)
    QApplication.processEvents()
    item = visit.one(AgendaItem, "talks")
    assert item.title == "First talks"
    assert (item.starts_at, item.ends_at) == (at("2026-03-03T09:30"), at("2026-03-03T11:00"))
    assert entry(page, "talks").hours == "09:30–11:00"


def test_what_is_no_hour_is_marked_and_nothing_is_kept(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    page.tab.choose("talks")
    editor = inline(page)
    typed(qtbot, editor.start, "soon")
    qtbot.keyClick(editor.title, Qt.Key.Key_Return)
    assert editor.start.property("mistaken") == "true"
    assert "is not an hour" in editor.start.toolTip()
    qtbot.keyClick(editor.title, Qt.Key.Key_Escape)
    assert visit.one(AgendaItem, "talks").starts_at == at("2026-03-03T15:00")


def test_what_has_no_time_gets_one_on_the_first_day(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    page.tab.choose("loose")
    editor = inline(page)
    typed(qtbot, editor.start, "10")
    qtbot.keyClick(editor.start, Qt.Key.Key_Return)
    assert visit.one(AgendaItem, "loose").starts_at == at("2026-03-03T10:00")


def test_a_new_item_begins_after_the_last_of_the_day_and_is_kept_with_its_title(
    page: Workspace, visit: Visit, qtbot: QtBot
) -> None:
    page.tab.choose("lunch")
    page.make_new()
    form = page.panel.form()
    assert form is not None and page.panel.isVisible()
    title = form.editors["title"]
    qtbot.keyClicks(title, "Press conference")
    title.left.emit()
    QApplication.processEvents()
    made = next(item for item in visit.all(AgendaItem) if item.title == "Press conference")
    assert (made.starts_at, made.start_zone) == (at("2026-03-03T16:00"), PARIS)
    assert page.panel.identity == made.id
    assert page.tab.view.entry().identity == made.id


def test_a_click_on_the_plus_of_a_day_adds_there(page: Workspace, qtbot: QtBot) -> None:
    view = page.tab.view
    row = next(n for n, one in enumerate(lines(page)) if one.on == date(2026, 3, 5))
    index = view.entries.index(row, 0)
    assert index.data(ENTRY).kind == "day"
    area = view.visualRect(index)
    spot = QPoint(area.right() - 30, area.top() + 34)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    form = page.panel.form()
    assert form is not None
    assert form.editors["starts_at"].value() == at("2026-03-05T09:00", TOKYO)


def test_a_click_opens_the_item_and_escape_closes_it(page: Workspace, qtbot: QtBot) -> None:
    view = page.tab.view
    area = view.visualRect(view.entries.index(1, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert page.panel.identity == "lunch"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert page.panel.isHidden()
    assert page.record_id() == "visit"


def test_people_of_an_item_are_chosen_in_the_panel(page: Workspace, visit: Visit) -> None:
    page.tab.view.opened.emit("item", "lunch")
    assert page.panel.people.people() == []
    page.panel.people.link(["ana", "bo", "ming"])
    QApplication.processEvents()
    assert entry(page, "lunch").people == "Whole delegation"
    page.panel.people.link(["ana"])
    QApplication.processEvents()
    assert entry(page, "lunch").people == "Ana Łódzka"
    assert page.panel.people.people() == ["ana"]


def test_a_record_deleted_elsewhere_closes_the_panel(page: Workspace, visit: Visit) -> None:
    page.tab.view.opened.emit("item", "lunch")
    visit.desk.act("Delete", lambda s: s.delete(s.query(AgendaItem).filter_by(id="lunch").one()))
    QApplication.processEvents()
    assert page.panel.isHidden()


def test_right_to_left_the_hours_stand_at_the_right(page: Workspace) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    picture = page.tab.view.grab().toImage()
    assert not picture.isNull()
    assert entries(page.seen, "ar")[0].title.startswith("الثلاثاء")
