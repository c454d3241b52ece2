"""What the store asks of SQLite beyond SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sciattache.store import adding, at_once, capture
from sciattache.store.dialect import Dialect

_LOOKED_AT = 5000
"""So many records with the letters in their name are looked at for some of a wanted type."""
_FOUND = "SELECT e.t, e.rid, e.id, e.title, e.sort"


def _point(cursor: Any, step: int | None) -> None:
    cursor.execute("UPDATE clock SET open_step = ?", (step,))


def _index(cursor: Any, step: int) -> None:
    """Nothing: the triggers have written the index with each row."""


def _damage(cursor: Any) -> Iterator[str]:
    for (line,) in cursor.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            yield f"The file is damaged: {line}."
    for row in cursor.execute("PRAGMA foreign_key_check").fetchall():
        yield f"Row {row[1]} of {row[0]} refers to a missing row of {row[2]}."


def _alike(cursor: Any, table: str, column: str, points: bool, values: Sequence[str]) -> list[int]:
    """By a function of ours: SQL's own ``lower`` knows ASCII alone."""
    cursor.connection.create_function("casefold", 1, _folded, deterministic=True)
    some = "IN (SELECT value FROM json_each(?))"
    condition = f"casefold({column}) {some}"
    if points:
        each = f"SELECT 1 FROM json_each({table}.{column}) AS p"
        condition = f"EXISTS ({each} WHERE casefold(p.value ->> 'value') {some})"
    found = cursor.execute(f"SELECT rid FROM {table} WHERE {condition}", (json.dumps(values),))
    return [rid for (rid,) in found.fetchall()]


def _folded(text: Any) -> Any:
    return text and str(text).casefold()


def _quoted(folded: str) -> str:
    return '"' + folded.replace('"', '""') + '"'


SQLITE = Dialect(
    point=_point,
    index=_index,
    install=capture.install,
    remove=capture.remove,
    missing=capture.missing,
    reindex=capture.reindex,
    added=capture.index_at_once,
    removed=capture.unindex_at_once,
    add=adding.add,
    aside=at_once.aside,
    numbers=at_once.numbers,
    put=at_once.put,
    keep=at_once.keep,
    change=at_once.change,
    write=at_once.write,
    unindex=at_once.unindex,
    alike=_alike,
    sweep=(
        "INSERT INTO search(search) VALUES ('rebuild')",
        "INSERT INTO parts(parts) VALUES ('rebuild')",
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ),
    damage=_damage,
    has_words="e.n IN (SELECT rowid FROM search WHERE search MATCH ?)",
    with_words=f"""{_FOUND} FROM search CROSS JOIN entry AS e ON e.n = search.rowid
WHERE search MATCH ?""",
    with_part=f"""{_FOUND}
FROM (SELECT rowid AS n FROM parts WHERE parts MATCH ? LIMIT {_LOOKED_AT}) AS p
CROSS JOIN entry AS e ON e.n = p.n WHERE true""",
    expression=lambda wanted: wanted or '""',
    part=_quoted,
)
