"""Rows by COPY: new ones, and other values for such as are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Row = tuple[Any, ...]


def put(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Add rows."""
    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copied:
        for row in rows:
            copied.write_row(row)


def change(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Give rows, each known by its value in the first of the columns, other values in the rest.

    They are staged in a table of their own, for one UPDATE of all.
    """
    key, *others = names
    cursor.execute(
        f"CREATE TEMP TABLE staged AS SELECT {', '.join(names)} FROM {table} WITH NO DATA"
    )
    put(cursor, "staged", names, rows)
    settings = ", ".join(f"{name} = staged.{name}" for name in others)
    cursor.execute(f"UPDATE {table} AS r SET {settings} FROM staged WHERE r.{key} = staged.{key}")
    cursor.execute("DROP TABLE staged")
