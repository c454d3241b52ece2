"""Which contents go to a peer next: in chunks, under a budget, as far as their records may go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from sciattache.store import blobs
from sciattache.sync import chunks, deliveries, parcels, receipts
from sciattache.sync.chunks import Part, every, length
from sciattache.sync.manifest import Manifest
from sciattache.sync.parcels import Parcel
from sciattache.sync.partners import Me, Peer
from sciattache.sync.receipts import Had, Receipt, Receipts
from sciattache.sync.statements import row, rows, run, run_many

BUDGET = 3_000_000
"""Bytes of contents that go with what changed, where nobody says otherwise."""
MOST = 256_000_000
"""Bytes of contents that go at once at most, for they are held together."""
SMALL = 20_000
"""Bytes up to which a content goes before those that have waited longer."""
_TRIES = 5
"""How often a peer throws a content away before it is left alone."""


Listening = Sequence[Mapping[int, Receipt]]
"""What each incarnation of a peer says that it has, by our incarnation."""
_Chosen = tuple[Parcel, int]
"""A parcel, and the place of one of its chunks."""


def pack(session: Session, own: Me, peer: Peer, *, budget: int, cap: int) -> list[bytes]:
    """The chunks that go to a peer now, as payloads of up to ``cap`` bytes.

    Of the contents that it lacks, small ones first, then those that have waited longest.  A chunk
    goes again only once the peer has had a later export without it.
    """
    due = parcels.queue(session, own, peer)
    listening = _listening(session, peer.site)
    chosen = _chosen(due, listening, own.inc, min(budget, MOST), cap)
    chosen = _sound(session, peer, chosen)
    if not chosen and not any(any(parcel.sent) for parcel in due):
        return []
    run(session, "UPDATE peer SET exports = exports + 1 WHERE site = ?", peer.site)
    parcels.note_sent(session, peer, chosen)
    return [chunks.encode(_parts(session, file)) for file in _files(chosen, cap)]


def told(session: Session, peer: Peer) -> Receipts | None:
    """What a manifest says of contents: our export, what of theirs came; None before there are."""
    export = row(session, "SELECT exports FROM peer WHERE site = ?", peer.site)[0]
    by = deliveries.receipts_for(session, peer.site)
    return Receipts(export, by) if export or by else None


def hear(session: Session, told: Manifest) -> None:
    """Note what a peer says that it has: chunks that it has are not sent again."""
    heard = told.receipts or Receipts()
    known = rows(
        session, "SELECT export, told FROM receipt WHERE peer = ? AND inc = ?", told.site, told.life
    )
    before = receipts.loaded(known[0][1]) if known else {}
    lasts = rows(session, "SELECT inc, max(n) FROM parcel WHERE peer = ? GROUP BY inc", told.site)
    by = {
        inc: before.get(inc, Receipt()).joined(heard.by.get(inc, Receipt()).up_to(last))
        for inc, last in lasts
    }
    run(
        session,
        "INSERT INTO receipt (peer, inc, export, told) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (peer, inc) DO UPDATE SET export = excluded.export, told = excluded.told",
        told.site, told.life, max([heard.export, *(one[0] for one in known)]),
        receipts.dumped(by),
    )  # fmt: skip
    _acknowledge(session, told.site)


# What goes now


def _chosen(
    due: Iterable[Parcel], listening: Listening, inc: int, budget: int, cap: int
) -> list[_Chosen]:
    found: list[_Chosen] = []
    heard = [by.get(inc, Receipt()) for by in listening]
    exports = min((receipt.export for receipt in heard), default=0)
    for parcel in sorted(due, key=lambda one: (one.size > SMALL, one.number)):
        had = [receipt.of(parcel.number, every(parcel.size)) for receipt in heard]
        for place in _lacking(parcel, had, exports):
            size = length(parcel.size, place)
            if size <= budget and size + chunks.EACH <= cap:
                found.append((parcel, place))
                budget -= size
    return found


def _lacking(parcel: Parcel, had: Sequence[Had], exports: int) -> Iterator[int]:
    """The places of chunks that somebody lacks and that are not on their way."""
    held = every(parcel.size) if had else 0
    for one in had:
        held &= one.held
    for place, export in enumerate(parcel.sent):
        if not held >> place & 1 and (not export or export < exports):
            yield place


def _sound(session: Session, peer: Peer, chosen: Sequence[_Chosen]) -> list[_Chosen]:
    """Those chunks whose contents are what their hashes say; looked at when the first goes."""
    damaged = {
        parcel.sha256
        for parcel, place in chosen
        if place == 0
        and hashlib.sha256(blobs.content(session, parcel.sha256) or b"").hexdigest()
        != parcel.sha256
    }
    run_many(
        session,
        "UPDATE parcel SET state = 'damaged' WHERE peer = ? AND sha256 = ?",
        [(peer.site, sha256) for sha256 in damaged],
    )
    return [one for one in chosen if one[0].sha256 not in damaged]


def _files(chosen: Iterable[_Chosen], cap: int) -> Iterator[list[_Chosen]]:
    """The chunks in files as large as may be."""
    file: list[_Chosen] = []
    size = 0
    for parcel, place in chosen:
        needed = length(parcel.size, place) + chunks.EACH
        if file and size + needed > cap:
            yield file
            file, size = [], 0
        file.append((parcel, place))
        size += needed
    if file:
        yield file


def _parts(session: Session, file: Iterable[_Chosen]) -> Iterator[Part]:
    places: dict[Parcel, list[int]] = {}
    for parcel, place in file:
        places.setdefault(parcel, []).append(place)
    for parcel, found in places.items():
        read = deliveries.read(session, parcel.sha256, found)
        yield Part(parcel.number, parcel.sha256, parcel.size, read)


# What is acknowledged


def _listening(session: Session, site: int) -> Listening:
    """What each incarnation of a peer that goes on says that it has."""
    found = rows(
        session,
        "SELECT r.told FROM heard AS h LEFT JOIN receipt AS r"
        " ON r.peer = h.peer AND r.inc = h.inc WHERE h.peer = ? AND h.inc NOT IN"
        " (SELECT parent_inc FROM branch WHERE site = ? AND lives IS NULL)",
        site, site,
    )  # fmt: skip
    return [receipts.loaded(content) if content is not None else {} for (content,) in found]


def _acknowledge(session: Session, site: int) -> None:
    """A content is there once every incarnation of the peer that goes on has it whole."""
    listening = _listening(session, site)
    states = []
    for sha256, inc, n, size, state in rows(
        session,
        "SELECT sha256, inc, n, size, state FROM parcel WHERE peer = ? AND state <> 'damaged'",
        site,
    ):
        had = [by.get(inc, Receipt()).of(n, every(size)) for by in listening]
        stands = _state(state, had, every(size))
        if stands != state:
            states.append((stands, site, sha256))
    run_many(session, "UPDATE parcel SET state = ? WHERE peer = ? AND sha256 = ?", states)


def _state(state: str, had: Sequence[Had], whole: int) -> str:
    if had and all(one.held == whole for one in had):
        return "there"
    if any(one.tries >= _TRIES for one in had):
        return "damaged"
    return "due" if state == "there" else state
