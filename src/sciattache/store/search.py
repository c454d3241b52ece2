"""Find any record by the words in it, as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.domain.standards import text as texts
from sciattache.store import history

_WORDS = """
SELECT e.t, e.rid, e.id, e.title, e.sort FROM search JOIN entry AS e ON e.n = search.rowid
WHERE search MATCH ?{of_type} LIMIT ?"""
_PARTS = """
SELECT e.t, e.rid, e.id, e.title, e.sort FROM parts JOIN entry AS e ON e.n = parts.rowid
WHERE parts MATCH ?{of_type} LIMIT ?"""


@dataclass(frozen=True)
class Hit:
    """A record found: its type, row, id and title."""

    type: type[Record]
    rid: int
    id: str
    title: str


def find(
    session: Session, words: str, *, of: Sequence[type[Record]] = (), most: int = 50
) -> list[Hit]:
    """Records that have all ``words``, each as the beginning of a word; names first.

    When too few have, records whose name has the text anywhere in it follow.  Order: titles that
    begin with what was typed, then the types in their order, then by name.  At most ``most``.
    """
    wanted = texts.query(words)
    folded = texts.fold(words).strip()
    if not wanted:
        return []
    of_type = f" AND e.t IN ({', '.join(str(cls.about.tag) for cls in of)})" if of else ""
    run = session.connection().exec_driver_sql
    rows: list[Any] = list(run(_WORDS.format(of_type=of_type), (wanted, most)))
    if len(rows) < most and len(folded) >= 3:
        quoted = '"' + folded.replace('"', '""') + '"'
        known = {row[2] for row in rows}
        rows += [
            row for row in run(_PARTS.format(of_type=of_type), (quoted, most)) if row[2] not in known
        ]
    rows.sort(key=lambda row: (not _begins(row[4], folded), row[0], row[4]))
    return [Hit(history.type_of(row[0]), row[1], row[2], row[3]) for row in rows[:most]]


def _begins(sort: str, folded: str) -> bool:
    return sort.startswith(folded) or f" {folded}" in sort
