"""Which clock a place in a confirmation lives by."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from functools import cache

from sciattache.domain.standards import identifiers, timezones
from sciattache.domain.standards import text as texts
from sciattache.interchange.bookings.booking import Where

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "hu", "sv", "da", "tr", "ro")
_STATIONS = {"hbf": "DE", "hl.n": "CZ", "hl. n": "CZ", "hlavni nadrazi": "CZ", "glowny": "PL"}
_NEAR_KM = 120
_JANUARY, _JULY = datetime(2025, 1, 15, tzinfo=UTC), datetime(2025, 7, 15, tzinfo=UTC)


def zone(where: Where) -> str:
    """The IANA zone of a place, or an empty string where nothing tells it for sure."""
    if where.iata:
        found = identifiers.iata_airport(where.iata)
        if found:
            return found.zone
    country = where.country
    if country and (only := timezones.zone_of(country)):
        return only
    if where.geo and (near := _near(*where.geo, country)):
        return near
    by_name = _city_zone(where.city, country) or _city_zone(where.name, country)
    if by_name:
        return by_name
    plain = texts.fold(where.name)
    for word, land in _STATIONS.items():
        if re.search(rf"(?<![a-z]){re.escape(word)}", plain) or plain.endswith(word):
            return timezones.zone_of(land) or ""
    return ""


def _near(latitude: float, longitude: float, country: str) -> str:
    """The zone that all airports near a point share, in its country where it is told."""
    found = {
        zone_
        for lat, lon, land, zone_ in _points()
        if abs(lat - latitude) < 1.2
        and (not country or land == country)
        and _km(lat, lon, latitude, longitude) < _NEAR_KM
    }
    if len(found) < 2:
        return found.pop() if found else ""
    clocks = [timezones.clock(name) for name in found]
    kept = {tuple(clock.utcoffset(day) for day in (_JANUARY, _JULY)) for clock in clocks}
    if len(kept) > 1:
        return ""
    closest = min(_points(), key=lambda point: _km(point[0], point[1], latitude, longitude))
    return closest[3]


def _km(lat: float, lon: float, latitude: float, longitude: float) -> float:
    east = (lon - longitude) * math.cos(math.radians(latitude))
    return math.hypot(lat - latitude, east) * 111.2


def _city_zone(name: str, country: str) -> str:
    """The zone of the city that a station's name begins with, in any language that we know."""
    words = _words(name)
    for count in range(min(len(words), 4), 0, -1):
        found = _cities().get(" ".join(words[:count]))
        if found:
            fitting = {zone_ for land, zone_ in found if not country or land in ("", country)}
            if len(fitting) == 1:
                return next(iter(fitting))
            return ""
    return ""


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", texts.fold(name))


@cache
def _points() -> tuple[tuple[float, float, str, str], ...]:
    return tuple(
        (about["lat"], about["lon"], about["country"], about["tz"])
        for about in identifiers.airports().values()
    )


@cache
def _cities() -> dict[str, set[tuple[str, str]]]:
    """Cities by name, folded, to their country and zone.

    Cities with an airport, and those that zones are named after in the languages of the CLDR: a
    train to *Wien* or *Praha* is read by the latter.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    for about in identifiers.airports().values():
        for name in re.split(r"[/(]", about["city"]):
            if words := " ".join(_words(name)):
                found.setdefault(words, set()).add((about["country"], about["tz"]))
    return found | capitals()  # a capital outranks its namesakes overseas


@cache
def capitals() -> dict[str, set[tuple[str, str]]]:
    """The cities that zones are named after, in many languages, to their zone."""
    from babel import Locale  # heavy: read when first asked

    found: dict[str, set[tuple[str, str]]] = {}
    chosen = set(timezones.zones())
    for name in chosen:
        if "/" in name:
            found[" ".join(_words(timezones.zone_city(name)))] = {("", name)}
    for language in _LANGUAGES:
        for name, about in Locale(language).time_zones.items():
            today = timezones.zone(name)
            if today in chosen and isinstance(about.get("city"), str):
                found.setdefault(" ".join(_words(about["city"])), {("", today)})
    return found
