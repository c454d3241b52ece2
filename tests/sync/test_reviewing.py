"""What an office wrote whose key was stolen is shown, and taken back in one step."""

from __future__ import annotations

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
    carry(world, 0, 2)
    assert names(world.offices[2])[kept] == "Defaced"
