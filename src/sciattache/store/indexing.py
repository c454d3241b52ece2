"""Write the index of records for some of them, and anew for those whose titles are made of theirs.

It is done so where the triggers do not do it: on PostgreSQL, and where many rows are written at
once.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import Any, NamedTuple

from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES, references_to
from sciattache.store import entries
from sciattache.store.entries import Line
from sciattache.store.history import type_of

_PART = 5000


class Written(NamedTuple):
    """A record that was written: its row number, its stored values, its id among them, and the
    fields that may have changed; None where it is new."""

    rid: int
    stored: Mapping[str, Any]
    touched: Set[str] | None


class Added(NamedTuple):
    """A new line of the index of records."""

    t: int
    rid: int
    id: str
    line: Line


class Changed(NamedTuple):
    """A line of the index of records by its number, as it is and as it is to be."""

    n: int
    before: Line
    after: Line

    def differs(self, column: str) -> bool:
        """Whether the line is to have another text in a column."""
        return bool(getattr(self.before, column) != getattr(self.after, column))


class Writes(NamedTuple):
    """How an engine writes lines that are new, and such as are there, and what it finds them by."""

    add: Callable[[Any, Sequence[Added]], None]
    change: Callable[[Any, Sequence[Changed]], None]


def write(cursor: Any, written: Mapping[int, Sequence[Written]], writes: Writes) -> None:
    """Write the lines of records, by type, as their stored values make them."""
    renamed: dict[int, list[str]] = {}
    for t in _in_order(written):
        renamed[t] = _write(cursor, type_of(t), written[t], writes)
    refresh(cursor, _titled_by(cursor, renamed), writes)


def refresh(cursor: Any, rows: Mapping[int, Iterable[int]], writes: Writes) -> None:
    """Write the lines of records anew, by type and row number; each has one."""
    while rows:
        renamed: dict[int, list[str]] = defaultdict(list)
        for t in _in_order(rows):
            for part in _stored(cursor, type_of(t), rows[t]):
                renamed[t] += _write(cursor, type_of(t), part, writes)
        rows = _titled_by(cursor, renamed)


def rebuild(cursor: Any, writes: Writes) -> None:
    """Write the lines of all records, which have one already."""
    for t in _in_order([cls.about.tag for cls in TYPES]):
        cursor.execute(f"SELECT rid FROM {type_of(t).type_name()} ORDER BY rid")
        refresh(cursor, {t: [row[0] for row in cursor.fetchall()]}, writes)


@cache
def names_in(cls: type[Record]) -> frozenset[str]:
    """The fields that a record is called or found by."""
    return frozenset(f.name for f in cls.fields() if f.search) | frozenset(cls.about.title_from)


def _in_order(types: Iterable[int]) -> list[int]:
    """First the types whose titles others are made of."""
    return sorted(types, key=lambda t: (not entries.is_titled_alone(type_of(t)), t))


def _write(cursor: Any, cls: type[Record], written: Sequence[Written], writes: Writes) -> list[str]:
    """Write the lines of one type's records; gives the ids of those with another title now."""
    lines = _lines(cursor, cls, [one.rid for one in written if one.touched is not None])
    titles = _titles(cursor, cls, [one.stored for one in written])
    composed, tag = entries.composer(cls), cls.about.tag
    added, changed, renamed = [], [], []
    for rid, stored, touched in written:
        n, before = lines.get(rid, (0, None))
        after = composed(stored, titles, before, touched or frozenset())
        if before is None:
            added.append(Added(tag, rid, stored["id"], after))
        elif before != after:
            changed.append(Changed(n, before, after))
        if after.title != (before.title if before else ""):
            renamed.append(stored["id"])
    if added:
        writes.add(cursor, added)
    if changed:
        writes.change(cursor, changed)
    return renamed


def _lines(cursor: Any, cls: type[Record], rids: Sequence[int]) -> dict[int, tuple[int, Line]]:
    """The lines of records as they are, with their numbers."""
    if not rids:
        return {}
    cursor.execute(
        "SELECT rid, n, title, sort, words FROM entry"
        " WHERE t = ? AND rid IN (SELECT value FROM json_each(?))",
        (cls.about.tag, _listed(rids)),
    )
    return {rid: (n, Line(*texts)) for rid, n, *texts in cursor.fetchall()}


def _stored(cursor: Any, cls: type[Record], rids: Iterable[int]) -> Iterator[list[Written]]:
    """What is stored of records, as if all of it had changed."""
    names, every = ("id", *sorted(names_in(cls))), sorted(rids)
    for start in range(0, len(every), _PART):
        cursor.execute(
            f"SELECT rid, {', '.join(names)} FROM {cls.type_name()}"
            " WHERE rid IN (SELECT value FROM json_each(?))",
            (_listed(every[start : start + _PART]),),
        )
        yield [
            Written(rid, dict(zip(names, values, strict=True)), names_in(cls))
            for rid, *values in cursor.fetchall()
        ]


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
