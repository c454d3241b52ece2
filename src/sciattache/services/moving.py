"""What becomes of a programme item's times when it is moved to another hour or day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sciattache.domain.programmes.agenda_item import AgendaItem

Times = dict[str, Any]
"""The item's fields that become others, by name."""

_LONG = timedelta(hours=1)
"""How long an item lasts of which only the beginning was said."""


def by_minutes(item: AgendaItem, minutes: int) -> Times:
    """Earlier or later by so many minutes of real time; nothing for an item of whole days."""
    if item.starts_at is None or item.all_day:
        return {}
    shift = timedelta(minutes=minutes)
    times: Times = {"starts_at": item.starts_at + shift}
    if item.ends_at is not None:
        times["ends_at"] = item.ends_at + shift
    return times


def to_day(item: AgendaItem, on: date, *, zone: str, there: str = "") -> Times:
    """On another day at the same hours of the wall.

    ``zone`` is the item's clock; ``there`` the clock of the new day, taken over where the two
    differ and the item's end keeps no clock of its own.
    """
    if item.starts_at is None or item.all_day:
        first = item.first_day or on
        last = on + ((item.last_day or first) - first)
        return {
            "first_day": on, "last_day": last if item.last_day else None,
            "starts_at": None, "ends_at": None,
        }  # fmt: skip
    start = item.starts_at.astimezone(ZoneInfo(zone or "UTC"))
    travels = bool(item.end_zone) and item.end_zone != zone
    clock = zone if travels else there or zone
    times: Times = {"starts_at": _on_wall(on, start.time(), clock), "start_zone": clock or None}
    if item.ends_at is None:
        return times
    if travels:
        times["ends_at"] = times["starts_at"] + (item.ends_at - item.starts_at)
        return times
    end = item.ends_at.astimezone(ZoneInfo(zone or "UTC"))
    times["ends_at"] = _on_wall(on + (end.date() - start.date()), end.time(), clock)
    times["end_zone"] = clock if item.end_zone else None
    return times


def to_hours(item: AgendaItem, on: date, start: time | None, end: time | None, zone: str) -> Times:
    """At these hours of ``on``; without a beginning it lasts the whole day.

    An end that is not later than the beginning is one of the next day.
    """
    if start is None:
        return {
            "starts_at": None, "ends_at": None, "all_day": True,
            "first_day": on, "last_day": item.last_day,
        }  # fmt: skip
    begins = _on_wall(on, start, zone)
    times: Times = {"starts_at": begins, "start_zone": item.start_zone or zone or None}
    if item.all_day or item.first_day:
        times |= {"all_day": None, "first_day": None, "last_day": None}
    if end is None:
        return times | {"ends_at": None}
    clock = item.end_zone or zone
    ends = _on_wall(on, end, clock)
    if ends <= begins:
        ends = _on_wall(on + timedelta(days=1), end, clock)
    return times | {"ends_at": ends}


def to_minute(item: AgendaItem, on: date, minute: int, zone: str) -> Times:
    """To begin on ``on``, ``minute`` minutes after midnight by the wall clock of ``zone``.

    It lasts as long as before, in real time; an item without hours is given one hour.
    """
    begins = _on_wall(on, time(), zone, minute)
    lasts = _LONG
    if item.starts_at and item.ends_at:
        lasts = item.ends_at - item.starts_at
    times: Times = {"starts_at": begins, "ends_at": begins + lasts, "start_zone": zone or None}
    if item.end_zone and item.end_zone == item.start_zone:
        times["end_zone"] = zone or None
    if item.all_day or item.first_day:
        times |= {"all_day": None, "first_day": None, "last_day": None}
    return times


def until_minute(item: AgendaItem, on: date, minute: int, zone: str) -> Times:
    """To end on ``on``, ``minute`` minutes after midnight by ``zone``; nothing before its start."""
    ends = _on_wall(on, time(), zone, minute)
    if item.starts_at is None or ends <= item.starts_at:
        return {}
    return {"ends_at": ends}


def next_free(after: datetime | None, on: date, zone: str) -> tuple[datetime, datetime]:
    """An hour for a new item: at the end of the last one, else at nine in the morning."""
    start = after or _on_wall(on, time(9), zone)
    return start, start + _LONG


def _on_wall(on: date, at: time, zone: str, minutes: int = 0) -> datetime:
    """The instant at which the wall clock of ``zone`` shows this hour, and so many minutes more."""
    wall = datetime.combine(on, at) + timedelta(minutes=minutes)
    return wall.replace(tzinfo=ZoneInfo(zone or "UTC")).astimezone(UTC)
