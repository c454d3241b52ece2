"""The index of records on PostgreSQL: a step's lines are written before it ends.

There are no functions of ours in the server, so the triggers only make and remove bare lines; what
a record is called and found by is worked out here, of all that the change log says was touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sciattache.domain.records import Record
from sciattache.domain.standards import text as texts
from sciattache.domain.wings import TYPES, references_to
from sciattache.store import entries

TABLES = (
    "ALTER TABLE entry ADD COLUMN IF NOT EXISTS found tsvector",
    "CREATE INDEX IF NOT EXISTS ix_entry_found ON entry USING gin (found)",
    "CREATE INDEX IF NOT EXISTS ix_step_turned ON step (reverts, id)",
    "CREATE INDEX IF NOT EXISTS ix_change_gone ON change ((old::json ->> '0')) WHERE op = 'D'",
)
"""What is here beside the tables: the words of a record, and indexes that SQLite does without."""
_PART = 5000
_LONGEST, _MOST, _LARGEST = 200, 16_000, 600_000
"""Signs of a word, words of a record, and bytes of all of them, that are looked at: PostgreSQL
takes 2 KB, 16,383 places, and 1 MB."""
_LINES = """
UPDATE entry AS e SET title = n.title, sort = n.sort, words = n.words, found = n.found::tsvector
FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
  AS n(rid, title, sort, words, found)
WHERE e.t = ? AND e.rid = n.rid"""
_TERM = re.compile(r'"((?:[^"]|"")*)"(\*?)|(AND)|(OR)|([()])')
_BY_TAG = {cls.about.tag: cls for cls in TYPES}


def of_step(cursor: Any, step: int) -> None:
    """Write the lines of what a step touched."""
    cursor.execute("SELECT t, rid FROM change WHERE step = ?", (step,))
    refresh(cursor, cursor.fetchall())


def refresh(cursor: Any, rows: Iterable[tuple[int, int]]) -> None:
    """Write the lines of records anew, and of those whose titles are made of theirs."""
    waiting = _grouped(rows)
    while waiting:
        renamed: dict[int, list[str]] = {}
        for t in sorted(waiting, key=lambda t: not entries.is_titled_alone(_BY_TAG[t])):
            rids = sorted(waiting[t])
            for start in range(0, len(rids), _PART):
                part = _write(cursor, _BY_TAG[t], rids[start : start + _PART])
                renamed.setdefault(t, []).extend(part)
        waiting = _titled_by(cursor, renamed)


def rebuild(cursor: Any) -> None:
    """Write the whole index anew from the records; triggers must be off."""
    cursor.execute("DELETE FROM entry")
    for cls in TYPES:
        cursor.execute(
            "INSERT INTO entry (t, rid, id, title, sort, words)"
            f" SELECT {cls.about.tag}, rid, id, '', '', '' FROM {cls.type_name()} ORDER BY rid"
        )
    for cls in sorted(TYPES, key=entries.is_titled_alone, reverse=True):
        cursor.execute(f"SELECT rid FROM {cls.type_name()}")
        refresh(cursor, [(cls.about.tag, row[0]) for row in cursor.fetchall()])


def vector(words: str) -> str:
    """A ``tsvector`` of the words as SQLite's full-text table cuts them, each at its place."""
    found, size = [], 0
    for place, word in enumerate(_cut(words)[:_MOST], 1):
        size += len(word.encode())
        if size > _LARGEST:
            break
        found.append(f"'{word}':{place}")
    return " ".join(found)


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
    return [word[:_LONGEST] for word in words.translate(_parting).split()]


def _write(cursor: Any, cls: type[Record], rids: Sequence[int]) -> list[str]:
    """Write the lines of one type's records; gives the ids of those with another title now."""
    cursor.execute(
        f"SELECT r.*, e.title FROM {cls.type_name()} AS r"
        f" JOIN entry AS e ON e.t = {cls.about.tag} AND e.rid = r.rid WHERE r.rid = ANY(?)",
        (list(rids),),
    )
    names = [column.name for column in cursor.description][:-1]
    rows = [(dict(zip(names, row, strict=False)), row[-1]) for row in cursor.fetchall()]
    titles = _titles(cursor, cls, [values for values, _ in rows])
    lines = [entries.composed(cls, values, titles) for values, _ in rows]
    cursor.execute(
        _LINES,
        (
            [values["rid"] for values, _ in rows],
            [line.title for line in lines],
            [line.sort for line in lines],
            [line.words for line in lines],
            [vector(line.words) for line in lines],
            cls.about.tag,
        ),
    )
    return [
        values["id"]
        for (values, before), line in zip(rows, lines, strict=True)
        if before != line.title
    ]


def _titles(cursor: Any, cls: type[Record], rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    names = entries.named_in(cls)
    wanted = {row[name] for name in names for row in rows if row[name]}
    if not wanted:
        return {}
    cursor.execute("SELECT id, title FROM entry WHERE id = ANY(?)", (list(wanted),))
    return dict(cursor.fetchall())


def _titled_by(cursor: Any, renamed: Mapping[int, Sequence[str]]) -> dict[int, set[int]]:
    """The records whose titles are made of those with these ids."""
    found: dict[int, set[int]] = {}
    for t, ids in renamed.items():
        for cls, name in references_to(_BY_TAG[t].type_name()):
            if ids and name in cls.about.title_from:
                cursor.execute(
                    f"SELECT rid FROM {cls.type_name()} WHERE {name} = ANY(?)", (list(ids),)
                )
                rids = {row[0] for row in cursor.fetchall()}
                if rids:
                    found.setdefault(cls.about.tag, set()).update(rids)
    return found


def _grouped(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for t, rid in rows:
        found[t].add(rid)
    return found
