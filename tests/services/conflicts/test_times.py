"""Bookings at the same time, and gaps that are too short."""

from __future__ import annotations

from typing import Any

import pytest

from sciattache.services.conflicts import BLOCKS, NOTE, WARNS

THERE = {"latitude": 48.85, "longitude": 2.35}


def ids(conflict: Any) -> set[str]:
    return {subject.id for subject in conflict.subjects}


@pytest.mark.parametrize(
    ("first", "second", "conflicts"),
    [
        ("03-04 10:00-11:00", "03-04 10:30-11:30", True),
        ("03-04 10:00-11:00", "03-04 11:00-12:00", False),
        ("03-04 10:00-11:00", "03-04 10:00-11:00", True),
        ("03-04 10:00-10:00", "03-04 10:00-10:00", True),
        ("03-04 10:00", "03-04 09:00-10:30", True),
        ("03-04 10:00", "03-04 09:00-10:00", False),
        ("03-04 10:00", "03-04 10:00-11:00", True),
    ],
)
def test_hours_are_half_open_and_equal_beginnings_meet(
    visit: Any, first: str, second: str, conflicts: bool
) -> None:
    visit.item("first", first, "ana")
    visit.item("second", second, "ana")
    found = visit.find("person_twice")
    assert [one.severity for one in found] == [BLOCKS] * conflicts
    assert all({"first", "second", "part-ana"} == ids(one) for one in found)


def test_a_night_meeting_across_midnight_meets_one_after_midnight(visit: Any, moment: Any) -> None:
    visit.item("late", "03-04 23:00", "ana").ends_at = moment("03-05 01:00")
    visit.item("early", "03-05 00:30-02:00", "ana")
    visit.item("next", "03-05 02:00-03:00", "ana")
    (found,) = visit.find("person_twice")
    assert ids(found) == {"late", "early", "part-ana"}


def test_instants_decide_and_not_the_hours_on_the_wall(visit: Any) -> None:
    visit.item("paris", "03-04 10:00-11:00", "ana")
    visit.item("tokyo", "03-04 10:00-11:00", "ana", start_zone="Asia/Tokyo")
    assert visit.find("person_twice") == []
    visit.item("call", "03-04 18:30-19:30", "ana", start_zone="Asia/Tokyo")
    (found,) = visit.find("person_twice")
    assert ids(found) == {"paris", "call", "part-ana"}


@pytest.mark.parametrize("status", ["cancelled", "declined"])
def test_what_does_not_take_place_meets_nothing(visit: Any, status: str) -> None:
    visit.item("first", "03-04 10:00-11:00", "ana")
    visit.item("second", "03-04 10:00-11:00", "ana", status=status)
    assert visit.find() == []


def test_what_is_on_standby_is_a_note(visit: Any) -> None:
    visit.item("first", "03-04 10:00-11:00", "ana")
    visit.item("second", "03-04 10:00-11:00", "ana", status="standby")
    assert [one.severity for one in visit.find("person_twice")] == [NOTE]


def test_an_item_without_names_is_for_every_guest_of_its_team(visit: Any) -> None:
    visit.dossier.participants[0].team, visit.dossier.participants[1].team = "A", "B"
    visit.person("cem")
    visit.person("host", side="host")
    visit.item("first", "03-04 10:00-11:00", team="A")
    visit.item("second", "03-04 10:00-11:00", team="B")
    (found,) = visit.find("person_twice")
    assert ids(found) == {"first", "second", "part-cem"}


def test_who_declined_the_item_or_everything_is_not_booked(visit: Any) -> None:
    visit.item("first", "03-04 10:00-11:00", "ana bo")
    visit.item("second", "03-04 10:00-11:00", "ana bo")
    visit.dossier.attendances["second"][0].status = "declined"
    visit.dossier.participants[1].rsvp = "declined"
    assert visit.find("person_twice") == []


@pytest.mark.parametrize("hours", ["03-04 10:00-10:30", "03-04 09:00-10:00"])
def test_a_talk_within_a_seminar_at_its_place_is_a_note(visit: Any, hours: str) -> None:
    visit.place("hall")
    visit.place("room", kind="room", part_of="hall")
    visit.item("seminar", "03-04 09:00-17:00", "ana", place="hall")
    visit.item("talk", hours, "ana", place="room")
    (found,) = visit.find("person_twice")
    assert (found.severity, found.sentence[:4]) == (NOTE, "Talk")
    visit.place("elsewhere")
    visit.dossier.items[1].place = "elsewhere"
    assert [one.severity for one in visit.find("person_twice")] == [BLOCKS]


def test_a_room_has_one_item_at_a_time_and_a_house_has_many(visit: Any) -> None:
    visit.place("house")
    visit.item("first", "03-04 10:00-11:00", "ana", place="house", room="Salle 1")
    visit.item("second", "03-04 10:30-11:30", "bo", place="house", room="salle 1 ")
    visit.item("third", "03-04 10:30-11:30", "cem", place="house", room="Salle 2")
    visit.item("fourth", "03-04 10:30-11:30", "dee", place="house")
    (found,) = visit.find("room_twice")
    assert ids(found) == {"first", "second"}
    assert found.sentence == (
        "House, Salle 1 is booked twice: First and Second (Wed 4 Mar 2026, 10:30)."
    )


def test_a_vehicle_and_an_interpreter_are_booked_once(visit: Any) -> None:
    visit.vehicle("car", 4)
    visit.item("first", "03-04 10:00-11:00", "ana", vehicle="car", interpreter="ines")
    visit.item("second", "03-04 10:30-11:30", "bo", vehicle="car", interpreter="ines")
    found = {one.rule: ids(one) for one in visit.find()}
    both = {"first", "second"}
    assert found == {"vehicle_twice": {*both, "car"}, "interpreter_twice": both}


def test_legs_that_overlap_block(visit: Any) -> None:
    visit.leg("AF1", "03-05 10:00", "03-05 12:00", "ana")
    visit.leg("AF2", "03-05 11:30", "03-05 13:00", "ana")
    (found,) = visit.find("legs_overlap")
    assert found.severity == BLOCKS


def test_a_leg_told_again_as_a_movement_is_a_note(visit: Any) -> None:
    visit.leg("AF1", "03-05 10:00", "03-05 12:00", "ana")
    visit.item("flight", "03-05 10:05-12:00", "ana", kind="movement")
    assert [one.severity for one in visit.find("person_twice")] == [NOTE]
    visit.item("lunch", "03-05 11:00-12:00", "ana", kind="meal")
    assert BLOCKS in {one.severity for one in visit.find("person_twice")}


def test_two_cars_of_a_motorcade_carry_their_own_people(visit: Any) -> None:
    visit.vehicle("one", 4)
    visit.vehicle("two", 4)
    for part, car in zip(visit.dossier.participants, ("one", "two"), strict=True):
        part.vehicle = car
    visit.item("first", "03-04 10:00-10:30", kind="movement", vehicle="one")
    visit.item("second", "03-04 10:05-10:35", kind="movement", vehicle="two")
    assert visit.find() == []


def test_an_end_before_the_beginning_blocks(visit: Any) -> None:
    visit.item("first", "03-04 11:00-10:00", "ana")
    assert [one.severity for one in visit.find("ends_first")] == [BLOCKS]


def test_free_time_and_whole_days_take_nobody_up(visit: Any) -> None:
    visit.item("rest", "03-04 10:00-11:00", kind="free")
    visit.item("day", "03-04 10:00-11:00", all_day=True)
    visit.item("first", "03-04 10:00-11:00")
    assert visit.find() == []


def test_a_gap_shorter_than_a_measured_way_blocks(visit: Any, moment: Any) -> None:
    visit.place("east")
    visit.place("west", buffer=10)
    visit.way("east", "west", 30)
    visit.engagement.buffer = 5
    visit.item("first", "03-04 10:00-11:00", "ana", place="east")
    second = visit.item("second", "03-04 11:20-12:00", "ana", place="west")
    for minute, severities in (
        ("11:29", [BLOCKS]), ("11:30", [WARNS]), ("11:44", [WARNS]), ("11:45", []),
    ):  # fmt: skip
        second.starts_at = moment(f"03-04 {minute}")
        assert [one.severity for one in visit.find("way")] == severities, minute


def test_touching_items_at_different_places_want_the_way_between(visit: Any) -> None:
    visit.place("east", **THERE)
    visit.place("west", latitude=48.90, longitude=2.35)
    visit.item("first", "03-04 10:00-11:00", "ana", place="east")
    visit.item("second", "03-04 11:00-12:00", "ana", place="west")
    (found,) = visit.find("way")
    assert found.severity == WARNS
    assert "about 21 minutes, over 6 km; 0 are left" in found.sentence


def test_a_guess_blocks_only_where_no_flight_would_be_in_time(visit: Any) -> None:
    visit.place("paris", **THERE)
    visit.place("tokyo", latitude=35.68, longitude=139.76)
    visit.item("first", "03-04 10:00-11:00", "ana", place="paris")
    visit.item("second", "03-04 15:00-16:00", "ana", place="tokyo")
    assert [one.severity for one in visit.find("way")] == [BLOCKS]


def test_a_flight_in_between_carries_people_over(visit: Any) -> None:
    visit.place("paris", **THERE)
    visit.place("tokyo", latitude=35.68, longitude=139.76)
    visit.item("first", "03-04 08:00-09:00", "ana", place="paris")
    tokyo = "Asia/Tokyo"
    visit.leg("AF276", "03-04 13:00", "03-05 09:40", "ana", arrival_zone=tokyo,
              origin="CDG", destination="HND")  # fmt: skip
    visit.item("second", "03-05 14:00-15:00", "ana", place="tokyo", start_zone=tokyo)
    assert visit.find("way") == []
    visit.dossier.items[1].starts_at = visit.dossier.legs[0].arrives_at
    (found,) = visit.find("way")
    assert ids(found) == {"AF276", "second", "part-ana"}


def test_an_unknown_place_is_no_conflict_but_hides_none_either(visit: Any) -> None:
    visit.place("east")
    visit.place("west")
    visit.place("nowhere")
    visit.way("east", "west", 60)
    visit.item("first", "03-04 10:00-11:00", "ana", place="east")
    visit.item("second", "03-04 11:00-11:10", "ana")
    visit.item("third", "03-04 11:10-11:30", "ana", place="nowhere")
    assert visit.find("way") == []
    visit.dossier.items.pop()
    visit.item("third", "03-04 11:10-11:30", "ana", place="west")
    (found,) = visit.find("way")
    assert ids(found) == {"first", "third", "part-ana"}


def test_one_building_wants_the_minutes_to_spare_and_no_way(visit: Any) -> None:
    visit.place("house", **THERE)
    visit.place("attic", part_of="house", buffer=20)
    visit.item("first", "03-04 10:00-11:00", "ana", place="house")
    visit.item("second", "03-04 11:05-12:00", "ana", place="attic")
    assert visit.find() == []
    visit.engagement.buffer = 10
    assert [one.severity for one in visit.find("way")] == [NOTE]


def test_only_those_who_go_from_the_one_to_the_other_are_named(visit: Any) -> None:
    visit.place("east")
    visit.place("west")
    visit.way("west", "east", 30)
    visit.item("first", "03-04 10:00-11:00", "ana", place="east")
    visit.item("second", "03-04 11:10-12:00", "ana bo", place="west")
    (found,) = visit.find("way")
    assert ids(found) == {"first", "second", "part-ana"}
