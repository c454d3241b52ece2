"""What would leave for a partner, and what its clearance keeps back; nothing is written."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from sciattache.domain.office.handling import Handling
from sciattache.domain.wings import TYPES
from sciattache.sync import attachments, container, parcels, partners, resending, sending, wire
from sciattache.sync.carrying.place import Report, silent
from sciattache.sync.outgoing import gather
from sciattache.sync.partners import Peer
from sciattache.sync.scope import Scope
from sciattache.sync.statements import rows

_AROUND = 700
"""Bytes of a bundle beside what it tells: seals, signature, manifest."""
_MOST = 500
"""Titles of one kind that are listed."""
_Row = tuple[int, int]
"""A record by its type and its number in the table."""


@dataclass(frozen=True)
class OfType:
    """Records of one type: how many, how many of them were deleted, the titles of the others."""

    type: str
    label: str
    count: int
    deleted: int
    titles: tuple[str, ...]


@dataclass(frozen=True)
class KeptBack:
    """What one marking keeps back; its titles are for the user's own eyes."""

    marking: str
    count: int
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What would leave for a partner.

    ``steps`` are new, ``again`` pieces went before and go again, of ``underway`` pieces an answer
    is still waited for.  ``size`` is in
    bytes, and close to what it will be; it counts as many of the contents that wait as go at once,
    those on their way among them.
    """

    site: int
    office: str
    steps: int
    again: int
    underway: int
    files: int
    size: int
    contents: int
    contents_size: int
    records: tuple[OfType, ...]
    kept: tuple[KeptBack, ...]

    def minutes(self, line_speed: float) -> float:
        """How long it takes on a line of so many kilobits a second."""
        return self.size * 8 / (line_speed * 1000) / 60

    def plain(self, line_speed: float) -> dict[str, Any]:
        """The preview as JSON holds it."""
        return asdict(self) | {"minutes": round(self.minutes(line_speed), 1)}


def preview(
    session: Session,
    site: int,
    *,
    cap: int = sending.CAP,
    budget: int = attachments.BUDGET,
    again: bool = False,
    report: Report = silent,
) -> Preview:
    """What making bundles for a partner would make now."""
    peer, own = partners.active(session, site), partners.me(session)
    scope = Scope(session, sites=partners.sites_of(session, peer), clearance=peer.clearance)
    report(0, 4, peer.office)
    due = resending.due(session, site, now=int(time.time()), again=again)
    pieces = [resending.payload(session, piece) for piece in due]
    leaving = {(one.type, one.number) for piece in pieces for one in wire.decode(piece).rows}
    sizes = [
        sum(piece.size for piece in part) for part in sending.together(session, site, due, cap)
    ]
    report(1, 4, peer.office)
    steps = [step for step, _ in sending.untold(session, own, peer)]
    freed = sending.no_longer_held(session, peer, scope)
    held = _held(session, peer) - set(freed)
    if steps or freed:
        to = sending.receiver(session, own, peer, scope)
        gathered = gather(session, steps, to=to, whole=freed)
        leaving |= {(one.type, one.number) for one in gathered.segment.rows}
        held |= set(gathered.held)
        report(2, 4, peer.office)
        sizes += _parts(len(wire.encode(gathered.segment)), cap)
    report(3, 4, peer.office)
    contents = parcels.lacked(session, own, peer).values()
    going = min(sum(contents), budget)
    made = Preview(
        peer.site,
        peer.office,
        len(steps),
        len(due),
        len(resending.pending(session, site)) - len(due),
        max(len(sizes), 1) + -(-going // cap),
        sum(_sealed(size) for size in sizes or [0]) + sum(map(_sealed, _parts(going, cap))),
        len(contents),
        sum(contents),
        tuple(_by_type(session, leaving)),
        tuple(_by_marking(session, held, scope)),
    )
    report(4, 4, peer.office)
    return made


def _held(session: Session, peer: Peer) -> set[_Row]:
    """What was kept back before."""
    found = rows(session, "SELECT t, rid FROM withheld WHERE peer = ?", peer.site)
    return {(t, rid) for t, rid in found}


def _parts(size: int, cap: int) -> list[int]:
    """The pieces in which so many bytes would be sent."""
    number = -(-size // cap)
    return [size // number] * number if number else []


def _sealed(size: int) -> int:
    return container.padded(size + _AROUND // 2) + _AROUND // 2


def _by_type(session: Session, leaving: Iterable[_Row]) -> Iterable[OfType]:
    by_type: dict[int, list[int]] = defaultdict(list)
    for t, rid in sorted(leaving):
        by_type[t].append(rid)
    for cls in TYPES:
        rids = by_type.get(cls.about.tag)
        if rids:
            titles = sorted(_titles(session, cls.about.tag, rids).values(), key=str.casefold)
            gone = len(rids) - len(titles)
            yield OfType(cls.type_name(), cls.about.plural, len(rids), gone, tuple(titles[:_MOST]))


def _titles(session: Session, t: int, rids: Iterable[int]) -> dict[int, str]:
    """The titles of records that are there, by their number."""
    found = rows(
        session,
        "SELECT rid, title FROM entry WHERE t = ? AND rid IN (SELECT value FROM json_each(?))",
        t, json.dumps(list(rids)),
    )  # fmt: skip
    return {rid: title or "" for rid, title in found}


def _by_marking(session: Session, held: Iterable[_Row], scope: Scope) -> Iterable[KeptBack]:
    """What is kept back by its marking; what is of another office is no matter here."""
    counts: Counter[str] = Counter()
    titles: dict[str, list[str]] = defaultdict(list)
    for t, rid in sorted(held):
        found = rows(session, "SELECT id, title FROM entry WHERE t = ? AND rid = ?", t, rid)
        if found and (marking := scope.marking(t, found[0][0])):
            counts[marking] += 1
            titles[marking].append(found[0][1] or "")
    names = {one.id: one.name for one in session.query(Handling)}
    for marking, count in counts.most_common():
        listed = tuple(sorted(titles[marking], key=str.casefold)[:_MOST])
        yield KeptBack(names.get(marking, "?"), count, listed)
