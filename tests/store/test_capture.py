"""The change log catches whatever writes a row, however it is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.wings import TYPES
from sciattache.store import capture, history, search, undo
from sciattache.store.engine import connector
from sciattache.store.office import Office, open_office, problems

Rows = dict[int, dict[str, Any]]
_FIELDS = ("name", "city", "notes", "latitude", "iata")
_UPSERT = (
    "INSERT INTO place (id, name, city) VALUES ('one', 'Upserted', NULL), ('new', 'New', 'Bern')"
    " ON CONFLICT (id) DO UPDATE SET name = excluded.name, city = excluded.city"
)


def _rows(session: Session) -> Rows:
    found = session.connection().exec_driver_sql("SELECT * FROM place")
    return {row["rid"]: {k: row[k] for k in row if k != "rid"} for row in found.mappings()}


def _seed(office: Office) -> None:
    with office.step("Seed") as session:
        session.add_all(
            [
                Place(id="one", name="Uno", city="Genève", latitude=46.2),
                Place(id="two", name="Due", notes='a "quoted", [{"note\n'),
                Place(id="three", name="Tre", city="Łódź", iata="GVA"),
            ]
        )


def _agrees(session: Session, step: int, before: Rows) -> None:
    """The log of ``step`` leads from the rows as they are to the rows ``before``."""
    after, told = _rows(session), {}
    for row in session.execute(
        text("SELECT rid, op, mask, old FROM change WHERE step = :s"), {"s": step}
    ):
        was = history.before(Place, row.op, row.mask, row.old, after.get(row.rid))
        told[row.rid] = was
        now = after.get(row.rid)
        assert (
            row.op
            == {(True, False): "D", (False, True): "I", (True, True): "U"}[
                was is not None, now is not None
            ]
        )
        if was and now:
            changed = {f.name for f in Place.fields() if was[f.name] != now[f.name]}
            assert changed <= {f.name for f in Place.fields() if row.mask & f.bit}
    reached = {rid: values for rid, values in after.items() if rid not in told}
    reached |= {rid: values for rid, values in told.items() if values is not None}
    assert reached == before


def _orm_insert(s: Session) -> None:
    s.add(Place(name="A"))


def _orm_update(s: Session) -> None:
    s.query(Place).filter(Place.id == "one").one().name = "Changed"


def _orm_delete(s: Session) -> None:
    s.delete(s.query(Place).filter(Place.id == "two").one())


def _orm_flush_twice(s: Session) -> None:
    place = s.query(Place).filter(Place.id == "one").one()
    place.name = "First"
    s.flush()
    place.name, place.city = "Second", None
    s.flush()


def _several_in_one_flush(s: Session) -> None:
    s.add_all(Place(name=f"P{n}") for n in range(5))


def _raw_many(s: Session) -> None:
    s.connection().connection.cursor().executemany(
        "INSERT INTO place (id, name) VALUES (?, ?)", [(f"m{n}", "Many") for n in range(5)]
    )


def _savepoint_rolled_back(s: Session) -> None:
    _run(s, "UPDATE place SET name = 'Kept' WHERE id = 'one'")
    nested = s.begin_nested()
    _run(s, "DELETE FROM place")
    nested.rollback()


def _run(s: Session, sql: str) -> None:
    s.connection().exec_driver_sql(sql)


SHAPES: dict[str, Callable[[Session], Any]] = {
    "add": _orm_insert,
    "change": _orm_update,
    "delete": _orm_delete,
    "several in one flush": _several_in_one_flush,
    "two flushes": _orm_flush_twice,
    "update statement": lambda s: s.execute(update(Place).values(city="Everywhere")),
    "delete statement": lambda s: s.execute(delete(Place).where(Place.id == "one")),
    "bulk insert": lambda s: s.execute(insert(Place), [{"name": "B1"}, {"name": "B2"}]),
    "bulk update": lambda s: s.execute(
        update(Place),
        [
            {"rid": rid, "name": f"Bulk {rid}"}
            for (rid,) in s.execute(text("SELECT rid FROM place"))
        ],
    ),
    "bulk save": lambda s: s.bulk_save_objects([Place(name="Saved")]),
    "text insert": lambda s: s.execute(text("INSERT INTO place (id, name) VALUES ('x', 'X')")),
    "raw update": lambda s: _run(s, "UPDATE place SET latitude = latitude * 1.1, city = name"),
    "raw delete of all": lambda s: _run(s, "DELETE FROM place"),
    "upsert": lambda s: _run(s, _UPSERT),
    "replace": lambda s: _run(s, "REPLACE INTO place (rid, id, name) VALUES (1, 'one', 'New')"),
    "replace by id": lambda s: _run(s, "REPLACE INTO place (id, name) VALUES ('two', 'New')"),
    "insert or ignore": lambda s: _run(
        s, "INSERT OR IGNORE INTO place (id, name) VALUES ('one', 'Not'), ('y', 'Y')"
    ),
    "update or ignore": lambda s: _run(s, "UPDATE OR IGNORE place SET name = 'Same'"),
    "insert from select": lambda s: _run(
        s, "INSERT INTO place (id, name, city) SELECT 'copy ' || id, name, city FROM place"
    ),
    "executemany": _raw_many,
    "savepoint rolled back": _savepoint_rolled_back,
    "add and delete": lambda s: [
        _run(s, "INSERT INTO place (id, name) VALUES ('z', 'Z')"),
        _run(s, "DELETE FROM place WHERE id = 'z'"),
    ],
    "delete and add again": lambda s: [
        _run(s, "DELETE FROM place WHERE rid = 1"),
        _run(s, "INSERT INTO place (rid, id, name) VALUES (1, 'one', 'Back')"),
    ],
    "there and back": lambda s: [
        _run(s, "UPDATE place SET name = 'Away' WHERE rid = 1"),
        _run(s, "UPDATE place SET name = 'Uno' WHERE rid = 1"),
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_way_to_write_is_caught_and_undone(office: Office, shape: str) -> None:
    _seed(office)
    with office.session() as session:
        before, last = _rows(session), history.newest(session)
    with office.step("Act") as session:
        SHAPES[shape](session)
    with office.session() as session:
        if history.newest(session) > last:
            _agrees(session, history.newest(session), before)
            undo.undo(session)
        assert _rows(session) == before
    assert problems(office) == []


def test_another_process_is_caught_too(office: Office) -> None:
    _seed(office)
    with office.session() as session:
        before = _rows(session)
    other = connector(office.path, None)()
    other.execute("BEGIN IMMEDIATE")
    other.execute(
        "INSERT INTO step (site, inc, seq, hlc, seen_epoch, seen_pos, author, title, act)"
        " SELECT site, inc, seq + 1, hlc + 1, 0, 0, 'Bob', 'Elsewhere', 'act' FROM clock"
    )
    other.execute(
        "UPDATE clock SET seq = seq + 1, hlc = hlc + 1, open_step = (SELECT max(id) FROM step)"
    )
    other.execute("UPDATE place SET city = 'Oslo'")
    other.execute("UPDATE clock SET open_step = NULL")
    other.execute("COMMIT")
    other.close()
    with office.session() as session:
        _agrees(session, history.newest(session), before)


_text = st.sampled_from([None, "", "x", 'q"uo\\te', "a,", "\u2028", "[{", "é\nß", "0", "👋"])
_act = st.one_of(
    st.tuples(st.just("insert"), st.integers(1, 6), _text, _text),
    st.tuples(st.just("update"), st.integers(1, 6), st.sampled_from(_FIELDS[:3]), _text),
    st.tuples(st.just("real"), st.integers(1, 6), st.floats(allow_nan=False, allow_infinity=False)),
    st.tuples(st.just("everywhere"), st.sampled_from(_FIELDS[:3]), _text),
    st.tuples(st.just("delete"), st.integers(1, 6)),
    st.tuples(st.just("replace"), st.integers(1, 6), _text, _text),
    st.tuples(st.just("upsert"), st.integers(1, 6), _text, _text),
    st.tuples(st.just("ignore"), st.integers(1, 6), _text, _text),
)


def _act_out(session: Session, act: Any) -> None:
    run = session.connection().exec_driver_sql
    word, *rest = act
    key = rest[0]
    if word == "insert":
        run("DELETE FROM place WHERE rid = ?", (key,))
        run(
            "INSERT INTO place (rid, id, name, city) VALUES (?, ?, ?, ?)",
            (key, f"id{key}", *rest[1:]),
        )
    elif word == "update":
        run(f"UPDATE place SET {rest[1]} = ? WHERE rid = ?", (rest[2], key))
    elif word == "real":
        run("UPDATE place SET latitude = ? WHERE rid = ?", (rest[1], key))
    elif word == "everywhere":
        run(f"UPDATE place SET {rest[0]} = ?", (rest[1],))
    elif word == "delete":
        run("DELETE FROM place WHERE rid = ?", (key,))
    else:
        verb = {"replace": "REPLACE", "upsert": "INSERT", "ignore": "INSERT OR IGNORE"}[word]
        tail = " ON CONFLICT (id) DO UPDATE SET city = excluded.city" if word == "upsert" else ""
        run(
            f"{verb} INTO place (rid, id, name, city) VALUES (?, ?, ?, ?){tail}",
            (key, f"id{key}", *rest[1:]),
        )


@pytest.fixture(scope="module")
def shared(make: Callable[[], Office]) -> Office:
    return make()


@settings(max_examples=60)
@given(st.lists(st.lists(_act, min_size=1, max_size=8), min_size=1, max_size=4))
def test_the_log_is_the_difference_of_the_rows(shared: Office, steps: list[list[Any]]) -> None:
    for number, acts in enumerate(steps):
        with shared.session() as session:
            before, last = _rows(session), history.newest(session)
        with shared.step(f"Act {number}") as session:
            for act in acts:
                _act_out(session, act)
        with shared.session() as session:
            newest = history.newest(session)
            if newest > last:
                _agrees(session, newest, before)
            else:
                assert _rows(session) == before


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO person (id, family_name) VALUES ('x', 'Ghost')",
        "INSERT OR IGNORE INTO person (id, family_name) VALUES ('x', 'Ghost')",
        "REPLACE INTO person (id, family_name) VALUES ('known', 'Ghost')",
        "UPDATE person SET family_name = 'Ghost'",
        "UPDATE OR IGNORE person SET family_name = 'Ghost'",
        "DELETE FROM person",
    ],
)
def test_a_write_outside_a_step_is_refused(office: Office, sql: str) -> None:
    with office.step("Add") as session:
        session.add(Person(id="known", family_name="Known"))
    with office.session() as session:
        session.connection(execution_options={"writes": True})
        with pytest.raises(IntegrityError, match="written outside a step"):
            session.connection().exec_driver_sql(sql)
        session.commit()
    with office.session() as session:
        assert [p.family_name for p in session.query(Person)] == ["Known"]


def test_an_object_written_outside_a_step_is_refused(office: Office) -> None:
    with office.session() as session:
        session.add(Person(family_name="Ghost"))
        with pytest.raises(IntegrityError, match="written outside a step"):
            session.commit()


@pytest.mark.parametrize("column", ["id = 'other'", "rid = 99"])
def test_a_record_keeps_its_id_and_row(office: Office, column: str) -> None:
    _seed(office)
    with pytest.raises(IntegrityError, match="keeps its id"), office.step("Act") as session:
        session.connection().exec_driver_sql(f"UPDATE place SET {column} WHERE rid = 1")
    with pytest.raises(IntegrityError, match="keeps its id"), office.step("Act") as session:
        session.connection().exec_driver_sql("REPLACE INTO place (rid, id) VALUES (1, 'other')")


def test_a_row_number_is_never_used_again(office: Office) -> None:
    _seed(office)
    with office.step("Delete") as session:
        session.execute(delete(Place))
    with office.step("Add") as session:
        session.add(Place(name="New"))
    with office.session() as session:
        assert session.query(Place).one().rid > 3


def test_triggers_lost_to_a_rebuilt_table_are_found_and_mended_at_start(office: Office) -> None:
    _seed(office)
    office.close()
    plain = sqlite3.connect(office.path)
    sql = plain.execute("SELECT sql FROM sqlite_master WHERE name = 'place'").fetchone()[0]
    plain.executescript(
        sql.replace("place", "_new", 1)
        + "; INSERT INTO _new SELECT * FROM place; DROP TABLE place;"
        "ALTER TABLE _new RENAME TO place; UPDATE place SET name = 'Quattro' WHERE id = 'one'"
    )
    lost = capture.missing(plain.cursor())
    plain.close()
    assert {"place_i", "place_u", "place_d", "place_k"} <= set(lost)
    opened = open_office(office.path)
    with opened.session() as session:
        assert capture.missing(session.connection().connection.cursor()) == ()
        assert [hit.id for hit in search.find(session, "quattro")] == ["one"]
        before = _rows(session)
    with opened.step("Act") as session:
        _orm_update(session)
    with opened.session() as session:
        _agrees(session, history.newest(session), before)
    opened.close()


def test_an_altered_trigger_and_a_stray_one_are_mended(office: Office) -> None:
    office.close()
    plain = sqlite3.connect(office.path)
    plain.executescript(
        "DROP TRIGGER person_u; CREATE TRIGGER person_u AFTER UPDATE ON person BEGIN SELECT 1; END;"
        "CREATE TRIGGER stray AFTER INSERT ON person BEGIN DELETE FROM person; END"
    )
    plain.close()
    opened = open_office(office.path)
    with opened.step("Add") as session:
        session.add(Person(family_name="Here"))
    with opened.session() as session:
        assert session.query(Person).count() == 1
        names = set(
            session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
        )
    opened.close()
    assert names == set(capture.triggers())


def test_every_type_is_watched() -> None:
    for cls in TYPES:
        assert {
            f"{cls.type_name()}_{end}" for end in ("i", "u", "d", "k", "ei", "eu", "ed")
        } <= set(capture.triggers())


def test_many_at_once_leave_the_same_index_and_triggers(office: Office) -> None:
    with office.step("Many") as session:
        cursor = session.connection().connection.cursor()
        with capture.index_at_once(cursor):
            cursor.executemany(
                "INSERT INTO organisation (id, name) VALUES (?, ?)",
                [(f"o{n}", f"Institute {n}") for n in range(300)],
            )
    assert problems(office) == []
    with office.session() as session:
        assert len(search.find(session, "institute 299", of=(Organisation,))) == 1


def test_a_failure_while_indexing_at_once_keeps_its_own_name(office: Office) -> None:
    with pytest.raises(KeyError), office.step("Many") as session:
        cursor = session.connection().connection.cursor()
        with capture.index_at_once(cursor):
            raise KeyError("mine")
    assert problems(office) == []
