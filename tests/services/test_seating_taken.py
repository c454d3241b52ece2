"""A table as it was laid: who sits there, what is free, and where its edges are."""

import pytest

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.services.dossier import Dossier
from sciattache.services.seating import layout, outline, taken

SHAPES = ("long", "round", "horseshoe")


def laid(*seats: Seat, absent: str = "", **table: object) -> Dossier:
    made = Seating(id="table", item="item", name="Head table", **table)
    people = {f"p{n}": Person(id=f"p{n}", family_name=f"P{n}") for n in range(1, 9)}
    parts = [
        Participation(id=f"of {id}", person=id, rsvp="declined" if id == absent else "accepted")
        for id in people
    ]
    return Dossier(
        Engagement(id="visit", title="Visit"),
        seatings=[made],
        seats={"table": list(seats)},
        people=people,
        participants=parts,
    )


def seat(number: int, person: str | None, *, behind: bool = False) -> Seat:
    return Seat(seating="table", number=number, person=person, behind=behind)


def test_those_who_sit_and_those_behind_them_are_told_apart() -> None:
    dossier = laid(seat(1, "p1"), seat(1, "p2", behind=True), seat(2, None), places=3)
    found = taken(dossier, dossier.seatings[0])
    assert dict(found.seats) == {1: "p1"}
    assert dict(found.behind) == {1: ("p2",)}
    assert found.free == (2, 3)


def test_the_place_of_somebody_who_stays_away_or_is_unknown_is_free() -> None:
    dossier = laid(seat(1, "p1"), seat(2, "p2"), seat(3, "nobody"), absent="p2", places=3)
    assert taken(dossier, dossier.seatings[0]).free == (2, 3)


def test_nobody_is_lost_who_sits_beyond_the_places_that_the_table_has() -> None:
    dossier = laid(seat(1, "p1"), seat(6, "p6"), places=4)
    found = taken(dossier, dossier.seatings[0])
    assert found.seats[6] == "p6"
    assert len(found.layout.places) == 6


@pytest.mark.parametrize("ends", [False, True])
def test_where_the_host_sits_tells_how_a_long_table_was_laid(ends: bool) -> None:
    made = layout("long", 8, ends=ends)
    dossier = laid(seat(made.host, "p1"), places=8, shape="long", host="p1")
    assert taken(dossier, dossier.seatings[0]).layout == made


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [4, 9, 24])
def test_the_table_is_between_its_plates(shape: str, count: int) -> None:
    made = layout(shape, count)
    centres = [(place.x * 1000, place.y * 1000) for place in made.places]
    drawn = outline(made, centres, 20, 20, gap=5)
    assert drawn.left < drawn.right
    assert drawn.top < drawn.bottom
    for x, y in centres:
        beside = x + 15 <= drawn.left or x - 15 >= drawn.right
        ahead = y + 15 <= drawn.top or y - 15 >= drawn.bottom
        inside_arch = drawn.form == "arch" and y > drawn.top
        assert beside or ahead or drawn.form == "ellipse" or inside_arch


def test_a_horseshoe_is_open_at_its_foot() -> None:
    made = layout("horseshoe", 9)
    drawn = outline(made, [(place.x * 900, place.y * 900) for place in made.places], 20, 20)
    feet = [x for x, y in drawn.corners if y == drawn.bottom]
    assert len(feet) == 4
    assert sorted(feet)[2] - sorted(feet)[1] > 2 * drawn.thick
