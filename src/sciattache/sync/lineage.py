"""Who had what in front of them: incarnations that go on from others, and what of headquarters'
log each author had."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from sciattache.sync.partners import HEADQUARTERS
from sciattache.sync.places import Version
from sciattache.sync.segment import Txn
from sciattache.sync.statements import rows


@dataclass(frozen=True)
class Lineage:
    """``parents`` is the last step of which incarnation another went on from; ``ends`` how far
    headquarters' log went in an epoch, a life of it, before another followed."""

    parents: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    ends: Mapping[int, int] = field(default_factory=dict)

    def saw(self, txn: Txn, version: Version) -> bool:
        """Whether the author of a txn had a version in front of them: their own, or told them."""
        dot = version.dot
        inc, seq = txn.dot.inc, txn.dot.seq
        while True:
            if dot.inc == inc and dot.seq <= seq:
                return True
            if inc not in self.parents:
                break
            inc, seq = self.parents[inc]
        return version.step <= min(txn.seen_pos, self.ends.get(txn.seen_epoch, sys.maxsize))


def read(session: Session) -> Lineage:
    """What is known of who went on from whom."""
    found = rows(session, "SELECT inc, parent_inc, parent_seq FROM branch")
    parents = {inc: (parent, seq) for inc, parent, seq in found}
    ends: dict[int, int] = {}
    for inc, pos in rows(
        session, "SELECT inc, parent_pos FROM branch WHERE site = ?", HEADQUARTERS
    ):
        for before in range(_epoch(parents, inc)):
            ends[before] = min(pos, ends.get(before, pos))
    return Lineage(parents, ends)


def epoch(session: Session, inc: int) -> int:
    """Which life of headquarters an incarnation of it is: how many there were before."""
    return _epoch(read(session).parents, inc)


def _epoch(parents: Mapping[int, tuple[int, int]], inc: int) -> int:
    before = 0
    while inc in parents and before <= len(parents):
        inc, before = parents[inc][0], before + 1
    return before
