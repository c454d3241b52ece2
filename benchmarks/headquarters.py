"""Headquarters takes bundles, in a file and on a server, beside one bare upsert of the same."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import change_peers
from benchmarks.change_peers import Change
from benchmarks.change_sets import COLUMNS, edits, opened, seed
from benchmarks.measuring import Ratio, median, once
from sciattache.store import clock
from sciattache.store.office import Office, Place, create
from sciattache.sync import keys
from sciattache.sync.keys import Keys
from sciattache.sync.sending import make
from sciattache.sync.taking import take
from tests.servers import Server, running

_ROUNDS = 3
_PEOPLE = 25_000
_EDITS, _FEW = 9_821, 97
_SMALL = 50
_DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=256MB")
_CELLS = {"in a file": 20_000, "on a server": 40_000}
"""Cells a second that are wished for."""
_BOUND = 2
_LEAST = 50
"""Small bundles a second that are wished for."""
_OWN = (
    "staged and one statement into the store's own table for each bundle: history, index and"
    " search by its triggers"
)
_NAMES = ", ".join(COLUMNS)
_TEXTS = ", ".join(f"{name} text" for name in COLUMNS)
_STAGED = f"CREATE TEMPORARY TABLE staged (id text, {_TEXTS})"
_UPSERT = (
    "INSERT INTO bare SELECT * FROM staged WHERE true ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = coalesce(excluded.{name}, bare.{name})" for name in COLUMNS)
)
_INSERT = f"INSERT INTO person (id, {_NAMES}) SELECT id, {_NAMES} FROM staged"
_UPDATE = (
    "UPDATE person SET "
    + ", ".join(f"{name} = coalesce(staged.{name}, person.{name})" for name in COLUMNS)
    + " FROM staged WHERE staged.id = person.id"
)


@dataclass(frozen=True)
class _Told:
    """Bundles, and what they change, each part as one bundle tells it."""

    title: str
    files: Sequence[bytes]
    parts: Sequence[Sequence[Change]]

    @property
    def cells(self) -> int:
        return sum(len(one.values) for part in self.parts for one in part)


def measure(folder: Path, people: int) -> Iterator[Ratio]:
    """A first load, a month's edits, and many small bundles, of so many people at most."""
    base = folder / "headquarters"
    base.mkdir()
    known = {site: keys.new() for site in (0, 1)}
    told = _told(base, known, min(people, _PEOPLE))
    yield from _measured("in a file", _Files(base), known, told)
    with running(*_DURABLE) as server:
        yield from _measured("on a server", _Databases(server), known, told)


# What the post tells


def _told(base: Path, known: Mapping[int, Keys], people: int) -> list[_Told]:
    """What a post of so many people tells: them, edits in one bundle, and in many small ones."""
    place, dice = base / "post.sciattache", random.Random("headquarters")
    create(place).close()
    with opened(place) as post:
        _acquaint(post, known, 1)
        seed(post, people)
        found = [_said(f"first load of {people:,} people", post, {})]
        _take_at_once(base, known, post, found[0].files)
        before = change_peers.state(place)
        edits(post, dice, _EDITS)
        found.append(_said(f"{_EDITS:,} edits", post, before))
        parts = []
        for _ in range(_SMALL):
            before = change_peers.state(place)
            edits(post, dice, _FEW)
            parts.append(_said("", post, before))
    files = [one.files[-1] for one in parts]
    changed = [part for one in parts for part in one.parts]
    return [*found, _Told(f"{_SMALL} bundles, {_FEW} edits each", files, changed)]


def _said(title: str, post: Office, before: Mapping[str, Any]) -> _Told:
    changed = change_peers.changes(before, change_peers.state(Path(str(post.path))))
    return _Told(title, make(post, 0), [changed])


def _take_at_once(
    base: Path, known: Mapping[int, Keys], post: Office, files: Sequence[bytes]
) -> None:
    """Let the post hear that headquarters has its first load."""
    place = base / "hearing.sciattache"
    with closing(_begun(place, known)) as office:
        _take(office, files)
        for content in make(office, 1):
            take(post, content)


def _acquaint(office: Office, known: Mapping[int, Keys], site: int) -> None:
    """Make an office a site, which knows the other one."""
    other = 1 - site
    public = known[other].public
    with office.remember() as session:
        cursor: Any = session.connection().connection.cursor()
        cursor.execute("UPDATE clock SET site = ?, inc = ?", (site, clock.new_incarnation()))
        keys.keep(session, known[site])
        cursor.execute(
            "INSERT INTO peer (site, office, sign_key, recipient, clearance, state)"
            " VALUES (?, ?, ?, ?, 9, 'active')",
            (other, f"Site {other}", public.sign, public.recipient),
        )


def _begun(place: Place, known: Mapping[int, Keys]) -> Office:
    office = create(place)
    _acquaint(office, known, 0)
    return office


# Where headquarters is


class _Files:
    """Headquarters in files."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def new(self, name: str) -> Place:
        return self.base / f"{name}.sciattache"

    @contextmanager
    def copied(self, place: Place) -> Iterator[Place]:
        """The same again, for a while."""
        made = self.base / "copy.sciattache"
        shutil.copy(str(place), made)
        yield made
        made.unlink()

    def bare(self, name: str) -> Any:
        """A database without anything of ours."""
        connection = sqlite3.connect(self.base / f"{name}.db")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def stage(self, cursor: Any, rows: Iterator[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        cursor.executemany(f"INSERT INTO staged VALUES ({marks})", rows)


class _Databases:
    """Headquarters on a server."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def new(self, name: str) -> Place:
        return self.server.make()

    @contextmanager
    def copied(self, place: Place) -> Iterator[Place]:
        """The same again, for a while."""
        made = self.server.make(place.database)  # type: ignore[union-attr]
        yield made
        self.server.drop(made)

    def bare(self, name: str) -> Any:
        """A database without anything of ours."""
        made = self.server.make().url.set(drivername="postgresql")
        return psycopg.connect(made.render_as_string(hide_password=False))

    def stage(self, cursor: Any, rows: Iterator[tuple[Any, ...]]) -> None:
        with cursor.copy("COPY staged FROM STDIN") as copied:
            for row in rows:
                copied.write_row(row)


# What it takes


def _measured(
    where: str, engine: _Files | _Databases, known: Mapping[int, Keys], told: Sequence[_Told]
) -> Iterator[Ratio]:
    first, *later = told
    empty, loaded = engine.new("empty"), engine.new("loaded")
    _begun(empty, known).close()
    with closing(_begun(loaded, known)) as office:
        _take(office, first.files)
    for one, place in [(first, empty), *((one, loaded) for one in later)]:
        mine, own, bare = [], [], []
        for turn in range(_ROUNDS):
            with engine.copied(place) as copy, opened(copy) as office:
                mine.append(once(partial(_take, office, one.files)))
            with engine.copied(place) as copy, opened(copy) as office:
                own.append(once(partial(_write, engine, office, one.parts)))
            with closing(engine.bare(f"{one.title}-{turn}")) as connection:
                _prepare(engine, connection, () if one is first else first.parts)
                bare.append(once(partial(_upsert, engine, connection, one.parts)))
        ours, goal = median(mine), f"headquarters {where}: {one.title}"
        yield Ratio(goal, _OWN, ours, median(own), _BOUND)
        yield Ratio(goal, f"staged and one bare upsert for each bundle, {one.cells:,} cells",
                    ours, median(bare))  # fmt: skip
        if len(one.files) == _SMALL:
            yield Ratio(goal, f"{_LEAST} bundles a second", ours, _SMALL / _LEAST)
        else:
            wished = _CELLS[where]
            yield Ratio(goal, f"{wished:,} cells a second", ours, one.cells / wished)


def _take(office: Office, files: Sequence[bytes]) -> None:
    for content in files:
        taken = take(office, content)
        if taken.outcome != "applied":
            raise RuntimeError(taken.reason)


def _prepare(
    engine: _Files | _Databases, connection: Any, parts: Sequence[Sequence[Change]]
) -> None:
    connection.execute(f"CREATE TABLE bare (id text PRIMARY KEY, {_TEXTS})")
    connection.execute(_STAGED)
    _upsert(engine, connection, parts)


def _upsert(
    engine: _Files | _Databases, connection: Any, parts: Sequence[Sequence[Change]]
) -> None:
    cursor = connection.cursor()
    for part in parts:
        engine.stage(cursor, _rows(part))
        cursor.execute(_UPSERT)
        cursor.execute("DELETE FROM staged")
        connection.commit()


def _write(engine: _Files | _Databases, office: Office, parts: Sequence[Sequence[Change]]) -> None:
    for part in parts:
        with office.step("Write what came") as session:
            cursor = session.connection().connection.cursor()
            cursor.execute(_STAGED)
            engine.stage(cursor, _rows(part))
            cursor.execute(_INSERT if part[0].is_new else _UPDATE)
            cursor.execute("DROP TABLE staged")


def _rows(part: Sequence[Change]) -> Iterator[tuple[Any, ...]]:
    return ((one.id, *(one.values.get(name) for name in COLUMNS)) for one in part)
