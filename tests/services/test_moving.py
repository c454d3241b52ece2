"""Items that are moved, and hours that are typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.participation import Participation
from sciattache.services import hours, moving, precedence

PARIS, TOKYO = "Europe/Paris", "Asia/Tokyo"


def at(text: str, zone: str = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def item(start: str, end: str, **more: object) -> AgendaItem:
    return AgendaItem(title="x", starts_at=at(start), start_zone=PARIS, ends_at=at(end), **more)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)), ("930", time(9, 30)), ("0930", time(9, 30)), ("9:30", time(9, 30)),
        ("9h", time(9)), ("9h30", time(9, 30)), ("9.30 pm", time(21, 30)), ("12am", time()),
        ("12 p.m.", time(12)), ("24:00", time()), ("٩:٣٠", time(9, 30)), (" ", None),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_type_them(typed: str, meant: time | None) -> None:
    assert hours.read(typed) == meant


@pytest.mark.parametrize("typed", ["25", "9:75", "soon", "-1", "9:3", "12345"])
def test_what_is_no_hour_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="is not an hour"):
        hours.read(typed)


def test_both_ends_move_by_minutes() -> None:
    times = moving.by_minutes(item("2026-03-03T09:00", "2026-03-03T10:00"), -15)
    assert times["starts_at"] == at("2026-03-03T08:45")
    assert times["ends_at"] == at("2026-03-03T09:45")


def test_an_item_of_whole_days_has_no_minutes_to_move_by() -> None:
    assert moving.by_minutes(AgendaItem(title="x", first_day=date(2026, 3, 3)), 15) == {}


def test_another_day_keeps_the_hours_of_the_wall_when_clocks_change() -> None:
    times = moving.to_day(
        item("2026-03-28T09:00", "2026-03-28T10:00"), date(2026, 3, 29), zone=PARIS
    )
    assert times["starts_at"] == at("2026-03-29T09:00")
    assert times["ends_at"] == at("2026-03-29T10:00")


def test_an_item_moved_to_another_city_takes_its_clock() -> None:
    late = item("2026-03-03T22:00", "2026-03-04T01:00")
    times = moving.to_day(late, date(2026, 3, 6), zone=PARIS, there=TOKYO)
    assert times["starts_at"] == at("2026-03-06T22:00", TOKYO)
    assert times["ends_at"] == at("2026-03-07T01:00", TOKYO)
    assert times["start_zone"] == TOKYO


def test_an_item_between_two_clocks_keeps_both_and_its_length() -> None:
    travels = item("2026-03-03T09:00", "2026-03-03T21:00", end_zone=TOKYO)
    times = moving.to_day(travels, date(2026, 3, 6), zone=PARIS, there=TOKYO)
    assert times["start_zone"] == PARIS
    assert times["ends_at"] - times["starts_at"] == travels.ends_at - travels.starts_at


def test_whole_days_move_together() -> None:
    fair = AgendaItem(title="x", first_day=date(2026, 3, 3), last_day=date(2026, 3, 5))
    times = moving.to_day(fair, date(2026, 3, 10), zone="")
    assert (times["first_day"], times["last_day"]) == (date(2026, 3, 10), date(2026, 3, 12))


def test_an_end_before_the_beginning_is_one_of_the_next_day() -> None:
    times = moving.to_hours(AgendaItem(title="x"), date(2026, 3, 3), time(22), time(1), PARIS)
    assert times["ends_at"] == at("2026-03-04T01:00")
    assert times["start_zone"] == PARIS


def test_hours_given_to_an_item_of_whole_days_make_it_one_of_hours() -> None:
    fair = AgendaItem(title="x", all_day=True, first_day=date(2026, 3, 3))
    times = moving.to_hours(fair, date(2026, 3, 3), time(9), None, PARIS)
    assert times["all_day"] is None and times["first_day"] is None and times["ends_at"] is None


def test_hours_taken_away_leave_the_whole_day() -> None:
    times = moving.to_hours(
        item("2026-03-03T09:00", "2026-03-03T10:00"), date(2026, 3, 3), None, None, PARIS
    )
    assert times["all_day"] and times["first_day"] == date(2026, 3, 3)


def test_a_participant_moves_among_those_of_the_same_side() -> None:
    a, b, c = (Participation(id=x, side="guest", role="member") for x in "abc")
    head = Participation(id="h", side="guest", role="head")
    host = Participation(id="o", side="host")
    ordered = [head, a, b, c, host]
    assert precedence.shifted(ordered, c, -1) == {"a": 1, "c": 2, "b": 3}
    assert precedence.shifted(ordered, a, -1) == {}
    assert precedence.shifted(ordered, head, 1) == {}
    assert precedence.shifted(ordered, host, 1) == {}


def test_an_item_put_at_a_minute_lasts_as_long_as_before_where_the_clock_changes() -> None:
    item = AgendaItem(
        title="Watch", starts_at=datetime(2026, 10, 23, 22, tzinfo=UTC),
        ends_at=datetime(2026, 10, 24, 1, tzinfo=UTC),
    )  # fmt: skip
    times = moving.to_minute(item, date(2026, 10, 25), 90, "Europe/Paris")
    assert times["starts_at"] == datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert times["ends_at"] - times["starts_at"] == timedelta(hours=3)


def test_an_end_before_the_start_is_not_taken() -> None:
    item = AgendaItem(title="Tea", starts_at=datetime(2026, 5, 4, 12, tzinfo=UTC))
    assert moving.until_minute(item, date(2026, 5, 4), 700, "UTC") == {}
    assert moving.until_minute(item, date(2026, 5, 4), 750, "UTC") == {
        "ends_at": datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
    }
