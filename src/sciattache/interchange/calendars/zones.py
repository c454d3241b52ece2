"""Find the IANA zone that a file means, by its name or by the rules that it carries."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from sciattache.interchange.calendars.rules import Rules

_OFFSET = re.compile(r"\(?(?:UTC|GMT)\s*([+-])\s*(\d{1,2})(?:[:.](\d\d))?\)?", re.IGNORECASE)


class Zone(Protocol):
    """A clock on a wall."""

    def to_utc(self, wall: datetime) -> datetime:
        """The instant of a naive wall-clock time."""

    def to_wall(self, instant: datetime) -> datetime:
        """The naive wall-clock time of an instant."""

    def name_at(self, wall: datetime) -> str:
        """The IANA name of the zone that has this clock at that time."""


class Named:
    """A zone of the IANA database."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._zone = ZoneInfo(name)

    def to_utc(self, wall: datetime) -> datetime:
        """See `Zone`; a time that happens twice is its first."""
        return wall.replace(tzinfo=self._zone).astimezone(UTC)

    def to_wall(self, instant: datetime) -> datetime:
        """See `Zone`."""
        return instant.astimezone(self._zone).replace(tzinfo=None)

    def name_at(self, wall: datetime) -> str:
        """See `Zone`."""
        return self._name


class Carried:
    """A zone that only the file knows; its clock is right, its name is the best likeness."""

    def __init__(self, rules: Rules, likely: Iterable[str] = ()) -> None:
        self._rules = rules
        self._likely = [name for name in likely if name]
        self._names: dict[int, str] = {}

    def to_utc(self, wall: datetime) -> datetime:
        """See `Zone`."""
        return self._rules.to_utc(wall)

    def to_wall(self, instant: datetime) -> datetime:
        """See `Zone`."""
        return self._rules.to_wall(instant)

    def name_at(self, wall: datetime) -> str:
        """See `Zone`; a zone without DST stands in where no clock runs alike all that year."""
        name = self._names.get(wall.year)
        if name is None:
            name = self._names[wall.year] = self._match(wall.year)
            if name:
                self._likely.insert(0, name)
        return name or _fixed(wall - self.to_utc(wall).replace(tzinfo=None)) or "UTC"

    def _match(self, year: int) -> str:
        noon = datetime.combine(date(year, 1, 1), time(12))
        days = [noon + timedelta(days=n) for n in range(0, 365, 7)]
        samples = [(wall, self.to_utc(wall)) for wall in days]
        candidates = dict.fromkeys([*self._likely, *_candidates()])
        return next((name for name in candidates if _agrees(name, samples)), "")


def known(name: str) -> str:
    """The IANA name that a zone name in a file stands for, or an empty string.

    Understands IANA names in any case, paths that end in one, Windows names (CLDR), Outlook's
    "(UTC+01:00) Amsterdam, Berlin" and plain offsets. The Windows table is CLDR's.
    """
    name = name.replace("\\", "").strip().strip('"').strip().removeprefix("TZID=")
    return _known(name[:200]) if name else ""


@cache
def _known(name: str) -> str:
    iana = _iana_names()
    lowered = name.lower()
    parts = lowered.strip("/").split("/")
    tails = ["/".join(parts[-n:]) for n in (3, 2) if len(parts) >= n]
    for guess in (lowered, lowered.strip("/"), lowered.replace("_", "/", 1), *tails):
        if guess in iana:
            return iana[guess]
    windows = _windows_names()
    if lowered in windows:
        return windows[lowered]
    for word in re.findall(r"[a-z]+/[a-z_]+(?:/[a-z_]+)?", lowered):
        if word in iana:
            return iana[word]
    match = _OFFSET.match(name)
    if not match:
        return _city(name, None)
    sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    offset = -offset if sign == "-" else offset
    return _city(name[match.end() :], offset) or _fixed(offset)


def _city(text: str, offset: timedelta | None) -> str:
    """The zone of the first city named, if its winter offset is the one told."""
    for words in re.split(r"[,;()/]", text.lower()):
        words = words.strip().removesuffix(" time").strip()
        name = _windows_names().get(f"{words} standard time") or _cities().get(words, "")
        if name and (offset is None or _winter(name) == offset):
            return name
    return ""


def _winter(name: str) -> timedelta | None:
    at = datetime(2024, 1, 15, 12, tzinfo=ZoneInfo(name))
    return (at.utcoffset() or timedelta()) - (at.dst() or timedelta())


def _fixed(offset: timedelta) -> str:
    hours, rest = divmod(offset, timedelta(hours=1))
    if rest:
        return next((name for name in _candidates() if _always(name, offset)), "")
    # POSIX signs: Etc/GMT-2 is two hours ahead of UTC.
    return f"Etc/GMT{-hours:+d}" if -14 <= -hours <= 12 and hours else "UTC" if not hours else ""


def _always(name: str, offset: timedelta) -> bool:
    days = (datetime(2024, month, 1, tzinfo=ZoneInfo(name)) for month in (1, 7))
    return all(day.utcoffset() == offset for day in days)


def _agrees(name: str, samples: list[tuple[datetime, datetime]]) -> bool:
    zone = ZoneInfo(name)
    return all(wall.replace(tzinfo=zone).astimezone(UTC) == instant for wall, instant in samples)


@cache
def _candidates() -> tuple[str, ...]:
    """Zones to try against a file's own rules: the great cities first."""
    great = [name for name in WINDOWS_TO_OLSON.values() if name in _iana_names().values()]
    others = sorted(name for name in _iana_names().values() if "/" in name)
    everyday = ("Europe/Paris", "Europe/London", "America/New_York")
    return tuple(dict.fromkeys([*everyday, *great, *others]))


@cache
def _iana_names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if name != "localtime"}


@cache
def _windows_names() -> dict[str, str]:
    iana = set(_iana_names().values())
    return {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items() if zone in iana}


@cache
def _cities() -> dict[str, str]:
    cities: dict[str, str] = {}
    for name in sorted(_iana_names().values()):
        region, _, city = name.rpartition("/")
        if region and not region.startswith(("Etc", "posix", "right", "SystemV")):
            cities.setdefault(city.lower().replace("_", " "), name)
    return cities
