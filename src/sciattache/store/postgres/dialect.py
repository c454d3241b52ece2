"""What the store asks of PostgreSQL beyond SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sciattache.store.dialect import Dialect
from sciattache.store.postgres import bulk, capture, copying, index

_FOUND = "SELECT e.t, e.rid, e.id, e.title, e.sort FROM entry AS e"


def _install(cursor: Any) -> None:
    for statement in index.TABLES:
        cursor.execute(statement)
    capture.install(cursor)


def _reindex(cursor: Any) -> None:
    capture.remove(cursor)
    for statement in index.TABLES:
        cursor.execute(statement)
    index.rebuild(cursor)
    capture.install(cursor)


@contextmanager
def _together(cursor: Any, ids: Sequence[str] = ()) -> Iterator[None]:
    """Nothing more: a step's lines are written together in any case."""
    yield


def _damage(cursor: Any) -> Iterator[str]:
    cursor.execute(
        "SELECT count(*) FROM change AS c LEFT JOIN step AS s ON s.id = c.step WHERE s.id IS NULL"
    )
    if lost := cursor.fetchone()[0]:
        yield f"{lost} lines of the change log belong to no step."
    cursor.execute("SELECT count(*) FROM entry WHERE found IS NULL")
    if bare := cursor.fetchone()[0]:
        yield f"{bare} records cannot be found by their words."


def _alike(cursor: Any, table: str, column: str, points: bool, values: Sequence[str]) -> list[int]:
    """Compared here: the server folds letters by its own locale, and not as Python does."""
    wanted = frozenset(values)
    cursor.execute(f"SELECT rid, {column} FROM {table} WHERE {column} IS NOT NULL")
    return (
        [
            rid
            for rid, text in cursor
            if not wanted.isdisjoint(
                str(one.get("value", "")).casefold() for one in json.loads(text)
            )
        ]
        if points
        else [rid for rid, text in cursor if str(text).casefold() in wanted]
    )


def _part(folded: str) -> str:
    plain = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"


POSTGRESQL = Dialect(
    point=capture.point,
    index=index.of_step,
    install=_install,
    remove=capture.remove,
    missing=capture.missing,
    reindex=_reindex,
    added=_together,
    removed=_together,
    add=bulk.add,
    aside=bulk.aside,
    numbers=bulk.numbers,
    put=copying.put,
    keep=copying.keep,
    change=copying.change,
    write=index.write,
    unindex=index.unindex,
    alike=_alike,
    sweep=("VACUUM FULL",),
    damage=_damage,
    has_words="e.found @@ ?::tsquery",
    with_words=f"{_FOUND} WHERE e.found @@ ?::tsquery",
    with_part=f"{_FOUND} WHERE e.sort LIKE ?",
    expression=index.expression,
    part=_part,
)
