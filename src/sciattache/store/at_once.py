"""Write many rows of an office's file at once, with the triggers set aside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sciattache.domain.records import Record
from sciattache.store import capture, entries, indexing
from sciattache.store.indexing import Changed, Rows

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


def put(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows."""
    marks = ", ".join("?" * len(names))
    cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def change(
    cursor: Any, cls: type[Record], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Give rows, each with its number first, other values in the columns ``names``."""
    settings = ", ".join(f"{name} = ?{place}" for place, name in enumerate(names, 2))
    cursor.executemany(f"UPDATE {cls.type_name()} SET {settings} WHERE rid = ?1", rows)


def bare(cursor: Any, tag: int, records: Iterable[tuple[int, str]]) -> None:
    """Give records that came a line in the index, without a word yet."""
    put(cursor, "entry", ("t", "rid", "id", "title", "sort", "words"),
        [(tag, rid, id, "", "", "") for rid, id in records])  # fmt: skip


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


def refresh(cursor: Any, rows: Rows) -> None:
    """Write the lines of records anew, and of those whose titles are made of theirs."""
    indexing.refresh(cursor, rows, _write)


def _write(cursor: Any, lines: Sequence[Changed]) -> None:
    """Write lines; those without a word yet are put into each full-text table, nameless or not."""
    parts = {
        (table, column): json.dumps(
            [line.n for line in lines if line.differs(column) or not line.before.words]
        )
        for table, column in entries.INDEXED
    }
    for (table, column), listed in parts.items():
        _drop(cursor, table, column, listed)
    cursor.executemany(
        "UPDATE entry SET title = ?2, sort = ?3, words = ?4 WHERE n = ?1",
        [(line.n, *line.after) for line in lines],
    )
    for (table, column), listed in parts.items():
        cursor.execute(
            f"INSERT INTO {table}(rowid, {column}) SELECT n, {column} FROM entry WHERE {_LINES}",
            (listed,),
        )


def _drop(cursor: Any, table: str, column: str, listed: str) -> None:
    """Take lines out of a full-text table; one without a word yet is not in it."""
    cursor.execute(
        f"INSERT INTO {table}({table}, rowid, {column})"
        f" SELECT 'delete', n, {column} FROM entry WHERE {_LINES} AND words <> ''",
        (listed,),
    )
