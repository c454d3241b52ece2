"""Flights in a confirmation meant for people: a number, two places and two hours, in any order.

Nothing here knows a sender.  The text falls into cells; those that hold a flight number, a place, a
day or an hour are kept in their order, and a flight is taken where exactly two hours and two places
stand with one number, before it or after it alike for all flights of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sciattache import errors
from sciattache.errors import Told
from sciattache.interchange.bookings import cells as splitting
from sciattache.interchange.bookings import clocks, labels, moments, places
from sciattache.interchange.bookings.booking import Found, Journey, Refused, When, Where
from sciattache.interchange.bookings.cells import Part
from sciattache.interchange.bookings.values import travel_class

_MOST_LINES = 6_000
_OPERATED = re.compile(
    r"(?:operated by|durchgef[üu]hrt von|op[ée]r[ée] par|operado por"
    r"|operato da)\s*:?\s*(?P<who>[^|,;]{2,40})",
    re.I,
)
_AIRLINE = re.compile(
    r"(?=.*(?:air|airlines?|airways|aviation|aerol[ií]neas|lines|jet)\b)[^\W\d_][\w .&'\-]{2,40}",
    re.I,
)
_ISSUED = re.compile(
    r"\b(?:date|issued?|issue date|datum|fecha|data|ausgestellt|[ée]mis)\b[^:]{0,20}:(.*)", re.I
)


def read(lines: Sequence[str], sent: date | None) -> Found:
    """The flights of a text; ``sent`` is when it was sent."""
    cells, at_line = splitting.split(lines[:_MOST_LINES])
    parts = splitting.parts(cells)
    flights = [at for at, part in enumerate(parts) if part.what == "flight"]
    if not flights:
        return []
    cut = max((_cut(parts, flights, leads) for leads in (True, False)), key=_worth)
    told = (part.value for part in parts if isinstance(part.value, moments.Day))
    whole = [on for day in told if (on := day.date) is not None]
    near = sent or _issued(cells)
    references = labels.references(cells)
    people = tuple(labels.passengers(cells))
    state = "ticketed" if any(person.ticket for person in people) else "booked"
    found: Found = []
    for flight, block in cut:
        if not any(part.what == "hour" for part in block):
            continue  # a number that is spoken of
        first, last = _span(flight, block, flights, parts, len(cells))
        around = cells[first : last + 1]
        evidence = f"line {at_line[flight.cell] + 1}: {cells[flight.cell][:80]}"
        try:
            one = _flight(flight, block, around, whole, near)
        except ValueError as error:
            found.append(Refused(evidence, errors.told(error)))
            continue
        code = _reference(references, first, last)
        found.append(
            replace(one, reference=code, passengers=people, state=state, evidence=evidence)
        )
    return found


def _span(
    flight: Part, block: list[Part], flights: list[int], parts: list[Part], end: int
) -> tuple[int, int]:
    """The cells that speak of a flight: up to the next, or from the one before."""
    marks = [parts[at].cell for at in flights]
    here = marks.index(flight.cell)
    after = marks[here + 1] if here + 1 < len(marks) else end
    if block[0].cell > flight.cell:
        return flight.cell, min(after - 1, flight.cell + 40)
    return min(block[0].cell, flight.cell), min(after - 1, flight.cell + 4)


Block = tuple[Part, list[Part]]


def _cut(parts: list[Part], flights: list[int], leads: bool) -> list[Block]:
    """Each flight with what follows it up to the next (``leads``), or what stands before it."""
    if leads:
        ends = [*flights[1:], len(parts)]
        return [(parts[at], parts[at + 1 : end]) for at, end in zip(flights, ends, strict=True)]
    starts = [-1, *flights[:-1]]
    return [(parts[at], parts[start + 1 : at]) for start, at in zip(starts, flights, strict=True)]


def _worth(blocks: list[Block]) -> int:
    return sum(len(_of("hour", block)) >= 2 and len(_ends(block)) == 2 for _, block in blocks)


def _of(what: str, block: list[Part]) -> list[Part]:
    return [part for part in block if part.what == what]


def _ends(block: list[Part]) -> list[Part]:
    """The two places of a flight: those that are sure, else those beside its hours."""
    found = _of("place", block)
    sure = [part for part in found if part.sure]
    found = sure if len(sure) >= 2 else found
    distinct: list[Part] = []
    for part in found:
        if not distinct or _code(part) != _code(distinct[-1]):
            distinct.append(part)
    route = _of("route", block)
    if len(distinct) < 2 and len(route) == 2:
        return route
    if len(distinct) == 4 and [_code(one) for one in distinct[:2]] == [
        _code(one) for one in distinct[2:]
    ]:
        return distinct[2:]  # the route stands above, and each end again
    return distinct if len(distinct) == 2 else []


def _code(part: Part) -> str:
    assert isinstance(part.value, Where)
    return part.value.code


def _flight(
    flight: Part, block: list[Part], around: list[str], whole: list[date], near: date | None
) -> Journey:
    said = flight.value
    assert isinstance(said, re.Match)
    ends, hours = _ends(block), _of("hour", block)[:2]
    if len(ends) != 2:
        raise ValueError(Told("It is not clear from where to where it goes."))
    if len(hours) != 2:
        raise ValueError(Told("It does not tell when it leaves and when it arrives."))
    origin, destination = (part.value for part in ends)
    leaves, comes = (part.value for part in hours)
    assert isinstance(origin, Where) and isinstance(destination, Where)
    assert isinstance(leaves, moments.Hour) and isinstance(comes, moments.Hour)
    own = [Part("day", flight.cell, day) for day in moments.days(said["rest"] or "")]
    days = sorted([*own, *_of("day", block)], key=lambda part: part.cell)
    first = _date(_day_of(hours[0], days, None), near, whole)
    second = _date(_day_of(hours[1], days, hours[0]), near, whole)
    departs = datetime.combine(first, leaves.time)
    arrives, remark = clocks.arrival(
        origin, departs, destination,
        datetime.combine(second, comes.time) + timedelta(days=comes.later),
        is_marked=second != first or comes.later != 0,
    )  # fmt: skip
    operated = next(filter(None, map(_OPERATED.search, around)), None)
    return Journey(
        kind="flight", carrier_code=said["carrier"].upper(), number=str(int(said["number"])),
        carrier=_carrier(said["rest"]) or _airline(around, flight.text),
        origin=_named(origin), destination=_named(destination),
        departs=When(at=departs), arrives=When(at=arrives),
        terminal=_terminal(ends[0].text), arrival_terminal=_terminal(ends[1].text),
        travel_class=next(filter(None, map(travel_class, around)), ""),
        remarks=tuple(
            filter(None, (remark, f"Operated by {operated['who'].strip()}." if operated else ""))
        ),
    )  # fmt: skip


def _day_of(hour: Part, days: list[Part], departure: Part | None) -> Part:
    """The day of an hour: in its cell, else the last before it, else the first that is told.

    The arrival's must stand behind the departure's hour (``departure``) to differ from its day.
    """
    if not days:
        raise ValueError(Told("It does not tell the day."))
    same = [part for part in days if part.cell == hour.cell]
    before = [part for part in days if part.cell < hour.cell]
    if departure is None:
        return (same[:1] or before[-1:] or days[:1])[0]
    if all(part.cell > departure.cell for part in days):  # each day stands below its hour
        after = [part for part in days if part.cell > hour.cell]
        return (same or after[:1] or days)[0]
    behind = [part for part in before if part.cell > departure.cell]
    return (same or behind or [_day_of(departure, days, None)])[-1]


def _date(part: Part, near: date | None, whole: list[date]) -> date:
    told = part.value
    assert isinstance(told, moments.Day)
    if told.other is not None:
        raise ValueError("Its day may be read in two ways; day and month are not told apart.")
    found = moments.with_year(told, near, whole)
    if found is None:
        raise ValueError(Told("It does not tell the year, and nothing else does."))
    return found


def _named(where: Where) -> Where:
    name, _ = places.without_terminal(where.name)
    return replace(where, name=name or where.name)


def _terminal(text: str) -> str:
    return places.without_terminal(text)[1]


def _carrier(rest: str) -> str:
    """The airline's name behind the number: *DL 9520 - DELTA AIR LINES*."""
    found = re.match(r"\s*[-–,|(]\s*([^\W\d_][\w .&'\-]{2,40})", rest or "")
    return found[1].strip() if found and not moments.days(found[1]) else ""


def _airline(around: list[str], cell: str) -> str:
    """The airline's name in the cell after the number."""
    at = around.index(cell) if cell in around else len(around)
    after = around[at + 1] if at + 1 < len(around) else ""
    is_name = _AIRLINE.fullmatch(after) and not splitting.NOT_OURS.search(after)
    return after if is_name else ""


def _issued(lines: Sequence[str]) -> date | None:
    """When a text says that it was written."""
    for line in lines[:80]:
        if match := _ISSUED.search(line):
            found = [day.date for day in moments.days(match[1]) if day.date]
            if found:
                return found[0]
    return None


def _reference(references: list[tuple[int, str]], first: int, last: int) -> str:
    """The reference within a flight's lines, else the only one, or the first of the text."""
    within = [code for line, code in references if first <= line <= last]
    if within:
        return within[0]
    return references[0][1] if references else ""
