"""What is here of the records that a segment tells of: where they stand, who wrote each cell."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sciattache.store import history
from sciattache.sync.fields import TAGS
from sciattache.sync.segment import AFFIRMED, ALIVE, Dot

_VERSIONS = """
SELECT c.t, c.rid, c.op, c.mask, s.hlc, s.site, s.inc, s.seq, s.id, s.author
FROM change AS c JOIN step AS s ON s.id = c.step
WHERE c.t = ? AND c.rid IN (SELECT value FROM json_each(?))"""
_DEAD = """
SELECT rid, json_extract(old, '$.0'), old FROM change WHERE t = ? AND op = 'D'
AND json_extract(old, '$.0') IN (SELECT value FROM json_each(?)) ORDER BY step"""


@dataclass(frozen=True)
class Version:
    """Who wrote a cell last: the step's dot, its number here, its author."""

    dot: Dot
    step: int
    author: str


Versions = dict[int, Version]
"""By field, the alive cell among them."""


@dataclass(frozen=True)
class Place:
    """Where a record stands, or stood; its values now, None when it is not there; the values
    that it had when it was deleted last, by tag."""

    rid: int
    now: dict[str, Any] | None
    versions: Versions
    was: Mapping[int, Any]


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
    versions = _versions(cursor, t, list(rids.values()))
    was = {id: _image(old) for _, id, old in dead}
    return {
        id: Place(rid, here.get(id), versions[rid], was.get(id, {})) for id, rid in rids.items()
    }


def _image(old: str) -> dict[int, Any]:
    told = json.loads(old)
    return {int(tag): None if value == [] else value for tag, value in told.items()}


def _versions(cursor: Any, t: int, rids: Sequence[int]) -> dict[int, Versions]:
    found: dict[int, Versions] = {rid: {} for rid in rids}
    every = list(TAGS[t])
    rows = cursor.execute(_VERSIONS, (t, json.dumps(list(rids)))).fetchall()
    for _, rid, op, mask, hlc, site, inc, seq, step, author in rows:
        version = Version(Dot(hlc, site, inc, seq), step, author)
        written = [tag for tag in every if op != "U" or mask >> tag & 1]
        for tag in (ALIVE, *written) if op != "U" or mask & AFFIRMED else written:
            held = found[rid].get(tag)
            if held is None or held.dot < version.dot:
                found[rid][tag] = version
    return found
