"""Minutes between places: as told, else by the distance."""

from __future__ import annotations

from math import acos, cos, degrees, radians, sin
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.directory.place import Place
from sciattache.domain.directory.travel_time import TravelTime
from sciattache.services.travelling import PACES, Way, Ways, distance, guess

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


def ways(*places: Place, told: tuple[TravelTime, ...] = ()) -> Ways:
    return Ways({one.id: one for one in places}, told)


def told(origin: str, destination: str, minutes: int, **values: Any) -> TravelTime:
    return TravelTime(origin=origin, destination=destination, minutes=minutes, **values)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_the_distance_is_that_of_the_cosine_rule(
    lat: float, lon: float, lat_: float, lon_: float
) -> None:
    a, b, turn = radians(lat), radians(lat_), radians(lon_ - lon)
    angle = acos(max(-1.0, min(1.0, sin(a) * sin(b) + cos(a) * cos(b) * cos(turn))))
    km = distance((lat, lon), (lat_, lon_))
    assert km == pytest.approx(degrees(angle) * 111.195, rel=1e-4, abs=0.2)
    assert km == pytest.approx(distance((lat_, lon_), (lat, lon)))


@given(st.floats(0, 20000), st.floats(0, 20000))
def test_a_longer_way_never_takes_less(km: float, other: float) -> None:
    near, far = sorted((km, other))
    assert guess(near).minutes <= guess(far).minutes


@pytest.mark.parametrize(("km", "by"), [(1, "city"), (100, "road"), (1000, "flight")])
def test_the_soonest_way_is_taken(km: float, by: str) -> None:
    found = guess(km)
    assert found.by == by
    assert found.minutes == round(min(pace.minutes(km) for pace in PACES))


def test_a_way_that_was_told_counts_both_ways_unless_it_is_of_one() -> None:
    found = ways(told=(told("a", "b", 30), told("a", "c", 10, one_way=True)))
    assert found.between("a", "b") == found.between("b", "a") == Way(30, known=True)
    assert found.between("a", "c") == Way(10, known=True)
    assert found.between("c", "a") is None


def test_the_way_back_counts_as_it_was_told() -> None:
    found = ways(told=(told("a", "b", 30), told("b", "a", 50), told("b", "a", 45, by="train")))
    assert found.between("b", "a") == Way(45, known=True)
    assert found.between("a", "b") == Way(30, known=True)


def test_a_room_has_the_ways_and_the_spot_of_its_house() -> None:
    house = Place(id="house", name="House", latitude=48.0, longitude=2.0)
    room = Place(id="room", name="Room", part_of="house")
    hotel = Place(id="hotel", name="Hotel")
    inn = Place(id="inn", name="Inn", latitude=48.1, longitude=2.0)
    found = ways(house, room, hotel, inn, told=(told("house", "hotel", 12),))
    assert found.between("hotel", "room") == Way(12, known=True)
    assert found.between("room", "inn") == found.between("house", "inn")
    assert found.are_one("room", "house")
    assert not found.are_one("room", "hotel")


def test_two_houses_of_one_city_are_not_one_and_have_no_spot_from_it() -> None:
    city = Place(id="city", name="City", kind="city", latitude=48.0, longitude=2.0)
    east = Place(id="east", name="East", part_of="city")
    west = Place(id="west", name="West", part_of="city")
    found = ways(city, east, west)
    assert not found.are_one("east", "west")
    assert found.between("east", "west") is None


def test_an_airport_is_known_by_its_code() -> None:
    city = Place(id="hotel", name="Hotel", latitude=48.8566, longitude=2.3522)
    found = ways(city, Place(id="gva", name="Genève", iata="GVA"))
    assert found.airport("GVA") == "gva"
    assert found.airport("Paris") is None
    charles = found.airport("CDG")
    assert charles is not None
    way = found.between("hotel", charles)
    assert way is not None
    assert 20 <= way.km <= 26
    assert found.airport("QQQ") is not None
    assert found.between("hotel", "iata:QQQ") is None


def test_places_that_are_part_of_each_other_do_not_go_on_for_ever() -> None:
    found = ways(Place(id="a", name="A", part_of="b"), Place(id="b", name="B", part_of="a"))
    assert found.are_one("a", "b")
    assert found.between("a", "c") is None
