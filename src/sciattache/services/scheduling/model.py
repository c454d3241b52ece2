"""A meeting day as clauses: the rules that a timetable keeps, and what it is judged by.

After Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy and Villaret, "Constraint solving approaches
to the business-to-business meeting scheduling problem", JAIR 74 (2022).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sciattache.services.scheduling.day import Cost, Meeting, MeetingDay
from sciattache.services.scheduling.formula import Formula, Literal

Held = dict[tuple[str, int], Literal]
"""The literal that says that a meeting is held in a slot, where it can be."""


@dataclass
class Model:
    """The formula of a day, and the literals that cost something when they are true.

    ``left_out`` holds each as often as the meeting weighs. ``moved_anyway`` counts the moves that
    no timetable can avoid, for which there is no literal. The ``weights`` are such that a thing
    left out outweighs all moves, and a move outweighs all breaks.
    """

    formula: Formula
    held: Held
    left_out: list[Literal] = field(default_factory=list)
    moved: list[Literal] = field(default_factory=list)
    breaks: list[Literal] = field(default_factory=list)
    moved_anyway: int = 0

    @property
    def weights(self) -> Cost:
        """What one unit of each kind of cost weighs in a single sum."""
        move = len(self.breaks) + 1
        return Cost(len(self.moved) * move + move, move, 1)

    def cost(self, weight: int) -> Cost:
        """The cost that a sum of weights stands for."""
        left_out, less = divmod(weight, self.weights.left_out)
        moves, breaks = divmod(less, self.weights.moved)
        return Cost(left_out, moves + self.moved_anyway, breaks)

    def slots(self, truth: Iterable[Literal]) -> dict[str, int]:
        """The slot of each meeting that is held, by the literals that are true."""
        true = set(truth)
        return {name: slot for (name, slot), literal in self.held.items() if literal in true}


def of(day: MeetingDay) -> Model:
    """The clauses of a day."""
    formula = Formula()
    model = Model(formula, {})
    absent = {one.name: _place(model, day, one) for one in day.meetings}
    used = {who: attend(formula, model.held, day, who) for who in day.participants}
    for who, theirs in used.items():
        _fill(formula, day, who, theirs)
        rest(formula, day, theirs)
    for slot in day.slots:
        seat(formula, model.held, day, slot, used)
    for earlier, later in day.precedences:
        order(formula, model.held, day.slots, earlier, later, absent)
    counts = {who: _count_breaks(formula, day, who, used[who]) for who in day.participants}
    model.breaks = [literal for count in counts.values() for literal in count]
    if day.fairness is not None:
        share(formula, list(counts.values()), day.fairness)
    return model


def _place(model: Model, day: MeetingDay, meeting: Meeting) -> list[Literal]:
    """Give a meeting one slot; the answer is what is true if it is left out, none if it must be."""
    formula, choices = model.formula, day.choices(meeting)
    held = [formula.new() for _ in choices]
    model.held |= {(meeting.name, slot): one for slot, one in zip(choices, held, strict=True)}
    formula.at_most_one(held)
    absent = [formula.new()] if meeting.weight else []
    formula.add(*held, *absent)
    model.left_out += absent * meeting.weight
    if meeting.previous is not None:
        if meeting.previous not in choices and not absent:
            model.moved_anyway += 1
        elif others := [
            one for slot, one in zip(choices, held, strict=True) if slot != meeting.previous
        ]:
            model.moved.append(formula.any_of(others))
    return absent


def attend(formula: Formula, held: Held, day: MeetingDay, who: str) -> dict[int, Literal]:
    """In which slots a participant has a meeting, one at a time."""
    used: dict[int, Literal] = {}
    for slot in day.slots:
        here = [held[one.name, slot] for one in day.of[who] if (one.name, slot) in held]
        if here:
            formula.at_most_one(here)
            used[slot] = formula.any_of(here)
    return used


def _fill(formula: Formula, day: MeetingDay, who: str, used: Mapping[int, Literal]) -> None:
    """Let a participant have as many slots with meetings as must be, and no more than asked."""
    theirs = day.of[who]
    must = sum(not one.weight for one in theirs)
    count = formula.counted(list(used.values()), len(theirs) + 1)
    if must > len(count):
        formula.add()
    for least in count[:must]:
        formula.add(least)
    for most in count[len(theirs) :]:
        formula.add(-most)


def rest(formula: Formula, day: MeetingDay, used: Mapping[int, Literal], *unless: Literal) -> None:
    """Keep a slot free for a participant's lunch."""
    if day.lunch:
        span = range(day.lunch[0], day.lunch[1] + 1)
        if all(slot in used for slot in span):
            formula.add(*(-used[slot] for slot in span), *unless)


def seat(
    formula: Formula,
    held: Held,
    day: MeetingDay,
    slot: int,
    used: Mapping[str, Mapping[int, Literal]],
    *unless: Literal,
) -> None:
    """Hold no more meetings in a slot than it has tables.

    Counted twice: meetings, those of one participant as one, since they exclude each other; and
    the people at the tables, of whom there are two for each meeting.
    """
    tables = day.tables[slot - 1]
    people = [theirs[slot] for theirs in used.values() if slot in theirs]
    meetings = formula.counted(_groups(formula, held, day, slot), tables + 1)
    seated = formula.counted(people, 2 * tables + 2)
    for too_many in meetings[tables:]:
        formula.add(-too_many, *unless)
    for number, at_table in enumerate(seated):
        met = meetings[number // 2 : number // 2 + 1]
        formula.add(-at_table, *met)
        for meeting in met:
            formula.add(-meeting, at_table)


def _groups(formula: Formula, held: Held, day: MeetingDay, slot: int) -> list[Literal]:
    """One literal for the meetings of each busiest participant, of which no two are held."""
    here = {one.name for one in day.meetings if (one.name, slot) in held}
    groups = []
    while here:
        theirs = max(
            ([one.name for one in meetings if one.name in here] for meetings in day.of.values()),
            key=len,
        )
        groups.append(formula.any_of([held[name, slot] for name in theirs]))
        here.difference_update(theirs)
    return groups


def order(
    formula: Formula,
    held: Held,
    slots: range,
    earlier: str,
    later: str,
    unless: Mapping[str, Sequence[Literal]],
) -> None:
    """Hold one meeting before another, unless one of them is not held at all."""
    for slot in slots:
        if (later, slot) in held:
            before = [held[earlier, one] for one in slots if one < slot and (earlier, one) in held]
            formula.add(-held[later, slot], *before, *unless[earlier])
        if (earlier, slot) in held:
            after = [held[later, one] for one in slots if one > slot and (later, one) in held]
            formula.add(-held[earlier, slot], *after, *unless[later])


def _count_breaks(
    formula: Formula, day: MeetingDay, who: str, used: Mapping[int, Literal]
) -> list[Literal]:
    """The k-th literal (from 0) is true if the participant has more than k breaks."""
    theirs = day.of[who]
    must = sum(not one.weight for one in theirs)
    most = max(0, min(len(theirs) - 1, len(used) - 1, len(day.tables) - max(must, 1)))
    count = formula.counted(break_ends(formula, day, used), len(day.tables))
    for too_many in count[most:]:
        formula.add(-too_many)
    return count[:most]


def break_ends(formula: Formula, day: MeetingDay, used: Mapping[int, Literal]) -> list[Literal]:
    """For each slot in which a break may end, the literal that is true exactly if one does."""
    started: Literal | None = None
    since: dict[int, Literal] = {}  # had a meeting in this slot or before
    for slot in day.slots:
        if slot in used:
            started = used[slot] if started is None else formula.any_of([started, used[slot]])
        if started is not None:
            since[slot] = started
    ends: dict[int, Literal] = {}
    for slot in day.slots:
        # The idle slots before this one that make it a break: one, or those since before lunch.
        first = slot - 1
        if day.lunch and day.lunch[0] <= slot - 1 <= day.lunch[1]:
            first = day.lunch[0] - 1
        if slot not in used or first - 1 not in since:
            continue
        end = ends[slot] = formula.new()
        idle = [used[one] for one in range(first, slot) if one in used]
        formula.add(-used[slot], -since[first - 1], *idle, end)
        formula.add(-end, used[slot])
        formula.add(-end, since[first - 1])
        for one in idle:
            formula.add(-end, -one)
        if slot - 1 in ends:
            formula.add(-end, -ends[slot - 1])
    return list(ends.values())


def share(
    formula: Formula, counts: Sequence[Sequence[Literal]], fairness: int, *unless: Literal
) -> None:
    """Let no participant have more breaks than another by more than ``fairness``."""
    for few in range(max(map(len, counts), default=0) - fairness):
        someone = formula.new()  # has more breaks than ``few`` and the fairness together
        for count in counts:
            if few + fairness < len(count):
                formula.add(-count[few + fairness], someone, *unless)
            formula.add(-someone, *count[few : few + 1])
