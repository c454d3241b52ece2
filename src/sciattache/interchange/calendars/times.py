"""Read the dates, times, durations and periods of RFC 5545 3.3, and their common misspellings."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import vDuration

from sciattache.errors import Told
from sciattache.interchange.calendars.content import Line

_MOMENT = re.compile(
    r"\s*(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s*(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?(.*)",
    re.IGNORECASE | re.DOTALL,
)


# Nobody meets outside of these, and nearer the ends of time a zone's offset does not fit.
FIRST_YEAR, LAST_YEAR = 1000, 9900


@dataclass(frozen=True, slots=True)
class Moment:
    """What a file says: a date, an instant in UTC, or the wall clock of the zone named `tzid`.

    `whole` is false where something stood behind it that was not read.
    """

    value: date | datetime
    tzid: str = ""
    whole: bool = True

    @property
    def is_date(self) -> bool:
        """Whether no time of day is given."""
        return not isinstance(self.value, datetime)


def moment(line: Line) -> Moment:
    """The DATE or DATE-TIME of a property; ValueError where there is none."""
    told = line.parameters
    found = parse(line.value, told.get("TZID", ""), told.get("VALUE", ""))
    # Our own mark: an instant in UTC because its zone's clock cannot tell it from another.
    return replace(found, tzid=told["X-ZONE"]) if "X-ZONE" in told else found


def parse(text: str, tzid: str = "", kind: str = "") -> Moment:
    """Read one DATE or DATE-TIME.

    A date alone is a date even where DATE-TIME was promised. ValueError if the day does not exist.
    """
    match = _MOMENT.fullmatch(text)
    if not match:
        raise ValueError(Told("“{text}” is not a date", text=text.strip()[:40]))
    year, month, day, hour, minute, second, offset, rest = match.groups()
    whole = not rest.strip()
    # RFC 5545 3.3.4 has no such form, but 202131012 and the like mean no day at all.
    if hour is None and rest[:1].isdigit():
        raise ValueError(Told("“{text}” is not a date", text=text.strip()[:40]))
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(Told("“{text}” is not a date", text=text.strip()[:40])) from None
    if not FIRST_YEAR <= on.year < LAST_YEAR:
        raise ValueError(Told("the year {year} is out of reach", year=year))
    if hour is None or kind.upper() == "DATE":
        return Moment(on, whole=whole)
    # 24:00 is the next midnight; a leap second is the second before it.
    at = datetime.combine(on, datetime.min.time()) + timedelta(
        hours=int(hour), minutes=int(minute), seconds=min(int(second or 0), 59)
    )
    if int(hour) > 24 or int(minute) > 59:
        raise ValueError(Told("“{text}” is not a time of day", text=text.strip()[:40]))
    # TZID and Z contradict each other (RFC 5545 3.2.19); the wall clock is the likelier.
    if not offset or (tzid and offset in "Zz" and tzid.upper() not in {"UTC", "GMT", "Z"}):
        return Moment(at, tzid, whole)
    if offset.upper() == "Z":
        return Moment(at.replace(tzinfo=UTC), whole=whole)
    return Moment(at.replace(tzinfo=timezone(_offset(offset))).astimezone(UTC), whole=whole)


def moments(line: Line) -> tuple[list[tuple[Moment, Moment | timedelta | None]], list[str]]:
    """Read RDATE or EXDATE: each start with its end, length or None, and what was not a date."""
    found: list[tuple[Moment, Moment | timedelta | None]] = []
    bad = []
    tzid = line.parameters.get("TZID", "")
    kind = line.parameters.get("VALUE", "")
    for part in re.split(r"[,;]", line.value):
        if not part.strip():
            continue
        first, _, last = part.partition("/")
        try:
            end: Moment | timedelta | None = None
            if last:
                end = duration(last) if "P" in last.upper() else parse(last, tzid)
            found.append((parse(first, tzid, kind), end))
        except (ValueError, OverflowError):
            bad.append(part.strip()[:40])
    return found, bad


def duration(text: str) -> timedelta:
    """Read a DURATION such as PT1H30M or -P1D; ValueError where it is none."""
    try:
        found: timedelta = vDuration.from_ical(text.strip().upper())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError) as wrong:
        raise ValueError(Told("“{text}” is not a duration", text=text.strip()[:40])) from wrong
    return found


def utc_offset(text: str) -> timedelta:
    """Read a UTC-OFFSET such as -0500 or +013000; ValueError where it is none."""
    return _offset(text.strip())


def _offset(text: str) -> timedelta:
    match = re.fullmatch(r"([+-]?)(\d{1,2}):?(\d\d)?:?(\d\d)?", text)
    if not match:
        raise ValueError(Told("“{text}” is not an offset from UTC", text=text[:40]))
    sign, hours, minutes, seconds = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0), seconds=int(seconds or 0))
    if offset >= timedelta(days=1):
        raise ValueError(Told("“{text}” is not an offset from UTC", text=text[:40]))
    return -offset if sign == "-" else offset
