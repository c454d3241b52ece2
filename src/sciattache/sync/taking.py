"""Take a peer's bundles in: all of one or nothing; what became of it stays on record."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from sciattache.store import dialect, migrate, settings
from sciattache.store.office import Office
from sciattache.sync import (
    arbiter,
    container,
    deliveries,
    directory,
    hearing,
    incoming,
    lineage,
    manifest,
    progress,
    purging,
    ranges,
    stamps,
    wire,
)
from sciattache.sync.container import Kind, RefusedError
from sciattache.sync.deliveries import Came
from sciattache.sync.incoming import EarlierError, Outcome
from sciattache.sync.lineage import Lineage
from sciattache.sync.manifest import Manifest, Span
from sciattache.sync.partners import HEADQUARTERS, held_keys, me, peers
from sciattache.sync.segment import Segment
from sciattache.sync.statements import cursor, rows, run, run_many
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
    came: Came | None = None


_READ_BY = "exchange.read_by"
"""The schema of the program that looked through what waits last."""
_TAKEN = (Kind.CHANGES, Kind.SEVERAL, Kind.CHUNKS)
"""What an office that is known here may send."""
_KEPT = ("parked", "quarantined")
"""The outcomes after which a file's content stays here."""
_WORST = ("quarantined", "applied", "duplicate")
"""What is said of a file whose pieces fared differently: the first of these."""


def take(office: Office, content: bytes, name: str = "") -> Taken:
    """Take a bundle in: all of it or nothing.

    What cannot be read yet, for an earlier one lacks, waits and is tried again with each that
    comes.
    """
    with _uncollected():
        taken = _take(office, content, name)
    if taken.erased:
        purging.sweep(office)
    moved = taken.outcome == "applied"
    while moved:
        with _uncollected():
            tried = [
                _take(office, bytes(content), called, again=number)
                for number, content, called in _parked(office)
            ]
        moved = any(one.outcome == "applied" for one in tried)
    return taken


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no rings of objects meanwhile: a bundle makes a million objects and no ring, and
    looking at them again and again takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _take(office: Office, content: bytes, name: str, *, again: int | None = None) -> Taken:
    with office.remember() as session:
        unfit = _of_tables(session)
        try:
            kind, told, payload = _opened(session, content)
        except RefusedError as refused:
            taken = Taken(name, "refused", str(refused))
            _record(session, content, taken, keep=refused.code == "newer", again=again)
            return taken
        try:
            applied = _apply_chunks if kind is Kind.CHUNKS else _apply
            taken = replace(applied(session, told, payload), name=name)
        except EarlierError:
            _forget(session)
            if again is None:  # what it says of its sender is so, whatever lacks
                hearing.hear(session, told)
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


def _opened(session: Session, content: bytes) -> tuple[Kind, Manifest, bytes]:
    known = {peer.site: peer for peer in peers(session) if peer.is_active}
    own, held = me(session), held_keys(session)

    def signer(told: Mapping[int, Any], kind: Kind) -> Any:
        found = known.get(manifest.sender(told))  # type: ignore[arg-type]
        if found is None or kind not in _TAKEN:
            return []
        if found.site != HEADQUARTERS:
            return found.verifiers
        vouched = directory.believed(session, manifest.said_directory(told))
        return [*found.verifiers, *(vouched.verifiers if vouched else ())]

    bundle = container.open_bundle(content, identities=held.identities, signer=signer)
    told = manifest.read(bundle.manifest)
    if told.to != own.site:
        raise RefusedError("not-ours", "It is for another office.")
    return bundle.kind, told, bundle.payload


def _apply_chunks(session: Session, told: Manifest, payload: bytes) -> Taken:
    """Take chunks of contents in, and what their sender says beside."""
    _revisit(session)
    hearing.hear(session, told)
    came = deliveries.take(session, told, payload)
    progress.count_anew(session, told.site)
    wrong = f"{len(came.wrong)} contents were not what they were called; they are asked for again."
    return Taken(
        "", "applied" if came.chunks else "duplicate", wrong if came.wrong else "", told.site,
        came=came,
    )  # fmt: skip


def _apply(session: Session, told: Manifest, payload: bytes) -> Taken:
    _revisit(session)
    hearing.hear(session, told)
    erased = purging.heed(session, told)
    done, start = [Taken("", "applied")] * (not told.spans), 0
    for span in told.spans:
        piece = payload[start : start + span.size]
        done.append(_stands(session, told, span) or _apply_piece(session, told, span, piece))
        start += span.size
    worst = min(done, key=lambda one: _WORST.index(one.outcome))
    merged = [one.merged for one in done if one.merged is not None]
    return replace(
        worst, site=told.site, erased=erased, merged=sum(merged, Outcome()) if merged else None
    )


def _apply_piece(session: Session, told: Manifest, span: Span, payload: bytes) -> Taken:
    own = me(session)
    segment = wire.decode(payload)
    incoming.check(segment)
    known = lineage.read(session)
    again = stamps.taken_over(session, segment, told)
    segment = stamps.settled(session, segment, told, span, known)
    merged = incoming.merge(
        session,
        segment,
        arbiter=own.is_headquarters,
        ids=_aliases(session, told, segment),
        lineage=known,
        again=again,
    )
    _remember(session, told, span, segment)
    if told.site == HEADQUARTERS:
        hearing.note_late(session, told, span.last)
        _have_seen(session, told, known)
    _tell_again(session, told.site, merged)
    deliveries.assemble(session)
    if own.is_headquarters:
        arbiter.settle(session, merged, known=known)
    return Taken("", "applied", merged=merged)


def _revisit(session: Session) -> None:
    """Once after the program was upgraded, take what waited for that."""
    if settings.get(session, _READ_BY) != migrate.HEAD:
        own = me(session)
        merged = incoming.revisit(
            session, arbiter=own.is_headquarters, lineage=lineage.read(session)
        )
        _tell_again(session, None, merged)
        settings.keep(session, _READ_BY, migrate.HEAD)


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
    unnamed = [row for row in segment.rows if row.id is None]
    found = rows(
        session,
        "SELECT t, theirs, id FROM alias WHERE site = ? AND inc = ?"
        " AND t IN (SELECT value FROM json_each(?)) AND theirs IN (SELECT value FROM json_each(?))",
        told.site, told.inc,
        json.dumps(sorted({row.type for row in unnamed})),
        json.dumps(sorted({row.number for row in unnamed})),
    )  # fmt: skip
    return {(t, theirs): id for t, theirs, id in found}


def _remember(session: Session, told: Manifest, span: Span, segment: Segment) -> None:
    """Note what was taken, and by which numbers its sender speaks of records."""
    run(
        session,
        "INSERT INTO received (site, inc, a, b, sha, before, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        told.site, told.inc, span.first, span.last, span.digest, span.before, int(time.time()),
    )  # fmt: skip
    named = {(row.type, row.number): str(row.id) for row in segment.rows if row.id is not None}
    if named:
        key = ("site", "inc", "t", "theirs")
        aliases = [(told.site, told.inc, *number, id) for number, id in named.items()]
        dialect.of(session).keep(cursor(session), "alias", (*key, "id"), key, aliases)
    latest = max((txn.dot.hlc for txn in segment.txns), default=0)
    run(session, "UPDATE clock SET hlc = ? WHERE hlc < ?", latest, latest)


def _have_seen(session: Session, told: Manifest, known: Lineage) -> None:
    """Note how much of headquarters' log everybody here has in front of them from now on."""
    spans = rows(session, "SELECT a, b FROM received WHERE site = 0 AND inc = ?", told.inc)
    seen = (known.epoch(told.inc), ranges.reach(spans))
    run(
        session,
        "UPDATE clock SET seen_epoch = ?, seen_pos = ? WHERE (seen_epoch, seen_pos) < (?, ?)",
        *seen, *seen,
    )  # fmt: skip


def _tell_again(session: Session, site: int | None, merged: Outcome) -> None:
    """Note what its sender thinks is there, and, for the others, what came late."""
    again = [] if site is None else [(site, *row) for row in sorted(merged.gone)]
    if me(session).is_headquarters:
        others = [peer.site for peer in peers(session) if peer.site != site]
        again += [(other, *row) for other in others for row in sorted(merged.late)]
    run_many(
        session,
        "INSERT INTO withheld (peer, t, rid, again) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (peer, t, rid) DO UPDATE SET again = 1",
        again,
    )


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
