"""Find the best order of cities, beside weighing every order by itself."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import permutations

from benchmarks.measuring import Ratio, compare


def measure(few: int = 7, many: int = 12) -> Iterator[Ratio]:
    """The bounds: few cities in a fifth of the time, and many in less than few take by hand."""
    from sciattache.services.routes import search
    from sciattache.services.routes.timetable import Timetable

    def every() -> int:
        table = _table(few)
        routes = (search.along(table, order) for order in permutations(range(few)))
        return min(route.cost.total for route in routes if route)

    def best(count: int) -> int:
        route = search.best(_table(count))
        assert route is not None
        return route.cost.total

    def _table(count: int) -> Timetable:
        return Timetable(*_trip(count))

    assert best(few) == every(), "both find the same"
    peer = f"every order of {few} by itself"
    yield compare(f"the best order of {few} cities", peer, lambda: best(few), every, bound=0.2)
    yield compare(f"the best order of {many} cities", peer, lambda: best(many), every, bound=1)


def _trip(count: int) -> tuple:  # type: ignore[type-arg]
    """Cities of Europe in a seeded order, each third with a window of ten days."""
    from sciattache.services.routes.timetable import Visit
    from sciattache.services.travelling import distance, guess

    chance = random.Random(count)
    monday = date(2026, 5, 4)
    spots = [(chance.uniform(36, 55), chance.uniform(-9, 20)) for _ in range(count)]
    visits = []
    for number in range(count):
        first = monday + timedelta(chance.randrange(2 * count)) if number % 3 == 0 else None
        last = first + timedelta(10) if first else None
        visits.append(Visit(str(number), "Europe/Madrid", "ES", 1, first, last))
    minutes = [[guess(distance(a, b)).minutes for b in spots] for a in spots]
    return visits, minutes, [guess(distance(a, (46.2, 6.1))).minutes for a in spots], monday
