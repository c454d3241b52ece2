"""Take a peer's bundles in: all of one or nothing; what became of it stays on record."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from sciattache.store.office import Office
from sciattache.sync import (
    arbiter,
    container,
    hearing,
    incoming,
    lineage,
    manifest,
    purging,
    ranges,
    stamps,
    wire,
)
from sciattache.sync.container import Kind, RefusedError
from sciattache.sync.incoming import Outcome, UnknownAliasError
from sciattache.sync.manifest import Manifest, Span
from sciattache.sync.partners import HEADQUARTERS, held_keys, me, peers
from sciattache.sync.segment import Segment
from sciattache.sync.statements import rows, run, run_many
from sciattache.sync.varints import DamagedError


@dataclass(frozen=True)
class Taken:
    """What became of one file: *applied*, *duplicate*, *parked*, *quarantined* or *refused*,
    and why."""

    name: str
    outcome: str
    reason: str = ""
    site: int | None = None
    merged: Outcome | None = None
    erased: bool = False


_KEPT = ("parked", "quarantined")
"""The outcomes after which a file's content stays here."""


def take(office: Office, content: bytes, name: str = "") -> Taken:
    """Take a bundle in: all of it or nothing.

    What cannot be read yet, for an earlier one lacks, waits and is tried again with each that
    comes.
    """
    taken = _take(office, content, name)
    if taken.erased:
        purging.sweep(office)
    moved = taken.outcome == "applied"
    while moved:
        tried = [
            _take(office, bytes(content), called, again=number)
            for number, content, called in _parked(office)
        ]
        moved = any(one.outcome == "applied" for one in tried)
    return taken


def _take(office: Office, content: bytes, name: str, *, again: int | None = None) -> Taken:
    with office.remember() as session:
        unfit = _of_tables(session)
        try:
            told, payload = _opened(session, content)
        except RefusedError as refused:
            taken = Taken(name, "refused", str(refused))
            _record(session, content, taken, keep=refused.code == "newer", again=again)
            return taken
        try:
            taken = replace(_apply(session, told, payload), name=name)
        except UnknownAliasError:
            _forget(session)
            taken = Taken(name, "parked", "An earlier bundle has not come yet.", told.site)
        except (DamagedError, KeyError, TypeError, ValueError, unfit) as error:
            _forget(session)
            taken = Taken(name, "refused", f"It cannot be read: {error}.", told.site)
        _record(session, content, taken, keep=taken.outcome in _KEPT, again=again)
        return taken


def _of_tables(session: Session) -> type[Exception]:
    """What the driver of a store raises for a row that its tables do not take."""
    error: type[Exception] = session.connection().connection.driver_connection.IntegrityError  # type: ignore[union-attr]
    return error


def _forget(session: Session) -> None:
    """Take back what was written of a bundle, and go on to note what became of it."""
    session.rollback()
    session.connection(execution_options={"writes": True})


def _opened(session: Session, content: bytes) -> tuple[Manifest, bytes]:
    known = {peer.site: peer for peer in peers(session) if peer.is_active}
    own, held = me(session), held_keys(session)

    def signer(told: Mapping[int, Any], kind: Kind) -> Any:
        found = known.get(manifest.sender(told))  # type: ignore[arg-type]
        return found.verifiers if found and kind is Kind.CHANGES else []

    bundle = container.open_bundle(content, identities=held.identities, signer=signer)
    told = manifest.read(bundle.manifest)
    if told.to != own.site:
        raise RefusedError("not-ours", "It is for another office.")
    return told, bundle.payload


def _apply(session: Session, told: Manifest, payload: bytes) -> Taken:
    own, span = me(session), told.span
    hearing.hear(session, told)
    erased = purging.heed(session, told)
    if span is None:
        return Taken("", "applied", site=told.site, erased=erased)
    if stands := _stands(session, told, span):
        return replace(stands, site=told.site, erased=erased)
    segment = wire.decode(payload)
    incoming.check(segment)
    segment = stamps.settled(session, segment)
    merged = incoming.merge(
        session,
        segment,
        arbiter=own.is_headquarters,
        ids=_aliases(session, told, segment),
        lineage=lineage.read(session),
    )
    _remember(session, told, span, segment)
    run_many(
        session,
        "INSERT OR IGNORE INTO withheld (peer, t, rid, gone) VALUES (?, ?, ?, 1)",
        [(told.site, *row) for row in sorted(merged.gone)],
    )
    if own.is_headquarters:
        arbiter.settle(session, merged)
    return Taken("", "applied", site=told.site, merged=merged, erased=erased)


def _stands(session: Session, told: Manifest, span: Span) -> Taken | None:
    """What becomes of a piece that is here already, or does not go with what is here."""
    there = rows(
        session,
        "SELECT a, b, sha, before FROM received WHERE site = ? AND inc = ? ORDER BY a",
        told.site, told.inc,
    )  # fmt: skip
    for a, b, sha, before in there:
        if (a, b, bytes(sha)) == (span.first, span.last, span.digest):
            return Taken("", "duplicate")
        if (
            (a <= span.last and span.first <= b)
            or (b + 1 == span.first and bytes(sha) != span.before)
            or (span.last + 1 == a and bytes(before) != span.digest)
        ):
            why = "Its sender goes on from a copy of itself: another bundle told other steps."
            return Taken("", "quarantined", why)
    return None


def _aliases(session: Session, told: Manifest, segment: Segment) -> dict[tuple[int, int], str]:
    wanted = json.dumps([row.number for row in segment.rows if row.id is None])
    found = rows(
        session,
        "SELECT t, theirs, id FROM alias WHERE site = ? AND inc = ?"
        " AND theirs IN (SELECT value FROM json_each(?))",
        told.site, told.inc, wanted,
    )  # fmt: skip
    return {(t, theirs): id for t, theirs, id in found}


def _remember(session: Session, told: Manifest, span: Span, segment: Segment) -> None:
    """Note what was taken, by which numbers its sender speaks of records, and what we saw now."""
    run(
        session,
        "INSERT INTO received (site, inc, a, b, sha, before, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        told.site, told.inc, *span, int(time.time()),
    )  # fmt: skip
    run_many(
        session,
        "INSERT OR REPLACE INTO alias (site, inc, t, theirs, id) VALUES (?, ?, ?, ?, ?)",
        [
            (told.site, told.inc, row.type, row.number, str(row.id))
            for row in segment.rows
            if row.id is not None
        ],
    )
    latest = max((txn.dot.hlc for txn in segment.txns), default=0)
    run(session, "UPDATE clock SET hlc = max(hlc, ?)", latest)
    if told.site == HEADQUARTERS:
        spans = rows(session, "SELECT a, b FROM received WHERE site = 0 AND inc = ?", told.inc)
        seen = (lineage.epoch(session, told.inc), ranges.reach(spans))
        run(
            session,
            "UPDATE clock SET seen_epoch = ?, seen_pos = ? WHERE (seen_epoch, seen_pos) < (?, ?)",
            *seen, *seen,
        )  # fmt: skip


def _record(
    session: Session, content: bytes, taken: Taken, *, keep: bool, again: int | None
) -> None:
    if again is not None:
        run(session, "DELETE FROM arrival WHERE n = ?", again)
    run(
        session,
        "INSERT INTO arrival (file, name, at, outcome, reason, site, content)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        content[20:52], taken.name, int(time.time()), taken.outcome, taken.reason, taken.site,
        content if keep else None,
    )  # fmt: skip


def _parked(office: Office) -> list[Any]:
    with office.session() as session:
        return rows(
            session, "SELECT n, content, name FROM arrival WHERE outcome = 'parked' ORDER BY n"
        )
