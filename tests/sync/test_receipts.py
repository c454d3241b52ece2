"""What somebody says that they have counts, in whatever order it is heard."""

from __future__ import annotations

import random

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.sync import receipts
from sciattache.sync.receipts import Had, Receipt, Receipts, summed

_EVERY = 0b1111
_tellings = st.dictionaries(
    st.integers(1, 12), st.builds(Had, st.integers(0, 2), st.integers(0, _EVERY))
)


def _receipt(export: int, told: dict[int, Had]) -> Receipt:
    return summed(export, [(number, _EVERY, had) for number, had in told.items()])


@given(st.lists(st.tuples(st.integers(0, 9), _tellings), min_size=1, max_size=6), st.integers())
def test_receipts_say_the_same_in_any_order(told, seed) -> None:
    mixed = [*told, told[0]]
    random.Random(seed).shuffle(mixed)
    found = []
    for order in (told, mixed):
        whole = Receipt()
        for one in order:
            whole = whole.joined(_receipt(*one))
        found.append((whole.export, [whole.of(n, _EVERY) for n in range(1, 13)]))
    assert found[0] == found[1]
    exports = [export for export, _ in told]
    assert found[0][0] == max(exports)
    for n, had in enumerate(found[0][1], 1):
        said = [one.get(n, Had()) for _, one in told]
        last = max(one.tries for one in said)
        bits = 0
        for one in said:
            bits |= one.held if one.tries == last else 0
        assert had == Had(last, bits)


@given(_tellings)
def test_a_receipt_is_read_as_it_was_written(told) -> None:
    one = Receipts(3, {7: _receipt(5, told)})
    again = receipts.read(cbor2.loads(cbor2.dumps(one.plain(), canonical=True)))
    assert again == one
    assert receipts.loaded(receipts.dumped(one.by)) == one.by


@pytest.mark.parametrize(
    "told",
    [
        3,
        [1],
        [-1, {}],
        [1, []],
        [1, {2: [1, [[5, 3]], {}]}],
        [1, {2: [1, [[1, 2**63]], {}]}],
        [1, {2: [1, [], {1: [0, bytes(102)]}]}],
        [1, {2: [1, [], {1: [0, 7]}]}],
        [1, {2: [1, [], {1: [True, b"\1"]}]}],
        [1, {2: [1, [], {n: [0, b"\1"] for n in range(20_001)}]}],
    ],
)
def test_a_receipt_that_is_none_is_refused(told) -> None:
    with pytest.raises((TypeError, ValueError)):
        receipts.read(told)
