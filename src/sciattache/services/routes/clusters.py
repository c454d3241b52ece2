"""Meetings that are near each other, and an order within the day with less way between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations, groupby, pairwise, permutations

from sciattache.services.dossier import Dossier
from sciattache.services.routes import spots
from sciattache.services.routes.changes import Change, Found, Slot, slots
from sciattache.services.routes.wording import Names, Reason, Span, reason
from sciattache.services.travelling import Ways, distance

WALK_KM = 1.5
"""Kilometres that one walks from one meeting to the next."""
_WORTH = 10
"""Minutes that another order has to save to be proposed."""
_MOST = 7
"""Items of a day that are put into every order."""
_OPEN = ("proposed", "asked", "standby", None)
"""The states of items that may still move."""


def look(dossier: Dossier) -> Found:
    """The clusters of each stop, and each day that has a shorter order."""
    ways = Ways(dossier.places, dossier.travel_times)
    held = slots(dossier)
    why = [_told(group) for group in find(dossier, held, ways)]
    changes: list[Change] = []
    for on, group in groupby(held, key=lambda one: one.on):
        saved, moved = shorter(list(group), ways)
        if moved and not _has_movements(dossier, moved):
            why.append(reason("day", day=on, span=Span(saved)))
            changes += moved
    return Found(tuple(why), tuple(changes))


def find(dossier: Dossier, held: Sequence[Slot], ways: Ways) -> list[list[Slot]]:
    """Items at two places or more of a stop that hang together by short ways (single link)."""
    groups: list[list[Slot]] = []
    for one in held:
        near = [
            group for group in groups if any(_near(dossier, ways, one, other) for other in group)
        ]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), one])
    return [group for group in groups if len({one.item.place for one in group}) > 1]


def shorter(held: Sequence[Slot], ways: Ways) -> tuple[int, list[Change]]:
    """The minutes that the best order of a day's open items saves, and the changes to it."""
    movable = [at for at, one in enumerate(held) if _is_open(one)]
    now = _way(held, ways)
    if not 1 < len(movable) <= _MOST:
        return 0, []
    best, order = now, list(held)
    for turned in permutations(movable):
        tried = list(held)
        for at, source in zip(movable, turned, strict=True):
            tried[at] = _at(held[source], held[at])
        minutes = _way(tried, ways)
        if minutes < best and _fits(tried, ways) and _keeps_warm(tried):
            best, order = minutes, tried
    if now - best < _WORTH:
        return 0, []
    before = {one.item.id: one for one in held}
    return now - best, [
        before[one.item.id].moved(one.start)
        for one in order
        if one.start != before[one.item.id].start
    ]


def _near(dossier: Dossier, ways: Ways, one: Slot, other: Slot) -> bool:
    a, b = dossier.places.get(one.item.place or ""), dossier.places.get(other.item.place or "")
    if a is None or b is None or one.item.stop != other.item.stop:
        return False
    if ways.are_one(a.id, b.id):
        return True
    here, there = spots.of_place(a), spots.of_place(b)
    return here is not None and there is not None and distance(here, there) <= WALK_KM


def _told(group: Sequence[Slot]) -> Reason:
    titles = tuple(dict.fromkeys(one.item.title for one in group))
    return reason("cluster", titles=Names(titles), km=str(WALK_KM))


def _has_movements(dossier: Dossier, moved: Sequence[Change]) -> bool:
    """Whether the day has movements as items of its own: they would no longer fit."""
    ids = {one.id for one in moved}
    days = {start.date() for id in ids if (start := dossier.lines[id].start)}
    return any(
        item.kind == "movement" and (line := dossier.lines.get(item.id)) and line.start
        and line.start.date() in days
        for item in dossier.items
    )  # fmt: skip


def _is_open(one: Slot) -> bool:
    return one.item.status in _OPEN and not one.item.team


def _at(one: Slot, place: Slot) -> Slot:
    """An item that begins when another one did."""
    return Slot(one.item, one.on, place.start, place.start + (one.end - one.start))


def _way(held: Sequence[Slot], ways: Ways) -> int:
    return sum(_minutes(one, other, ways) for one, other in pairwise(held))


def _minutes(one: Slot, other: Slot, ways: Ways) -> int:
    origin, destination = one.item.place, other.item.place
    if not origin or not destination or ways.are_one(origin, destination):
        return 0
    way = ways.between(origin, destination)
    return way.minutes if way else 0


def _fits(held: Sequence[Slot], ways: Ways) -> bool:
    return all(
        other.start - one.end >= timedelta(minutes=_minutes(one, other, ways))
        for one, other in pairwise(held)
    )


def _keeps_warm(held: Sequence[Slot]) -> bool:
    """Whether no key target comes before a warm-up of its day."""
    return not any(
        one.item.key_target and other.item.warm_up for one, other in combinations(held, 2)
    )
