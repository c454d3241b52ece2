"""Nights without a bed, beds without a guest, more guests than beds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.services.conflicts.conflict import BLOCKS, WARNS, Conflict, found
from sciattache.services.conflicts.facts import GUESTS, OFF, Booking, Facts, nights, on_clock
from sciattache.services.conflicts.wording import Value

BEDS = {"single": 1, "double": 2, "twin": 2, "suite": 2, "family": 4}
"""How many sleep in each kind of room."""

_SMALL_HOURS = 5
"""Who arrives or departs before five in the morning may or may not have wanted a bed."""


@dataclass
class _Guest:
    """The nights for which somebody wants a bed, may have one, and has one (by stay)."""

    part: Participation
    wanted: set[date]
    may: tuple[date, date] | None
    beds: dict[date, list[Stay]] = field(default_factory=dict)


def beds(facts: Facts) -> Iterator[Conflict]:
    """What is wrong with the nights of those who travel.

    A night in the air or on a train needs no bed.  A stay without a person is everybody's.  Where
    an engagement has no stays at all, only those who say when they come and go are asked about.
    """
    stays = [one for one in facts.dossier.stays if one.state not in OFF and one.arrives_on]
    guests = {one.part.person: one for one in _guests(facts, bool(stays))}
    for stay in stays:
        for person in _sleepers(stay, guests):
            for night in _nights(stay):
                guests[person].beds.setdefault(night, []).append(stay)
    yield from _missing(facts, guests.values())
    yield from _twice(facts, guests.values())
    yield from _unused(facts, stays, guests)
    yield from _crowded(facts, stays)


def _guests(facts: Facts, some_stays: bool) -> Iterator[_Guest]:
    for one in facts.coming:
        arrives = on_clock(one.arrives_at, one.arrival_zone or facts.plan.zone)
        departs = on_clock(one.departs_at, one.departure_zone or facts.plan.zone)
        both = arrives is not None and departs is not None
        first = arrives.date() if arrives else facts.engagement.starts_on
        last = departs.date() if departs else facts.engagement.ends_on
        wanted: set[date] = set()
        if first and last and (both or (some_stays and _travels(facts, one))):
            wanted = set(nights(first, last)) - _under_way(facts, one)
            if departs is not None and departs.hour < _SMALL_HOURS:
                wanted.discard(last - timedelta(days=1))
        may = None
        if arrives is not None and departs is not None:
            early = timedelta(days=1 if arrives.hour < _SMALL_HOURS else 0)
            may = (arrives.date() - early, departs.date())
        yield _Guest(one, wanted, may)


def _travels(facts: Facts, one: Participation) -> bool:
    """Whether a participant is a guest from elsewhere, so far as is known."""
    person = facts.dossier.people.get(one.person)
    home = (person.city or "").casefold() if person else ""
    cities = {(stop.city or "").casefold() for stop in facts.dossier.stops}
    cities.add((facts.engagement.city or "").casefold())
    return one.side in GUESTS and not (home and home in cities)


def _under_way(facts: Facts, one: Participation) -> set[date]:
    """The nights that somebody spends on a leg."""
    bit = facts.bit(one.person)
    legs: Iterable[Booking] = (leg for leg in facts.bookings if leg.is_leg and leg.who & bit)
    return {
        night for leg in legs for night in nights(leg.local.date(), leg.local_end.date())
    }  # fmt: skip


def _sleepers(stay: Stay, guests: dict[str, _Guest]) -> list[str]:
    if stay.person is None:
        return list(guests)
    return [one for one in (stay.person, stay.shares_with) if one in guests and one is not None]


def _nights(stay: Stay) -> list[date]:
    """The nights of a stay; without a check-out it is one."""
    if stay.arrives_on is None:
        return []
    last = stay.departs_on or stay.arrives_on + timedelta(days=1)
    return list(nights(stay.arrives_on, last))


def _missing(facts: Facts, guests: Iterable[_Guest]) -> Iterator[Conflict]:
    lacking: dict[date, int] = {}
    for guest in guests:
        for night in guest.wanted - guest.beds.keys():
            lacking[night] = lacking.get(night, 0) | facts.bit(guest.part.person)
    for first, count, who in _runs(lacking):
        yield _nightly(facts, "bed_missing", WARNS, first, count, who, facts.parts(who))


def _twice(facts: Facts, guests: Iterable[_Guest]) -> Iterator[Conflict]:
    for guest in guests:
        for night, stays in sorted(guest.beds.items()):
            own = [stay for stay in stays if stay.person is not None]
            if len(own) > 1:
                bit = facts.bit(guest.part.person)
                yield found(
                    "bed_twice", WARNS, about=(*own, guest.part), facts=(night,), day=night,
                    people=facts.named(bit),
                )  # fmt: skip


def _unused(facts: Facts, stays: list[Stay], guests: dict[str, _Guest]) -> Iterator[Conflict]:
    """Beds for those who do not come, or are not there yet or any more."""
    for stay in stays:
        if stay.person is None:
            continue
        who = facts.bit(stay.person)
        guest = guests.get(stay.person)
        if guest is None:
            if stay.person in facts.dossier.absent:
                yield found(
                    "bed_unused.declined", WARNS, about=(stay,), day=stay.arrives_on,
                    hotel=stay.hotel or "?", people=facts.named(who),
                )  # fmt: skip
            continue
        if guest.may is None:
            continue
        first, last = guest.may
        empty = {night: who for night in _nights(stay) if not first <= night < last}
        for night, count, _ in _runs(empty):
            yield _nightly(
                facts, "bed_unused", WARNS, night, count, who, (guest.part,), stay,
                hotel=stay.hotel or "?",
            )  # fmt: skip


def _crowded(facts: Facts, stays: list[Stay]) -> Iterator[Conflict]:
    """Rooms that are to hold more people than have a bed in them."""
    rooms: dict[object, list[Stay]] = {}
    for stay in stays:
        numbered = (stay.hotel, stay.room) if stay.room else stay.id
        rooms.setdefault(numbered, []).append(stay)
    for sharing in rooms.values():
        most = max((BEDS.get(stay.room_kind or "", 0) for stay in sharing), default=0)
        seen: set[frozenset[str]] = set()
        for night in sorted({night for stay in sharing for night in _nights(stay)}):
            there = [stay for stay in sharing if night in _nights(stay)]
            people = _in_room(facts, there)
            if most and len(people) > most and people not in seen:
                seen.add(people)
                yield found(
                    "beds_short", BLOCKS, about=there, facts=(night, most, *sorted(people)),
                    day=night, beds=most, count=len(people), hotel=there[0].hotel or "?",
                )  # fmt: skip


def _in_room(facts: Facts, stays: list[Stay]) -> frozenset[str]:
    people = {one for stay in stays for one in (stay.person, stay.shares_with) if one}
    return frozenset(people - facts.dossier.absent)


def _runs(by_night: dict[date, int]) -> Iterator[tuple[date, int, int]]:
    """Nights after one another of the same people, as the first, how many, and who."""
    run: list[date] = []
    for night in sorted(by_night):
        if run and (night - run[-1] != timedelta(days=1) or by_night[night] != by_night[run[0]]):
            yield run[0], len(run), by_night[run[0]]
            run = []
        run.append(night)
    if run:
        yield run[0], len(run), by_night[run[0]]


def _nightly(
    facts: Facts, rule: str, severity: str, first: date, count: int, who: int,
    parts: Iterable[Participation], *stays: Stay, **values: str,
) -> Conflict:  # fmt: skip
    several: dict[str, Value] = {} if count == 1 else {"count": count}
    sentence = f"{rule}.nights" if several else rule
    return found(
        sentence, severity, about=(*stays, *parts), facts=(first, count), day=first,
        people=facts.named(who), more={**values, **several},
    )  # fmt: skip
