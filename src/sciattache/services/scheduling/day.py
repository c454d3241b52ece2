"""What a meeting day asks for, and the timetable that answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from sciattache.errors import KnownError
from sciattache.services.scheduling.fact import Fact

HEAVIEST = 9
"""The weight of a request that is left out last."""


@dataclass(frozen=True)
class Meeting:
    """One request for a meeting between two participants.

    ``session`` names the part of the day that was wished, "" any; ``fixed`` is a slot that was
    promised. A meeting of weight 0 must be held; one of weight 1 to 9 may be left out, the
    lightest first. ``previous`` is its slot in an earlier timetable, which it keeps if it can.
    """

    name: str
    between: tuple[str, str]
    session: str = ""
    fixed: int | None = None
    weight: int = 0
    previous: int | None = None


@dataclass(frozen=True)
class MeetingDay:
    """The slots (1, 2, …), tables and people of a day, and the meetings asked for.

    ``tables`` says how many meetings each slot has room for; ``sessions`` the slots of each part
    of the day; ``unavailable`` the slots in which a participant cannot come; ``precedences`` pairs
    of meetings of which the first is before the second; ``fairness`` by how many breaks any two
    participants may differ at most. ``lunch`` is the first and last slot of a span of which
    everyone keeps one slot free; being idle within that span is no break.
    """

    participants: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    tables: tuple[int, ...]
    sessions: Mapping[str, frozenset[int]] = field(default_factory=dict)
    unavailable: Mapping[str, frozenset[int]] = field(default_factory=dict)
    precedences: tuple[tuple[str, str], ...] = ()
    fairness: int | None = 2
    lunch: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        for wrong in _wrongs(self):
            raise KnownError(wrong, "Correct the day's requests and try again.")

    @property
    def slots(self) -> range:
        """The numbers of the slots, in the order of the day."""
        return range(1, len(self.tables) + 1)

    @cached_property
    def by_name(self) -> Mapping[str, Meeting]:
        """The meetings by their names."""
        return {meeting.name: meeting for meeting in self.meetings}

    @cached_property
    def of(self) -> Mapping[str, tuple[Meeting, ...]]:
        """The meetings of each participant."""
        found: dict[str, list[Meeting]] = {person: [] for person in self.participants}
        for meeting in self.meetings:
            for person in meeting.between:
                found[person].append(meeting)
        return {person: tuple(meetings) for person, meetings in found.items()}

    def choices(self, meeting: Meeting) -> tuple[int, ...]:
        """The slots that a meeting can have by its own wishes and those of its two people."""
        away = frozenset[int]().union(*(self.unavailable.get(who, ()) for who in meeting.between))
        wished = self.sessions[meeting.session] if meeting.session else frozenset(self.slots)
        return tuple(
            slot
            for slot in self.slots
            if slot in wished - away and meeting.fixed in (None, slot) and self.tables[slot - 1] > 0
        )

    def breaks(self, taken: Iterable[int]) -> int:
        """How often a participant with meetings in these slots waits for the next one."""
        ordered = sorted(taken)
        return sum(self.is_break(before, after) for before, after in pairwise(ordered))

    def is_break(self, before: int, after: int) -> bool:
        """Whether being idle from one slot to another counts; a lunch does not."""
        if self.lunch and self.lunch[0] <= before + 1 and after - 1 <= self.lunch[1]:
            return False
        return after - before > 1


@dataclass(frozen=True, order=True)
class Cost:
    """What a timetable is judged by, the first first: left out (weights), moved, breaks."""

    left_out: int
    moved: int
    breaks: int


def cost(day: MeetingDay, slots: Mapping[str, int]) -> Cost:
    """What the meetings in these slots cost; those without a slot are left out."""
    taken: dict[str, list[int]] = {person: [] for person in day.participants}
    for name, slot in slots.items():
        for person in day.by_name[name].between:
            taken[person].append(slot)
    return Cost(
        left_out=sum(one.weight for one in day.meetings if one.name not in slots),
        moved=len(moved(day, slots)),
        breaks=sum(day.breaks(theirs) for theirs in taken.values()),
    )


def moved(day: MeetingDay, slots: Mapping[str, int]) -> tuple[str, ...]:
    """The meetings that are held in another slot than before."""
    return tuple(
        one.name
        for one in day.meetings
        if one.previous is not None and slots.get(one.name, one.previous) != one.previous
    )


def _wrongs(day: MeetingDay) -> Iterable[str]:
    yield from _wrong_names(day)
    for meeting in day.meetings:
        yield from _wrong_meeting(day, meeting)
    numbers = [*day.unavailable.values(), *day.sessions.values()]
    for slot in sorted(frozenset[int]().union(*numbers) - set(day.slots)):
        yield f"There is no slot {slot} in a day of {len(day.tables)} slots."
    if day.lunch and not 1 <= day.lunch[0] <= day.lunch[1] <= len(day.tables):
        yield f"Lunch from slot {day.lunch[0]} to {day.lunch[1]} is not within the day."
    if any(count < 0 for count in day.tables) or (day.fairness or 0) < 0:
        yield "The tables of a slot and the breaks that people may differ by are not below 0."


def _wrong_names(day: MeetingDay) -> Iterable[str]:
    for what, names in (
        ("participants", day.participants),
        ("meetings", [meeting.name for meeting in day.meetings]),
    ):
        for name, times in Counter(names).items():
            if times > 1:
                yield f"Two {what} are called “{name}”."
    people = set(day.participants)
    asked = [*day.unavailable, *(who for one in day.meetings for who in one.between)]
    for who in asked:
        if who not in people:
            yield f"“{who}” is not one of the day's participants."
    meetings = {meeting.name for meeting in day.meetings}
    for pair in day.precedences:
        for name in pair:
            if name not in meetings:
                yield f"“{name}” is not one of the day's meetings."


def _wrong_meeting(day: MeetingDay, meeting: Meeting) -> Iterable[str]:
    if meeting.between[0] == meeting.between[1]:
        yield f"Meeting “{meeting.name}” is of “{meeting.between[0]}” with the same participant."
    if meeting.session and meeting.session not in day.sessions:
        yield f"Meeting “{meeting.name}” is wished in “{meeting.session}”, which is no session."
    if meeting.fixed is not None and meeting.fixed not in day.slots:
        yield f"Meeting “{meeting.name}” is fixed in slot {meeting.fixed}, which the day has not."
    if not 0 <= meeting.weight <= HEAVIEST:
        yield f"Meeting “{meeting.name}” has the weight {meeting.weight}, not 0 to {HEAVIEST}."


@dataclass(frozen=True)
class Timetable:
    """The best answer so far to a meeting day.

    ``feasible`` is False where no timetable keeps the rules, and None while none is known.
    ``slots`` has the slot of each meeting that is held; ``breaks`` is what everyone waits in all;
    no timetable that leaves out and moves as little has fewer breaks than ``bound``. ``optimal``
    says that there is proof of the best. ``why`` names facts that cannot all hold; if
    ``optimal``, none of them can be spared.
    """

    feasible: bool | None
    slots: Mapping[str, int] = field(default_factory=dict)
    breaks: int = 0
    bound: int = 0
    optimal: bool = False
    left_out: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    why: tuple[Fact, ...] = ()

    @property
    def gap(self) -> int:
        """By how many breaks a better timetable could still be better."""
        return self.breaks - self.bound
