"""Take the stamps that headquarters gave to steps of ours.

A stamp may come out later than the one that the step had: where headquarters' own clock is behind,
everybody's seem ahead.  What the step wrote then beats what had been written over it here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from sciattache.store import history
from sciattache.sync import incoming, lineage, stamps, wire
from sciattache.sync.lineage import Lineage
from sciattache.sync.manifest import Manifest, Restamped
from sciattache.sync.partners import HEADQUARTERS, me
from sciattache.sync.segment import Row, Segment
from sciattache.sync.statements import rows, run, run_many


def heed(session: Session, told: Manifest) -> None:
    """Take them into the log, and into the pieces that were frozen: should headquarters be put
    back, it must not give them others."""
    if told.site != HEADQUARTERS or not told.restamped:
        return
    raised: dict[tuple[int, int], int] = {}
    for one in told.restamped:
        raised |= _raised(session, told.to, one)
    for one in told.restamped:
        _restamp(session, told.to, one)
    pieces, known = _rewrite(session, told), lineage.read(session)
    if raised:
        _keep_in_order(session, known, min(raised.values()))
        for again in filter(None, (_of(piece, raised) for piece in pieces)):
            incoming.stand(session, again, ids=_ids(session, again), lineage=known)
    run(session, "UPDATE clock SET hlc = (SELECT coalesce(max(hlc), 0) FROM step)")


def _raised(session: Session, site: int, told: Restamped) -> dict[tuple[int, int], int]:
    """The ids of those steps, by incarnation and number, that get a later stamp than they have."""
    found = rows(
        session,
        "SELECT inc, seq, id FROM step WHERE site = ? AND inc = ? AND seq BETWEEN ? AND ?"
        " AND hlc < ? + (seq - ?)",
        site, told.inc, told.seq, told.seq + told.steps - 1, told.hlc, told.seq,
    )  # fmt: skip
    return {(inc, seq): id for inc, seq, id in found}


def _restamp(session: Session, site: int, told: Restamped) -> None:
    run(
        session,
        "UPDATE step SET hlc = ? + (seq - ?) WHERE site = ? AND inc = ? AND seq BETWEEN ? AND ?",
        told.hlc, told.seq, site, told.inc, told.seq, told.seq + told.steps - 1,
    )  # fmt: skip


def _keep_in_order(session: Session, known: Lineage, first: int) -> None:
    """Keep what was done here after a step later than it; headquarters does the same."""
    own = me(session)
    line = dict(known.line(own.inc, own.seq))
    last, later = 0, []
    for inc, seq, hlc in rows(
        session,
        "SELECT inc, seq, hlc FROM step WHERE site = ? AND id >= ? ORDER BY id",
        own.site, first,
    ):  # fmt: skip
        if seq <= line.get(inc, 0):
            if hlc <= last:
                later.append((last + 1, own.site, inc, seq))
            last = max(hlc, last + 1)
    run_many(session, "UPDATE step SET hlc = ? WHERE site = ? AND inc = ? AND seq = ?", later)


def _rewrite(session: Session, told: Manifest) -> list[Segment]:
    """Write stamps into frozen pieces, and give these: they keep the digests by which they are
    known."""
    given = {
        (told.to, one.inc, one.seq + n): one.hlc + n
        for one in told.restamped
        for n in range(one.steps)
    }
    found = {
        number: payload
        for one in told.restamped
        for number, payload in rows(
            session,
            "SELECT id, payload FROM segment WHERE inc = ? AND a <= ? AND b >= ?",
            one.inc, one.seq + one.steps - 1, one.seq,
        )
    }  # fmt: skip
    pieces = []
    for number, payload in sorted(found.items()):
        held = wire.decode(payload)
        txns = tuple(stamps.as_known(txn, given) for txn in held.txns)
        pieces.append(replace(held, txns=txns))
        if txns != held.txns:
            written = wire.encode(pieces[-1])
            run(session, "UPDATE segment SET payload = ? WHERE id = ?", written, number)
    return pieces


def _of(piece: Segment, raised: Collection[tuple[int, int]]) -> Segment | None:
    """What of a piece those steps wrote, None where they wrote nothing."""
    theirs = {n for n, txn in enumerate(piece.txns) if (txn.dot.inc, txn.dot.seq) in raised}
    said = [
        replace(row, cells=tuple(cell for cell in row.cells if cell.txn in theirs))
        for row in piece.rows
    ]
    found = tuple(row for row in said if row.cells)
    return replace(piece, rows=found) if found else None


def _ids(session: Session, piece: Segment) -> Mapping[tuple[int, int], str]:
    """The ids of those rows of our own that are told of by number alone."""
    unnamed: dict[int, list[Row]] = {}
    for row in piece.rows:
        if row.id is None:
            unnamed.setdefault(row.type, []).append(row)
    return {
        (t, number): id
        for t, those in unnamed.items()
        for number, id in _named(session, t, [row.number for row in those])
    }


def _named(session: Session, t: int, numbers: Sequence[int]) -> list[tuple[int, str]]:
    listed, table = json.dumps(sorted(set(numbers))), history.type_of(t).type_name()
    return rows(
        session,
        "SELECT rid, json_extract(old, '$.0') FROM change WHERE t = ? AND op = 'D'"
        " AND rid IN (SELECT value FROM json_each(?))"
        f" UNION SELECT rid, id FROM {table} WHERE rid IN (SELECT value FROM json_each(?))",
        t, listed, listed,
    )  # fmt: skip
