"""Where a database on a PostgreSQL server is, and the connections to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from sciattache.errors import KnownError

DRIVER = "postgresql+psycopg"
_SCHEMES = ("postgres", "postgresql", DRIVER)
_PATIENCE = 10
"""Seconds to wait for a server that does not answer."""
_WAIT = "5s"
"""How long a step waits for another that is open."""
_REFUSALS = (
    ("password", "The server {server} does not take the password of {user}.",
     "Give it in the URL, in PGPASSWORD or in the file .pgpass."),
    ("no pg_hba.conf entry",
     "The server {server} lets {user} in from here with no password at all.",
     "Ask who runs the server to let this computer in."),
    ("role ", "The server {server} knows no user {user}.", "Check the user in the URL."),
    ("does not exist", "There is no database “{database}” at {server}.",
     "Make it there first, in UTF-8: createdb {database}."),
    ("permission denied",
     "The server {server} does not let {user} into the database “{database}”.",
     "Ask who runs the server for the right to connect."),
    ("too many", "The server {server} has no connection left.", "Try again later."),
    ("starting up", "The server {server} is starting.", "Try again in a moment."),
    ("translate host name", "There is no computer called {host}.", "Check the URL."),
    ("resolve host", "There is no computer called {host}.", "Check the URL."),
    ("", "The server {server} does not answer.",
     "Check the URL, the network, and that the server runs."),
)  # fmt: skip
"""What a refusal to connect says, and what is told of it; the first that fits."""


@dataclass(frozen=True)
class Address:
    """A database on a server; its text never shows the password."""

    url: URL = field(repr=False)

    def __str__(self) -> str:
        return self.url.render_as_string(hide_password=True)

    @property
    def bare(self) -> str:
        """The URL without a password: what may be written down."""
        return self.with_password("").url.render_as_string(hide_password=False)

    @property
    def account(self) -> str:
        """Under which name a password is kept for it: user and server, for all databases there."""
        host = self.url.host or str(self.url.query.get("host", ""))
        port = f":{self.url.port}" if self.url.port else ""
        return f"postgresql://{self.url.username or ''}@{host}{port}"

    def with_password(self, password: str) -> Address:
        """The address with another password, or with none."""
        return Address(self.url._replace(password=password or None))

    @property
    def database(self) -> str:
        """The database's name."""
        return self.url.database or self.url.username or ""

    def refused(self, error: Exception) -> KnownError:
        """What to tell of a server that does not let us in; never what it was given."""
        said = str(getattr(error, "orig", error))
        told, todo = next((told, todo) for words, told, todo in _REFUSALS if words in said)
        host = self.url.host or str(self.url.query.get("host", "this computer"))
        port = f":{self.url.port}" if self.url.port else ""
        words = {
            "server": f"{host}{port}",
            "host": host,
            "user": self.url.username or "this user",
            "database": self.database,
        }
        return KnownError(told, todo, **words)


def sentences() -> Iterator[str]:
    """Every sentence and remedy about a connection, with its places."""
    for _, told, todo in _REFUSALS:
        yield from (told, todo)


def is_address(text: str) -> bool:
    """Whether ``text`` is a URL, not the name of a file."""
    return re.match(r"[A-Za-z][\w+.-]*://", text) is not None


def address(text: str) -> Address:
    """The address that a URL says; ``KnownError``, without the URL, where it says none."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _SCHEMES:
        raise KnownError(
            "The URL is not that of a PostgreSQL database.",
            "Write {driver}://USER@HOST:PORT/DATABASE.",
            driver=DRIVER,
        )
    return Address(url.set(drivername=DRIVER))


def engine(place: Address) -> Engine:
    """SQLAlchemy's engine on the database: one that writes has the clock's row to itself."""
    from sciattache.store.postgres import columns  # noqa: F401  (how types are called there)
    from sciattache.store.postgres.words import Cursor  # psycopg: only where a server is asked

    made = create_engine(
        place.url,
        pool_size=4,
        max_overflow=4,
        pool_pre_ping=True,
        hide_parameters=True,  # they are what people wrote: no error message repeats them
        connect_args={
            "cursor_factory": Cursor,
            "connect_timeout": _PATIENCE,
            "application_name": "sciattache",
        },
    )

    @event.listens_for(made, "connect")
    def _connect(connection: Any, _: Any) -> None:
        connection.execute(f"SET lock_timeout = '{_WAIT}'")
        connection.commit()

    @event.listens_for(made, "begin")
    def _begin(connection: Any) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("SELECT id FROM clock FOR UPDATE")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    return made


def reach(place: Address, made: Engine) -> None:
    """Connect once; ``KnownError`` says why a server cannot be reached, or why it will not do."""
    try:
        with made.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    except OperationalError as error:
        raise place.refused(error) from None
    if encoding != "UTF8":
        raise KnownError(
            "The database “{database}” keeps text as {encoding}, which lacks letters.",
            "Make one in UTF-8: createdb --template=template0 --encoding=UTF8 {database}.",
            database=place.database,
            encoding=encoding,
        )
