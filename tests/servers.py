"""A PostgreSQL server of the tests' own, from Debian's package, that nobody else can reach."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from sciattache.store.postgres.address import Address, address

_PORT = 5433
"""The name of the socket: no port is opened."""
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
_COUNTER = count(1)


def binaries() -> Path | None:
    """Where ``initdb`` and ``postgres`` are, the newest first; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version, reverse=True)
    named = shutil.which("initdb")
    return found[0].parent if found else Path(named).resolve().parent if named else None


def _version(path: Path) -> float:
    return float(path.parts[-3])


def lacks() -> str:
    """Why no server can be started here; empty where one can."""
    if binaries() is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    if os.geteuid() == 0 and _user() is None:
        return "PostgreSQL does not run as root, and there is no other user here"
    return ""


@dataclass(frozen=True)
class Server:
    """A running server; its databases are made and dropped by name."""

    folder: Path

    def address(self, database: str, *, user: str = "hq", password: str = "") -> Address:
        who = f"{user}:{password}" if password else user
        return address(f"postgresql+psycopg://{who}@/{database}?host={self.folder}&port={_PORT}")

    def make(self, template: str = "template0") -> Address:
        """A new database, empty or a copy of another one."""
        name = f"office_{os.getpid()}_{next(_COUNTER)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    @contextmanager
    def anew(self, template: str) -> Iterator[Callable[[], Address]]:
        """What makes a copy of a database each time, and drops the one before."""
        made: list[Address] = []

        def another() -> Address:
            while made:
                self.drop(made.pop())
            made.append(self.make(template))
            return made[-1]

        yield another
        while made:
            self.drop(made.pop())

    def drop(self, place: Address) -> None:
        self.run(f"DROP DATABASE IF EXISTS {place.database} WITH (FORCE)")

    def run(self, statement: str, database: str = "postgres") -> None:
        """Do something as the one who runs the server."""
        said = f"host={self.folder} port={_PORT} user=hq dbname={database}"
        with psycopg.connect(said, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running(*options: str) -> Iterator[Server]:
    """A server, in a folder of its own, with a socket there and no port."""
    folder = Path(tempfile.mkdtemp(prefix="sciattache-pg-", dir="/tmp"))
    programs = binaries()
    assert programs is not None
    try:
        if os.geteuid() == 0:
            user = _user()
            assert user is not None
            shutil.chown(folder, user)
        data = folder / "data"
        _call(programs / "initdb", "-D", data, "-A", "trust", "-U", "hq", "-E", "UTF8",
              "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        told = " ".join(f"-c {one}" for one in (*_FAST, *options))
        told += f" -c listen_addresses= -c unix_socket_directories={folder} -p {_PORT}"
        _call(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", told, "start")
        try:
            yield Server(folder)
        finally:
            _call(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """An ordinary account: PostgreSQL refuses to run as root."""
    import pwd  # not on Windows, where there is no root

    names = {one.pw_name for one in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _call(*words: object) -> None:
    command = [str(word) for word in words]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={_user()}", "--clear-groups", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
