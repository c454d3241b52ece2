"""What waits to go to a partner, or to several taken together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sciattache.sync import status
from sciattache.sync.partners import Peer
from sciattache.sync.preview import Preview, preview
from sciattache.ui.work import Progress

_NAMED = 6
"""Titles of a kind that are told at most."""


@dataclass(frozen=True)
class Heap:
    """Records that go together or are kept back together: what they are, how many, some titles."""

    label: str
    count: int
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """What would leave now: bytes, records by type, those that each marking keeps back, files."""

    steps: int = 0
    size: int = 0
    goes: tuple[Heap, ...] = ()
    held: tuple[Heap, ...] = ()
    again: int = 0
    again_size: int = 0
    files: int = 0


def read(session: Session, peers: Sequence[Peer], progress: Progress) -> Waiting:
    """What waits for each of the peers; of several, the most that any is told of each kind."""
    found: list[Preview] = []
    for number, peer in enumerate(peers):
        progress.report(number, len(peers), peer.office)
        found.append(preview(session, peer.site, report=lambda *_: progress.report()))
    wanted = {peer.site for peer in peers}
    standings = [one for one in status.standings(session) if one.site in wanted]
    return Waiting(
        max((one.steps for one in found), default=0),
        sum(one.size for one in found),
        _together((of.label, of.count, of.titles) for one in found for of in one.records),
        _together((kept.marking, kept.count, kept.titles) for one in found for kept in one.kept),
        sum(one.unacknowledged for one in standings),
        sum(one.unacknowledged_bytes for one in standings),
        sum(one.contents for one in found),
    )


def _together(heaps: Iterable[tuple[str, int, Sequence[str]]]) -> tuple[Heap, ...]:
    most: dict[str, Heap] = {}
    for label, count, titles in heaps:
        if label not in most or most[label].count < count:
            most[label] = Heap(label, count, tuple(titles[:_NAMED]))
    return tuple(sorted(most.values(), key=lambda heap: -heap.count))
