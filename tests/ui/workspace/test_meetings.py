"""A meeting day is scheduled in the workspace, kept in place and taken back."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sciattache.domain.programmes.absence import Absence
from sciattache.domain.programmes.meeting_day import MeetingDay
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.services.scheduling.solve import solve
from sciattache.ui.workspace import meetings, workspace
from sciattache.ui.workspace.meetings import MeetingsTab
from tests.ui.workspace.conftest import PARIS, Visit, at


@pytest.fixture
def tab(visit: Visit, qtbot: QtBot) -> MeetingsTab:
    of = {"engagement": "visit"}
    records = [
        MeetingDay(
            id="day", name="Meetings", starts_at=at("2026-03-04T09:00"), zone=PARIS,
            ends_at=at("2026-03-04T11:00"), slot_minutes=20, pause_minutes=10, tables=2, **of,
        ),
        *(
            MeetingRequest(id=f"r{number}", asker=one, asked=other, state="accepted", **of)
            for number, (one, other) in enumerate((("ming", "carl"), ("ana", "carl")))
        ),
    ]  # fmt: skip
    visit.desk.act("Ask", lambda session: session.add_all(records))
    page: Any = workspace(visit.desk, "visit", "meetings")
    qtbot.addWidget(page)
    page.resize(1300, 900)
    with qtbot.waitExposed(page):
        page.show()
    assert isinstance(page.tab, MeetingsTab)
    return page.tab


def _slots(visit: Visit) -> list[int | None]:
    return [one.slot for one in visit.all(MeetingRequest)]


def test_a_day_is_scheduled_kept_and_taken_back(
    tab: MeetingsTab, visit: Visit, qtbot: QtBot
) -> None:
    assert tab.facts.text() == "2 meetings asked for · 4 slots · 2 tables"
    qtbot.mouseClick(tab.schedule, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: None not in _slots(visit), timeout=60_000)
    assert len(set(_slots(visit))) == 2
    qtbot.waitUntil(lambda: "no timetable has fewer" in tab.standing.text(), timeout=60_000)
    qtbot.waitUntil(lambda: any(row.heading.startswith("09:") for row in tab.sheet.rows.rows))
    tab.choose("r0")
    qtbot.mouseClick(tab.keep, Qt.MouseButton.LeftButton)
    assert visit.one(MeetingRequest, "r0").fixed is True
    visit.desk.undo()
    visit.desk.undo()
    assert _slots(visit) == [None, None]


def test_what_cannot_be_is_told_by_name(tab: MeetingsTab, visit: Visit, qtbot: QtBot) -> None:
    away = Absence(
        engagement="visit", person="ming", starts_at=at("2026-03-04T08:00"),
        ends_at=at("2026-03-04T12:00"),
    )  # fmt: skip
    visit.desk.act("Away", lambda session: session.add(away))
    qtbot.waitUntil(lambda: bool(tab.given() and tab.given().problem.unavailable["ming"]))  # type: ignore[union-attr]
    qtbot.mouseClick(tab.schedule, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Wang Xiaoming" in tab.why.text(), timeout=60_000)
    assert tab.standing.text() == "Not all of this can be:"
    assert _slots(visit) == [None, None]
    visit.desk.act("Rename", lambda session: setattr(
        session.query(MeetingDay).one(), "notes", "Coffee"))  # fmt: skip
    qtbot.waitUntil(lambda: tab.day() is not None and tab.day().notes == "Coffee")  # type: ignore[union-attr]
    assert "Wang Xiaoming" in tab.why.text()
    visit.desk.act("Back", lambda session: session.delete(session.query(Absence).one()))
    qtbot.waitUntil(lambda: not tab.why.text())
    assert tab.standing.text() == ""


def test_who_did_not_come_stays_in_sight_and_can_be_put_right(
    tab: MeetingsTab, visit: Visit, qtbot: QtBot
) -> None:
    tab.choose("r0")
    qtbot.mouseClick(tab.missed, Qt.MouseButton.LeftButton)
    assert visit.one(MeetingRequest, "r0").state == "no_show"
    qtbot.waitUntil(lambda: tab.facts.text().startswith("1 meetings asked for"))
    assert "Not taking place" in [row.heading for row in tab.sheet.rows.rows]
    tab.choose("r0")
    qtbot.mouseClick(tab.held, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.facts.text().startswith("2 meetings asked for"))
    assert "Not taking place" not in [row.heading for row in tab.sheet.rows.rows]


def test_who_stops_looking_may_use_the_best_timetable_so_far(
    tab: MeetingsTab, visit: Visit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tab.given()
    assert given is not None
    found, stopped = solve(given.problem, 30.0), Event()

    def search(*given: Any, **more: Any) -> Any:
        assert stopped.wait(60)  # it is at work until then, however fast this computer is
        return solve(*given, **more)

    monkeypatch.setattr(meetings, "solve", search)
    qtbot.mouseClick(tab.schedule, Qt.MouseButton.LeftButton)
    tab._better.emit(found)  # as the worker tells it
    assert tab._work is not None
    tab._work.cancel()
    stopped.set()
    qtbot.waitUntil(tab.schedule.isEnabled, timeout=60_000)
    assert _slots(visit) == [None, None] and not tab.use.isHidden()
    qtbot.mouseClick(tab.use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: None not in _slots(visit))
    assert tab.use.isHidden()
    visit.desk.undo()
    assert _slots(visit) == [None, None]


def test_a_rating_is_a_number_from_one_to_five() -> None:
    rating = MeetingRequest.field("rating")
    assert rating.parse("5") == 5
    with pytest.raises(ValueError, match="from 1 to 5"):
        rating.parse("9")
