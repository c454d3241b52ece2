"""Add many records at once, with all that the triggers write for a single one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from typing import Any

from sciattache.domain.records import Record
from sciattache.store import capture, entries

_PART = 1000
_CACHE = 64 * 1024
"""KiB of memory for the pages of the store while records are added."""
Row = tuple[Any, ...]


def add(
    cursor: Any,
    cls: type[Record],
    names: Sequence[str],
    rows: Iterable[Row],
    done: Callable[[int], None] | None = None,
) -> None:
    """Add new records, their lines in the change log and in the index of records.

    Each of ``rows`` has the stored values of the columns ``names``, the id among them.  ``done``
    is told after each thousand how many there are, and may raise; then nothing was added.  The
    triggers that would do all this row by row are set aside meanwhile.
    """
    table, tag = cls.type_name(), cls.about.tag
    with _ample_cache(cursor), _all_or_nothing(cursor):
        step = cursor.execute("SELECT open_step FROM clock").fetchone()[0]
        if step is None:
            raise RuntimeError("written outside a step")
        for name in (f"{table}_i", f"{table}_ei"):
            cursor.execute(f"DROP TRIGGER {name}")
        last = _last(cursor, table)
        numbered = ((rid, *row) for rid, row in zip(count(last + 1), rows, strict=False))
        marks = ", ".join("?" * (len(names) + 1))
        insert = f"INSERT INTO {table} (rid, {', '.join(names)}) VALUES ({marks})"
        while part := list(islice(numbered, _PART)):
            cursor.executemany(insert, part)
            if entries.is_titled_alone(cls):
                entries.write(cursor, cls, ("rid", *names), part)
            if done is not None:
                done(part[-1][0] - last)
        if not entries.is_titled_alone(cls):
            entries.fill(cursor, cls, last)
        cursor.execute(
            "INSERT INTO change (step, t, rid, op, mask)"
            f" SELECT ?, {tag}, rid, 'I', 0 FROM {table} WHERE rid > ? ORDER BY rid",
            (step, last),
        )
        for name in (f"{table}_i", f"{table}_ei"):
            cursor.execute(capture.triggers()[name])


def _last(cursor: Any, table: str) -> int:
    """The highest row number that the table has given out."""
    found = cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(found[0]) if found else 0


@contextmanager
def _ample_cache(cursor: Any) -> Iterator[None]:
    """Keep the indexes in memory that rows in no order are put into, not some pages of them."""
    usual = cursor.execute("PRAGMA cache_size").fetchone()[0]
    cursor.execute(f"PRAGMA cache_size = -{_CACHE}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA cache_size = {usual}")


@contextmanager
def _all_or_nothing(cursor: Any) -> Iterator[None]:
    cursor.execute("SAVEPOINT adding")
    try:
        yield
    except BaseException:
        if cursor.connection.in_transaction:  # a full disk has ended it, and taken back all
            cursor.execute("ROLLBACK TO adding")
            cursor.execute("RELEASE adding")
        raise
    cursor.execute("RELEASE adding")
