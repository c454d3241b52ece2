"""What an office wrote whose key was stolen is shown, and taken back in one step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.office.clash import Clash
from sciattache.store import undo
from sciattache.sync import reviewing
from tests.sync.test_exchange import add, carry, change, names, remove, settle


def told(office, site: int) -> set[tuple[str, str]]:
    with office.session() as session:
        return {(one.how, one.title) for one in reviewing.written_by(session, site)}


def test_what_an_office_wrote_and_still_stands_is_listed(world) -> None:
    kept = add(world.offices[2], "Ours")
    gone = add(world.offices[2], "Theirs to delete")
    settle(world)
    change(world.offices[1], kept, name="Defaced", city="Nowhere")
    remove(world.offices[1], gone)
    add(world.offices[1], "Planted")
    settle(world)
    change(world.offices[2], kept, city="Bern")
    settle(world)
    found = {("changed", "Defaced"), ("deleted", "Theirs to delete"), ("added", "Planted")}
    assert told(world.offices[0], 1) == found
    with world.offices[0].session() as session:
        (changed,) = [one for one in reviewing.written_by(session, 1) if one.how == "changed"]
    assert [field.name for field in changed.fields] == ["name"]


def test_it_is_taken_back_everywhere_and_can_be_undone(world) -> None:
    kept = add(world.offices[2], "Ours")
    gone = add(world.offices[2], "Deleted")
    settle(world)
    before = names(world.offices[2])
    change(world.offices[1], kept, name="Defaced")
    remove(world.offices[1], gone)
    add(world.offices[1], "Planted")
    settle(world)
    hq = world.offices[0]
    with hq.session() as session:
        suspects = reviewing.written_by(session, 1)
    assert reviewing.take_back(hq, 1, suspects) == 3
    settle(world)
    assert [names(office) for office in world.offices.values()] == [before] * 3
    assert told(hq, 1) == set()
    with hq.session() as session:
        undo.undo(session)
    assert told(hq, 1) == {("changed", "Defaced"), ("deleted", "Deleted"), ("added", "Planted")}
    carry(world, 0, 2)
    assert names(world.offices[2])[kept] == "Defaced"


def test_a_record_that_is_gone_is_told_by_its_own_name(world) -> None:
    with world.offices[2].step("Add person") as session:
        session.add(Person(family_name="Noether", name_order="given-first"))
    settle(world)
    with world.offices[1].step("Delete person") as session:
        session.delete(session.query(Person).one())
    settle(world)
    assert told(world.offices[0], 1) == {("deleted", "Noether")}


def test_what_an_office_undid_of_its_own_is_listed_from_then_on(world) -> None:
    kept = add(world.offices[1], "Ours")
    change(world.offices[1], kept, city="Bern")
    settle(world)
    moment = datetime.now(UTC) + timedelta(minutes=1)
    with world.offices[1].remember() as session:
        session.connection().exec_driver_sql("UPDATE clock SET hlc = hlc + (120 << 16)")
    with world.offices[1].session() as session:
        undo.undo(session)
    settle(world)
    with world.offices[0].session() as session:
        found = reviewing.written_by(session, 1, since=moment)
    assert [(one.title, one.before["city"]) for one in found] == [("Ours", "Bern")]


def test_clashes_of_a_record_that_it_added_go_and_return_with_it(world) -> None:
    planted = add(world.offices[1], "Planted")
    settle(world)
    hq = world.offices[0]
    for site in (1, 2):
        with world.offices[site].session() as session:
            if session.query(Place).filter_by(id=planted).first() is None:
                continue
        change(world.offices[site], planted, name=f"By {site}")
    change(hq, planted, name="By headquarters")
    settle(world)
    assert clashing(hq) == {planted}
    with hq.session() as session:
        suspects = [one for one in reviewing.written_by(session, 1) if one.how == "added"]
    assert reviewing.take_back(hq, 1, suspects) == 1
    assert clashing(hq) == set() and planted not in names(hq)
    with hq.session() as session:
        undo.undo(session)
    assert clashing(hq) == {planted} and planted in names(hq)


def clashing(office) -> set[str]:
    with office.session() as session:
        return {one.record for one in session.query(Clash)}
