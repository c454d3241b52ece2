"""The latest steps that touched any of some records."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set

from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.store import history
from sciattache.store.history import Done

_OF = "(c.t = {t} AND c.rid IN (SELECT value FROM json_each(:rows_{t})))"


def steps(session: Session, rows: Mapping[int, Set[int]], *, most: int = 12) -> list[Done]:
    """The newest steps first that touched any of ``rows`` (type tag to row numbers)."""
    if not rows:
        return []
    touched = " OR ".join(_OF.format(t=int(t)) for t in sorted(rows))
    statement = f"SELECT DISTINCT c.step FROM change AS c WHERE {touched}"
    found = (
        session.execute(
            text(f"{statement} ORDER BY c.step DESC LIMIT :most"),
            {"most": most} | {f"rows_{t}": json.dumps(sorted(rids)) for t, rids in rows.items()},
        )
        .scalars()
        .all()
    )
    return [step for number in found if (step := history.one(session, number)) is not None]
