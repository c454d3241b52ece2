"""A day is solved in other processes, within its time, and until told to stop."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from sciattache.errors import KnownError
from sciattache.services.scheduling import facts
from sciattache.services.scheduling.day import Meeting, MeetingDay, Timetable
from sciattache.services.scheduling.solve import solve

HOSTS = ("Host 1", "Host 2", "Host 3")
GUESTS = ("Guest 1", "Guest 2", "Guest 3", "Guest 4")


def small() -> MeetingDay:
    """Three hosts who meet three of four guests each, in four slots at three tables."""
    meetings = tuple(
        Meeting(f"{host} {guest}", (host, guest))
        for number, host in enumerate(HOSTS)
        for guest in GUESTS
        if guest != GUESTS[number]
    )
    return MeetingDay((*HOSTS, *GUESTS), meetings, (3, 3, 3, 3))


def large() -> MeetingDay:
    """A day whose best timetable nobody finds in a second."""
    chance = random.Random(7)
    people = tuple(f"P{number}" for number in range(60))
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < 240:
        one, other = chance.sample(people, 2)
        pairs.add((min(one, other), max(one, other)))
    meetings = tuple(Meeting("/".join(pair), pair) for pair in sorted(pairs))
    return MeetingDay(people, meetings, (15,) * 18, fairness=None)


def test_the_best_timetable_is_found_and_proved(rules: Callable[..., list[str]]) -> None:
    found = solve(small(), 60)
    assert (found.feasible, found.optimal, found.gap) == (True, True, 0)
    assert rules(small(), found.slots) == []
    assert not multiprocessing.active_children()


def test_a_timetable_is_kept_as_far_as_possible(rules: Callable[..., list[str]]) -> None:
    before = solve(small(), 60)
    fixed = small().meetings[0].name
    meetings = tuple(
        replace(one, previous=before.slots[one.name],
                fixed=before.slots[one.name] if one.name == fixed else None)
        for one in small().meetings
    )  # fmt: skip
    same = solve(replace(small(), meetings=meetings), 60)
    assert same.slots == before.slots and same.moved == ()
    moved = meetings[-1]
    away = {moved.between[1]: frozenset({before.slots[moved.name]})}
    day = replace(small(), meetings=meetings, unavailable=away)
    after = solve(day, 60)
    assert after.optimal and rules(day, after.slots) == []
    assert moved.name in after.moved and len(after.moved) < len(meetings) / 2
    assert after.slots[fixed] == before.slots[fixed]


def test_the_lightest_requests_are_left_out_where_not_all_can_be() -> None:
    weights = {"Guest 1": 3, "Guest 2": 1, "Guest 3": 1, "Guest 4": 2}
    meetings = tuple(
        Meeting(guest, ("Host 1", guest), weight=weight) for guest, weight in weights.items()
    )
    found = solve(MeetingDay(("Host 1", *GUESTS), meetings, (1, 1)), 60)
    assert found.optimal and set(found.left_out) == {"Guest 2", "Guest 3"}


def test_why_there_is_no_timetable_is_told_in_sentences() -> None:
    day = replace(
        small(),
        unavailable={"Guest 1": frozenset({1, 2})},
        precedences=(("Host 2 Guest 1", "Host 3 Guest 1"), ("Host 3 Guest 1", "Host 3 Guest 2")),
    )
    found = solve(day, 60)
    assert (found.feasible, found.optimal, found.slots) == (False, True, {})
    assert [str(one) for one in facts.sentences(day, found.why)] == [
        "Host 3 has 2 meetings: with Guest 1, Guest 2.",
        "Host 2 is to meet Guest 1.",
        "Guest 1 cannot come in slots 1–2.",
        "The meeting Host 2 – Guest 1 comes before Host 3 – Guest 1.",
        "The meeting Host 3 – Guest 1 comes before Host 3 – Guest 2.",
        "The day has 4 slots, and nobody is in two meetings at once.",
    ]


def test_too_few_tables_are_told() -> None:
    day = replace(small(), tables=(2, 2, 2, 2))
    found = solve(day, 60)
    assert found.feasible is False
    assert "Each slot has 2 tables." in [str(one) for one in facts.sentences(day, found.why)]


def test_the_search_ends_in_time_and_tells_how_far_it_came() -> None:
    told: list[Timetable] = []
    start = time.monotonic()
    found = solve(large(), 4, progress=told.append)
    assert time.monotonic() - start < 8
    assert found.feasible and not found.optimal and found.bound < found.breaks
    assert found == told[-1]
    breaks = [one.breaks for one in told]
    bounds = [one.bound for one in told]
    assert breaks == sorted(breaks, reverse=True) and bounds == sorted(bounds)
    assert not multiprocessing.active_children()


def test_the_search_stops_when_told_to() -> None:
    told: list[Timetable] = []
    start = time.monotonic()
    found = solve(large(), 600, cancelled=lambda: bool(told), progress=told.append)
    assert time.monotonic() - start < 60
    assert found == told[-1] and found.feasible
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"meetings": (Meeting("a", ("Host 1", "Nobody")),)}, "“Nobody” is not one of"),
        ({"meetings": (Meeting("a", ("Host 1", "Host 1")),)}, "the same participant"),
        ({"meetings": (Meeting("a", HOSTS[:2]), Meeting("a", HOSTS[1:]))}, "Two meetings"),
        ({"meetings": (Meeting("a", HOSTS[:2], fixed=9),)}, "fixed in slot 9"),
        ({"meetings": (Meeting("a", HOSTS[:2], session="night"),)}, "“night”, which is no session"),
        ({"meetings": (Meeting("a", HOSTS[:2], weight=10),)}, "the weight 10"),
        ({"precedences": (("a", "b"),)}, "“a” is not one of the day's meetings"),
        ({"unavailable": {"Host 1": frozenset({5})}}, "There is no slot 5"),
        ({"lunch": (3, 2)}, "Lunch from slot 3 to 2"),
    ],
)
def test_a_day_that_contradicts_itself_is_refused(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(KnownError, match=told):
        replace(small(), **wrong)
