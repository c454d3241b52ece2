"""An engagement's meeting day as the scheduler takes it, and its timetable as requests hold it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sciattache.domain.programmes.meeting_day import MeetingDay as Day
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.services.dossier import Dossier
from sciattache.services.scheduling.day import Meeting, MeetingDay, Timetable

_WISHED = {1: 9, 2: 6, 3: 3}
"""The weight of a request by its priority; what matters less weighs 1."""
_MUST = frozenset({"accepted", "held"})
_OFF = frozenset({"refused", "no_show"})
_LONGEST = 200
"""Slots of a day at most; a longer one is taken for a slip."""


@dataclass(frozen=True)
class Slot:
    """A slot of a day by its number, with its hours."""

    number: int
    start: datetime
    end: datetime
    session: str


@dataclass(frozen=True)
class Asked:
    """A meeting day of an engagement with the requests for it.

    ``groups`` are the requests behind each meeting by its name, which is the first one's id: both
    sides may have asked for the same.  ``aside`` are requests that name only one side, ``off``
    those refused, and those to which somebody did not come.
    """

    dossier: Dossier
    day: Day
    slots: tuple[Slot, ...]
    groups: Mapping[str, tuple[MeetingRequest, ...]]
    aside: tuple[MeetingRequest, ...]
    off: tuple[MeetingRequest, ...] = ()

    @cached_property
    def problem(self) -> MeetingDay:
        """What the scheduler is given; ``KnownError`` when the day contradicts itself."""
        people = dict.fromkeys(
            who for name in self.groups for who in between(self.groups[name][0]) or ()
        )
        numbers = {one.id: name for name, group in self.groups.items() for one in group}
        before = {
            (numbers[one.after], numbers[one.id])
            for group in self.groups.values()
            for one in group
            if one.after in numbers and numbers[one.after] != numbers[one.id]
        }
        sessions: dict[str, set[int]] = {"morning": set(), "afternoon": set()}
        for slot in self.slots:
            sessions[slot.session].add(slot.number)
        return MeetingDay(
            participants=tuple(people),
            meetings=tuple(self._meeting(name) for name in self.groups),
            tables=(self.day.tables or 1,) * len(self.slots),
            sessions={name: frozenset(found) for name, found in sessions.items()},
            unavailable={who: frozenset(self._away(who)) for who in people},
            precedences=tuple(sorted(before)),
            fairness=self.day.fairness,
        )

    def _meeting(self, name: str) -> Meeting:
        group = self.groups[name]
        first, second = between(group[0]) or ("", "")
        held = next((one.slot for one in group if one.slot in self._numbers), None)
        fixed = any(one.fixed or one.state == "held" for one in group)
        must = fixed or any(one.state in _MUST for one in group)
        weight = max(_WISHED.get(one.priority or 2, 1) for one in group)
        part = next((one.part_of_day for one in group if one.part_of_day), "")
        return Meeting(
            name, (first, second), part or "", held if fixed else None, 0 if must else weight, held
        )

    @cached_property
    def _numbers(self) -> frozenset[int]:
        return frozenset(slot.number for slot in self.slots)

    def _away(self, who: str) -> Iterator[int]:
        """The slots in which somebody is not there, or is at an item of the programme."""
        spans: list[tuple[datetime | None, datetime | None]] = [
            (one.starts_at, one.ends_at) for one in self.dossier.absences if one.person == who
        ]
        part = next((one for one in self.dossier.participants if one.person == who), None)
        if part is not None:
            spans += [(None, part.arrives_at)] if part.arrives_at else []
            spans += [(part.departs_at, None)] if part.departs_at else []
        spans += [
            (item.starts_at, item.ends_at or item.starts_at)
            for item in self.dossier.items
            if item.status == "confirmed" and item.kind != "b2b" and item.starts_at
            and who in self.dossier.attending(item.id)
        ]  # fmt: skip
        for slot in self.slots:
            if any(_overlap(slot, *span) for span in spans):
                yield slot.number


def asked(dossier: Dossier, day: Day) -> Asked:
    """The requests for ``day``.

    One without a day is for the first of the engagement, unless it has an item of its own.
    """
    first = dossier.meeting_days[0].id if dossier.meeting_days else day.id
    apart = {item.id for item in dossier.items if item.kind != "b2b"}
    wanted = [
        one for one in dossier.requests
        if one.day == day.id or (not one.day and first == day.id and one.item not in apart)
    ]  # fmt: skip
    groups: dict[frozenset[str], list[MeetingRequest]] = defaultdict(list)
    aside: list[MeetingRequest] = []
    off = tuple(one for one in wanted if one.state in _OFF)
    for one in wanted:
        pair = between(one)
        if one.state in _OFF:
            continue
        if pair is None or pair[0] == pair[1]:
            aside.append(one)
        else:
            groups[frozenset(pair)].append(one)
    named = {group[0].id: tuple(group) for group in groups.values()}
    return Asked(dossier, day, tuple(slots(day)), named, tuple(aside), off)


def between(one: MeetingRequest) -> tuple[str, str] | None:
    """The ids of the two that are to meet, people before their organisations; None for one."""
    first, second = one.asker or one.asker_organisation, one.asked or one.asked_organisation
    return (first, second) if first and second else None


def slots(day: Day) -> Iterator[Slot]:
    """The slots of a day; those that touch lunch are left out, and their numbers go on."""
    if day.starts_at is None or day.ends_at is None:
        return
    length = timedelta(minutes=max(day.slot_minutes or 20, 1))
    step = length + timedelta(minutes=max(day.pause_minutes or 0, 0))
    start, number = day.starts_at, 1
    lunch = (day.lunch_from, day.lunch_until) if day.lunch_from and day.lunch_until else None
    noon = day.lunch_from or day.starts_at + (day.ends_at - day.starts_at) / 2
    while start + length <= day.ends_at and number <= _LONGEST:
        slot = Slot(number, start, start + length, "morning" if start < noon else "afternoon")
        if lunch and _overlap(slot, *lunch):
            start = max(start, lunch[1])
            continue
        yield slot
        start, number = start + step, number + 1


def tables(given: Asked, found: Timetable) -> dict[str, int]:
    """A table for each meeting: the one where either of the two has sat before, if it is free."""
    usual: dict[str, int] = {}
    placed: dict[str, int] = {}
    count = given.day.tables or 1
    for slot in given.slots:
        here = sorted(name for name, number in found.slots.items() if number == slot.number)
        free = set(range(1, count + 1))
        for name in sorted(here, key=lambda one: -_known(given, one, usual)):
            pair = between(given.groups[name][0]) or ()
            wished = [usual[who] for who in reversed(pair) if usual.get(who) in free]
            table = wished[0] if wished else min(free)
            free.discard(table)
            placed[name] = table
            for who in pair:
                usual.setdefault(who, table)
    return placed


def _known(given: Asked, name: str, usual: Mapping[str, int]) -> int:
    return sum(who in usual for who in between(given.groups[name][0]) or ())


def _overlap(slot: Slot, start: datetime | None, end: datetime | None) -> bool:
    return (start is None or start < slot.end) and (end is None or slot.start < end)
