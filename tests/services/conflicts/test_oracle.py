"""Random programmes over zones and changes of the clocks, against a brute-force oracle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.directory.travel_time import TravelTime
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.services import conflicts
from sciattache.services.conflicts import clocks
from sciattache.services.dossier import Dossier

ZONES = (
    "Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Kiritimati",
    "Africa/Casablanca", "Asia/Kathmandu",
)  # fmt: skip
PEOPLE, PLACES = ("ana", "bo", "cem", "dee"), ("p0", "p1", "p2", "p3")
TEAMS = (None, None, "A", "B")
# Just before the clocks change in Europe, in North America and on Lord Howe Island.
BEGINNINGS = (
    datetime(2026, 3, 28, 18, tzinfo=UTC), datetime(2026, 10, 24, 18, tzinfo=UTC),
    datetime(2026, 10, 31, 22, tzinfo=UTC), datetime(2026, 4, 4, 10, tzinfo=UTC),
)  # fmt: skip


@st.composite
def programmes(draw: st.DrawFn) -> Dossier:
    """Up to fourteen items of four people at four places within half a day."""
    beginning, steps = draw(st.sampled_from(BEGINNINGS)), st.integers(0, 48)
    items, attendances = [], {}
    for number in range(draw(st.integers(2, 14))):
        start = beginning + timedelta(minutes=15 * draw(steps))
        length = draw(st.sampled_from((None, 0, 15, 30, 60, 75, 180)))
        items.append(
            AgendaItem(
                id=f"i{number:02}", engagement="e", title=f"i{number}", kind="other",
                status=draw(st.sampled_from(("confirmed", "proposed", "cancelled", None))),
                starts_at=start, start_zone=draw(st.sampled_from(ZONES)),
                ends_at=None if length is None else start + timedelta(minutes=length),
                place=draw(st.sampled_from((None, *PLACES))), team=draw(st.sampled_from(TEAMS)),
            )
        )  # fmt: skip
        named = draw(st.sets(st.sampled_from(PEOPLE)))
        attendances[items[-1].id] = [
            Attendance(
                id=f"{items[-1].id}-{one}", item=items[-1].id, person=one,
                status=draw(st.sampled_from((None, "accepted", "declined"))),
            )
            for one in sorted(named)
        ]  # fmt: skip
    ways = [
        TravelTime(id=f"{a}{b}", origin=a, destination=b, one_way=draw(st.booleans()),
                   minutes=draw(st.sampled_from((5, 20, 45, 90))))
        for a, b in combinations(PLACES, 2) if draw(st.booleans())
    ]  # fmt: skip
    return Dossier(
        Engagement(id="e", title="e", kind="seminar", buffer=draw(st.sampled_from((None, 10)))),
        items=items, attendances=attendances, travel_times=ways,
        participants=[
            Participation(
                id=f"part-{one}", engagement="e", person=one, side="guest", diet=("none",),
                rsvp=draw(st.sampled_from(("accepted", "invited", "declined"))),
                team=draw(st.sampled_from(TEAMS)),
            )
            for one in PEOPLE
        ],
        people={one: Person(id=one, given_name=one) for one in PEOPLE},
        places={one: Place(id=one, name=one, buffer=draw(st.sampled_from((None, 5))))
                for one in PLACES},
    )  # fmt: skip


def goes(dossier: Dossier, item: AgendaItem, part: Participation) -> bool:
    """Whether somebody is at an item, by the letter of the rule."""
    if item.status in ("cancelled", "declined") or part.rsvp == "declined":
        return False
    listed = dossier.attendances[item.id]
    if listed:
        return any(one.person == part.person and one.status != "declined" for one in listed)
    return not item.team or not part.team or item.team == part.team


def hours(item: AgendaItem) -> tuple[datetime, datetime]:
    assert item.starts_at is not None
    return item.starts_at, item.ends_at or item.starts_at


def minutes(item: AgendaItem) -> set[datetime]:
    """Every minute of an item, its first one even where it has no length."""
    start, end = hours(item)
    length = max(int((end - start) / timedelta(minutes=1)), 1)
    return {start + timedelta(minutes=number) for number in range(length)}


def lanes(dossier: Dossier) -> Iterator[tuple[str, list[AgendaItem]]]:
    """What each participant is at."""
    for part in dossier.participants:
        yield part.id, [item for item in dossier.items if goes(dossier, item, part)]


def told(dossier: Dossier, rule: str) -> set[tuple[Any, ...]]:
    """What the rules find, as two items and one person each."""
    found = set()
    for one in conflicts.find(dossier, today=date(2026, 1, 1)):
        if one.rule == rule:
            items = tuple(subject.id for subject in one.subjects if subject.type == "agenda_item")
            pair = frozenset(items) if rule == "person_twice" else items
            people = [subject.id for subject in one.subjects if subject.type == "participation"]
            found |= {(pair, person) for person in people}
    return found


@given(programmes())
def test_people_are_booked_twice_where_two_items_share_a_minute(dossier: Dossier) -> None:
    expected = {
        (frozenset((first.id, second.id)), person)
        for person, lane in lanes(dossier)
        for first, second in combinations(lane, 2)
        if minutes(first) & minutes(second)
    }
    assert told(dossier, "person_twice") == expected


@given(programmes())
def test_gaps_are_too_short_where_the_way_is_longer(dossier: Dossier) -> None:
    expected = set()
    for person, lane in lanes(dossier):
        for item in lane:
            before = last_place_before(lane, item)
            if (
                item.place
                and before
                and hours(item)[0] - hours(before)[1]
                < wanted(dossier, before.place or "", item.place)
            ):
                expected.add(((item.id, before.id), person))
    assert told(dossier, "way") == expected


def last_place_before(lane: list[AgendaItem], item: AgendaItem) -> AgendaItem | None:
    """The last item at a known place that was over; of equal ends what began last, the shortest."""
    start = hours(item)[0]
    over = [
        one for one in lane if one.place and hours(one)[1] <= start and hours(one)[0] < start
    ]  # fmt: skip
    return max(over, key=lambda one: (hours(one)[1], hours(one)[0], one.id), default=None)


def wanted(dossier: Dossier, origin: str, destination: str) -> timedelta:
    """How long it takes and is to take from one place to another; nothing where nobody knows."""
    spare = dossier.engagement.buffer or 0
    if origin == destination:
        return timedelta(minutes=spare)
    for one in dossier.travel_times:
        there = (one.origin, one.destination) == (origin, destination)
        back = (one.destination, one.origin) == (origin, destination) and not one.one_way
        if there or back:
            security = dossier.places[destination].buffer or 0
            return timedelta(minutes=one.minutes + spare + security)
    return timedelta()


@given(programmes(), st.randoms())
def test_neither_order_nor_clocks_matter_to_keys(dossier: Dossier, dice: Any) -> None:
    """Items in another order, and on other clocks, at the same instants."""
    before = {one.key for one in conflicts.find(dossier, today=date(2026, 1, 1))}
    items = dossier.items[:]
    dice.shuffle(items)
    shuffled = replace(dossier, items=items)
    assert {one.key for one in conflicts.find(shuffled, today=date(2026, 1, 1))} == before
    timed = {"person_twice", "way"}
    for item in items:
        item.start_zone = "Asia/Tokyo"
    after = {one.key for one in conflicts.find(shuffled, today=date(2026, 1, 1))}
    assert {key for key in after if key.split("-")[0] in timed} == {
        key for key in before if key.split("-")[0] in timed
    }


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),
)
def test_an_hour_comes_twice_where_another_instant_shows_it_too(
    zone: str, moment: datetime
) -> None:
    moment = moment.replace(second=0, microsecond=0)
    there = ZoneInfo(zone)
    wall = moment.astimezone(there).replace(tzinfo=None)
    near = (moment + timedelta(minutes=30 * step) for step in range(-8, 9) if step)
    twice = any(one.astimezone(there).replace(tzinfo=None) == wall for one in near)
    assert clocks.comes_twice(moment, zone) == twice


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),
)
def test_a_skipped_hour_that_was_typed_is_seen_afterwards(zone: str, typed: datetime) -> None:
    there = ZoneInfo(zone)
    typed = typed.replace(second=0, microsecond=0, fold=0)
    moment = typed.replace(tzinfo=there).astimezone(UTC)
    skipped = moment.astimezone(there).replace(tzinfo=None) != typed
    if skipped:
        assert clocks.follows_a_gap(moment, zone)


@given(st.sampled_from(ZONES), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_clocks_change_on_a_day_that_is_longer_or_shorter(zone: str, on: date) -> None:
    there = ZoneInfo(zone)
    evening = datetime(on.year, on.month, on.day, tzinfo=there) - timedelta(hours=6)
    end = datetime(on.year, on.month, on.day, tzinfo=there) + timedelta(days=1)
    length = end.astimezone(UTC) - evening.astimezone(UTC)
    assert clocks.changes(zone, on) == (timedelta(hours=30) - length) / timedelta(minutes=1)
