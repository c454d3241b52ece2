"""Many rows at once on PostgreSQL: COPY, and what the triggers would write, set by set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sciattache.domain.records import Record
from sciattache.store.postgres import capture, index

_PART = 1000
Row = tuple[Any, ...]


def copy(cursor: Any, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows by COPY."""
    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copied:
        for row in rows:
            copied.write_row(row)


@contextmanager
def aside(cursor: Any) -> Iterator[None]:
    """Set the triggers aside; what fails inside takes back all, for the caller to pass on."""
    capture.set_aside(cursor, is_aside=True)
    yield
    capture.set_aside(cursor, is_aside=False)


def numbers(cursor: Any, table: str, many: int) -> list[int]:
    """So many row numbers that the table has not given out."""
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(?, 'rid')) FROM generate_series(1, ?)",
        (table, many),
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
    place = list(names).index("id")
    while part := list(islice(rows, _PART)):
        rids = numbers(cursor, table, len(part))
        numbered = list(zip(rids, part, strict=True))
        copy(cursor, table, ("rid", *names), ((rid, *row) for rid, row in numbered))
        bare(cursor, tag, [(rid, row[place]) for rid, row in numbered])
        copy(cursor, "change", ("step", "t", "rid", "op", "mask"),
             ((step, tag, rid, "I", 0) for rid in rids))  # fmt: skip
        count += len(part)
        if done is not None:
            done(count)
        index.refresh(cursor, ((tag, rid) for rid in rids))


def bare(cursor: Any, tag: int, records: Iterable[tuple[int, str]]) -> None:
    """Write the lines of the index of records, their row numbers and ids, without a word yet."""
    copy(cursor, "entry", ("t", "rid", "id", "title", "sort", "words"),
         ((tag, rid, id, "", "", "") for rid, id in records))  # fmt: skip
