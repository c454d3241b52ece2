"""Rows by COPY: new ones, and other values for such as are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

Row = tuple[Any, ...]
_MANY = 1000
"""Rows from which it is worth asking whether a table has grown."""
_OUTGROWN = """SELECT reltuples < ? AND version() ~ '^PostgreSQL [0-9.]+ '
FROM pg_class WHERE oid = ?::regclass"""
"""Whether it is larger than the server knows; others than PostgreSQL count for themselves, and may
take no ANALYZE inside a transaction."""


def put(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Add rows."""
    _weigh(cursor, table, _copy(cursor, table, names, rows))


def keep(
    cursor: Any, table: str, names: Sequence[str], keys: Sequence[str], rows: Iterable[Row]
) -> None:
    """Add rows, in place of such as have the same key."""
    with _staged(cursor, table, names, rows) as many:
        columns, settings = ", ".join(names), _settings(set(names) - set(keys), "excluded")
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM staged"
            f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {settings}"
        )
    _weigh(cursor, table, many)


def change(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Give rows, each known by its value in the first of the columns, other values in the rest."""
    key, *others = names
    with _staged(cursor, table, names, rows):
        cursor.execute(
            f"UPDATE {table} AS r SET {_settings(others, 'staged')} FROM staged"
            f" WHERE r.{key} = staged.{key}"
        )


def _copy(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Row]) -> int:
    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copied:
        many = 0
        for row in rows:
            copied.write_row(row)
            many += 1
    return many


@contextmanager
def _staged(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Row]) -> Iterator[int]:
    """Rows in a table of their own, for one statement about all of them; gives how many."""
    columns = ", ".join(names)
    cursor.execute(f"CREATE TEMP TABLE staged AS SELECT {columns} FROM {table} WITH NO DATA")
    yield _copy(cursor, "staged", names, rows)
    cursor.execute("DROP TABLE staged")


def _settings(names: Iterable[str], source: str) -> str:
    return ", ".join(f"{name} = {source}.{name}" for name in names)


def _weigh(cursor: Any, table: str, added: int) -> None:
    """Let the server look at a table that has more than doubled.

    It would plan for the small one that it knew, and go through all of the large one.
    """
    if added >= _MANY:
        cursor.execute(_OUTGROWN, (added, table))
        if cursor.fetchone()[0]:
            cursor.execute(f"ANALYZE {table}")
