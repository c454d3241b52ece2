"""Which pieces go now: those that never went, those that seem lost, and small ones in any case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sciattache.sync.ranges import Range
from sciattache.sync.statements import row, rows, run, run_many

LITTLE = 4_000
"""Bytes of pieces that are sent with every bundle until they are acknowledged."""
_TRIP, _SHORTEST = 7 * 86_400, 86_400
"""Seconds of a round trip where none was seen yet, and of the shortest that is reckoned with."""
_SLOWLY = 8
"""A longer round trip counts at once, a shorter one by this part."""


@dataclass(frozen=True)
class Piece:
    """A piece that a peer has not acknowledged: its number, its incarnation and steps, the digest
    by which it is known, its bytes, when it was made and when it went last."""

    number: int
    inc: int
    steps: Range
    sha: bytes
    size: int
    made: int
    sent: int | None


def pending(session: Session, site: int) -> list[Piece]:
    """What a peer has not acknowledged, in the order in which it was made."""
    found = rows(
        session,
        "SELECT id, inc, a, b, sha, length(payload), made_at, sent_at FROM segment"
        " WHERE peer = ? AND acked = 0 ORDER BY id",
        site,
    )
    return [Piece(id, inc, (a, b), *more) for id, inc, a, b, *more in found]


def due(session: Session, site: int, *, now: int, again: bool = False) -> list[Piece]:
    """What goes to a peer now; all that it has not acknowledged where that is little, or ``again``.

    A piece seems lost when there was no answer to it within twice a round trip; within little more
    than one where another that was made after it went is acknowledged already (RACK, RFC 8985).
    One that went at a time that is yet to come went by a clock that was wrong.
    """
    waiting = pending(session, site)
    if again or sum(piece.size for piece in waiting) <= LITTLE:
        return waiting
    overtaken, trip = _overtaken(session, site, now), _round_trip(session, site)
    return [
        piece
        for piece in waiting
        if piece.sent is None
        or not 0 <= now - piece.sent <= trip * (1.25 if piece.sent < overtaken else 2)
    ]


def payload(session: Session, piece: Piece) -> bytes:
    """What a piece tells."""
    return bytes(row(session, "SELECT payload FROM segment WHERE id = ?", piece.number)[0])


def went(session: Session, pieces: Sequence[Piece], *, now: int) -> None:
    """Note that pieces went."""
    run_many(
        session,
        "UPDATE segment SET sent_at = ? WHERE id = ?",
        [(now, piece.number) for piece in pieces],
    )


def answered(session: Session, site: int, pieces: Sequence[Piece], *, now: int) -> None:
    """Reckon with the round trip of pieces that are acknowledged now and went once only."""
    trips = [
        now - piece.made
        for piece in pieces
        if piece.sent is not None and 0 <= piece.sent - piece.made < _SHORTEST and piece.made <= now
    ]
    if trips:
        last = max(trips)
        run(
            session,
            "UPDATE peer SET round_trip = CASE WHEN round_trip > ?"
            " THEN round_trip - (round_trip - ?) / ? ELSE ? END WHERE site = ?",
            last, last, _SLOWLY, last, site,
        )  # fmt: skip


def lost(session: Session, site: int) -> None:
    """A peer was put back from a backup: what it has not acknowledged goes again at once."""
    run(session, "UPDATE segment SET sent_at = NULL WHERE peer = ? AND acked = 0", site)


def _overtaken(session: Session, site: int, now: int) -> int:
    """When the last of the pieces was made that the peer has acknowledged."""
    return int(
        row(
            session,
            "SELECT coalesce(max(made_at), 0) FROM segment"
            " WHERE peer = ? AND acked = 1 AND made_at <= ?",
            site, now,
        )[0]
    )  # fmt: skip


def _round_trip(session: Session, site: int) -> int:
    """Seconds that a peer takes to answer, when it takes long."""
    trip = row(session, "SELECT round_trip FROM peer WHERE site = ?", site)[0]
    return _TRIP if trip is None else max(int(trip), _SHORTEST)
