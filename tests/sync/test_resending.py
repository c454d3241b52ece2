"""What is not acknowledged goes again when it seems lost, when it is little, or when it is wished."""

from __future__ import annotations

import pytest

from sciattache.domain.directory.place import Place
from sciattache.sync import preview, resending
from sciattache.sync.container import padded
from sciattache.sync.sending import make
from sciattache.sync.status import standings
from sciattache.sync.taking import take
from tests.sync.faults.clocks import DAY, gone_by
from tests.sync.test_exchange import add, names, settle


@pytest.fixture
def clock():
    with gone_by() as made:
        yield made


def much(office, number: int) -> None:
    """A step that tells more than goes with every bundle."""
    with office.step("Add many") as session:
        session.add_all(Place(name=f"{number}, {n}: {n * 7919 % 9973}") for n in range(900))


def sent(world) -> int:
    """How many pieces of a post go to headquarters now."""
    with world.offices[1].session() as session:
        return preview.preview(session, 0).again


def made(world, **wish) -> list[bytes]:
    return make(world.offices[1], 0, **wish)


def answer(world) -> None:
    """Headquarters says what it has; nothing of its own log is lost."""
    for content in make(world.offices[0], 1):
        take(world.offices[1], content)


def test_little_goes_with_every_bundle_until_it_is_acknowledged(world) -> None:
    settle(world)
    first = add(world.offices[1], "First")
    made(world)
    second = add(world.offices[1], "Second")
    (content,) = made(world)
    assert take(world.offices[0], content).outcome == "applied"
    assert names(world.offices[0]) == {first: "First", second: "Second"}


def test_pieces_that_share_a_bundle_cost_little_more_than_one(world) -> None:
    settle(world)
    add(world.offices[1], "First")
    (one,) = made(world)
    for number in range(5):
        add(world.offices[1], f"Another {number}")
        (several,) = made(world)
    assert len(several) < 3 * len(one)


def test_a_peer_with_an_older_program_gets_each_piece_in_a_bundle_of_its_own(world) -> None:
    settle(world)
    add(world.offices[1], "First")
    made(world)
    add(world.offices[1], "Second")
    with world.offices[1].remember() as session:
        session.connection().exec_driver_sql("UPDATE peer SET schema = '0008'")
    outcomes = [take(world.offices[0], content).outcome for content in made(world)]
    assert outcomes == ["applied", "applied"]


def test_pieces_in_a_bundle_are_told_apart(world) -> None:
    settle(world)
    add(world.offices[1], "First")
    (first,) = made(world)
    add(world.offices[1], "Second")
    (both,) = made(world)
    outcomes = [take(world.offices[0], content).outcome for content in (first, both, both)]
    assert outcomes == ["applied", "applied", "duplicate"]
    answer(world)
    with world.offices[1].session() as session:
        assert resending.pending(session, 0) == []


def test_much_goes_once_and_is_waited_for(world, clock) -> None:
    add(world.offices[1], "First")
    settle(world)
    much(world.offices[1], 1)
    (content,) = made(world)
    assert sent(world) == 0
    (only_answers,) = made(world)
    assert len(only_answers) < len(content) / 4
    clock.ahead = 3 * DAY
    assert sent(world) == 1


def test_all_goes_again_at_a_wish(world) -> None:
    settle(world)
    much(world.offices[1], 1)
    (content,) = made(world)
    (again,) = made(world, again=True)
    assert len(again) >= padded(len(content)) * 8 // 9
    assert take(world.offices[0], again).outcome == "applied"


def test_a_fortnight_is_waited_for_who_never_answered(world, clock) -> None:
    settle(world)
    much(world.offices[1], 1)
    made(world)
    clock.ahead = 13 * DAY
    assert sent(world) == 0
    clock.ahead = 15 * DAY
    assert sent(world) == 1


def test_what_a_later_piece_overtook_goes_again_before_the_patience_ends(world, clock) -> None:
    settle(world)
    much(world.offices[1], 1)
    made(world)
    clock.ahead = DAY
    much(world.offices[1], 2)
    (later,) = made(world)
    take(world.offices[0], later)
    answer(world)
    assert sent(world) == 0
    clock.ahead = 3 * DAY // 2
    assert sent(world) == 1


def test_the_slower_a_peer_answers_the_longer_it_is_waited_for(world, clock) -> None:
    settle(world)
    add(world.offices[1], "First")
    contents = made(world)
    clock.ahead = 10 * DAY
    for content in contents:
        take(world.offices[0], content)
    answer(world)
    with world.offices[1].session() as session:
        (standing,) = standings(session)
    assert standing.round_trip // DAY == 10
    much(world.offices[1], 1)
    made(world)
    clock.ahead = 29 * DAY
    assert sent(world) == 0
    clock.ahead = 31 * DAY
    assert sent(world) == 1


def test_a_clock_that_went_back_does_not_hold_anything_up(world, clock) -> None:
    settle(world)
    clock.ahead = 3650 * DAY
    much(world.offices[1], 1)
    made(world)
    clock.ahead = 0
    assert sent(world) == 1
