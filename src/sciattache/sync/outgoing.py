"""What a piece of the log says to others: each cell's last value, and the step that wrote it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.store import history
from sciattache.sync.partners import HEADQUARTERS
from sciattache.sync.segment import AFFIRMED, ALIVE, Cell, Dot, Row, Segment, Txn, Value, ordered
from sciattache.sync.statements import by_type

_STEPS = """
SELECT s.id, s.hlc, s.site, s.inc, s.seq, s.seen_epoch, s.seen_pos, s.author, s.title, s.act,
  coalesce(r.seq, 0)
FROM step AS s LEFT JOIN step AS r ON r.id = s.reverts
WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id"""
_TOUCHED = """
SELECT step, t, rid FROM change WHERE step IN (SELECT value FROM json_each(?))"""
_CHANGES = """
SELECT rid, step, op, mask, old FROM change
WHERE t = ? AND rid IN (SELECT value FROM json_each(?)) ORDER BY rid, step"""
_PART = 500
_EVERY = -1
"""The mask of a row that came or went: all of its fields."""
_Change = tuple[int, str, int, str | None]
"""Step, op, mask and old values of a change."""
_Log = dict[tuple[int, int], list[_Change]]
"""By row (type, row number): what was ever done to it."""
_Found = dict[int, tuple[int, Value]]
"""By field: the step that wrote it last, and the value that it wrote."""

Filter = Callable[[Collection[tuple[int, int]]], set[tuple[int, int]]]
"""Those of the rows (type, row number) of which something is so for somebody."""
Marking = Callable[[int, str], str]
"""The marking that keeps a record (type, id) back from somebody; empty where none does."""


@dataclass(frozen=True)
class Receiver:
    """Who is told: their site, which rows they know by number, of which they hear, what is kept
    back from them, and was when it went; whether they may have heard of what came and went from a
    life of headquarters that is over."""

    site: int
    knows: Filter
    theirs: Filter
    marking: Marking
    marking_once: Marking
    heard_more: bool = False


@dataclass(frozen=True)
class Gathered:
    """A segment, the rows of which it is the first to tell, and those that a marking kept back."""

    segment: Segment
    named: tuple[tuple[int, int], ...]
    held: tuple[tuple[int, int], ...]


def gather(
    session: Session,
    steps: Sequence[int],
    *,
    to: Receiver,
    whole: Sequence[tuple[int, int]] = (),
) -> Gathered:
    """The segment that tells of those ``steps``, and of the rows ``whole`` with all their past.

    Of each field the last of them counts, and what another's step has written over since: nothing
    that was done here is lost to others.  To headquarters also what was written before more had
    been heard of it: what came then had lost to that.  A step that did something else as well has
    no title: it might tell of that.  What came and went within them is not told, but to the site
    that made it.
    """
    cursor, every = session.connection().connection.cursor(), set(whole)
    log, txns, silent = _read(cursor, steps, every, to)
    numbers = {step: number for number, step in enumerate(txns)}
    told = {step: txns[step] for step in steps if step in txns}
    rows, named, held = [], [], []
    known = to.knows(log.keys())
    for (t, rid), id, now in _present(cursor, log):
        if id is None:
            continue
        if to.marking(t, id):
            held.append((t, rid))
            silent |= {step for step, *_ in log[t, rid]}
            continue
        if now is None and to.marking_once(t, id):  # that it went is no secret; its titles are
            silent |= {step for step, *_ in log[t, rid]}
        of = txns if (t, rid) in every else told
        apart = to.site == HEADQUARTERS and of is told
        cells = _cells(history.type_of(t), log[t, rid], now, of, apart=apart)
        is_known = (t, rid) in known
        must = is_known or to.heard_more or (t, rid) in every
        if not cells[0] or not (must or _concerns(cells[0], log[t, rid], of, to)):
            continue
        for one in cells:
            said = tuple(Cell(f, numbers[step], value) for f, (step, value) in sorted(one.items()))
            rows.append(Row(t, rid, None if is_known else UUID(id), said))
        if not is_known:
            named.append((t, rid))
    titled = [replace(txn, title="") if step in silent else txn for step, txn in txns.items()]
    return Gathered(_lean(titled, rows, to), tuple(named), tuple(held))


def _read(
    cursor: Any, steps: Sequence[int], whole: Collection[tuple[int, int]], to: Receiver
) -> tuple[_Log, dict[int, Txn], set[int]]:
    """What was done to the rows of which somebody hears, the steps that did it, and the steps whose
    titles stay untold, for they did something else as well."""
    log = _log(cursor, whole)
    past = {step for changes in log.values() for step, *_ in changes} - set(steps)
    touched, besides = (_touched_by(cursor, some) for some in (steps, past))
    theirs = to.theirs({row for _, row in [*touched, *besides]} | log.keys())
    log |= _log(cursor, {row for _, row in touched if row in theirs} - log.keys())
    log = {row: changes for row, changes in log.items() if row in theirs}
    silent = {step for step, row in [*touched, *besides] if row not in theirs}
    others = {row for step, row in besides if step not in silent} - log.keys()
    kept = _kept_back(cursor, others, to)
    silent |= {step for step, row in besides if row in kept}
    if to.site != HEADQUARTERS:
        return log, _txns(cursor, {step for step, row in touched if row in theirs} | past), silent
    txns = _txns(cursor, {*steps, *past})
    unaware = _unaware(txns, [changes for row, changes in log.items() if row not in whole])
    return log, txns | unaware, silent


def _touched_by(cursor: Any, steps: Collection[int]) -> list[tuple[int, tuple[int, int]]]:
    """The steps with each row that they touched."""
    found = cursor.execute(_TOUCHED, (json.dumps(sorted(steps)),)).fetchall() if steps else []
    return [(step, (t, rid)) for step, t, rid in found]


def _log(cursor: Any, rows: Collection[tuple[int, int]]) -> _Log:
    """All that was ever done to rows."""
    log: _Log = {row: [] for row in sorted(rows)}
    for t, rids in by_type(log).items():
        for start in range(0, len(rids), _PART):
            part = json.dumps(rids[start : start + _PART])
            for rid, *change in cursor.execute(_CHANGES, (t, part)):
                log[t, rid].append(tuple(change))
    return log


def _kept_back(cursor: Any, rows: Set[tuple[int, int]], to: Receiver) -> set[tuple[int, int]]:
    """Those of the rows that a marking keeps back, or kept back when they went."""
    ids: dict[tuple[int, int], str] = {}
    for t, rids in by_type(rows).items():
        found = cursor.execute(
            f"SELECT rid, id FROM {history.type_of(t).type_name()}"
            " WHERE rid IN (SELECT value FROM json_each(?))",
            (json.dumps(rids),),
        )
        ids |= {(t, rid): id for rid, id in found.fetchall()}
    gone = {row: _id_of_gone(changes) for row, changes in _log(cursor, rows - ids.keys()).items()}
    kept = {row for row, id in ids.items() if to.marking(row[0], id)}
    return kept | {row for row, id in gone.items() if id and to.marking_once(row[0], id)}


def _txns(cursor: Any, steps: Collection[int]) -> dict[int, Txn]:
    """The steps as others are told of them, in their order."""
    found = cursor.execute(_STEPS, (json.dumps(sorted(steps)),)).fetchall()
    return {row[0]: _txn(row) for row in found}


def _lean(txns: Sequence[Txn], rows: Sequence[Row], to: Receiver) -> Segment:
    """A segment without the txns that say nothing to its receiver, not even their titles.

    Headquarters hears that there were some, for a stamp that is days ahead is mended there; and so
    does everybody from a headquarters that was put back, for it may have given them other stamps.
    """
    saying = {cell.txn for row in rows for cell in row.cells}
    if to.site == HEADQUARTERS or to.heard_more:
        txns = [
            txn if number in saying else Txn(txn.dot, txn.seen_epoch, txn.seen_pos)
            for number, txn in enumerate(txns)
        ]
        saying = set(range(len(txns)))
    used = sorted(saying)
    now = {old: new for new, old in enumerate(used)}
    said = [
        replace(row, cells=tuple(cell._replace(txn=now[cell.txn]) for cell in row.cells))
        for row in rows
    ]
    return Segment(tuple(txns[old] for old in used), ordered(said))


def _txn(row: Sequence[Any]) -> Txn:
    _, hlc, site, inc, seq, epoch, seen, author, title, act, reverts = row
    return Txn(Dot(hlc, site, inc, seq), epoch, seen, author, title, act, reverts)


def _present(
    cursor: Any, log: _Log
) -> Iterator[tuple[tuple[int, int], str | None, dict[str, Any] | None]]:
    """Each row of the log with its id and its values now; those of one that is gone are None."""
    for t, rids in by_type(log).items():
        cls = history.type_of(t)
        stored: dict[int, dict[str, Any]] = {}
        for start in range(0, len(rids), _PART):
            part = json.dumps(rids[start : start + _PART])
            found = cursor.execute(
                f"SELECT * FROM {cls.type_name()} WHERE rid IN (SELECT value FROM json_each(?))",
                (part,),
            ).fetchall()
            names = [column[0] for column in cursor.description]
            stored |= {row[0]: dict(zip(names, row, strict=True)) for row in found}
        for rid in rids:
            now = stored.get(rid)
            yield (t, rid), (now["id"] if now else _id_of_gone(log[t, rid])), now


def _id_of_gone(changes: Iterable[_Change]) -> str | None:
    dead = [json.loads(old or "{}") for _, op, _, old in changes if op == "D"]
    return str(dead[-1]["0"]) if dead else None


def _cells(
    cls: type[Record],
    changes: Sequence[_Change],
    now: dict[str, Any] | None,
    told: dict[int, Txn],
    *,
    apart: bool,
) -> list[_Found]:
    """What the steps that are told of made of a row, walking back from what it is now.

    The first is what they made of it in the end.  Of what was written before that, what another
    wrote over follows: whoever wrote it again here had not that before them, but the other's.
    Where these are told ``apart``, also what was written with less of headquarters' log before it.
    """

    def is_written_over(step: int, by: int | None) -> bool:
        if by not in told:
            return False
        return not apart or _seen(told[by]) == _seen(told[step])

    found: list[_Found] = [{}]
    empty: _Found = {}
    later: dict[int, int] = {}
    after: dict[int, Value] = {}
    is_here = now is not None
    first = next((n for n, (step, *_) in enumerate(changes) if step in told), len(changes))
    for step, op, mask, old in reversed(changes[first:]):
        fields = _touched(cls, mask if op == "U" else _EVERY)
        tells = op in "ID" or mask & AFFIRMED
        if step in told:
            # A death after which the record came back is no news.
            if tells and ALIVE not in found[0] and (is_here or ALIVE not in later):
                found[0][ALIVE] = (step, int(is_here))
            for tag, name in fields if op != "D" else ():
                value = after[tag] if tag in after else now[name] if now is not None else None
                if not is_written_over(step, later.get(tag)):
                    _put(found, empty, tag, (step, value), is_told=_is_told(op, value))
        later |= {ALIVE: step} if tells else {}
        is_here = op == "D" or (is_here and op != "I")
        before = json.loads(old) if old else {}
        for tag, _ in fields:
            later[tag] = step
            value = before.get(str(tag))
            after[tag] = None if value == [] else value
    if found[0].get(ALIVE, (0, 1))[1] == 0:
        return [{ALIVE: found[0][ALIVE]}]
    return found


def _unaware(txns: Mapping[int, Txn], log: Iterable[Sequence[_Change]]) -> dict[int, Txn]:
    """The steps that bring back what was deleted here: what came meanwhile nobody has seen."""
    found: dict[int, Txn] = {}
    for changes in log:
        gone: Txn | None = None
        for step, op, *_ in changes:
            txn = found.get(step) or txns.get(step)
            if txn is None:
                continue
            if op == "I" and gone is not None and _seen(gone) < _seen(txn):
                found[step] = replace(txn, seen_epoch=gone.seen_epoch, seen_pos=gone.seen_pos)
            gone = txn if op == "D" else None if op == "I" else gone
    return found


def _seen(txn: Txn) -> tuple[int, int]:
    """How much of headquarters' log the author of a txn had."""
    return txn.seen_epoch, txn.seen_pos


def _put(
    found: list[_Found], empty: _Found, tag: int, written: tuple[int, Value], *, is_told: bool
) -> None:
    """Put a value down in the first place that has none of its field yet.

    One that need not be told is told all the same where the field was written before: that would
    pass for the last.
    """
    if not is_told:
        empty.setdefault(tag, written)
        return
    if tag in empty:
        found[0].setdefault(tag, empty[tag])
    for one in found:
        if tag not in one:
            one[tag] = written
            return
    found.append({tag: written})


@cache
def _touched(cls: type[Record], mask: int) -> tuple[tuple[int, str], ...]:
    """The fields, by number and name, that a change wrote."""
    return tuple((f.tag, f.name) for f in cls.fields() if mask & f.bit)


def _is_told(op: str, value: Value) -> bool:
    """Empty fields of a new row need no telling."""
    return op == "U" or value is not None


def _concerns(
    found: _Found, changes: Sequence[_Change], told: dict[int, Txn], to: Receiver
) -> bool:
    """Whether a row is there, or was there before what is told, or was made by who is told."""
    born = next((step for step, op, *_ in changes if op == "I"), None)
    is_gone = found.get(ALIVE, (0, 1))[1] == 0
    return not is_gone or born not in told or told[born].dot.site == to.site
