"""What others' steps did, written many rows at once, is what the triggers would have written."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.person import Person
from sciattache.store import dialect, replaying
from sciattache.store.history import type_of
from sciattache.store.office import Office, problems
from sciattache.store.replaying import Act, Told
from tests.store.test_adding import _words

_TABLES = ("person", "affiliation")
_text = st.sampled_from([None, "Ada", "Müller", 'q"uo\\te', "王小明", "", "[{", "a,"])
_act = st.tuples(
    st.integers(1, 4),
    st.sampled_from(["person", "affiliation"]),
    st.integers(1, 3),
    st.sampled_from(["comes", "goes", "changes", "changes"]),
    st.tuples(_text, _text),
)


def _steps(many: int) -> list[Told]:
    return [Told(7, 99, n, n << 16, 0, 0, "Bob", f"Step {n}", "act", 0) for n in range(1, many + 1)]


def _acts(drawn: list[Any]) -> list[tuple[int, type, str, str, dict[str, Any]]]:
    """Acts that can be: what comes is not there, what goes or changes is."""
    there: set[str] = set()
    made = []
    for step, table, key, word, (first, second) in sorted(drawn, key=lambda one: one[0]):
        id = f"{table}{key}"
        if (word == "comes") == (id in there):
            continue
        there ^= {id} if word != "changes" else set()
        values = (
            {"family_name": first, "city": second}
            if table == "person"
            else {"title": first, "person": f"person{key}", "notes": second}
        )
        made.append((step, Person if table == "person" else Affiliation, id, word, values))
    return made


def _one_by_one(office: Office, acts: list[Any]) -> None:
    with office.remember() as session:
        speech, cursor = dialect.of(session), session.connection().connection.cursor()
        numbers, _ = replaying.steps(session, _steps(4))
        done = set()
        for step, cls, id, word, values in acts:
            number = numbers[_steps(4)[step - 1]]
            speech.point(cursor, number)
            table = cls.type_name()
            if word == "goes":
                cursor.execute(f"DELETE FROM {table} WHERE id = ?", (id,))
            elif word == "comes":
                _come(cursor, table, id, values)
            else:
                given = ", ".join(f"{name} = ?" for name in values)
                cursor.execute(f"UPDATE {table} SET {given} WHERE id = ?", (*values.values(), id))
            done.add(number)
        speech.point(cursor, None)
        for number in sorted(done):
            speech.index(cursor, number)


def _come(cursor: Any, table: str, id: str, values: dict[str, Any]) -> None:
    """Add a row, under the number that it had before."""
    cursor.execute(
        "SELECT rid FROM change WHERE op = 'D' AND json_extract(old, '$.0') = ? LIMIT 1", (id,)
    )
    had = cursor.fetchone()
    whole = ({"rid": had[0]} if had else {}) | {"id": id} | values
    marks = ", ".join("?" * len(whole))
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(whole)}) VALUES ({marks})", tuple(whole.values())
    )


def _at_once(office: Office, acts: list[Any]) -> None:
    with office.remember() as session:
        numbers, _ = replaying.steps(session, _steps(4))
        alive = {"comes": True, "goes": False, "changes": None}
        replaying.replay(
            session,
            [
                Act(numbers[_steps(4)[step - 1]], cls.about.tag, id,
                    {} if word == "goes" else values, alive[word])
                for step, cls, id, word, values in acts
            ],
            {},
        )  # fmt: skip


def _left(office: Office) -> dict[str, Any]:
    """What is stored, by ids: a row's number is its own office's matter."""
    found: dict[str, Any] = {}
    with office.session() as session:
        cursor = session.connection().connection.cursor()
        for table in _TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            found[table] = [row[1:] for row in cursor.fetchall()]
        cursor.execute("SELECT t, id, title, sort, words FROM entry ORDER BY id")
        found["entry"] = cursor.fetchall()
        cursor.execute("SELECT step, t, op, mask, old FROM change")
        found["change"] = sorted(
            (step, t, op, _written(t, op, mask), _sorted(old))
            for step, t, op, mask, old in cursor.fetchall()
        )
        found |= {
            name: [row[2:] if name == "found" else row for row in rows]
            for name, rows in _words(cursor, office.engine.dialect.name).items()
        }
    return found


def _sorted(old: str | None) -> str:
    return json.dumps(sorted(json.loads(old or "{}").items()))


def _written(t: int, op: str, mask: int) -> list[str]:
    return [f.name for f in type_of(t).fields() if op == "U" and mask & f.bit]


@settings(max_examples=30)
@given(drawn=st.lists(_act, min_size=1, max_size=12))
def test_what_is_replayed_is_as_if_written_one_by_one(
    make: Callable[[], Office], drawn: list[Any]
) -> None:
    acts = _changing(_acts(drawn))
    one, other = make(), make()
    _one_by_one(one, acts)
    _at_once(other, acts)
    assert _left(one) == _left(other)
    assert problems(one) == problems(other)
    one.close()
    other.close()


def _changing(acts: list[Any]) -> list[Any]:
    """Only what changes: what says the same already is logged by replaying alone."""
    now: dict[str, dict[str, Any]] = {}
    made = []
    for step, cls, id, word, values in acts:
        if word == "comes":
            now[id] = dict(values)
        elif word == "goes":
            now.pop(id, None)
        else:
            values = {name: value for name, value in values.items() if now[id][name] != value}
            now[id] |= values
            if not values:
                continue
        made.append((step, cls, id, word, values))
    return made


def test_a_step_that_comes_in_two_pieces_is_one(office: Office) -> None:
    (told,) = _steps(1)
    for values in ({"family_name": "Ada"}, {"city": "Bern"}, {"city": "Genève"}):
        with office.remember() as session:
            number = replaying.steps(session, [told])[0][told]
            here = {}
            if "city" in values:
                row = session.query(Person).one()
                stored = {f.name: f.kind.store(getattr(row, f.name)) for f in Person.fields()}
                here = {(Person.about.tag, "p"): (row.rid, {"id": "p"} | stored)}
            replaying.replay(
                session,
                [Act(number, Person.about.tag, "p", values, True if not here else None)],
                here,
            )
    with office.session() as session:
        cursor = session.connection().connection.cursor()
        cursor.execute("SELECT op, mask, old FROM change")
        assert cursor.fetchall() == [("I", 0, None)]
        assert session.query(Person).one().city == "Genève"
    assert problems(office) == []


def test_a_record_that_has_no_name_yet_is_in_the_index_all_the_same(office: Office) -> None:
    with office.remember() as session:
        numbers, _ = replaying.steps(session, _steps(1))
        (step,) = numbers.values()
        values = {"person": "not-here-yet"}
        replaying.replay(session, [Act(step, Affiliation.about.tag, "a1", values, alive=True)], {})
    with office.engine.connect() as connection:
        for table in ("search", "parts"):
            connection.exec_driver_sql(
                f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)"
            )
    with office.step("Add") as session:
        session.add(Person(id="not-here-yet", family_name="Noether"))
    with office.session() as session:
        found = session.connection().exec_driver_sql(
            "SELECT e.title FROM parts JOIN entry AS e ON e.n = parts.rowid"
            " WHERE parts MATCH 'noether' ORDER BY e.t"
        )
        assert [row[0] for row in found] == ["Noether", "Noether"]
