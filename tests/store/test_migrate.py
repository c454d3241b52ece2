"""Older stores become newer ones: each step is walked with data, a checked copy is kept first."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from sciattache.domain import wings  # noqa: F401  (declares the record types)
from sciattache.domain.directory.person import Person
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.store import capture, copies, history, migrate, search, undo
from sciattache.store.office import Office, inspect, open_office, problems

_NOW = migrate.HEAD
_LATER = f"{int(migrate.HEAD) + 1:04}"
_NEXT = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{_LATER}", "{migrate.HEAD}", None, None
def upgrade():
    kept = {{"sqlite_autoincrement": True}}
    with op.batch_alter_table("person", recreate="always", table_kwargs=kept) as batch:
        batch.add_column(sa.Column("later", sa.Text()))
    op.execute("UPDATE person SET later = upper(family_name)")
def downgrade():
    pass
"""
_FAILS = _NEXT.replace("upper(family_name)", "nobody(family_name)")


def _work(office: Office) -> None:
    with office.step("Add") as session:
        session.add_all(Person(id=f"p{n}", family_name=f"Name{n}") for n in range(50))
    with office.step("Rename") as session:
        session.query(Person).filter_by(id="p7").one().family_name = "Noether"


def test_the_newest_schema_is_the_models(office: Office) -> None:
    def ours(thing: Any, name: str | None, kind: str, *_: Any) -> bool:
        return kind != "table" or not (name or "").startswith(("search", "parts"))

    with office.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, Record.metadata) == []


def test_the_head_is_the_last_script() -> None:
    scripts = ScriptDirectory.from_config(migrate.configuration(None))
    assert scripts.get_heads() == [migrate.HEAD]
    assert {script.revision for script in scripts.walk_revisions()} == migrate.versions()


def test_every_step_is_walked_down_and_up_again(office: Office) -> None:
    _work(office)
    with office.engine.connect().execution_options(writes=True) as connection, connection.begin():
        cursor = connection.connection.cursor()
        capture.remove(cursor)
        scripts = ScriptDirectory.from_config(migrate.configuration(connection))
        for script in scripts.walk_revisions():
            command.downgrade(migrate.configuration(connection), script.down_revision or "base")
        left = connection.execute(
            text("SELECT name FROM sqlite_master WHERE name IN ('person', 'step', 'entry')")
        ).all()
        assert left == []
    with office.engine.connect().execution_options(writes=True) as connection, connection.begin():
        for name in ("search", "parts"):
            connection.exec_driver_sql(f"DROP TABLE {name}")
    for script in reversed(list(scripts.walk_revisions())):
        migrate.upgrade(office.engine, script.revision)
    migrate.upgrade(office.engine)
    with office.session() as session:
        assert capture.missing(session.connection().connection.cursor()) == ()


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program one migration newer than this one; gives the file of its last script."""
    scripts = tmp_path / "scripts"
    shutil.copytree(migrate._SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    last = scripts / "versions" / f"{_LATER}_next.py"
    last.write_text(_NEXT)
    monkeypatch.setattr(migrate, "_SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "HEAD", _LATER)
    return last


def test_an_older_store_is_upgraded_and_a_copy_of_it_is_kept(office: Office, newer: Path) -> None:
    _work(office)
    office.close()
    opened = open_office(office.path)
    copy = office.path.with_name(f"office-schema-{_NOW}.sciattache")
    assert inspect(copy) == _NOW
    assert {path.name for path in office.path.parent.iterdir()} >= {copy.name, office.path.name}
    with opened.session() as session:
        rows = session.execute(text("SELECT later FROM person WHERE id IN ('p7', 'p8')")).scalars()
        assert sorted(rows) == ["NAME8", "NOETHER"]
        assert [hit.id for hit in search.find(session, "noether")] == ["p7"]
        assert [change.op for change in history.of_record(session, "p7")] == ["U", "I"]
        undo.undo(session)
        undo.undo(session)
        assert session.query(Person).count() == 0
    assert problems(opened) == []
    with opened.step("Add") as session:
        session.add(Person(family_name="Curie"))
        session.flush()
        assert session.query(Person).one().rid == 51
    opened.close()
    plain = sqlite3.connect(copy)
    assert plain.execute("SELECT count(*) FROM person").fetchone() == (50,)
    plain.close()


def test_the_copy_has_what_another_connection_keeps_from_being_folded_in(
    office: Office, newer: Path
) -> None:
    with office.session() as reading:
        reading.execute(text("SELECT count(*) FROM person")).scalar()
        _work(office)
        opened = open_office(office.path)
    opened.close()
    plain = sqlite3.connect(office.path.with_name(f"office-schema-{_NOW}.sciattache"))
    assert plain.execute("SELECT family_name FROM person WHERE id = 'p7'").fetchone() == (
        "Noether",
    )
    plain.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(office: Office, newer: Path) -> None:
    _work(office)
    office.close()
    before = office.path.read_bytes()
    newer.write_text(_FAILS)
    with pytest.raises(Exception, match="no such function"):
        open_office(office.path)
    assert inspect(office.path) == _NOW
    assert office.path.read_bytes() == before


@pytest.mark.parametrize("trouble", ["damaged", "full"])
def test_without_a_sound_copy_nothing_is_upgraded(
    office: Office, newer: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    _work(office)
    office.close()
    before, copy = office.path.read_bytes(), copies.copy

    def on_the_way(source: Path, target: Path, key: Any) -> None:
        if trouble == "full":
            raise OSError(28, "No space left on device")
        copy(source, target, key)
        target.write_bytes(target.read_bytes()[:40_000])

    monkeypatch.setattr(copies, "copy", on_the_way)
    with pytest.raises(KnownError, match="no copy of it could be made"):
        open_office(office.path)
    assert [path.name for path in office.path.parent.iterdir()] == [office.path.name]
    assert office.path.read_bytes() == before


def test_a_program_that_is_older_again_refuses(
    office: Office, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.close()
    open_office(office.path).close()
    monkeypatch.setattr(migrate, "HEAD", _NOW)
    with pytest.raises(KnownError, match=rf"newer SciAttaché \(schema {_LATER}\)"):
        open_office(office.path)


def test_the_schema_is_what_a_plain_engine_would_make(tmp_path: Path, office: Office) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    Record.metadata.create_all(engine)
    names = "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'index')"
    with engine.connect() as models, office.engine.connect() as store:
        wanted = {tuple(row) for row in models.exec_driver_sql(names)}
        there = {tuple(row) for row in store.exec_driver_sql(names)}
    engine.dispose()
    extra = {name for kind, name in there - wanted}
    assert wanted <= there
    assert {name for name in extra if not name.startswith(("search", "parts", "sqlite_"))} == {
        "alembic_version"
    }
