"""The triggers on a server are those described, and a lost one is mended at opening."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from sciattache.domain.directory.place import Place
from sciattache.store import history, search
from sciattache.store.office import Office, open_office, problems
from tests.servers import Server


def test_lost_and_altered_triggers_are_found_and_mended_at_opening(
    office: Office, server: Server
) -> None:
    database = office.place.database
    server.run("DROP TRIGGER log ON place", database)
    server.run(
        "CREATE OR REPLACE FUNCTION person_log() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RETURN NULL; END $$", database,
    )  # fmt: skip
    server.run("INSERT INTO place (id, name) VALUES ('p', 'Past the log')", database)
    assert {"The trigger place_log is missing.", "The trigger person_log is missing."} <= set(
        problems(office)
    )
    opened = open_office(office.place)
    assert problems(opened) == []
    with opened.session() as session:
        assert [hit.title for hit in search.find(session, "past")] == ["Past the log"]
    opened.close()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO place (id, name) VALUES ('x', 'Ghost')",
        "UPDATE place SET name = 'Ghost'",
        "DELETE FROM place",
    ],
)
def test_a_write_outside_a_step_is_refused(office: Office, statement: str) -> None:
    with office.step("Add") as session:
        session.add(Place(id="known", name="Known"))
    with office.session() as session:
        with pytest.raises(IntegrityError, match="written outside a step"):
            session.execute(text(statement))
    with office.session() as session:
        assert [one.name for one in session.query(Place)] == ["Known"]


@pytest.mark.parametrize("column", ["id = 'other'", "rid = 99"])
def test_a_record_keeps_its_id_and_row(office: Office, column: str) -> None:
    with office.step("Add") as session:
        session.add(Place(id="known", name="Known"))
    with pytest.raises(IntegrityError, match="keeps its id"), office.step("Act") as session:
        session.execute(text(f"UPDATE place SET {column}"))


def test_steps_follow_one_another_without_a_gap(office: Office) -> None:
    with office.step("First") as session:
        session.add(Place(name="Here"))
    with pytest.raises(KeyError), office.step("Taken back") as session:
        session.add(Place(name="Nowhere"))
        session.flush()
        raise KeyError
    with office.step("Second") as session:
        session.add(Place(name="There"))
    with office.session() as session:
        assert [done.id for done in history.steps(session)] == [2, 1]
