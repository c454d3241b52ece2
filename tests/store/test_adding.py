"""Many records added at once leave what the triggers leave, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.records import Record
from sciattache.store import dialect, history, search, undo
from sciattache.store.office import Office, problems

Stored = list[tuple[Any, ...]]
_PERSON = ("id", "given_name", "family_name", "native_name", "name_order", "emails", "notes")
_word = st.one_of(
    st.none(),
    st.sampled_from(
        ["", "Ada", "O'Brien", "Müller-Łódź", "王小明", "أحمد", "+41 22 917 12 34", "[{"]
    ),
    st.text(max_size=6, alphabet=st.characters(exclude_categories=["Cs", "Cc"])),
)
_mail = st.sampled_from(
    [None, '[{"value":"a@b.org"}]', '[{"value":"é\\"@b"}]', '[{"value":"a","label":"work"}]']
)
_person = st.tuples(_word, _word, _word, st.sampled_from(["given-first", None]), _mail, _word)


def _cursor(session: Session) -> Any:
    return session.connection().connection.cursor()


def _add(session: Session, cls: type[Record], names: Sequence[str], rows: Any, *done: Any) -> None:
    dialect.of(session).add(_cursor(session), cls, names, rows, *done)


def _one_by_one(
    office: Office, cls: type[Record], names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    marks = ", ".join("?" * len(names))
    with office.step("Add") as session:
        _cursor(session).executemany(
            f"INSERT INTO {cls.type_name()} ({', '.join(names)}) VALUES ({marks})", rows
        )


def _at_once(
    office: Office, cls: type[Record], names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    with office.step("Add") as session:
        with dialect.of(session).added(_cursor(session)):
            _add(session, cls, names, rows)


def _left(office: Office) -> dict[str, Stored]:
    """All that is stored of records, of the log and of the index, the full-text tables' words too."""
    found = {}
    with office.session() as session:
        cursor = _cursor(session)
        for table in ("person", "affiliation", "place"):
            found[table] = cursor.execute(f"SELECT * FROM {table} ORDER BY rid").fetchall()
        found["entry"] = cursor.execute(
            "SELECT t, rid, id, title, sort, words FROM entry ORDER BY t, rid"
        ).fetchall()
        found["change"] = cursor.execute("SELECT t, rid, op, mask, old FROM change").fetchall()
        found |= _words(cursor, office.engine.dialect.name)
    return found


def _words(cursor: Any, name: str) -> dict[str, Stored]:
    """What the full-text index has of each record or word."""
    if name == "postgresql":
        return {"found": cursor.execute("SELECT t, rid, found FROM entry ORDER BY 1, 2").fetchall()}
    found = {}
    for table in ("search", "parts"):
        cursor.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, {table}, row)")
        found[table] = cursor.execute("SELECT * FROM temp.terms").fetchall()
        cursor.execute("DROP TABLE temp.terms")
    return found


@settings(max_examples=15)
@given(people=st.lists(_person, min_size=1, max_size=8))
def test_people_added_at_once_are_as_if_added_one_by_one(
    make: Callable[[], Office], people: list[tuple[Any, ...]]
) -> None:
    rows = [(f"p{number}", *person) for number, person in enumerate(people)]
    one, other = make(), make()
    _one_by_one(one, Person, _PERSON, rows)
    _at_once(other, Person, _PERSON, rows)
    assert _left(one) == _left(other)
    assert problems(other) == []
    one.close()
    other.close()


def test_titles_made_of_others_titles_are_the_same_too(make: Callable[[], Office]) -> None:
    people = [("ada", "Ada"), ("王", "小明")]
    roles = [("r1", "ada", "Chair"), ("r2", "王", None), ("r3", "nobody", "Clerk")]
    one, other = make(), make()
    for office, add in ((one, _one_by_one), (other, _at_once)):
        add(office, Person, ("id", "given_name"), people)
        add(office, Affiliation, ("id", "person", "title"), roles)
    assert _left(one) == _left(other)
    with other.session() as session:
        assert "r1" in {hit.id for hit in search.find(session, "ada", of=(Affiliation,))}
    one.close()
    other.close()


def test_what_is_added_at_once_is_undone_and_done_again(office: Office) -> None:
    _one_by_one(office, Place, ("id", "name"), [("old", "Old")])
    before = _left(office)["place"]
    _at_once(office, Place, ("id", "name"), [(f"p{n}", f"Place {n}") for n in range(300)])
    after = _left(office)["place"]
    with office.session() as session:
        assert len(history.of_step(session, history.newest(session))) == 300
        undo.undo(session)
        assert _left(office)["place"] == before
        undo.redo(session)
    assert _left(office)["place"] == after
    assert problems(office) == []


def test_adding_at_once_outside_a_step_is_refused(office: Office) -> None:
    with office.remember() as session:
        with pytest.raises(RuntimeError, match="outside a step"):
            _add(session, Place, ("id", "name"), [("p", "P")])
    assert _left(office)["place"] == []
    assert problems(office) == []


@pytest.mark.parametrize("at", ["rows", "report"])
def test_what_fails_midway_leaves_nothing_even_in_a_step_that_goes_on(
    office: Office, at: str
) -> None:
    def rows() -> Iterator[tuple[str, str]]:
        yield from ((f"p{n}", f"Place {n}") for n in range(1500))
        if at == "rows":
            raise KeyError("midway")

    def report(done: int) -> None:
        if at == "report" and done > 1000:
            raise KeyError("midway")

    with office.step("Add") as session:
        session.add(Place(id="kept", name="Kept"))
        session.flush()
        with pytest.raises(KeyError, match="midway"):
            _add(session, Place, ("id", "name"), rows(), report)
    with office.session() as session:
        assert [place.id for place in session.query(Place)] == ["kept"]
        assert session.execute(text("SELECT count(*) FROM entry")).scalar() == 1
        assert [change.id for change in history.of_step(session, 1)] == ["kept"]
    assert problems(office) == []


def test_an_id_that_is_there_already_is_refused_whole(office: Office) -> None:
    _one_by_one(office, Place, ("id", "name"), [("old", "Old")])
    before = _left(office)
    with pytest.raises(office.engine.dialect.dbapi.IntegrityError), office.step("Add") as session:
        _add(session, Place, ("id", "name"), [("new", "New"), ("old", "Twice")])
    assert _left(office) == before
    assert problems(office) == []
