"""Days and lines of a programme, across clocks, midnights and the date line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.services.programme import Day, days, untimed

PARIS, BERLIN, TOKYO = "Europe/Paris", "Europe/Berlin", "Asia/Tokyo"
LOS_ANGELES, AUCKLAND, HONOLULU = "America/Los_Angeles", "Pacific/Auckland", "Pacific/Honolulu"


def visit(first: int = 3, last: int = 5, **more: Any) -> Engagement:
    return Engagement(
        title="Visit", starts_on=date(2026, 3, first), ends_on=date(2026, 3, last), **more
    )


def at(text: str, zone: str = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def item(start: str, end: str = "", zone: str | None = PARIS, **more: Any) -> AgendaItem:
    clock = zone or PARIS
    return AgendaItem(
        title=more.pop("title", "Meeting"), starts_at=at(start, clock), start_zone=zone,
        ends_at=at(end, clock) if end else None, end_zone=None, **more,
    )  # fmt: skip


def stop(city: str, zone: str, first: int, last: int, country: str = "FR", **more: Any) -> Stop:
    return Stop(
        city=city, zone=zone, country=country, starts_on=date(2026, 3, first),
        ends_on=date(2026, 3, last), **more,
    )  # fmt: skip


def only(shown: tuple[Day, ...]) -> Day:
    busy = [day for day in shown if day.lines or day.all_day]
    assert len(busy) == 1
    return busy[0]


def hours(day: Day) -> list[str]:
    return [f"{line.start:%H:%M}" for line in day.lines if line.start]


def test_every_day_of_the_engagement_is_there_even_with_nothing_on_it() -> None:
    assert [day.on.day for day in days(visit(3, 6), (), ())] == [3, 4, 5, 6]


def test_a_day_outside_the_dates_is_there_when_something_happens_on_it() -> None:
    shown = days(visit(3, 4), (), [item("2026-03-01T18:00")])
    assert [day.on.day for day in shown] == [1, 3, 4]


def test_a_span_of_years_is_taken_for_a_slip() -> None:
    long = Engagement(title="x", starts_on=date(1999, 1, 1), ends_on=date(2026, 3, 3))
    assert len(days(long, (), [item("2026-03-03T10:00")])) == 2


def test_an_end_before_the_beginning_leaves_the_beginning() -> None:
    turned = Engagement(title="x", starts_on=date(2026, 3, 5), ends_on=date(2026, 3, 1))
    assert [day.on.day for day in days(turned, (), ())] == [5]


def test_lines_stand_in_the_order_of_time_and_teams_side_by_side() -> None:
    shown = days(
        visit(), (),
        [
            item("2026-03-03T14:00", title="B", team="B"),
            item("2026-03-03T09:00", title="First"),
            item("2026-03-03T14:00", title="A", team="A"),
        ],
        [Leg(kind="car", departs_at=at("2026-03-03T11:00"), departure_zone=PARIS)],
    )  # fmt: skip
    assert hours(shown[0]) == ["09:00", "11:00", "14:00", "14:00"]
    assert [line.record.team for line in shown[0].lines][2:] == ["A", "B"]
    assert [line.kind for line in shown[0].lines] == ["item", "leg", "item", "item"]


def test_an_item_that_passes_midnight_stands_on_the_day_on_which_it_begins() -> None:
    day = only(days(visit(), (), [item("2026-03-03T22:00", "2026-03-04T01:30")]))
    assert day.on == date(2026, 3, 3)
    assert day.lines[0].days_later == 1
    assert day.lines[0].end is not None and day.lines[0].end.hour == 1


def test_a_day_is_that_of_the_place_and_not_of_greenwich() -> None:
    shown = days(visit(), (), [item("2026-03-04T08:30", zone=TOKYO)])
    assert only(shown).on == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-03-29T01:30", "2026-03-29T03:30", 60),  # Paris loses the hour from two to three
        ("2026-10-25T01:30", "2026-10-25T03:30", 180),  # and has it twice in autumn
    ],
)
def test_hours_are_those_of_the_wall_when_clocks_change(start: str, end: str, minutes: int) -> None:
    line = only(days(Engagement(title="x"), (), [item(start, end)])).lines[0]
    assert line.start is not None and line.end is not None
    assert f"{line.start:%H:%M}–{line.end:%H:%M}" == "01:30–03:30"
    assert line.end.astimezone(UTC) - line.start.astimezone(UTC) == timedelta(minutes=minutes)


def test_home_hours_stand_beside_those_of_the_place() -> None:
    line = only(days(visit(home_zone=TOKYO), (), [item("2026-03-03T17:00")])).lines[0]
    assert line.other_start is not None
    assert f"{line.other_start:%d %H:%M}" == "04 01:00"
    assert line.other_end is None


def test_without_a_home_there_are_no_home_hours() -> None:
    assert only(days(visit(), (), [item("2026-03-03T17:00")])).lines[0].other_start is None


def test_a_flight_over_the_date_line_lands_before_it_left_and_stands_where_it_left() -> None:
    flight = Leg(
        kind="flight", departs_at=at("2026-03-04T10:00", AUCKLAND), departure_zone=AUCKLAND,
        arrives_at=at("2026-03-03T20:00", HONOLULU), arrival_zone=HONOLULU,
    )  # fmt: skip
    day = only(days(visit(), (), (), [flight]))
    assert day.on == date(2026, 3, 4)
    assert day.lines[0].days_later == -1
    assert day.lines[0].end is not None and f"{day.lines[0].end:%H:%M}" == "20:00"


def test_a_leg_of_which_only_the_arrival_is_known_stands_on_that_day() -> None:
    leg = Leg(kind="train", arrives_at=at("2026-03-04T10:00"), arrival_zone=PARIS)
    day = only(days(visit(), (), (), [leg]))
    assert (day.on.day, day.lines[0].start, day.lines[0].zone) == (4, None, PARIS)


def test_what_names_no_zone_is_on_the_clock_of_its_stop() -> None:
    tokyo = stop("Tokyo", TOKYO, 4, 5, "JP", id="t")
    paris = stop("Paris", PARIS, 3, 4, id="p")
    moment = at("2026-03-04T09:00", TOKYO)
    named = AgendaItem(title="x", starts_at=moment, stop="t")
    line = only(days(visit(), [paris, tokyo], [named])).lines[0]
    assert line.start is not None and f"{line.start:%H:%M}" == "09:00"


def test_what_names_neither_zone_nor_stop_is_on_the_clock_of_the_stop_of_that_day() -> None:
    stops = [stop("Paris", PARIS, 3, 3), stop("Tokyo", TOKYO, 5, 6, "JP")]
    late = AgendaItem(title="x", starts_at=at("2026-03-05T07:00", TOKYO))  # still the 4th in UTC
    day = only(days(visit(), stops, [late]))
    assert (day.on.day, hours(day), day.zone) == (5, ["07:00"], TOKYO)


def test_without_stops_the_clock_is_the_engagements_then_home_then_utc() -> None:
    bare = AgendaItem(title="x", starts_at=datetime(2026, 3, 3, 12, tzinfo=UTC))
    for more, hour in (
        ({"zone": TOKYO, "home_zone": PARIS}, "21:00"), ({"home_zone": PARIS}, "13:00"),
        ({}, "12:00"),
    ):  # fmt: skip
        assert hours(only(days(visit(**more), (), [bare]))) == [hour]


def test_a_zone_that_nobody_knows_is_no_disaster() -> None:
    odd = AgendaItem(
        title="x", starts_at=datetime(2026, 3, 3, 12, tzinfo=UTC), start_zone="Mars/Olympus"
    )
    assert hours(only(days(visit(), (), [odd]))) == ["12:00"]


def test_a_day_names_every_stop_and_their_country_where_they_share_it() -> None:
    stops = [
        stop("Berlin", BERLIN, 4, 5, "DE"), stop("Paris", PARIS, 3, 4), stop("Lyon", PARIS, 3, 3),
    ]  # fmt: skip
    third, fourth, fifth = days(visit(), stops, ())
    assert (third.place, third.country) == ("Lyon – Paris", "FR")
    assert (fourth.place, fourth.country, fourth.zone) == ("Paris – Berlin", "", PARIS)
    assert (fifth.place, fifth.country, fifth.zone) == ("Berlin", "DE", BERLIN)


def test_stops_of_one_day_stand_in_their_order() -> None:
    stops = [stop("B", PARIS, 3, 3, position=2), stop("A", PARIS, 3, 3, position=1)]
    assert days(visit(3, 3), stops, ())[0].place == "A – B"


def test_a_stop_without_dates_is_there_on_the_days_of_its_items() -> None:
    lyon = Stop(id="l", city="Lyon", country="FR", zone=PARIS)
    shown = days(visit(), [lyon], [item("2026-03-04T10:00", zone=None, stop="l")])
    assert [day.place for day in shown] == ["", "Lyon", ""]
    assert {day.zone for day in shown} == {PARIS}


def test_without_stops_the_place_is_the_engagements() -> None:
    day = days(visit(city="Paris", country="FR", zone=PARIS), (), ())[0]
    assert (day.place, day.country, day.zone) == ("Paris", "FR", PARIS)


def test_an_item_of_whole_days_is_on_each_of_them_without_hours() -> None:
    fair = AgendaItem(
        title="Fair", all_day=True, first_day=date(2026, 3, 3), last_day=date(2026, 3, 4)
    )
    shown = days(visit(), (), [fair])
    assert [len(day.all_day) for day in shown] == [1, 1, 0]
    assert shown[0].all_day[0].start is None and not shown[0].lines


def test_whole_days_given_as_midnights_end_before_the_last_one() -> None:
    fair = item("2026-03-03T00:00", "2026-03-05T00:00", all_day=True)
    assert [len(day.all_day) for day in days(visit(), (), [fair])] == [1, 1, 0]


def test_a_night_closes_each_day_from_check_in_to_the_eve_of_check_out() -> None:
    stay = Stay(hotel="Ritz", arrives_on=date(2026, 3, 3), departs_on=date(2026, 3, 5))
    assert [len(day.nights) for day in days(visit(), (), (), (), [stay])] == [1, 1, 0]


def test_a_stay_without_check_out_is_one_night() -> None:
    stay = Stay(hotel="Ritz", arrives_on=date(2026, 3, 4))
    assert [len(day.nights) for day in days(visit(), (), (), (), [stay])] == [0, 1, 0]


def test_what_has_no_time_is_listed_apart() -> None:
    loose, lunch = AgendaItem(title="Loose"), item("2026-03-03T12:00")
    whole = AgendaItem(title="Fair", first_day=date(2026, 3, 3))
    assert untimed([loose, lunch, whole]) == (loose,)
    assert untimed([Leg(kind="car")]) and not untimed([Leg(kind="car", arrives_at=lunch.starts_at)])
    assert not any(day.lines for day in days(visit(), (), [loose], [Leg(kind="car")]))


_ZONES = st.sampled_from([PARIS, TOKYO, LOS_ANGELES, AUCKLAND, HONOLULU, None])
_MOMENTS = st.integers(0, 270 * 24 * 60).map(
    lambda minutes: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
_ITEMS = st.builds(
    AgendaItem, title=st.just("x"), starts_at=st.none() | _MOMENTS, start_zone=_ZONES,
    end_zone=_ZONES, ends_at=st.none() | _MOMENTS, all_day=st.booleans(),
    first_day=st.none() | st.dates(date(2026, 3, 1), date(2026, 11, 30)), last_day=st.none(),
)  # fmt: skip


@given(st.lists(_ITEMS, max_size=12))
def test_no_item_is_lost_and_each_stands_on_its_own_day(items: list[AgendaItem]) -> None:
    shown = days(visit(home_zone=TOKYO), [stop("Paris", PARIS, 3, 4)], items)
    assert [day.on for day in shown] == sorted({day.on for day in shown})
    seen = {id(line.record) for day in shown for line in (*day.lines, *day.all_day)}
    assert seen | {id(one) for one in untimed(items)} == {id(one) for one in items}
    for day in shown:
        starts = [line.start for line in day.lines if line.start]
        assert starts == sorted(starts)
        assert all(start.date() == day.on for start in starts)


def test_a_day_on_the_way_is_on_the_clock_of_its_first_line() -> None:
    flight = Leg(
        kind="flight", departs_at=at("2026-03-02T13:00"), departure_zone=PARIS,
        arrives_at=at("2026-03-03T09:00", TOKYO), arrival_zone=TOKYO,
    )  # fmt: skip
    shown = days(visit(zone=TOKYO), [stop("Tokyo", TOKYO, 3, 5, "JP")], (), [flight])
    assert [(day.on.day, day.zone) for day in shown][:2] == [(2, PARIS), (3, TOKYO)]
    assert f"{shown[0].noon:%H %Z}" == "12 CET"
