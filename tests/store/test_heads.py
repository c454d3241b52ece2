"""Looking at a store that is open does not let go of its locks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sciattache.errors import KnownError
from sciattache.store import heads, keys
from sciattache.store.engine import Key
from sciattache.store.office import Office, create, inspect, open_office

posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps locks by descriptor")

_WRITE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
connection.execute("PRAGMA locking_mode = EXCLUSIVE")
try:
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN EXCLUSIVE")
except sqlite3.OperationalError as error:
    print(error)
else:
    print("taken")
"""


@pytest.fixture
def store(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(fresh, tmp_path / "office.sciattache"))


@pytest.fixture
def office(store: Path) -> Iterator[Office]:
    made = open_office(store)
    yield made
    made.close()


def taken_by_another(store: Path) -> str:
    """What another process is told that wants the whole file for itself."""
    done = subprocess.run(
        [sys.executable, "-c", _WRITE, str(store)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


LOOKS: dict[str, Callable[[Path], object]] = {
    "inspect": inspect,
    "by another name": lambda path: inspect(_linked(path)),
    "is it sealed": keys.is_sealed,
    "refused key": lambda path: _refused(path, Key(passphrase="wrong")),
    "opened again": lambda path: open_office(path).close(),
}


def _linked(path: Path) -> Path:
    other = path.with_name("link.sciattache")
    other.symlink_to(path)
    return other


def _refused(path: Path, key: Key) -> None:
    with pytest.raises(KnownError, match="is not sealed"):
        inspect(path, key=key)


@posix
@pytest.mark.parametrize("look", LOOKS)
def test_looking_at_a_store_that_is_open_keeps_its_locks(
    office: Office, store: Path, look: str
) -> None:
    with office.session() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM entry").scalar()
        assert taken_by_another(store) == "database is locked"
        LOOKS[look](store)
        assert taken_by_another(store) == "database is locked"


@posix
def test_reading_the_file_itself_would_lose_them(office: Office, store: Path) -> None:
    with office.session() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM entry").scalar()
        store.read_bytes()
        assert taken_by_another(store) == "taken"


@posix
def test_nothing_of_a_store_stays_open_once_it_is_closed(store: Path) -> None:
    before = _descriptors()
    made = open_office(store)
    with made.session() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM entry").scalar()
    assert _descriptors() > before
    made.close()
    assert _descriptors() == before


def _descriptors() -> int:
    return len([*Path("/dev/fd").iterdir()])


def test_a_store_just_made_is_read_as_it_is_now(tmp_path: Path) -> None:
    made = create(tmp_path / "new.sciattache")
    assert heads.read(made.path, 15) == b"SQLite format 3"
    made.close()
    assert heads.read(made.path, 15) == b"SQLite format 3"
