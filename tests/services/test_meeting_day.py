"""Requests, hours and absences of an engagement become a day for the scheduler, and come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sciattache.domain.programmes.absence import Absence
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.meeting_day import MeetingDay
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.programmes.participation import Participation
from sciattache.services.dossier import Dossier
from sciattache.services.meeting_day import Asked, asked, slots, tables
from sciattache.services.scheduling.day import Timetable

NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)


def _at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def _day(**more: Any) -> MeetingDay:
    values = {"starts_at": NINE, "ends_at": _at(240), "slot_minutes": 20, "pause_minutes": 10}
    return MeetingDay(
        id="d", engagement="v", name="Day", zone="UTC", tables=2, **{**values, **more}
    )


def _request(id: str, asker: str, whom: str, **more: Any) -> MeetingRequest:
    return MeetingRequest(id=id, engagement="v", asker=asker, asked=whom, **more)


def _given(*requests: MeetingRequest, day: MeetingDay | None = None, **parts: Any) -> Asked:
    day = day or _day()
    dossier = Dossier(
        Engagement(id="v", title="Visit"), requests=list(requests), meeting_days=[day], **parts
    )
    return asked(dossier, day)


def test_slots_go_round_lunch_and_end_with_the_day() -> None:
    found = list(slots(_day(lunch_from=_at(60), lunch_until=_at(105))))
    hours = [((slot.start - NINE) // timedelta(minutes=1), slot.session) for slot in found]
    assert hours == [(0, "morning"), (30, "morning"), (105, "afternoon"), (135, "afternoon"),
                     (165, "afternoon"), (195, "afternoon")]  # fmt: skip
    assert [slot.number for slot in found] == [1, 2, 3, 4, 5, 6]


def test_what_both_sides_ask_for_is_one_meeting_with_the_greater_weight() -> None:
    given = _given(_request("a", "x", "y", priority=3), _request("b", "y", "x", priority=1))
    (meeting,) = given.problem.meetings
    assert (meeting.name, meeting.between, meeting.weight) == ("a", ("x", "y"), 9)


def test_what_was_promised_must_be_and_what_is_fixed_keeps_its_slot() -> None:
    given = _given(
        _request("a", "x", "y", state="accepted"),
        _request("b", "x", "z", slot=2, fixed=True, state="scheduled"),
        _request("c", "y", "z", slot=3, state="scheduled"),
        _request("d", "x", "w", state="refused"),
    )
    found = {one.name: (one.weight, one.fixed, one.previous) for one in given.problem.meetings}
    assert found == {"a": (0, None, None), "b": (0, 2, 2), "c": (6, None, 3)}


def test_absences_arrivals_and_what_comes_before_are_told() -> None:
    late = Participation(engagement="v", person="y", arrives_at=_at(40))
    away = Absence(engagement="v", person="x", starts_at=_at(60), ends_at=_at(80))
    given = _given(
        _request("a", "x", "y"), _request("b", "x", "z", after="a"),
        participants=[late], absences=[away],
    )  # fmt: skip
    assert given.problem.unavailable["x"] == frozenset({3})
    assert given.problem.unavailable["y"] == frozenset({1, 2})
    assert given.problem.precedences == (("a", "b"),)


def test_a_request_of_one_side_only_is_set_aside() -> None:
    given = _given(_request("a", "x", ""), _request("b", "x", "x"), _request("c", "x", "y"))
    assert [one.id for one in given.aside] == ["a", "b"]
    assert set(given.groups) == {"c"}


def test_a_request_that_has_an_item_of_its_own_is_for_no_meeting_day() -> None:
    lunch = AgendaItem(id="lunch", engagement="v", title="Lunch", kind="meal")
    fair = AgendaItem(id="fair", engagement="v", title="Fair", kind="b2b")
    given = _given(
        _request("a", "x", "y", item="lunch"), _request("b", "x", "z", item="fair"),
        items=[lunch, fair],
    )  # fmt: skip
    assert set(given.groups) == {"b"}


def test_people_stay_at_a_table_and_no_table_is_taken_twice() -> None:
    given = _given(_request("a", "x", "y"), _request("b", "z", "y"), _request("c", "u", "w"))
    placed = tables(given, Timetable(True, {"a": 1, "c": 1, "b": 2}))
    assert placed["a"] != placed["c"]
    assert placed["b"] == placed["a"]
