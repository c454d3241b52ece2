"""Seats that no longer fit what is known of their people, their tables and their rooms."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sciattache.domain.programmes.issue import Issue
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.services import conflicts
from sciattache.services.conflicts import NOTE, WARNS
from sciattache.services.freezing import freeze, thaw


@pytest.fixture
def dinner(visit: Any) -> Any:
    """Ana and Bo at a table of four in a hall for three."""
    visit.place("hall", seats=3)
    visit.item("dinner", "03-04 19:00-21:00", "ana bo", kind="meal", place="hall")
    visit.dossier.seatings.append(Seating(id="table", item="dinner", name="Table 1", places=4))
    visit.dossier.seats["table"] = [
        Seat(id=f"seat-{person}", rid=n, seating="table", number=n, person=person)
        for n, person in enumerate(("ana", "bo"), start=1)
    ]
    return visit


def issued(visit: Any) -> Any:
    """What a dossier says of a version just issued, kept as it is now."""
    then = replace(thaw(freeze(visit.dossier)), issue=Issue(engagement="visit", version=3))
    return {"before": then, "unissued": 1}


def test_a_table_whose_people_come_raises_nothing(dinner: Any) -> None:
    assert dinner.find() == []


def test_who_declined_the_visit_or_the_item_holds_a_seat_no_more(dinner: Any) -> None:
    ana = dinner.dossier.participants[0]
    ana.rsvp = "declined"
    (found,) = dinner.find("seat")
    assert (found.severity, found.sentence) == (
        WARNS, "Seated at Table 1, Dinner, but declined: Ana X."
    )  # fmt: skip
    assert [one.id for one in found.subjects] == ["table", "dinner", "seat-ana"]
    assert found.day == date(2026, 3, 4)
    ana.rsvp = "accepted"
    assert dinner.find("seat") == []
    dinner.dossier.attendances["dinner"][1].status = "declined"
    (found,) = dinner.find("seat")
    assert "declined: Bo X" in found.sentence


def test_who_left_the_office_before_the_day_of_the_table_is_told(dinner: Any) -> None:
    dinner.role("ana", organisation="lab", title="Director", until=date(2026, 3, 3))
    assert dinner.find("office_ended") == []
    (found,) = dinner.find("seat")
    assert "left their office before: Ana X" in found.sentence
    dinner.dossier.roles["ana"].until = date(2026, 3, 4)
    assert dinner.find("seat") == []


def test_who_takes_no_part_or_was_replaced_is_told(dinner: Any) -> None:
    past = issued(dinner)
    part = dinner.dossier.participants.pop(0)
    dinner.dossier.attendances["dinner"].pop(0)
    (found,) = dinner.find("seat", **past)
    assert "no participant: Ana X" in found.sentence
    dinner.person("cleo").id = part.id
    (found,) = dinner.find("seat", **past)
    assert "replaced by somebody else: Ana X" in found.sentence


def test_who_is_not_named_for_the_item_any_more_is_told(dinner: Any) -> None:
    dinner.dossier.attendances["dinner"].pop()
    (found,) = dinner.find("seat")
    assert "not among those whom it is for: Bo X" in found.sentence


def test_the_head_of_a_table_is_looked_at_too(dinner: Any) -> None:
    cleo = dinner.person("cleo", side="host", rsvp="declined")
    dinner.dossier.seatings[0].host = "cleo"
    (found,) = dinner.find("seat")
    assert "declined: Cleo X" in found.sentence
    cleo.rsvp = "accepted"
    dinner.dossier.attendances["dinner"].clear()
    assert dinner.find("seat") == []


def test_a_place_that_is_not_there_or_taken_twice_is_told(dinner: Any) -> None:
    table, (_, bo) = dinner.dossier.seatings[0], dinner.dossier.seats["table"]
    bo.number = 5
    (found,) = dinner.find("seat")
    assert found.sentence == "Table 1, Dinner, has 4 places; seated beyond them: Bo X."
    table.places = 5
    assert dinner.find("seat") == []
    bo.number = 1
    (found,) = dinner.find("seat")
    assert found.sentence == "Place 1 at Table 1, Dinner, is taken twice: Ana X, Bo X."
    bo.behind = True
    assert dinner.find("seat") == []


def test_a_room_with_fewer_seats_than_are_laid_is_told(dinner: Any) -> None:
    hall = dinner.dossier.places["hall"]
    hall.seats = 2
    assert dinner.find("room_small") == []
    hall.seats = 1
    (found,) = dinner.find("room_small")
    assert found.sentence == "Hall seats 1, and 2 are seated there: Dinner."
    dinner.dossier.items[0].room = "Annex"
    assert dinner.find("room_small") == []


def test_a_table_whose_room_or_shape_became_other_since_the_issue_is_a_note(dinner: Any) -> None:
    past = issued(dinner)
    assert dinner.find("table_changed", **past) == []
    dinner.dossier.items[0].room = "Blue"
    (found,) = dinner.find("table_changed", **past)
    assert (found.severity, found.sentence) == (
        NOTE, "Table 1, Dinner, is in another room than in version 3: Hall, Blue, not Hall."
    )  # fmt: skip
    dinner.dossier.seatings[0].shape = "round"
    assert len(dinner.find("table_changed", **past)) == 2
    assert dinner.find("table_changed", **past | {"unissued": 0}) == []


def test_a_dinner_that_does_not_take_place_has_no_seats_to_mend(dinner: Any) -> None:
    dinner.dossier.participants[0].rsvp = "declined"
    dinner.dossier.items[0].status = "cancelled"
    assert dinner.find("seat") == []


def test_a_flight_that_lands_during_the_dinner_stands_against_the_seat(
    dinner: Any, moment: Any
) -> None:
    dinner.leg("late", "03-04 17:00", "03-04 20:00", "bo")
    against = conflicts.by_seat(dinner.dossier, dinner.find())
    assert set(against) == {"seat-bo"}
    (found,) = dinner.find("person_twice")
    assert against["seat-bo"] == (found,)
    dinner.waive(found, "He comes for the dessert.")
    assert conflicts.by_seat(dinner.dossier, dinner.find()) == {}


def test_the_rules_leave_the_dossier_alone(dinner: Any) -> None:
    before = freeze(deepcopy(dinner.dossier))
    dinner.find()
    assert freeze(dinner.dossier) == before
