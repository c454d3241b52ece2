"""Make bundles for a peer: freeze what it has not been told of, and seal what it lacks."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence

from sqlalchemy.orm import Session

from sciattache.store import history, migrate
from sciattache.store.office import Office
from sciattache.sync import attachments, container, manifest, ranges, wire
from sciattache.sync.container import Kind
from sciattache.sync.manifest import Held, Manifest, Span
from sciattache.sync.outgoing import gather
from sciattache.sync.partners import HEADQUARTERS, Me, Peer, active, held_keys, me, sites_of
from sciattache.sync.ranges import Range
from sciattache.sync.scope import Scope
from sciattache.sync.statements import row, rows, run, run_many

CAP = 3_500_000
"""Bytes of a piece at most, where a step is not larger itself: it goes by mail then."""


def make(
    office: Office, site: int, *, cap: int = CAP, budget: int = attachments.BUDGET
) -> list[bytes]:
    """The bundles that bring a peer up to date: what it has not acknowledged, and what is new.

    One without changes, which only acknowledges, where there is nothing to tell.  After them the
    contents that records refer to, up to ``budget`` bytes.
    """
    with office.remember() as session:
        peer, own, held = active(session, site), me(session), held_keys(session)
        _freeze(session, own, peer, cap)
        files = attachments.pack(session, own, peer, budget=budget, cap=cap)
        due = rows(
            session,
            "SELECT a, b, sha, payload FROM segment WHERE peer = ? AND inc = ? AND acked = 0"
            " ORDER BY a",
            site, own.inc,
        )  # fmt: skip
        pieces: list[tuple[Kind, Span | None, bytes]] = [
            (
                Kind.CHANGES,
                Span(a, b, sha[: manifest.DIGEST], _before(session, peer, own.inc, a)),
                payload,
            )
            for a, b, sha, payload in due
        ]
        pieces = pieces or [(Kind.CHANGES, None, b"")]
        pieces += [(Kind.CHUNKS, None, file) for file in files]
        made = [
            container.seal(
                kind,
                _manifest(session, own, peer, span).plain(),
                payload,
                signer=held.signer,
                recipient=peer.keys.recipient,
            )
            for kind, span, payload in pieces
        ]
        run(
            session,
            "UPDATE segment SET sent_at = ? WHERE peer = ? AND acked = 0",
            int(time.time()), site,
        )  # fmt: skip
    return made


def _before(session: Session, peer: Peer, inc: int, first: int) -> bytes:
    """The digest of the piece before that which begins at a step."""
    found = rows(
        session,
        "SELECT sha FROM segment WHERE peer = ? AND inc = ? AND a < ? ORDER BY a DESC LIMIT 1",
        peer.site, inc, first,
    )  # fmt: skip
    return bytes(found[0][0][: manifest.DIGEST]) if found else b""


def _manifest(session: Session, own: Me, peer: Peer, span: Span | None) -> Manifest:
    return Manifest(
        own.site,
        own.inc,
        peer.site,
        migrate.HEAD,
        int(time.time()),
        span,
        _holds(session, peer),
        own.parent,
        attachments.told(session, peer),
    )


def _holds(session: Session, peer: Peer) -> dict[int, tuple[Held, ...]]:
    """What of a peer's log is here, by incarnation."""
    found: dict[int, list[tuple[int, int, bytes]]] = {}
    for inc, a, b, sha in rows(
        session, "SELECT inc, a, b, sha FROM received WHERE site = ? ORDER BY inc, a", peer.site
    ):
        found.setdefault(inc, []).append((a, b, sha))
    return {
        inc: tuple(
            Held(a, b, next(bytes(sha[: manifest.DIGEST]) for _, last, sha in held if last == b))
            for a, b in ranges.joined((a, b) for a, b, _ in held)
        )
        for inc, held in found.items()
    }


# Freezing


def _freeze(session: Session, own: Me, peer: Peer, cap: int) -> None:
    """Freeze what the peer has not been told of; each piece is whole by itself."""
    last = row(
        session, "SELECT coalesce(max(b), 0) FROM segment WHERE peer = ? AND inc = ?",
        peer.site, own.inc,
    )[0]  # fmt: skip
    if own.site == HEADQUARTERS:
        steps = rows(
            session, "SELECT id, id FROM step WHERE id > ? AND site <> ? ORDER BY id",
            last, peer.site,
        )  # fmt: skip
        end = row(session, "SELECT coalesce(max(id), 0) FROM step")[0]
    else:
        steps = rows(
            session, "SELECT id, seq FROM step WHERE inc = ? AND seq > ? ORDER BY id",
            own.inc, last,
        )  # fmt: skip
        end = own.seq
    if end > last:
        scope = Scope(session, sites=sites_of(session, peer), clearance=peer.clearance)
        whole = _no_longer_held(session, peer, scope)
        _freeze_part(session, own, peer, scope, steps, (last + 1, end), whole, cap)


def _freeze_part(
    session: Session,
    own: Me,
    peer: Peer,
    scope: Scope,
    steps: Sequence[tuple[int, int]],
    span: Range,
    whole: Sequence[tuple[int, int]],
    cap: int,
) -> None:
    acked = {
        (t, rid)
        for t, rid in rows(
            session,
            "SELECT t, rid FROM told JOIN segment AS s ON s.id = told.segment"
            " WHERE told.peer = ? AND told.inc = ? AND s.acked = 1",
            *(peer.site, own.inc),
        )
    }
    gathered = gather(
        session,
        [step for step, _ in steps],
        known=lambda t, rid: (t, rid) in acked,
        may=scope,
        whole=whole,
    )
    payload = wire.encode(gathered.segment)
    if len(payload) > cap and len(steps) > 1:
        half = len(steps) // 2
        middle = steps[half - 1][1]
        _freeze_part(session, own, peer, scope, steps[:half], (span[0], middle), whole, cap)
        _freeze_part(session, own, peer, scope, steps[half:], (middle + 1, span[1]), (), cap)
        return
    made = run(
        session,
        "INSERT INTO segment (peer, inc, a, b, sha, payload, made_at, acked)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        peer.site, own.inc, *span, hashlib.sha256(payload).digest(), payload, int(time.time()),
    )  # fmt: skip
    run_many(
        session,
        "INSERT OR IGNORE INTO withheld (peer, t, rid) VALUES (?, ?, ?)",
        [(peer.site, t, rid) for t, rid in gathered.held],
    )
    run_many(
        session,
        "INSERT OR IGNORE INTO told (peer, inc, t, rid, segment) VALUES (?, ?, ?, ?, ?)",
        [(peer.site, own.inc, t, rid, made) for t, rid in gathered.named],
    )


def _no_longer_held(session: Session, peer: Peer, scope: Scope) -> list[tuple[int, int]]:
    """The rows that a marking kept back and does no longer."""
    held = rows(session, "SELECT t, rid FROM withheld WHERE peer = ?", peer.site)
    free = []
    for t, rid in held:
        now = history.stored(session, (t, rid))
        if now is not None and scope(t, rid, now["id"]):
            free.append((t, rid))
            run(
                session, "DELETE FROM withheld WHERE peer = ? AND t = ? AND rid = ?",
                peer.site, t, rid,
            )  # fmt: skip
    return free
