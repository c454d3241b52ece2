"""Open the file of an office: connections, pragmas, key."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from sciattache.errors import KnownError
from sciattache.store import entries, heads

APPLICATION_ID = 0x53434941  # "SCIA" in the file's header (SQLite file format, offset 68)

_SEALED_CACHE = 32_768
"""KiB of pages that a connection to a sealed store keeps at most: each is opened and checked anew
when it is read again (see docs/decisions/0020)."""


@dataclass(frozen=True)
class Key:
    """What opens a sealed store: a passphrase, or the 32 raw bytes that a keystore holds."""

    passphrase: str | None = None
    raw: bytes | None = None

    def pragma(self) -> str:
        """The text of SQLCipher's ``PRAGMA key``, quoted; ``KnownError`` where it is empty."""
        if not (self.raw or self.passphrase):
            raise KnownError("The passphrase is empty.", "Give the passphrase of this office.")
        if self.raw is not None:
            return f"\"x'{self.raw.hex()}'\""
        return "'" + (self.passphrase or "").replace("'", "''") + "'"


def driver(key: Key | None) -> ModuleType:
    """The DB-API module: SQLite, or SQLCipher where a key is given (never silently without)."""
    if key is None:
        return sqlite3
    try:
        import sqlcipher3.dbapi2 as sealed
    except ImportError:
        raise KnownError(
            "This office is to be sealed, and SQLCipher is not installed here.",
            "Install the package sqlcipher3, or choose an office without a seal.",
        ) from None
    return sealed  # type: ignore[no-any-return]


def connector(
    path: Path, key: Key | None, *, read_only: bool = False, module: ModuleType | None = None
) -> Callable[[], Any]:
    """A function that makes one configured DB-API connection to the store at ``path``.

    ``module`` is the driver where it is not the one that the key asks for.  A store that is read
    while nobody has it open gets no files beside it.
    """
    module = module or driver(key)
    path = path.resolve()
    address = path.as_uri() + ("?mode=ro" if read_only else "?mode=rw")
    if read_only and not path.with_name(path.name + "-wal").exists():
        address += "&immutable=1"

    def connect() -> Any:
        connection = heads.connect(module, path, address)
        if key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = {key.pragma()}")
            connection.execute(f"PRAGMA cache_size = -{_SEALED_CACHE}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA trusted_schema = ON")
        for name, function in entries.functions():
            connection.create_function(name, -1, function, deterministic=True)
        return connection

    return connect


def engine(path: Path, key: Key | None = None, *, read_only: bool = False) -> Engine:
    """SQLAlchemy's engine on the store; transactions begin at once where a step asks so."""
    made = create_engine(
        "sqlite://",
        creator=connector(path, key, read_only=read_only),
        module=driver(key),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        hide_parameters=True,  # they are what people wrote: no error message repeats them
    )

    @event.listens_for(made, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made
