"""A preview says what the bundles made next will carry, and leaves no trace."""

from __future__ import annotations

import pytest

from sciattache.domain.directory.place import Place
from sciattache.domain.office.handling import Handling
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.sync import sending
from sciattache.sync.preview import Preview, preview
from tests.sync.test_attachments import attach, noise
from tests.sync.test_exchange import add, change, remove, settle


def seen(office, site: int = 0, **wishes) -> Preview:
    with office.session() as session:
        return preview(session, site, **wishes)


def told(found: Preview) -> dict[str, tuple[int, int, tuple[str, ...]]]:
    return {one.type: (one.count, one.deleted, one.titles) for one in found.records}


def dump(office) -> list[str]:
    with office.session() as session:
        return list(session.connection().connection.driver_connection.iterdump())


def test_what_is_new_is_told_by_type_and_title(world) -> None:
    post = world.offices[1]
    id = add(post, "Zagreb")
    add(post, "Łódź")
    with post.step("Add a visit") as session:
        session.add(Engagement(title="Visit", kind="inbound"))
    found = seen(post)
    assert (found.steps, found.again, found.office) == (3, 0, "Headquarters")
    assert told(found) == {"place": (2, 0, ("Zagreb", "Łódź")), "engagement": (1, 0, ("Visit",))}
    settle(world)
    assert (seen(post).steps, seen(post).records) == (0, ())
    change(post, id, name="Zadar")
    assert told(seen(post)) == {"place": (1, 0, ("Zadar",))}
    remove(post, id)
    assert told(seen(post)) == {"place": (1, 1, ())}


def test_what_was_made_and_is_not_acknowledged_leaves_again(world) -> None:
    post = world.offices[1]
    add(post, "One")
    sending.make(post, 0)
    add(post, "Two")
    found = seen(post)
    assert (found.steps, found.again, found.files) == (1, 1, 2)
    assert told(found) == {"place": (2, 0, ("One", "Two"))}


def test_nothing_is_written(world) -> None:
    add(world.offices[1], "Here")
    before = dump(world.offices[1])
    seen(world.offices[1])
    assert dump(world.offices[1]) == before


@pytest.mark.parametrize("number", [0, 1, 300])
def test_its_size_is_close_to_that_of_the_bundles(world, number: int) -> None:
    post = world.offices[1]
    with post.step("Add places") as session:
        session.add_all(Place(name=f"Place {n * n * 7919 % 1009}") for n in range(number))
    found = seen(post)
    real = sum(map(len, sending.make(post, 0)))
    assert abs(found.size - real) <= 600 + real * 0.03


def test_as_many_bundles_as_their_largest_size_needs(world) -> None:
    import random

    post = world.offices[1]
    for number in range(32):
        add(post, random.Random(number).randbytes(400).hex())
    found = seen(post, cap=4_000)
    assert 3 <= found.files <= len(sending.make(post, 0, cap=4_000))


def test_what_a_marking_keeps_back_is_counted_and_named(world) -> None:
    hq = world.offices[0]
    with hq.remember() as session:
        session.connection().exec_driver_sql("UPDATE peer SET clearance = 1 WHERE site = 1")
    with hq.step("Add a visit") as session:
        secret = Handling(name="Secret", level=2)
        session.add(secret)
        session.flush()
        visit = Engagement(title="Visit", kind="inbound", handling=secret.id)
        session.add(visit)
        session.flush()
        session.add(AgendaItem(title="Arrival", engagement=visit.id))
        session.add(Place(name="Open"))
    for made in (False, True):
        if made:
            sending.make(hq, 1)
        found = seen(hq, 1)
        assert told(found) == {"place": (1, 0, ("Open",))}
        assert [(one.marking, one.titles) for one in found.kept] == [
            ("Secret", ("Arrival", "Secret", "Visit"))
        ]
    assert seen(hq, 2).kept == ()
    with hq.step("Lower it") as session:
        session.query(Handling).one().level = 1
    assert seen(hq, 1).kept == ()
    assert {"agenda_item", "engagement"} < set(told(seen(hq, 1)))


def test_what_is_of_another_office_is_no_matter_of_markings(world) -> None:
    hq = world.offices[0]
    with hq.remember() as session:
        cursor = session.connection().connection.cursor()
        cursor.execute("UPDATE peer SET office = 'Rome', clearance = 0 WHERE site = 2")
    with hq.step("Add a marking") as session:
        session.add(Handling(name="Secret", level=2))
    add(world.offices[1], "Lisbon's own")
    settle(world)
    found = seen(hq, 2)
    assert "place" not in told(found)
    assert [one.titles for one in found.kept] == [("Secret",)]


def test_a_marking_that_is_not_known_keeps_back(world) -> None:
    post = world.offices[1]
    with post.step("Add a visit") as session:
        session.add(Engagement(title="Visit", kind="inbound", handling="0" * 36))
    found = seen(post)
    assert found.records == ()
    assert [(one.marking, one.titles) for one in found.kept] == [("?", ("Visit",))]


def test_files_are_counted_and_as_many_as_go_at_once_weigh(world) -> None:
    post = world.offices[1]
    for number in range(3):
        attach(post, noise(400_000, number), f"File {number}")
    for budget, going in ((0, 0), (900_000, 900_000), (3_000_000, 1_200_000)):
        found = seen(post, budget=budget)
        assert (found.contents, found.contents_size) == (3, 1_200_000)
        assert going <= found.size <= going * 1.1 + 10_000
    before = dump(post)
    seen(post)
    assert dump(post) == before
    real = sum(map(len, sending.make(post, 0)))
    assert abs(found.size - real) <= 5_000 + real * 0.1


def test_the_time_on_a_line_follows_from_its_speed(world) -> None:
    add(world.offices[1], "Here")
    found = seen(world.offices[1])
    assert found.minutes(64) == pytest.approx(found.size * 8 / 64_000 / 60)
    assert found.plain(64)["minutes"] == round(found.minutes(64), 1)


def test_who_stops_it_is_heard(world) -> None:
    def stop(done: int, of: int, words: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seen(world.offices[1], report=stop)


def test_a_partner_that_is_none_is_told(world) -> None:
    with pytest.raises(KnownError):
        seen(world.offices[1], 7)
