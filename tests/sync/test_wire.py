"""A segment survives its bytes, and no other bytes pass for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.sync import wire
from sciattache.sync.segment import Cell, Dot, Row, Segment, Txn, ordered
from sciattache.sync.varints import DamagedError

_words = st.text(st.characters(codec="utf-8"), max_size=20)
_values = st.none() | st.integers(-(2**63), 2**63 - 1) | _words | st.binary(max_size=20)
_values |= st.floats(allow_nan=False)
_txns = st.builds(
    Txn,
    st.builds(
        Dot,
        st.integers(0, 2**48 - 1),
        st.integers(0, 2**32 - 1),
        st.integers(0, 2**63 - 1),
        st.integers(1, 2**40),
    ),
    st.integers(0, 2**31),
    st.integers(0, 2**40),
    _words,
    _words,
    st.sampled_from(("act", "undo", "redo")),
    st.integers(0, 2**40),
)


@st.composite
def segments(draw) -> Segment:
    txns = draw(st.lists(_txns, min_size=1, max_size=6))
    cells = st.dictionaries(
        st.integers(0, 62), st.tuples(st.integers(0, len(txns) - 1), _values), max_size=6
    )
    rows = st.dictionaries(
        st.tuples(st.integers(1, 90), st.integers(1, 2**40)),
        st.tuples(st.none() | st.uuids(), cells),
        max_size=12,
    )
    listed = [
        Row(tag, number, id, tuple(Cell(field, *cell) for field, cell in sorted(held.items())))
        for (tag, number), (id, held) in draw(rows).items()
    ]
    return Segment(tuple(txns), ordered(listed))


@given(segments())
def test_a_segment_survives_its_bytes(segment) -> None:
    assert wire.decode(wire.encode(segment)) == segment


@given(segments())
def test_equal_segments_have_equal_bytes(segment) -> None:
    assert wire.encode(segment) == wire.encode(Segment(segment.txns, ordered(segment.rows[::-1])))


@given(segments(), st.data())
def test_other_bytes_are_refused_or_are_another_segment(segment, data) -> None:
    plain = bytearray(wire._encode(segment))
    at = data.draw(st.integers(0, len(plain) - 1))
    plain[at] ^= 1 << data.draw(st.integers(0, 7))
    import zstandard

    content = zstandard.ZstdCompressor().compress(bytes(plain))
    try:
        read = wire.decode(content)
    except DamagedError:
        return
    assert isinstance(read, Segment)


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    import zstandard

    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(500_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(DamagedError, match="more than a segment"):
        wire.decode(bomb)
