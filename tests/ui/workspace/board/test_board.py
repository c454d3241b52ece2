"""A programme is moved about on the board, by pointer and by key, and every act can be undone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.ui import showing
from sciattache.ui.lists.model import RECORDS
from sciattache.ui.workspace import acts, workspace
from sciattache.ui.workspace.board.paint import Brush
from sciattache.ui.workspace.board.title import TitleBox
from sciattache.ui.workspace.board.view import BoardView
from sciattache.ui.workspace.programme import ProgrammeTab
from tests.ui.workspace.conftest import Visit, at

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(visit: Visit, qtbot: QtBot) -> ProgrammeTab:
    page: Any = workspace(visit.desk, "visit", "programme")
    qtbot.addWidget(page)
    page.resize(1300, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.tab.turn_to("board")
    return page.tab  # type: ignore[no-any-return]


def _middle(view: BoardView, identity: str) -> QPoint:
    view.choose(identity)
    plane = view.plane
    for number, column in enumerate(view.columns):
        for card in column.cards:
            if card.block.identity == identity:
                return plane.card_rect(number, card).center()
    raise AssertionError(identity)


def _point(view: BoardView, on: date, minute: int) -> QPoint:
    plane = view.plane
    number = next(n for n, column in enumerate(view.columns) if column.on == on)
    return QPoint(plane.column_rect(number).center().x(), plane.y_of(minute))


def _day(view: BoardView, identity: str) -> date | None:
    card = view.card(identity)
    return card.block.on if card else None


def _shown(view: BoardView, qtbot: QtBot, identity: str, minute: int) -> None:
    """Wait until the board shows an item where it has come to stand."""

    def there() -> bool:
        card = view.card(identity)
        return card is not None and card.block.top == minute

    qtbot.waitUntil(there)


def _drag(view: BoardView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, start + QPoint(0, 14))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, pos=end)


def test_an_item_dragged_to_another_day_keeps_its_length_on_that_days_clock(
    tab: ProgrammeTab, visit: Visit
) -> None:
    view = tab.board.view
    start = _middle(view, "lunch")
    plane = view.plane
    down = plane.hour  # one hour lower
    there = QPoint(_point(view, date(2026, 3, 5), 0).x(), start.y() + down)
    _drag(view, start, there)
    lunch = visit.one(AgendaItem, "lunch")
    assert lunch.starts_at == at("2026-03-05T13:00", "Asia/Tokyo")
    assert lunch.ends_at - lunch.starts_at == timedelta(minutes=90)
    assert lunch.start_zone == "Asia/Tokyo"
    visit.desk.undo()
    assert visit.one(AgendaItem, "lunch").starts_at == at("2026-03-03T12:00")


def test_the_lower_edge_stretches_an_item(tab: ProgrammeTab, visit: Visit) -> None:
    view = tab.board.view
    middle = _middle(view, "lunch")
    number, card = view.plane.card_at(middle) or (0, None)
    assert card is not None
    edge = QPoint(middle.x(), view.plane.card_rect(number, card).bottom() - 1)
    _drag(view, edge, edge + QPoint(0, view.plane.hour // 2))
    lunch = visit.one(AgendaItem, "lunch")
    assert lunch.starts_at == at("2026-03-03T12:00")
    assert lunch.ends_at == at("2026-03-03T14:00")


def test_a_click_moves_nothing(tab: ProgrammeTab, visit: Visit) -> None:
    view = tab.board.view
    before = visit.one(AgendaItem, "lunch").starts_at
    QTest.mouseClick(view.viewport(), LEFT, pos=_middle(view, "lunch"))
    assert visit.one(AgendaItem, "lunch").starts_at == before
    assert view.held == "lunch"


def test_a_leg_stays_where_it_is(tab: ProgrammeTab, visit: Visit) -> None:
    view = tab.board.view
    start = _middle(view, "flight")
    _drag(view, start, start + QPoint(0, 3 * view.plane.hour))
    assert visit.one(Leg, "flight").departs_at == at("2026-03-04T13:00")
    cards = [card for column in view.columns for card in column.cards]
    assert [card.movable for card in cards if card.block.identity == "flight"] == [False, False]


def test_a_double_click_writes_a_title_where_it_stands(
    tab: ProgrammeTab, visit: Visit, qtbot: QtBot
) -> None:
    view = tab.board.view
    QTest.mouseDClick(view.viewport(), LEFT, pos=_middle(view, "talks"))
    box = view.findChild(TitleBox)
    assert isinstance(box, TitleBox)
    qtbot.keyClicks(box, "Talks with the Rector")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert visit.one(AgendaItem, "talks").title == "Talks with the Rector"


def test_a_double_click_renames_although_one_click_opens(
    tab: ProgrammeTab, visit: Visit, qtbot: QtBot
) -> None:
    view, opened = tab.board.view, []
    view.opened.connect(lambda *what: opened.append(what))
    spot = _middle(view, "talks")
    QTest.mouseClick(view.viewport(), LEFT, pos=spot)
    QTest.mouseDClick(view.viewport(), LEFT, pos=spot + QPoint(0, 2 * view.plane.hour))
    assert view.held == "talks" and view.findChild(TitleBox) is not None
    qtbot.keyClick(view.findChild(TitleBox), Qt.Key.Key_Escape)
    assert opened == []
    QTest.mouseClick(view.viewport(), LEFT, pos=_middle(view, "lunch"))
    qtbot.waitUntil(lambda: opened == [("item", "lunch")])


def test_a_double_click_on_an_empty_place_makes_an_item_there(
    tab: ProgrammeTab, visit: Visit, qtbot: QtBot
) -> None:
    view = tab.board.view
    QTest.mouseDClick(view.viewport(), LEFT, pos=_point(view, date(2026, 3, 4), 9 * 60 + 20))
    box = view.findChild(TitleBox)
    assert isinstance(box, TitleBox)
    qtbot.keyClicks(box, "Breakfast")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    made = next(one for one in visit.all(AgendaItem) if one.title == "Breakfast")
    assert made.starts_at == at("2026-03-04T09:15")
    assert made.ends_at == at("2026-03-04T10:15")


def test_somebody_dropped_on_the_board_becomes_a_meeting(tab: ProgrammeTab, visit: Visit) -> None:
    view = tab.board.view
    mime = QMimeData()
    mime.setData(RECORDS, b"person\nming")
    mime.setText("Wang Xiaoming")
    spot = QPointF(_point(view, date(2026, 3, 4), 10 * 60))
    event = QDropEvent(spot, Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    view.dragMoveEvent(event)  # type: ignore[arg-type]
    view.dropEvent(event)
    made = next(one for one in visit.all(AgendaItem) if one.contact == "ming")
    assert (made.title, made.status) == ("Meeting with Wang Xiaoming", "proposed")
    assert made.starts_at == at("2026-03-04T10:00")


def test_everything_goes_by_key(tab: ProgrammeTab, visit: Visit, qtbot: QtBot) -> None:
    view = tab.board.view
    view.setFocus()
    view.take(next(n for n, c in enumerate(view.columns) if c.on == date(2026, 3, 3)), None)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.held == "lunch"
    assert "Lunch" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert visit.one(AgendaItem, "lunch").starts_at == at("2026-03-03T12:15")
    _shown(view, qtbot, "lunch", 12 * 60 + 15)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert visit.one(AgendaItem, "lunch").ends_at == at("2026-03-03T13:30")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.held == "talks"
    qtbot.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert visit.one(AgendaItem, "talks").starts_at == at("2026-03-04T15:00")
    qtbot.waitUntil(lambda: _day(view, "talks") == date(2026, 3, 4))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert visit.one(AgendaItem, "talks") is None


def test_a_day_is_copied_and_pasted_on_another(
    tab: ProgrammeTab, visit: Visit, qtbot: QtBot
) -> None:
    view = tab.board.view
    days = {column.on: number for number, column in enumerate(view.columns)}
    view.take(days[date(2026, 3, 3)], None)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    view.take(days[date(2026, 3, 6)], None)
    qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    made = {one.title: one for one in visit.all(AgendaItem) if one.id not in visit.ids.values()}
    assert set(made) == {"Lunch", "Talks"}
    assert made["Lunch"].starts_at == at("2026-03-06T12:00", "Asia/Tokyo")
    assert made["Lunch"].status == "proposed"
    visit.desk.undo()
    assert len(visit.all(AgendaItem)) == 3


def test_a_day_is_not_pasted_on_itself(tab: ProgrammeTab, visit: Visit, qtbot: QtBot) -> None:
    view, count = tab.board.view, len(visit.all(AgendaItem))
    view.take(next(n for n, one in enumerate(view.columns) if one.on == date(2026, 3, 3)), None)
    told: list[str] = []
    visit.desk.noticed.connect(lambda words, _: told.append(words))
    for key in (Qt.Key.Key_C, Qt.Key.Key_V):
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
    assert told[-1] == "Choose another day to paste onto"
    assert len(visit.all(AgendaItem)) == count


def test_what_is_cancelled_is_not_copied_with_its_day(
    tab: ProgrammeTab, visit: Visit, qtbot: QtBot
) -> None:
    acts.change(visit.desk, AgendaItem, "talks", {"status": "cancelled"}, "Cancel")
    view = tab.board.view
    qtbot.waitUntil(lambda: (card := view.card("talks")) is not None and card.entry.gone)
    view.day_copied.emit(date(2026, 3, 3))
    view.day_pasted.emit(date(2026, 3, 6))
    made = [one.title for one in visit.all(AgendaItem) if one.id not in visit.ids.values()]
    assert made == ["Lunch"]


def test_the_home_clock_of_the_chosen_day_stands_at_the_edge(tab: ProgrammeTab) -> None:
    view = tab.board.view
    by_day = {column.on: column for column in view.columns}
    assert by_day[date(2026, 3, 3)].home == 8 * 60
    assert by_day[date(2026, 3, 5)].home is None
    assert (by_day[date(2026, 3, 3)].local, by_day[date(2026, 3, 3)].away) == ("Paris", "Tokyo")


@pytest.mark.parametrize(
    ("this_year", "said"), [(2026, "Tue 3 Mar"), (2025, "3 Mar 2026"), (2027, "3 Mar 2026")]
)
def test_a_day_with_little_room_keeps_its_year_unless_it_is_this_one(
    this_year: int, said: str
) -> None:
    day, today = date(2026, 3, 3), date(this_year, 6, 1)
    assert showing.short_day(day, "en", today=today) == said


def test_a_narrow_heading_is_drawn_in_its_shorter_form(tab: ProgrammeTab) -> None:
    view = tab.board.view
    brush = Brush(QPainter(), view.plane, view)
    column = view.columns[0]
    assert brush.heading(column, 1000) == column.title == "Tue 3 Mar 2026"
    assert brush.heading(column, 20) == column.shorter


def test_from_the_right_the_first_day_stands_at_the_right(tab: ProgrammeTab, visit: Visit) -> None:
    view = tab.board.view
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    plane = view.plane
    assert plane.column_rect(0).left() > plane.column_rect(1).left()
    start = _middle(view, "lunch")
    there = QPoint(_point(view, date(2026, 3, 4), 0).x(), start.y())
    _drag(view, start, there)
    assert visit.one(AgendaItem, "lunch").starts_at == at("2026-03-04T12:00")


def test_the_list_is_worked_out_when_it_is_turned_to_and_keeps_what_is_chosen(
    tab: ProgrammeTab, visit: Visit, qtbot: QtBot
) -> None:
    view = tab.board.view
    assert tab.view.entries.entries == ()
    QTest.mouseClick(view.viewport(), LEFT, pos=_middle(view, "talks"))
    tab.turn_to("list")
    entry = tab.view.entry()
    assert entry is not None and entry.identity == "talks"
    acts.change(visit.desk, AgendaItem, "talks", {"title": "Talks at noon"}, "Change")
    qtbot.waitUntil(lambda: any(one.title == "Talks at noon" for one in tab.view.entries.entries))
    card = view.card("talks")
    assert card is not None and card.entry.title == "Talks"
    tab.turn_to("board")
    card = view.card("talks")
    assert card is not None and card.entry.title == "Talks at noon"


def test_a_day_is_pasted_on_a_day_on_which_a_leg_only_ends(
    tab: ProgrammeTab, visit: Visit, qtbot: QtBot
) -> None:
    acts.change(
        visit.desk, Leg, "flight",
        {"departs_at": at("2026-03-06T13:00"), "arrives_at": at("2026-03-07T09:00", "Asia/Tokyo")},
        "Later",
    )  # fmt: skip
    view = tab.board.view
    qtbot.waitUntil(lambda: view.columns[-1].on == date(2026, 3, 7))
    view.day_copied.emit(date(2026, 3, 3))
    view.day_pasted.emit(date(2026, 3, 7))
    copies = [one for one in visit.all(AgendaItem) if one.title in ("Lunch", "Talks")]
    assert sorted(one.starts_at for one in copies)[-2:] == [
        at("2026-03-07T12:00"), at("2026-03-07T15:00"),
    ]  # fmt: skip
