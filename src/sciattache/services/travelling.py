"""How many minutes the way from one place to another takes: as told, else by the distance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from sciattache.domain.directory.place import Place
from sciattache.domain.directory.travel_time import TravelTime
from sciattache.domain.standards import identifiers

EARTH_KM = 6371.0
"""The earth's mean radius."""

AIRPORT = "iata:"
"""What stands before an airport's code where no place is kept for it."""


@dataclass(frozen=True)
class Pace:
    """A way of travelling: its speed, how much longer it is than the straight line, what is lost.

    ``besides`` are minutes that it takes whatever the distance.
    """

    by: str
    km_h: float
    detour: float
    besides: float

    def minutes(self, km: float) -> float:
        """From door to door over so many kilometres of straight line."""
        return km * self.detour / self.km_h * 60 + self.besides


PACES = (
    Pace("city", 25, 1.3, 5),  # a car among traffic lights; five minutes to set off and get out
    Pace("road", 70, 1.3, 15),  # mostly motorway; out of the one city and into the other
    Pace("flight", 800, 1.0, 240),  # to the airport, an hour and a half before, out again
)
"""How people travel; over a distance it is the soonest of them that counts.

Road distances are about 1.3 of the straight line in most countries.  The figures are on the short
side: a guess should raise no false alarm.
"""


@dataclass(frozen=True)
class Way:
    """What a way takes; ``known`` when somebody measured it, else a guess over ``km``."""

    minutes: int
    known: bool
    km: int = 0
    by: str = ""


class Ways:
    """The ways between places; each is worked out once."""

    def __init__(self, places: Mapping[str, Place], times: Iterable[TravelTime]) -> None:
        self._places = places
        self._known = _matrix(times)
        self._codes = {place.iata.upper(): place.id for place in places.values() if place.iata}
        self._found: dict[tuple[str, str], Way | None] = {}
        self._chains: dict[str, tuple[str, ...]] = {}

    def airport(self, text: str | None) -> str | None:
        """Where an airport's code stands for a place: the place kept for it, else the airport."""
        code = (text or "").strip()
        if len(code) != 3 or not code.isupper():
            return None
        return self._codes.get(code) or f"{AIRPORT}{code}"

    def are_one(self, origin: str, destination: str) -> bool:
        """Whether two places are the same, or within the same building."""
        if origin == destination:
            return True
        return not self._buildings(origin).isdisjoint(self._buildings(destination))

    def between(self, origin: str, destination: str) -> Way | None:
        """The way from one place to another; None where nothing is known of it."""
        pair = (origin, destination)
        if pair not in self._found:
            self._found[pair] = self._told(*pair) or self._guessed(*pair)
        return self._found[pair]

    def _told(self, origin: str, destination: str) -> Way | None:
        for start in self._chain(origin):
            for end in self._chain(destination):
                minutes = self._known.get((start, end))
                if minutes is not None:
                    return Way(minutes, known=True)
        return None

    def _guessed(self, origin: str, destination: str) -> Way | None:
        here, there = self._spot(origin), self._spot(destination)
        return guess(distance(here, there)) if here and there else None

    def _spot(self, place: str) -> tuple[float, float] | None:
        """Latitude and longitude of a place, or of the building that it is in; not of its city."""
        if place.startswith(AIRPORT):
            return _airport(place.removeprefix(AIRPORT))
        for id in self._chain(place):
            found = self._places.get(id)
            if found is None or (found.kind == "city" and id != place):
                continue
            if found.latitude is not None and found.longitude is not None:
                return found.latitude, found.longitude
            if found.iata and (spot := _airport(found.iata)):
                return spot
        return None

    def _buildings(self, place: str) -> set[str]:
        chain = self._chain(place)
        found = {id for id in chain if (one := self._places.get(id)) and one.kind != "city"}
        return found | {place}

    def _chain(self, place: str) -> tuple[str, ...]:
        """A place, what it is part of, and so on."""
        if place not in self._chains:
            self._chains[place] = tuple(self._upwards(place))
        return self._chains[place]

    def _upwards(self, place: str) -> Iterator[str]:
        seen: set[str] = set()
        at: str | None = place
        while at and at not in seen:
            yield at
            seen.add(at)
            found = self._places.get(at)
            at = found.part_of if found else None


def guess(km: float) -> Way:
    """The soonest way over so many kilometres of straight line."""
    pace = min(PACES, key=lambda one: one.minutes(km))
    return Way(round(pace.minutes(km)), known=False, km=round(km), by=pace.by)


def distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres of the great circle between two spots of latitude and longitude (haversine)."""
    (lat, lon), (lat_, lon_) = (tuple(map(radians, spot)) for spot in (here, there))
    half = sin((lat_ - lat) / 2) ** 2 + cos(lat) * cos(lat_) * sin((lon_ - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _matrix(times: Iterable[TravelTime]) -> dict[tuple[str, str], int]:
    """The shortest time told for each way; a way back takes as long unless that is told too."""
    there: dict[tuple[str, str], int] = {}
    back: dict[tuple[str, str], int] = {}
    for one in times:
        if one.lacks():
            continue
        pair = (one.origin, one.destination)
        there[pair] = min(one.minutes, there.get(pair, one.minutes))
        if not one.one_way:
            pair = (one.destination, one.origin)
            back[pair] = min(one.minutes, back.get(pair, one.minutes))
    return back | there


def _airport(code: str) -> tuple[float, float] | None:
    found = identifiers.iata_airport(code)
    return (found.lat, found.lon) if found else None
