"""Say in a sentence what the disk, the server or another program does to an office."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from sciattache.errors import KnownError

_DISK = (
    (
        "disk is full",
        "There is no room left on the disk; nothing was changed.",
        "Make room, then do it again.",
    ),
    (
        "database is locked",
        "Another program is writing to this office; nothing was changed.",
        "Wait until it is done, then do it again.",
    ),
    (
        "readonly database",
        "This office may only be read here; nothing was changed.",
        "Check who may write to its file and to its folder.",
    ),
    (
        "disk I/O error",
        "The disk does not take or give the office's data; it may be full.",
        "Make room on it and check it, then do it again.",
    ),
    (
        "unable to open database file",
        "The office's file cannot be opened any more.",
        "Check that its folder is there and may be written to.",
    ),
)
"""What the disk or another program does to an office that is sound itself."""
_DAMAGE = (
    (
        "malformed",
        "The office's file is damaged.",
        "Restore a backup with “sciattache restore”.",
    ),
    (
        "file is not a database",
        "The file is not an office, or it is damaged.",
        "Restore a backup with “sciattache restore”.",
    ),
)


@contextmanager
def told() -> Iterator[None]:
    """Turn what SQLite or a server says of a full, locked or failing disk into ``KnownError``."""
    try:
        yield
    except Exception as error:
        known = of(error)
        if known is None:
            raise
        raise known from error


def of(error: Exception) -> KnownError | None:
    """What to tell of an error that is the disk's, the server's or another program's."""
    if not isinstance(error, (DBAPIError, *_errors())):
        return None
    return _of_server(error) or _known(error, (*_DISK, *_DAMAGE))


def of_disk(error: Exception) -> KnownError | None:
    """What to tell of an error that is the disk's or another program's, not the file's own."""
    return _known(error, _DISK)


def _known(error: Exception, table: tuple[tuple[str, str, str], ...]) -> KnownError | None:
    line = str(error).partition("\n")[0]
    return next((KnownError(told, todo) for words, told, todo in table if words in line), None)


def _errors() -> tuple[type[Exception], ...]:
    """The errors of the drivers in use, which have their own."""
    others = (sys.modules.get("sqlcipher3.dbapi2"), sys.modules.get("psycopg"))
    return (sqlite3.Error, *(driver.Error for driver in others if driver))


def _of_server(error: Exception) -> KnownError | None:
    if "psycopg" not in sys.modules:
        return None
    from sciattache.store.postgres import trouble  # only where a server is asked

    return trouble.known(error)
