"""A step is whole or nothing, in order whatever the clock says, and fails with a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as settings_for
from hypothesis import strategies as st
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.directory.relationship import Relationship
from sciattache.errors import KnownError
from sciattache.store import blobs, clock, history, settings, steps
from sciattache.store.engine import connector
from sciattache.store.office import Office, problems

_moments = st.datetimes(
    min_value=datetime(1970, 1, 1),
    max_value=datetime(2150, 1, 1),
    timezones=st.just(UTC),
)


def _tables(office: Office) -> dict[str, list[Any]]:
    with office.session() as session:
        connection = session.connection()
        names = [
            name
            for name in inspect(connection).get_table_names()
            if not name.endswith(("_data", "_idx"))
        ]
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
            for name in names
        }


@settings_for(max_examples=30)
@given(st.lists(_moments, min_size=30, max_size=60))
def test_stamps_grow_under_any_jumps_of_the_clock(moments: list[datetime]) -> None:
    last = 0
    for now in moments:
        stamp = clock.tick(last, now)
        assert stamp > last
        assert clock.instant(stamp) >= now.replace(microsecond=0) or now < clock.EPOCH
        last = stamp


def test_steps_are_stamped_in_order_when_the_clock_jumps(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Jumping(datetime):
        years = iter((2026, 2036, 1980, 2026, 2025))

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime(next(cls.years), 1, 1, tzinfo=tz)

    monkeypatch.setattr(steps, "datetime", Jumping)
    for number in range(5):
        with office.step(f"Step {number}") as session:
            session.add(Place(name=str(number)))
    with office.session() as session:
        stamps = session.execute(text("SELECT seq, hlc FROM step ORDER BY id")).all()
        assert [seq for seq, _ in stamps] == [1, 2, 3, 4, 5]
        assert stamps == sorted(stamps, key=lambda row: row.hlc)
        assert len({hlc for _, hlc in stamps}) == 5
        assert [done.at.year for done in reversed(history.steps(session))] == [
            2026, 2036, 2036, 2036, 2036,
        ]  # fmt: skip


def test_a_step_has_title_author_and_identity(office: Office) -> None:
    with office.step("Add guest") as session:
        session.add(Person(family_name="Noether"))
    with office.session() as session, steps.step(session, "Add host", author="Bob") as opened:
        assert (opened.title, opened.author) == ("Add host", "Bob")
        session.add(Person(family_name="Curie"))
    with office.session() as session:
        found = history.steps(session)
        assert [(s.title, s.author, s.act, s.rows) for s in found] == [
            ("Add host", "Bob", "act", 1),
            ("Add guest", "Ada", "act", 1),
        ]


def test_a_step_inside_a_step_is_part_of_it(office: Office) -> None:
    with office.session() as session, steps.step(session, "Outer") as outer:
        session.add(Place(name="A"))
        with steps.step(session, "Inner") as inner:
            session.add(Place(name="B"))
        assert inner is outer
    with office.session() as session:
        assert [(s.title, s.rows) for s in history.steps(session)] == [("Outer", 2)]


def test_a_step_that_fails_leaves_no_trace(office: Office) -> None:
    with office.step("First") as session:
        session.add(Person(family_name="Noether"))
    before = _tables(office)
    with pytest.raises(ZeroDivisionError), office.step("Fails") as session:
        person = session.query(Person).one()
        person.family_name = "Gone"
        session.add(Place(name="B"))
        blobs.keep(session, b"content")
        session.flush()
        raise ZeroDivisionError
    assert _tables(office) == before


def test_the_inner_failure_takes_the_outer_step_back(office: Office) -> None:
    before = _tables(office)
    with pytest.raises(ZeroDivisionError), office.session() as session:
        with steps.step(session, "Outer"):
            session.add(Place(name="A"))
            session.flush()
            with steps.step(session, "Inner"):
                raise ZeroDivisionError
    assert _tables(office) == before
    with office.step("Next") as session:
        session.add(Place(name="B"))
    assert problems(office) == []


def test_a_step_that_changes_nothing_leaves_no_trace(office: Office) -> None:
    with office.step("Nothing"):
        pass
    with office.step("Same") as session:
        settings.keep(session, "a", 1)
    with office.step("Real") as session:
        session.add(Place(name="A"))
    with office.session() as session:
        assert [s.title for s in history.steps(session)] == ["Real"]
        assert session.execute(text("SELECT seq FROM clock")).scalar_one() == 1


def test_a_session_that_was_written_to_opens_no_step(office: Office) -> None:
    with office.session() as session:
        session.add(Place(name="Early"))
        with pytest.raises(RuntimeError, match="outside a step"), steps.step(session, "Late"):
            pass


@pytest.mark.parametrize("new", [True, False])
def test_a_required_field_cannot_be_empty(office: Office, new: bool) -> None:
    with office.step("Add") as session:
        session.add(Relationship(person="a", kind="knows"))
    with pytest.raises(KnownError, match="“Connection” is empty"), office.step("Empty") as session:
        if new:
            session.add(Relationship(person="a", kind=None))
        else:
            session.query(Relationship).one().kind = None
    with office.step("Left alone") as session:
        session.add(Relationship(person="b"))
    with office.session() as session:
        assert [r.kind for r in session.query(Relationship)] == ["knows", "knows"]


def test_titles_are_whole_when_all_is_written_together(office: Office) -> None:
    with office.step("Add") as session:
        session.add_all(
            [
                Affiliation(person="p", title="Professor"),
                Relationship(person="p", other="q"),
                Person(id="q", family_name="Curie"),
                Person(id="p", given_name="Emmy", family_name="Noether"),
            ]
        )
    with office.session() as session:
        titles = session.execute(text("SELECT title FROM entry ORDER BY t, rid")).scalars().all()
    assert titles[2:] == ["Emmy Noether", "Emmy Noether · Knows · Curie"]


def test_a_full_disk_is_told_and_nothing_is_changed(office: Office) -> None:
    with office.step("First") as session:
        session.add(Person(family_name="Noether"))
    before = _tables(office)
    with pytest.raises(KnownError, match="no room left on the disk"):
        with office.step("Too much") as session:
            connection = session.connection()
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")
            session.add_all(Person(family_name=f"N{n}", notes="x" * 5000) for n in range(50))
    with pytest.raises(KnownError, match="no room left on the disk"), office.remember() as session:
        blobs.keep(session, bytes(200_000))
    with office.session() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1073741823")
    assert _tables(office) == before
    assert problems(office) == []
    with office.step("Enough") as session:
        session.add(Person(family_name="Curie"))


def test_a_disk_that_fills_while_indexing_at_once_is_told(office: Office) -> None:
    from sciattache.store import capture

    before = _tables(office)
    with pytest.raises(KnownError, match="no room left on the disk"):
        with office.step("Too much") as session:
            cursor = session.connection().connection.cursor()
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 8}")
            with capture.index_at_once(cursor):
                cursor.executemany(
                    "INSERT INTO place (id, name) VALUES (?, ?)",
                    [(f"p{n}", "x" * 500) for n in range(500)],
                )
    assert _tables(office) == before
    assert problems(office) == []


def test_a_store_that_may_only_be_read_is_told(office: Office) -> None:
    with office.session() as session:
        session.connection().exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(KnownError, match="may only be read"), office.step("Write") as session:
        session.add(Place(name="A"))


@pytest.mark.skipif(sys.platform != "linux", reason="a command of Linux")
def test_an_office_in_a_folder_that_takes_no_writing_can_be_looked_at(
    office: Office, tmp_path: Path
) -> None:
    with office.step("Add") as session:
        session.add(Place(name="A"))
    office.close()
    folder = tmp_path / "medium"
    folder.mkdir()
    copy = Path(shutil.copy(office.path, folder))
    command = [sys.executable, "-m", "sciattache"]
    if os.geteuid() == 0:  # whom nothing stops, but for the capability that is dropped here
        if not shutil.which("setpriv"):
            pytest.skip("root writes everywhere")
        command = ["setpriv", "--bounding-set=-dac_override", *command]
    copy.chmod(0o400)
    folder.chmod(0o500)
    try:
        for words, code, said in [
            (["list", copy, "place"], 0, "1 place"),
            (["check", copy], 0, "is whole"),
            (["add", copy, "place", "name=B"], 1, "may only be read"),
            (["undo", copy], 1, "may only be read"),
        ]:
            done = subprocess.run(
                [*command, *words],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            assert (done.returncode, said in done.stdout) == (code, True), done.stdout
        assert [path.name for path in folder.iterdir()] == [copy.name]
        assert copy.read_bytes() == office.path.read_bytes()
    finally:
        folder.chmod(0o700)


def test_an_error_of_the_database_repeats_nothing_that_people_wrote(office: Office) -> None:
    with pytest.raises(DBAPIError) as raised, office.step("Write") as session:
        session.add(Place(name="Secret garden", id="1"))
        session.flush()
        session.connection().exec_driver_sql(
            "INSERT INTO place (id, name) VALUES (?, ?)", ("1", "Secret garden")
        )
    assert "Secret" not in str(raised.value)


def test_a_store_in_which_another_writes_is_told(office: Office) -> None:
    with office.session() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout = 50")
    other = connector(office.path, None)()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(KnownError, match="Another program is writing"):
        with office.step("Write") as session:
            session.add(Place(name="A"))
    with pytest.raises(KnownError, match="Another program is writing"), office.remember():
        pass
    other.close()
    with office.step("Write") as session:
        session.add(Place(name="A"))
    assert problems(office) == []


def test_an_error_of_ours_stays_one(office: Office) -> None:
    with pytest.raises(Exception, match="nobody") as raised, office.step("Bug") as session:
        session.execute(text("SELECT * FROM nobody"))
    assert not isinstance(raised.value, KnownError)


def test_settings_and_contents_are_remembered_outside_of_history(office: Office) -> None:
    with office.remember() as session:
        settings.keep(session, "columns", {"width": [1, 2], "name": "é"})
        settings.keep(session, "columns", {"width": [3]})
        sha256 = blobs.keep(session, b"picture", "image/png")
        assert blobs.keep(session, b"picture") == sha256
    with office.session() as session:
        assert settings.get(session, "columns") == {"width": [3]}
        assert settings.get(session, "other", 7) == 7
        assert blobs.content(session, sha256) == b"picture"
        assert blobs.content(session, "0" * 64) is None
        assert blobs.unused(session) == [sha256]
        assert history.steps(session) == []


def test_a_content_that_is_too_large_is_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs, "LARGEST", 2**20)
    with pytest.raises(KnownError, match="has 2 MB"), office.remember() as session:
        blobs.keep(session, bytes(2 * 2**20))
