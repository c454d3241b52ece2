"""Copy a store whole while others write to it, and check that a copy is sound."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sciattache.errors import KnownError
from sciattache.store import trouble
from sciattache.store.engine import Key, connector

SIDECARS = ("-wal", "-shm")
"""What SQLite keeps beside a file that is open (sqlite.org/tempfiles)."""


def copy(source: Path, target: Path, key: Key | None) -> None:
    """Make ``target`` the state of ``source`` at one moment, by SQLite's backup API."""
    with trouble.told(), opened(source, key, read_only=True) as origin:
        target.touch()
        with opened(target, key) as made:
            origin.backup(made, pages=2048)
            made.execute("PRAGMA journal_mode = WAL")
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def check(path: Path, key: Key | None) -> None:
    """Raise ``KnownError`` when the copy at ``path`` is not sound."""
    with trouble.told(), opened(path, key, read_only=True) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise KnownError(
            f"The copy {path.name} is not sound: {found}.", "Older backups are kept; try again."
        )


def remove(path: Path) -> None:
    """Remove the file at ``path`` and what SQLite left beside it, whatever is there."""
    for suffix in ("", *SIDECARS):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def opened(
    path: Path, key: Key | None, *, read_only: bool = False, module: ModuleType | None = None
) -> Iterator[Any]:
    """A connection of its own, closed at the end."""
    connection = connector(path, key, read_only=read_only, module=module)()
    try:
        yield connection
    finally:
        connection.close()
