"""The same changes by other means: a session of SQLite's, geodiff, rows in CBOR, the bare values.

Each keeps people under their 16 bytes of id, since whole numbers would clash between offices.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from uuid import UUID

import apsw
import cbor2
import pygeodiff
import zstandard

from benchmarks.change_sets import COLUMNS, TAGS, Row
from sciattache.sync import varints

State = dict[str, Row]
"""People by id."""


@dataclass(frozen=True)
class Change:
    """What became of one person: all of one who is new, the fields that changed of another."""

    id: str
    number: int
    is_new: bool
    values: Mapping[str, str | None]


def state(path: Path) -> dict[str, tuple[int, Row]]:
    """The people of an office by id, with their row numbers."""
    connection = sqlite3.connect(path)
    try:
        found = connection.execute(f"SELECT id, rid, {', '.join(COLUMNS)} FROM person").fetchall()
    finally:
        connection.close()
    return {id: (rid, dict(zip(COLUMNS, row, strict=True))) for id, rid, *row in found}


def changes(before: Mapping[str, tuple[int, Row]], after: Mapping[str, tuple[int, Row]]
            ) -> list[Change]:  # fmt: skip
    """What makes the one state of the other, in order of row numbers."""
    found = []
    for id, (number, row) in after.items():
        old = before[id][1] if id in before else {}
        values = {name: value for name, value in row.items() if value != old.get(name)}
        if values:
            found.append(Change(id, number, id not in before, values))
    return sorted(found, key=lambda one: one.number)


def squeezed(content: bytes) -> bytes:
    """The strongest compression that all are given."""
    return zstandard.ZstdCompressor(level=19, write_checksum=False).compress(content)


def rows(changed: Sequence[Change]) -> bytes:
    """Each person's id and the fields that changed, by tag, in CBOR."""
    told = [
        [UUID(one.id).bytes, {TAGS[name]: value for name, value in one.values.items()}]
        for one in changed
    ]
    return squeezed(cbor2.dumps(told))


def floor(changed: Sequence[Change]) -> bytes:
    """No less can be said: the values, column by column, and which rows, ids only of new ones."""
    ordered = sorted(
        ((name, one.number, value) for one in changed for name, value in one.values.items()),
        key=lambda cell: cell[:2],
    )
    parts = [b"".join(UUID(one.id).bytes for one in changed if one.is_new)]
    parts.append(varints.deltas(one.number for one in changed))
    for _, cells in groupby(ordered, key=lambda cell: cell[0]):
        parts.append(b"\0".join((value or "").encode() for *_, value in cells))
    return squeezed(b"".join(parts))


class Twin:
    """A bare table of the same people, in a file that a session watches and geodiff compares."""

    def __init__(self, path: Path, people: Mapping[str, tuple[int, Row]]) -> None:
        self.path, self.base = path, path.with_suffix(".base")
        connection = apsw.Connection(str(path))
        columns = ", ".join(f"{name} TEXT" for name in COLUMNS)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"CREATE TABLE person (id BLOB PRIMARY KEY NOT NULL, {columns})")
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        with connection:
            connection.executemany(
                f"INSERT INTO person VALUES ({marks})",
                ((UUID(id).bytes, *row.values()) for id, (_, row) in people.items()),
            )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        self.base.write_bytes(path.read_bytes())
        self.connection = apsw.Connection(str(path))
        self.session = apsw.Session(self.connection, "main")
        self.session.attach("person")

    def write(self, changed: Sequence[Change]) -> None:
        """Make the changes, watched by the session."""
        with self.connection:
            for one in changed:
                self.connection.execute(*statement(one, UUID(one.id).bytes))
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def patchset(self) -> bytes:
        """What the session tells."""
        return squeezed(self.session.patchset())

    def geodiff(self) -> bytes:
        """What geodiff finds between the file as it was and as it is."""
        to = self.path.with_suffix(".diff")
        pygeodiff.GeoDiff().create_changeset(str(self.base), str(self.path), str(to))
        return squeezed(to.read_bytes())

    def receivers(self) -> Generator[apsw.Connection, None, None]:
        """The file as it was, again and again."""
        number = 0
        while True:
            number += 1
            copy = self.path.with_name(f"{self.path.stem}-{number}.db")
            copy.write_bytes(self.base.read_bytes())
            connection = apsw.Connection(str(copy))
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            yield connection
            connection.close()
            copy.unlink()

    def close(self) -> None:
        """Let go of the file."""
        self.session.close()
        self.connection.close()


def apply(connection: apsw.Connection, content: bytes) -> None:
    """Take a patchset in; whatever does not fit stays away."""
    plain = zstandard.ZstdDecompressor().decompress(content, max_output_size=500_000_000)
    conflict: Callable[..., int] = lambda *_: apsw.SQLITE_CHANGESET_OMIT  # noqa: E731
    with connection:
        apsw.Changeset.apply(plain, connection, conflict=conflict)


def statement(one: Change, key: object) -> tuple[str, tuple[object, ...]]:
    """What makes a change in a table of people, with its values."""
    if one.is_new:
        marks = ", ".join("?" * (len(one.values) + 1))
        return f"INSERT INTO person (id, {', '.join(one.values)}) VALUES ({marks})", (
            key, *one.values.values(),
        )  # fmt: skip
    settings = ", ".join(f"{name} = ?" for name in one.values)
    return f"UPDATE person SET {settings} WHERE id = ?", (*one.values.values(), key)
