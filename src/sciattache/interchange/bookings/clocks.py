"""Whether a journey's two wall clocks agree with each other, and on which day it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sciattache.errors import Told
from sciattache.interchange.bookings import zones
from sciattache.interchange.bookings.booking import Where

LONGEST = timedelta(hours=22)
"""No leg without a stop lasts longer by air; trains, boats and coaches may."""


def arrival(
    origin: Where, departs: datetime, destination: Where, arrives: datetime, *, is_marked: bool
) -> tuple[datetime, str]:
    """The arrival on its day, and a remark where the day was concluded.

    A file that marks later days means the same day where it marks none; one that marks nothing,
    and would have the journey end before it begins, means the first day on which it does not.
    ``ValueError`` where no day fits.
    """
    lasts = duration(origin, departs, destination, arrives)
    if timedelta() < lasts <= LONGEST:
        return arrives, ""
    if is_marked:
        raise ValueError(
            Told("It would last {time}, so its days or hours are not sure.", time=_words(lasts))
        )
    for days in (1, -1):
        other = arrives + timedelta(days=days)
        if timedelta() < duration(origin, departs, destination, other) <= LONGEST:
            return other, Told(
                "The arrival on {day} is concluded from the two clocks.", day=f"{other:%Y-%m-%d}"
            )
    raise ValueError(
        Told("It would last {time}, so its days or hours are not sure.", time=_words(lasts))
    )


def duration(origin: Where, departs: datetime, destination: Where, arrives: datetime) -> timedelta:
    """How long a journey lasts by the clocks of its ends, as far as they are known."""
    here, there = zones.zone(origin), zones.zone(destination)
    return _instant(arrives, there or here) - _instant(departs, here or there)


def _instant(at: datetime, zone: str) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone) if zone else UTC)


def _words(lasts: timedelta) -> str:
    minutes = int(lasts.total_seconds() // 60)
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60} h {abs(minutes) % 60:02} min"
