"""Work out when a recurring event happens, without ever running away (RFC 5545 3.3.10, 3.8.5)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, timedelta
from itertools import islice

from dateutil.rrule import rrule, rrulestr

from sciattache.errors import Told
from sciattache.interchange.calendars import old_rules, times
from sciattache.interchange.calendars.zones import Zone

# So many occurrences before the window are walked over, then the series is given up.
_PATIENCE = 100_000
# dateutil looks for a next occurrence until the year 9999. The calendar repeats itself every 400
# years to the weekday, so a series is worked out as late as it fits and a rule that never comes
# true (30 February) is found out twenty times sooner.
_CYCLE_YEARS = 400
_CYCLE = timedelta(days=146_097)
_MOST_TIMES = 1440
_RANGES = {
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYSETPOS": (1, 366),
}
_PARTS = {"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "WKST", *_RANGES}


@dataclass(frozen=True, slots=True)
class Walls:
    """The wall-clock starts of a series inside a window; what cut them short; what was ignored."""

    starts: tuple[datetime, ...]
    cut: str = ""
    ignored: str = ""


def walls(
    rule: str,
    start: datetime,
    *,
    zone: Zone | None,
    window: tuple[datetime, datetime],
    most: int,
) -> Walls:
    """Give the naive starts of one RRULE from `window[0]` up to, not including, `window[1]`.

    `start` is the wall clock of the first occurrence, in `zone` (None: a date or floating).
    ValueError, with the reason, for a rule that means nothing.
    """
    parts, ignored = _parts(rule)
    until = _until(parts.pop("UNTIL", ""), zone)
    cycles = max(0, (MAXYEAR - max(start.year, window[1].year)) // _CYCLE_YEARS)
    shift = _CYCLE * cycles
    series = _series(parts, start + shift)
    found: list[datetime] = []
    for walked, late in enumerate(series):
        wall = late - shift
        if until and wall > until:
            return Walls(tuple(found), ignored=ignored)
        if wall >= window[1]:
            return Walls(tuple(found), Told("goes on after {day}", day=window[1].date()), ignored)
        if wall >= window[0]:
            if len(found) == most:
                return Walls(
                    tuple(found), Told("has more than {count} occurrences", count=most), ignored
                )
            found.append(wall)
        if walked >= _PATIENCE:
            return Walls(
                tuple(found), Told("is too dense to follow after {day}", day=wall.date()), ignored
            )
    return Walls(tuple(found), ignored=ignored)


def excluded(
    rules: Iterable[str], start: datetime, last: datetime, zone: Zone | None
) -> set[datetime]:
    """The starts that EXRULEs take away, up to `last`; a rule that means nothing takes none."""
    gone: set[datetime] = set()
    window = (start, last + timedelta(seconds=1))
    for rule in rules:
        try:
            gone.update(walls(rule, start, zone=zone, window=window, most=_PATIENCE).starts)
        except ValueError:
            continue
    return gone


def _parts(rule: str) -> tuple[dict[str, str], str]:
    text = re.sub(r"\s+", " ", rule.strip().upper()).rstrip(";").removeprefix("RRULE:")
    if "FREQ" not in text:
        text = old_rules.translate(text)
    parts: dict[str, str] = {}
    ignored = ""
    for part in text.replace(" ", "").split(";"):
        name, equals, value = part.partition("=")
        if (name == "RSCALE" and value == "GREGORIAN") or name.startswith("X-"):
            continue
        # A stray word is passed over; a part that may set a limit is not.
        if not equals:
            ignored = part[:40]
            continue
        if not value or name not in _PARTS:
            raise ValueError(Told("“{text}” is not understood", text=part[:40]))
        if name in _RANGES:
            _check_numbers(name, value)
        parts[name] = value
    for name in ("INTERVAL", "COUNT"):
        if name in parts and (not parts[name].isdigit() or not 0 < int(parts[name]) < 10**6):
            raise ValueError(Told("{text} is not possible", text=f"{name}={parts[name][:20]}"))
    _check_density(parts)
    return parts, ignored


def _check_density(parts: dict[str, str]) -> None:
    """Refuse what no office means and what would be searched for second by second."""
    chosen = {name for name in parts if name.startswith("BY")}
    at_times = chosen & {"BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS"}
    frequency = parts.get("FREQ", "")
    if (frequency == "SECONDLY" and chosen) or (
        frequency in {"MINUTELY", "HOURLY"} and at_times and chosen != at_times
    ):
        raise ValueError(
            Told("{rule} is too dense to follow", rule=" + ".join((frequency, *sorted(chosen))))
        )
    size = 1
    for name in at_times:
        size *= parts[name].count(",") + 1
    if size > _MOST_TIMES:
        raise ValueError(Told("it asks for too many times a day"))


def _check_numbers(name: str, value: str) -> None:
    low, high = _RANGES[name]
    for number in value.split(","):
        if not re.fullmatch(r"[+-]?\d{1,3}", number) or not low <= abs(int(number)) <= high:
            raise ValueError(Told("{text} is not possible", text=f"{name}={value[:40]}"))


def _until(text: str, zone: Zone | None) -> datetime | None:
    """The last moment allowed, on the wall clock of the series."""
    if not text:
        return None
    value = times.parse(text).value
    if not isinstance(value, datetime):
        return datetime.combine(value, datetime.max.time())
    if value.tzinfo is None:
        return value
    return zone.to_wall(value) if zone else value.replace(tzinfo=None)


def _series(parts: dict[str, str], start: datetime) -> Iterator[datetime]:
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        series = rrulestr(text, dtstart=start)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as wrong:
        raise ValueError(Told("“{text}” is not understood", text=text[:80])) from wrong
    if not isinstance(series, rrule):
        raise ValueError(Told("“{text}” is not understood", text=text[:80]))
    # The start is the first occurrence even where the rule itself would not choose it; it then
    # takes one of the count (RFC 5545 3.8.5.3).
    return _with_start(iter(series), start, int(parts["COUNT"]) if "COUNT" in parts else None)


def _with_start(
    series: Iterator[datetime], start: datetime, count: int | None
) -> Iterator[datetime]:
    def all_of_them() -> Iterator[datetime]:
        yield start
        for wall in series:
            if wall != start:
                yield wall

    return islice(all_of_them(), count)
