"""Copies of an office: made while it is open, checked before an older one goes, brought back."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from sciattache.errors import KnownError
from sciattache.store import clock
from sciattache.store.engine import Key, connector, driver
from sciattache.store.office import Office, inspect, open_office

KEPT = 10
"""Backups kept at most; of days past one each is kept first."""
EVERY = timedelta(hours=8)


def folder(office: Path) -> Path:
    """Where an office's backups lie when no other place is given."""
    return office.with_name(f"{office.stem}-backups")


def back_up(office: Office, to: Path | None = None, *, now: datetime | None = None) -> Path:
    """Copy the open office, check the copy, then let the oldest go; gives the copy's path.

    The copy is whole at one moment even while others write (SQLite's backup API), and is
    renamed to its name only after ``integrity_check`` finds it sound.
    """
    at = now or datetime.now(UTC)
    target = (
        to or folder(office.path) / f"{office.path.stem}-{at:%Y-%m-%dT%H%M%S}{office.path.suffix}"
    )
    if target.exists():
        raise KnownError(f"{target} exists already.", "Choose another name.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            f"{target.parent} cannot be made: {error.strerror}.", "Choose another."
        ) from None
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        _copy(office.path, partial, office.key)
        _check(partial, office.key)
        partial.replace(target)
    except OSError as error:
        raise KnownError(
            f"The backup was not made: {error.strerror}.", "Make room, or choose another folder."
        ) from None
    finally:
        partial.unlink(missing_ok=True)
    if to is None:
        _rotate(folder(office.path), office.path)
    return target


def due(office: Office, *, now: datetime | None = None) -> bool:
    """Whether the last backup is older than :data:`EVERY` and something changed since."""
    newest = max((path.stat().st_mtime for path in backups(office.path)), default=0.0)
    at = (now or datetime.now(UTC)).timestamp()
    changed = max(
        path.stat().st_mtime
        for path in (office.path, office.path.with_name(office.path.name + "-wal"))
        if path.exists()
    )
    return at - newest > EVERY.total_seconds() and changed > newest


def backups(office: Path) -> Sequence[Path]:
    """An office's backups, the newest first."""
    return sorted(folder(office).glob(f"{office.stem}-*{office.suffix}"), reverse=True)


def restore(
    backup: Path, to: Path, *, key: Key | None = None, now: datetime | None = None
) -> Path | None:
    """Bring a backup back as the office at ``to``; gives where the office that was there is kept.

    The restored store begins a new incarnation, because what it wrote after the backup may have
    reached others already.
    """
    inspect(backup, key=key)
    _check(backup, key)
    partial = to.with_name(to.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        _copy(backup, partial, key)
        _begin_incarnation(partial, key)
        kept = _set_aside(to, now or datetime.now(UTC)) if to.exists() else None
        partial.replace(to)
    except OSError as error:
        raise KnownError(
            f"{to} cannot be written: {error.strerror}.", "Choose another folder."
        ) from None
    finally:
        partial.unlink(missing_ok=True)
    return kept


def change_key(office: Office, key: Key | None) -> Office:
    """Seal, unseal or seal anew: the store is copied under the new key and takes the old place."""
    path, partial = office.path, office.path.with_name(office.path.name + ".partial")
    partial.unlink(missing_ok=True)
    with _open(path, office.key, module=driver(office.key or key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pragma = key.pragma() if key else "''"
        connection.execute(f"ATTACH DATABASE ? AS other KEY {pragma}", (str(partial),))
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        connection.execute("SELECT sqlcipher_export('other')")
        connection.execute(f"PRAGMA other.application_id = {application}")
        connection.execute("DETACH DATABASE other")
    _check(partial, key)
    office.close()
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    partial.replace(path)
    with _open(path, key) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    return open_office(path, key=key)


def _copy(source: Path, target: Path, key: Key | None) -> None:
    with _open(source, key, read_only=True) as origin:
        target.touch()
        with _open(target, key) as copy:
            origin.backup(copy, pages=2048)
            copy.execute("PRAGMA journal_mode = WAL")
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _check(path: Path, key: Key | None) -> None:
    with _open(path, key, read_only=True) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise KnownError(
            f"The copy {path.name} is not sound: {found}.", "Older backups are kept; try again."
        )


def _rotate(place: Path, office: Path) -> None:
    """Let old backups go: the newest of each day outlives the others, at most KEPT in all."""
    days: dict[str, Path] = {}
    extra: list[Path] = []
    for path in sorted(place.glob(f"{office.stem}-*{office.suffix}"), reverse=True):
        day = path.stem.removeprefix(f"{office.stem}-")[:10]
        if day in days:
            extra.append(path)
        else:
            days[day] = path
    kept = [*days.values(), *extra][:KEPT]
    for path in {*days.values(), *extra} - set(kept):
        path.unlink()


def _begin_incarnation(path: Path, key: Key | None) -> None:
    with _open(path, key) as connection:
        connection.execute(
            "UPDATE clock SET parent_inc = inc, parent_seq = seq, inc = ?, seq = 0",
            (clock.new_incarnation(),),
        )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_aside(path: Path, now: datetime) -> Path:
    kept = path.with_name(f"{path.stem}-before-restore-{now:%Y-%m-%dT%H%M%S}{path.suffix}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(kept.with_name(kept.name + suffix))
    return kept


@contextmanager
def _open(
    path: Path, key: Key | None, *, read_only: bool = False, module: ModuleType | None = None
) -> Iterator[Any]:
    """A connection of its own, closed at the end."""
    connection = connector(path, key, read_only=read_only, module=module)()
    try:
        yield connection
    finally:
        connection.close()
