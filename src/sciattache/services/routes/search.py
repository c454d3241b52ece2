"""The order of visits that costs least: exact over subsets of few, a beam for many."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sciattache.services.routes.timetable import Hop, Served, Timetable

EXACT = 15
"""Visits up to which every order is weighed."""
WIDTH, FIRST_WIDTH = 3000, 300
"""Labels that a beam keeps after each visit: for many visits, and before every order is weighed."""
NIGHT, DAY = 8 * 60, 8 * 60
"""Minutes of travel that a night under way counts as much as, and a day without meetings."""


@dataclass(frozen=True)
class Cost:
    """What an order costs: minutes under way, nights under way, days abroad without meetings."""

    minutes: int
    nights: int
    idle: int

    @property
    def total(self) -> int:
        """All of it, as minutes of travel."""
        return self.minutes + NIGHT * self.nights + DAY * self.idle


@dataclass(frozen=True)
class Call:
    """A visit in an order: its number, the way to it (none to the first), and its days."""

    number: int
    hop: Hop | None
    served: Served


@dataclass(frozen=True)
class Route:
    """Visits in an order with their days, and what it costs."""

    calls: tuple[Call, ...]
    cost: Cost

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(call.number for call in self.calls)


class _Label(NamedTuple):
    """A way to have made the visits of ``mask``, ended at ``number``."""

    cost: int
    number: int
    mask: int
    call: Call
    before: _Label | None


def best(table: Timetable, members: Iterable[int] | None = None) -> Route | None:
    """The cheapest order of all visits, or of ``members``; None where no order keeps every window.

    Each visit begins as early as it can.  With more than ``EXACT`` visits it is the best that a
    beam finds.
    """
    numbers = tuple(range(len(table.visits)) if members is None else members)
    if not numbers:
        return None
    seeker = _Seeker(table, numbers)
    if len(numbers) > EXACT:
        return seeker.seek(width=WIDTH)
    first = seeker.seek(width=FIRST_WIDTH)
    return seeker.seek(under=first.cost.total if first else None) or first


def along(table: Timetable, order: Sequence[int]) -> Route | None:
    """The cheapest days for visits in a given order; None where they keep no window."""
    seeker = _Seeker(table, tuple(order))
    layer = list(seeker.begin(order[0]))
    for number in order[1:]:
        layer = [new for label in layer for new in seeker.onward(label, number)]
    return seeker.cheapest(layer)


def price(table: Timetable, calls: Sequence[Call]) -> Cost:
    """What visits in their order and on their days cost."""
    minutes = table.home[calls[0].number] + table.home[calls[-1].number]
    minutes += sum(
        table.minutes[one.number][other.number] for one, other in itertools.pairwise(calls)
    )
    nights = sum(call.hop.nights for call in calls if call.hop)
    span = calls[-1].served.last + 1 - calls[0].served.days[0]
    return Cost(minutes, nights, span - sum(len(call.served.days) for call in calls))


class _Seeker:
    """A search among some visits of a timetable; costs are relative until the last visit."""

    def __init__(self, table: Timetable, numbers: tuple[int, ...]) -> None:
        self.table, self.numbers = table, numbers
        self.all = sum(1 << number for number in numbers)
        self.step = cache(self._step)
        self.rest = cache(self._rest)
        self.missed = cache(self._missed)
        self.after = cache(self._after)
        self.is_open = cache(self._is_open)
        self._due = {number: table.due(number) for number in numbers}
        self._soonest = {number: self._soonest_to(number) for number in numbers}
        self._least = {number: self._least_to(number) for number in numbers}

    def seek(self, *, width: int = 0, under: int | None = None) -> Route | None:
        """The cheapest order: among all of them cheaper than ``under``, or as wide as a beam."""
        layer = [label for number in self.numbers for label in self.begin(number)]
        for _ in self.numbers[1:]:
            layer = self._next(layer, under)
            if width and len(layer) > width:
                layer = sorted(layer, key=self._promise)[:width]
        found = self.cheapest(layer)
        return found if found and (under is None or found.cost.total < under) else None

    def begin(self, number: int) -> Iterator[_Label]:
        """Make a visit the first one."""
        served = self.table.served(number, self.table.start)
        if served is not None:
            cost = self.table.home[number] - DAY * served.days[0] - DAY * len(served.days)
            yield _Label(cost, number, 1 << number, Call(number, None, served), None)

    def onward(self, label: _Label, number: int) -> Iterator[_Label]:
        """Make a visit the next one."""
        served = label.call.served
        for cost, call in self.step(label.number, number, served.last, served.early):
            yield _Label(label.cost + cost, number, label.mask | 1 << number, call, label)

    def cheapest(self, layer: Sequence[_Label]) -> Route | None:
        """The cheapest of those who made every visit, with its way back home."""
        done = min(layer, key=self._promise, default=None)
        if done is None:
            return None
        calls: list[Call] = []
        label: _Label | None = done
        while label is not None:
            calls.append(label.call)
            label = label.before
        calls.reverse()
        return Route(tuple(calls), price(self.table, calls))

    def _next(self, layer: list[_Label], under: int | None) -> list[_Label]:
        held: dict[tuple[int, int], list[_Label]] = {}
        for label in layer:
            left = self.all & ~label.mask
            if left & self.missed(label.call.served.last):
                continue
            for number in self.numbers:
                if not left >> number & 1:
                    continue
                for new in self.onward(label, number):
                    if under is not None and self._promise(new) >= under:
                        continue
                    _keep(held.setdefault((new.mask, number), []), new)
        return [label for labels in held.values() for label in labels]

    def _promise(self, label: _Label) -> int:
        """The least that an order can cost which begins so."""
        last, left = label.call.served.last, self.all & ~label.mask
        if not left:
            return label.cost + DAY * (last + 1) + self.table.home[label.number]
        days, rest = self.rest(left)
        return label.cost + DAY * (self.after(last, days) + 1) + rest

    def _rest(self, left: int) -> tuple[int, int]:
        """The least that the visits still to make take: in days, and in all but these."""
        numbers = [number for number in self.numbers if left >> number & 1]
        meetings = [self.table.meetings(number) for number in numbers]
        # A day lost on the way may be one on which nobody can be met: it does not count here.
        days = sum(meetings) + sum(min(self._soonest[number] - 1, 0) for number in numbers)
        minutes = sum(self._least[number] for number in numbers)
        back = min(self.table.home[number] for number in numbers)
        return max(days, 0), minutes + back - DAY * sum(meetings)

    def _after(self, day: int, days: int) -> int:
        """The day so many days later, not counted those on which nobody can be met anywhere."""
        while days:
            day += 1
            days -= self.is_open(day)
        return day

    def _is_open(self, day: int) -> bool:
        return any(self.table.is_open(number, day) for number in self.numbers)

    def _least_to(self, number: int) -> int:
        others = [one for one in self.numbers if one != number]
        return min((self.table.minutes[one][number] for one in others), default=0)

    def _soonest_to(self, number: int) -> int:
        others = [one for one in self.numbers if one != number]
        return min((self.table.days_between(one, number) for one in others), default=1)

    def _step(self, here: int, there: int, last: int, early: bool) -> tuple[tuple[int, Call], ...]:
        made: list[tuple[int, Call]] = []
        for hop in self.table.hops(here, there, last, early):
            served = self.table.served(there, hop.ready)
            if served is not None:
                cost = self.table.minutes[here][there] + NIGHT * hop.nights
                made.append((cost - DAY * len(served.days), Call(there, hop, served)))
        return tuple(made)

    def _missed(self, day: int) -> int:
        """The visits that are out of reach when another one ends on a day."""
        return sum(
            1 << number
            for number, due in self._due.items()
            if due is not None and due < day + self._soonest[number]
        )


def _keep(labels: list[_Label], new: _Label) -> None:
    """Add a label unless another is as good in cost and in time; drop those that it beats."""
    last, early = new.call.served.last, new.call.served.early
    for one in labels:
        served = one.call.served
        if one.cost <= new.cost and (served.last, not served.early) <= (last, not early):
            return
    labels[:] = [
        one for one in labels
        if not (new.cost <= one.cost
                and (last, not early) <= (one.call.served.last, not one.call.served.early))
    ]  # fmt: skip
    labels.append(new)
