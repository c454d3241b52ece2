"""The least disruption that mends a day when something in it begins or ends later."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.services.dossier import Dossier
from sciattache.services.travelling import Ways

Way = Callable[[str | None, str | None], timedelta]
"""How long the way from one place to another takes, with what is to spare; by their ids."""

_GONE = frozenset({"declined", "cancelled"})
_STEP = timedelta(minutes=5)
_MOST = 20_000
"""Plans that are looked at before the best one found so far is taken."""
_TOUCHED = {"confirmed": 12.0, "asked": 5.0, "proposed": 2.0, "standby": 1.0}
_MOVED = {"confirmed": 3.0, "asked": 2.0, "proposed": 1.0, "standby": 0.5}
"""What it costs to change an item at all, and each five minutes by which it moves."""
_STANDBY, _RANKED, _EACH_RANK, _UNRANKED = 1.5, 20.0, 60.0, 2000.0
"""What it costs to drop an item: on standby, by its drop order, or although nobody allowed it."""


@dataclass(frozen=True)
class Fixture:
    """Something in a day: when, who and what it takes, and what it may cost to change.

    ``people`` are ids of persons, rooms and vehicles alike: nothing of them may be at two places.
    ``drop`` is what dropping costs, None for what cannot go; ``earliest`` the earliest new start,
    ``latest`` the latest end.  A *fixed* one (a flight) stays where it is.
    """

    id: str
    start: datetime
    end: datetime
    people: frozenset[str]
    place: str | None = None
    end_place: str | None = None
    fixed: bool = False
    touch: float = 2.0
    each: float = 1.0
    drop: float | None = None
    earliest: datetime | None = None
    latest: datetime | None = None


@dataclass(frozen=True)
class Amendment:
    """What becomes of one item: *moved* to begin at ``start`` and end at ``end``, or *dropped*."""

    how: Literal["moved", "dropped"]
    id: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Repair:
    """A proposal: what would change, at which cost, and which items would still be too close."""

    amendments: tuple[Amendment, ...]
    cost: float = 0.0
    unsolved: tuple[tuple[str, str], ...] = ()


def way_of(dossier: Dossier) -> Way:
    """How long the ways of an engagement take, with the minutes to spare it asks for."""
    ways = Ways(dossier.places, dossier.travel_times)
    spare = timedelta(minutes=dossier.engagement.buffer or 0)

    def way(origin: str | None, destination: str | None) -> timedelta:
        if not origin or not destination or ways.are_one(origin, destination):
            return spare
        found = ways.between(origin, destination)
        there = dossier.places.get(destination)
        security = (there.buffer if there else None) or 0
        return spare + timedelta(minutes=(found.minutes if found else 0) + security)

    return way


def nearest(planned: datetime, hour: time) -> datetime:
    """The moment nearest to ``planned`` at which its wall clock shows ``hour``."""
    days = (planned.date() + timedelta(days=number) for number in (-1, 0, 1))
    moments = [datetime.combine(day, hour, planned.tzinfo) for day in days]
    return min(moments, key=lambda moment: abs(moment - planned))


def after_shift(
    dossier: Dossier, item: str, minutes: int, way: Way, *, everything: bool = False
) -> Repair:
    """Mend the day when ``item`` begins so many minutes later (or earlier).

    With ``everything``, all that follows on its day is shifted as much, and mended then.
    """
    found = {one.id: one for one in dossier.items}[item]
    start = found.starts_at
    assert start is not None, "only an item with an hour can be shifted"
    shift = timedelta(minutes=minutes)
    on = _day(dossier, item, start)
    held = list(_fixtures(dossier, on))
    late: list[Fixture] = []
    for one in held:
        follows = one.start >= start and not one.fixed
        if one.id == item or (everything and follows):
            late.append(_shifted(one, shift))
        else:
            late.append(one)
    return mend(held, late, way, since=min(start, start + shift))


def after_arrival(dossier: Dossier, leg: str, arrives_at: datetime, way: Way) -> Repair:
    """Mend the day when a leg arrives at another time than planned."""
    found = {one.id: one for one in dossier.legs}[leg]
    before = found.arrives_at or arrives_at
    on = _day(dossier, leg, arrives_at)
    held = list(_fixtures(dossier, on))
    departs = found.departs_at or before
    late = [_arriving(one, departs, arrives_at) if one.id == leg else one for one in held]
    return mend(held, late, way, since=min(before, arrives_at, departs))


def mend(
    before: Sequence[Fixture], after: Sequence[Fixture], way: Way, *, since: datetime
) -> Repair:
    """The cheapest plan in which nothing is closer than it should be, or than it was.

    ``before`` is the day as planned, ``after`` the same with what became other; the order of time
    stays.  Items are moved later by no more than they must, or dropped; what nobody allowed to be
    dropped goes last.  Where no plan serves, the one with the fewest items too close is given.
    """
    was = {one.id: one for one in before}
    ordered = sorted(after, key=lambda one: (one.start, not one.fixed, one.id))
    gaps = _gaps(was, way)
    queue: list[tuple[float, int, int, tuple[Fixture, ...], tuple[Amendment, ...]]] = []
    count = 0
    heapq.heappush(queue, (0.0, 0, count, (), ()))
    best: Repair | None = None
    while queue and count < _MOST:
        cost, place, _, placed, made = heapq.heappop(queue)
        place = -place
        if place == len(ordered):
            best = Repair(made, cost)
            break
        for more, fixture, amendment in _choices(ordered[place], was, placed, gaps, since):
            count += 1
            heapq.heappush(
                queue,
                (
                    cost + more,
                    -(place + 1),
                    count,
                    (*placed, fixture) if fixture else placed,
                    (*made, amendment) if amendment else made,
                ),
            )
    return best or _as_told(was, ordered, gaps)


def _choices(
    one: Fixture,
    was: dict[str, Fixture],
    placed: Sequence[Fixture],
    gaps: Callable[[Fixture, Fixture], timedelta],
    since: datetime,
) -> Iterator[tuple[float, Fixture | None, Amendment | None]]:
    """What may become of the next fixture, with what each costs besides."""
    earliest = max(
        (other.end + gaps(other, one) for other in placed if other.people & one.people),
        default=one.start,
    )
    planned = was.get(one.id, one)
    if one.fixed or one.end <= since:
        if earliest <= one.start or one.end <= since:
            yield 0.0, one, None
        return
    start = max(one.start, one.earliest or one.start, _rounded(earliest, planned.start))
    moved = _at(one, start)
    if one.latest is None or moved.end <= one.latest:
        if moved.start == planned.start and moved.end == planned.end:
            yield 0.0, moved, None
        else:
            steps = abs((moved.start - planned.start) / _STEP)
            change = Amendment("moved", one.id, moved.start, moved.end)
            yield one.touch + one.each * steps, moved, change
    if one.drop is not None:
        yield one.drop, None, Amendment("dropped", one.id, planned.start, planned.end)


def _gaps(was: dict[str, Fixture], way: Way) -> Callable[[Fixture, Fixture], timedelta]:
    """What must lie between two fixtures: the way, or what lay there where that was less."""

    def between(first: Fixture, second: Fixture) -> timedelta:
        needed = way(first.end_place or first.place, second.place)
        old, new = was.get(first.id), was.get(second.id)
        if old is None or new is None or old.start > new.start:
            return needed
        return min(needed, new.start - old.end)

    return between


def _as_told(
    was: dict[str, Fixture],
    ordered: Sequence[Fixture],
    gaps: Callable[[Fixture, Fixture], timedelta],
) -> Repair:
    """What was asked for and nothing else, with the pairs that it leaves too close."""
    changed = tuple(
        Amendment("moved", one.id, one.start, one.end)
        for one in ordered
        if not one.fixed and (one.start, one.end) != (was[one.id].start, was[one.id].end)
    )
    close = tuple(
        (one.id, other.id)
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 :]
        if one.people & other.people and other.start < one.end + gaps(one, other)
    )
    return Repair(changed, 0.0, close)


def _fixtures(dossier: Dossier, on: date) -> Iterator[Fixture]:
    """Everything of a day that takes somebody's time, and the legs that touch it."""
    for item in dossier.items:
        line = dossier.lines.get(item.id)
        if item.status in _GONE or line is None or line.start is None or item.all_day:
            continue
        if line.start.date() != on or item.starts_at is None:
            continue
        end = item.ends_at or item.starts_at
        midnight = line.start.replace(hour=0, minute=0) + timedelta(days=1)
        latest = midnight if end <= midnight else end
        departures = [
            one.departs_at for one in dossier.participants
            if one.departs_at and one.departs_at >= end and one.person in _people(dossier, item)
        ]  # fmt: skip
        yield Fixture(
            item.id, item.starts_at, end, _resources(dossier, item), item.place,
            touch=_TOUCHED.get(item.status or "", 2.0), each=_MOVED.get(item.status or "", 1.0),
            drop=_drop(item), latest=min([latest, *departures]),
        )  # fmt: skip
    for leg in dossier.legs:
        line = dossier.lines.get(leg.id)
        if line is None or leg.state == "cancelled" or not (leg.departs_at or leg.arrives_at):
            continue
        days = {one.date() for one in (line.start, line.end) if one}
        if on in days:
            departs, arrives = leg.departs_at or leg.arrives_at, leg.arrives_at or leg.departs_at
            assert departs is not None and arrives is not None
            yield Fixture(
                leg.id, departs, arrives, frozenset(_aboard(dossier, leg)), leg.origin_place,
                leg.destination_place, fixed=True,
            )  # fmt: skip


def _drop(item: AgendaItem) -> float | None:
    if item.key_target:
        return None
    if item.status == "standby":
        return _STANDBY
    if item.drop_order is not None:
        return _RANKED + _EACH_RANK * item.drop_order
    return _UNRANKED


def _resources(dossier: Dossier, item: AgendaItem) -> frozenset[str]:
    held: set[str] = set(_people(dossier, item))
    for name in ("contact", "interpreter", "vehicle"):
        if one := getattr(item, name):
            held.add(one)
    if item.place and item.room:
        held.add(f"{item.place} {item.room.casefold()}")
    return frozenset(held)


def _people(dossier: Dossier, item: AgendaItem) -> Iterable[str]:
    named = dossier.attending(item.id)
    return named or _team(dossier, item.team)


def _aboard(dossier: Dossier, leg: Leg) -> Iterable[str]:
    named = dossier.aboard(leg.id)
    return named or _team(dossier, leg.team)


def _team(dossier: Dossier, team: str | None) -> list[str]:
    """Everybody's ids, or those of one team: who is in none goes with all."""
    guests = [one for one in dossier.participants
              if one.side == "guest" and one.rsvp != "declined"]  # fmt: skip
    chosen = [one.person for one in guests if not team or not one.team or one.team == team]
    teams = {one.team for one in dossier.items if one.team}
    teams |= {one.team for one in dossier.legs if one.team}
    return [*chosen, *(f"team {one}" for one in ([team] if team else sorted(teams | {""})))]


def _day(dossier: Dossier, record: str, moment: datetime) -> date:
    """The day, by its own clock, on which a record's end of interest falls."""
    line = dossier.lines[record]
    clock = (line.end or line.start) if line.kind == "leg" else line.start
    assert clock is not None
    return moment.astimezone(clock.tzinfo).date()


def _shifted(one: Fixture, by: timedelta) -> Fixture:
    return _at(one, one.start + by, earliest=one.start + by)


def _arriving(one: Fixture, departs: datetime, arrives: datetime) -> Fixture:
    return Fixture(one.id, min(departs, arrives), arrives, one.people, one.place, one.end_place,
                   fixed=True)  # fmt: skip


def _at(one: Fixture, start: datetime, earliest: datetime | None = None) -> Fixture:
    """A fixture with another beginning and the same length."""
    return Fixture(
        one.id, start, start + (one.end - one.start), one.people, one.place, one.end_place,
        one.fixed, one.touch, one.each, one.drop, earliest or one.earliest, one.latest,
    )  # fmt: skip


def _rounded(moment: datetime, planned: datetime) -> datetime:
    """The next whole five minutes after ``moment``; as planned where that is late enough."""
    if moment <= planned:
        return planned
    steps = -(-(moment - planned) // _STEP)
    return planned + steps * _STEP
