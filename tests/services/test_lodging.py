"""Beds: who sleeps in which room on which night, and how many rooms that is."""

from __future__ import annotations

from datetime import date
from typing import Any

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.services.dossier import Dossier
from sciattache.services.lodging import beds

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (23, 24, 25))


def stay(person: str | None, **more: Any) -> Stay:
    values = {
        "id": f"stay of {person}", "hotel": "Hotel", "person": person, "room_kind": "single",
        "arrives_on": MONDAY, "departs_on": WEDNESDAY, "state": "booked",
    }  # fmt: skip
    return Stay(**{**values, **more})


def visit(*stays: Stay, absent: str = "") -> Dossier:
    people = "abcd"
    parts = [
        Participation(
            id=f"part of {one}", person=one, side="guest",
            rsvp="declined" if one in absent else "accepted",
        )
        for one in people
    ]  # fmt: skip
    engagement = Engagement(
        title="Visit", kind="inbound_delegation", starts_on=MONDAY, ends_on=WEDNESDAY
    )
    return Dossier(engagement, participants=parts, stays=list(stays))


def rooms(dossier: Dossier) -> dict[date, int]:
    found: dict[date, int] = {}
    for bed in beds(dossier):
        found[bed.on] = found.get(bed.on, 0) + bed.counts
    return found


def test_the_night_of_departure_is_not_slept() -> None:
    assert rooms(visit(stay("a"))) == {MONDAY: 1, TUESDAY: 1}


def test_two_who_share_take_one_room() -> None:
    both = visit(stay("a", shares_with="b", room_kind="twin"), stay("b", room_kind="twin"))
    assert rooms(both) == {MONDAY: 1, TUESDAY: 1}
    assert [bed.others for bed in beds(both) if bed.on == MONDAY] == [("b",), ("a",)]


def test_a_room_is_known_by_its_number_in_its_hotel() -> None:
    numbered = [stay(one, room="12") for one in "ab"]
    assert rooms(visit(*numbered, stay("c", room="12", hotel="Other")))[MONDAY] == 2
    assert rooms(visit(stay("a", room="1", shares_with="b"), stay("b", room="2")))[MONDAY] == 2


def test_who_shares_without_a_stay_of_their_own_sleeps_there_too() -> None:
    found = [bed for bed in beds(visit(stay("a", shares_with="b"))) if bed.on == MONDAY]
    assert [(bed.person, bed.counts) for bed in found] == [("a", True), ("b", False)]


def test_a_room_shared_for_some_nights_counts_on_every_night() -> None:
    longer = stay("b", departs_on=date(2026, 3, 26), room_kind="twin")
    found = rooms(visit(stay("a", shares_with="b", room_kind="twin"), longer))
    assert found == {MONDAY: 1, TUESDAY: 1, WEDNESDAY: 1}


def test_a_stay_of_everybody_is_for_those_who_have_no_bed_of_their_own() -> None:
    found = beds(visit(stay(None), stay("a", hotel="Palace"), absent="d"))
    slept = {(bed.stay.hotel, bed.person) for bed in found}
    assert slept == {("Palace", "a"), ("Hotel", "b"), ("Hotel", "c")}


def test_what_is_cancelled_and_who_has_declined_take_no_room() -> None:
    found = beds(visit(stay("a", state="cancelled"), stay("b"), absent="b"))
    assert found == []


def test_beds_stand_hotel_by_hotel_then_night_by_night_then_by_room() -> None:
    later = stay("a", id="later", hotel="A later one", arrives_on=TUESDAY)
    found = beds(visit(later, stay("b", room="2"), stay("c", room="1")))
    assert [(bed.stay.hotel, bed.on, bed.person) for bed in found] == [
        ("Hotel", MONDAY, "c"), ("Hotel", MONDAY, "b"),
        ("Hotel", TUESDAY, "c"), ("Hotel", TUESDAY, "b"),
        ("A later one", TUESDAY, "a"),
    ]  # fmt: skip
