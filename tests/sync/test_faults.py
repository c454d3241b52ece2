"""A quick selection of the faults: `./dev faults` tries them all."""

from __future__ import annotations

import sys
from uuid import UUID

import pytest

from sciattache.domain.directory.person import Person
from sciattache.sync import wire
from sciattache.sync.segment import ALIVE, Cell, Dot, Row, Segment, Txn
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests.sync.faults import damage, kills, mutants, schedules
from tests.sync.test_exchange import add, change, names, settle

_QUICK = {
    "last writer wins, silently",
    "acknowledged once it is sent",
    "no chain is checked",
}
needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")


def test_no_file_that_was_damaged_or_forged_changes_an_office(world) -> None:
    for found in damage.every(world, stride=61):
        assert found.failures == [], found.fault
        assert found.tried > 0


@needs_fork
def test_what_is_killed_or_finds_no_room_leaves_the_old_state_or_the_new(tmp_path, blank) -> None:
    for scene in kills.scenes(tmp_path / "scene", blank):
        trials = [kills.killed(scene, 2), kills.limited(scene, tmp_path, 2)]
        if scene.name == "make":
            trials += [kills.full(scene, tmp_path), kills.together(scene, 2)]
        for found in trials:
            assert found.failures == [], found.fault
            assert found.tried > 0


def test_all_end_alike_though_clocks_jump_by_years(blank) -> None:
    assert schedules.run("clocks", 1, blank, many=8) == ""


@needs_fork
@pytest.mark.parametrize(
    "mutant", [one for one in mutants.MUTANTS if one.name in _QUICK], ids=lambda one: one.name
)
def test_a_wrong_engine_is_found(mutant, blank) -> None:
    assert mutants.finds(mutant, blank)


def test_a_record_that_has_the_id_of_another_is_refused(world) -> None:
    id = add(world.offices[1], "Here")
    settle(world)
    change(world.offices[1], id, name="There")
    (content,) = make(world.offices[1], 0)
    manifest, _ = damage._opened(content, world.keys, 1)
    cells = (Cell(ALIVE, 0, 1), Cell(Person.field("family_name").tag, 0, "Nobody"))
    segment = Segment((Txn(Dot(1 << 20, 1, 7, 1)),), (Row(Person.about.tag, 1, UUID(id), cells),))
    made = damage._made(manifest, wire.encode(segment), world.keys[1], world.keys[0])
    assert take(world.offices[0], made).outcome == "refused"
    assert take(world.offices[0], content).outcome == "applied"
    assert names(world.offices[0]) == {id: "There"}
