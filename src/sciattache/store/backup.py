"""Copies of an office: made while it is open, checked before an older one goes, brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from glob import escape
from pathlib import Path

from sciattache.errors import KnownError
from sciattache.store import copies, folders, incarnations, trouble
from sciattache.store.engine import Key, driver
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
    copies.remove(partial)
    try:
        copies.copy(office.path, partial, office.key)
        copies.check(partial, office.key)
        partial.replace(target)
    except OSError as error:
        raise KnownError(
            f"The backup was not made: {error.strerror}.", "Make room, or choose another folder."
        ) from None
    finally:
        copies.remove(partial)
    if to is None:
        _rotate(office.path)
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
    pattern = f"{escape(office.stem)}-*{escape(office.suffix)}"
    return sorted(folder(office).glob(pattern), reverse=True)


def restore(
    backup: Path, to: Path, *, key: Key | None = None, now: datetime | None = None
) -> Path | None:
    """Bring a backup back as the office at ``to``; gives where the office that was there is kept.

    The restored store begins a new incarnation, because what it wrote after the backup may have
    reached others already.
    """
    folders.refuse_shared(to)
    inspect(backup, key=key)
    copies.check(backup, key)
    if _in_use(to, key):
        raise KnownError(
            f"{to} is open in another program.", "Close it there, then restore the backup."
        )
    partial = to.with_name(to.name + ".partial")
    copies.remove(partial)
    try:
        copies.copy(backup, partial, key)
        _begin_incarnation(partial, key)
        kept = _set_aside(to, now or datetime.now(UTC)) if to.exists() else None
        partial.replace(to)
    except OSError as error:
        raise KnownError(
            f"{to} cannot be written: {error.strerror}.", "Choose another folder."
        ) from None
    finally:
        copies.remove(partial)
    return kept


def change_key(office: Office, key: Key | None) -> Office:
    """Seal, unseal or seal anew: the store is copied under the new key and takes the old place.

    ``KnownError``, and the store as it was, when another program has it open or the disk is full.
    """
    path, partial = office.path, office.path.with_name(office.path.name + ".partial")
    office.close()
    if path.with_name(path.name + "-wal").exists():
        raise KnownError(
            "Another program has this office open.", "Close it there, then change the seal."
        )
    copies.remove(partial)
    try:
        _export(office, key, partial)
        copies.check(partial, key)
        partial.replace(path)
    finally:
        copies.remove(partial)
    with copies.opened(path, key) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    return replace(open_office(path, key=key), author=office.author)


def _export(office: Office, key: Key | None, to: Path) -> None:
    module = driver(office.key or key)
    with trouble.told(), copies.opened(office.path, office.key, module=module) as connection:
        pragma = key.pragma() if key else "''"
        connection.execute(f"ATTACH DATABASE ? AS other KEY {pragma}", (str(to),))
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        connection.execute("SELECT sqlcipher_export('other')")
        connection.execute(f"PRAGMA other.application_id = {application}")
        connection.execute("DETACH DATABASE other")


def _rotate(office: Path) -> None:
    """Let old backups go: the newest of each day outlives the others, at most KEPT in all."""
    days: dict[str, Path] = {}
    extra: list[Path] = []
    for path in backups(office):
        day = path.stem.removeprefix(f"{office.stem}-")[:10]
        if day in days:
            extra.append(path)
        else:
            days[day] = path
    kept = [*days.values(), *extra][:KEPT]
    for path in {*days.values(), *extra} - set(kept):
        path.unlink()


def _begin_incarnation(path: Path, key: Key | None) -> None:
    with copies.opened(path, key) as connection:
        incarnations.begin(connection.cursor())
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _in_use(path: Path, key: Key | None) -> bool:
    """Whether someone has the office open; what crashed, or cannot be read, nobody has."""
    if not path.with_name(path.name + "-wal").exists():  # the last to close takes it away
        return False
    try:
        with copies.opened(path, key) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA journal_mode = DELETE")  # refused unless alone
            connection.execute("PRAGMA journal_mode = WAL")
    except driver(key).DatabaseError as error:
        return "locked" in str(error)
    return False


def _set_aside(path: Path, now: datetime) -> Path:
    kept = path.with_name(f"{path.stem}-before-restore-{now:%Y-%m-%dT%H%M%S}{path.suffix}")
    for suffix in ("", *copies.SIDECARS):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(kept.with_name(kept.name + suffix))
    return kept
