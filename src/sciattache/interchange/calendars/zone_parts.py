"""Describe an IANA zone as a VTIMEZONE for the years that a file needs (RFC 5545 3.6.5)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDatetime, vDDDLists, vText
from icalendar.prop import vUTCOffset

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=256)
def describe(name: str, first: int, last: int) -> Timezone:
    """Give the VTIMEZONE of an IANA zone from the beginning of one year to the end of another."""
    zone = ZoneInfo(name)
    made = Timezone()
    made.add("tzid", vText(name))
    begin = datetime(first, 1, 1, tzinfo=UTC)
    before = _offset(begin, zone)
    made.add_component(_part(zone, begin, [(begin + before).replace(tzinfo=None)], before, before))
    # One part for each kind of change: its first onset, and the others as RDATE.
    kinds: dict[tuple[timedelta, timedelta, str | None], list[datetime]] = {}
    for change in _changes(zone, begin, datetime(last + 1, 1, 1, tzinfo=UTC)):
        old, new = _offset(change - _SECOND, zone), _offset(change, zone)
        kinds.setdefault((old, new, change.astimezone(zone).tzname()), []).append(change)
    for (old, new, _), changes in kinds.items():
        # An onset is told by the clock that it ends.
        walls = [(change + old).replace(tzinfo=None) for change in changes]
        made.add_component(_part(zone, changes[0], walls, old, new))
    return made


def _part(
    zone: ZoneInfo, at: datetime, walls: list[datetime], old: timedelta, new: timedelta
) -> TimezoneStandard | TimezoneDaylight:
    local = at.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", vDatetime(walls[0]))
    if walls[1:]:
        part.add("rdate", vDDDLists(walls[1:]))
    part.add("tzoffsetfrom", vUTCOffset(old))
    part.add("tzoffsetto", vUTCOffset(new))
    part.add("tzname", vText(local.tzname() or str(zone)))
    return part


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The instants, to the second, at which the offset changes; not two of them in a day."""
    at = begin
    while at < end:
        if _offset(at, zone) != _offset(at + _DAY, zone):
            low, high = at, at + _DAY
            while high - low > _SECOND:
                middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
                if _offset(middle, zone) == _offset(at, zone):
                    low = middle
                else:
                    high = middle
            yield high
        at += _DAY


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
