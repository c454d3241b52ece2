"""Who had what in front of them: incarnations that go on from others, and what of headquarters'
log each author had."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sqlalchemy.orm import Session

from sciattache.sync.partners import HEADQUARTERS
from sciattache.sync.places import Version
from sciattache.sync.segment import Txn
from sciattache.sync.statements import rows


class Back(NamedTuple):
    """Where headquarters' log tells a site what it did itself: of which incarnation after which
    step, or of every one."""

    inc: int | None
    seq: int
    place: int


@dataclass(frozen=True)
class Lineage:
    """``parents`` is the last step of which incarnation another went on from; ``ends`` how far
    headquarters' log went in an epoch, a life of it, before another followed; ``backs`` what sites
    are told of themselves, which they are not otherwise."""

    parents: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    ends: Mapping[int, int] = field(default_factory=dict)
    backs: Mapping[int, Sequence[Back]] = field(default_factory=dict)

    def saw(self, txn: Txn, version: Version) -> bool:
        """Whether the author of a txn had a version in front of them: their own, or told them."""
        dot = version.dot
        line = self.line(txn.dot.inc, txn.dot.seq)
        if any(dot.inc == inc and dot.seq <= seq for inc, seq in line):
            return True
        seen = min(txn.seen_pos, self.ends.get(txn.seen_epoch, sys.maxsize))
        return self._told(txn.dot.site, version) <= seen

    def _told(self, site: int, version: Version) -> int:
        """Where headquarters' log tells a site of a version."""
        dot = version.dot
        if dot.site != site:
            return version.step
        backs = (
            max(back.place, version.step)
            for back in self.backs.get(site, ())
            if back.inc is None or (back.inc == dot.inc and dot.seq > back.seq)
        )
        return min(backs, default=sys.maxsize)

    def epoch(self, inc: int) -> int:
        """Which life of headquarters an incarnation of it is: how many there were before."""
        return sum(1 for _ in self.line(inc, 0)) - 1

    def line(self, inc: int, seq: int) -> Iterator[tuple[int, int]]:
        """An incarnation with its last step that counts, and those that it goes on from.

        A faulty peer may tell of a ring: it is walked once.
        """
        met: set[int] = set()
        while inc not in met:
            met.add(inc)
            yield inc, seq
            if inc in self.parents:
                inc, seq = self.parents[inc]


def read(session: Session) -> Lineage:
    """What is known of who went on from whom."""
    found = rows(session, "SELECT inc, parent_inc, parent_seq FROM branch")
    parents = {inc: (parent, seq) for inc, parent, seq in found}
    known = Lineage(parents)
    ends: dict[int, int] = {}
    for inc, pos in rows(
        session,
        "SELECT inc, parent_pos FROM branch WHERE site = ? AND parent_pos IS NOT NULL",
        HEADQUARTERS,
    ):
        for before in range(known.epoch(inc)):
            ends[before] = min(pos, ends.get(before, pos))
    backs: dict[int, list[Back]] = defaultdict(list)
    for site, parent, seq, noted, lives in rows(
        session, "SELECT site, parent_inc, parent_seq, noted, lives FROM branch"
    ):
        if noted is not None:
            backs[site].append(Back(parent, seq, noted))
        if lives is not None:
            backs[site].append(Back(None, 0, lives))
    return replace(known, ends=ends, backs=backs)
