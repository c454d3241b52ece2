"""How matters stand with each office, read for all of them together."""

from __future__ import annotations

from sciattache.sync import sending, status, taking
from sciattache.sync.status import Standing

from .test_exchange import add


def take(office, files: list[bytes]) -> None:
    for content in files:
        taking.take(office, content)


def standings(office) -> dict[int, Standing]:
    with office.session() as session:
        return {one.site: one for one in status.standings(session)}


def test_an_offices_own_steps_do_not_wait_to_go_to_it(world) -> None:
    add(world.offices[1], "Łódź")
    take(world.offices[0], sending.make(world.offices[1], 0))
    add(world.offices[0], "Oslo")
    found = standings(world.offices[0])
    assert {site: one.waiting_steps for site, one in found.items()} == {1: 1, 2: 2}


def test_what_was_made_waits_no_longer_but_is_not_confirmed(world) -> None:
    add(world.offices[0], "Oslo")
    made = sending.make(world.offices[0], 1)
    found = standings(world.offices[0])
    assert (found[1].waiting_steps, found[1].unacknowledged) == (0, 1)
    assert found[1].unacknowledged_bytes > 0
    assert (found[2].waiting_steps, found[2].unacknowledged) == (1, 0)
    add(world.offices[0], "Bergen")
    assert {site: one.waiting_steps for site, one in standings(world.offices[0]).items()} == {
        1: 1, 2: 2,
    }  # fmt: skip
    take(world.offices[1], made)
    take(world.offices[0], sending.make(world.offices[1], 0, cap=1))
    assert standings(world.offices[0])[1].unacknowledged == 0


def test_steps_that_have_not_come_are_named_for_the_office_that_lacks_them(world) -> None:
    post = world.offices[1]
    for name in ("Łódź", "Oslo", "Bergen"):
        add(post, name)
        made = sending.make(post, 0, cap=1)
    first, _, last = made
    take(world.offices[0], [first, last])
    found = standings(world.offices[0])
    assert (found[1].last, found[1].holes) == (3, ((2, 2),))
    assert (found[2].last, found[2].holes) == (0, ())


def test_a_post_counts_its_own_steps_for_headquarters(world) -> None:
    post = world.offices[2]
    add(post, "Łódź")
    add(post, "Oslo")
    assert standings(post)[0].waiting_steps == 2
    sending.make(post, 0)
    assert standings(post)[0].waiting_steps == 0
