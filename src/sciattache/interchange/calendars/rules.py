"""The clock changes that a file defines for itself in VTIMEZONE (RFC 5545 3.6.5)."""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from dateutil.rrule import rrulestr

from sciattache.interchange.calendars import times
from sciattache.interchange.calendars.blocks import Block

# Rules are followed from before the first summer time to well after any programme.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Rules:
    """The offset from UTC at each wall-clock time, by the rules of one VTIMEZONE."""

    def __init__(self, block: Block) -> None:
        """Take what is well formed; ValueError if nothing is."""
        self._changes: list[tuple[datetime, timedelta, timedelta]] = []
        for part in block.inside:
            if part.name in {"STANDARD", "DAYLIGHT"}:
                self._changes += _changes(part)
        if not self._changes:
            raise ValueError("no clock change is defined")
        self._changes.sort(key=lambda change: change[0])

    def to_utc(self, wall: datetime) -> datetime:
        """The instant of a naive wall-clock time.

        A time that happens twice is its first; one that never happens counts from before the
        change (RFC 5545 3.3.5).
        """
        index = bisect_right(self._walls, wall) - 1
        if index < 0:
            return (wall - self._changes[0][1]).replace(tzinfo=UTC)
        at, before, after = self._changes[index]
        offset = before if at <= wall < at + (after - before) else after
        return (wall - offset).replace(tzinfo=UTC)

    def to_wall(self, instant: datetime) -> datetime:
        """The naive wall-clock time of an instant."""
        naive = instant.astimezone(UTC).replace(tzinfo=None)
        index = bisect_right(self._instants, naive) - 1
        offset = self._changes[index][2] if index >= 0 else self._changes[0][1]
        return naive + offset

    @cached_property
    def _walls(self) -> list[datetime]:
        return [at for at, _, _ in self._changes]

    @cached_property
    def _instants(self) -> list[datetime]:
        return [at - before for at, before, _ in self._changes]


def _changes(part: Block) -> list[tuple[datetime, timedelta, timedelta]]:
    """Each change as the wall clock before it, the offset before and the offset after."""
    lines = [part.first(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")]
    if None in lines:
        return []
    start, before, after = (line for line in lines if line)
    try:
        first = _midnight(times.moment(start).value)
        offsets = times.utc_offset(before.value), times.utc_offset(after.value)
    except (ValueError, OverflowError):
        return []
    walls = {first}
    for line in part.every("RDATE"):
        found, _ = times.moments(line)
        walls.update(_midnight(at.value) for at, _ in found)
    for line in part.every("RRULE"):
        walls.update(_recurring(line.value, first, offsets[0]))
    return [(wall, *offsets) for wall in walls]


def _recurring(rule: str, first: datetime, before: timedelta) -> list[datetime]:
    rule = rule.upper().strip().rstrip(";")
    # Clocks change by a yearly rule; another would only make the file slow.
    if "FREQ=YEARLY" not in rule or "INTERVAL=0" in rule:
        return []
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    until = parts.pop("UNTIL", "")
    last = _midnight(date(_LAST_YEAR, 1, 1))
    try:
        if until:
            value = times.parse(until).value
            last = min(last, _midnight(value) + (before if until.endswith("Z") else timedelta()))
        # Outlook counts from 1601; without COUNT or INTERVAL the years before matter to no one.
        if not {"COUNT", "INTERVAL"} & set(parts) and first.year < _FIRST_YEAR:
            first = first.replace(year=_FIRST_YEAR)
        last_text = f";UNTIL={last:%Y%m%dT%H%M%S}"
        text = ";".join(f"{name}={value}" for name, value in parts.items() if name != "COUNT")
        walls = list(rrulestr(text + last_text, dtstart=first))
    except (ValueError, TypeError, OverflowError, AttributeError, KeyError):
        return []
    return walls[: int(parts["COUNT"])] if parts.get("COUNT", "").isdigit() else walls


def _midnight(value: date | datetime) -> datetime:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return datetime.combine(value, datetime.min.time())
