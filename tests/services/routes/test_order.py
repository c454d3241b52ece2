"""A proposed order of stops is the cheapest there is, and keeps every window."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import public_holidays
from sciattache.services.routes import roadshow, search
from sciattache.services.routes.roadshow import Proposal
from sciattache.services.routes.search import DAY, NIGHT, Route
from sciattache.services.routes.timetable import Timetable, Visit
from sciattache.services.travelling import Ways

MONDAY = date(2026, 5, 4)
LISBON, PORTO, MADRID, SEVILLE = (38.72, -9.14), (41.15, -8.61), (40.42, -3.70), (37.39, -5.98)
NO_WAYS = Ways({}, ())


def stop(city: str, **values: object) -> Stop:
    return Stop(**{"id": city, "city": city, "zone": "Europe/Lisbon", "country": "PT", **values})


def visit(one: Stop, meetings: int = 1) -> Visit:
    kept = (one.starts_on, one.ends_on) if one.fixed else (None, None)
    return Visit(one.id, one.zone, one.country or "", meetings, one.earliest, one.latest, *kept)


def proposed(
    places: dict[str, tuple[float, float]], *stops: Stop, start: date = MONDAY
) -> Proposal:
    return roadshow.propose_order(
        stops, [visit(one) for one in stops], [places[one.city] for one in stops], NO_WAYS,
        start=start, home=LISBON,
    )  # fmt: skip


def told(made: Proposal) -> list[str]:
    return [one.sentence for one in made.why]


IBERIA = {"Lisbon": LISBON, "Porto": PORTO, "Madrid": MADRID, "Seville": SEVILLE}


def test_what_lies_on_the_way_comes_first() -> None:
    line = {"A": (40.0, -8.0), "B": (40.0, -7.0), "C": (40.0, -6.0)}
    stops = [stop(city) for city in ("C", "A", "B")]
    for number, one in enumerate(stops):
        one.starts_on = one.ends_on = MONDAY + timedelta(number)
    made = roadshow.propose_order(
        stops, [visit(one) for one in stops], [line[one.city] for one in stops], NO_WAYS,
        start=MONDAY,
    )  # fmt: skip
    assert made.order in (("A", "B", "C"), ("C", "B", "A"))
    assert made.before is not None and made.cost is not None
    assert made.cost.minutes < made.before.minutes
    assert any(text.endswith("it lies on the way.") for text in told(made))


def test_a_fixed_stop_keeps_its_dates_and_a_window_is_kept() -> None:
    fixed = stop("Lisbon", fixed=True, starts_on=date(2026, 5, 6), ends_on=date(2026, 5, 7))
    late = stop("Seville", country="ES", zone="Europe/Madrid", earliest=date(2026, 5, 12))
    made = proposed(IBERIA, late, stop("Porto"), fixed, stop("Madrid", country="ES"))
    stage = {one.stop: one for one in made.stages}
    assert (stage["Lisbon"].first, stage["Lisbon"].last) == (date(2026, 5, 6), date(2026, 5, 7))
    assert stage["Seville"].meetings == (date(2026, 5, 12),)
    assert "Lisbon keeps its dates." in told(made)
    assert "Seville can be on Tue 12 May 2026 at the earliest." in told(made)


def test_nobody_is_met_at_weekends_and_on_public_holidays() -> None:
    friday = stop("Porto", fixed=True, starts_on=date(2026, 6, 5), ends_on=date(2026, 6, 5))
    made = proposed(IBERIA, friday, stop("Lisbon"), start=date(2026, 6, 5))
    assert made.stages[1].meetings == (date(2026, 6, 8),)
    assert any("weekend" in text for text in told(made))
    made = proposed(IBERIA, stop("Porto"), stop("Lisbon"), start=date(2026, 6, 9))
    assert made.stages[1].meetings == (date(2026, 6, 11),)
    assert any("Wed 10 Jun 2026 is a public holiday in Portugal" in text for text in told(made))


def test_the_present_order_stays_where_none_costs_less() -> None:
    stops = [
        stop("Lisbon", starts_on=MONDAY, ends_on=MONDAY),
        stop("Porto", starts_on=MONDAY, ends_on=MONDAY + timedelta(1)),
    ]
    made = proposed(IBERIA, *stops)
    assert made.cost == made.before
    assert [(one.first, one.last) for one in made.stages] == [
        (one.starts_on, one.ends_on) for one in stops
    ]
    assert told(made)[0] == "The present order is already the best of all."


def test_the_fewest_windows_that_clash_are_named() -> None:
    day = MONDAY + timedelta(1)
    made = proposed(
        IBERIA,
        stop("Porto", earliest=day, latest=day),
        stop("Lisbon"),
        stop("Madrid", country="ES", earliest=day, latest=day),
        stop("Seville", country="ES", latest=MONDAY + timedelta(9)),
    )
    assert made.stages == ()
    assert set(made.clashes) == {"Porto", "Madrid"}
    assert told(made)[0] == "These cannot all be kept: Porto, Madrid."


def test_a_window_of_a_weekend_cannot_be_kept() -> None:
    saturday = date(2026, 5, 9)
    made = proposed(IBERIA, stop("Porto", earliest=saturday, latest=saturday), stop("Lisbon"))
    assert made.clashes == ("Porto",)
    assert told(made)[0] == "Porto cannot be kept in any order."


def test_what_nobody_can_find_is_said() -> None:
    stops = [stop("Porto"), stop("Nowhere")]
    made = roadshow.propose_order(
        stops, [visit(one) for one in stops], [PORTO, None], NO_WAYS, start=MONDAY
    )
    assert any(text.startswith("Nobody knows where Nowhere is") for text in told(made))


def test_a_night_flight_east_loses_no_day_and_one_over_the_date_line_gains_one() -> None:
    """Singapore to Sydney by night: meetings the next morning.  Tokyo to Honolulu: on the day."""
    visits = [Visit("sin", "Asia/Singapore"), Visit("syd", "Australia/Sydney")]
    table = Timetable(visits, ((0, 713), (713, 0)), (0, 0), MONDAY)
    night = min(table.hops(0, 1, MONDAY.toordinal(), False), key=lambda hop: hop.ready)
    assert (night.nights, night.ready - MONDAY.toordinal()) == (1, 1)
    visits = [Visit("tyo", "Asia/Tokyo"), Visit("hnl", "Pacific/Honolulu")]
    table = Timetable(visits, ((0, 650), (650, 0)), (0, 0), MONDAY)
    assert min(hop.ready for hop in table.hops(0, 1, MONDAY.toordinal(), False)) == (
        MONDAY.toordinal()
    )


ZONES = (("Europe/Lisbon", "PT"), ("Asia/Tokyo", "JP"), ("America/New_York", "US"),
         ("Pacific/Honolulu", "US"), ("Asia/Riyadh", "SA"), ("Pacific/Auckland", "NZ"))  # fmt: skip
days = st.integers(0, 30).map(lambda number: MONDAY + timedelta(number))


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    count = draw(st.integers(1, 6))
    visits: list[Visit] = []
    for number in range(count):
        zone, country = draw(st.sampled_from(ZONES))
        kind = draw(st.sampled_from(["free", "free", "window", "kept"]))
        first = draw(days) if kind != "free" else None
        last = first + timedelta(draw(st.integers(0, 9))) if first else None
        meetings = draw(st.integers(1, 3))
        if kind == "kept":
            visits.append(Visit(str(number), zone, country, meetings, first=first, last=last))
        else:
            visits.append(Visit(str(number), zone, country, meetings, first, last))
    way = st.integers(20, 1500)
    minutes = [[0 if a == b else draw(way) for b in range(count)] for a in range(count)]
    return Timetable(visits, minutes, [draw(way) for _ in range(count)], MONDAY)


def every_cost(table: Timetable) -> Iterator[int]:
    """What each possible order costs, over every way of travelling in it."""
    for order in permutations(range(len(table.visits))):
        served = table.served(order[0], table.start)
        states = (
            [] if served is None else [(table.home[order[0]], served, served.days[0], served.days)]
        )
        for here, there in pairwise(order):
            onward = []
            for spent, at, first, met in states:
                for hop in table._ways(here, there, at.last, at.early):
                    then = table.served(there, hop.ready)
                    if then is not None:
                        cost = spent + table.minutes[here][there] + NIGHT * hop.nights
                        onward.append((cost, then, first, (*met, *then.days)))
            states = onward
        for spent, at, first, met in states:
            yield spent + table.home[order[-1]] + DAY * (at.last + 1 - first - len(met))


@settings(max_examples=150, deadline=None)
@given(timetables())
def test_no_order_is_cheaper(table: Timetable) -> None:
    found = search.best(table)
    cheapest = min(every_cost(table), default=None)
    assert (found.cost.total if found else None) == cheapest
    if found:
        check(table, found)


def check(table: Timetable, route: Route) -> None:
    """Whether a route can be travelled, and its cost is what it says: by the calendar alone."""
    assert sorted(route.order) == list(range(len(table.visits)))
    at: datetime | None = None
    minutes = table.home[route.order[0]] + table.home[route.order[-1]]
    met: list[int] = []
    for before, call in zip((None, *route.calls), route.calls, strict=False):
        one = table.visits[call.number]
        held = [date.fromordinal(day) for day in call.served.days]
        first = datetime.combine(held[0], time(9), ZoneInfo(one.zone)).astimezone(UTC)
        if before is not None and at is not None:
            minutes += table.minutes[before.number][call.number]
            assert first >= at + timedelta(minutes=table.minutes[before.number][call.number])
        if one.keeps:
            assert one.first is not None and one.last is not None
            assert one.first <= held[0] <= held[-1] <= one.last
        else:
            assert one.earliest is None or one.earliest <= held[0]
            assert one.latest is None or held[-1] <= one.latest
            assert len(held) == one.meetings
            assert not any(public_holidays.is_weekend(one.country, day) for day in held)
            assert not any(public_holidays.holiday(one.country, day) for day in held)
        at = datetime.combine(held[-1], time(17), ZoneInfo(one.zone)).astimezone(UTC)
        met += call.served.days
    assert route.cost.minutes == minutes
    span = route.calls[-1].served.last + 1 - route.calls[0].served.days[0]
    assert route.cost.idle == span - len(met)


@pytest.mark.parametrize("count", [9, 20])
def test_many_cities_have_an_order_that_can_be_travelled(count: int) -> None:
    rng = random.Random(count)
    visits = []
    for number in range(count):
        first = MONDAY + timedelta(rng.randrange(30)) if number % 4 == 0 else None
        last = first + timedelta(14) if first else None
        visits.append(Visit(str(number), "Europe/Madrid", "ES", 1, first, last))
    spots = [(rng.uniform(36, 43), rng.uniform(-9, 3)) for _ in range(count)]
    minutes = [[round(100 * ((a - c) ** 2 + (b - d) ** 2) ** 0.5) for c, d in spots]
               for a, b in spots]  # fmt: skip
    table = Timetable(visits, minutes, [100] * count, MONDAY)
    found = search.best(table)
    assert found is not None
    check(table, found)
    asked = search.along(table, sorted(range(count), key=lambda n: spots[n]))
    assert asked is None or found.cost.total <= asked.cost.total
