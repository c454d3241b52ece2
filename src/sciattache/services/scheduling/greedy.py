"""A first timetable at once: the hardest meeting first, beside what its people do already."""

from __future__ import annotations

from collections import Counter

from sciattache.services.scheduling.day import Meeting, MeetingDay


def timetable(day: MeetingDay) -> dict[str, int] | None:
    """A slot for each meeting, or for all but such as may be left out; None if none was found.

    It never takes a choice back, so that a tight day is left to the solver.
    """
    slots: dict[str, int] = {}
    busy: dict[str, set[int]] = {who: set() for who in day.participants}
    seated: Counter[int] = Counter()
    for meeting in sorted(day.meetings, key=lambda one: _ease(day, one)):
        first, last = _window(day, meeting, slots)
        free = [
            slot
            for slot in day.choices(meeting)
            if first <= slot <= last
            and seated[slot] < day.tables[slot - 1]
            and all(_is_free(day, busy[who], slot) for who in meeting.between)
        ]
        if free:
            slot = min(free, key=lambda one: (_waiting(day, busy, meeting, one), seated[one]))
            slots[meeting.name] = slot
            seated[slot] += 1
            for who in meeting.between:
                busy[who].add(slot)
        elif not meeting.weight:
            return None
    breaks = [day.breaks(taken) for taken in busy.values()]
    unfair = day.fairness is not None and breaks and max(breaks) - min(breaks) > day.fairness
    return None if unfair else slots


def _ease(day: MeetingDay, meeting: Meeting) -> tuple[int, int, int]:
    load = sum(len(day.of[who]) for who in meeting.between)
    return -meeting.weight if meeting.weight else -100, len(day.choices(meeting)), -load


def _window(day: MeetingDay, meeting: Meeting, slots: dict[str, int]) -> tuple[int, int]:
    """The first and last slot that the order of meetings leaves to one."""
    after = [slots[one] for one, later in day.precedences if later == meeting.name and one in slots]
    before = [slots[one] for earlier, one in day.precedences
              if earlier == meeting.name and one in slots]  # fmt: skip
    return max(after, default=0) + 1, min(before, default=len(day.tables) + 1) - 1


def _is_free(day: MeetingDay, taken: set[int], slot: int) -> bool:
    if slot in taken:
        return False
    if day.lunch and day.lunch[0] <= slot <= day.lunch[1]:
        return len({*range(day.lunch[0], day.lunch[1] + 1)} - taken) > 1
    return True


def _waiting(day: MeetingDay, busy: dict[str, set[int]], meeting: Meeting, slot: int) -> int:
    """The breaks that a slot adds, and first of all whether it moves the meeting."""
    moves = meeting.previous is not None and meeting.previous != slot
    added = sum(day.breaks({*busy[who], slot}) - day.breaks(busy[who]) for who in meeting.between)
    return len(day.tables) * moves + added
