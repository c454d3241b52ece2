"""What headquarters writes of its own when offices have worked apart: what comes back."""

from __future__ import annotations

import json

from sqlalchemy.orm import Session

from sciattache.store import history, steps
from sciattache.sync.incoming import Outcome, unpacked
from sciattache.sync.outgoing import TAGS
from sciattache.sync.segment import ALIVE, Value


def settle(session: Session, outcome: Outcome, *, author: str = "") -> None:
    """Bring back each record that one office deleted while another wrote in it.

    Inside the transaction that merged, as a step of headquarters that goes to every office.
    """
    if not outcome.revived:
        return
    cursor = session.connection().connection.cursor()
    title = "Bring back what was deleted here and changed there"
    with steps.within(session, title, author=author):
        for t, id in sorted(outcome.revived):
            found = cursor.execute(
                "SELECT rid, old FROM change WHERE t = ? AND op = 'D'"
                " AND json_extract(old, '$.0') = ? ORDER BY step DESC LIMIT 1",
                (t, id),
            ).fetchone()
            if found is None:
                continue
            values: dict[str, Value] = {"rid": found[0], "id": id}
            old = json.loads(found[1])
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


def _written_meanwhile(cursor: object, t: int, id: str) -> dict[str, Value]:
    """What came for a record while it was gone, the later over the earlier."""
    rows = cursor.execute(  # type: ignore[attr-defined]
        "SELECT f, cell FROM waiting WHERE t = ? AND id = ?", (t, id)
    ).fetchall()
    cells = sorted(((unpacked(cell), f) for f, cell in rows), key=lambda one: one[0][1].dot)
    return {TAGS[t][f].name: value for (value, _), f in cells if f != ALIVE and f in TAGS[t]}
