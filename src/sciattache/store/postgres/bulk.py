"""Many rows at once on PostgreSQL, and what the triggers would write, set by set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sciattache.domain.records import Record
from sciattache.store.indexing import Written
from sciattache.store.postgres import capture, index
from sciattache.store.postgres.copying import Row, put

_PART = 1000


@contextmanager
def aside(cursor: Any, types: Sequence[type[Record]] = ()) -> Iterator[None]:
    """Set the triggers aside; what fails inside takes back all, for the caller to pass on."""
    capture.set_aside(cursor, is_aside=True)
    yield
    capture.set_aside(cursor, is_aside=False)


def numbers(cursor: Any, table: str, column: str, many: int) -> list[int]:
    """So many numbers that the table has not given out.

    Those of steps are places in the log: they follow one another without a gap, which a sequence
    leaves when a transaction is taken back, or when a cluster's nodes count for themselves.  Only
    one writes at a time, so that the next is the last and one.
    """
    if table == "step":
        cursor.execute("SELECT coalesce(max(id), 0) FROM step")
        last = cursor.fetchone()[0]
        return list(range(last + 1, last + 1 + many))
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(?, ?)) FROM generate_series(1, ?)",
        (table, column, many),
    )
    return [row[0] for row in cursor.fetchall()]


def add(
    cursor: Any,
    cls: type[Record],
    names: Sequence[str],
    rows: Iterable[Row],
    done: Callable[[int], None] | None = None,
) -> None:
    """Add new records, their lines in the change log and in the index: see `adding.add`."""
    cursor.execute("SELECT nullif(current_setting('sciattache.step', true), '')::bigint")
    step = cursor.fetchone()[0]
    if step is None:
        raise RuntimeError("written outside a step")
    cursor.execute("SAVEPOINT adding")
    try:
        with aside(cursor):
            _add(cursor, cls, names, iter(rows), step, done)
    except BaseException:
        cursor.execute("ROLLBACK TO SAVEPOINT adding")
        cursor.execute("RELEASE SAVEPOINT adding")
        raise
    cursor.execute("RELEASE SAVEPOINT adding")


def _add(
    cursor: Any,
    cls: type[Record],
    names: Sequence[str],
    rows: Iterator[Row],
    step: int,
    done: Callable[[int], None] | None,
) -> None:
    table, tag, count = cls.type_name(), cls.about.tag, 0
    bare = dict.fromkeys(f.name for f in cls.fields())
    while part := list(islice(rows, _PART)):
        rids = numbers(cursor, table, "rid", len(part))
        numbered = list(zip(rids, part, strict=True))
        put(cursor, table, ("rid", *names), ((rid, *row) for rid, row in numbered))
        put(cursor, "change", ("step", "t", "rid", "op", "mask"),
             ((step, tag, rid, "I", 0) for rid in rids))  # fmt: skip
        count += len(part)
        if done is not None:
            done(count)
        index.write(cursor, {tag: [
            Written(rid, bare | dict(zip(names, row, strict=True)), None) for rid, row in numbered
        ]})  # fmt: skip
