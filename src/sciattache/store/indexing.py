"""Write the index of records anew for some of them, and for those whose titles are made of theirs.

It is done so where the triggers do not do it: on PostgreSQL, and where many rows are written at
once.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import Any, NamedTuple

from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES, references_to
from sciattache.store import entries
from sciattache.store.entries import Line
from sciattache.store.history import type_of

_PART = 5000


class Changed(NamedTuple):
    """A line of the index of records by its number, as it is and as it is to be."""

    n: int
    before: Line
    after: Line

    def differs(self, column: str) -> bool:
        """Whether the line is to have another text in a column."""
        return bool(getattr(self.before, column) != getattr(self.after, column))


Rows = Mapping[tuple[int, int], bool]
"""Records by type and row number, and whether each may be called otherwise than before."""
Write = Callable[[Any, Sequence[Changed]], None]
"""How an engine writes lines, and what it finds them by."""


def refresh(cursor: Any, rows: Rows, write: Write) -> None:
    """Write the lines of records that have one already."""
    waiting: dict[int, set[int]] = defaultdict(set)
    for t, rid in rows:
        waiting[t].add(rid)
    called = {row for row, otherwise in rows.items() if not otherwise}
    while waiting:
        renamed: dict[int, list[str]] = defaultdict(list)
        for t in sorted(waiting, key=lambda t: not entries.is_titled_alone(type_of(t))):
            rids = sorted(waiting[t])
            for start in range(0, len(rids), _PART):
                part = rids[start : start + _PART]
                renamed[t] += _write(cursor, type_of(t), part, write, called)
        called = set()
        waiting = _titled_by(cursor, renamed)


def rebuild(cursor: Any, write: Write) -> None:
    """Write the lines of all records, which have one already."""
    for cls in sorted(TYPES, key=entries.is_titled_alone, reverse=True):
        cursor.execute(f"SELECT rid FROM {cls.type_name()} ORDER BY rid")
        refresh(cursor, {(cls.about.tag, row[0]): True for row in cursor.fetchall()}, write)


@cache
def names_in(cls: type[Record]) -> frozenset[str]:
    """The fields that a record is called or found by."""
    return frozenset(f.name for f in cls.fields() if f.search) | frozenset(cls.about.title_from)


def _write(
    cursor: Any,
    cls: type[Record],
    rids: Sequence[int],
    write: Write,
    called: Set[tuple[int, int]],
) -> list[str]:
    """Write the lines of one type's records; gives the ids of those with another title now."""
    names = ("id", *sorted(names_in(cls)))
    cursor.execute(
        f"SELECT e.n, r.rid, e.title, e.sort, e.words, {', '.join(f'r.{name}' for name in names)}"
        f" FROM {cls.type_name()} AS r JOIN entry AS e ON e.t = {cls.about.tag} AND e.rid = r.rid"
        " WHERE r.rid IN (SELECT value FROM json_each(?))",
        (_listed(rids),),
    )
    found = [(row[0], row[1], Line(*row[2:5]), dict(zip(names, row[5:], strict=True)))
             for row in cursor.fetchall()]  # fmt: skip
    titles = _titles(cursor, cls, [stored for *_, stored in found])
    composed, tag = entries.composer(cls), cls.about.tag
    lines = [
        (Changed(n, before, composed(stored, titles, before if (tag, rid) in called else None)),
         stored["id"])
        for n, rid, before, stored in found
    ]  # fmt: skip
    if changed := [line for line, _ in lines if line.before != line.after]:
        write(cursor, changed)
    return [id for line, id in lines if line.before.title != line.after.title]


def _titles(cursor: Any, cls: type[Record], rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    names = entries.named_in(cls)
    wanted = {row[name] for name in names for row in rows if row[name]}
    if not wanted:
        return {}
    cursor.execute(
        "SELECT id, title FROM entry WHERE id IN (SELECT value FROM json_each(?))",
        (_listed(wanted),),
    )
    return dict(cursor.fetchall())


def _titled_by(cursor: Any, renamed: Mapping[int, Sequence[str]]) -> dict[int, set[int]]:
    """The records whose titles are made of those with these ids."""
    found: dict[int, set[int]] = {}
    for t, ids in renamed.items():
        for cls, name in references_to(type_of(t).type_name()):
            if ids and name in cls.about.title_from:
                cursor.execute(
                    f"SELECT rid FROM {cls.type_name()}"
                    f" WHERE {name} IN (SELECT value FROM json_each(?))",
                    (_listed(ids),),
                )
                if rids := {row[0] for row in cursor.fetchall()}:
                    found.setdefault(cls.about.tag, set()).update(rids)
    return found


def _listed(values: Iterable[Any]) -> str:
    return json.dumps(list(values))
