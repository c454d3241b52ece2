"""What waits to go to a partner, or to several taken together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from sciattache.domain.wings import type_called
from sciattache.sync.partners import Peer
from sciattache.sync.preview import Preview, preview
from sciattache.sync.progress import Files
from sciattache.sync.status import Standing
from sciattache.ui.exchange import files_told
from sciattache.ui.work import Progress

_NAMED = 6
"""Titles of a kind that are told at most."""


@dataclass(frozen=True)
class Heap:
    """Records that go together or are kept back together: what they are (in the plural, and what
    one of them is), how many, some titles."""

    label: str
    count: int
    titles: tuple[str, ...]
    one: str = ""

    @property
    def name(self) -> str:
        """What they are called, by their number."""
        return self.one if self.one and self.count == 1 else self.label


@dataclass(frozen=True)
class Waiting:
    """What would leave now: bytes, records by type, those that each marking keeps back, files.

    ``contents`` are the files of records on their way, from the peers too.  Where it is not
    ``whole``, what goes and how large it is has not been worked out.
    """

    offices: int = 0
    whole: bool = True
    steps: int = 0
    size: int = 0
    goes: tuple[Heap, ...] = ()
    held: tuple[Heap, ...] = ()
    again: int = 0
    again_size: int = 0
    files: int = 0
    contents: Files = field(default_factory=Files)


def roughly(standings: Sequence[Standing]) -> Waiting:
    """What is known at once of what waits for several peers; the most steps that any lacks."""
    return Waiting(
        len(standings),
        whole=False,
        steps=max((one.waiting_steps for one in standings), default=0),
        again=sum(one.unacknowledged for one in standings),
        again_size=sum(one.unacknowledged_bytes for one in standings),
        contents=files_told.together(one.files for one in standings),
    )


def read(
    session: Session,
    peers: Sequence[Peer],
    standings: Sequence[Standing],
    progress: Progress,
    *,
    again: bool = False,
) -> Waiting:
    """What waits for each of the peers; of several, the most that any is told of each kind.

    With what was made before and is not confirmed where all of that goes ``again``.

    It takes as long as freezing it would: a fifth of a second for each peer.
    """
    found: list[Preview] = []
    for number, peer in enumerate(peers):
        progress.report(number, len(peers), peer.office)
        found.append(preview(session, peer.site, again=again, report=lambda *_: progress.report()))
    return replace(
        roughly(standings),
        whole=True,
        steps=max((one.steps for one in found), default=0),
        size=sum(one.size for one in found),
        goes=_together(
            (of.label, of.count, of.titles, type_called(of.type).about.label)
            for one in found for of in one.records
        ),
        held=_together(
            (kept.marking, kept.count, kept.titles, "") for one in found for kept in one.kept
        ),
        files=sum(one.contents for one in found),
    )  # fmt: skip


def _together(heaps: Iterable[tuple[str, int, Sequence[str], str]]) -> tuple[Heap, ...]:
    most: dict[str, Heap] = {}
    for label, count, titles, single in heaps:
        if label not in most or most[label].count < count:
            most[label] = Heap(label, count, tuple(titles[:_NAMED]), single)
    return tuple(sorted(most.values(), key=lambda heap: -heap.count))
