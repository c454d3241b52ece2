"""Where the stops of a trip are, and how long the ways between them take."""

from __future__ import annotations

from collections.abc import Sequence

from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import identifiers, timezones
from sciattache.services.dossier import Dossier
from sciattache.services.travelling import Ways, distance, guess

Spot = tuple[float, float]
"""Latitude and longitude in degrees."""

UNKNOWN = 240
"""Minutes that a way counts of which nobody knows how long it is."""


def of_stop(stop: Stop, dossier: Dossier) -> Spot | None:
    """Where a stop is: its place, else the main airport of its city; None when nobody knows."""
    place = dossier.places.get(stop.place or "")
    found = of_place(place) if place else None
    return found or of_city(stop.city, stop.country)


def of_place(place: Place) -> Spot | None:
    """Where a place is, by its own spot, else its airport's."""
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    airport = identifiers.iata_airport(place.iata) if place.iata else None
    return (airport.lat, airport.lon) if airport else None


def of_city(city: str | None, country: str | None) -> Spot | None:
    """The main airport of a city, in a country (ISO 3166-1) where that is known."""
    airport = identifiers.city_airport(city or "", country)
    return (airport.lat, airport.lon) if airport else None


def of_home(dossier: Dossier) -> Spot | None:
    """From where the travellers come: the city of their clock at home."""
    zone = dossier.engagement.home_zone
    if not zone:
        return None
    return of_city(timezones.zone_city(zone), dossier.engagement.guest_country) or of_city(
        timezones.zone_city(zone), None
    )


def minutes(
    stops: Sequence[Stop], spots: Sequence[Spot | None], ways: Ways
) -> tuple[tuple[int, ...], ...]:
    """Minutes from door to door, from each stop to each: as told between their places, else by
    the distance."""
    return tuple(
        tuple(_way(stops, spots, ways, here, there) for there in range(len(stops)))
        for here in range(len(stops))
    )


def to_home(home: Spot | None, spots: Sequence[Spot | None]) -> tuple[int, ...]:
    """Minutes between home and each stop; none where nobody knows where home is."""
    if home is None:
        return (0,) * len(spots)
    return tuple(guess(distance(home, spot)).minutes if spot else UNKNOWN for spot in spots)


def _way(
    stops: Sequence[Stop], spots: Sequence[Spot | None], ways: Ways, here: int, there: int
) -> int:
    if here == there:
        return 0
    origin, destination = stops[here].place, stops[there].place
    told = ways.between(origin, destination) if origin and destination else None
    if told is not None:
        return told.minutes
    start, end = spots[here], spots[there]
    return guess(distance(start, end)).minutes if start and end else UNKNOWN
