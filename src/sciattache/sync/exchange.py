"""Make bundles for a peer, and take theirs: the one door of everything that comes and goes."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from sqlalchemy.orm import Session

from sciattache.errors import KnownError
from sciattache.store import history, migrate
from sciattache.store.office import Office
from sciattache.sync import arbiter, container, incoming, keys, ranges, wire
from sciattache.sync.container import Bundle, Kind, RefusedError
from sciattache.sync.incoming import Outcome, UnknownAliasError
from sciattache.sync.keys import Keys, PublicKeys
from sciattache.sync.outgoing import gather
from sciattache.sync.ranges import Range
from sciattache.sync.scope import Scope
from sciattache.sync.segment import Segment
from sciattache.sync.varints import DamagedError

HEADQUARTERS = 0
"""The site of headquarters, which alone decides what clashes."""
_CAP = 3_500_000
"""Bytes of a segment at most, where a step is not larger itself: it goes by mail then."""


class Told(IntEnum):
    """The keys of a manifest (0 is the payload's)."""

    FROM, TO, FIRST, LAST, HOLDS, SCHEMA, MADE, PARENT = range(1, 9)


@dataclass(frozen=True)
class Me:
    """Who this replica is: its site and incarnation, its last step, what it went on from."""

    site: int
    inc: int
    seq: int
    parent: tuple[int, int] | None


@dataclass(frozen=True)
class Peer:
    """Whom is exchanged with; records marked above the clearance are not for them."""

    site: int
    office: str
    keys: PublicKeys
    clearance: int
    state: str


@dataclass(frozen=True)
class Taken:
    """What became of one file: *applied*, *duplicate*, *parked* or *refused*, and why."""

    name: str
    outcome: str
    reason: str = ""
    site: int | None = None
    merged: Outcome | None = None


def me(session: Session) -> Me:
    """Who this replica is."""
    site, inc, seq, *parent = _one(
        session, "SELECT site, inc, seq, parent_inc, parent_seq FROM clock"
    )
    return Me(site, inc, seq, (parent[0], parent[1]) if parent[0] is not None else None)


def peers(session: Session) -> list[Peer]:
    """Everybody that this office exchanges with."""
    found = _all(
        session,
        "SELECT site, office, sign_key, recipient, clearance, state FROM peer ORDER BY site",
    )
    return [
        Peer(site, office, PublicKeys(bytes(sign), recipient), clearance, state)
        for site, office, sign, recipient, clearance, state in found
    ]


def make(office: Office, site: int, *, cap: int = _CAP) -> list[bytes]:
    """The bundles that bring a peer up to date: what it has not acknowledged, and what is new.

    One without changes, which only acknowledges, where there is nothing to tell.
    """
    with office.remember() as session:
        peer, own, held = _peer(session, site), me(session), _keys(session)
        _freeze(session, own, peer, cap)
        due = _all(
            session,
            "SELECT a, b, payload FROM segment WHERE peer = ? AND inc = ? AND acked = 0 ORDER BY a",
            site, own.inc,
        )  # fmt: skip
        told = _manifest(session, own, peer)
        made = []
        for a, b, payload in due or [(0, 0, b"")]:
            manifest = {**told, Told.FIRST: a, Told.LAST: b}
            made.append(_sealed(manifest, payload, held, peer))
        _run(
            session,
            "UPDATE segment SET sent_at = ? WHERE peer = ? AND acked = 0",
            int(time.time()), site,
        )  # fmt: skip
    return made


def take(office: Office, content: bytes, name: str = "") -> Taken:
    """Take a bundle in: all of it or nothing; what became of it stays on record.

    What cannot be read yet, for an earlier one lacks, waits and is tried again with each that
    comes.
    """
    taken = _take(office, content, name)
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
        try:
            bundle = _opened(session, content)
        except RefusedError as refused:
            taken = Taken(name, "refused", str(refused))
            _record(session, content, taken, keep=refused.code == "newer", again=again)
            return taken
        site, inc = bundle.manifest[Told.FROM]
        try:
            taken = replace(_apply(session, bundle, site, inc), name=name)
        except UnknownAliasError:
            session.rollback()
            session.connection(execution_options={"writes": True})
            taken = Taken(name, "parked", "An earlier bundle has not come yet.", site)
        except (DamagedError, KeyError, TypeError, ValueError) as error:
            session.rollback()
            session.connection(execution_options={"writes": True})
            taken = Taken(name, "refused", f"It cannot be read: {error}.", site)
        _record(session, content, taken, keep=taken.outcome == "parked", again=again)
        return taken


# Freezing


def _freeze(session: Session, own: Me, peer: Peer, cap: int) -> None:
    """Freeze what the peer has not been told of; each part is whole by itself."""
    last = _one(
        session, "SELECT coalesce(max(b), 0) FROM segment WHERE peer = ? AND inc = ?",
        peer.site, own.inc,
    )[0]  # fmt: skip
    if own.site == HEADQUARTERS:
        steps = _all(
            session, "SELECT id, id FROM step WHERE id > ? AND site <> ? ORDER BY id",
            last, peer.site,
        )  # fmt: skip
        end = _one(session, "SELECT coalesce(max(id), 0) FROM step")[0]
    else:
        steps = _all(
            session, "SELECT id, seq FROM step WHERE inc = ? AND seq > ? ORDER BY id",
            own.inc, last,
        )  # fmt: skip
        end = own.seq
    if end > last:
        scope = Scope(session, sites=_sites(session, peer), clearance=peer.clearance)
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
    acked = set(
        _all(
            session,
            "SELECT t, rid FROM told JOIN segment AS s ON s.id = told.segment"
            " WHERE told.peer = ? AND told.inc = ? AND s.acked = 1",
            *(peer.site, own.inc),
        )
    )
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
    made = _run(
        session,
        "INSERT INTO segment (peer, inc, a, b, sha, payload, made_at, acked)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        peer.site, own.inc, *span, hashlib.sha256(payload).digest(), payload, int(time.time()),
    )  # fmt: skip
    cursor = session.connection().connection.cursor()
    cursor.executemany(
        "INSERT OR IGNORE INTO withheld (peer, t, rid) VALUES (?, ?, ?)",
        [(peer.site, t, rid) for t, rid in gathered.held],
    )
    cursor.executemany(
        "INSERT OR IGNORE INTO told (peer, inc, t, rid, segment) VALUES (?, ?, ?, ?, ?)",
        [(peer.site, own.inc, t, rid, made) for t, rid in gathered.named],
    )


def _sites(session: Session, peer: Peer) -> frozenset[int]:
    """Where the records are made that a peer hears of: its office's laptops, and headquarters."""
    own = [one.site for one in peers(session) if one.office == peer.office]
    return frozenset((HEADQUARTERS, *own))


def _no_longer_held(session: Session, peer: Peer, scope: Scope) -> list[tuple[int, int]]:
    """The rows that a marking kept back and does no longer."""
    held = _all(session, "SELECT t, rid FROM withheld WHERE peer = ?", peer.site)
    free = []
    for t, rid in held:
        now = history.stored(session, (t, rid))
        if now is not None and scope(t, rid, now["id"]):
            free.append((t, rid))
            _run(
                session, "DELETE FROM withheld WHERE peer = ? AND t = ? AND rid = ?",
                peer.site, t, rid,
            )  # fmt: skip
    return free


def _manifest(session: Session, own: Me, peer: Peer) -> dict[int, Any]:
    """What every bundle to a peer says beside its changes: who, and what we have of theirs."""
    holds: dict[int, list[Any]] = {}
    for inc, a, b, sha in _all(
        session,
        "SELECT inc, a, b, sha FROM received WHERE site = ? ORDER BY inc, a", peer.site,
    ):  # fmt: skip
        held = holds.setdefault(inc, [[], b""])
        held[0].append([a, b])
        held[1] = bytes(sha)
    for held in holds.values():
        held[0] = [list(one) for one in ranges.joined((a, b) for a, b in held[0])]
    told: dict[int, Any] = {
        Told.FROM: [own.site, own.inc],
        Told.TO: peer.site,
        Told.HOLDS: holds,
        Told.SCHEMA: migrate.HEAD,
        Told.MADE: int(time.time()),
    }
    return told | ({Told.PARENT: list(own.parent)} if own.parent else {})


def _sealed(manifest: dict[int, Any], payload: bytes, held: Keys, peer: Peer) -> bytes:
    return container.seal(
        Kind.CHANGES,
        {int(key): value for key, value in manifest.items()},
        payload,
        signer=held.signer,
        recipient=peer.keys.recipient,
    )


# Taking


def _opened(session: Session, content: bytes) -> Bundle:
    known = {peer.site: peer for peer in peers(session) if peer.state == "active"}
    own, held = me(session), _keys(session)

    def signer(manifest: Any, kind: Kind) -> Any:
        match manifest.get(Told.FROM):
            case [int(site), int()] if kind is Kind.CHANGES and site in known:
                return known[site].keys.verifier
        return None

    bundle = container.open_bundle(content, identity=held.identity, signer=signer)
    if bundle.manifest.get(Told.TO) != own.site:
        raise RefusedError("not-ours", "It is for another office.")
    return bundle


def _apply(session: Session, bundle: Bundle, site: int, inc: int) -> Taken:
    told, own = bundle.manifest, me(session)
    _hear(session, told, site, inc)
    span = (told[Told.FIRST], told[Told.LAST])
    if span == (0, 0):
        return Taken("", "applied", site=site)
    sha = hashlib.sha256(bundle.payload).digest()
    there = _all(session, "SELECT a, b, sha FROM received WHERE site = ? AND inc = ?", site, inc)
    if any((a, b) == span and bytes(known) != sha for a, b, known in there):
        return Taken("", "refused", "Another bundle said something else of the same steps.", site)
    if ranges.has([(a, b) for a, b, _ in there], span):
        return Taken("", "duplicate", site=site)
    segment = wire.decode(bundle.payload)
    incoming.check(segment)
    merged = incoming.merge(
        session,
        segment,
        arbiter=own.site == HEADQUARTERS,
        ids=_aliases(session, site, inc, segment),
        branches=_branches(session),
    )
    _remember(session, site, inc, segment, span, sha)
    if own.site == HEADQUARTERS:
        arbiter.settle(session, merged)
    return Taken("", "applied", site=site, merged=merged)


def _hear(session: Session, told: Any, site: int, inc: int) -> None:
    """Note that a peer was heard of, and what of ours it says that it holds."""
    now, own = int(time.time()), me(session)
    holds = told[Told.HOLDS]
    _run(
        session,
        "UPDATE peer SET heard_at = ?, clock_offset = ?, holds = ? WHERE site = ?",
        now, told[Told.MADE] - now, json.dumps({str(k): v[0] for k, v in holds.items()}), site,
    )  # fmt: skip
    parent = told.get(Told.PARENT)
    if parent:
        _run(
            session,
            "INSERT OR IGNORE INTO branch (inc, site, parent_inc, parent_seq) VALUES (?, ?, ?, ?)",
            inc, site, *parent,
        )  # fmt: skip
    spans = [(a, b) for a, b in holds.get(own.inc, [[], b""])[0]]
    for number, a, b in _all(
        session, "SELECT id, a, b FROM segment WHERE peer = ? AND inc = ?", site, own.inc
    ):
        _run(
            session, "UPDATE segment SET acked = ? WHERE id = ?",
            int(ranges.has(spans, (a, b))), number,
        )  # fmt: skip


def _aliases(session: Session, site: int, inc: int, segment: Segment) -> dict[tuple[int, int], str]:
    wanted = json.dumps([row.number for row in segment.rows if row.id is None])
    found = _all(
        session,
        "SELECT t, theirs, id FROM alias WHERE site = ? AND inc = ?"
        " AND theirs IN (SELECT value FROM json_each(?))",
        site, inc, wanted,
    )  # fmt: skip
    return {(t, theirs): id for t, theirs, id in found}


def _remember(
    session: Session, site: int, inc: int, segment: Segment, span: Range, sha: bytes
) -> None:
    """Note what was taken, by which numbers its sender speaks of records, and what we saw now."""
    _run(
        session,
        "INSERT INTO received (site, inc, a, b, sha, at) VALUES (?, ?, ?, ?, ?, ?)",
        site, inc, *span, sha, int(time.time()),
    )  # fmt: skip
    session.connection().connection.cursor().executemany(
        "INSERT OR REPLACE INTO alias (site, inc, t, theirs, id) VALUES (?, ?, ?, ?, ?)",
        [
            (site, inc, row.type, row.number, str(row.id))
            for row in segment.rows
            if row.id is not None
        ],
    )
    latest = max((txn.dot.hlc for txn in segment.txns), default=0)
    _run(session, "UPDATE clock SET hlc = max(hlc, ?)", latest)
    if site == HEADQUARTERS:
        spans = _all(session, "SELECT a, b FROM received WHERE site = 0 AND inc = ?", inc)
        _run(session, "UPDATE clock SET seen_pos = ?", ranges.reach(spans))


def _branches(session: Session) -> dict[int, tuple[int, int]]:
    found = _all(session, "SELECT inc, parent_inc, parent_seq FROM branch")
    return {inc: (parent, seq) for inc, parent, seq in found}


def _record(
    session: Session, content: bytes, taken: Taken, *, keep: bool, again: int | None
) -> None:
    if again is not None:
        _run(session, "DELETE FROM arrival WHERE n = ?", again)
    _run(
        session,
        "INSERT INTO arrival (file, name, at, outcome, reason, site, content)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        content[20:52], taken.name, int(time.time()), taken.outcome, taken.reason, taken.site,
        content if keep else None,
    )  # fmt: skip


def _parked(office: Office) -> list[Any]:
    with office.session() as session:
        return _all(
            session,
            "SELECT n, content, name FROM arrival WHERE outcome = 'parked' ORDER BY n",
        )


# The store


def _peer(session: Session, site: int) -> Peer:
    found = next((peer for peer in peers(session) if peer.site == site), None)
    if found is None:
        raise KnownError(
            "This office exchanges with nobody yet.", "Enrol it with headquarters first."
        )
    if found.state != "active":
        raise KnownError(f"The keys of {found.office} were revoked.", "Enrol it anew.")
    return found


def _keys(session: Session) -> Keys:
    held = keys.find(session)
    if held is None:
        raise KnownError("This office has no keys yet.", "Make them with “sciattache key show”.")
    return held


def _all(session: Session, statement: str, *values: Any) -> list[Any]:
    found: list[Any] = (
        session.connection().connection.cursor().execute(statement, values).fetchall()
    )
    return found


def _one(session: Session, statement: str, *values: Any) -> Any:
    return _all(session, statement, *values)[0]


def _run(session: Session, statement: str, *values: Any) -> int:
    cursor = session.connection().connection.cursor()
    cursor.execute(statement, values)
    return int(cursor.lastrowid or 0)
