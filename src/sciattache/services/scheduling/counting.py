"""Days that cannot be held by counting alone: too many meetings for too few slots or tables.

A solver is bad at such pigeonholes, and a matching sees them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from sciattache.services.scheduling.day import Meeting, MeetingDay
from sciattache.services.scheduling.fact import Fact, Kind
from sciattache.services.scheduling.facts import of as facts_of


def too_much(day: MeetingDay) -> tuple[Fact, ...]:
    """The fewest facts found that already ask too much of one person, or else of the tables.

    None of one person's can be spared; of the tables', as far as counting sees. Nothing, where
    counting sees no reason.
    """
    facts = facts_of(day)
    must = {fact.about[0] for fact in facts if fact.kind == Kind.REQUEST}
    reasons = [
        reason
        for meetings in day.of.values()
        if (reason := _overfull(day, facts, [one for one in meetings if one.name in must], False))
    ]
    if not reasons:
        everyone = [one for one in day.meetings if one.name in must]
        reasons = [_overfull(day, facts, everyone, True)]
    return min(reasons, key=len)


def _overfull(
    day: MeetingDay, facts: Sequence[Fact], meetings: Sequence[Meeting], tables: bool
) -> tuple[Fact, ...]:
    """Facts by which these meetings do not fit the slots, one in each or as tables allow."""
    room = day.tables if tables else (1,) * len(day.tables)
    stuck = _unplaced(day, facts, meetings, room)
    if not stuck:
        return ()
    names = {one.name for one in stuck}
    people = {who for one in stuck for who in one.between}
    relevant = [
        fact for fact in facts
        if (fact.kind in (Kind.FIXED, Kind.SESSION, Kind.REQUEST) and fact.about[0] in names)
        or (fact.kind == Kind.AWAY and fact.about[0] in people)
    ]  # fmt: skip

    def fails(rest: Collection[Fact]) -> bool:
        return bool(_unplaced(day, rest, stuck, room))

    reason = spared(relevant, fails)
    return (Fact(Kind.TABLES), *reason) if tables else reason


def spared(facts: Iterable[Fact], fails: Callable[[Collection[Fact]], bool]) -> tuple[Fact, ...]:
    """Facts that fail together, without those that can be spared one after the other."""
    kept = list(dict.fromkeys(facts))
    for fact in tuple(kept):
        rest = [one for one in kept if one != fact]
        if fails(rest):
            kept = rest
    return tuple(kept)


def _unplaced(
    day: MeetingDay, facts: Iterable[Fact], meetings: Sequence[Meeting], room: Sequence[int]
) -> list[Meeting]:
    """Meetings that have together fewer places than they are; none if all can be placed.

    A bipartite matching by augmenting paths; where one fails, all that it reached are too many.
    """
    known = set(facts)
    places: dict[int, list[Meeting]] = {slot: [] for slot in day.slots}
    choices = {one.name: _choices(day, known, one) for one in meetings}
    for meeting in meetings:
        if Fact(Kind.REQUEST, (meeting.name,)) in known:
            reached: set[int] = set()
            if not _found_place(meeting, choices, places, room, reached):
                crowd = [one for slot in reached for one in places[slot]]
                return [meeting, *crowd]
    return []


def _found_place(
    meeting: Meeting,
    choices: dict[str, list[int]],
    places: dict[int, list[Meeting]],
    room: Sequence[int],
    reached: set[int],
) -> bool:
    for slot in choices[meeting.name]:
        if slot in reached:
            continue
        reached.add(slot)
        if len(places[slot]) < room[slot - 1]:
            places[slot].append(meeting)
            return True
        for other in tuple(places[slot]):
            if _found_place(other, choices, places, room, reached):
                places[slot].remove(other)
                places[slot].append(meeting)
                return True
    return False


def _choices(day: MeetingDay, known: set[Fact], meeting: Meeting) -> list[int]:
    """The slots that these facts leave to a meeting."""
    slots = list(day.slots)
    if Fact(Kind.FIXED, (meeting.name,), meeting.fixed or 0) in known:
        slots = [slot for slot in slots if slot == meeting.fixed]
    if Fact(Kind.SESSION, (meeting.name,)) in known:
        slots = [slot for slot in slots if slot in day.sessions[meeting.session]]
    away = {(who, slot) for who in meeting.between for slot in slots}
    return [
        slot for slot in slots
        if not any(Fact(Kind.AWAY, (who,), slot) in known for who, at in away if at == slot)
    ]  # fmt: skip
