"""The index of records on PostgreSQL: a step's lines are written before it ends.

There are no functions of ours in the server, so the triggers only make and remove bare lines; what
a record is called and found by is worked out here, of all that the change log says was touched.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from sciattache.domain.standards import text as texts
from sciattache.domain.wings import TYPES
from sciattache.store import indexing
from sciattache.store.entries import Line
from sciattache.store.indexing import Added, Changed, Writes, Written
from sciattache.store.postgres.copying import change, put

TABLES = (
    "ALTER TABLE entry ADD COLUMN IF NOT EXISTS found tsvector",
    "CREATE INDEX IF NOT EXISTS ix_entry_found ON entry USING gin (found)",
    "CREATE INDEX IF NOT EXISTS ix_step_turned ON step (reverts, id)",
    "CREATE INDEX IF NOT EXISTS ix_change_gone ON change ((old::json ->> '0')) WHERE op = 'D'",
)
"""What is here beside the tables: the words of a record, and indexes that SQLite does without."""
_LONGEST, _MOST, _LARGEST = 200, 16_000, 600_000
"""Signs of a word, words of a record, and bytes of all of them, that are looked at: PostgreSQL
takes 2 KB, 16,383 places, and 1 MB."""
_FOUND = (*Line._fields, "found")
_TERM = re.compile(r'"((?:[^"]|"")*)"(\*?)|(AND)|(OR)|([()])')


def of_step(cursor: Any, step: int) -> None:
    """Write the lines of what a step touched."""
    cursor.execute("SELECT t, rid FROM change WHERE step = ?", (step,))
    rows: dict[int, list[int]] = defaultdict(list)
    for t, rid in cursor.fetchall():
        rows[t].append(rid)
    indexing.refresh(cursor, rows, _WRITES)


def write(cursor: Any, written: Mapping[int, Sequence[Written]]) -> None:
    """Write the lines of records, and anew of those whose titles are made of theirs."""
    indexing.write(cursor, written, _WRITES)


def unindex(cursor: Any, tag: int, rids: Sequence[int]) -> None:
    """Take the lines of records out of the index."""
    cursor.execute("DELETE FROM entry WHERE t = ? AND rid = ANY(?)", (tag, list(rids)))


def rebuild(cursor: Any) -> None:
    """Write the whole index anew from the records; triggers must be off."""
    cursor.execute("DELETE FROM entry")
    for cls in TYPES:
        cursor.execute(
            "INSERT INTO entry (t, rid, id, title, sort, words)"
            f" SELECT {cls.about.tag}, rid, id, '', '', '' FROM {cls.type_name()} ORDER BY rid"
        )
    indexing.rebuild(cursor, _WRITES)


def _add(cursor: Any, lines: Sequence[Added]) -> None:
    put(cursor, "entry", ("t", "rid", "id", *_FOUND),
        ((one.t, one.rid, one.id, *one.line, vector(one.line.words)) for one in lines))  # fmt: skip


def _change(cursor: Any, lines: Sequence[Changed]) -> None:
    change(cursor, "entry", ("n", *_FOUND),
           ((line.n, *line.after, vector(line.after.words)) for line in lines))  # fmt: skip


_WRITES = Writes(_add, _change)


def vector(words: str) -> str:
    """A ``tsvector`` of the words as SQLite's full-text table cuts them, each at its place."""
    found = _cut(words)[:_MOST]
    if len(words) > _LARGEST // 4:  # so many bytes has a sign at most
        sizes = accumulate(len(word.encode()) for word in found)
        found = found[: bisect(list(sizes), _LARGEST)]
    return " ".join([f"'{word}':{place}" for place, word in enumerate(found, 1)])


def expression(wanted: str) -> str:
    """A ``tsquery`` that says the same as an expression for SQLite's full-text table."""
    return " ".join(_term(*found.groups()) for found in _TERM.finditer(wanted)).strip()


def _term(phrase: str | None, star: str, both: str, either: str, bracket: str) -> str:
    if phrase is None:
        return bracket or ("&" if both else "|")
    marks = [f"'{word}'" for word in _cut(phrase)]
    if star and marks:
        marks[-1] += ":*"
    return f"({' <-> '.join(marks)})" if len(marks) > 1 else "".join(marks)


class _Parting(dict[int, str | None]):
    """What stands for each sign where words are cut: itself, or a space; worked out when met."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        self[code] = made = sign if texts.is_word(sign) else " "
        return made


_parting = _Parting()


def _cut(words: str) -> list[str]:
    return [
        part[:_LONGEST]
        for word in words.split()
        for part in ((word,) if word.isalnum() else word.translate(_parting).split())
    ]
