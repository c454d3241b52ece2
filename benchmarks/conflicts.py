"""The conflicts of a large programme, beside sorting its hours."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

from benchmarks.measuring import Ratio, compare
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stop import Stop
from sciattache.services import conflicts
from sciattache.services.dossier import Dossier

ITEMS, PEOPLE, PLACES, DAYS = 2_000, 60, 30, 10
GOAL = 0.050
"""Seconds within which a board can show conflicts after every change."""

_BOUND = 150
_TODAY = date(2026, 1, 1)
_BEGINNING = datetime(2026, 3, 23, 8, tzinfo=UTC)


def measure() -> Iterator[Ratio]:
    """All rules over ten days of meetings in small groups, and of meetings of everybody."""
    for name, dossier in (("in threes", programme(3)), ("of everybody", programme(PEOPLE))):
        conflicts.find(dossier, today=_TODAY)  # reads the calendars of holidays, once
        intervals = [(one.starts_at, one.ends_at, one.id) for one in dossier.items]
        random.Random(1).shuffle(intervals)
        goal = f"conflicts of {ITEMS:,} items {name}, {PEOPLE} people"
        find = partial(conflicts.find, dossier, today=_TODAY)
        ours = compare(
            goal, "sorting the hours", find, partial(sorted, intervals), bound=_BOUND, rounds=15
        )
        yield ours
        yield Ratio(goal, "the goal of 50 ms", ours.ours, GOAL)


def programme(together: int) -> Dossier:
    """A programme of ten days in which so many people meet at a time; a few of them by mistake."""
    dice = random.Random(together)
    at_once = PEOPLE // together
    slots = ITEMS // at_once // DAYS
    length = timedelta(hours=15) / slots
    items, attendances = [], {}
    for number in range(ITEMS):
        day, rest = divmod(number, slots * at_once)
        slot, table = divmod(rest, at_once)
        start = _BEGINNING + timedelta(days=day) + slot * length
        one = AgendaItem(
            id=f"item-{number}", engagement="visit", title=f"Item {number}", status="confirmed",
            kind=dice.choice(("talk", "b2b", "meal", "press")), stop="paris",
            starts_at=start, ends_at=start + length * 0.6, place=f"place-{table % PLACES}",
        )  # fmt: skip
        items.append(one)
        if together == PEOPLE:
            continue  # an item without names is everybody's
        first = table * together + (number % 97 == 0)
        attendances[one.id] = [
            Attendance(id=f"{number}-{n}", item=one.id, person=f"person-{(first + n) % PEOPLE}")
            for n in range(together)
        ]
    return Dossier(
        Engagement(
            id="visit", title="Fair", kind="seminar", zone="Europe/Paris",
            starts_on=date(2026, 3, 23), ends_on=date(2026, 4, 1),
        ),
        stops=[Stop(id="paris", engagement="visit", city="Paris", country="FR",
                    zone="Europe/Paris")],
        items=items, attendances=attendances,
        participants=[
            Participation(id=f"part-{n}", engagement="visit", person=f"person-{n}", side="guest",
                          rsvp="accepted", diet=("none",))
            for n in range(PEOPLE)
        ],
        people={f"person-{n}": Person(id=f"person-{n}", given_name=f"Guest {n}")
                for n in range(PEOPLE)},
        places={
            f"place-{n}": Place(id=f"place-{n}", name=f"Place {n}",
                                latitude=48.8 + n / 1000, longitude=2.3 + n / 1000)
            for n in range(PLACES)
        },
    )  # fmt: skip
