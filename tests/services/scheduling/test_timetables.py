"""Small random days, against the rules written out a second time and against trying everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sciattache.services.scheduling import counting, greedy, search, why
from sciattache.services.scheduling.day import Meeting, MeetingDay, cost
from sciattache.services.scheduling.fact import Fact, Kind

PEOPLE = ("Ada", "Ben", "Cleo", "Dan", "Eve")
SESSIONS = {"morning": frozenset({1, 2}), "afternoon": frozenset({3, 4})}


@st.composite
def days(draw: st.DrawFn, optional: bool = True) -> MeetingDay:
    count = draw(st.integers(4, 5))
    slots = st.integers(1, count)
    meetings = tuple(
        Meeting(
            name=f"m{number}",
            between=tuple(draw(st.permutations(PEOPLE))[:2]),
            session=draw(st.sampled_from(["", "", "", "morning", "afternoon"])),
            fixed=draw(st.one_of(st.none(), st.none(), st.none(), slots)),
            weight=draw(st.sampled_from([0, 0, 1, 2])) if optional else 0,
            previous=draw(st.one_of(st.none(), slots)),
        )
        for number in range(draw(st.integers(1, 5 if count == 4 else 4)))
    )
    names = [one.name for one in meetings]
    pairs = st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=2)
    return MeetingDay(
        participants=PEOPLE,
        meetings=meetings,
        tables=tuple(draw(st.lists(st.integers(0, 2), min_size=count, max_size=count))),
        sessions=SESSIONS,
        unavailable={who: draw(st.frozensets(slots, max_size=1)) for who in PEOPLE[:3]},
        precedences=tuple(pair for pair in draw(pairs) if pair[0] != pair[1]),
        fairness=draw(st.sampled_from([None, 0, 1, 2])),
        lunch=draw(st.sampled_from([None, (2, 3)])),
    )


@given(day=days())
@settings(max_examples=150)
@pytest.mark.parametrize("task", [search.descend, search.prove])
def test_the_timetable_keeps_the_rules_and_none_is_better(
    task: Callable[..., None],
    day: MeetingDay,
    rules: Callable[..., list[str]],
    judge: Callable[..., object],
    trying: Callable[..., object],
) -> None:
    events: list[search.Event] = []
    task(day, events.append)
    best = trying(day)
    if best is None:
        assert events == [search.Impossible()]
        return
    found = [event.slots for event in events if isinstance(event, search.Found)]
    bounds = [event.cost for event in events if isinstance(event, search.Bound)]
    assert all(rules(day, slots) == [] for slots in found)
    assert judge(day, found[-1]) == best
    assert max(bounds) == cost(day, found[-1])
    assert bounds == sorted(bounds)


@given(day=days())
@settings(max_examples=200)
def test_the_first_timetable_keeps_the_rules(
    day: MeetingDay, rules: Callable[..., list[str]], judge: Callable[..., object]
) -> None:
    slots = greedy.timetable(day)
    assume(slots is not None)
    assert rules(day, slots) == []
    spent = cost(day, slots)
    assert judge(day, slots) == (spent.left_out, spent.moved, spent.breaks)


@given(day=days(optional=False))
@settings(max_examples=300)
def test_no_fact_of_a_reason_can_be_spared(
    day: MeetingDay, trying: Callable[..., object], asking_only: Callable[..., MeetingDay]
) -> None:
    told: list[why.Reason] = []
    why.explain(day, told.append)
    if not told:
        assert trying(day) is not None
        return
    assert trying(day) is None
    facts = set(told[-1].facts)
    assert told[-1].least
    assume(not any(fact.kind == Kind.LUNCH for fact in facts))
    assert trying(asking_only(day, facts)) is None
    for fact in facts:
        assert trying(asking_only(day, facts - {fact})) is not None


@given(day=days(optional=False))
@settings(max_examples=100)
def test_no_fact_of_one_persons_reason_can_be_spared(
    day: MeetingDay, trying: Callable[..., object], asking_only: Callable[..., MeetingDay]
) -> None:
    facts = set(counting.too_much(day))
    assume(facts and Fact(Kind.TABLES) not in facts)
    assert trying(asking_only(day, facts)) is None
    for fact in facts:
        assert trying(asking_only(day, facts - {fact})) is not None


def test_one_slot_kept_for_lunch_can_be_the_reason() -> None:
    pairs = [("Ada", "Ben"), ("Ada", "Cleo"), ("Ada", "Dan")]
    day = MeetingDay(
        participants=PEOPLE,
        meetings=tuple(Meeting("".join(pair), pair) for pair in pairs),
        tables=(1, 1, 1),
        lunch=(2, 3),
    )
    told: list[why.Reason] = []
    why.explain(day, told.append)
    requests = [Fact(Kind.REQUEST, ("".join(pair),)) for pair in pairs]
    assert set(told[-1].facts) == {Fact(Kind.LUNCH, ("Ada",)), *requests}


def test_waiting_over_lunch_is_no_break() -> None:
    meetings = (
        Meeting("early", ("Ada", "Ben"), fixed=1), Meeting("late", ("Ada", "Ben"), fixed=4)
    )  # fmt: skip
    for lunch, breaks in (((2, 3), 0), ((2, 2), 2), (None, 2)):
        day = MeetingDay(("Ada", "Ben"), meetings, (1, 1, 1, 1), lunch=lunch)
        events: list[search.Event] = []
        search.prove(day, events.append)
        assert cost(day, {"early": 1, "late": 4}).breaks == breaks
        assert search.Bound(cost(day, {"early": 1, "late": 4})) in events
