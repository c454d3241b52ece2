"""Merge a segment: each cell goes where its version puts it, and nothing is lost silently.

A cell's version is the step that wrote it; the later one by the hybrid clock wins.  Whether the
one that loses had been seen by the author of the one that wins is worked out by headquarters
alone, from what each author had of its log: what was not seen becomes a `Clash`.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import cbor2
from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.store import history, replaying
from sciattache.store.replaying import Act, Told
from sciattache.sync.fields import TAGS, takes
from sciattache.sync.lineage import Lineage
from sciattache.sync.places import Place, Version, places
from sciattache.sync.segment import AFFIRMED, ALIVE, Cell, Dot, Row, Segment, Txn, Value
from sciattache.sync.varints import DamagedError

_LARGEST = 2**63 - 1
"""What SQLite keeps as an integer at most."""


@dataclass(frozen=True)
class Clash:
    """Two values of one field, or a change of a record that another deleted, neither author
    having seen the other's: ``kept`` stands, ``lost`` was overwritten or put aside."""

    type: type[Record]
    id: str
    field: int
    kept: Value
    kept_by: Txn
    lost: Value
    lost_by: Txn


@dataclass
class Outcome:
    """What became of a segment's cells; ``gone`` are rows here that its sender thinks are there,
    ``late`` rows of which a step wrote that others were told of before, ``revived`` records that
    are to come back, ``about`` the ids of the records that it told of, by type."""

    applied: int = 0
    older: int = 0
    waiting: int = 0
    rows: int = 0
    dropped: int = 0
    clashes: list[Clash] = field(default_factory=list)
    revived: set[tuple[int, str]] = field(default_factory=set)
    gone: set[tuple[int, int]] = field(default_factory=set)
    late: set[tuple[int, int]] = field(default_factory=set)
    about: dict[int, set[str]] = field(default_factory=dict)

    def __add__(self, other: Outcome) -> Outcome:
        """What became of the cells of both."""
        return Outcome(
            self.applied + other.applied,
            self.older + other.older,
            self.waiting + other.waiting,
            self.rows + other.rows,
            self.dropped + other.dropped,
            self.clashes + other.clashes,
            self.revived | other.revived,
            self.gone | other.gone,
            self.late | other.late,
            {
                t: self.about.get(t, set()) | other.about.get(t, set())
                for t in {*self.about, *other.about}
            },
        )


class EarlierError(Exception):
    """An earlier piece has to come first."""


class UnknownAliasError(EarlierError):
    """A row number that stands for no record here: its sender has named it before."""


def merge(
    session: Session,
    segment: Segment,
    *,
    arbiter: bool,
    ids: Mapping[tuple[int, int], str],
    lineage: Lineage,
    again: bool = False,
) -> Outcome:
    """Write a segment into the store, inside a transaction that is open and without a step.

    ``ids`` are the records that the sender's row numbers stand for.  The ``arbiter``,
    headquarters, finds clashes and notes what to bring back; a post takes what it is told.  What
    its steps wrote already is written ``again`` where some of them are later by now.
    """
    return _Merging(session, arbiter, lineage, again=again).run(segment, ids)


def stand(
    session: Session, segment: Segment, *, ids: Mapping[tuple[int, int], str], lineage: Lineage
) -> None:
    """Write once more what steps of ours wrote that are later by now than what beat them."""
    _Merging(session, arbiter=False, lineage=lineage, again=True).run(segment, ids)


def revisit(session: Session, *, arbiter: bool, lineage: Lineage) -> Outcome:
    """Write what waits for a field that a newer program knows, or for a value that it can read."""
    return _Merging(session, arbiter, lineage).again()


class _Merging:
    def __init__(
        self, session: Session, arbiter: bool, lineage: Lineage, *, again: bool = False
    ) -> None:
        self.session, self.cursor = session, session.connection().connection.cursor()
        self.arbiter, self.lineage, self.is_again = arbiter, lineage, again
        self.outcome = Outcome()
        self.waited: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.affirmed: list[tuple[Txn, int, int]] = []

    def run(self, segment: Segment, ids: Mapping[tuple[int, int], str]) -> Outcome:
        by_type: dict[int, dict[str, list[tuple[Cell, Txn]]]] = defaultdict(dict)
        named = [(_identity(row, ids), row) for row in segment.rows]
        erased = self._erased({id for id, _ in named})
        for id, row in named:
            if id in erased:
                self.outcome.dropped += len(row.cells)
                continue
            held = by_type[row.type].setdefault(id, [])
            held += [(cell, segment.txns[cell.txn]) for cell in row.cells]
        return self._merge(by_type)

    def again(self) -> Outcome:
        """Write what waits and can be read by now."""
        by_type: dict[int, dict[str, list[tuple[Cell, Txn]]]] = defaultdict(dict)
        for t, id in self.cursor.execute("SELECT DISTINCT t, id FROM waiting").fetchall():
            if t in TAGS:
                by_type[t][id] = []
        return self._merge(by_type)

    def _merge(self, by_type: dict[int, dict[str, list[tuple[Cell, Txn]]]]) -> Outcome:
        for t in sorted(by_type):
            if t not in TAGS:
                self._wait(t, by_type[t])
        known = {t: self._with_waiting(t, rows) for t, rows in by_type.items() if t in TAGS}
        self.outcome.about = {t: set(rows) for t, rows in known.items()}
        here = {t: places(self.cursor, t, list(rows)) for t, rows in known.items()}
        writes = [
            (txn, t, id, cells)
            for t, rows in known.items()
            for id, held in rows.items()
            for txn, cells in self._settle(t, id, held, here[t].get(id))
        ]
        writes.sort(key=lambda write: write[0].dot)
        txns = {txn for txn, *_ in writes} | {txn for txn, *_ in self.affirmed}
        told = {txn: _told(txn) for txn in sorted(txns, key=lambda txn: txn.dot)}
        numbers, new = replaying.steps(self.session, list(told.values()))
        steps = {txn: numbers[one] for txn, one in told.items()}
        stood = replaying.replay(
            self.session,
            [self._act(steps[txn], t, id, cells) for txn, t, id, cells in writes],
            {(t, id): (one.rid, one.now) for t in here for id, one in here[t].items()},
        )
        self.outcome.late |= {
            (t, stood[t, id])
            for txn, t, id, _ in writes
            if told[txn] not in new and (t, id) in stood
        }
        self._affirm(steps)
        self.outcome.rows = sum(map(len, by_type.values()))
        return self.outcome

    def _erased(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids whose records were erased for good: nothing of them is taken."""
        found = self.cursor.execute(
            "SELECT id FROM purge WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(ids)),),
        ).fetchall()
        return {id for (id,) in found}

    def _with_waiting(
        self, t: int, rows: dict[str, list[tuple[Cell, Txn]]]
    ) -> dict[str, list[tuple[Cell, Txn]]]:
        """The rows, with those cells of them that came before."""
        waited = self.cursor.execute(
            "SELECT id, f, cell FROM waiting"
            " WHERE t = ? AND id IN (SELECT value FROM json_each(?))",
            (t, json.dumps(list(rows))),
        ).fetchall()
        whole = {id: list(cells) for id, cells in rows.items()}
        for id, f, content in waited:
            if f == ALIVE or f in TAGS[t]:
                self.waited[t, id].append(f)
                value, txn = unpacked(content)
                whole[id].append((Cell(f, 0, value), txn))
        return whole

    # What is decided

    def _settle(
        self, t: int, id: str, held: list[tuple[Cell, Txn]], place: Place | None
    ) -> list[tuple[Txn, list[Cell]]]:
        """Which cells of a row are to be written, by the txn that wrote them."""
        winners, unread = self._winners(t, id, held, place)
        alive = winners.pop(ALIVE, None)
        if place is None and alive is not None and alive[0].value == 0:
            return self._gone_before_it_came(t, id, held, alive)
        is_here = place is not None and place.now is not None
        writes: dict[Txn, list[Cell]] = defaultdict(list)
        if alive is not None and self._wins(t, id, *alive, place):
            writes[alive[1]].append(alive[0])
            is_here = alive[0].value == 1
            if not is_here:
                return list(writes.items())
        if not is_here:
            return self._absent(t, id, [*winners.values(), *unread], place)
        if alive is not None and place is not None:
            # A record that comes is told whole: what is not told of it is empty.
            told = winners.keys() | {cell.field for cell, _ in unread}
            empty = TAGS[t].keys() - told if alive[0].value == 1 else ()
            winners |= {tag: (Cell(tag, 0, None), alive[1]) for tag in empty}
        self._wait_no_more(t, id)
        for cell, txn in unread:
            self._wait_for(t, id, cell, txn)
        self._fill(t, id, winners.values(), place, writes)
        if alive is not None and place is not None and place.now is None:
            writes[alive[1]] += _outliving(t, place, alive[1], writes)
        return list(writes.items())

    def _winners(
        self, t: int, id: str, held: list[tuple[Cell, Txn]], place: Place | None
    ) -> tuple[dict[int, tuple[Cell, Txn]], list[tuple[Cell, Txn]]]:
        """The latest cell of each field, and those that cannot be read here: these beat nothing
        before they can."""
        winners: dict[int, tuple[Cell, Txn]] = {}
        unread: list[tuple[Cell, Txn]] = []
        for cell, txn in sorted(held, key=lambda pair: pair[1].dot):
            if cell.field != ALIVE and not takes(t, cell.field, cell.value):
                unread.append((cell, txn))
                continue
            if self.arbiter and cell.field in winners:
                self._note_beaten(t, id, winners[cell.field], (cell, txn), place)
            winners[cell.field] = (cell, txn)
        return winners, unread

    def _fill(
        self,
        t: int,
        id: str,
        cells: Iterable[tuple[Cell, Txn]],
        place: Place | None,
        writes: dict[Txn, list[Cell]],
    ) -> None:
        """Put down which fields are to be written."""
        for cell, txn in cells:
            if self._wins(t, id, cell, txn, place):
                writes[txn].append(cell)

    def _note_beaten(
        self,
        t: int,
        id: str,
        beaten: tuple[Cell, Txn],
        by: tuple[Cell, Txn],
        place: Place | None,
    ) -> None:
        """Note what lost to another that came with it, or to what was here before it."""
        (cell, txn), (other, writer) = beaten, by
        if cell.field == ALIVE:
            return
        if cell.value != other.value and not self._knew(writer, txn):
            kind = history.type_of(t)
            self.outcome.clashes.append(
                Clash(kind, id, cell.field, other.value, writer, cell.value, txn)
            )
        self._wins(t, id, cell, txn, place)

    def _gone_before_it_came(
        self, t: int, id: str, held: list[tuple[Cell, Txn]], death: tuple[Cell, Txn]
    ) -> list[tuple[Txn, list[Cell]]]:
        """A record of whose deletion was heard first: once it comes, it comes and goes."""
        born = next((txn for cell, txn in held if cell.field == ALIVE and cell.value == 1), None)
        if born is None:
            for cell, txn in held:
                self._wait_for(t, id, cell, txn)
            return []
        self._wait_no_more(t, id)
        values = {cell.field: cell for cell, txn in sorted(held, key=lambda one: one[1].dot)
                  if takes(t, cell.field, cell.value)}  # fmt: skip
        unseen = any(
            txn.dot.site != death[1].dot.site and not self._knew(death[1], txn) for _, txn in held
        )
        if unseen and self.arbiter:
            self.outcome.revived.add((t, id))
        return [(born, [Cell(ALIVE, 0, 1), *values.values()]), (death[1], [death[0]])]

    def _absent(
        self, t: int, id: str, cells: list[tuple[Cell, Txn]], place: Place | None
    ) -> list[tuple[Txn, list[Cell]]]:
        """Cells of a record that is not here: they wait; of one deleted unseen, it comes back."""
        gone = place.version(ALIVE) if place is not None else None
        for cell, txn in cells:
            self._wait_for(t, id, cell, txn)
            if gone is not None and self.arbiter and not self.lineage.saw(txn, gone):
                self.outcome.revived.add((t, id))
        return []

    def _wins(self, t: int, id: str, cell: Cell, txn: Txn, place: Place | None) -> bool:
        """Whether an incoming cell is to be written over what is here; a clash is noted."""
        current = place.version(cell.field) if place is not None else None
        if place is None or current is None:
            return True
        if current.dot == txn.dot and not self.is_again:
            return False
        wins = current.dot <= txn.dot
        if cell.field == ALIVE:
            self._deleted_unseen(t, id, cell, txn, place)
            is_other = (place.now is None) == (cell.value == 1)
            if wins and not is_other and not (self.arbiter and cell.value == 1):
                self.affirmed.append((txn, t, place.rid))
            if not wins and is_other and cell.value == 1:
                self.outcome.gone.add((t, place.rid))
            return wins and is_other
        here = (place.now or {}).get(TAGS[t][cell.field].name)
        if here != cell.value and self.arbiter:
            self._note(t, id, cell, txn, here, current, wins=wins)
        if not wins:
            self.outcome.older += 1
        return wins

    def _note(
        self, t: int, id: str, cell: Cell, txn: Txn, here: Value, current: Version, *, wins: bool
    ) -> None:
        there = self._txn_of(current)
        if wins and not self.lineage.saw(txn, current):
            kept, lost = (cell.value, txn), (here, there)
        elif not wins and current.dot.inc != txn.dot.inc:
            kept, lost = (here, there), (cell.value, txn)
        else:
            return
        cls = history.type_of(t)
        self.outcome.clashes.append(Clash(cls, id, cell.field, *kept, *lost))

    def _deleted_unseen(self, t: int, id: str, cell: Cell, txn: Txn, place: Place) -> None:
        """Note a record deleted by one who had not seen what another had written in it."""
        if cell.value == 0 and self.arbiter and place.now is not None:
            unseen = [
                version
                for _, version in place.versions(TAGS[t])
                if version.dot.inc != txn.dot.inc and not self.lineage.saw(txn, version)
            ]
            if unseen:
                self.outcome.revived.add((t, id))

    def _knew(self, txn: Txn, other: Txn) -> bool:
        """Whether the author of a txn had another one, which came here just now."""
        return self.lineage.saw(txn, Version(other.dot, sys.maxsize, other.author))

    def _txn_of(self, version: Version) -> Txn:
        return Txn(version.dot, author=version.author)

    # What is written

    def _act(self, step: int, t: int, id: str, cells: list[Cell]) -> Act:
        """What a step did to a record, as the store writes it."""
        tags = TAGS[t]
        values = {tags[cell.field].name: cell.value for cell in cells if cell.field != ALIVE}
        alive = next((cell.value == 1 for cell in cells if cell.field == ALIVE), None)
        self.outcome.applied += len(cells)
        return Act(step, t, id, values, alive)

    def _affirm(self, steps: Mapping[Txn, int]) -> None:
        """Note of records that a later step says of them what is so: an earlier one comes too late.

        Headquarters need not be told that a record is there: what was deleted unseen comes back.
        """
        self.cursor.executemany(
            "INSERT INTO change (step, t, rid, op, mask, old) VALUES (?, ?, ?, 'U', ?, '{}')"
            " ON CONFLICT (step, t, rid) DO UPDATE SET mask = change.mask | excluded.mask",
            [(steps[txn], t, rid, AFFIRMED) for txn, t, rid in self.affirmed],
        )

    # What waits

    def _wait(self, t: int, rows: Mapping[str, list[tuple[Cell, Txn]]]) -> None:
        for id, held in rows.items():
            for cell, txn in held:
                self._wait_for(t, id, cell, txn)

    def _wait_no_more(self, t: int, id: str) -> None:
        """Forget the cells that waited and were put with the others."""
        if fields := self.waited.pop((t, id), None):
            self.cursor.execute(
                "DELETE FROM waiting WHERE t = ? AND id = ?"
                " AND f IN (SELECT value FROM json_each(?))",
                (t, id, json.dumps(fields)),
            )

    def _wait_for(self, t: int, id: str, cell: Cell, txn: Txn) -> None:
        self.cursor.execute(
            "INSERT OR IGNORE INTO waiting (t, id, f, inc, seq, cell) VALUES (?, ?, ?, ?, ?, ?)",
            (t, id, cell.field, txn.dot.inc, txn.dot.seq, _packed(cell.value, txn)),
        )
        self.outcome.waiting += self.cursor.rowcount


def _outliving(t: int, place: Place, txn: Txn, writes: Mapping[Txn, Sequence[Cell]]) -> list[Cell]:
    """The values with which a record was deleted here that are later than its coming back."""
    written = {cell.field for cells in writes.values() for cell in cells}
    return [
        Cell(tag, 0, place.was.get(tag))
        for tag, version in place.versions(TAGS[t].keys() - written)
        if version.dot > txn.dot
    ]


def _identity(row: Row, ids: Mapping[tuple[int, int], str]) -> str:
    if row.id is not None:
        return str(row.id)
    try:
        return ids[row.type, row.number]
    except KeyError:
        raise UnknownAliasError from None


def _packed(value: Value, txn: Txn) -> bytes:
    return cbor2.dumps([value, list(txn.dot), list(_beside(txn))])


def _told(txn: Txn) -> Told:
    dot = txn.dot
    return Told(dot.site, dot.inc, dot.seq, dot.hlc, *_beside(txn))


def _beside(txn: Txn) -> tuple[int, int, str, str, str, int]:
    """What is told of a txn beside its dot."""
    return txn.seen_epoch, txn.seen_pos, txn.author, txn.title, txn.act, txn.reverts


def unpacked(content: bytes) -> tuple[Value, Txn]:
    """A cell that waited, and who wrote it."""
    value, dot, told = cbor2.loads(content)
    return value, Txn(Dot(*dot), *told)


def check(segment: Segment) -> None:
    """Refuse a segment that no office writes, before anything of it is written."""
    numbers = [n for txn in segment.txns for n in (*txn.dot, txn.seen_epoch, txn.seen_pos)]
    numbers += [n for row in segment.rows for n in (row.type, row.number)]
    if not all(0 <= n <= _LARGEST for n in numbers):
        raise DamagedError("a number is larger than any office counts")
    for cell in (cell for row in segment.rows for cell in row.cells):
        if cell.field == ALIVE and cell.value not in (0, 1):
            raise DamagedError("a record is neither there nor gone")
        if isinstance(cell.value, int) and not -_LARGEST <= cell.value <= _LARGEST:
            raise DamagedError("a value is larger than any that is kept")
