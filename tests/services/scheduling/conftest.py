"""The rules of a meeting day written out a second time, and days solved by trying everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest

from sciattache.services.scheduling.day import Meeting, MeetingDay
from sciattache.services.scheduling.fact import Fact, Kind

Slots = Mapping[str, int]


def waits(day: MeetingDay, who: str, slots: Slots) -> int:
    """The breaks of one participant: walk through the day and count each time waiting ends."""
    mine = {slots[one.name] for one in day.meetings if who in one.between and one.name in slots}
    lunch = set(range(day.lunch[0], day.lunch[1] + 1)) if day.lunch else set()
    found, idle = 0, None
    for slot in range(1, len(day.tables) + 1):
        if slot in mine:
            found += bool(idle) and not set(idle or ()) <= lunch
            idle = []
        elif idle is not None:
            idle.append(slot)
    return found


def broken_rules(day: MeetingDay, slots: Slots) -> list[str]:
    """Which rules meetings in these slots break."""
    breaks = [waits(day, who, slots) for who in day.participants]
    unfair = day.fairness is not None and breaks and max(breaks) - min(breaks) > day.fairness
    late = [
        f"{earlier} is not before {later}"
        for earlier, later in day.precedences
        if {earlier, later} <= slots.keys() and slots[earlier] >= slots[later]
    ]
    wishes = [wrong for one in day.meetings for wrong in broken_wishes(day, one, slots)]
    return wishes + crowded(day, slots) + late + ["unfair"] * bool(unfair)


def broken_wishes(day: MeetingDay, one: Meeting, slots: Slots) -> Iterator[str]:
    if one.name not in slots:
        if not one.weight:
            yield f"{one.name} is not held"
        return
    slot = slots[one.name]
    if one.session and slot not in day.sessions[one.session]:
        yield f"{one.name} is not in its session"
    if one.fixed not in (None, slot):
        yield f"{one.name} is not where it is fixed"
    for who in one.between:
        if slot in day.unavailable.get(who, ()):
            yield f"{who} is away"


def crowded(day: MeetingDay, slots: Slots) -> list[str]:
    seats = Counter((who, slots[one.name]) for one in day.meetings if one.name in slots
                    for who in one.between)  # fmt: skip
    wrong = [f"{seat} twice" for seat, times in seats.items() if times > 1]
    for slot, times in Counter(slots.values()).items():
        if not 1 <= slot <= len(day.tables) or times > day.tables[slot - 1]:
            wrong.append(f"no table in {slot}")
    span = range(day.lunch[0], day.lunch[1] + 1) if day.lunch else range(0)
    hungry = [who for who in day.participants if span and all((who, one) in seats for one in span)]
    return wrong + [f"{who} has no lunch" for who in hungry]


def judged(day: MeetingDay, slots: Slots) -> tuple[int, int, int]:
    """What a timetable costs: left out, moved, breaks."""
    return (
        sum(one.weight for one in day.meetings if one.name not in slots),
        sum(
            one.previous is not None and one.name in slots and slots[one.name] != one.previous
            for one in day.meetings
        ),
        sum(waits(day, who, slots) for who in day.participants),
    )


def best_by_trying(day: MeetingDay) -> tuple[int, int, int] | None:
    """The least cost of all timetables; None if there is none."""
    options = [[None, *day.slots] if one.weight else [*day.slots] for one in day.meetings]
    found = None
    for choice in product(*options):
        slots = {
            one.name: slot for one, slot in zip(day.meetings, choice, strict=True) if slot
        }  # fmt: skip
        if not broken_rules(day, slots):
            cost = judged(day, slots)
            found = cost if found is None else min(found, cost)
    return found


def only(day: MeetingDay, facts: set[Fact]) -> MeetingDay:
    """The day of which these facts alone are asked."""
    about = {(fact.kind, fact.about) for fact in facts}

    def asked(kind: Kind, *names: str) -> bool:
        return (kind, names) in about

    meetings = tuple(
        replace(
            one,
            session=one.session if asked(Kind.SESSION, one.name) else "",
            fixed=one.fixed if asked(Kind.FIXED, one.name) else None,
        )
        for one in day.meetings
        if asked(Kind.REQUEST, one.name)
    )
    names = {one.name for one in meetings}
    away: dict[str, set[int]] = {}
    for fact in facts:
        if fact.kind == Kind.AWAY:
            away.setdefault(fact.about[0], set()).add(fact.slot)
    assert not any(fact.kind == Kind.LUNCH for fact in facts) or day.lunch
    return replace(
        day,
        meetings=meetings,
        tables=day.tables if asked(Kind.TABLES) else (len(meetings) + 1,) * len(day.tables),
        unavailable={who: frozenset(slots) for who, slots in away.items()},
        precedences=tuple(
            pair for pair in day.precedences if asked(Kind.ORDER, *pair) and names.issuperset(pair)
        ),
        fairness=day.fairness if asked(Kind.FAIRNESS) else None,
        lunch=day.lunch if any(fact.kind == Kind.LUNCH for fact in facts) else None,
    )


@pytest.fixture(scope="session")
def rules() -> Callable[[MeetingDay, Slots], list[str]]:
    return broken_rules


@pytest.fixture(scope="session")
def judge() -> Callable[[MeetingDay, Slots], tuple[int, int, int]]:
    return judged


@pytest.fixture(scope="session")
def trying() -> Callable[[MeetingDay], tuple[int, int, int] | None]:
    return best_by_trying


@pytest.fixture(scope="session")
def asking_only() -> Callable[[MeetingDay, set[Fact]], MeetingDay]:
    return only
