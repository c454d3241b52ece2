"""Hours without a zone, and hours that a change of the clocks makes doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from sciattache.domain.standards.timezones import clock, zone_city
from sciattache.services.conflicts.conflict import BLOCKS, NOTE, WARNS, Conflict, found
from sciattache.services.conflicts.facts import Booking, Facts
from sciattache.services.conflicts.wording import Names


def zone_missing(facts: Facts) -> Iterator[Conflict]:
    """Hours of which nobody can tell when they are: neither the line, its stop, nor the rest says.

    A leg needs the zones of both ends.
    """
    for one in facts.bookings:
        if not (one.zone and one.end_zone):
            yield found(
                "zone_missing", BLOCKS, about=(one.record,), facts=(one.start,), at=one.start,
                title=facts.title(one.record),
            )  # fmt: skip


def doubtful(facts: Facts) -> Iterator[Conflict]:
    """Hours around a change of the clocks.

    An hour that comes twice is doubtful; one just after an hour that the clocks skip may have been
    typed as a skipped one, which nobody can see any more.  Everybody is told of a day that begins,
    or goes on, by other clocks than the day before.
    """
    days: dict[tuple[date, str], list[Booking]] = {}
    for one in facts.bookings:
        if not one.zone:
            continue
        on = one.local.date()
        if changes(one.zone, on):
            days.setdefault((on, one.zone), []).append(one)
            yield from _edge(facts, one)
    for (on, zone), bookings in days.items():
        records = [one.record for one in bookings]
        yield found(
            "clocks_change", NOTE, about=records, facts=(on, zone), day=on,
            city=zone_city(zone), minutes=changes(zone, on),
            titles=Names(tuple(facts.title(one) for one in records)),
        )  # fmt: skip


def _edge(facts: Facts, one: Booking) -> Iterator[Conflict]:
    edges = [(one.start, one.zone)]
    if one.end_zone == one.zone:
        edges.append((one.end, one.zone))
    for rule, severity, is_so in (
        ("hour_twice", WARNS, comes_twice), ("hour_skipped", NOTE, follows_a_gap),
    ):  # fmt: skip
        moment = next((at for at, zone in edges if is_so(at, zone)), None)
        if moment is not None:
            yield found(
                rule, severity, about=(one.record,), facts=(one.start, one.end),
                at=moment.astimezone(clock(one.zone)), title=facts.title(one.record),
            )  # fmt: skip


@lru_cache(maxsize=4096)
def changes(zone: str, on: date) -> int:
    """By how many minutes the clocks change between the evening before a day and its own end."""
    there = clock(zone)
    before = datetime.combine(on - timedelta(days=1), time(18), there).utcoffset()
    after = datetime.combine(on + timedelta(days=1), time(), there).utcoffset()
    assert before is not None, "clocks know their offset"
    assert after is not None, "clocks know their offset"
    return int((after - before).total_seconds() // 60)


def comes_twice(moment: datetime, zone: str) -> bool:
    """Whether the clock shows the hour of a moment a second time."""
    wall = moment.astimezone(clock(zone))
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def follows_a_gap(moment: datetime, zone: str) -> bool:
    """Whether a moment may be one that was typed as an hour that the clocks skip."""
    there = clock(zone)
    skipped = _offset(moment, zone) - _offset(moment - timedelta(hours=3), zone)
    if skipped <= timedelta():
        return False
    typed = (moment.astimezone(there) - skipped).replace(fold=0)
    shown = typed.astimezone(UTC).astimezone(there)
    return shown.replace(tzinfo=None) != typed.replace(tzinfo=None)


def _offset(moment: datetime, zone: str) -> timedelta:
    return moment.astimezone(clock(zone)).utcoffset() or timedelta()
