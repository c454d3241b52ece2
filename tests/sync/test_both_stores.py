"""What comes leaves the same in a file and on a server: records of any type, in any order."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.office.clash import Clash
from sciattache.store import clock
from sciattache.store.office import Office, open_office
from sciattache.store.postgres.address import Address
from sciattache.sync import arbiter, incoming
from sciattache.sync.lineage import Lineage
from sciattache.sync.segment import ALIVE, Cell, Dot, Row, Segment, Txn
from tests.sync.test_schedules import settled

_TYPES = {
    Person: ("family_name", "city", "notes"),
    Organisation: ("name", "notes"),
    Affiliation: ("title", "person", "organisation"),
}
_NEWER = 60
"""The number of a field, and of a type, that this program does not know."""
_INC = {0: 70, 1: 71, 2: 72}
_LATEST = 40
_STEPS = "SELECT site, inc, seq, hlc, seen_pos, author, title, act FROM step ORDER BY id"
_LOG = """SELECT s.site, s.inc, s.seq, c.t, c.op, c.mask, c.old
FROM change AS c JOIN step AS s ON s.id = c.step"""
_value = st.sampled_from((None, "Ada", "Müller", "王小明", "", 'q"uo\\te', "[{", "a\x1fb", "\0", 5))
_act = st.tuples(
    st.integers(0, 3),
    st.sampled_from([*_TYPES, None]),
    st.integers(1, 2),
    st.sampled_from(("comes", "comes", "goes", "changes", "changes")),
    st.lists(st.tuples(st.integers(0, 3), _value), max_size=3),
)
_txn = st.tuples(st.sampled_from((1, 2)), st.integers(1, _LATEST), st.integers(0, 6))


class BothStores(RuleBasedStateMachine):
    """Headquarters in a file and on a server take the same pieces of two posts' logs."""

    blank: Path
    hq_beside: Callable[[], Address]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        path = Path(shutil.copy(self.blank, self.folder / "hq.sciattache"))
        self.offices = [open_office(path), open_office(self.hq_beside())]
        ahead = (int(time.time() - clock.EPOCH.timestamp()) + 600) << 16
        for office in self.offices:  # no stamp depends on the second
            with office.remember() as session:
                cursor = session.connection().connection.cursor()
                cursor.execute("UPDATE clock SET site = 0, inc = ?, hlc = ?", (_INC[0], ahead))
        self.txns: list[Txn] = []

    @rule(
        new=st.lists(_txn, min_size=1, max_size=3),
        old=st.integers(0, 20),
        acts=st.lists(_act, min_size=1, max_size=5),
    )
    def come(self, new: list[Any], old: int, acts: list[Any]) -> None:
        """A piece comes: some steps are new, one may have come in an earlier piece."""
        txns = self.txns[old : old + 1] + [self._step(*one) for one in new]
        rows = [_row(place % len(txns), *act) for place, *act in acts]
        segment = Segment(tuple(txns), tuple(rows))
        one, other = (_merged(office, segment) for office in self.offices)
        assert one == other

    def _step(self, site: int, second: int, seen: int) -> Txn:
        dot = Dot(second << 16, site, _INC[site], len(self.txns) + 1)
        made = Txn(dot, seen_pos=seen, author=f"Author {site}", title="Edit")
        self.txns.append(made)
        return made

    def teardown(self) -> None:
        try:
            one, other = map(_whole, self.offices)
            for table, rows in one.items():
                assert rows == other[table], table
        finally:
            for office in self.offices:
                office.close()
            shutil.rmtree(self.folder)


def _row(txn: int, cls: Any, key: int, act: str, cells: list[Any]) -> Row:
    """What a step did to a record, by the numbers of types and fields."""
    t = cls.about.tag if cls else _NEWER
    tags = [cls.field(name).tag for name in _TYPES[cls]] if cls else [1, 2, 3]
    written = {[*tags, _NEWER][place % (len(tags) + 1)]: value for place, value in cells}
    if cls is Affiliation:
        written[Affiliation.field("person").tag] = str(_id(Person.about.tag, key))
    if act != "changes":
        written[ALIVE] = int(act == "comes")
    found = tuple(Cell(field, txn, value) for field, value in sorted(written.items()))
    return Row(t, key, _id(t, key), found)


def _id(t: int, key: int) -> UUID:
    return UUID(int=t << 64 | key)


def _merged(office: Office, segment: Segment) -> Any:
    """What a merge tells, whatever the rows' own numbers."""
    with office.remember() as session:
        known = Lineage()
        merged = incoming.merge(session, segment, arbiter=True, ids={}, lineage=known)
        arbiter.settle(session, merged, known=known)
    counts = (merged.applied, merged.older, merged.waiting, merged.rows, merged.dropped)
    late = sorted(t for t, _ in merged.late), sorted(t for t, _ in merged.gone)
    return counts, late, sorted(merged.revived), sorted(map(repr, merged.clashes))


def _whole(office: Office) -> dict[str, Any]:
    """All that is stored, by ids, which are the same everywhere."""
    with office.session() as session:
        cursor = session.connection().connection.cursor()

        def found(statement: str) -> list[Any]:
            return sorted(map(tuple, cursor.execute(statement).fetchall()), key=repr)

        besides = f"t <> {Clash.about.tag}"  # its ids are made at random
        whole = {
            cls.type_name(): found(
                f"SELECT id, {', '.join(f.name for f in cls.fields())} FROM {cls.type_name()}"
            )
            for cls in _TYPES
        }
        return whole | {
            "index": found(f"SELECT t, id, title, sort, words FROM entry WHERE {besides}"),
            "waiting": found("SELECT t, id, f, inc, seq, cell FROM waiting"),
            "steps": list(map(tuple, cursor.execute(_STEPS).fetchall())),
            "log": sorted(
                (
                    (*row[:-1], sorted(json.loads(row[-1] or "{}").items(), key=repr))
                    for row in found(f"{_LOG} WHERE {besides}")
                ),
                key=repr,
            ),
            "clashes": found(
                "SELECT record, attribute, kept, kept_by, kept_at, other, other_by, other_at, state"
                " FROM clash"
            ),
        }


def test_records_of_any_type_leave_the_same_in_a_file_and_on_a_server(
    blank, server, blank_database
) -> None:
    BothStores.blank = blank
    with server.anew(blank_database) as place:
        BothStores.hq_beside = staticmethod(place)
        run_state_machine_as_test(BothStores, settings=settled(20, 12))
