"""How matters stand with each peer: what waits, what is acknowledged, what came and did not."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.sync import container, membership, partners, progress, ranges, sending
from sciattache.sync.partners import Me, Peer
from sciattache.sync.progress import Files
from sciattache.sync.statements import row, rows

_DUE = """
SELECT peer, count(*), coalesce(sum(length(payload)), 0) FROM segment WHERE acked = 0
GROUP BY peer"""
_HEARD = "SELECT site, heard_at, clock_offset, round_trip, schema, directory FROM peer"
_CAME = """
SELECT r.site, r.a, r.b FROM received AS r JOIN (
  SELECT site, inc, row_number() OVER (PARTITION BY site ORDER BY max(at) DESC) AS place
  FROM received GROUP BY site, inc
) AS life ON life.site = r.site AND life.inc = r.inc AND life.place = 1"""
"""What came of the life of each site that told something last."""
_THEIRS = """
SELECT s.site, count(*) FROM step AS s
LEFT JOIN (SELECT peer, max(b) AS b FROM segment GROUP BY peer) AS frozen ON frozen.peer = s.site
WHERE s.id > coalesce(frozen.b, 0) GROUP BY s.site"""
"""Each site's own steps among those that nothing was frozen of for it."""


@dataclass(frozen=True)
class Standing:
    """One peer: steps not sent yet and bytes not acknowledged, when it was last heard of,
    which of its steps lack here, how far its clock is off and how long it takes to answer, in
    seconds, with which schema it works, the number of the directory that it knows, how its files
    stand."""

    site: int
    office: str
    state: str
    waiting_steps: int
    unacknowledged: int
    unacknowledged_bytes: int
    heard_at: datetime | None
    last: int
    holes: tuple[tuple[int, int], ...]
    clock_offset: int | None
    round_trip: int | None
    schema: str
    directory: int
    files: Files


class _Heard(NamedTuple):
    """What a peer said of itself last."""

    at: int | None
    offset: int | None
    round_trip: int | None
    schema: str
    directory: int


def standings(session: Session) -> list[Standing]:
    """Every peer, as it stands now."""
    own, found = partners.me(session), partners.peers(session)
    ends = sending.ends(session, own)
    waiting = _waiting(session, own, {peer.site: ends.get(peer.site, 0) for peer in found})
    due = {site: (count, size) for site, count, size in rows(session, _DUE)}
    heard = {site: _Heard(*said) for site, *said in rows(session, _HEARD)}
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for site, a, b in rows(session, _CAME):
        spans[site].append((a, b))
    stand = progress.files(session)
    return [
        _standing(peer, waiting[peer.site], due.get(peer.site, (0, 0)), heard[peer.site],
                  spans[peer.site], stand[peer.site])
        for peer in found
    ]  # fmt: skip


def _standing(
    peer: Peer,
    waiting: int,
    due: tuple[int, int],
    heard: _Heard,
    spans: list[tuple[int, int]],
    files: Files,
) -> Standing:
    return Standing(
        peer.site, peer.office, peer.state, waiting, *due,
        datetime.fromtimestamp(heard.at, UTC) if heard.at else None,
        max((b for _, b in spans), default=0), ranges.holes(spans),
        heard.offset, heard.round_trip, heard.schema, heard.directory, files,
    )  # fmt: skip


def _waiting(session: Session, own: Me, ends: dict[int, int]) -> dict[int, int]:
    """How many steps nothing was frozen of yet, by peer; few ends differ, however many peers."""
    if not own.is_headquarters:
        return {site: max(own.seq - end, 0) for site, end in ends.items()}
    after = {end: _value(session, "SELECT count(*) FROM step WHERE id > ?", end)
             for end in set(ends.values())}  # fmt: skip
    theirs = dict(rows(session, _THEIRS))
    return {site: after[end] - theirs.get(site, 0) for site, end in ends.items()}


def told_of_files(files: Files) -> list[str]:
    """How files stand, in sentences; none where none are on their way."""
    told = []
    if files.expected:
        told.append(f"File {files.received} of {files.expected} received.")
    if files.to_send:
        told.append(f"{files.to_send} files ({files.bytes_to_send} bytes) wait to go.")
    if files.damaged:
        told.append(f"{files.damaged} files are damaged here and cannot go.")
    return told


@dataclass(frozen=True)
class Arrived:
    """One file that was taken: when, under which name, what became of it and why."""

    at: datetime
    name: str
    outcome: str
    reason: str
    site: int | None


def arrivals(session: Session, *, most: int = 200) -> list[Arrived]:
    """The files taken last, the newest first."""
    found = session.execute(
        text("SELECT at, name, outcome, reason, site FROM arrival ORDER BY n DESC LIMIT :most"),
        {"most": most},
    )
    return [Arrived(datetime.fromtimestamp(row[0], UTC), *row[1:]) for row in found]


def parked_by_site(session: Session) -> dict[int, int]:
    """How many files wait for an earlier one or stand aside, by the office that sent them."""
    found = session.execute(
        text(
            "SELECT site, count(*) FROM arrival WHERE outcome IN ('parked', 'quarantined')"
            " AND site IS NOT NULL GROUP BY site"
        )
    )
    return {row[0]: row[1] for row in found}


def has_come(session: Session, file: bytes) -> bool:
    """Whether a file, known by its own number, was taken or refused here before."""
    found = session.execute(text("SELECT 1 FROM arrival WHERE file = :file"), {"file": file})
    return found.first() is not None


def who_asks(request: bytes) -> str:
    """The name of the office that asks to join by a request, as it says; nothing is proven."""
    told = container.open_signed(request, signer=membership._by_itself).manifest
    return str(told.get(membership._NAME, "")).strip() or "?"


def days_since(heard: datetime | None) -> int | None:
    """Whole days since somebody was heard of."""
    return None if heard is None else int((time.time() - heard.timestamp()) // 86400)


def _value(session: Session, statement: str, *values: Any) -> int:
    return int(row(session, statement, *values)[0])


def as_plain(standing: Standing) -> dict[str, Any]:
    """A standing as JSON holds it."""
    heard = standing.heard_at.isoformat() if standing.heard_at else None
    return asdict(standing) | {"heard_at": heard}
