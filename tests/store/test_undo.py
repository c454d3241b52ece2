"""Steps are taken back and done again; what others have built upon is refused with the reason."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.attachment import Attachment
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import KnownError
from sciattache.store import dialect, history, removal, search, undo
from sciattache.store.office import Office, problems

Rows = list[dict[str, Any]]


def _rows(session: Session) -> dict[str, Rows]:
    return {
        cls.type_name(): [
            dict(row)
            for row in session.connection()
            .exec_driver_sql(f"SELECT * FROM {cls.type_name()} ORDER BY rid")
            .mappings()
        ]
        for cls in (Person, Organisation, Affiliation, Place, Engagement, Participation)
    }


def _state(office: Office) -> dict[str, Rows]:
    with office.session() as session:
        return _rows(session)


def _undo(office: Office, number: int | None = None) -> str:
    with office.session() as session:
        return undo.undo(session, number).title


def _redo(office: Office) -> str:
    with office.session() as session:
        return undo.redo(session).title


def _work(office: Office) -> list[dict[str, Rows]]:
    """A morning's work; the state before it and after each of its steps."""
    states = [_state(office)]

    def done() -> None:
        states.append(_state(office))

    with office.step("Add people") as session:
        session.add_all([Person(id="p", family_name="Noether"), Person(id="q", family_name="Bohr")])
    done()
    with office.step("Add institute") as session:
        session.add_all(
            [Organisation(id="o", name="CERN"), Affiliation(person="p", organisation="o")]
        )
    done()
    with office.step("Rename") as session:
        session.query(Person).filter(Person.id == "p").one().family_name = "Nöther"
    done()
    with office.step("Delete") as session:
        removal.remove(session, session.query(Person).filter(Person.id == "p").one())
    done()
    with office.step("There and back") as session:
        bohr = session.query(Person).filter(Person.id == "q").one()
        bohr.family_name = "Away"
        session.flush()
        bohr.family_name = "Bohr"
    done()
    with office.step("Add visit") as session:
        session.add_all(
            [Engagement(id="e", title="Visit"), Participation(person="q", engagement="e")]
        )
    done()
    return states


def test_everything_is_undone_and_redone_any_number_of_times(office: Office) -> None:
    states = _work(office)
    for _ in range(2):
        for state in reversed(states[:-1]):
            _undo(office)
            assert _state(office) == state
        with pytest.raises(KnownError, match="nothing to undo"):
            _undo(office)
        for state in states[1:]:
            _redo(office)
            assert _state(office) == state
        with pytest.raises(KnownError, match="nothing to redo"):
            _redo(office)
    assert problems(office) == []


@settings(max_examples=5)
@given(moves=st.lists(st.sampled_from(["undo", "redo"]), min_size=10, max_size=16))
def test_undo_and_redo_walk_to_and_fro(make: Callable[[], Office], moves: list[str]) -> None:
    office = make()
    states = _work(office)
    at = len(states) - 1
    for move in moves:
        if move == "undo" and at > 0:
            _undo(office)
            at -= 1
        elif move == "redo" and at < len(states) - 1:
            _redo(office)
            at += 1
        assert _state(office) == states[at]
    office.close()


def test_something_new_ends_what_can_be_redone(office: Office) -> None:
    _work(office)
    assert _undo(office) == "Add visit"
    with office.session() as session:
        assert (again := undo.next_redo(session))
        assert again.title == "Add visit"
        assert again.undone
    with office.step("New") as session:
        session.add(Place(name="Here"))
    with office.session() as session:
        assert undo.next_redo(session) is None
    assert _undo(office) == "New"
    assert _redo(office) == "New"


def test_undo_and_redo_say_what_they_would_do(office: Office) -> None:
    with office.session() as session:
        assert undo.next_undo(session) is None
        assert undo.next_redo(session) is None
    with office.step("Add") as session:
        session.add(Place(name="A"))
    with office.session() as session:
        assert (last := undo.next_undo(session))
        assert (last.title, last.author) == ("Add", "Ada")
    _undo(office)
    with office.session() as session:
        assert [(s.title, s.act) for s in history.steps(session)] == [
            ("Undo: Add", "undo"),
            ("Add", "act"),
        ]


def test_one_step_among_many_is_taken_back(office: Office) -> None:
    _work(office)
    with office.session() as session:
        numbers = {s.title: s.id for s in history.steps(session)}
    assert _undo(office, numbers["Delete"]) == "Delete"
    with office.session() as session:
        assert session.query(Person).filter(Person.id == "p").one().family_name == "Nöther"
        assert [hit.id for hit in search.find(session, "nother cern")] != ["p"]
        assert search.find(session, "noether")[0].id == "p"


@pytest.fixture
def twice(office: Office) -> Office:
    with office.step("Add") as session:
        session.add(Place(id="one", name="A", city="Bern", notes="n"))
    for title, values in (
        ("Name", {"name": "B"}),
        ("City", {"city": "Basel"}),
        ("Again", {"name": "C"}),
    ):
        with office.step(title) as session:
            place = session.query(Place).one()
            for name, value in values.items():
                setattr(place, name, value)
    return office


def test_a_step_whose_fields_changed_since_is_refused_with_the_reason(twice: Office) -> None:
    before = _state(twice)
    with pytest.raises(
        KnownError,
        match=r"“Name” cannot be undone: C has been changed since \(step 4, “Again”\): Name",
    ):
        _undo(twice, 2)
    with pytest.raises(KnownError, match="“Add” cannot be undone: C has been changed since"):
        _undo(twice, 1)
    assert _state(twice) == before
    with twice.session() as session:
        assert len(history.steps(session)) == 4


def test_a_step_beside_whose_fields_others_changed_is_taken_back(twice: Office) -> None:
    _undo(twice, 3)
    with twice.session() as session:
        place = session.query(Place).one()
        assert (place.name, place.city) == ("C", "Bern")
    _undo(twice, 4)
    _undo(twice, 2)
    _undo(twice, 1)
    with twice.session() as session:
        assert session.query(Place).count() == 0


def test_a_step_is_not_taken_back_twice(twice: Office) -> None:
    _undo(twice, 4)
    with pytest.raises(KnownError, match="has been taken back already"):
        _undo(twice, 4)
    with pytest.raises(KnownError, match="itself takes back"):
        _undo(twice, 5)
    with pytest.raises(KnownError, match="There is no step 99"):
        _undo(twice, 99)


def test_what_others_refer_to_is_not_taken_away(office: Office) -> None:
    with office.step("Add person") as session:
        session.add(Person(id="p", family_name="Noether"))
    with office.step("Add visit") as session:
        session.add(Engagement(id="e", title="Visit"))
    with office.step("Invite") as session:
        session.add(Participation(person="p", engagement="e"))
    before = _state(office)
    with pytest.raises(
        KnownError, match="the participant “Noether · Visit” refers to what it made"
    ):
        _undo(office, 1)
    assert _state(office) == before


def test_an_attachment_holds_what_it_is_about(office: Office) -> None:
    with office.step("Add") as session:
        session.add(Place(id="one", name="A"))
    with office.step("Attach") as session:
        session.add(Attachment(file_name="map.pdf", subject="one", content="0" * 64))
    with pytest.raises(KnownError, match=r"attachment “map.pdf” refers to what it made"):
        _undo(office, 1)


def test_a_reference_to_what_was_deleted_since_is_not_brought_back(office: Office) -> None:
    with office.step("Add") as session:
        session.add_all([Person(id="p", family_name="Noether"), Organisation(id="o", name="CERN")])
    with office.step("Join") as session:
        session.add(Affiliation(person="p", organisation="o"))
    with office.step("Leave") as session:
        session.query(Affiliation).one().organisation = None
    with office.step("Close") as session:
        session.delete(session.query(Organisation).one())
    with pytest.raises(
        KnownError, match="the organisation that it refers to has been deleted since"
    ):
        _undo(office, 3)
    _undo(office, 4)
    _undo(office, 3)
    assert problems(office) == []


def test_deleting_takes_what_belongs_along_and_comes_back_whole(office: Office) -> None:
    _work(office)
    with office.step("Attach") as session:
        session.add(Attachment(file_name="map.pdf", subject="e", content="0" * 64))
    before = _state(office)
    with pytest.raises(KnownError, match="the participant “Bohr · Visit” needs it"):
        with office.step("Remove") as session:
            removal.remove(session, session.query(Person).filter(Person.id == "q").one())
    with office.step("Remove") as session:
        assert removal.remove(session, session.query(Engagement).one()) == 3
    with office.session() as session:
        assert session.query(Attachment).count() == session.query(Participation).count() == 0
    assert problems(office) == []
    _undo(office)
    assert _state(office) == before
    assert problems(office) == []


def test_things_that_are_about_each_other_can_be_deleted(office: Office) -> None:
    with office.step("Add") as session:
        for one, other in (("a", "b"), ("b", "a"), ("c", "c")):
            session.add(Attachment(id=one, file_name=one, subject=other, content="0" * 64))
    with office.step("Remove") as session:
        for name in ("a", "c"):
            removal.remove(session, session.query(Attachment).filter_by(id=name).one())
    with office.session() as session:
        assert session.query(Attachment).count() == 0


@pytest.mark.parametrize("rows", [300, 5000])
def test_a_large_import_is_taken_back_in_reasonable_time(office: Office, rows: int) -> None:
    with office.step("Import") as session:
        cursor = session.connection().connection.cursor()
        with dialect.of(session).added(cursor):
            cursor.executemany(
                "INSERT INTO person (id, given_name, family_name, name_order, city)"
                " VALUES (?, ?, ?, 'given-first', 'Genève')",
                [(f"p{n}", f"Given{n}", f"Family{n % 700}") for n in range(rows)],
            )
    started = time.perf_counter()
    _undo(office)
    taken = time.perf_counter() - started
    assert _state(office)["person"] == []
    with office.session() as session:
        assert search.find(session, "given1") == []
    _redo(office)
    with office.session() as session:
        assert (
            search.find(session, f"given{rows - 1}")[0].title
            == f"Given{rows - 1} Family{(rows - 1) % 700}"
        )
        assert session.execute(text("SELECT count(*) FROM entry")).scalar() == rows
    assert problems(office) == []
    assert taken < 10


def test_thousands_of_steps_do_not_slow_undo_down(office: Office) -> None:
    with office.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO step (site, inc, seq, hlc, seen_epoch, seen_pos, author, title, act)"
            " SELECT clock.site, clock.inc, n.i, clock.hlc + n.i, 0, 0, '', 'Old', 'act'"
            " FROM n, clock"
        )
        connection.exec_driver_sql("UPDATE clock SET seq = 20000, hlc = hlc + 20000")
    with office.step("Last") as session:
        session.add(Place(name="A"))
    started = time.perf_counter()
    with office.session() as session:
        assert (last := undo.next_undo(session))
        assert last.title == "Last"
        assert undo.next_redo(session) is None
        history.steps(session)
    _undo(office)
    with office.session() as session:
        assert (again := undo.next_redo(session))
        assert again.title == "Last"
    assert time.perf_counter() - started < 1
