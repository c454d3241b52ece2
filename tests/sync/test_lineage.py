"""Who goes on from whom is walked once, whatever a peer says of it."""

from __future__ import annotations

from sciattache.sync.lineage import Lineage
from sciattache.sync.places import Version
from sciattache.sync.segment import Dot, Txn


def test_an_author_had_what_the_life_before_wrote_up_to_where_both_agree() -> None:
    known = Lineage({3: (2, 7), 2: (1, 4)})
    author = Txn(Dot(99, 1, 3, 9))
    seen = [(3, 9), (2, 7), (1, 4)]
    unseen = [(3, 10), (2, 8), (1, 5), (4, 1)]
    assert all(known.saw(author, written(inc, seq)) for inc, seq in seen)
    assert not any(known.saw(author, written(inc, seq)) for inc, seq in unseen)
    assert [known.epoch(inc) for inc in (1, 2, 3)] == [0, 1, 2]


def test_a_ring_of_lives_has_an_end() -> None:
    known = Lineage({1: (2, 5), 2: (1, 5)})
    assert known.epoch(1) == 1
    assert not known.saw(Txn(Dot(99, 1, 1, 9)), written(3, 1))


def written(inc: int, seq: int) -> Version:
    return Version(Dot(1, 1, inc, seq), 50, "")
