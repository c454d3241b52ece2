"""Rooms: who needs which nights, and which kind of room for whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.services import rooming
from sciattache.services.dossier import Dossier

FIRST, LAST = date(2026, 3, 23), date(2026, 3, 26)


def part(person: str, **more: Any) -> Participation:
    return Participation(**{"id": person, "person": person, "side": "guest", **more})


def stay(person: str | None, **more: Any) -> Stay:
    values = {
        "id": f"s{person}", "hotel": "Hotel", "person": person, "room_kind": "single",
        "arrives_on": FIRST, "departs_on": LAST, "state": "wanted",
    }  # fmt: skip
    return Stay(**{**values, **more})


def visit(parts: list[Participation], stays: list[Stay] | None = None, **more: Any) -> Dossier:
    genders = more.pop("genders", {})
    people = {
        one.person: Person(
            id=one.person, given_name=one.person.title(), gender=genders.get(one.person)
        )
        for one in parts
    }
    visit_ = Engagement(
        title="x", kind=more.pop("kind", "inbound_delegation"), starts_on=FIRST, ends_on=LAST,
        zone="Europe/Lisbon",
    )  # fmt: skip
    return Dossier(visit_, participants=parts, stays=stays or [], people=people, **more)


def spouses(one: str, other: str) -> list[Relationship]:
    return [Relationship(person=one, kind="spouse_of", other=other)]


def by_person(dossier: Dossier) -> dict[str, rooming.Room]:
    return {room.person: room for room in rooming.propose(dossier)}


def test_guests_sleep_from_their_arrival_to_their_departure() -> None:
    late = datetime(2026, 3, 24, 23, 30, tzinfo=UTC)  # in Tokyo the next day
    dossier = visit([part("a"), part("b", arrives_at=late, arrival_zone="Asia/Tokyo")])
    assert [(n.person, n.arrives_on.day, n.departs_on.day) for n in rooming.needs(dossier)] == [
        ("a", 23, 26), ("b", 25, 26),
    ]  # fmt: skip


def test_hosts_at_home_and_those_who_declined_need_none() -> None:
    parts = [part("h", side="host"), part("m", side="mission"), part("n", rsvp="declined")]
    assert rooming.needs(visit(parts)) == []
    abroad = rooming.needs(visit(parts, kind="outbound_delegation"))
    assert [one.person for one in abroad] == ["m"]


def test_nights_are_cut_where_one_stop_follows_another() -> None:
    stops = [
        Stop(city="Lisbon", zone="UTC", starts_on=FIRST, ends_on=date(2026, 3, 25)),
        Stop(city="Porto", zone="UTC", starts_on=date(2026, 3, 25), ends_on=LAST),
    ]
    nights = rooming.needs(visit([part("a")], stops=stops))
    assert [(n.stop.city, n.arrives_on.day, n.departs_on.day) for n in nights if n.stop] == [
        ("Lisbon", 23, 25), ("Porto", 25, 26),
    ]  # fmt: skip


def test_whoever_has_no_room_gets_one_where_the_others_sleep() -> None:
    dossier = visit([part("a"), part("b")], [stay("a", phone="1", payer="mission")])
    room = by_person(dossier)["b"]
    assert room.stay is None and room.values["hotel"] == "Hotel"
    assert room.values["room_kind"] == "single" and room.values["phone"] == "1"
    assert not by_person(dossier)["a"].changes


def test_a_couple_has_one_double() -> None:
    dossier = visit([part("a"), part("b")], [stay("a")], relationships=spouses("b", "a"))
    found = by_person(dossier)
    assert found["a"].values == {"room_kind": "double", "shares_with": "b"}
    assert found["b"].values["shares_with"] == "a" and found["b"].values["room_kind"] == "double"


def test_a_twin_is_not_a_double() -> None:
    stays = [stay("a", room_kind="double", shares_with="b"),
             stay("b", room_kind="double", shares_with="a")]  # fmt: skip
    dossier = visit([part("a"), part("b")], stays, genders={"a": "male", "b": "male"})
    found = by_person(dossier)
    assert found["a"].values == {"room_kind": "twin"}
    assert str(found["a"].why) == "A twin, not a double: B is no spouse."
    assert len(rooming.conflicts(dossier)) == 2


def test_a_twin_needs_the_word_of_both_and_the_same_gender() -> None:
    one = visit([part("a"), part("b")], [stay("a", room_kind="twin", shares_with="b"), stay("b")])
    assert str(by_person(one)["a"].why) == "Not shared: B has not agreed to it."
    both = [stay("a", room_kind="twin", shares_with="b"),
            stay("b", room_kind="twin", shares_with="a")]  # fmt: skip
    two = visit([part("a"), part("b")], both, genders={"a": "male", "b": "female"})
    assert by_person(two)["a"].values == {"room_kind": "single", "shares_with": None}


def test_a_suite_or_a_double_for_one_stays() -> None:
    dossier = visit([part("a")], [stay("a", room_kind="suite")])
    assert not by_person(dossier)["a"].changes


def test_the_stay_of_whoever_declined_is_cancelled() -> None:
    dossier = visit([part("a", rsvp="declined")], [stay("a", state="booked")])
    assert by_person(dossier)["a"].values == {"state": "cancelled"}


_KINDS = st.sampled_from(["single", "double", "twin", "suite", None])
_STAYS = st.lists(
    st.tuples(
        st.sampled_from("abcd"), _KINDS, st.none() | st.sampled_from("abcd"),
        st.integers(0, 2), st.integers(1, 3),
    ),
    max_size=4, unique_by=lambda one: one[0],
)  # fmt: skip


@given(
    _STAYS, st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["male", "female"])),
    st.sets(st.sampled_from([("a", "b"), ("c", "d")])),
)  # fmt: skip
def test_what_is_proposed_once_applied_breaks_no_rule_and_is_stable(
    stays: list[Any], genders: dict[str, str], couples: set[tuple[str, str]]
) -> None:
    parts = [part(name) for name in "abcd"]
    made = [
        stay(person, room_kind=kind, shares_with=other if other != person else None,
             arrives_on=FIRST + timedelta(days=start), departs_on=LAST - timedelta(days=3 - end))
        for person, kind, other, start, end in stays if start < end
    ]  # fmt: skip
    related = [Relationship(person=a, kind="spouse_of", other=b) for a, b in couples]
    dossier = visit(parts, made, genders=genders, relationships=related)
    for _ in range(3):  # who shares may learn only then that the other does not
        for room in rooming.propose(dossier):
            if room.stay is None:
                dossier.stays.append(Stay(id=f"n{room.person}", state="wanted", **room.values))
            else:
                for name, value in room.values.items():
                    setattr(room.stay, name, value)
    assert not [room for room in rooming.propose(dossier) if room.changes]
    by = {one.person: one for one in dossier.stays}
    assert set(by) == set("abcd") and len(dossier.stays) == 4
    pairs = {frozenset(one) for one in couples}
    for person, one in by.items():
        assert (one.arrives_on, one.departs_on) == (FIRST, LAST)
        if one.shares_with:
            assert by[one.shares_with].shares_with == person
            if one.room_kind == "double":
                assert frozenset((person, one.shares_with)) in pairs
            else:
                assert one.room_kind == "twin"
                assert genders[person] == genders[one.shares_with]
        else:
            assert one.room_kind != "twin"
