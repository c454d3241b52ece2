"""An office is opened when it is whole and ours; anything else is refused and left as it is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sciattache.domain.directory.person import Person
from sciattache.errors import KnownError
from sciattache.store import migrate
from sciattache.store.engine import APPLICATION_ID, Key
from sciattache.store.office import Office, create, inspect, open_office, problems


def _refused(path: Path, match: str, key: Key | None = None) -> None:
    beside = {p: p.read_bytes() if p.is_file() else None for p in path.parent.iterdir()}
    with pytest.raises(KnownError, match=match) as raised:
        open_office(path, key=key)
    assert raised.value.remedy
    assert {p: p.read_bytes() if p.is_file() else None for p in path.parent.iterdir()} == beside


@pytest.fixture
def store(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(fresh, tmp_path / "office.sciattache"))


def _altered(store: Path, *sql: str) -> None:
    plain = sqlite3.connect(store)
    for statement in sql:
        plain.execute(statement)
    plain.commit()
    plain.close()


def test_an_office_is_opened_again_as_it_was_left(office: Office) -> None:
    with office.step("Add") as session:
        session.add(Person(family_name="Noether"))
    office.close()
    assert [path.name for path in office.path.parent.iterdir()] == [office.path.name]
    again = open_office(office.path)
    with again.session() as session:
        assert session.query(Person).one().family_name == "Noether"
    assert problems(again) == []
    again.close()


def test_looking_at_an_office_leaves_no_files_beside_it(store: Path) -> None:
    before = store.read_bytes()
    assert inspect(store) == migrate.HEAD
    assert [path.name for path in store.parent.iterdir()] == [store.name]
    assert store.read_bytes() == before


def test_what_was_written_and_not_folded_in_is_there(office: Office, tmp_path: Path) -> None:
    with office.step("Add") as session:
        session.add(Person(family_name="Noether"))
    for path in office.path.parent.iterdir():
        shutil.copy(path, tmp_path / path.name)
    assert (tmp_path / (office.path.name + "-wal")).stat().st_size > 0
    again = open_office(tmp_path / office.path.name)
    with again.session() as session:
        assert session.query(Person).count() == 1
    again.close()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    _refused(tmp_path / "none.sciattache", "There is no office")


def test_a_folder_is_no_office(tmp_path: Path) -> None:
    (tmp_path / "folder.sciattache").mkdir()
    _refused(tmp_path / "folder.sciattache", "There is no office")


@pytest.mark.parametrize("key", [None, Key(passphrase="secret")])
@pytest.mark.parametrize("content", [b"", b"x", b"Dear colleague,\n" * 500, b"PK\x03\x04" * 2000])
def test_a_file_that_is_no_database_is_refused(
    tmp_path: Path, content: bytes, key: Key | None
) -> None:
    path = tmp_path / "letter.sciattache"
    path.write_bytes(content)
    _refused(path, "not an office|does not open|damaged", key)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sciattache"
    _altered(path, "CREATE TABLE person (name)")
    _refused(path, "database of another program")
    _altered(path, f"PRAGMA application_id = {APPLICATION_ID}")
    _refused(path, "damaged: no such table")


@pytest.mark.parametrize(
    ("schema", "match"),
    [("9000", "newer SciAttaché"), ("9999", "newer SciAttaché"), ("zzzz", "newer"),
     ("0000", "damaged: it has no schema 0000"), ("", "damaged")],
)  # fmt: skip
def test_a_schema_of_another_version_is_refused(store: Path, schema: str, match: str) -> None:
    _altered(store, f"UPDATE alembic_version SET version_num = '{schema}'")
    _refused(store, match)


def test_a_store_without_a_schema_is_refused(store: Path) -> None:
    _altered(store, "DELETE FROM alembic_version")
    _refused(store, "damaged")


@pytest.mark.parametrize("kept", [100, 512, 4095, 4096, 40_000, 0.5, 0.99])
def test_a_truncated_store_is_refused(store: Path, kept: float) -> None:
    whole = store.read_bytes()
    store.write_bytes(whole[: int(kept if kept > 1 else kept * len(whole))])
    _refused(store, "damaged")


@pytest.mark.parametrize("page", range(0, 200, 25))
def test_a_damaged_store_is_refused(store: Path, page: int) -> None:
    damaged = bytearray(store.read_bytes())
    at = page * 4096 + (104 if page == 0 else 4)
    damaged[at : at + 1500] = b"\xa5" * 1500
    store.write_bytes(damaged)
    _refused(store, "damaged")


def test_a_plain_office_takes_no_passphrase(store: Path) -> None:
    _refused(store, "is not sealed", Key(passphrase="secret"))


def test_nothing_is_made_over_a_file_or_without_a_folder(store: Path) -> None:
    with pytest.raises(KnownError, match="exists already"):
        create(store)
    with pytest.raises(KnownError, match="There is no folder"):
        create(store.parent / "none" / "office.sciattache")
    assert [path.name for path in store.parent.iterdir()] == [store.name]


def test_an_office_that_could_not_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(migrate, "upgrade", full)
    with pytest.raises(KnownError, match="no room left"):
        create(tmp_path / "office.sciattache")
    assert list(tmp_path.iterdir()) == []


def test_a_check_tells_what_is_wrong(make: Callable[[], Office]) -> None:
    office = make()
    with office.step("Add") as session:
        run = session.connection().exec_driver_sql
        run("INSERT INTO affiliation (id, person) VALUES ('a', 'nobody')")
        run("DROP TRIGGER person_d")
        run("UPDATE clock SET open_step = 7")
    with office.remember() as session:
        session.connection().exec_driver_sql("UPDATE clock SET open_step = 7")
    assert problems(office) == [
        "The trigger person_d is missing.",
        "1 of affiliations refer under “Person” to records that are not here.",
        "A step was left open.",
    ]
