"""An office: open its file, make a new one, and close it."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError
from sciattache.store import (
    capture,
    clock,
    copies,
    dialect,
    folders,
    guest_seal,
    heads,
    migrate,
    settings,
    trouble,
)
from sciattache.store.engine import APPLICATION_ID, Key, connector, driver, engine
from sciattache.store.postgres import opening
from sciattache.store.postgres.address import Address
from sciattache.store.steps import Step, require, step

SUFFIX = ".sciattache"
_SQLITE = b"SQLite format 3\x00"
Place = Path | Address
"""Where an office is: a file; or, headquarters' alone, a database on a server."""
_LARGE = 100_000_000
"""Bytes of a store that is not checked whole whenever it is opened."""


@dataclass
class Office:
    """One open store."""

    place: Place
    engine: Engine
    key: Key | None = None
    author: str = field(default_factory=lambda: _user())

    @property
    def path(self) -> Path:
        """The office's file; refused where it is on a server, which has none."""
        if isinstance(self.place, Address):
            raise KnownError(
                "This office is on a server, not in a file.",
                "Copies and keys of it are the server's matter: ask who runs it (pg_dump).",
            )
        return self.place

    @property
    def name(self) -> str:
        """What the office's file or database is called."""
        return self.place.database if isinstance(self.place, Address) else self.place.stem

    def session(self) -> Session:
        """A session whose objects stay readable after it; close it when done."""
        made = Session(self.engine, expire_on_commit=False, info={"author": self.author})
        event.listen(made, "before_flush", require)
        return made

    @contextmanager
    def step(self, title: str) -> Iterator[Session]:
        """A session inside one step named ``title``."""
        with self.session() as session, step(session, title):
            yield session

    @contextmanager
    def remember(self) -> Iterator[Session]:
        """A session for settings and contents, which are not part of the history."""
        with trouble.told(), self.session() as session:
            session.connection(execution_options={"writes": True})
            yield session
            session.commit()

    def close(self) -> None:
        """Let go of the file; its write-ahead log is folded in."""
        self.engine.dispose()


def create(place: Place, *, key: Key | None = None, site: int = 1) -> Office:
    """Make a new office at ``place``; refused when something is there already."""
    if isinstance(place, Address):
        office = Office(place, opening.make(place))
        _begin(office, site)
        return office
    return _create_file(place, key, site)


def _create_file(path: Path, key: Key | None, site: int) -> Office:
    folders.refuse_shared(path)
    if path.exists():
        raise KnownError(f"{path} exists already.", "Choose another name, or open it.")
    if not path.parent.is_dir():
        raise KnownError(f"There is no folder {path.parent}.", "Make it first, or choose another.")
    driver(key)
    try:
        path.touch()
    except OSError as error:
        raise KnownError(
            f"{path} cannot be written: {error.strerror}.", "Choose another folder."
        ) from None
    made = engine(path, key)
    try:
        with trouble.told():
            with copies.opened(path, key) as connection:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute("PRAGMA journal_mode = WAL")
            migrate.upgrade(made)
        office = Office(path, made, key)
        _begin(office, site)
    except BaseException:
        made.dispose()
        copies.remove(path)
        raise
    return office


def _begin(office: Office, site: int) -> None:
    """Give an office that was just made its clock, and its guests' seal."""
    with office.remember() as session:
        session.execute(
            text(
                "INSERT INTO clock (id, site, inc, seq, hlc, seen_epoch, seen_pos)"
                " VALUES (1, :site, :inc, 0, :hlc, 0, 0)"
            ),
            {
                "site": site,
                "inc": clock.new_incarnation(),
                "hlc": clock.tick(0, datetime.now(UTC)),
            },
        )
        settings.keep(session, "triggers", capture.digest())
        guest_seal.ensure(session)


def open_office(place: Place, *, key: Key | None = None) -> Office:
    """Open the office at ``place``, upgraded where it is older than the program.

    ``KnownError`` says what is wrong with a file that is missing, foreign, damaged, sealed with
    another key, or of a newer program; such a file is not written to.  An office on a medium
    or in a folder that takes no writing can be looked at; a step in it is refused.
    """
    if isinstance(place, Address):
        return _open_server(place)
    path = place
    version = inspect(path, key=key)
    folders.refuse_shared(path)
    read_only = not all(os.access(place, os.W_OK) for place in (path, path.parent))
    if read_only and version != migrate.HEAD:
        raise KnownError(
            f"{path} is of an older version, and it may only be read here.",
            "Copy it to a folder of yours, and open it there.",
        )
    office = Office(path, engine(path, key, read_only=read_only), key)
    if read_only:
        return office
    try:
        with trouble.told():
            if version != migrate.HEAD:
                _copy_before_upgrade(path, version, key)
                migrate.upgrade(office.engine)
            _mend(office)
    except BaseException:
        office.close()
        raise
    return office


def _open_server(place: Address) -> Office:
    office = Office(place, opening.opened(place))
    try:
        with trouble.told():
            _mend(office)
    except BaseException:
        office.close()
        raise
    return office


def inspect(path: Path, *, key: Key | None = None) -> str:
    """The schema version of the store at ``path``, read without writing to it or its locks."""
    if not path.is_file():
        raise KnownError(f"There is no office at {path}.", "Make one with “sciattache new”.")
    try:
        start = heads.read(path, 100)
    except OSError as error:
        raise KnownError(
            f"{path} cannot be read: {error.strerror}.", "Check who may read it."
        ) from None
    _refuse_foreign(path, start, key)
    version = _version(path, key)
    if version > migrate.HEAD:
        raise KnownError(
            f"{path} was written by a newer SciAttaché (schema {version}).",
            "Install that version here.",
        )
    if version not in {migrate.HEAD, *migrate.versions()}:
        raise KnownError(
            f"{path} is damaged: it has no schema {version}.",
            "Restore a backup with “sciattache restore”.",
        )
    return version


def _refuse_foreign(path: Path, start: bytes, key: Key | None) -> None:
    """Refuse a file whose first bytes are not those of an office, plain or sealed as it should."""
    plain = start.startswith(_SQLITE)
    if plain and key is not None:
        raise KnownError(f"{path} is not sealed.", "Open it without a passphrase.")
    if plain and int.from_bytes(start[68:72], "big") != APPLICATION_ID:
        raise KnownError(f"{path} is a database of another program.", "Choose an office file.")
    if not plain and key is None:
        raise KnownError(
            f"{path} is not an office, or it is sealed.", "If it is sealed, give its passphrase."
        )


def _version(path: Path, key: Key | None) -> str:
    """The schema version of a store that can be read and is sound."""
    errors = (driver(key).DatabaseError,)
    try:
        connection = connector(path, key, read_only=True)()
        try:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            sound = connection.execute(f"PRAGMA quick_check({_checked(path)})").fetchone()[0]
            application = connection.execute("PRAGMA application_id").fetchone()[0]
        finally:
            connection.close()
    except (*errors, UnicodeDecodeError) as error:
        known = trouble.of_disk(error)
        if known is not None:
            raise known from error
        reason = "its tables cannot be read" if isinstance(error, ValueError) else str(error)
        if key is not None and "not a database" in reason:
            raise KnownError(f"The passphrase does not open {path}.", "Try it again.") from None
        raise KnownError(
            f"{path} is damaged: {reason}.", "Restore a backup with “sciattache restore”."
        ) from None
    if sound != "ok" or application != APPLICATION_ID or found is None:
        raise KnownError(
            f"{path} is damaged: {sound}.", "Restore a backup with “sciattache restore”."
        )
    return str(found[0])


def problems(office: Office) -> list[str]:
    """What a thorough check finds wrong with the store, in sentences; empty when it is whole."""
    with office.session() as session:
        connection, speech = session.connection(), dialect.of(session)
        cursor = connection.connection.cursor()
        found = list(speech.damage(cursor))
        found += [f"The trigger {name} is missing." for name in speech.missing(cursor)]
        found += _dangling(connection)
        if connection.exec_driver_sql("SELECT open_step FROM clock").scalar() is not None:
            found.append("A step was left open.")
    return found


def _dangling(connection: Any) -> list[str]:
    found = []
    for cls in TYPES:
        for reference in (f for f in cls.fields() if f.kind.name == "reference"):
            count = connection.exec_driver_sql(
                f"SELECT count(*) FROM {cls.type_name()} WHERE {reference.name} IS NOT NULL"
                f" AND {reference.name} NOT IN (SELECT id FROM entry)"
            ).scalar()
            if count:
                found.append(
                    f"{count} of {cls.about.plural.lower()} refer under “{reference.label}” to"
                    " records that are not here."
                )
    return found


def _checked(path: Path) -> str:
    """What of a store is checked when it is opened: all, or in a large one the clock's table.

    A whole check takes a second for a gigabyte; `problems` and each backup make it.  SQLite
    itself refuses a file that is cut short, or whose schema cannot be read.
    """
    return "1" if path.stat().st_size <= _LARGE else "clock"


def _copy_before_upgrade(path: Path, version: str, key: Key | None) -> None:
    copy = path.with_name(f"{path.stem}-schema-{version}{path.suffix}")
    copies.remove(copy)
    try:
        copies.copy(path, copy, key)
        copies.check(copy, key)
    except (KnownError, OSError) as error:
        copies.remove(copy)
        raise KnownError(
            f"The office is of an older version, and no copy of it could be made: {error}",
            "Make room beside it, then open it again.",
        ) from None


def _mend(office: Office) -> None:
    """Make anew what an older program left out or otherwise: the triggers, the guests' seal."""
    with office.session() as session:
        speech = dialect.of(session)
        absent = speech.missing(session.connection().connection.cursor())
        known = settings.get(session, "triggers")
        is_sealing = bool(guest_seal.of(session))
    if not is_sealing:
        with office.remember() as session:
            guest_seal.ensure(session)
    if absent or known != capture.digest():
        with office.remember() as session:
            speech.reindex(session.connection().connection.cursor())
            settings.keep(session, "triggers", capture.digest())


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no user name on this system
        return ""


__all__ = ["SUFFIX", "Office", "Place", "Step", "create", "inspect", "open_office", "problems"]
