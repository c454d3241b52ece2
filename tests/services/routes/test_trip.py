"""An investor trip: measures of success, warm-ups, clusters by place, and two teams."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stop import Stop
from sciattache.services.dossier import Dossier
from sciattache.services.routes import trip
from sciattache.services.routes.trip import Trip

NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)
PLACES = {
    name: Place(id=name, name=name, latitude=48.0, longitude=lon)
    for name, lon in (("west", 2.0), ("near", 2.01), ("east", 2.3), ("beyond", 2.31))
}
HEAD = Participation(id="p1", engagement="v", person="ada", side="guest", role="head")
MEMBER = Participation(id="p2", engagement="v", person="bo", side="guest", role="member")


def item(id: str, hour: float, place: str = "", length: float = 1, **more: object) -> AgendaItem:
    begins = NINE + timedelta(hours=hour)
    return AgendaItem(**{
        "id": id, "engagement": "v", "title": id, "status": "proposed", "starts_at": begins,
        "ends_at": begins + timedelta(hours=length), "place": place or None, **more,
    })  # fmt: skip


def look(*items: AgendaItem, stops: tuple[Stop, ...] = ()) -> Trip:
    return trip.look(Dossier(
        Engagement(id="v", title="Trip", zone="UTC"), items=list(items), stops=list(stops),
        places=PLACES, participants=[HEAD, MEMBER],
    ))  # fmt: skip


def told(made: Trip) -> list[str]:
    return [one.sentence for one in made.why]


def times(made: Trip) -> dict[str, float]:
    return {
        one.id: (one.values["starts_at"] - NINE) / timedelta(hours=1)
        for one in made.changes
        if "starts_at" in one.values
    }


def teams(made: Trip) -> dict[str, str]:
    return {one.id: one.values["team"] for one in made.changes if "team" in one.values}


def test_a_stop_without_a_success_measure_is_told() -> None:
    stops = (Stop(id="a", city="Porto", zone="UTC"),
             Stop(id="b", city="Lisbon", zone="UTC", success="One term sheet"))  # fmt: skip
    assert "Porto has no success measure." in told(look(stops=stops))
    assert not any("Lisbon" in text for text in told(look(stops=stops)))


def test_a_warm_up_after_its_key_target_changes_places_with_it() -> None:
    made = look(item("target", 0, length=2, key_target=True), item("warm", 3, warm_up=True))
    assert times(made) == {"warm": 0, "target": 2}
    assert "warm goes before target: a warm-up comes before a key target." in told(made)
    again = look(item("warm", 0, warm_up=True), item("target", 2, length=2, key_target=True))
    assert again.changes == ()


def test_a_warm_up_without_room_before_its_target_is_told_and_nothing_moves() -> None:
    made = look(
        item("target", 0, key_target=True), item("tea", 1), item("warm", 2, length=2, warm_up=True)
    )
    assert times(made) == {}
    assert any("no room" in text for text in told(made))


def test_a_key_target_that_nothing_warms_up_for_is_told() -> None:
    assert "Nothing warms up for target." in told(look(item("target", 0, key_target=True)))
    made = look(item("tea", 0), item("target", 2, key_target=True))
    assert "Nothing warms up for target; tea, before it, could." in told(made)


def test_what_lies_within_a_walk_is_one_cluster() -> None:
    made = look(item("a", 0, "west"), item("b", 2, "near"), item("c", 4, "east"))
    assert "a, b: within 1.5 km of each other." in told(made)


def test_a_day_that_goes_to_and_fro_is_put_into_a_shorter_order() -> None:
    made = look(
        item("a", 0, "west"), item("b", 2, "east"), item("c", 4, "near"), item("d", 6, "beyond")
    )
    order = sorted("abcd", key=lambda one: times(made).get(one, "abcd".index(one) * 2))
    assert {frozenset(order[:2]), frozenset(order[2:])} == {frozenset("ac"), frozenset("bd")}
    assert any(text.startswith("Another order on Mon 4 May 2026 saves") for text in told(made))


def test_what_is_confirmed_stays_where_it_is() -> None:
    made = look(
        *(item(id, at * 2, place, status="confirmed")
          for at, (id, place) in enumerate((("a", "west"), ("b", "east"), ("c", "near"))))
    )  # fmt: skip
    assert made.changes == ()


def test_what_is_at_the_same_time_is_split_by_the_way_and_the_head_has_the_key_target() -> None:
    made = look(
        item("early west", 0, "west", status="confirmed"),
        item("early east", 0, "east", status="confirmed", key_target=True),
        item("late west", 2, "near", status="confirmed"),
        item("late east", 2, "beyond", status="confirmed"),
    )
    assert teams(made) == {
        "early east": "A", "late east": "A", "early west": "B", "late west": "B",
        "p1": "A", "p2": "B",
    }  # fmt: skip
    assert "The head of delegation is in team A, and so at early east." in told(made)


def test_three_at_a_time_and_two_key_targets_at_a_time_are_told() -> None:
    three = look(*(item(id, 0) for id in "abc"))
    assert teams(three) == {}
    assert any("two teams are too few" in text for text in told(three))
    two = look(item("a", 0, key_target=True), item("b", 0, key_target=True))
    assert any("each is a key target of the head" in text for text in told(two))


def test_what_a_team_was_given_stays_with_it() -> None:
    made = look(item("a", 0, "west", team="B"), item("b", 0, "east"))
    assert teams(made) == {"b": "A", "p1": "A", "p2": "B"}
