"""Stamps from clocks that are days ahead: headquarters gives those steps a stamp of its own.

Otherwise one such clock would carry every office's with it into its future.  The new stamp is later
than any that headquarters had told of before, so whoever hears of it, with whatever it tells from
then on, orders the steps as headquarters does.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from sciattache.store import clock
from sciattache.sync import wire
from sciattache.sync.manifest import Manifest, Restamped
from sciattache.sync.partners import me
from sciattache.sync.segment import Segment, Txn
from sciattache.sync.statements import row, rows, run, run_many

_AHEAD = timedelta(hours=24)
"""How far a clock may be ahead before its stamps are not taken."""


def settled(session: Session, segment: Segment) -> Segment:
    """The segment with the stamps by which its steps are known here, or are to be known."""
    known = _known(session, segment)
    txns = [_as_known(txn, known) for txn in segment.txns]
    if me(session).is_headquarters:
        txns = _brought_back(session, txns, known)
    return replace(segment, txns=tuple(txns))


def told_to(session: Session, site: int) -> tuple[Restamped, ...]:
    """What a peer is to be told of its own steps, runs of them that follow each other as one.

    It knows once it has a piece that was frozen later, and so goes further in our log: none is
    sent without this.
    """
    found = rows(
        session,
        "SELECT inc, seq, hlc FROM restamp WHERE site = ? AND at >= coalesce("
        "(SELECT max(b) FROM segment WHERE peer = ? AND acked = 1), 0) ORDER BY inc, seq",
        site, site,
    )  # fmt: skip
    runs: list[Restamped] = []
    for inc, seq, hlc in found:
        last = runs[-1] if runs else None
        if last and (inc, seq, hlc) == (last.inc, last.seq + last.steps, last.hlc + last.steps):
            runs[-1] = last._replace(steps=last.steps + 1)
        else:
            runs.append(Restamped(inc, seq, hlc, 1))
    return tuple(runs)


def heed(session: Session, told: Manifest) -> None:
    """Take the stamps that headquarters gave to steps of ours, in the pieces that were frozen too:
    should headquarters be put back, it must not give them others."""
    run_many(
        session,
        "UPDATE step SET hlc = ? + (seq - ?) WHERE site = ? AND inc = ? AND seq BETWEEN ? AND ?",
        [
            (one.hlc, one.seq, told.to, one.inc, one.seq, one.seq + one.steps - 1)
            for one in told.restamped
        ],
    )
    if told.restamped:
        run(session, "UPDATE clock SET hlc = (SELECT coalesce(max(hlc), 0) FROM step)")
    for one in told.restamped:
        _rewrite(session, told.to, one)


def _rewrite(session: Session, site: int, told: Restamped) -> None:
    """Write stamps into frozen pieces; these keep the digests by which they are known."""
    steps = range(told.seq, told.seq + told.steps)
    given = {(site, told.inc, seq): told.hlc + seq - told.seq for seq in steps}
    for number, payload in rows(
        session,
        "SELECT id, payload FROM segment WHERE inc = ? AND a <= ? AND b >= ?",
        told.inc, steps[-1], steps[0],
    ):  # fmt: skip
        held = wire.decode(payload)
        txns = tuple(_as_known(txn, given) for txn in held.txns)
        if txns != held.txns:
            written = wire.encode(replace(held, txns=txns))
            run(session, "UPDATE segment SET payload = ? WHERE id = ?", written, number)


def _known(session: Session, segment: Segment) -> dict[tuple[int, int, int], int]:
    """The stamps of those steps that are here already, or have one of ours."""
    names, dots = ("site", "inc", "seq"), [txn.dot for txn in segment.txns]
    named = " AND ".join(f"{name} IN (SELECT value FROM json_each(?))" for name in names)
    wanted = [json.dumps(sorted({getattr(dot, name) for dot in dots})) for name in names]
    found = rows(
        session,
        f"SELECT site, inc, seq, hlc FROM step WHERE {named}"
        f" UNION SELECT site, inc, seq, hlc FROM restamp WHERE {named}",
        *wanted, *wanted,
    )  # fmt: skip
    return {(site, inc, seq): hlc for site, inc, seq, hlc in found}


def _as_known(txn: Txn, known: dict[tuple[int, int, int], int]) -> Txn:
    dot = txn.dot
    hlc = known.get(dot[1:], dot.hlc)
    return txn if hlc == dot.hlc else replace(txn, dot=dot._replace(hlc=hlc))


def _brought_back(
    session: Session, txns: list[Txn], known: dict[tuple[int, int, int], int]
) -> list[Txn]:
    """The txns, those that are new and days ahead with stamps of headquarters' own clock."""
    now = datetime.now(UTC)
    limit = clock.tick(0, now + _AHEAD)
    ahead = sorted(
        (txn.dot for txn in txns if txn.dot.hlc > limit and txn.dot[1:] not in known),
    )
    if not ahead:
        return txns
    last = row(session, "SELECT hlc FROM clock")[0]
    stamps = {}
    for dot in ahead:
        last = clock.tick(last, now)
        stamps[dot[1:]] = last
    run(session, "UPDATE clock SET hlc = ?", last)
    place = row(session, "SELECT coalesce(max(id), 0) FROM step")[0]
    run_many(
        session,
        "INSERT INTO restamp (site, inc, seq, hlc, at) VALUES (?, ?, ?, ?, ?)",
        [(*key, hlc, place) for key, hlc in stamps.items()],
    )
    return [_as_known(txn, stamps) for txn in txns]
