"""Read the change log: the steps taken, and what each did to which record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES
from sciattache.store import clock

Row = tuple[int, int]
"""Type tag and row number: how the log names a record."""


@dataclass(frozen=True)
class Done:
    """A step as the history shows it; ``undone`` when it stands taken back now."""

    id: int
    title: str
    author: str
    at: datetime
    act: str
    undone: bool
    rows: int


@dataclass(frozen=True)
class Change:
    """What a step did to one row: ``op`` I, U or D, and the stored values before and after.

    ``before`` and ``after`` are by field name; for an insertion ``before`` is empty, for a
    deletion ``after``.
    """

    step: Done
    type: type[Record]
    rid: int
    id: str
    op: str
    before: dict[str, Any]
    after: dict[str, Any]

    def told(self, language: str = "en") -> Iterator[tuple[Field, str, str]]:
        """Each field that changed, with its value before and after in words."""
        for field in self.type.fields():
            before, after = self.before.get(field.name), self.after.get(field.name)
            if before != after:
                words = (
                    field.kind.show(field.kind.load(value), field, language)
                    for value in (before, after)
                )
                yield field, *words  # type: ignore[misc]


@cache
def type_of(tag: int) -> type[Record]:
    """The record type with that permanent number."""
    return _BY_TAG[tag]


_BY_TAG = {cls.about.tag: cls for cls in TYPES}


_STEPS = """
SELECT s.id, s.title, s.author, s.hlc, s.act,
  coalesce((SELECT max(r.id) FROM step AS r WHERE r.reverts = s.id AND r.act = 'undo'), 0)
    > coalesce((SELECT max(r.id) FROM step AS r WHERE r.reverts = s.id AND r.act = 'redo'), 0)
    AS undone,
  (SELECT count(*) FROM change AS c WHERE c.step = s.id) AS rows
FROM step AS s"""
_ELSEWHERE = "Done at another office"
"""What a step is called that did more than we are told."""
_NEVER = 2**62
"""The number of no step: all are before it."""


def steps(session: Session, *, most: int = 200, before: int | None = None) -> list[Done]:
    """The newest steps first, at most ``most``, older than step ``before`` where given."""
    found = session.execute(
        text(f"{_STEPS} WHERE s.id < :before ORDER BY s.id DESC LIMIT :most"),
        {"before": _NEVER if before is None else before, "most": most},
    )
    return [_done(row) for row in found]


def one(session: Session, number: int) -> Done | None:
    """The step with that number."""
    row = session.execute(text(f"{_STEPS} WHERE s.id = :id"), {"id": number}).first()
    return _done(row) if row else None


def _done(row: Any) -> Done:
    at = clock.instant(row.hlc)
    return Done(
        row.id, row.title or _ELSEWHERE, row.author, at, row.act, bool(row.undone), row.rows
    )


def locate(session: Session, id: str) -> Row | None:
    """Where the record with that id stands, or stood before it was deleted."""
    row = session.execute(text("SELECT t, rid FROM entry WHERE id = :id"), {"id": id}).first()
    if row is None:
        row = session.execute(
            text(
                "SELECT t, rid FROM change WHERE op = 'D' AND json_extract(old, '$.0') = :id"
                " ORDER BY step DESC LIMIT 1"
            ),
            {"id": id},
        ).first()
    return (row[0], row[1]) if row else None


def of_record(session: Session, id: str) -> list[Change]:
    """Everything that happened to one record, newest first."""
    where = locate(session, id)
    return list(reversed(_changes_of(session, where))) if where else []


def of_step(session: Session, number: int) -> list[Change]:
    """Everything that one step did, with the values that it left behind."""
    rows = session.execute(
        text("SELECT t, rid FROM change WHERE step = :step ORDER BY t, rid"), {"step": number}
    ).all()
    return [
        change
        for row in rows
        for change in _changes_of(session, (row[0], row[1]))
        if change.step.id == number
    ]


def touched(session: Session, after: int) -> dict[int, set[int]]:
    """The rows touched by steps later than ``after``, by type tag: what a screen may refresh."""
    found: dict[int, set[int]] = {}
    rows = session.execute(
        text("SELECT DISTINCT t, rid FROM change WHERE step > :after"), {"after": after}
    )
    for t, rid in rows:
        found.setdefault(t, set()).add(rid)
    return found


def newest(session: Session) -> int:
    """The number of the last step."""
    return int(session.execute(text("SELECT coalesce(max(id), 0) FROM step")).scalar_one())


def stored(session: Session, where: Row) -> dict[str, Any] | None:
    """A row's ``id`` and stored values now, by column name; None when it is gone."""
    cursor = session.connection().connection.cursor()
    cursor.execute(f"SELECT * FROM {type_of(where[0]).type_name()} WHERE rid = ?", (where[1],))
    row = cursor.fetchone()
    names = [column[0] for column in cursor.description]
    if row is None:
        return None
    return {name: value for name, value in zip(names, row, strict=True) if name != "rid"}


def images(
    session: Session, where: Row
) -> list[tuple[int, str, int, dict[str, Any] | None, dict[str, Any] | None]]:
    """A row's changes, oldest first: step, op, mask, and the row's values before and after each."""
    log = session.execute(
        text(
            "SELECT c.step, c.op, c.mask, c.old FROM change AS c JOIN step AS s ON s.id = c.step"
            " WHERE c.t = :t AND c.rid = :rid"
            " ORDER BY c.step DESC"
        ),
        {"t": where[0], "rid": where[1]},
    ).all()
    after = stored(session, where)
    found = []
    for row in log:
        was = before(type_of(where[0]), row.op, row.mask, row.old, after)
        found.append((row.step, row.op, row.mask, was, after))
        after = was
    return list(reversed(found))


def before(
    cls: type[Record], op: str, mask: int, old: str | None, after: dict[str, Any] | None
) -> dict[str, Any] | None:
    """A row's values before a change of it, from what the change tells and the values after it.

    None where it was not there: then a change says no more than that it is gone.
    """
    if op == "I" or (op == "U" and after is None):
        return None
    values = {
        key: (None if value == [] else value) for key, value in json.loads(old or "{}").items()
    }
    if op == "D":
        return {"id": values["0"]} | {f.name: values.get(str(f.tag)) for f in cls.fields()}
    changed = {f.name: values.get(str(f.tag)) for f in cls.fields() if mask & f.bit}
    return (after or {}) | changed


def _changes_of(session: Session, where: Row) -> list[Change]:
    cls, names = type_of(where[0]), [f.name for f in type_of(where[0]).fields()]
    all_images = images(session, where)
    done = _many(session, [image[0] for image in all_images])
    return [
        Change(
            done[step],
            cls,
            where[1],
            str((after or before or {}).get("id", "")),
            op,
            {name: (before or {}).get(name) for name in names},
            {name: (after or {}).get(name) for name in names},
        )
        for step, op, _, before, after in all_images
    ]


def _many(session: Session, numbers: Sequence[int]) -> dict[int, Done]:
    query = text(f"{_STEPS} WHERE s.id IN :ids").bindparams(bindparam("ids", expanding=True))
    return {row.id: _done(row) for row in session.execute(query, {"ids": list(set(numbers))})}


def writer(session: Session, row: Row, field: Field) -> int | None:
    """The site at which a field was written last, by the hybrid clock; None of a row unknown."""
    found = (
        session.connection()
        .connection.cursor()
        .execute(
            "SELECT s.site FROM change AS c JOIN step AS s ON s.id = c.step"
            " WHERE c.t = ? AND c.rid = ? AND (c.op = 'I' OR (c.op = 'U' AND c.mask & ? <> 0))"
            " ORDER BY s.hlc DESC, s.site DESC, s.inc DESC, s.seq DESC LIMIT 1",
            (*row, field.bit),
        )
        .fetchone()
    )
    return None if found is None else int(found[0])
