"""Which records may go to whom: by where they come from, and by their marking."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy.orm import Session

from sciattache.domain.wings import TYPES
from sciattache.store import history

_HEADQUARTERS = 0


class Scope:
    """What one peer may be told, as records are marked now.

    A post hears of what its own office made and of what headquarters made; headquarters hears of
    everything.  Nobody hears of a record whose marking, or that of what it belongs to, is above
    their clearance.  A marking that is not known is above everybody's.
    """

    def __init__(self, session: Session, *, sites: frozenset[int], clearance: int) -> None:
        self._cursor = session.connection().connection.cursor()
        self._sites, self._clearance = sites, clearance
        self._marked: dict[str, bool] = {}

    def __call__(self, t: int, rid: int, id: str) -> bool:
        return self._is_theirs(t, rid) and not self._is_marked(t, id)

    def clears(self, marking: str) -> bool:
        """Whether the receiver may read what has a marking; one that is not known, nobody."""
        return self._level(marking) <= self._clearance

    def _is_theirs(self, t: int, rid: int) -> bool:
        """Whether the record was made where its receiver may look."""
        if _HEADQUARTERS in self._sites and len(self._sites) == 1:
            return True
        born = self._cursor.execute(
            "SELECT s.site FROM change AS c JOIN step AS s ON s.id = c.step"
            " WHERE c.t = ? AND c.rid = ? AND c.op = 'I' ORDER BY c.step LIMIT 1",
            (t, rid),
        ).fetchone()
        return born is None or born[0] in self._sites

    @cached_property
    def _levels(self) -> dict[str, int]:
        found = self._cursor.execute("SELECT id, level FROM handling").fetchall()
        return {id: level or 0 for id, level in found}

    def _is_marked(self, t: int, id: str) -> bool:
        """Whether a record, or what it belongs to, is marked above the receiver's clearance."""
        if all(level <= self._clearance for level in self._levels.values()):
            return False
        if id not in self._marked:
            self._marked[id] = False  # a ring of owners is no marking
            self._marked[id] = self._look(t, id)
        return self._marked[id]

    def _look(self, t: int, id: str) -> bool:
        cls = history.type_of(t)
        if cls.type_name() == "handling":
            return self._levels.get(id, 0) > self._clearance
        markings = [f.name for f in cls.fields() if f.target == "handling"]
        owners = [f.name for f in cls.fields() if f.owner]
        names = [*markings, *owners]
        if not names:
            return False
        row = self._cursor.execute(
            f"SELECT {', '.join(names)} FROM {cls.type_name()} WHERE id = ?", (id,)
        ).fetchone()
        if row is None:
            return False  # it is gone: that it went is no secret
        own, above = row[: len(markings)], row[len(markings) :]
        if any(mark and self._level(mark) > self._clearance for mark in own):
            return True
        return any(owner and self._is_marked(*self._place(owner)) for owner in above)

    def _level(self, marking: str) -> int:
        return self._levels.get(marking, self._clearance + 1)

    def _place(self, id: str) -> tuple[int, str]:
        found = self._cursor.execute("SELECT t FROM entry WHERE id = ?", (id,)).fetchone()
        return (found[0] if found else TYPES[0].about.tag), id
