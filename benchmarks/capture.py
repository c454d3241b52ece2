"""What the log of changes costs: the time to write, and what is kept; and what a seal costs."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from benchmarks.change_sets import COLUMNS, PEOPLE, edits, opened, seed
from benchmarks.measuring import Ratio, compare
from sciattache.domain.directory.person import Person
from sciattache.store import backup, copies
from sciattache.store.engine import Key, connector
from sciattache.store.office import Office, create

_ROUNDS = 5
_ROWS, _COMMITS, _BULK, _EDITS, _READ = 1_000, 200, 10_000, 9_821, 2_000
_LOG = "the same where no trigger writes a log; index and search as they are"
_BYTES, _DENSE = 60, 0.02
"""Bytes that may be kept of an edited cell, and how much of what a clock for every cell takes."""
_POINT, _SCAN = 1.2, 3
"""How much longer it may take to read a sealed file."""
_KEPT = {
    "step": "SELECT * FROM step WHERE id > {first}",
    "change": "SELECT step, t, rid, op, mask, NULL FROM change WHERE step > {first}",
}
"""What tells who wrote which cell, and when; a former value serves to undo, not to exchange."""
Act = Callable[[Session], object]


def measure(folder: Path, people: int) -> Iterator[Ratio]:
    """Ways to write, what is kept of what was written, and a file that is sealed."""
    base = folder / "capture"
    base.mkdir()
    watched, plain = base / "watched.sciattache", base / "plain.sciattache"
    create(watched).close()
    with opened(watched) as office:
        seed(office, min(people, PEOPLE))
    copies.copy(watched, plain, None)
    yield from _sealed(watched, base / "sealed.sciattache")
    yield from _written(watched, plain)
    yield from _kept(watched, base / "kept.db")


# Writing


def _written(watched: Path, plain: Path) -> Iterator[Ratio]:
    """Each way to write: in a step that is noted, and in a transaction that is not."""
    ways: tuple[tuple[str, Act, int, float], ...] = (
        (f"{_ROWS:,} people added by the session", partial(_add, _ROWS), 1, 1.4),
        (f"two fields of {_ROWS:,} people by the session", _change, 1, 1.3),
        (f"{_COMMITS} people added, each in a transaction", partial(_add, 1), _COMMITS, 1.1),
        (f"one field of {_BULK:,} people by an UPDATE", _stroke, 1, 1.4),
    )
    with opened(watched) as noted, opened(plain) as bare:
        _forget_log(bare)
        for title, act, times, bound in ways:
            ours, theirs = partial(_in_steps, noted, act, times), partial(_alone, bare, act, times)
            yield compare(f"write: {title}", _LOG, ours, theirs, bound=bound, rounds=_ROUNDS)


def _forget_log(office: Office) -> None:
    """Take the triggers of the log away, which come back when the store is opened again."""
    with office.remember() as session:
        cursor = session.connection().connection.cursor()
        for end in "iud":
            cursor.execute(f"DROP TRIGGER person_{end}")


def _in_steps(office: Office, act: Act, times: int) -> None:
    for _ in range(times):
        with office.step("Write") as session:
            act(session)


def _alone(office: Office, act: Act, times: int) -> None:
    for _ in range(times):
        with Session(office.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"writes": True})
            act(session)
            session.commit()


_numbers = count()


def _add(many: int, session: Session) -> None:
    for number in range(many):
        name = f"Name {next(_numbers)}"
        session.add(Person(given_name="Ada", family_name=name, city="Lisbon", notes=f"No {number}"))


def _change(session: Session) -> None:
    for person in session.query(Person).filter(Person.rid <= _ROWS):
        number = next(_numbers)
        person.city, person.source = f"City {number}", f"list {number}"


def _stroke(session: Session) -> None:
    session.execute(
        update(Person).where(Person.rid <= _BULK).values(source=f"fair {next(_numbers)}"),
        execution_options={"synchronize_session": False},
    )


# What is kept


def _kept(watched: Path, place: Path) -> Iterator[Ratio]:
    """The lines of the log of a month's edits, in a file of their own, with their indexes."""
    with opened(watched) as office:
        first = _one(watched, "SELECT max(id) FROM step")
        edits(office, random.Random("kept"), _EDITS)
    masks = _rows(watched, f"SELECT mask FROM change WHERE step > {first}")
    cells = sum(mask.bit_count() for (mask,) in masks)
    size = _size_of_log(watched, place, first)
    people = _one(watched, "SELECT count(*) FROM person")
    dense = _size_of_clocks(place.with_name("dense.db"), people)
    title = f"kept of {_EDITS:,} edits, {cells:,} cells, but for their former values"
    yield Ratio(title, f"{_BYTES} bytes a cell", size, _BYTES * cells, 1, "B")
    yield Ratio(title, f"a clock for each cell of {people:,} people", size, dense, _DENSE, "B")


def _size_of_log(store: Path, place: Path, first: int) -> int:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS store", (str(store),))
        made = "SELECT sql FROM store.sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
        for table in _KEPT:
            for (sql,) in connection.execute(f"{made} AND type <> 'trigger'", (table,)).fetchall():
                connection.execute(sql)
        empty = _bytes(connection)
        for table, told in _KEPT.items():
            told = told.format(first=first).replace(f"FROM {table}", f"FROM store.{table}")
            connection.execute(f"INSERT INTO main.{table} {told}")
        return _bytes(connection) - empty


def _size_of_clocks(place: Path, people: int) -> int:
    """What a line for each cell takes: its row and field, the time, the site, the transaction."""
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(
            "CREATE TABLE cell (t, rid, f, hlc, site, step, PRIMARY KEY (t, rid, f)) WITHOUT ROWID"
        )
        lines = ((1, rid, f, 1 << 44, 1, 1) for rid in range(people) for f in range(len(COLUMNS)))
        connection.executemany("INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?)", lines)
        connection.commit()
        return _bytes(connection)


def _bytes(connection: sqlite3.Connection) -> int:
    pages, size = (
        connection.execute(f"PRAGMA page_{what}").fetchone()[0] for what in ("count", "size")
    )
    return int(pages * size)


def _rows(store: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(statement).fetchall()


def _one(store: Path, statement: str) -> int:
    return int(_rows(store, statement)[0][0])


# A seal


def _sealed(store: Path, sealed: Path) -> Iterator[Ratio]:
    """Reading by SQLCipher, beside the plain file by SQLite."""
    key = Key(raw=random.Random("sealed").randbytes(32))
    copies.copy(store, sealed, None)
    with opened(sealed) as office:
        backup.change_key(office, key).close()
    with (
        closing(connector(sealed, key, read_only=True)()) as shut,
        closing(connector(store, None, read_only=True)()) as plain,
    ):
        ids = [id for (id,) in plain.execute("SELECT id FROM person LIMIT ?", (_READ,))]
        dice = random.Random("read")
        dice.shuffle(ids)
        for title, act, bound in (
            (f"{len(ids):,} people by their id", partial(_points, ids), _POINT),
            ("the notes of everybody", _scan, _SCAN),
        ):
            yield compare(
                f"read: {title}, from a sealed file", "the plain file",
                partial(act, shut), partial(act, plain), bound=bound, rounds=_ROUNDS,
            )  # fmt: skip


def _points(ids: list[str], connection: Any) -> None:
    for id in ids:
        connection.execute("SELECT * FROM person WHERE id = ?", (id,)).fetchone()


def _scan(connection: Any) -> None:
    connection.execute("SELECT sum(length(notes)) FROM person").fetchone()
