"""The contents that a peer may have and does not have: numbered once, and watched until it does."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from sciattache.domain.programmes.issue import Issue
from sciattache.domain.wings import type_called
from sciattache.errors import KnownError
from sciattache.store import blobs, history, issues
from sciattache.sync.chunks import total
from sciattache.sync.partners import Me, Peer, sites_of
from sciattache.sync.scope import Scope
from sciattache.sync.statements import row, rows, run, run_many


@dataclass(frozen=True)
class Parcel:
    """A content for a peer: how it is called, and in which export each of its chunks went last."""

    sha256: str
    size: int
    number: int
    sent: tuple[int, ...]


_REFERRED = """
SELECT x.rid, x.id, b.sha256, b.size FROM {table} AS x
LEFT JOIN parcel AS p ON p.sha256 = x.{field} AND p.peer = ?
CROSS JOIN blob AS b
WHERE b.sha256 = x.{field} AND x.{field} > ''
AND (p.state IS NULL OR p.state IN ('due', 'withdrawn'))"""
"""Only the records that refer to a content are looked at, and of these what is due."""
_BORN = """ AND coalesce((SELECT s.site FROM change AS c JOIN step AS s ON s.id = c.step
WHERE c.t = {t} AND c.rid = x.rid AND c.op = 'I' ORDER BY c.step LIMIT 1), 0) IN ({sites})"""
"""Leaves out at once what other offices made, most of what headquarters has; `Scope` decides."""


def queue(session: Session, own: Me, peer: Peer) -> list[Parcel]:
    """The parcels that are due; a content that is new gets the next number."""
    return _queue(session, own, peer, lacked(session, own, peer))


def note_sent(session: Session, peer: Peer, chosen: Iterable[tuple[Parcel, int]]) -> None:
    """Note in which export the chunks in these places of parcels go."""
    export = row(session, "SELECT exports FROM peer WHERE site = ?", peer.site)[0]
    going: dict[str, Parcel] = {}
    for parcel, place in chosen:
        sent = list(going.get(parcel.sha256, parcel).sent)
        sent[place] = export
        going[parcel.sha256] = replace(parcel, sent=tuple(sent))
    run_many(
        session,
        "UPDATE parcel SET sent = ? WHERE peer = ? AND sha256 = ?",
        [(_packed(one.sent), peer.site, one.sha256) for one in going.values()],
    )


def forget(session: Session, sha256: str) -> None:
    """Leave nothing here of a content that is erased for ever, not even its hash."""
    for table in ("chunk", "delivery"):
        run(session, f"DELETE FROM {table} WHERE sha256 = ?", sha256)
    for peer, inc, n in rows(session, "SELECT peer, inc, n FROM parcel WHERE sha256 = ?", sha256):
        run(
            session,
            "UPDATE parcel SET sha256 = ?, state = 'withdrawn' WHERE peer = ? AND sha256 = ?",
            f"erased {inc} {n}", peer, sha256,
        )  # fmt: skip


def lacked(session: Session, own: Me, peer: Peer) -> dict[str, int]:
    """The contents that a peer may have and does not have, with their sizes, the oldest first.

    Whoever wrote a reference had its content: it is not sent back to where it came from.
    """
    sites = sites_of(session, peer)
    scope = Scope(session, sites=sites, clearance=peer.clearance)
    found: dict[str, int] = {}
    for cls, field in blobs.FIELDS:
        t = cls.about.tag
        listed = _REFERRED.format(table=cls.type_name(), field=field.name)
        if own.is_headquarters:
            listed += _BORN.format(t=t, sites=", ".join(map(str, sorted(sites))))
        for rid, id, sha256, size in rows(session, f"{listed} ORDER BY x.rid", peer.site):
            if (
                sha256 not in found
                and _is_news(own, peer, history.writer(session, (t, rid), field))
                and scope(t, rid, id)
                and (cls is not Issue or _may_have_version(session, scope, sha256))
            ):
                found[sha256] = size
    return found


def _is_news(own: Me, peer: Peer, writer: int | None) -> bool:
    """Whether a value was not written by the peer, nor came from it."""
    return writer != peer.site if own.is_headquarters else writer in (own.site, None)


def _may_have_version(session: Session, scope: Scope, sha256: str) -> bool:
    """Whether somebody may have all that the frozen data of a version say, and now would."""
    content = blobs.content(session, sha256) or b""
    try:
        told = issues.records(content)
    except (KnownError, KeyError, TypeError, ValueError, zlib.error, RecursionError):
        return False
    return all(_may_have(session, scope, *one) for one in told)


def _may_have(session: Session, scope: Scope, type: str, id: str, marking: str | None) -> bool:
    """Whether somebody may have a record as it was frozen; one that never was here, nobody."""
    t = type_called(type).about.tag
    known = rows(session, "SELECT rid FROM entry WHERE id = ?", id) or rows(
        session,
        "SELECT rid FROM change WHERE t = ? AND op = 'D' AND json_extract(old, '$.0') = ?",
        t, id,
    )  # fmt: skip
    if not known or rows(session, "SELECT 1 FROM purge WHERE id = ?", id):
        return False
    return (marking is None or scope.clears(marking)) and scope(t, known[0][0], id)


def _queue(session: Session, own: Me, peer: Peer, free: Mapping[str, int]) -> list[Parcel]:
    """The parcels that are due, of those contents and no others; new ones are numbered."""
    known = {
        sha256: (inc, Parcel(sha256, size, n, _exports(sent)), state)
        for sha256, inc, n, size, sent, state in rows(
            session,
            "SELECT sha256, inc, n, size, sent, state FROM parcel"
            " WHERE peer = ? AND state IN ('due', 'withdrawn')",
            peer.site,
        )
    }
    last = row(
        session, "SELECT coalesce(max(n), 0) FROM parcel WHERE peer = ? AND inc = ?",
        peer.site, own.inc,
    )[0]  # fmt: skip
    due: list[Parcel] = []
    for sha256, size in free.items():
        inc, parcel, state = known.pop(sha256, (None, None, None))
        if parcel is None or inc != own.inc:
            last += 1
            parcel = Parcel(sha256, size, last, (0,) * total(size))
            _put(session, own, peer, parcel)
        elif state != "due":
            _put(session, own, peer, parcel)
        due.append(parcel)
    run_many(
        session,
        "UPDATE parcel SET state = 'withdrawn' WHERE peer = ? AND sha256 = ?",
        [(peer.site, sha256) for sha256 in known],
    )
    return due


def _put(session: Session, own: Me, peer: Peer, parcel: Parcel) -> None:
    run(
        session,
        "INSERT INTO parcel (peer, sha256, inc, n, size, sent, state)"
        " VALUES (?, ?, ?, ?, ?, ?, 'due') ON CONFLICT (peer, sha256) DO UPDATE SET"
        " inc = excluded.inc, n = excluded.n, sent = excluded.sent, state = 'due'",
        peer.site, parcel.sha256, own.inc, parcel.number, parcel.size, _packed(parcel.sent),
    )  # fmt: skip


def _packed(sent: Sequence[int]) -> bytes:
    return struct.pack(f">{len(sent)}I", *sent)


def _exports(sent: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(sent) // 4}I", sent)
