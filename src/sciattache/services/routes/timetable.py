"""On which days each visit of a trip can be, when one comes to it from another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sciattache.domain.standards import public_holidays
from sciattache.domain.standards.timezones import clock

EVENING, MORNING, MEETINGS_FROM = time(17), time(8), time(9)
"""When one leaves after the last meeting or on the day after, and when meetings can begin."""
SAME_EVENING, NIGHT, BY_DAY = 7 * 60, 9 * 60, 16 * 60
"""Minutes up to which a way is done on the same evening; from which one sleeps on it; and from
which a way that begins in the morning takes the night too."""
_FAR = 400
"""Days ahead in which a day for meetings is looked for."""


@dataclass(frozen=True)
class Visit:
    """A stop as its days are sought.

    It takes ``meetings`` days of meetings, none before ``earliest`` or after ``latest``.  One with
    ``first`` and ``last`` keeps these days.
    """

    id: str
    zone: str
    country: str = ""
    meetings: int = 1
    earliest: date | None = None
    latest: date | None = None
    first: date | None = None
    last: date | None = None

    @property
    def keeps(self) -> bool:
        """Whether its days are settled."""
        return self.first is not None and self.last is not None


@dataclass(frozen=True)
class Hop:
    """A way to a visit, in days (ordinals): when one leaves, arrives, and can meet people there.

    ``nights`` counts those spent under way.
    """

    leaves: int
    arrives: int
    ready: int
    nights: int


@dataclass(frozen=True)
class Served:
    """A visit on its days of meetings (ordinals); ``last`` is its last day.

    ``early``: the meetings are over before that day, so that one may leave in its morning.
    """

    days: tuple[int, ...]
    last: int
    early: bool = False


class Timetable:
    """The visits of a trip, the minutes between them, and what follows from both."""

    def __init__(
        self,
        visits: Sequence[Visit],
        minutes: Sequence[Sequence[int]],
        home: Sequence[int],
        start: date,
    ) -> None:
        self.visits, self.minutes, self.home = tuple(visits), minutes, tuple(home)
        self.start = start.toordinal()
        self._offsets = [_offsets(visit.zone, start.year) for visit in visits]
        self.served = cache(self._served)
        self.hops = cache(self._hops)

    def is_working(self, number: int, day: int) -> bool:
        """Whether people can be met on a day where a visit is: no weekend, no public holiday."""
        return _is_working(self.visits[number].country, day)

    def is_open(self, number: int, day: int) -> bool:
        """Whether a visit can have meetings on a day: one that keeps its dates may on any."""
        return self.visits[number].keeps or self.is_working(number, day)

    def meetings(self, number: int) -> int:
        """How many days of meetings a visit has: at most those that one with its dates leaves."""
        visit = self.visits[number]
        if visit.first is None or visit.last is None:
            return visit.meetings
        return min(visit.meetings, len(self._open_days(number)))

    def due(self, number: int) -> int | None:
        """The last day on which one can be ready for a visit; None without a limit."""
        visit = self.visits[number]
        limit = visit.last if visit.keeps else visit.latest
        if limit is None:
            return None
        day, left = limit.toordinal(), visit.meetings
        while left > 1 and not visit.keeps:
            day, left = day - 1, left - self.is_working(number, day)
        return day

    def days_between(self, here: int, there: int) -> int:
        """The least number of days from the last day of a visit to the first meetings of another.

        None are lost on a short way; towards the date line one may be gained.
        """
        shift = max(self._offsets[here]) - min(self._offsets[there])
        leaves = MORNING if self.visits[here].keeps else EVENING
        arrives = leaves.hour * 60 + self.minutes[here][there] - shift
        days, minute = divmod(arrives, 24 * 60)
        return days + (minute > MEETINGS_FROM.hour * 60)

    def _served(self, number: int, ready: int) -> Served | None:
        """The days of a visit for which one is ready on a day, as early as can be."""
        visit = self.visits[number]
        if visit.first is not None and visit.last is not None:
            return self._kept(number, ready, visit.last.toordinal())
        day = max(ready, visit.earliest.toordinal()) if visit.earliest else ready
        until = visit.latest.toordinal() if visit.latest else day + _FAR
        days: list[int] = []
        while day <= until and len(days) < visit.meetings:
            if self.is_working(number, day):
                days.append(day)
            day += 1
        return Served(tuple(days), days[-1]) if len(days) == visit.meetings else None

    def _kept(self, number: int, ready: int, last: int) -> Served | None:
        """The days of a visit that keeps its dates; where they are a weekend, that counts."""
        wanted = self.meetings(number)
        days = tuple(day for day in self._open_days(number) if day >= ready)[:wanted]
        return Served(days, last, early=days[-1] < last) if len(days) == wanted else None

    def _open_days(self, number: int) -> list[int]:
        """The days of a visit that keeps them on which people can be met."""
        visit = self.visits[number]
        assert visit.first is not None and visit.last is not None
        span = range(visit.first.toordinal(), visit.last.toordinal() + 1)
        return [day for day in span if self.is_working(number, day)] or list(span)

    def _hops(self, here: int, there: int, last: int, early: bool) -> tuple[Hop, ...]:
        """The ways from one visit to another that are worth looking at."""
        found = sorted(self._ways(here, there, last, early), key=lambda h: (h.ready, h.nights))
        kept: list[Hop] = []
        for hop in found:
            if not kept or hop.nights < kept[-1].nights:
                kept.append(hop)
        return tuple(kept)

    def _ways(self, here: int, there: int, last: int, early: bool) -> Iterator[Hop]:
        long = self.minutes[here][there]
        if long <= SAME_EVENING:
            yield self._hop(here, there, last, EVENING, 0)
        elif long >= NIGHT:
            yield self._hop(here, there, last, EVENING, 1)
        for day in (last, last + 1) if early else (last + 1,):
            yield self._hop(here, there, day, MORNING, int(long > BY_DAY))

    def _hop(self, here: int, there: int, day: int, at: time, nights: int) -> Hop:
        zones = clock(self.visits[here].zone), clock(self.visits[there].zone)
        leaves = datetime.combine(date.fromordinal(day), at, zones[0]).astimezone(UTC)
        arrives = (leaves + timedelta(minutes=self.minutes[here][there])).astimezone(zones[1])
        on = arrives.date().toordinal()
        return Hop(day, on, on if arrives.time() <= MEETINGS_FROM else on + 1, nights)


def _offsets(zone: str, year: int) -> frozenset[int]:
    """How many minutes a clock is ahead of UTC in the course of a year and the next."""
    moments = (datetime(year + n // 24, n % 24 // 2 + 1, 1 + n % 2 * 14, 12, tzinfo=UTC)
               for n in range(48))  # fmt: skip
    shifts = (moment.astimezone(clock(zone)).utcoffset() for moment in moments)
    return frozenset(int(shift.total_seconds()) // 60 for shift in shifts if shift is not None)


@cache
def _is_working(country: str, day: int) -> bool:
    on = date.fromordinal(day)
    if public_holidays.is_weekend(country, on):
        return False
    return public_holidays.holiday(country, on) is None
