"""A board shows every minute of a programme once, and none of its blocks hides another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.services import board, programme

PARIS, TOKYO, APIA, HONOLULU = "Europe/Paris", "Asia/Tokyo", "Pacific/Apia", "Pacific/Honolulu"
VISIT = Engagement(id="v", title="Visit", zone=PARIS, home_zone=TOKYO)


def _at(text: str, zone: str = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _item(id: str, start: str, end: str, team: str | None = None) -> AgendaItem:
    return AgendaItem(
        id=id, engagement="v", title=id, starts_at=_at(start), ends_at=_at(end), team=team
    )


def _laid(*records: AgendaItem | Leg) -> list[board.Block]:
    items = [one for one in records if isinstance(one, AgendaItem)]
    legs = [one for one in records if isinstance(one, Leg)]
    return list(board.blocks(programme.days(VISIT, (), items, legs)))


def test_what_passes_midnight_stands_on_both_days() -> None:
    first, second = _laid(_item("ball", "2026-05-04T21:00", "2026-05-05T01:30"))
    assert (first.on.day, first.top, first.bottom, first.part) == (4, 21 * 60, 1440, "start")
    assert (second.on.day, second.top, second.bottom, second.part) == (5, 0, 90, "end")


def test_what_ends_at_midnight_stands_on_its_day_alone() -> None:
    (block,) = _laid(_item("dinner", "2026-05-04T20:00", "2026-05-05T00:00"))
    assert (block.on.day, block.bottom, block.part) == (4, 1440, "whole")


def test_a_leg_over_the_date_line_arrives_on_the_day_before_it_left() -> None:
    leg = Leg(
        id="f", engagement="v", kind="flight",
        departs_at=_at("2026-05-05T10:00", APIA), departure_zone=APIA,
        arrives_at=_at("2026-05-04T15:30", HONOLULU), arrival_zone=HONOLULU,
    )  # fmt: skip
    end, start = _laid(leg)
    assert (start.on.day, start.top, start.part) == (5, 600, "start")
    assert (end.on.day, end.bottom, end.part) == (4, 15 * 60 + 30, "end")


def test_an_item_over_the_night_in_which_the_clock_goes_back_is_as_long_as_the_wall_says() -> None:
    (block,) = _laid(_item("watch", "2026-10-25T01:30", "2026-10-25T03:30"))
    assert (block.top, block.bottom) == (90, 210)


def test_teams_stand_side_by_side_and_what_is_for_all_takes_the_width() -> None:
    found = {
        block.identity: (block.left, block.right)
        for block in _laid(
            _item("a", "2026-05-04T09:00", "2026-05-04T10:00", "A"),
            _item("b", "2026-05-04T09:30", "2026-05-04T11:00", "B"),
            _item("all", "2026-05-04T12:00", "2026-05-04T13:00"),
        )
    }
    assert found == {"a": (0.0, 0.5), "b": (0.5, 1.0), "all": (0.0, 1.0)}


moments = st.integers(0, 4 * 24 * 12).map(
    lambda n: _at("2026-10-23T00:00") + timedelta(minutes=5 * n)
)
some = st.lists(
    st.tuples(moments, st.integers(0, 40), st.sampled_from([None, "A", "B"])), max_size=14
)


@given(some)
def test_no_block_hides_another(rows: list[tuple[datetime, int, str | None]]) -> None:
    items = [
        AgendaItem(
            id=str(number), engagement="v", title="x", team=team, starts_at=start,
            ends_at=start + timedelta(minutes=15 * length),
        )
        for number, (start, length, team) in enumerate(rows)
    ]  # fmt: skip
    laid = _laid(*items)
    assert {block.identity for block in laid} == {item.id for item in items}
    for one in laid:
        assert 0 <= one.top < one.bottom <= board.DAY
        assert 0 <= one.left < one.right <= 1.000001
        for other in laid:
            if one is other or one.on != other.on:
                continue
            apart = one.bottom <= other.top or other.bottom <= one.top
            beside = one.right <= other.left + 1e-9 or other.right <= one.left + 1e-9
            assert apart or beside
