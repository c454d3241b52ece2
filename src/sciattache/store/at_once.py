"""Write many rows of an office's file at once, with the triggers set aside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sciattache.domain.records import Record
from sciattache.store import capture, entries, indexing
from sciattache.store.entries import Line
from sciattache.store.indexing import Added, Changed, Writes, Written

Row = Sequence[Any]
_LINES = "n IN (SELECT value FROM json_each(?))"
_ENDS = ("i", "u", "d", "ei", "eu", "ed")


@contextmanager
def aside(cursor: Any, types: Sequence[type[Record]]) -> Iterator[None]:
    """Set the triggers of these types, and those of the index, aside."""
    names = [f"{cls.type_name()}_{end}" for cls in types for end in _ENDS]
    names += [f"entry_{end}" for end in ("i", "n", "d", "u", "r")]
    for name in names:
        cursor.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        if cursor.connection.in_transaction:  # a full disk has ended it, and taken back all
            for name in names:
                cursor.execute(capture.triggers()[name])


def numbers(cursor: Any, table: str, column: str, many: int) -> list[int]:
    """So many numbers that the table has not given out."""
    found = cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    last = int(found[0]) if found else 0
    return list(range(last + 1, last + 1 + many))


def put(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Add rows."""
    marks = ", ".join("?" * len(names))
    cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def keep(
    cursor: Any, table: str, names: Sequence[str], keys: Sequence[str], rows: Iterable[Row]
) -> None:
    """Add rows, in place of such as have the same key."""
    marks = ", ".join("?" * len(names))
    settings = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    cursor.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {settings}",
        rows,
    )


def change(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Give rows, each known by its value in the first of the columns, other values in the rest."""
    key, *others = names
    settings = ", ".join(f"{name} = ?{place}" for place, name in enumerate(others, 2))
    cursor.executemany(f"UPDATE {table} SET {settings} WHERE {key} = ?1", rows)


def write(cursor: Any, written: Mapping[int, Sequence[Written]]) -> None:
    """Write the lines of records, and anew of those whose titles are made of theirs."""
    indexing.write(cursor, written, Writes(_add, _change))


def unindex(cursor: Any, tag: int, rids: Sequence[int]) -> None:
    """Take the lines of records out of the index."""
    found = cursor.execute(
        "SELECT n FROM entry WHERE t = ? AND rid IN (SELECT value FROM json_each(?))",
        (tag, json.dumps(list(rids))),
    ).fetchall()
    listed = json.dumps([row[0] for row in found])
    for table, column in entries.INDEXED:
        _drop(cursor, table, column, listed)
    cursor.execute(f"DELETE FROM entry WHERE {_LINES}", (listed,))


def _add(cursor: Any, lines: Sequence[Added]) -> None:
    put(cursor, "entry", ("t", "rid", "id", *Line._fields),
        [(line.t, line.rid, line.id, *line.line) for line in lines])  # fmt: skip
    listed = json.dumps([line.id for line in lines])
    for table, column in entries.INDEXED:
        cursor.execute(
            f"INSERT INTO {table}(rowid, {column}) SELECT n, {column} FROM entry"
            " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY n",
            (listed,),
        )


def _change(cursor: Any, lines: Sequence[Changed]) -> None:
    parts = {
        (table, column): json.dumps([line.n for line in lines if line.differs(column)])
        for table, column in entries.INDEXED
    }
    for (table, column), listed in parts.items():
        _drop(cursor, table, column, listed)
    change(cursor, "entry", ("n", *Line._fields), [(line.n, *line.after) for line in lines])
    for (table, column), listed in parts.items():
        cursor.execute(
            f"INSERT INTO {table}(rowid, {column}) SELECT n, {column} FROM entry WHERE {_LINES}",
            (listed,),
        )


def _drop(cursor: Any, table: str, column: str, listed: str) -> None:
    """Take lines out of a full-text table."""
    cursor.execute(
        f"INSERT INTO {table}({table}, rowid, {column})"
        f" SELECT 'delete', n, {column} FROM entry WHERE {_LINES}",
        (listed,),
    )
