"""What waits to go to a partner: the records by type, what their marking keeps back, the size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.store import history, query
from sciattache.sync import outgoing, partners, status, wire
from sciattache.sync.outgoing import Receiver
from sciattache.sync.partners import Peer
from sciattache.sync.scope import Scope
from sciattache.sync.segment import Segment
from sciattache.ui.work import Progress

_NAMED = 6
"""Titles of a type that are told at most."""
_UNMARKED = 2**31
"""A clearance above every marking."""
_AROUND = 700
"""Bytes of a bundle besides its changes, about."""


@dataclass(frozen=True)
class Heap:
    """The records of one type: how many, and the titles of the first of them."""

    type: type[Record]
    count: int
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """What would leave now for one partner or for several."""

    steps: int = 0
    size: int = 0
    goes: tuple[Heap, ...] = ()
    held: tuple[Heap, ...] = ()
    again: int = 0
    again_size: int = 0

    @property
    def whole(self) -> int:
        """All bytes that would go."""
        return self.size + self.again_size


def read(session: Session, peers: Sequence[Peer], progress: Progress) -> Waiting:
    """What waits for each of the peers, taken together."""
    goes: set[tuple[int, int]] = set()
    held: set[tuple[int, int]] = set()
    steps = size = again = again_size = 0
    standings = {one.site: one for one in status.standings(session)}
    for number, peer in enumerate(peers):
        progress.report(number, len(peers))
        found = _steps(session, peer)
        if found:
            made, kept = _gathered(session, peer, found)
            goes |= {(row.type, row.number) for row in made.rows}
            held |= kept
            size += len(wire.encode(made)) + _AROUND
        steps = max(steps, standings[peer.site].waiting_steps)
        again += standings[peer.site].unacknowledged
        again_size += standings[peer.site].unacknowledged_bytes
    return Waiting(
        steps, size, _heaps(session, goes), _heaps(session, held - goes), again, again_size
    )


def _steps(session: Session, peer: Peer) -> list[int]:
    """The steps that were not made into a bundle for a peer yet."""
    own = partners.me(session)
    last = session.execute(
        text("SELECT coalesce(max(b), 0) FROM segment WHERE peer = :peer AND inc = :inc"),
        {"peer": peer.site, "inc": own.inc},
    ).scalar_one()
    found = (
        session.execute(
            text("SELECT id FROM step WHERE id > :last AND site <> :peer ORDER BY id"),
            {"last": last, "peer": peer.site},
        )
        if own.is_headquarters
        else session.execute(
            text("SELECT id FROM step WHERE inc = :inc AND seq > :last ORDER BY id"),
            {"inc": own.inc, "last": last},
        )
    )
    return list(found.scalars())


def _gathered(
    session: Session, peer: Peer, steps: Sequence[int]
) -> tuple[Segment, set[tuple[int, int]]]:
    """What those steps say to a peer, and the rows that their marking keeps back from it."""
    sites = partners.sites_of(session, peer)
    narrow = Scope(session, sites=sites, clearance=peer.clearance)
    wide = Scope(session, sites=sites, clearance=_UNMARKED)
    kept: set[tuple[int, int]] = set()

    def may(t: int, rid: int, id: str) -> bool:
        if narrow(t, rid, id):
            return True
        if wide(t, rid, id):
            kept.add((t, rid))
        return False

    found = outgoing.gather(session, steps, to=Receiver(peer.site, _unknown, may))
    return found.segment, kept


def _unknown(t: int, rid: int) -> bool:
    """A record is named whole: about as large as it goes when it is told of first."""
    return False


def _heaps(session: Session, rows: set[tuple[int, int]]) -> tuple[Heap, ...]:
    by_type: dict[int, list[int]] = defaultdict(list)
    for t, rid in sorted(rows):
        by_type[t].append(rid)
    heaps = []
    for t, rids in by_type.items():
        cls = history.type_of(t)
        here = query.rows(session, cls, rids[-_NAMED:])
        ids = [str(row["id"]) for row in here.values()]
        named = query.titles(session, ids)
        titles = tuple(named[one] for one in ids if named.get(one))
        heaps.append(Heap(cls, len(rids), titles))
    return tuple(sorted(heaps, key=lambda heap: -heap.count))
