"""What headquarters writes when offices have worked apart: what clashes, what comes back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.kinds import INSTANT
from sciattache.domain.records import new_id
from sciattache.store import clock, history, steps
from sciattache.sync import following
from sciattache.sync.fields import TAGS, takes
from sciattache.sync.incoming import Clash, Outcome, unpacked
from sciattache.sync.lineage import Lineage
from sciattache.sync.segment import ALIVE, Txn, Value


def settle(session: Session, outcome: Outcome, *, known: Lineage, author: str = "") -> None:
    """Note each clash, and bring back each record that one office deleted, another wrote in; what
    came for a record that was merged goes to the one that stands for it.

    Inside the transaction that merged, as steps of headquarters that go to every office.
    """
    course = following.chart(session, outcome, known)
    if not outcome.revived and not outcome.clashes and course is None:
        return
    cursor = session.connection().connection.cursor()
    with steps.within(session, "Note what offices wrote at once", author=author):
        for clash in outcome.clashes:
            _note(cursor, clash)
        for t, id in sorted(outcome.revived):
            _bring_back(cursor, t, id)
        if course is not None:
            following.prepare(session, course)
    if course is not None:
        with steps.within(
            session, "Hand on what came for a merged record", author=author
        ) as opened:
            for clash in following.follow(session, course, outcome, opened.id):
                _note(cursor, clash)


def _note(cursor: Any, clash: Clash) -> None:
    field = TAGS[clash.type.about.tag].get(clash.field)
    if field is None:
        return
    values = {
        "id": new_id(),
        "record": clash.id,
        "attribute": field.name,
        "kind": "changed",
        "kept": json.dumps(clash.kept, ensure_ascii=False),
        "kept_by": _who(clash.kept_by),
        "kept_at": _when(clash.kept_by),
        "other": json.dumps(clash.lost, ensure_ascii=False),
        "other_by": _who(clash.lost_by),
        "other_at": _when(clash.lost_by),
        "state": "open",
    }
    marks = ", ".join("?" * len(values))
    cursor.execute(
        f"INSERT INTO clash ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )


def _who(txn: Txn) -> str:
    return f"{txn.author} ({txn.dot.site})" if txn.author else str(txn.dot.site)


def _when(txn: Txn) -> Any:
    return INSTANT.store(clock.instant(txn.dot.hlc))


def _bring_back(cursor: Any, t: int, id: str) -> None:
    found = cursor.execute(
        "SELECT rid, old FROM change WHERE t = ? AND op = 'D'"
        " AND json_extract(old, '$.0') = ? ORDER BY step DESC LIMIT 1",
        (t, id),
    ).fetchone()
    if found is None:
        return
    old = json.loads(found[1])
    values: dict[str, Value] = {"rid": found[0], "id": id}
    for tag, field in TAGS[t].items():
        value = old.get(str(tag))
        values[field.name] = None if value == [] else value
    values |= _written_meanwhile(cursor, t, id)
    table, marks = history.type_of(t).type_name(), ", ".join("?" * len(values))
    cursor.execute(
        f"INSERT OR IGNORE INTO {table} ({', '.join(values)}) VALUES ({marks})",
        tuple(values.values()),
    )
    cursor.execute("DELETE FROM waiting WHERE t = ? AND id = ?", (t, id))


def _written_meanwhile(cursor: Any, t: int, id: str) -> dict[str, Value]:
    """What came for a record while it was gone, the later over the earlier."""
    rows = cursor.execute("SELECT f, cell FROM waiting WHERE t = ? AND id = ?", (t, id)).fetchall()
    cells = sorted(((unpacked(cell), f) for f, cell in rows), key=lambda one: one[0][1].dot)
    return {TAGS[t][f].name: value for (value, _), f in cells if f != ALIVE and takes(t, f, value)}
