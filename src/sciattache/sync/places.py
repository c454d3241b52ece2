"""What is here of the records that a segment tells of: where they stand, who wrote each cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sciattache.store import history
from sciattache.sync.fields import TAGS
from sciattache.sync.segment import ALIVE, Dot

_LOG = """
SELECT c.rid, c.op, c.mask, s.hlc, s.site, s.inc, s.seq, s.id, s.author
FROM change AS c JOIN step AS s ON s.id = c.step
WHERE c.t = ? AND c.rid IN (SELECT value FROM json_each(?))"""
_DEAD = """
SELECT rid, json_extract(old, '$.0'), old FROM change WHERE t = ? AND op = 'D'
AND json_extract(old, '$.0') IN (SELECT value FROM json_each(?)) ORDER BY step"""


class Version(NamedTuple):
    """Who wrote a cell last: the step's dot, its number here, its author."""

    dot: Dot
    step: int
    author: str


class Written(NamedTuple):
    """Which cells of a record a step wrote: a bit for each field, and for whether it is there."""

    cells: int
    by: Version


class Place(NamedTuple):
    """Where a record stands, or stood; its values now, None when it is not there; who wrote its
    cells, the latest first; the values that it had when it was deleted last, by tag."""

    rid: int
    now: dict[str, Any] | None
    log: Sequence[Written]
    was: Mapping[int, Any]

    def version(self, tag: int) -> Version | None:
        """Who wrote a field last, or said last whether the record is there."""
        for cells, by in self.log:
            if cells >> tag & 1:
                return by
        return None

    def versions(self, tags: Iterable[int]) -> Iterator[tuple[int, Version]]:
        """Who wrote which of the fields last."""
        for tag in tags:
            if version := self.version(tag):
                yield tag, version


def places(cursor: Any, t: int, ids: Sequence[str]) -> dict[str, Place]:
    """Where the records with these ids stand or stood, with the version of each cell."""
    cls, listed = history.type_of(t), json.dumps(list(ids))
    table = cls.type_name()
    found = cursor.execute(
        f"SELECT * FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (listed,)
    ).fetchall()
    names = [column[0] for column in cursor.description]
    here = {row[names.index("id")]: dict(zip(names, row, strict=True)) for row in found}
    absent = [id for id in ids if id not in here]
    dead = cursor.execute(_DEAD, (t, json.dumps(absent))).fetchall() if absent else []
    rids = {id: now["rid"] for id, now in here.items()}
    rids |= {id: rid for rid, id, _ in dead}
    log = _log(cursor, t, list(rids.values()))
    was = {id: _image(old) for _, id, old in dead}
    return {id: Place(rid, here.get(id), log[rid], was.get(id, {})) for id, rid in rids.items()}


def _image(old: str) -> dict[int, Any]:
    told = json.loads(old)
    return {int(tag): None if value == [] else value for tag, value in told.items()}


def _log(cursor: Any, t: int, rids: Sequence[int]) -> dict[int, list[Written]]:
    found: dict[int, list[Written]] = {rid: [] for rid in rids}
    steps: dict[int, Version] = {}
    every = 1 << ALIVE | sum(1 << tag for tag in TAGS[t])
    for rid, op, mask, *dot, step, author in cursor.execute(_LOG, (t, json.dumps(list(rids)))):
        by = steps.get(step) or steps.setdefault(step, Version(Dot(*dot), step, author))
        found[rid].append(Written(mask if op == "U" else every, by))
    for written in found.values():
        written.sort(key=lambda one: one.by.dot, reverse=True)
    return found
