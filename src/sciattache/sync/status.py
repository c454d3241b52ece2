"""How matters stand with each peer: what waits, what is acknowledged, what came and did not."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from sciattache.sync import container, membership, partners, progress, ranges, sending
from sciattache.sync.partners import Peer
from sciattache.sync.progress import Files


@dataclass(frozen=True)
class Standing:
    """One peer: steps not sent yet and bytes not acknowledged, when it was last heard of,
    which of its steps lack here, how far its clock is off and how long it takes to answer, in
    seconds, how its files stand."""

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
    files: Files


def standings(session: Session) -> list[Standing]:
    """Every peer, as it stands now."""
    found, files = partners.peers(session), progress.files(session)
    return [_standing(session, peer, files[peer.site]) for peer in found]


def _standing(session: Session, peer: Peer, files: Files) -> Standing:
    own, site = partners.me(session), peer.site
    last, _ = sending.frozen(session, own, peer)
    if own.site == partners.HEADQUARTERS:
        waiting = _value(
            session, "SELECT count(*) FROM step WHERE id > :last AND site <> :site",
            last=last, site=site,
        )  # fmt: skip
    else:
        waiting = max(own.seq - last, 0)
    due = session.execute(
        text(
            "SELECT count(*), coalesce(sum(length(payload)), 0) FROM segment"
            " WHERE peer = :site AND acked = 0"
        ),
        {"site": site},
    ).one()
    heard, offset, trip = session.execute(
        text("SELECT heard_at, clock_offset, round_trip FROM peer WHERE site = :site"),
        {"site": site},
    ).one()
    spans = [
        (a, b)
        for a, b in session.execute(
            text(
                "SELECT a, b FROM received WHERE site = :site AND inc ="
                " (SELECT inc FROM received WHERE site = :site ORDER BY at DESC LIMIT 1)"
            ),
            {"site": site},
        )
    ]
    return Standing(
        site, peer.office, peer.state, waiting, due[0], due[1],
        datetime.fromtimestamp(heard, UTC) if heard else None,
        max((b for _, b in spans), default=0), ranges.holes(spans), offset, trip,
        files,
    )  # fmt: skip


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


def _value(session: Session, statement: str, **values: Any) -> int:
    return int(session.execute(text(statement), values).scalar_one())


def as_plain(standing: Standing) -> dict[str, Any]:
    """A standing as JSON holds it."""
    heard = standing.heard_at.isoformat() if standing.heard_at else None
    return asdict(standing) | {"heard_at": heard}
