"""Gaps between two bookings that are shorter than the way from the one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from sciattache.services.conflicts.conflict import BLOCKS, NOTE, WARNS, Conflict, found
from sciattache.services.conflicts.facts import Booking, Facts
from sciattache.services.travelling import Way


class Pair(NamedTuple):
    """Two bookings one after the other, and who goes from the first to the second.

    ``moved`` says that a movement of which nobody gave the end lies between them.
    """

    first: Booking
    second: Booking
    who: int
    moved: bool

    @property
    def minutes(self) -> int:
        """Whole minutes between the two."""
        return int((self.second.start - self.first.end).total_seconds() // 60)


def too_short(facts: Facts) -> Iterator[Conflict]:
    """A gap shorter than the way, the security at its end and the minutes to spare.

    A way that somebody measured blocks; a guess warns, and blocks where it would take a flight and
    not even half the time is there.  Who planned a movement in between knows better than a guess,
    unless that is out by half.  Within one building only the minutes to spare count, as a note.
    """
    for pair in pairs(facts):
        origin, destination = pair.first.destination, pair.second.origin
        assert origin is not None, "pairs are of known places"
        assert destination is not None, "pairs are of known places"
        if facts.ways.are_one(origin, destination):
            yield from _within(facts, pair)
        else:
            way = facts.ways.between(origin, destination)
            if way is not None:
                yield from _between(facts, pair, way)


def pairs(facts: Facts) -> Iterator[Pair]:
    """For each booking at a known place, where each of its people was known to be last.

    That is the booking with the latest end among those that were over when it began.
    """
    last: dict[int, tuple[Booking, bool]] = {}
    running: list[tuple[object, int, Booking]] = []
    for number, one in enumerate(facts.bookings):
        while running and running[0][0] <= one.start and running[0][2].start < one.start:  # type: ignore[operator]
            _leave(facts, heappop(running)[2], last)
        if one.origin is not None:
            yield from _arrive(facts, one, last)
        heappush(running, (one.end, number, one))


def _leave(facts: Facts, one: Booking, last: dict[int, tuple[Booking, bool]]) -> None:
    """Remember that its people were there last."""
    for group in facts.groups(one.present):
        if one.destination is not None:
            last[group] = (one, False)
        elif one.moves and group in last:
            last[group] = (last[group][0], True)


def _arrive(facts: Facts, one: Booking, last: dict[int, tuple[Booking, bool]]) -> Iterator[Pair]:
    came: dict[tuple[str, bool], int] = {}
    before: dict[tuple[str, bool], Booking] = {}
    for group in facts.groups(one.present):
        if group in last:
            first, moved = last[group]
            key = (first.id, moved)
            came[key] = came.get(key, 0) | group
            before[key] = first
    for key, who in came.items():
        yield Pair(before[key], one, who, key[1])


def _between(facts: Facts, pair: Pair, way: Way) -> Iterator[Conflict]:
    spare = facts.engagement.buffer or 0
    place = facts.place(pair.second.origin)
    security = (place.buffer or 0) if place else 0
    gap, needed = pair.minutes, way.minutes + spare + security
    hopeless = gap * 2 < way.minutes
    if pair.moved and not way.known and not hopeless:
        return
    if gap < way.minutes:
        rule, severity = "way.guess", BLOCKS if hopeless and way.by == "flight" else WARNS
        if way.known:
            rule, severity = "way.known", BLOCKS
        yield _conflict(facts, pair, rule, severity, needed=way.minutes, km=way.km)
    elif gap < needed:
        yield _conflict(facts, pair, "way.spare", WARNS, needed=needed)


def _within(facts: Facts, pair: Pair) -> Iterator[Conflict]:
    spare = facts.engagement.buffer or 0
    if pair.minutes < spare:
        yield _conflict(facts, pair, "way.building", NOTE, needed=spare)


def _conflict(facts: Facts, pair: Pair, rule: str, severity: str, **values: int) -> Conflict:
    first, second = pair.first, pair.second
    return found(
        rule, severity, about=(second.record, first.record, *facts.parts(pair.who)),
        facts=(first.end, second.start, first.destination, second.origin, values["needed"]),
        at=second.local, first=facts.title(first.record), second=facts.title(second.record),
        gap=pair.minutes, people=facts.named(pair.who), more=values,
    )  # fmt: skip
