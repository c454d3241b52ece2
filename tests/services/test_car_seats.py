"""Who sits where in a car: the place of honour at the kerb, whoever serves beside the driver."""

import pytest

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.services.car_seats import DRAWN, loaded
from sciattache.services.dossier import Dossier


def convoy(*roles: str, country: str = "PT", seats: int = 3) -> Dossier:
    car = Vehicle(id="car", name="Car 1", kind="sedan", seats=seats)
    people = [
        Participation(id=f"p{n}", person=f"p{n}", side="guest", role=role, vehicle="car")
        for n, role in enumerate(roles, 1)
    ]
    visit = Engagement(id="visit", title="Visit", country=country)
    return Dossier(visit, vehicles=[car], participants=people)


def sits(dossier: Dossier) -> dict[str, tuple[int, float]]:
    made = loaded(dossier, dossier.vehicles[0])
    return {seat.one.person: (seat.row, seat.across) for seat in made.seats if seat.one}


def test_the_first_sits_behind_at_the_kerb_and_the_second_at_the_other_side() -> None:
    assert sits(convoy("head", "member")) == {"p1": (1, 1.0), "p2": (1, 0.0)}


def test_where_one_drives_on_the_left_the_kerb_is_at_the_left() -> None:
    assert sits(convoy("head", "member", country="JP")) == {"p1": (1, 0.0), "p2": (1, 1.0)}


def test_whoever_serves_sits_beside_the_driver_even_before_others_in_rank() -> None:
    assert sits(convoy("head", "interpreter", "member"))["p2"] == (0, 1.0)
    assert sits(convoy("head", "interpreter", "security"))["p3"] == (0, 1.0)


def test_a_helper_alone_sits_behind() -> None:
    assert sits(convoy("escort")) == {"p1": (1, 1.0)}


@pytest.mark.parametrize("seats", range(1, DRAWN + 1))
def test_everybody_has_a_seat_of_their_own_as_far_as_there_are_any(seats: int) -> None:
    dossier = convoy(*["member"] * (seats + 1), seats=seats)
    made = loaded(dossier, dossier.vehicles[0])
    assert [seat.number for seat in made.seats] == list(range(1, seats + 1))
    assert len({(seat.row, seat.across) for seat in made.seats}) == seats
    assert all(seat.one for seat in made.seats)
    assert [one.person for one in made.over] == [f"p{seats + 1}"]


def test_in_a_coach_people_sit_as_they_like() -> None:
    dossier = convoy("head", "member", seats=28)
    made = loaded(dossier, dossier.vehicles[0])
    assert made.seats == ()
    assert [one.person for one in made.people] == ["p1", "p2"]
    assert made.over == ()


def test_a_car_without_seats_takes_nobody() -> None:
    made = loaded(convoy("head", seats=0), convoy(seats=0).vehicles[0])
    assert made.seats == ()
    assert [one.person for one in made.over] == ["p1"]
