"""Which records may go to whom: by where they come from, and by their marking."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from functools import cache, cached_property
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.office.handling import Handling
from sciattache.domain.office.merging import Merging
from sciattache.domain.office.recall import Recall
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES
from sciattache.store import history
from sciattache.sync.partners import HEADQUARTERS
from sciattache.sync.statements import by_type

_BORN = """
SELECT c.rid, s.site FROM change AS c JOIN step AS s ON s.id = c.step
WHERE c.t = ? AND c.op = 'I' AND c.rid IN (SELECT value FROM json_each(?)) ORDER BY c.step DESC"""
"""Where rows were made, the first time last."""
_WHERE = """
SELECT id, t, rid FROM entry WHERE id IN (SELECT value FROM json_each(?))"""
_WHERE_GONE = """
SELECT json_extract(old, '$.0'), t, rid FROM change WHERE op = 'D'
AND json_extract(old, '$.0') IN (SELECT value FROM json_each(?))"""
_IMAGE = """
SELECT old FROM change WHERE t = ? AND op = 'D' AND json_extract(old, '$.0') = ?
ORDER BY step DESC LIMIT 1"""


MARKED = tuple(
    (cls, f.name) for cls in TYPES for f in cls.fields() if f.target == Handling.type_name()
)
"""The fields that hold a marking, with their types."""


class Scope:
    """What one peer may be told, as records are marked now.

    A post hears of what its own office made and of what headquarters made, and of what stands for
    a record that it heard of and that was merged; headquarters hears of everything.  Nobody hears
    of a record whose marking, or that of what it belongs to, is above their clearance.  A marking
    that is not known is above everybody's.
    """

    def __init__(self, session: Session, *, sites: frozenset[int], clearance: int) -> None:
        self._cursor = session.connection().connection.cursor()
        self._sites, self._clearance = sites, clearance
        self._marked: dict[str, str] = {}

    def __call__(self, t: int, rid: int, id: str) -> bool:
        return bool(self.theirs([(t, rid)])) and not self.marking(t, id)

    def theirs(self, rows: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
        """Those of the rows that were made where their receiver may look."""
        if self._hears_all:
            return set(rows)
        mergings = [row for row in rows if row[0] == Merging.about.tag]
        strangers = self._born_elsewhere(rows, self._sites)
        strangers |= self._born_elsewhere(mergings, self._sites - {HEADQUARTERS})
        heard = set(rows) - (strangers - self.through if strangers else strangers)
        return heard - self._asked_of_others(heard)

    @cached_property
    def through(self) -> frozenset[tuple[int, int]]:
        """The rows of which they hear since a record of theirs was merged into another: that one,
        what it refers to, and the mergings themselves, those that were taken back among them."""
        made = self._cursor.execute("SELECT rid, gone, kept FROM merging").fetchall()
        if self._hears_all or not made:
            return frozenset()
        place = self._places({id for _, *pair in made for id in pair})
        strange = self._born_elsewhere(list(place.values()), self._sites)
        heard = {id for id, row in place.items() if row not in strange}
        mergings: set[int] = set()
        while more := [one for one in made if one[1] in heard and one[0] not in mergings]:
            mergings |= {rid for rid, *_ in more}
            heard |= {kept for _, _, kept in more}
        found = {(Merging.about.tag, rid) for rid in mergings}
        stand = [place[id] for _, _, id in made if id in heard and id in place]
        return frozenset(found | self._with_what_it_names(stand))

    @property
    def keeps_back(self) -> bool:
        """Whether a marking can keep anything back from them."""
        return self._may_keep_back

    def _asked_of_others(self, rows: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
        """What is asked of other offices than theirs, and was not made by them."""
        asked = [rid for t, rid in rows if t == Recall.about.tag]
        if not asked:
            return set()
        found = self._cursor.execute(
            "SELECT rid, site FROM recall WHERE rid IN (SELECT value FROM json_each(?))",
            (json.dumps(asked),),
        ).fetchall()
        others = {(Recall.about.tag, rid) for rid, site in found if site not in self._sites}
        return others & self._born_elsewhere(others, self._sites - {HEADQUARTERS})

    @property
    def _hears_all(self) -> bool:
        return HEADQUARTERS in self._sites and len(self._sites) == 1

    def _places(self, ids: Collection[str]) -> dict[str, tuple[int, int]]:
        """Where records stand, or stood."""
        listed = json.dumps(sorted(ids))
        found = self._cursor.execute(_WHERE_GONE, (listed,)).fetchall()
        found += self._cursor.execute(_WHERE, (listed,)).fetchall()
        return {id: (t, rid) for id, t, rid in found}

    def _with_what_it_names(self, rows: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
        """Rows, and those to which they refer."""
        found: set[tuple[int, int]] = set()
        todo = list(rows)
        while todo:
            t, rid = row = todo.pop()
            if row in found:
                continue
            found.add(row)
            names = [f.name for f in history.type_of(t).fields() if f.kind.name == "reference"]
            if names:
                said = self._cursor.execute(
                    f"SELECT {', '.join(names)} FROM {history.type_of(t).type_name()}"
                    " WHERE rid = ?",
                    (rid,),
                ).fetchone()
                todo += self._places(set(filter(None, said or ()))).values()
        return found

    def _born_elsewhere(
        self, rows: Collection[tuple[int, int]], sites: Collection[int]
    ) -> set[tuple[int, int]]:
        elsewhere: set[tuple[int, int]] = set()
        for t, rids in by_type(rows).items():
            born = self._cursor.execute(_BORN, (t, json.dumps(rids))).fetchall()
            first = dict(born)
            elsewhere |= {(t, rid) for rid, site in first.items() if site not in sites}
        return elsewhere

    def marking(self, t: int, id: str) -> str:
        """The marking (its id) that keeps a record back, its own or that of what it belongs to.

        Empty where none does.
        """
        if not self._may_keep_back:
            return ""
        if id not in self._marked:
            self._marked[id] = ""  # a ring of owners is no marking
            self._marked[id] = self._look(t, id)
        return self._marked[id]

    def marking_once(self, t: int, id: str) -> str:
        """The marking that kept back a record that is gone, as it stood when it went."""
        if not self._may_keep_back:
            return ""
        found = self._cursor.execute(_IMAGE, (t, id)).fetchone()
        said = json.loads(found[0]) if found else {}
        image = {f.name: said.get(str(f.tag)) or None for f in history.type_of(t).fields()}
        return self._borne(history.type_of(t), image, self._of_owner_once) if found else ""

    def clears(self, marking: str) -> bool:
        """Whether the receiver may read what has a marking; one that is not known, nobody."""
        return self._level(marking) <= self._clearance

    @cached_property
    def _levels(self) -> dict[str, int]:
        found = self._cursor.execute("SELECT id, level FROM handling").fetchall()
        return {id: level or 0 for id, level in found}

    @cached_property
    def _may_keep_back(self) -> bool:
        """Whether any record can be marked too high: most offices need not be looked through."""
        if any(level > self._clearance for level in self._levels.values()):
            return True
        return any(
            self._cursor.execute(
                f"SELECT 1 FROM {cls.type_name()} WHERE {name} IS NOT NULL"
                f" AND {name} NOT IN (SELECT id FROM handling) LIMIT 1"
            ).fetchone()
            for cls, name in MARKED
        )

    def _look(self, t: int, id: str) -> str:
        cls = history.type_of(t)
        if cls.type_name() == "handling":
            return id if self._levels.get(id, 0) > self._clearance else ""
        names = [*_marking_fields(cls), *_owner_fields(cls)]
        if not names:
            return ""
        row = self._cursor.execute(
            f"SELECT {', '.join(names)} FROM {cls.type_name()} WHERE id = ?", (id,)
        ).fetchone()
        if row is None:
            return ""  # it is gone: that it went is no secret
        return self._borne(cls, dict(zip(names, row, strict=True)), self._of_owner)

    def _borne(
        self, cls: type[Record], values: Mapping[str, Any], above: Callable[[str], str]
    ) -> str:
        """The marking that keeps back a record with these values, its own or an owner's."""
        for mark in filter(None, map(values.get, _marking_fields(cls))):
            if self._level(mark) > self._clearance:
                return str(mark)
        owners = filter(None, map(values.get, _owner_fields(cls)))
        return next(filter(None, map(above, owners)), "")

    def _of_owner(self, id: str) -> str:
        found = self._cursor.execute("SELECT t FROM entry WHERE id = ?", (id,)).fetchone()
        return self.marking(found[0] if found else TYPES[0].about.tag, id)

    def _of_owner_once(self, id: str) -> str:
        """The marking of an owner, which may have gone before or with what belonged to it."""
        gone = self._cursor.execute(_WHERE_GONE, (json.dumps([id]),)).fetchone()
        return self._of_owner(id) or (self.marking_once(gone[1], id) if gone else "")

    def _level(self, marking: str) -> int:
        return self._levels.get(marking, self._clearance + 1)


@cache
def _marking_fields(cls: type[Record]) -> tuple[str, ...]:
    return tuple(name for marked, name in MARKED if marked is cls)


@cache
def _owner_fields(cls: type[Record]) -> tuple[str, ...]:
    return tuple(f.name for f in cls.fields() if f.owner)
