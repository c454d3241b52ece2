"""When an order is taken, stays and legs follow their stops, and what no longer fits says so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.services.dossier import Dossier
from sciattache.services.routes import bookings
from sciattache.services.routes.roadshow import Proposal, Stage

OLD = {"Lisbon": 4, "Warsaw": 6, "Porto": 8}
NEW = {"Lisbon": 4, "Porto": 6, "Warsaw": 9}
COUNTRIES = {"Lisbon": "PT", "Warsaw": "PL", "Porto": "PT"}


def day(number: int) -> date:
    return date(2026, 5, number)


def at(number: int, hour: int) -> datetime:
    return datetime(2026, 5, number, hour, tzinfo=UTC)


@pytest.fixture
def tour() -> Dossier:
    """Lisbon, Warsaw and Porto for a day and a night each, from and to Zurich."""
    stops = [
        Stop(id=city, engagement="v", city=city, country=COUNTRIES[city], zone="UTC",
             starts_on=day(on), ends_on=day(on + 1), position=n)
        for n, (city, on) in enumerate(OLD.items(), start=1)
    ]  # fmt: skip
    return Dossier(Engagement(id="v", title="Tour"), stops=stops)


def proposal() -> Proposal:
    """Porto before Warsaw."""
    stages = [
        Stage(city, city, day(on), day(on + 1), (day(on), day(on + 1))) for city, on in NEW.items()
    ]
    return Proposal(tuple(stages), None, None, ())


def leg(dossier: Dossier, id: str, origin: str, there: str, on: int, **values: Any) -> Leg:
    made = Leg(id=id, engagement="v", kind="flight", number=id, origin=origin, destination=there,
               departs_at=at(on, 18), departure_zone="UTC", arrives_at=at(on, 21),
               arrival_zone="UTC", **values)  # fmt: skip
    dossier.legs.append(made)
    return made


def stay(dossier: Dossier, id: str, first: int, last: int, **values: Any) -> None:
    dossier.stays.append(
        Stay(id=id, engagement="v", hotel=id.title(), arrives_on=day(first), departs_on=day(last),
             **values)
    )  # fmt: skip


def followed(dossier: Dossier) -> dict[str, bookings.Follow]:
    return {one.record.id: one for one in bookings.follow(dossier, proposal())}


def test_a_stay_moves_with_its_stop_by_its_nights_or_its_place(tour: Dossier) -> None:
    tour.places["inn"] = Place(id="inn", name="Inn", city="Porto")
    stay(tour, "lisbon", 4, 5)
    stay(tour, "warsaw", 6, 7)
    stay(tour, "inn", 8, 9, place="inn")
    found = followed(tour)
    assert set(found) == {"warsaw", "inn"}
    assert found["warsaw"].values == {"arrives_on": day(9), "departs_on": day(10)}
    assert found["inn"].values == {"arrives_on": day(6), "departs_on": day(7)}
    assert not found["inn"].noted
    assert str(found["inn"].why[0]) == "Inn: the nights from Fri 8 May 2026 move to Wed 6 May 2026."


def test_a_stay_that_was_booked_is_wanted_anew_and_says_what_was_booked(tour: Dossier) -> None:
    stay(tour, "bristol", 6, 7, state="booked", reference="B-1")
    one = followed(tour)["bristol"]
    assert one.noted and one.values["state"] == "wanted"
    assert str(one.why[0]) == (
        "Bristol was booked from Wed 6 May 2026 until Thu 7 May 2026: "
        "book it anew from Sat 9 May 2026."
    )


def test_a_longer_stop_keeps_its_guest_to_the_end(tour: Dossier) -> None:
    tour.stops[1].ends_on = day(6)
    stay(tour, "whole", 6, 7)
    tour.places["inn"] = Place(id="inn", name="Inn", city="Warsaw")
    stay(tour, "late", 7, 8, place="inn")
    found = followed(tour)
    assert found["whole"].values == {"arrives_on": day(9), "departs_on": day(11)}
    assert found["late"].values == {"arrives_on": day(11), "departs_on": day(12)}


def test_a_leg_between_stops_that_part_is_cancelled_and_says_why(tour: Dossier) -> None:
    leg(tour, "A1", "LIS", "WAW", 5)
    leg(tour, "A2", "WAW", "OPO", 7, state="ticketed")
    found = followed(tour)
    assert {id: one.values for id, one in found.items()} == {
        "A1": {"state": "cancelled"}, "A2": {"state": "cancelled"},
    }  # fmt: skip
    assert [str(why) for why in found["A1"].why] == [
        "A1 LIS – WAW is off: Lisbon and Warsaw do not follow one another any more."
    ]
    assert str(found["A2"].why[1]) == "It was booked: cancel the booking."
    assert all(one.noted for one in found.values())


def test_a_leg_from_home_stays_with_the_first_stop_and_one_home_with_the_last(
    tour: Dossier,
) -> None:
    leg(tour, "H1", "ZRH", "LIS", 3)
    leg(tour, "H2", "OPO", "ZRH", 9)
    found = followed(tour)
    assert set(found) == {"H2"}
    assert str(found["H2"].why[0]) == "H2 OPO – ZRH is off: Porto is not the last stop any more."


def test_a_leg_whose_stops_stay_together_moves_by_the_wall_clock(tour: Dossier) -> None:
    moved = [Stage(city, city, day(on + 2), day(on + 3), (day(on + 2),))
             for city, on in OLD.items()]  # fmt: skip
    leg(tour, "A1", "LIS", "WAW", 5, state="booked")
    (one,) = bookings.follow(tour, Proposal(tuple(moved), None, None, ()))
    assert one.values == {"departs_at": at(7, 18), "arrives_at": at(7, 21), "state": "wanted"}
    assert "book it anew for Thu 7 May 2026" in str(one.why[0])


def test_a_journey_with_a_change_is_one_way_between_its_stops(tour: Dossier) -> None:
    leg(tour, "A1", "LIS", "FRA", 5)
    second = leg(tour, "A2", "FRA", "WAW", 5)
    second.departs_at, second.arrives_at = at(5, 22), at(5, 23)
    found = followed(tour)
    assert {id: one.values for id, one in found.items()} == {
        "A1": {"state": "cancelled"}, "A2": {"state": "cancelled"},
    }  # fmt: skip


def test_what_is_cancelled_or_elsewhere_is_left_alone(tour: Dossier) -> None:
    leg(tour, "A1", "LIS", "WAW", 5, state="cancelled")
    leg(tour, "B1", "JFK", "BOS", 5)
    stay(tour, "gone", 6, 7, state="cancelled")
    assert followed(tour) == {}
