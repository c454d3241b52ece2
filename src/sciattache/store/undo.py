"""Take steps back and do them again, as steps of their own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from functools import reduce
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.domain.kinds import REFERENCE
from sciattache.domain.wings import TYPES, references_to
from sciattache.errors import KnownError, Told, within
from sciattache.store import dialect, history, merging
from sciattache.store.history import Done, Row
from sciattache.store.steps import Step, step

_STANDING = """
SELECT s.id FROM step AS s WHERE s.act = 'act' AND s.site = (SELECT site FROM clock)
  AND coalesce((SELECT r.act FROM step AS r WHERE r.reverts = s.id ORDER BY r.id DESC LIMIT 1),
    'redo') = 'redo'
ORDER BY s.id DESC LIMIT 1"""
_UNDONE = """
SELECT s.reverts FROM step AS s
WHERE s.act = 'undo' AND s.reverts IS NOT NULL AND s.site = (SELECT site FROM clock)
  AND s.id > coalesce((SELECT max(id) FROM step WHERE act = 'act'), 0)
  AND NOT EXISTS (SELECT 1 FROM step AS r WHERE r.reverts = s.reverts AND r.id > s.id)
ORDER BY s.id DESC LIMIT 1"""
_TOUCHED = """
SELECT t, rid, op, mask, old,
  (SELECT max(c.step) FROM change AS c WHERE c.t = change.t AND c.rid = change.rid)
FROM change WHERE step = ? ORDER BY t, rid"""
_FEW = 200
"""More rows than these are taken from the index, or put into it, together."""
_Touched = tuple[int, int, str, int, str | None, int]
"""Type, row, op, mask and old values of a change, and the last step that changed the row."""
_Plan = tuple[Row, dict[str, Any] | None, dict[str, Any] | None]
"""A row, its values now and those that it is to have; None where it is not there."""


def next_undo(session: Session) -> Done | None:
    """The step that undo would take back: the last one that still stands."""
    found = session.execute(text(_STANDING)).scalar()
    return history.one(session, found) if found else None


def next_redo(session: Session) -> Done | None:
    """The step that redo would do again: the one undone last, unless something new came since."""
    found = session.execute(text(_UNDONE)).scalar()
    return history.one(session, found) if found else None


def undo(session: Session, number: int | None = None) -> Done:
    """Take back the last step, or step ``number``; ``KnownError`` when that cannot be done."""
    done = history.one(session, number) if number else next_undo(session)
    if done is None:
        if number:
            raise KnownError("There is no step {number}.", number=number)
        raise KnownError("There is nothing to undo.")
    if done.act == "mark":
        raise KnownError(
            "Step {number}, “{step}”, was noted by the exchange itself.",
            "Settle the clash that it notes, or change what it wrote.",
            number=done.id, step=done.title,
        )  # fmt: skip
    if done.act != "act":
        raise KnownError(
            "Step {number}, “{step}”, itself takes back or does again.",
            "Undo or redo the step that it names.",
            number=done.id, step=done.title,
        )  # fmt: skip
    if done.undone:
        raise KnownError(
            "Step {number}, “{step}”, has been taken back already.",
            number=done.id, step=done.title,
        )  # fmt: skip
    if (made := merging.made_by(session, done.id)) is not None:
        with step(session, f"Undo: {done.title}", act="undo", reverts=done.id):
            merging.part(session, made)
        return done
    _turn(session, done, "undo", source=done.id)
    return done


def redo(session: Session) -> Done:
    """Do again what was undone last; ``KnownError`` when there is nothing."""
    done = next_redo(session)
    if done is None:
        raise KnownError("There is nothing to redo.")
    source = session.execute(
        text("SELECT max(id) FROM step WHERE reverts = :id AND act = 'undo'"), {"id": done.id}
    ).scalar_one()
    _turn(session, done, "redo", source=source)
    return done


def _turn(session: Session, done: Done, act: str, *, source: int) -> Step:
    """Write every row that step ``source`` touched back to what it was before that step."""
    word = {"undo": "Undo", "redo": "Redo"}[act]
    with step(session, f"{word}: {done.title}", act=act, reverts=done.id) as opened:
        cursor = session.connection().connection.cursor()
        log = cursor.execute(_TOUCHED, (source,)).fetchall()
        plans = [_plan(session, entry, source, act, done) for entry in log]
        _write_all(cursor, plans, dialect.of(session))
        removed = [now["id"] for _, now, wanted in plans if wanted is None and now]
        _refuse_dangling(session, removed, act, done)
        _refuse_lost(session, plans, act, done)
        session.expire_all()
    return opened


def _plan(session: Session, entry: _Touched, source: int, act: str, done: Done) -> _Plan:
    """What a row is now and what it is to become; refused when somebody changed it since."""
    where, cls = (entry[0], entry[1]), history.type_of(entry[0])
    if entry[5] == source:  # nobody has
        now = history.stored(session, where)
        return where, now, history.before(cls, *entry[2:5], now)
    images = history.images(session, where)
    mask, before, after = next(
        (mask, before, after) for number, _, mask, before, after in images if number == source
    )
    now = history.stored(session, where)
    if before is None or after is None:
        clash, differing = now != after, []
    else:
        changed = [f for f in cls.fields() if mask & f.bit]
        differing = [f.label for f in changed if now is None or now[f.name] != after[f.name]]
        clash = bool(differing)
    if clash:
        by = history.one(session, max(number for number, *_ in images))
        later = by if by and by.id != source else None
        raise _refusal(
            act, done,
            _gone_since(cls.about.label, later) if now is None
            else _changed_since(_title(session, where), later, differing),
            Told("Undo the later step first, or change the record by hand."),
        )  # fmt: skip
    if before is None or now is None:
        return where, now, before
    kept = {f.name: before[f.name] for f in cls.fields() if mask & f.bit}
    return where, now, now | kept


def _refusal(act: str, done: Done, reason: Told, remedy: Told) -> KnownError:
    """Why a step cannot be undone, or redone."""
    if act == "undo":
        return KnownError(
            "“{step}” cannot be undone: {reason}.", remedy, step=done.title, reason=reason
        )
    return KnownError(
        "“{step}” cannot be redone: {reason}.", remedy, step=done.title, reason=reason
    )


def _gone_since(label: str, later: Done | None) -> Told:
    """That a record was deleted since, and by which step."""
    if later is None:
        return Told("what it wrote has been deleted since: {label}", label=within(label))
    return Told(
        "what it wrote has been deleted since (step {number}, “{step}”): {label}",
        number=later.id, step=later.title, label=within(label),
    )  # fmt: skip


def _changed_since(title: str, later: Done | None, labels: Sequence[str]) -> Told:
    """That a record was changed since, by which step, and in which fields."""
    if later is None:
        found = Told("{title} has been changed since", title=title)
    else:
        found = Told(
            "{title} has been changed since (step {number}, “{step}”)",
            title=title, number=later.id, step=later.title,
        )  # fmt: skip
    if not labels:
        return found
    return Told("{text}: {fields}", text=found, fields=reduce(_listed, map(Told, labels)))


def _listed(one: Told, other: Told) -> Told:
    return Told("{one}, {other}", one=one, other=other)


def _write_all(cursor: Any, plans: list[_Plan], speech: dialect.Dialect) -> None:
    """Remove, then add, then change rows; the many of a large import are indexed together."""
    removals = [plan for plan in plans if plan[2] is None]
    additions = [plan for plan in plans if plan[1] is None and plan[2] is not None]
    removed = [now["id"] for _, now, _ in removals if now]
    many = len(removals) > _FEW
    with speech.removed(cursor, removed) if many else nullcontext():
        for where, _, _ in removals:
            cursor.execute(f"DELETE FROM {_table(where)} WHERE rid = ?", (where[1],))
    with speech.added(cursor) if len(additions) > _FEW else nullcontext():
        for where, _, wanted in additions:
            values = {"rid": where[1]} | (wanted or {})
            names, marks = ", ".join(values), ", ".join("?" * len(values))
            cursor.execute(
                f"INSERT INTO {_table(where)} ({names}) VALUES ({marks})", tuple(values.values())
            )
    for where, now, wanted in plans:
        if now and wanted:
            values = {name: value for name, value in wanted.items() if now[name] != value}
            if values:
                settings = ", ".join(f"{name} = ?" for name in values)
                cursor.execute(
                    f"UPDATE {_table(where)} SET {settings} WHERE rid = ?",
                    (*values.values(), where[1]),
                )


def _table(where: Row) -> str:
    return history.type_of(where[0]).type_name()


def _refuse_dangling(session: Session, removed: list[str], act: str, done: Done) -> None:
    """Refuse to take away records that others have come to refer to."""
    for cls, name in {pair for of in TYPES for pair in references_to(of.type_name())}:
        found = session.execute(
            text(
                f"SELECT rid FROM {cls.type_name()}"
                f" WHERE {name} IN (SELECT value FROM json_each(:removed)) LIMIT 1"
            ),
            {"removed": json.dumps(removed)},
        ).scalar()
        if found:
            user = _title(session, (cls.about.tag, found))
            raise _refusal(
                act, done,
                Told("the {label} “{title}” refers to what it made",
                     label=within(cls.about.label), title=user),
                Told("Undo the later steps first."),
            )  # fmt: skip


def _refuse_lost(session: Session, plans: list[_Plan], act: str, done: Done) -> None:
    """Refuse to bring back a reference to a record that has been deleted since."""
    wanted = {
        values[f.name]
        for where, now, values in plans
        if values
        for f in history.type_of(where[0]).fields()
        if f.kind is REFERENCE and values[f.name] and not (now and now[f.name] == values[f.name])
    }
    present = session.execute(
        text("SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(:ids))"),
        {"ids": json.dumps(sorted(wanted))},
    ).scalars()
    for id in sorted(wanted - set(present)):
        lost = history.locate(session, id)
        if lost:  # it was here; what another office has not sent yet may be missing
            label = within(history.type_of(lost[0]).about.label)
            raise _refusal(
                act, done,
                Told("the {label} that it refers to has been deleted since", label=label),
                Told("Undo that deletion first."),
            )  # fmt: skip


def _title(session: Session, where: Row) -> str:
    found = session.execute(
        text("SELECT title FROM entry WHERE t = :t AND rid = :rid"),
        {"t": where[0], "rid": where[1]},
    ).scalar()
    return str(found or "")
