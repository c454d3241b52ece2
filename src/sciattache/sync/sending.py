"""Make bundles for a peer: freeze what it has not been told of, and seal what it lacks."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from sciattache.store import history, migrate, steps
from sciattache.store.office import Office
from sciattache.sync import (
    attachments,
    container,
    directory,
    hearing,
    manifest,
    purging,
    ranges,
    recalls,
    resending,
    stamps,
    wire,
)
from sciattache.sync.container import Kind
from sciattache.sync.directory import Directory
from sciattache.sync.keys import PublicKeys
from sciattache.sync.manifest import Held, Manifest, Parent, Span
from sciattache.sync.outgoing import Filter, Receiver, gather
from sciattache.sync.partners import HEADQUARTERS, Me, Peer, active, held_keys, me, sites_of
from sciattache.sync.ranges import Range
from sciattache.sync.resending import Piece
from sciattache.sync.scope import Scope
from sciattache.sync.statements import by_type, row, rows, run_many

_HERE = "coalesce(max(b) FILTER (WHERE inc = ?), 0)"
_EVER = "coalesce(max(b), 0)"
CAP = 3_500_000
"""Bytes of a piece at most, where a step is not larger itself: it goes by mail then."""
_TOGETHER, _SINCE = 32_000, "0009"
"""Bytes of pieces that share a bundle, at most; the schema of the first program that reads it."""


@dataclass(frozen=True)
class Made:
    """Bundles that are ready to go, and the pieces of the log in them."""

    contents: tuple[bytes, ...]
    pieces: tuple[Piece, ...]


def make(
    office: Office,
    site: int,
    *,
    cap: int = CAP,
    budget: int = attachments.BUDGET,
    again: bool = False,
) -> list[bytes]:
    """The bundles that bring a peer up to date, taken as gone."""
    made = prepare(office, site, cap=cap, budget=budget, again=again)
    went(office, made)
    return list(made.contents)


def went(office: Office, made: Made) -> None:
    """Note that bundles went: before that they count as never sent, whatever happened to them."""
    with office.remember() as session:
        resending.went(session, made.pieces, now=int(time.time()))


def prepare(
    office: Office,
    site: int,
    *,
    cap: int = CAP,
    budget: int = attachments.BUDGET,
    again: bool = False,
) -> Made:
    """The bundles that bring a peer up to date: what is new, and what of the older seems lost.

    All that it has not acknowledged where that is little, or ``again`` says so.  One without
    changes, which only acknowledges, where there is nothing to tell.  After them the contents that
    records refer to, up to ``budget`` bytes.
    """
    now = int(time.time())
    with office.remember() as session:
        peer = active(session, site)
        vouched = directory.for_peer(session, site)
        present = held_keys(session)
        held = directory.signing(present, peer.knows, vouched)
        _freeze(session, me(session), peer, cap, now)
        own = me(session)
        files = attachments.pack(session, own, peer, budget=budget, cap=cap)
        due = resending.due(session, site, now=now, again=again)
        told = _manifest(session, own, peer, present.public, vouched)
        bundles = [_bundle(session, peer, told, part) for part in together(session, site, due, cap)]
        bundles = bundles or [(Kind.CHANGES, told, b"")]
        bundles += [(Kind.CHUNKS, told, file) for file in files]
        contents = tuple(
            container.seal(
                kind, said.plain(), payload, signer=held.signer, recipient=peer.keys.recipient
            )
            for kind, said, payload in bundles
        )
        return Made(contents, tuple(due))


def together(session: Session, site: int, pieces: Sequence[Piece], cap: int) -> list[list[Piece]]:
    """Pieces by the bundle in which they go: small ones of one incarnation share one, for a
    bundle's own kilobyte is more than most have to tell; not where an older program reads it."""
    theirs = row(session, "SELECT schema FROM peer WHERE site = ?", site)[0]
    most = min(cap, _TOGETHER) if theirs >= _SINCE else 0
    bundles: list[list[Piece]] = []
    size = 0
    for piece in pieces:
        size += piece.size
        if bundles and size <= most and bundles[-1][-1].inc == piece.inc:
            bundles[-1].append(piece)
        else:
            bundles.append([piece])
            size = piece.size
    return bundles


def _bundle(
    session: Session, peer: Peer, told: Manifest, pieces: Sequence[Piece]
) -> tuple[Kind, Manifest, bytes]:
    """The kind, the manifest and the payload of a bundle of pieces."""
    spans, payloads = zip(*(_told(session, peer, piece) for piece in pieces), strict=True)
    kind = Kind.CHANGES if len(pieces) == 1 else Kind.SEVERAL
    return kind, replace(told, inc=pieces[0].inc, spans=spans), b"".join(payloads)


def _told(session: Session, peer: Peer, piece: Piece) -> tuple[Span, bytes]:
    """The span of a piece, and its payload."""
    payload = resending.payload(session, piece)
    before = _before(session, peer, piece.inc, piece.steps[0])
    erased = hashlib.sha256(payload).digest() != piece.sha
    span = Span(*piece.steps, piece.sha[: manifest.DIGEST], before, len(payload), erased)
    return span, payload


def _before(session: Session, peer: Peer, inc: int, first: int) -> bytes:
    """The digest of the piece before that which begins at a step."""
    found = rows(
        session,
        "SELECT sha FROM segment WHERE peer = ? AND inc = ? AND a < ? ORDER BY a DESC LIMIT 1",
        peer.site, inc, first,
    )  # fmt: skip
    return bytes(found[0][0][: manifest.DIGEST]) if found else b""


def _manifest(
    session: Session, own: Me, peer: Peer, public: PublicKeys, vouched: Directory | None
) -> Manifest:
    return Manifest(
        own.site,
        own.inc,
        peer.site,
        migrate.HEAD,
        int(time.time()),
        holds=_holds(session, peer),
        parents=_parents(session, own),
        restamped=stamps.told_to(session, peer.site),
        purges=purging.told_to(session, peer.site) if own.is_headquarters else (),
        purged=0 if own.is_headquarters else purging.done(session),
        key=peer.keys.fingerprint,
        keys=None if peer.knows == public.fingerprint else (public.sign, public.recipient),
        known=hearing.living(session, peer.site),
        receipts=attachments.told(session, peer),
        directory=None if vouched is None else vouched.plain(),
        knows=0 if own.is_headquarters else directory.version(session),
    )


def _parents(session: Session, own: Me) -> tuple[Parent, ...]:
    """From which incarnations this one goes on, the last first."""
    found = rows(
        session,
        "SELECT inc, parent_inc, parent_seq, parent_pos FROM branch WHERE site = ?", own.site,
    )  # fmt: skip
    known = {inc: Parent(inc, parent, seq, pos or 0) for inc, parent, seq, pos in found}
    line: list[Parent] = []
    inc = own.inc
    while inc in known:
        line.append(known.pop(inc))
        inc = line[-1].inc
    return tuple(line)


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


def _freeze(session: Session, own: Me, peer: Peer, cap: int, now: int) -> None:
    """Freeze what the peer has not been told of; each piece is whole by itself."""
    scope = Scope(session, sites=sites_of(session, peer), clearance=peer.clearance)
    if recalls.ask(session, peer, scope):
        own = me(session)
    whole = no_longer_held(session, peer, scope)
    run_many(
        session,
        "DELETE FROM withheld WHERE peer = ? AND t = ? AND rid = ?",
        [(peer.site, *row) for row in whole],
    )
    end, last, first = _end(session, own), *frozen(session, own, peer)
    if whole and end <= last:
        steps.mark(session, "Share what was kept back")
        own = me(session)
        end = _end(session, own)
    if end > last:
        told, to = untold(session, own, peer), receiver(session, own, peer, scope)
        _freeze_part(session, own, peer, to, told, (first, end), whole, cap, now)


def untold(session: Session, own: Me, peer: Peer) -> list[tuple[int, int]]:
    """The steps that nothing was frozen of for a peer yet, each with its place in what it hears."""
    end, (last, _) = _end(session, own), frozen(session, own, peer)
    return (_of_all if own.is_headquarters else _of_own)(session, own, peer, last, end)


def receiver(session: Session, own: Me, peer: Peer, scope: Scope) -> Receiver:
    """A peer as what is gathered looks at it: it knows by number what it acknowledged."""
    put_back = bool(rows(session, "SELECT 1 FROM branch WHERE site = ? LIMIT 1", HEADQUARTERS))
    known = _known(session, own, peer)
    return Receiver(
        peer.site, known, scope.theirs, scope.marking, scope.marking_once, heard_more=put_back
    )


def _end(session: Session, own: Me) -> int:
    """The last step of our log: headquarters counts all that it has, a post its own."""
    if own.is_headquarters:
        return int(row(session, "SELECT coalesce(max(id), 0) FROM step")[0])
    return own.seq


def frozen(session: Session, own: Me, peer: Peer) -> tuple[int, int]:
    """Up to which step all is frozen for a peer, and from which one the next piece counts.

    A life that goes on from another counts from one, so that it can be seen to have no hole.
    """
    here, ever = row(session, f"SELECT {_HERE}, {_EVER} FROM segment WHERE peer = ?",
                     own.inc, peer.site)  # fmt: skip
    return (ever if own.is_headquarters else here), here + 1


def ends(session: Session, own: Me) -> dict[int, int]:
    """Up to which step all is frozen, by peer; those for whom nothing is are not among them."""
    found = rows(session, f"SELECT peer, {_HERE}, {_EVER} FROM segment GROUP BY peer", own.inc)
    return {site: ever if own.is_headquarters else here for site, here, ever in found}


def _of_own(session: Session, own: Me, peer: Peer, last: int, end: int) -> list[tuple[int, int]]:
    """What a post tells: its own steps; once headquarters was put back from a backup, also those
    of it that the backup has lost, of other offices, which those may not have any longer, and its
    own deletions: a life of it that is over may have told of what came and went here."""
    return rows(
        session,
        "SELECT id, seq AS place FROM step WHERE inc = ? AND seq > ?"
        " UNION SELECT s.id, max(b.noted) FROM step AS s JOIN branch AS b ON b.site = ?"
        " AND (s.site <> b.site AND s.inc <> ? AND NOT EXISTS (SELECT 1 FROM segment AS g"
        " WHERE g.peer = b.site AND g.inc = s.inc AND s.seq BETWEEN g.a AND g.b)"
        " OR s.site = b.site AND s.inc = b.parent_inc AND s.seq > b.parent_seq"
        " OR s.site = ? AND s.id IN (SELECT step FROM change WHERE op = 'D'))"
        " WHERE b.noted > ? AND b.noted <= ? GROUP BY s.id ORDER BY place, id",
        own.inc, last, peer.site, own.inc, own.site, last, end,
    )  # fmt: skip


def _of_all(session: Session, own: Me, peer: Peer, last: int, end: int) -> list[tuple[int, int]]:
    """What headquarters tells a peer: every step but the peer's own; those too where a backup of
    the peer has lost them, or two copies of it are at work."""
    return rows(
        session,
        "SELECT id, max(place) FROM ("
        " SELECT id, id AS place FROM step WHERE id > ? AND site <> ?"
        " UNION ALL SELECT s.id, CASE WHEN s.id > b.noted THEN s.id ELSE b.noted END"
        " FROM step AS s JOIN branch AS b"
        " ON b.site = s.site AND s.inc = b.parent_inc AND s.seq > b.parent_seq"
        " WHERE b.site = ? AND b.noted <= ? AND (s.id > ? OR b.noted > ?)"
        " UNION ALL SELECT s.id, CASE WHEN s.id > b.lives THEN s.id ELSE b.lives END"
        " FROM step AS s JOIN branch AS b ON b.site = s.site WHERE b.site = ? AND b.lives <= ?"
        " AND (s.id > ? OR b.lives > ? AND s.inc <> b.parent_inc)"
        ") AS every GROUP BY id ORDER BY max(place), id",
        *(last, peer.site), *(peer.site, end, last, last), *(peer.site, end, last, last),
    )  # fmt: skip


def _freeze_part(
    session: Session,
    own: Me,
    peer: Peer,
    to: Receiver,
    told: Sequence[tuple[int, int]],
    span: Range,
    whole: Sequence[tuple[int, int]],
    cap: int,
    now: int,
) -> None:
    gathered = gather(session, [step for step, _ in told], to=to, whole=whole)
    payload = wire.encode(gathered.segment)
    if len(payload) > cap and (half := _half(told)):
        middle = told[half - 1][1]
        _freeze_part(session, own, peer, to, told[:half], (span[0], middle), whole, cap, now)
        _freeze_part(session, own, peer, to, told[half:], (middle + 1, span[1]), (), cap, now)
        return
    made = row(
        session,
        "INSERT INTO segment (peer, inc, a, b, sha, payload, made_at, acked)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0) RETURNING id",
        peer.site, own.inc, *span, hashlib.sha256(payload).digest(), payload, now,
    )[0]  # fmt: skip
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


def _known(session: Session, own: Me, peer: Peer) -> Filter:
    """Which rows the peer has acknowledged to know by our number."""

    def known(wanted: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
        return {
            (t, rid)
            for t, rids in by_type(wanted).items()
            for (rid,) in rows(
                session,
                "SELECT told.rid FROM told JOIN segment AS s ON s.id = told.segment"
                " WHERE told.peer = ? AND told.inc = ? AND told.t = ? AND s.acked = 1"
                " AND told.rid IN (SELECT value FROM json_each(?))",
                peer.site, own.inc, t, json.dumps(rids),
            )
        }  # fmt: skip

    return known


def _half(told: Sequence[tuple[int, int]]) -> int:
    """Where to cut steps in two, nearest to the middle, between two places; 0 where nowhere."""
    cuts = [n for n in range(1, len(told)) if told[n - 1][1] < told[n][1]]
    return min(cuts, key=lambda n: abs(n - len(told) // 2), default=0)


def no_longer_held(session: Session, peer: Peer, scope: Scope) -> list[tuple[int, int]]:
    """The rows that a marking kept back and does no longer, those to be told again, and those of
    which they hear by a merging and were never told."""
    held = rows(session, "SELECT t, rid, again FROM withheld WHERE peer = ?", peer.site)
    free = []
    for t, rid, again in held:
        now = history.stored(session, (t, rid))
        if again or (now is not None and scope(t, rid, now["id"])):
            free.append((t, rid))
    return free + _never_told(session, peer, scope)


def _never_told(session: Session, peer: Peer, scope: Scope) -> list[tuple[int, int]]:
    """The rows of which somebody hears by a merging, and was never told."""
    found = []
    for t, rid in sorted(scope.through):
        told = rows(
            session, "SELECT 1 FROM told WHERE peer = ? AND t = ? AND rid = ?", peer.site, t, rid
        )
        now = None if told else history.stored(session, (t, rid))
        if now is not None and scope(t, rid, now["id"]):
            found.append((t, rid))
    return found
