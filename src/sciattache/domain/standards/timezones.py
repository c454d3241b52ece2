"""Time zones by their IANA names, and the other names that programs give them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

# Offsets of whole minutes that one place alone keeps all year.
_ODD_OFFSETS = {
    "+0330": "Asia/Tehran",
    "+0430": "Asia/Kabul",
    "+0530": "Asia/Kolkata",
    "+0545": "Asia/Kathmandu",
    "+0630": "Asia/Yangon",
    "+0845": "Australia/Eucla",
    "+0930": "Australia/Darwin",
    "-0930": "Pacific/Marquesas",
}

# Countries whose second zone is remote enough for the first to be meant, or that IANA leaves out.
_CHIEF = {"CN": "Asia/Shanghai", "NZ": "Pacific/Auckland", "XK": "Europe/Belgrade"}

_ABBREVIATIONS = {
    "z": "UTC",
    "utc": "UTC",
    "gmt": "UTC",
    "bst": "Europe/London",
    "cest": "Europe/Berlin",
    "cet": "Europe/Berlin",
    "eet": "Europe/Athens",
    "eest": "Europe/Athens",
    "wet": "Europe/Lisbon",
    "west": "Europe/Lisbon",
    "msk": "Europe/Moscow",
    "est": "America/New_York",
    "edt": "America/New_York",
    "cdt": "America/Chicago",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "hkt": "Asia/Hong_Kong",
    "sgt": "Asia/Singapore",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
    "pacific time": "America/Los_Angeles",
    "mountain time": "America/Denver",
    "central time": "America/Chicago",
    "eastern time": "America/New_York",
    "atlantic time": "America/Halifax",
}

_OFFSET = re.compile(r"\(?(?:GMT|UTC|Z)?\s*([+\-−])(\d{1,2})(?:[:.]?(\d{2}))?\)?", re.IGNORECASE)


@cache
def zones() -> tuple[str, ...]:
    """The zones that people choose from: one for each place that IANA keeps, and UTC."""
    return ("UTC", *sorted(name for names in _by_country().values() for name in names))


@lru_cache(maxsize=512)
def clock(name: str | None) -> tzinfo:
    """The clock of the zone called ``name``; UTC for none, or one that this machine lacks."""
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        return UTC


@lru_cache(maxsize=4096)
def zone(text: str) -> str | None:
    """The IANA zone meant: a name or old name, a path ending in one, a Windows name, a city.

    A plain offset gives a fixed zone, whose sign POSIX turns round: GMT+2 is ``Etc/GMT-2``.
    """
    plain = text.strip().strip("\"'").strip()
    if not plain:
        return None
    return (
        _named(plain)
        or _windows().get(plain.casefold())
        or _ABBREVIATIONS.get(plain.casefold())
        or _city(plain, None)
        or _by_offset(plain)
    )


@lru_cache(maxsize=1024)
def zone_city(name: str) -> str:
    """The place a zone is named after: ``America/Argentina/Buenos_Aires`` is Buenos Aires."""
    return name.rpartition("/")[2].replace("_", " ")


@cache
def zone_of(country: str) -> str | None:
    """The zone of a country (ISO 3166-1) whose clocks all agree, or that has one in practice."""
    if country in _CHIEF:
        return _CHIEF[country]
    names = _by_country().get(country, ())
    if not names:
        return None
    year = datetime.now(tz=UTC).year
    days = [datetime(year, month, 15, tzinfo=UTC) for month in range(1, 13)]
    kept = {tuple(ZoneInfo(name).utcoffset(day) for day in days) for name in names}
    return names[0] if len(kept) == 1 else None


@cache
def _by_country() -> dict[str, tuple[str, ...]]:
    """Country codes to zones, the chief one first (``zone.tab`` of the IANA data)."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _table("zone.tab").splitlines():
        if line and not line.startswith("#"):
            country, _place, name = line.split("\t")[:3]
            found[country] = (*found.get(country, ()), name)
    return found


@cache
def _known() -> dict[str, str]:
    """Every name of the IANA data in small letters, old ones to those of today."""
    lines = [line.split() for line in _table("tzdata.zi").splitlines()]
    links = {line[2]: line[1] for line in lines if line[:1] == ["L"]}
    chosen = set(zones())
    found = {}
    for name in available_timezones() - {"Factory", "localtime"}:
        today = name
        while today not in chosen and today in links:
            today = links[today]
        found[name.lower()] = "UTC" if today in ("Etc/UTC", "Etc/GMT", "GMT") else today
    # Abbreviations that IANA turned into links to a place without summer time.
    return {name: today for name, today in found.items() if name not in _ABBREVIATIONS}


@cache
def _windows() -> dict[str, str]:
    from babel.core import get_global  # heavy: read when first asked

    found: dict[str, str] = {}
    for windows, name in get_global("windows_zone_mapping").items():
        today = _named(name) or name
        found[windows.casefold()] = today
        found.setdefault(windows.removesuffix(" Standard Time").casefold(), today)
        found.setdefault(windows.replace("Standard", "Daylight").casefold(), today)
    return found


@cache
def _cities() -> dict[str, str]:
    places = {name: today for name, today in _known().items() if "/" in name and name[:4] != "etc/"}
    old = {zone_city(name).lower(): today for name, today in places.items()}
    return {zone_city(name).lower(): name for name in old.values()} | old


def _named(text: str) -> str | None:
    """By name, or by the last parts of a path such as ``/mozilla.org/20050126_1/Asia/Tokyo``."""
    known = _known()
    parts = re.sub(r"\s+", "_", text.replace("\\", "")).lower().strip("/").split("/")
    tails = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((known[tail] for tail in tails if tail in known), None)


def _city(text: str, offset: timedelta | None) -> str | None:
    """The first city or time named; with an offset, one whose winter agrees with it."""
    for words in re.split(r"[,;()/&]", text.casefold()):
        word = words.strip()
        name = _cities().get(word) or _ABBREVIATIONS.get(word)
        if name and (offset is None or offset in _offsets(name)):
            return name
    return None


def _offsets(name: str) -> set[timedelta | None]:
    year = datetime.now(tz=UTC).year
    return {ZoneInfo(name).utcoffset(datetime(year, month, 15, tzinfo=UTC)) for month in (1, 7)}


def _by_offset(text: str) -> str | None:
    found = _OFFSET.match(text)
    if not found:
        return None
    sign, hours, minutes = found[1].replace("−", "-"), int(found[2]), int(found[3] or 0)
    ahead = timedelta(hours=hours, minutes=minutes) * (1 if sign == "+" else -1)
    rest = text[found.end() :].strip()
    if rest:  # "(UTC+01:00) Amsterdam, Berlin" as Outlook shows it
        return _city(rest, ahead) or _windows().get(rest.casefold()) or _fixed(ahead)
    return _fixed(ahead)


def _fixed(ahead: timedelta) -> str | None:
    hours, rest = divmod(abs(ahead), timedelta(hours=1))
    sign = "-" if ahead < timedelta() else "+"
    if rest:
        return _ODD_OFFSETS.get(f"{sign}{hours:02}{rest // timedelta(minutes=1):02}")
    if not timedelta(hours=-12) <= ahead <= timedelta(hours=14):
        return None
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


@cache
def _table(name: str) -> str:
    from importlib.resources import files  # heavy: read when first asked

    return (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8")
