"""A day is mended by the least disruption, and no rule that held is broken by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.services import repair
from sciattache.services.dossier import Dossier
from sciattache.services.repair import Amendment, Fixture, Repair

NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)
VISIT = Engagement(id="v", title="Visit", zone="UTC", home_zone="UTC")


def _m(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


def _near(_: str | None, __: str | None) -> timedelta:
    return _m(15)


def _item(id: str, start: int, length: int = 60, **more: object) -> AgendaItem:
    begins = NINE + _m(start)
    return AgendaItem(
        id=id, engagement="v", title=id, starts_at=begins, ends_at=begins + _m(length),
        **{"status": "confirmed", **more},
    )  # fmt: skip


def _dossier(*items: AgendaItem, legs: tuple[Leg, ...] = ()) -> Dossier:
    guest = Participation(id="g", engagement="v", person="ada", side="guest", rsvp="accepted")
    return Dossier(VISIT, items=list(items), legs=list(legs), participants=[guest])


def _told(made: Repair) -> dict[str, str | int]:
    return {
        one.id: "dropped" if one.how == "dropped" else (one.start - NINE) // _m(1)
        for one in made.amendments
    }


def test_what_has_room_before_it_stays_where_it_is() -> None:
    dossier = _dossier(_item("a", 0), _item("b", 75), _item("c", 300))
    assert _told(repair.after_shift(dossier, "a", 30, _near)) == {"a": 30, "b": 105}


def test_what_is_on_standby_goes_first_then_by_its_drop_order() -> None:
    crowded = (
        _item("a", 0), _item("spare", 75, status="standby"), _item("b", 150), _item("c", 225),
    )  # fmt: skip
    assert _told(repair.after_shift(_dossier(*crowded), "a", 60, _near)) == {
        "a": 60, "spare": "dropped",
    }  # fmt: skip
    last = Leg(
        id="f", engagement="v", kind="flight", departs_at=NINE + _m(300),
        departure_zone="UTC", arrives_at=NINE + _m(420), arrival_zone="UTC",
    )  # fmt: skip
    tight = (
        _item("a", 0),
        _item("b", 75, drop_order=2),
        _item("c", 150, drop_order=1),
        _item("d", 225),
    )
    told = _told(repair.after_shift(_dossier(*tight, legs=(last,)), "a", 60, _near))
    assert told == {"a": 60, "c": "dropped", "b": 135}


def test_a_leg_that_arrives_later_moves_what_its_passengers_do_next() -> None:
    flight = Leg(
        id="f", engagement="v", kind="flight", departs_at=NINE - _m(120), departure_zone="UTC",
        arrives_at=NINE, arrival_zone="UTC",
    )  # fmt: skip
    dossier = _dossier(_item("a", 20), _item("b", 120), legs=(flight,))
    made = repair.after_arrival(dossier, "f", NINE + _m(40), _near)
    assert _told(made) == {"a": 55, "b": 130}
    assert made.unsolved == ()


def test_the_whole_rest_of_a_day_may_be_shifted_alike() -> None:
    dossier = _dossier(_item("a", 0), _item("b", 120), _item("c", 300))
    told = _told(repair.after_shift(dossier, "b", 30, _near, everything=True))
    assert told == {"b": 150, "c": 330}


def test_what_cannot_be_mended_is_told_with_what_stays_too_close() -> None:
    last = Leg(
        id="f", engagement="v", kind="flight", departs_at=NINE + _m(90), departure_zone="UTC"
    )
    dossier = _dossier(_item("a", 0, key_target=True), legs=(last,))
    made = repair.after_shift(dossier, "a", 60, _near)
    assert _told(made) == {"a": 60}
    assert made.unsolved == (("a", "f"),)


fixtures = st.builds(
    lambda start, length, people, fixed, drop, touch: (start, length, people, fixed, drop, touch),
    st.integers(0, 60), st.integers(1, 8), st.sets(st.sampled_from("abc"), min_size=1),
    st.booleans(), st.sampled_from([None, 1.5, 20.0, 400.0]), st.sampled_from([1.0, 5.0, 12.0]),
)  # fmt: skip


def _fixture(number: int, made: tuple) -> Fixture:  # type: ignore[type-arg]
    start, length, people, fixed, drop, touch = made
    begins = NINE + _m(5 * start)
    return Fixture(
        str(number), begins, begins + _m(5 * length), frozenset(people), fixed=fixed, drop=drop,
        touch=touch, latest=NINE + _m(900),
    )  # fmt: skip


def _applied(held: list[Fixture], made: Repair) -> list[Fixture]:
    by_id = {one.id: one for one in made.amendments}
    after: list[Fixture] = []
    for one in held:
        amendment: Amendment | None = by_id.get(one.id)
        if amendment is None:
            after.append(one)
        elif amendment.how == "moved":
            after.append(repair._at(one, amendment.start))
    return after


@settings(max_examples=150, deadline=None)
@given(st.lists(fixtures, min_size=1, max_size=6), st.integers(0, 5), st.integers(1, 12))
def test_no_rule_that_held_is_broken(rows: list[tuple], which: int, late: int) -> None:  # type: ignore[type-arg]
    held = [_fixture(number, row) for number, row in enumerate(rows)]
    trigger = held[which % len(held)]
    moved = [
        repair._at(one, one.start + _m(5 * late), one.start + _m(5 * late))
        if one is trigger
        else one
        for one in held
    ]
    made = repair.mend(held, moved, _near, since=trigger.start)
    after = _applied(held, made)
    for one in made.amendments:
        assert not next(f for f in held if f.id == one.id).fixed or one.id == trigger.id
    if made.unsolved:
        return
    new = {one.id: one for one in after}
    for first, second in combinations(
        sorted(held, key=lambda one: (one.start, not one.fixed, one.id)), 2
    ):
        if first.id not in new or second.id not in new or not first.people & second.people:
            continue
        one, other = sorted((new[first.id], new[second.id]), key=lambda f: f.start)
        if one.id != first.id:
            continue
        before = second.start - first.end
        assert other.start - one.end >= min(_m(15), before)
    for one in after:
        assert one.end <= NINE + _m(900)
