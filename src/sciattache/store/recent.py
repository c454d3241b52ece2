"""The latest steps that touched any of some records."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set

from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.store import history
from sciattache.store.history import Done

_STEPS = """
SELECT DISTINCT c.step FROM change AS c
JOIN json_each(:rows) AS r ON c.t = r.value ->> 0 AND c.rid = r.value ->> 1
ORDER BY c.step DESC LIMIT :most"""


def steps(session: Session, rows: Mapping[int, Set[int]], *, most: int = 12) -> list[Done]:
    """The newest steps first that touched any of ``rows`` (type tag to row numbers)."""
    pairs = [[tag, rid] for tag, rids in sorted(rows.items()) for rid in sorted(rids)]
    found = session.execute(text(_STEPS), {"rows": json.dumps(pairs), "most": most}).scalars().all()
    return [step for number in found if (step := history.one(session, number)) is not None]
