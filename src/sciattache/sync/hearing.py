"""Hear what a peer says of itself and of us: what it went on from, and what it has."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

from sqlalchemy.orm import Session

from sciattache.sync import attachments, ranges
from sciattache.sync.manifest import Held, Manifest
from sciattache.sync.ranges import Range
from sciattache.sync.statements import rows, run, run_many

_Holds = dict[int, tuple[Range, ...]]
"""The steps of ours that somebody has, by our incarnation."""


def hear(session: Session, told: Manifest) -> None:
    """Note what a bundle's manifest says; what it acknowledges is not sent again."""
    now = int(time.time())
    run(
        session,
        "UPDATE peer SET heard_at = ?, clock_offset = ? WHERE site = ?",
        now, told.made - now, told.site,
    )  # fmt: skip
    _keep(session, told)
    _acknowledge(session, told.site)
    attachments.hear(session, told)


def _keep(session: Session, told: Manifest) -> None:
    """Keep what this incarnation of the peer has of ours, with what it was known to have."""
    known = rows(
        session, "SELECT made, holds FROM heard WHERE peer = ? AND inc = ?", told.site, told.inc
    )
    made, holds = (
        max([told.made, *(one[0] for one in known)]),
        _read(known[0][1] if known else "{}"),
    )
    for inc, held in told.holds.items():
        holds[inc] = ranges.joined([*holds.get(inc, ()), *_spans(held)])
    run(
        session,
        "INSERT OR REPLACE INTO heard (peer, inc, made, holds) VALUES (?, ?, ?, ?)",
        told.site, told.inc, made, json.dumps(holds),
    )  # fmt: skip


def _acknowledge(session: Session, site: int) -> None:
    """A piece is acknowledged once every incarnation of the peer that goes on has it."""
    every = [
        _read(holds) for (holds,) in rows(session, "SELECT holds FROM heard WHERE peer = ?", site)
    ]
    pieces = rows(session, "SELECT id, inc, a, b FROM segment WHERE peer = ?", site)
    run_many(
        session,
        "UPDATE segment SET acked = ? WHERE id = ?",
        [
            (int(all(ranges.has(holds.get(inc, ()), (a, b)) for holds in every)), number)
            for number, inc, a, b in pieces
        ],
    )


def _spans(held: tuple[Held, ...]) -> list[Range]:
    return [(first, last) for first, last, _ in held]


def _read(text: str) -> _Holds:
    told: Mapping[str, list[list[int]]] = json.loads(text)
    return {int(inc): tuple((a, b) for a, b in held) for inc, held in told.items()}
