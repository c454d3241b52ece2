"""Seatings held against the rules by checkers that know nothing of how they are made."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.services import seating
from sciattache.services.dossier import Dossier
from sciattache.services.seating import Sitter, Wish, layout, place

SHAPES = ("long", "round", "horseshoe")


def side(party: str, count: int) -> list[Sitter]:
    return [Sitter(f"{party[0]}{n}", party, f"{party[0]}{n}") for n in range(1, count + 1)]


def both(guests: int, hosts: int) -> tuple[Sitter, ...]:
    return (*side("guest", guests), *side("host", hosts))


def pair(one: str, other: str) -> frozenset[frozenset[str]]:
    return frozenset({frozenset((one, other))})


def row(shape: str, count: int, wish: Wish, *, ends: bool = False) -> list[str]:
    """Who sits at each place, from the first on; a dash for nobody."""
    found = place(layout(shape, count, ends=ends), wish).seats
    return [found.get(number, "-") for number in range(1, count + 1)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13, 40])
def test_every_place_is_on_the_table_once_and_neighbours_agree(shape: str, count: int) -> None:
    for ends in (False, True):
        made = layout(shape, count, ends=ends)
        assert [one.number for one in made.places] == list(range(1, count + 1))
        assert len({(round(p.x, 4), round(p.y, 4)) for p in made.places}) == count
        assert all(0 <= p.x <= 1 and 0 <= p.y <= 1 for p in made.places)
        assert all(made.left[made.right[n]] == n for n in made.right)
        listed = [spot.number for spot in made.honour()]
        assert sorted([*listed, *made.anchors]) == list(range(1, count + 1))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [5, 8, 11])
def test_the_right_hand_is_where_a_body_has_it(shape: str, count: int) -> None:
    """The neighbour at the right lies clockwise of where one looks, by the drawing itself."""
    from math import cos, radians, sin

    made = layout(shape, count)
    at = {one.number: one for one in made.places}
    for number, other in made.right.items():
        here, there = at[number], at[other]
        looks = (sin(radians(here.turn)), -cos(radians(here.turn)))
        right = (-looks[1], looks[0])
        along = right[0] * (there.x - here.x) + right[1] * (there.y - here.y)
        assert along > 0, (number, other)


def test_at_a_long_table_the_guest_of_honour_faces_the_host() -> None:
    made = layout("long", 10)
    seats = place(made, Wish(both(5, 5))).seats
    assert (seats[made.host], seats[made.opposite or 0]) == ("h1", "g1")
    at = {one.number: one for one in made.places}
    assert abs(at[made.host].x - at[made.opposite or 0].x) < 0.01
    assert seats[made.right[made.host]] == "g2" and seats[made.left[made.host]] == "g3"
    assert seats[made.right[made.opposite or 0]] == "h2"


def test_sides_alternate_round_a_table_of_as_many_guests_as_hosts() -> None:
    assert row("round", 8, Wish(both(4, 4))) == ["h1", "g2", "h3", "g4", "h4", "g3", "h2", "g1"]


def test_the_english_way_has_the_host_at_an_end_and_the_guest_of_honour_at_the_right() -> None:
    made = layout("long", 10, ends=True)
    seats = place(made, Wish(both(5, 5))).seats
    assert seats[made.host] == "h1" and seats[made.opposite or 0] == "h2"
    assert seats[made.right[made.host]] == "g1"
    assert seats[made.right[made.opposite or 0]] == "g2"
    assert seats[made.left[made.host]] == "g3"


def test_at_a_horseshoe_the_host_has_the_middle_of_the_head() -> None:
    made = layout("horseshoe", 11)
    seats = place(made, Wish(both(5, 6))).seats
    assert made.host == 6 and seats[6] == "h1" and seats[5] == "g1" and seats[7] == "g2"
    heads = [one for one in made.places if one.turn == 180]
    assert heads[len(heads) // 2].number == 6


def test_a_guest_of_honour_named_goes_before_precedence() -> None:
    found = place(layout("round", 6), Wish(both(3, 3), host="h2", guest_of_honour="g3"))
    assert found.seats[1] == "h2" and found.seats[6] == "g3"


def test_empty_places_are_those_farthest_from_the_host() -> None:
    assert row("round", 8, Wish(both(2, 2))) == ["h1", "g2", "-", "-", "-", "-", "h2", "g1"]


def test_who_finds_no_place_is_the_last_by_precedence() -> None:
    found = place(layout("round", 4), Wish(both(4, 2)))
    assert found.without == ("g3", "g4")


def test_couples_are_parted_and_it_is_told_why() -> None:
    wish = Wish(both(3, 3), couples=pair("h1", "g1"))
    found = place(layout("round", 6), wish)
    assert "g1" not in (found.seats[2], found.seats[6])
    assert str(found.whys["g1"]) == "Not beside h1: couples are parted."
    assert "g1" in found.departs and "h1" not in found.departs


def test_a_seat_fixed_by_hand_stays_and_says_so() -> None:
    found = place(layout("round", 6), Wish(both(3, 3), fixed={4: "g1"}))
    assert found.seats[4] == "g1" and str(found.whys["g1"]) == "Fixed here by hand."


def test_interpreters_sit_behind_their_principals_and_take_no_place() -> None:
    sitters = (*both(2, 2), Sitter("i1"))
    found = place(layout("round", 4), Wish(sitters, interpreters={"i1": "g1"}))
    at = {person: number for number, person in found.seats.items()}
    assert found.behind == {"i1": at["g1"]} and "i1" not in at and found.without == ()


def test_a_rule_that_nothing_can_keep_is_broken_openly() -> None:
    found = place(layout("round", 3), Wish(both(1, 2), apart=pair("h1", "h2")))
    assert len(found.seats) == 3
    assert str(found.whys["h2"]).startswith("Beside h1 all the same")


WISHES = st.builds(
    lambda shape, ends, guests, hosts, spare, pairs, apart, fixed: (
        layout(shape, max(guests + hosts + spare, 1), ends=ends), both(guests, hosts), pairs, apart,
        fixed,
    ),
    st.sampled_from(SHAPES), st.booleans(), st.integers(0, 7), st.integers(0, 7),
    st.integers(-3, 3),
    st.sets(st.sampled_from([("g1", "h1"), ("g2", "h2"), ("g1", "g2"), ("h1", "g3")]), max_size=2),
    st.sets(st.sampled_from([("g1", "h2"), ("g3", "h3"), ("h1", "h2"), ("g2", "h1")]), max_size=2),
    st.dictionaries(st.integers(1, 14), st.sampled_from(["g1", "g2", "h1", "h3"]), max_size=2),
)  # fmt: skip


def clashes(made: seating.Layout, seats: Any, pairs: set[frozenset[str]]) -> int:
    return sum(
        frozenset((seats[a], seats[b])) in pairs
        for a in seats
        for b in (made.right.get(a),)
        if b in seats and b != a
    )


@given(WISHES)
def test_nobody_is_lost_nobody_sits_twice_and_what_is_fixed_stays(wish: Any) -> None:
    made, sitters, couples, apart, fixed = wish
    found = place(
        made,
        Wish(
            sitters, couples=frozenset(map(frozenset, couples)),
            apart=frozenset(map(frozenset, apart)), fixed=fixed,
        ),
    )  # fmt: skip
    seated = list(found.seats.values())
    people = [one.person for one in sitters]
    assert sorted([*seated, *found.without]) == sorted(people)
    assert len(seated) == min(len(people), len(made.places))
    assert set(found.seats) <= {one.number for one in made.places}
    kept: set[str] = set()
    for number, person in sorted(fixed.items()):
        if person in people and number <= len(made.places) and person not in kept:
            assert found.seats[number] == person
            kept.add(person)
    for person in seated:
        told = str(found.whys[person])
        assert told and "{" not in told


@given(WISHES)
def test_of_one_side_nobody_sits_better_than_whoever_goes_before(wish: Any) -> None:
    """Where no rule but precedence holds, honour of place follows it on each side."""
    made, sitters, *_ = wish
    found = place(made, Wish(sitters))
    for party, way in (("guest", -1 if made.opposite and not made.ends else 1), ("host", 1)):
        honour = {number: n for n, number in enumerate(made.anchors[::way])}
        honour |= {spot.number: n + 2 for n, spot in enumerate(made.honour())}
        at = {person: honour[number] for number, person in found.seats.items()}
        placed = [at.get(one.person, 10_000) for one in sitters if one.party == party]
        assert placed == sorted(placed)


@given(
    st.sampled_from(SHAPES), st.integers(1, 3), st.integers(1, 3),
    st.sets(st.sampled_from([(a, b) for a in ("g1", "g2", "g3") for b in ("h1", "h2", "g3")
                             if a != b]), max_size=4),
)  # fmt: skip
def test_people_are_kept_apart_wherever_any_arrangement_can(
    shape: str, guests: int, hosts: int, pairs: set[tuple[str, str]]
) -> None:
    made = layout(shape, guests + hosts)
    sitters = both(guests, hosts)
    apart = {frozenset(one) for one in pairs}
    found = place(made, Wish(sitters, apart=frozenset(apart)))
    if clashes(made, found.seats, apart):
        presiding = {number: found.seats[number] for number in made.anchors}
        for order in permutations([one.person for one in sitters]):
            seats = dict(enumerate(order, 1))
            if all(seats[number] == person for number, person in presiding.items()):
                assert clashes(made, seats, apart)


def dossier(guests: int = 3, hosts: int = 3, **more: Any) -> Dossier:
    people = [(f"g{n}", "guest") for n in range(1, guests + 1)]
    people += [(f"h{n}", "host") for n in range(1, hosts + 1)]
    parts = [
        Participation(id=one, person=one, side=side_, role="member", precedence=n)
        for n, (one, side_) in enumerate(people, 1)
    ]
    return Dossier(
        Engagement(title="x"),
        items=[AgendaItem(id="dinner", title="Dinner")],
        participants=[*parts, *more.pop("also", [])],
        people={one.person: Person(id=one.person, given_name=one.person) for one in parts},
        **more,
    )


def where(found: seating.Proposal) -> dict[str, tuple[str, int, bool]]:
    return {move.person: move.new for move in found.moves if move.new}


def test_a_proposal_says_who_would_move_from_where() -> None:
    table = Seating(id="t", item="dinner", name="Table", shape="round", places=6)
    held = {"t": [Seat(id="s", seating="t", number=3, person="g1"),
                  Seat(id="s2", seating="t", number=2, person="gone")]}  # fmt: skip
    visit = dossier(seats=held)
    found = seating.propose(visit, visit.items[0], [table])
    moves = {move.person: move for move in found.changes}
    assert moves["g1"].old == ("t", 3, False) and moves["g1"].new == ("t", 6, False)
    assert moves["gone"].new is None


def test_what_was_applied_is_proposed_again_without_a_change() -> None:
    table = Seating(id="t", item="dinner", name="Table", shape="long", places=8)
    visit = dossier()
    first = seating.propose(visit, visit.items[0], [table])
    visit.seats["t"] = [
        Seat(seating="t", person=person, number=new[1], behind=new[2])
        for person, new in where(first).items()
    ]
    assert seating.propose(visit, visit.items[0], [table]).changes == ()


def test_only_those_named_for_the_item_and_coming_are_seated() -> None:
    visit = dossier(attendances={"dinner": [
        Attendance(item="dinner", person="g1"), Attendance(item="dinner", person="h1"),
        Attendance(item="dinner", person="g2", status="declined"),
    ]})  # fmt: skip
    assert [one.person for one in seating.at_table(visit, visit.items[0])] == ["g1", "h1"]


def test_the_ambassador_stands_among_the_guests_by_office() -> None:
    also = [Participation(id=one, person=one, side="mission") for one in ("amb", "att")]
    visit = dossier(3, 1, also=also)
    visit.people.update(amb=Person(id="amb", rank="ambassador"), att=Person(id="att"))
    for one, rank in (("g1", "minister"), ("g2", "director"), ("g3", "officer")):
        visit.people[one].rank = rank
    found = [one.person for one in seating.at_table(visit, visit.items[0])]
    assert found == ["g1", "amb", "g2", "g3", "att", "h1"]


def test_press_drivers_and_those_who_declined_have_no_place() -> None:
    also = [
        Participation(id="p", person="p", side="press"),
        Participation(id="d", person="d", side="support", role="driver"),
        Participation(id="n", person="n", side="guest", rsvp="declined"),
    ]
    visit = dossier(1, 1, also=also)
    assert [one.person for one in seating.at_table(visit, visit.items[0])] == ["g1", "h1"]


def test_the_interpreter_sits_behind_the_guest_of_honour_and_a_second_behind_the_host() -> None:
    also = [
        Participation(id=one, person=one, side="support", role="interpreter") for one in ("i", "j")
    ]
    visit = dossier(2, 2, also=also)
    table = Seating(id="t", item="dinner", name="Table", shape="round", places=4)
    found = where(seating.propose(visit, visit.items[0], [table]))
    assert found["i"] == (*found["g1"][:2], True) and found["j"] == (*found["h1"][:2], True)


def test_people_who_avoid_each_other_are_known_from_either_of_them() -> None:
    visit = dossier(3, 3, relationships=[Relationship(person="g1", kind="avoid_with", other="h1")])
    table = Seating(id="t", item="dinner", name="Table", shape="round", places=6)
    found = seating.propose(visit, visit.items[0], [table])
    assert "g1" not in (found.tables[0].placement.seats[2], found.tables[0].placement.seats[6])


def test_several_tables_take_everybody_and_keep_whom_they_are_given() -> None:
    visit = dossier(9, 7)
    tables = [
        Seating(id="a", item="dinner", name="Head table", shape="long", places=6),
        Seating(id="b", item="dinner", name="Table 2", shape="round", places=5, host="h5"),
        Seating(
            id="c", item="dinner", name="Table 3", shape="round", places=5, guest_of_honour="g9"
        ),
    ]
    found = seating.propose(visit, visit.items[0], tables)
    at = where(found)
    assert found.without == () and len(at) == 16
    assert {at[one][0] for one in ("g1", "g2", "g3", "h1", "h2", "h3")} == {"a"}
    assert at["h5"] == ("b", 1, False) and at["g9"][0] == "c"
