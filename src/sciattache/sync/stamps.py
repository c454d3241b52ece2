"""Stamps from clocks that are days ahead: headquarters gives those steps a stamp of its own.

Otherwise one such clock would carry every office's with it into its future.  The new stamp is later
than any that headquarters had told of before, so whoever hears of it, with whatever it tells from
then on, orders the steps as headquarters does.  What an office does later stays later: its steps
get stamps in the order in which they were done.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from sciattache.store import clock
from sciattache.sync import ranges
from sciattache.sync.incoming import EarlierError
from sciattache.sync.lineage import Lineage
from sciattache.sync.manifest import Manifest, Restamped, Span
from sciattache.sync.partners import HEADQUARTERS, me
from sciattache.sync.segment import Dot, Segment, Txn
from sciattache.sync.statements import row, rows, run, run_many

_AHEAD = timedelta(hours=24)
"""How far a clock may be ahead before its stamps are not taken."""


def settled(
    session: Session, segment: Segment, told: Manifest, span: Span, lineage: Lineage
) -> Segment:
    """The segment with the stamps by which its steps are known here, or are to be known.

    `EarlierError` where it is to get stamps, and what its office did before has not come.
    """
    known = _known(session, segment)
    txns = [as_known(txn, known) for txn in segment.txns]
    if me(session).is_headquarters:
        given = _given(session, [txn.dot for txn in txns if txn.dot[1:] not in known], lineage)
        if given and not _follows(session, told, span, lineage):
            raise EarlierError
        txns = [as_known(txn, given) for txn in txns]
    return replace(segment, txns=tuple(txns))


def taken_over(session: Session, segment: Segment, told: Manifest) -> bool:
    """Take the stamps that headquarters gave to steps of others which are here with other ones;
    whether there were any: what these steps wrote may be later now than what beat it.

    It gives them when it was put back from a backup, hears of the steps again, and its clock has
    gone back; what it told in the life before counts no more.
    """
    own = me(session)
    if own.is_headquarters or told.site != HEADQUARTERS:
        return False
    if rows(session, "SELECT 1 FROM branch WHERE parent_inc = ?", told.inc):
        return False
    known = _known(session, segment)
    given = [
        (dot.hlc, *dot[1:])
        for dot in (txn.dot for txn in segment.txns)
        if dot.site != own.site and dot.hlc != known.get(dot[1:], dot.hlc)
    ]
    run_many(session, "UPDATE step SET hlc = ? WHERE site = ? AND inc = ? AND seq = ?", given)
    return bool(given)


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


def as_known(txn: Txn, known: Mapping[tuple[int, int, int], int]) -> Txn:
    """A txn with the stamp that is known of its step, by site, incarnation and number, if any."""
    dot = txn.dot
    hlc = known.get(dot[1:], dot.hlc)
    return txn if hlc == dot.hlc else replace(txn, dot=dot._replace(hlc=hlc))


def _given(
    session: Session, new: Collection[Dot], lineage: Lineage
) -> dict[tuple[int, int, int], int]:
    """Stamps of headquarters' own clock for those of new steps that are days ahead, and for those
    that were done after one that got such a stamp, and would come before it."""
    now = datetime.now(UTC)
    limit = clock.tick(0, now + _AHEAD)
    first = {dot.inc: dot for dot in sorted(new, reverse=True)}
    floors = {inc: _last_given(session, lineage, dot) for inc, dot in first.items()}
    if not any(dot.hlc > limit or dot.hlc <= floors[dot.inc] for dot in new):
        return {}
    last, stamps = row(session, "SELECT hlc FROM clock")[0], {}
    for dot in sorted(new):
        if dot.hlc > limit or dot.hlc <= floors[dot.inc]:
            last = clock.tick(last, now)
            stamps[dot[1:]] = floors[dot.inc] = last
        else:
            last = max(last, dot.hlc)
    run(session, "UPDATE clock SET hlc = ?", last)
    place = row(session, "SELECT coalesce(max(id), 0) FROM step")[0]
    run_many(
        session,
        "INSERT INTO restamp (site, inc, seq, hlc, at) VALUES (?, ?, ?, ?, ?)",
        [(*key, hlc, place) for key, hlc in stamps.items()],
    )
    return stamps


def _last_given(session: Session, lineage: Lineage, dot: Dot) -> int:
    """The last stamp that was given to what an office did before a step."""
    given = [
        row(
            session,
            "SELECT coalesce(max(hlc), 0) FROM restamp WHERE site = ? AND inc = ? AND seq <= ?",
            dot.site, inc, seq,
        )[0]
        for inc, seq in lineage.line(dot.inc, dot.seq - 1)
    ]  # fmt: skip
    return int(max(given))


def _follows(session: Session, told: Manifest, span: Span, lineage: Lineage) -> bool:
    """Whether all that an office told of before a piece is here."""
    return all(
        ranges.reach(
            rows(session, "SELECT a, b FROM received WHERE site = ? AND inc = ?", told.site, inc)
        )
        >= last
        for inc, last in lineage.line(told.inc, span.first - 1)
    )
