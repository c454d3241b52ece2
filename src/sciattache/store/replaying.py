"""Write what others' steps did, many rows at once, with all that the triggers would write.

The rows and their lines in the log are worked out here, one act after another; what comes of it is
written set by set, with the triggers set aside.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.store import dialect
from sciattache.store.history import type_of
from sciattache.store.indexing import Written, names_in

Stored = dict[str, Any]
"""A row's stored values by column name."""


class Act(NamedTuple):
    """What a step did to one record: it came with these values, went, or changed in them."""

    step: int
    t: int
    id: str
    values: Mapping[str, Any]
    alive: bool | None = None
    """True where it came, False where it went."""


class Told(NamedTuple):
    """A step that was taken elsewhere; ``reverts`` is the number there of one that it reverts."""

    site: int
    inc: int
    seq: int
    hlc: int
    seen_epoch: int
    seen_pos: int
    author: str
    title: str
    act: str
    reverts: int


@dataclass
class _Row:
    """A record's row: what it was, what it is by now."""

    t: int
    id: str
    rid: int
    was: Stored | None
    now: Stored | None
    touched: set[str] = field(default_factory=set)


@dataclass
class _Line:
    """A line of the change log: see `tables.change`."""

    op: str
    mask: int
    old: Stored | None


Here = Mapping[tuple[int, str], tuple[int, Stored | None]]
"""Where records stand or stood, by type and id: the row number, and the stored values now."""
_LINE = ("step", "t", "rid", "op", "mask", "old")


def steps(session: Session, told: Sequence[Told]) -> tuple[dict[Told, int], set[Told]]:
    """The numbers here of steps that were taken elsewhere, and which of them are new.

    Those that are new get numbers in the order in which they are given.
    """
    speech, cursor = dialect.of(session), session.connection().connection.cursor()
    known = _known_steps(cursor, told)
    new = [one for one in dict.fromkeys(told) if one[:3] not in known]
    given = zip(new, speech.numbers(cursor, "step", "id", len(new)), strict=True)
    known |= {one[:3]: number for one, number in given}
    rows = []
    for one in new:
        reverted = known.get((one.site, one.inc, one.reverts))
        act = one.act if reverted or one.act in ("act", "mark") else "act"
        rows.append((known[one[:3]], *one[:8], act, reverted))
    speech.put(cursor, "step", ("id", *Told._fields), rows)
    return {one: known[one[:3]] for one in told}, set(new)


def _known_steps(cursor: Any, told: Sequence[Told]) -> dict[tuple[int, ...], int]:
    wanted = {number for one in told for number in (one.seq, one.reverts)}
    cursor.execute(
        "SELECT site, inc, seq, id FROM step WHERE site IN (SELECT value FROM json_each(?))"
        " AND inc IN (SELECT value FROM json_each(?)) AND seq IN (SELECT value FROM json_each(?))",
        (
            json.dumps(sorted({one.site for one in told})),
            json.dumps(sorted({one.inc for one in told})),
            json.dumps(sorted(wanted)),
        ),
    )
    return {tuple(row[:3]): row[3] for row in cursor.fetchall()}


def replay(session: Session, acts: Sequence[Act], here: Here) -> dict[tuple[int, str], int]:
    """Write what steps did, in the order in which they are given.

    Gives where the records stand, or stood, by type and id.
    """
    return _Replay(session, here).run(acts) if acts else {}


class _Replay:
    def __init__(self, session: Session, here: Here) -> None:
        self.speech = dialect.of(session)
        self.cursor = session.connection().connection.cursor()
        self.here = here
        self.rows: dict[tuple[int, str], _Row] = {}
        self.lines: dict[tuple[int, int, int], _Line | None] = {}

    def run(self, acts: Sequence[Act]) -> dict[tuple[int, str], int]:
        self._number(acts)
        before = self._lines_of({act.step for act in acts})
        self.lines = dict(before)
        for act in acts:
            row = self.rows[act.t, act.id]
            if act.alive is False:
                self._goes(act, row)
            elif row.now is not None:
                self._changes(act, row, row.now)
            elif act.alive:
                self._comes(act, row)
        with self.speech.aside(self.cursor, [type_of(t) for t in {t for t, _ in self.rows}]):
            self._write_lines(before)
            for t, rows in self._by_type().items():
                self._write_rows(type_of(t), rows)
            self.speech.write(self.cursor, self._found_otherwise())
        return {key: row.rid for key, row in self.rows.items() if key in self.here or row.touched}

    def _number(self, acts: Sequence[Act]) -> None:
        """Find each record's row; those that come get a number."""
        new: dict[int, list[_Row]] = defaultdict(list)
        for act in acts:
            if (act.t, act.id) in self.rows:
                continue
            rid, now = self.here.get((act.t, act.id), (None, None))
            row = _Row(act.t, act.id, rid or 0, now, dict(now) if now else None)
            self.rows[act.t, act.id] = row
            if rid is None:
                new[act.t].append(row)
        for t, rows in new.items():
            numbers = self.speech.numbers(self.cursor, type_of(t).type_name(), "rid", len(rows))
            for row, number in zip(rows, numbers, strict=True):
                row.rid = number

    def _lines_of(self, steps: Iterable[int]) -> dict[tuple[int, int, int], _Line | None]:
        """The lines that steps have already: of a step that came in two pieces."""
        self.cursor.execute(
            f"SELECT {', '.join(_LINE)} FROM change WHERE step IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(steps)),),
        )
        return {
            (step, t, rid): _Line(op, mask, json.loads(old) if old else None)
            for step, t, rid, op, mask, old in self.cursor.fetchall()
        }

    # What the triggers would write

    def _comes(self, act: Act, row: _Row) -> None:
        cls, key = type_of(act.t), self._key(act, row)
        row.now = {f.name: act.values.get(f.name) for f in cls.fields()}
        row.touched |= row.now.keys()
        gone = self.lines.get(key)
        every = sum(f.bit for f in cls.fields())
        self.lines[key] = _Line("U", every, gone.old) if gone else _Line("I", 0, None)

    def _changes(self, act: Act, row: _Row, now: Stored) -> None:
        """A field that says the same already takes the later step all the same."""
        key, line = self._key(act, row), self.lines.get(self._key(act, row))
        fields = {name: type_of(act.t).field(name) for name in act.values}
        if line is None:
            line = self.lines[key] = _Line("U", 0, {})
        if line.op == "U":
            new = {name: f for name, f in fields.items() if not line.mask & f.bit}
            old = {str(f.tag): _told(now[name]) for name, f in new.items()}
            mask = line.mask + sum(f.bit for f in new.values())
            self.lines[key] = _Line("U", mask, old | (line.old or {}))
        row.touched |= {name for name, value in act.values.items() if now[name] != value}
        now |= act.values

    def _goes(self, act: Act, row: _Row) -> None:
        if row.now is None:
            return
        cls, key = type_of(act.t), self._key(act, row)
        old = {"0": act.id} | {str(f.tag): _told(row.now[f.name]) for f in cls.fields()}
        line = self.lines.get(key)
        if line is not None and line.op == "I":
            self.lines[key] = None
        else:
            self.lines[key] = _Line("D", 0, old | ((line.old or {}) if line else {}))
        row.now = None

    def _key(self, act: Act, row: _Row) -> tuple[int, int, int]:
        return act.step, act.t, row.rid

    # What comes of it

    def _write_lines(self, before: Mapping[tuple[int, int, int], _Line | None]) -> None:
        for key in before:
            if self.lines.get(key) != before[key]:
                self.cursor.execute("DELETE FROM change WHERE step = ? AND t = ? AND rid = ?", key)
        self.speech.put(
            self.cursor,
            "change",
            _LINE,
            [
                (*key, line.op, line.mask, _json(line.old))
                for key, line in self.lines.items()
                if line is not None and before.get(key) != line
            ],
        )

    def _by_type(self) -> dict[int, list[_Row]]:
        found: dict[int, list[_Row]] = defaultdict(list)
        for row in self.rows.values():
            found[row.t].append(row)
        return found

    def _write_rows(self, cls: type[Record], rows: Sequence[_Row]) -> None:
        """Those that came, those that changed, and take away those that went.

        One that came and went has been there all the same: its number is not given again.
        """
        table, names = cls.type_name(), [f.name for f in cls.fields()]
        if came := [row for row in rows if row.was is None]:
            self.speech.put(
                self.cursor,
                table,
                ("rid", "id", *names),
                [(row.rid, row.id, *((row.now or {}).get(name) for name in names)) for row in came],
            )
        changed = [(row, row.now) for row in rows if row.was and row.now and row.touched]
        columns = sorted({name for row, _ in changed for name in row.touched})
        if columns:
            self.speech.change(
                self.cursor,
                table,
                ("rid", *columns),
                [(row.rid, *(now[name] for name in columns)) for row, now in changed],
            )
        if gone := [row.rid for row in rows if row.now is None]:
            self.speech.unindex(self.cursor, cls.about.tag, gone)
            self.cursor.execute(
                f"DELETE FROM {table} WHERE rid IN (SELECT value FROM json_each(?))",
                (json.dumps(gone),),
            )

    def _found_otherwise(self) -> dict[int, list[Written]]:
        """The records whose lines in the index are to be written."""
        found: dict[int, list[Written]] = defaultdict(list)
        for row in self.rows.values():
            if row.now is not None and (row.was is None or row.touched & names_in(type_of(row.t))):
                touched = None if row.was is None else row.touched
                found[row.t].append(Written(row.rid, {"id": row.id} | row.now, touched))
        return found


def _told(value: Any) -> Any:
    """A value as the log has it: an empty one is an empty list (see `tables.change`)."""
    return [] if value is None else value


def _json(old: Stored | None) -> str | None:
    return None if old is None else json.dumps(old, ensure_ascii=False, separators=(",", ":"))
