"""What another engagement of the office books at the same time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.services.conflicts import BLOCKS, NOTE
from tests.services.conflicts.conftest import PARIS, Visit


@pytest.fixture
def fair() -> Visit:
    """Another engagement of the same days, with nothing on yet."""
    return Visit(Engagement(
        id="fair", title="Book fair", kind="seminar", zone=PARIS, state="confirmed",
        starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 6),
    ))  # fmt: skip


def find(visit: Any, fair: Visit, rule: str = "") -> list[Any]:
    """The conflicts of the visit beside the fair, whose places are the office's."""
    other = replace(fair.dossier, places=visit.dossier.places)
    return visit.find(rule, others=(other,))


def ids(conflict: Any) -> set[str]:
    return {subject.id for subject in conflict.subjects}


def test_a_person_booked_in_another_engagement_is_told_with_its_title(
    visit: Any, fair: Visit
) -> None:
    visit.item("ours", "03-04 10:00-11:00", "ana bo")
    fair.item("theirs", "03-04 10:30-11:30", "ana zoe")
    (found,) = find(visit, fair)
    assert (found.rule, found.severity) == ("person_twice", BLOCKS)
    assert ids(found) == {"ours", "theirs", "part-ana"}
    assert found.sentence == (
        "Ours and Theirs of “Book fair” are at the same time (Wed 4 Mar 2026, 10:00): Ana X."
    )
    visit.waive(found, "She leaves early")
    assert [one.waived for one in find(visit, fair)] == ["She leaves early"]
    fair.dossier.items[0].ends_at = visit.dossier.items[0].ends_at
    assert [one.waived for one in find(visit, fair)] == [None]


@pytest.mark.parametrize("hours", ["03-04 11:00-12:00", "03-04 09:00-10:00", "03-05 10:00-11:00"])
def test_what_is_on_before_or_after_takes_nobody_up(visit: Any, fair: Visit, hours: str) -> None:
    visit.item("ours", "03-04 10:00-11:00", "ana")
    fair.item("theirs", hours, "ana")
    assert find(visit, fair) == []


def test_two_of_the_other_engagement_are_its_own_affair(visit: Any, fair: Visit) -> None:
    visit.item("ours", "03-03 10:00-11:00", "ana")
    fair.item("theirs", "03-04 10:00-11:00", "ana")
    fair.item("also theirs", "03-04 10:00-11:00", "ana")
    assert find(visit, fair) == []


@pytest.mark.parametrize(
    ("status", "severities"),
    [("confirmed", [BLOCKS]), ("asked", [BLOCKS]), ("proposed", [NOTE]), ("standby", [NOTE]),
     ("cancelled", []), ("declined", [])],
)  # fmt: skip
def test_what_may_not_come_about_elsewhere_is_a_note(
    visit: Any, fair: Visit, status: str, severities: list[str]
) -> None:
    visit.item("ours", "03-04 10:00-11:00", "ana")
    fair.item("theirs", "03-04 10:00-11:00", "ana", status=status)
    assert [one.severity for one in find(visit, fair)] == severities


@pytest.mark.parametrize(("state", "severity"), [("idea", NOTE), ("planned", BLOCKS)])
def test_an_engagement_that_is_an_idea_is_a_note(
    visit: Any, fair: Visit, state: str, severity: str
) -> None:
    visit.item("ours", "03-04 10:00-11:00", "ana")
    fair.item("theirs", "03-04 10:00-11:00", "ana")
    fair.engagement.state = state
    assert [one.severity for one in find(visit, fair)] == [severity]


def test_an_item_there_without_names_is_for_the_guests_that_both_share(
    visit: Any, fair: Visit
) -> None:
    visit.item("ours", "03-04 10:00-11:00", "ana bo")
    fair.item("theirs", "03-04 10:00-11:00")
    fair.dossier.attendances.clear()
    assert find(visit, fair) == []
    fair.dossier.participants.append(
        Participation(id="there", engagement="fair", person="bo", side="guest")
    )
    (found,) = find(visit, fair)
    assert ids(found) == {"ours", "theirs", "part-bo"}
    fair.dossier.participants[0].rsvp = "declined"
    assert find(visit, fair) == []


def test_who_declined_there_is_free(visit: Any, fair: Visit) -> None:
    visit.item("ours", "03-04 10:00-11:00", "ana")
    fair.item("theirs", "03-04 10:00-11:00", "zoe")
    fair.dossier.attendances["theirs"].append(
        Attendance(id="a", item="theirs", person="ana", status="declined")
    )
    assert find(visit, fair) == []


def test_the_same_event_in_both_programmes_is_a_note_and_its_room_is_not_taken_twice(
    visit: Any, fair: Visit
) -> None:
    visit.place("hall", kind="room")
    visit.item("ours", "03-04 10:00-11:00", "ana", place="hall")
    fair.item("theirs", "03-04 09:00-12:00", "ana", place="hall")
    assert [(one.rule, one.severity) for one in find(visit, fair)] == [("person_twice", NOTE)]


def test_a_room_and_a_car_are_booked_once_in_the_office(visit: Any, fair: Visit) -> None:
    visit.place("hall")
    visit.vehicle("van", 8).plate = "AB-123-CD"
    fair.vehicle("bus", 8).plate = "ab 123 cd"
    visit.item("ours", "03-04 10:00-11:00", "ana", place="hall", room="2", vehicle="van")
    fair.item("theirs", "03-04 10:00-11:00", "zoe", place="hall", room="2", vehicle="bus")
    found = {one.rule: one.sentence for one in find(visit, fair)}
    assert found == {
        "room_twice": "Hall, 2 is booked twice: Ours, and Theirs of “Book fair” "
        "(Wed 4 Mar 2026, 10:00).",
        "vehicle_twice": "Van is booked twice: Ours, and Theirs of “Book fair” "
        "(Wed 4 Mar 2026, 10:00).",
    }
    fair.dossier.vehicles[0].plate = visit.dossier.vehicles[0].plate = None
    assert [one.rule for one in find(visit, fair)] == ["room_twice"]


def test_an_interpreter_is_wanted_once_in_the_office(visit: Any, fair: Visit) -> None:
    visit.person("ivo", side="mission")
    visit.item("ours", "03-04 10:00-11:00", "ana", interpreter="ivo")
    fair.item("theirs", "03-04 10:00-11:00", "zoe", interpreter="ivo")
    (found,) = find(visit, fair)
    assert (found.rule, found.severity) == ("interpreter_twice", BLOCKS)
    assert "Theirs of “Book fair”" in found.sentence


def test_a_flight_that_both_programmes_tell_is_one_and_two_flights_are_not(
    visit: Any, fair: Visit
) -> None:
    ours = visit.leg("ours", "03-03 08:00", "03-03 10:00", "ana", carrier="AF")
    theirs = fair.leg("theirs", "03-03 08:00", "03-03 10:00", "ana", carrier="af")
    ours.number, theirs.number = "1680", "1680"
    assert find(visit, fair, "person_twice") == []
    theirs.number = "7"
    assert [one.severity for one in find(visit, fair, "person_twice")] == [BLOCKS]
