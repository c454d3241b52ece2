"""What this program cannot read waits, whole, until one comes that can."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from sciattache.domain.directory.place import Place
from sciattache.store import clock, migrate
from sciattache.sync import arbiter, fields, incoming, wire
from sciattache.sync.lineage import Lineage
from sciattache.sync.segment import Cell, Dot, Row, Segment, Txn
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests.sync.test_exchange import add, carry, change, names, settle

_PLACE = Place.about.tag
_NAME, _LATITUDE = (Place.field(name).tag for name in ("name", "latitude"))


def forged(office, tag: int, value: object) -> None:
    """Make an office say something of a field that no office says."""
    with office.remember() as session:
        cursor = session.connection().connection.cursor()
        number, payload = cursor.execute(
            "SELECT id, payload FROM segment ORDER BY id DESC LIMIT 1"
        ).fetchone()
        held = wire.decode(payload)
        rows = tuple(
            replace(row, cells=tuple(Cell(tag, cell.txn, value) for cell in row.cells))
            for row in held.rows
        )
        cursor.execute(
            "UPDATE segment SET payload = ? WHERE id = ?",
            (wire.encode(replace(held, rows=rows)), number),
        )


@pytest.mark.parametrize(
    ("tag", "value"), [(_LATITUDE, "north"), (_NAME, 7), (_NAME, b"\xff"), (61, "newer")]
)
def test_a_value_that_cannot_be_read_waits(world, tag, value) -> None:
    id = add(world.offices[1], "Here")
    settle(world)
    change(world.offices[1], id, name="There")
    make(world.offices[1], 0)
    forged(world.offices[1], tag, value)
    outcomes = [take(world.offices[0], one).outcome for one in make(world.offices[1], 0)]
    assert outcomes == ["applied"]
    assert names(world.offices[0]) == {id: "Here"}
    with world.offices[0].session() as session:
        kept = session.connection().exec_driver_sql("SELECT f FROM waiting").scalars().all()
    assert kept == [tag]


def test_what_waited_is_taken_by_a_newer_program_and_told_to_all(world, monkeypatch) -> None:
    id = add(world.offices[1], "Here")
    settle(world)
    with monkeypatch.context() as older:
        known = {tag: field for tag, field in fields.TAGS[_PLACE].items() if tag != _NAME}
        older.setitem(fields.TAGS, _PLACE, known)
        older.setattr(migrate, "HEAD", "0000")
        change(world.offices[1], id, name="Newer")
        (taken,) = carry(world, 1, 0)
        assert taken.merged.waiting == 1
    assert names(world.offices[0]) == {id: "Here"}
    settle(world)
    assert [names(office) for office in world.offices.values()] == [{id: "Newer"}] * 3


def test_what_cannot_be_read_beats_no_value_that_came_with_it(world) -> None:
    id = add(world.offices[0], "Here")
    now = clock.tick(0, datetime.now(UTC))
    txns = tuple(Txn(Dot(now + site, site, site, 1)) for site in (1, 2))
    rows = tuple(
        Row(_PLACE, 1, UUID(id), (Cell(_NAME, txn, value),))
        for txn, value in enumerate(("There", b"\xff"))
    )
    with world.offices[0].remember() as session:
        merged = incoming.merge(
            session, Segment(txns, rows), arbiter=True, ids={}, lineage=Lineage()
        )
        arbiter.settle(session, merged, known=Lineage())
    assert names(world.offices[0])[id] == "There"
    assert merged.waiting == 1
