"""A segment as bytes: its numbers in columns, each near its like, its texts at the end.

Rows of one type stand together; of each type the keys, then which fields each row has, which txn
wrote them, and column by column the values. Written so, most numbers repeat or grow by one, which
is what a compressor wants. The same segment gives the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from uuid import UUID

import zstandard

from sciattache.sync import varints
from sciattache.sync.segment import Cell, Dot, Row, Segment, Txn, Value
from sciattache.sync.varints import DamagedError, Stream

_LARGE = 2_000_000
"""Bytes from which the strongest compression takes longer than it is worth."""
_STRONG, _QUICK = 19, 12
_MOST = 64_000_000
"""Bytes that a segment unfolds to at most."""
_ACTS = ("act", "undo", "redo", "mark")
_NULL, _INT, _TEXT, _REAL, _BYTES = range(5)
_COUNTER = 16
"""Bits of a hybrid stamp that count within a second."""


def encode(segment: Segment) -> bytes:
    """The segment, compressed."""
    plain = _encode(segment)
    level = _STRONG if len(plain) < _LARGE else _QUICK
    return zstandard.ZstdCompressor(level=level, write_checksum=False).compress(plain)


def decode(content: bytes) -> Segment:
    """The segment again; ``DamagedError`` for anything that ``encode`` does not make."""
    try:
        size = zstandard.get_frame_parameters(content).content_size
        if size > _MOST:
            raise DamagedError("it unfolds to more than a segment may have")
        plain = zstandard.ZstdDecompressor().decompress(content, max_output_size=_MOST)
        return _decode(Stream(plain))
    except (zstandard.ZstdError, UnicodeDecodeError, IndexError, ValueError, struct.error) as error:
        raise DamagedError(str(error)) from error


def _encode(segment: Segment) -> bytes:
    numbers, texts = bytearray(), bytearray()
    _put_txns(numbers, texts, segment.txns)
    groups = [(tag, list(rows)) for tag, rows in groupby(segment.rows, key=lambda row: row.type)]
    varints.put(numbers, len(groups))
    for tag, rows in groups:
        varints.put(numbers, tag)
        _put_rows(numbers, texts, rows)
    head = bytearray()
    varints.put(head, len(numbers))
    return bytes(head + numbers + texts)


def _put_txns(numbers: bytearray, texts: bytearray, txns: Sequence[Txn]) -> None:
    names = list(dict.fromkeys(text for txn in txns for text in (txn.author, txn.title)))
    incs = list(dict.fromkeys((txn.dot.site, txn.dot.inc) for txn in txns))
    place = {text: number for number, text in enumerate(names)}
    where = {inc: number for number, inc in enumerate(incs)}
    varints.put(numbers, len(txns))
    varints.put(numbers, len(incs))
    for site, inc in incs:
        varints.put(numbers, site)
        numbers += inc.to_bytes(8, "big")
    numbers += varints.packed(where[txn.dot.site, txn.dot.inc] for txn in txns)
    numbers += varints.deltas(txn.dot.seq for txn in txns)
    numbers += varints.deltas(txn.dot.hlc >> _COUNTER for txn in txns)
    numbers += varints.packed(txn.dot.hlc & ((1 << _COUNTER) - 1) for txn in txns)
    numbers += varints.deltas(txn.seen_epoch for txn in txns)
    numbers += varints.deltas(txn.seen_pos for txn in txns)
    numbers += varints.packed(place[txn.author] for txn in txns)
    numbers += varints.packed(place[txn.title] for txn in txns)
    numbers += varints.packed(_ACTS.index(txn.act) for txn in txns)
    numbers += varints.packed(txn.reverts for txn in txns)
    _put_texts(numbers, texts, names)


def _put_texts(numbers: bytearray, texts: bytearray, listed: Sequence[str]) -> None:
    whole = [text.encode() for text in listed]
    varints.put(numbers, len(whole))
    numbers += varints.packed(map(len, whole))
    texts += b"".join(whole)


def _put_rows(numbers: bytearray, texts: bytearray, rows: Sequence[Row]) -> None:
    varints.put(numbers, len(rows))
    numbers += varints.deltas(row.number for row in rows)
    numbers += varints.packed(int(row.id is not None) for row in rows)
    texts += b"".join(row.id.bytes for row in rows if row.id is not None)
    numbers += varints.packed(sum(1 << cell.field for cell in row.cells) for row in rows)
    firsts = [min((cell.txn for cell in row.cells), default=0) for row in rows]
    near, plain = varints.deltas(firsts), varints.packed(firsts)
    numbers.append(len(near) < len(plain))
    numbers += min(plain, near, key=len)
    numbers += varints.packed(
        cell.txn - first for row, first in zip(rows, firsts, strict=True) for cell in row.cells
    )
    columns: dict[int, list[Value]] = {}
    for row in rows:
        for cell in row.cells:
            columns.setdefault(cell.field, []).append(cell.value)
    for field in sorted(columns):
        _put_column(numbers, texts, columns[field])


def _put_column(numbers: bytearray, texts: bytearray, values: Sequence[Value]) -> None:
    numbers += varints.packed(map(_code, values))
    ints = [value for value in values if _code(value) == _INT]
    numbers += varints.deltas(ints)  # type: ignore[arg-type]
    whole = [
        value.encode() if isinstance(value, str) else value
        for value in values
        if isinstance(value, str | bytes)
    ]
    numbers += varints.packed(map(len, whole))
    texts += b"".join(whole)
    texts += b"".join(struct.pack(">d", value) for value in values if isinstance(value, float))


def _code(value: Value) -> int:
    match value:
        case None:
            return _NULL
        case str():
            return _TEXT
        case int():
            return _INT
        case float():
            return _REAL
        case bytes():
            return _BYTES


def _decode(whole: Stream) -> Segment:
    numbers = Stream(whole.take(whole.one()))
    txns = _take_txns(numbers, whole)
    rows: list[Row] = []
    for _ in range(numbers.one()):
        rows += _take_rows(numbers.one(), numbers, whole, len(txns))
    numbers.end()
    whole.end()
    return Segment(txns, tuple(rows))


def _take_txns(numbers: Stream, texts: Stream) -> tuple[Txn, ...]:
    count = numbers.one()
    incs = [(numbers.one(), int.from_bytes(numbers.take(8), "big")) for _ in range(numbers.one())]
    where = numbers.many(count)
    seqs, seconds = numbers.sums(count), numbers.sums(count)
    counters = numbers.many(count)
    epochs, seen = numbers.sums(count), numbers.sums(count)
    authors, titles, acts = (numbers.many(count) for _ in range(3))
    reverts = numbers.many(count)
    sizes = numbers.many(numbers.one())
    names = [texts.take(size).decode() for size in sizes]
    return tuple(
        Txn(
            Dot((seconds[n] << _COUNTER) + counters[n], *incs[where[n]], seqs[n]),
            epochs[n],
            seen[n],
            names[authors[n]],
            names[titles[n]],
            _ACTS[acts[n]],
            reverts[n],
        )
        for n in range(count)
    )


def _take_rows(tag: int, numbers: Stream, texts: Stream, txns: int) -> list[Row]:
    count = numbers.one()
    own = numbers.sums(count)
    ids = [UUID(bytes=texts.take(16)) if named else None for named in numbers.many(count)]
    fields = [list(_bits(mask)) for mask in numbers.many(count)]
    firsts = numbers.sums(count) if numbers.one() else numbers.many(count)
    writers = iter(numbers.many(sum(map(len, fields))))
    places = [
        [(field, first + next(writers)) for field in row]
        for row, first in zip(fields, firsts, strict=True)
    ]
    if any(not 0 <= txn < txns for row in places for _, txn in row):
        raise DamagedError("a cell was written by nobody")
    counts: dict[int, int] = {}
    for row in fields:
        for field in row:
            counts[field] = counts.get(field, 0) + 1
    columns = {
        field: _take_column(count, numbers, texts) for field, count in sorted(counts.items())
    }
    return [
        Row(tag, number, id, tuple(Cell(field, txn, next(columns[field])) for field, txn in row))
        for number, id, row in zip(own, ids, places, strict=True)
    ]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _take_column(count: int, numbers: Stream, texts: Stream) -> Iterator[Value]:
    codes = numbers.many(count)
    ints = iter(numbers.sums(codes.count(_INT)))
    sizes = numbers.many(codes.count(_TEXT) + codes.count(_BYTES))
    whole = iter([texts.take(size) for size in sizes])
    reals = iter([struct.unpack(">d", texts.take(8))[0] for _ in range(codes.count(_REAL))])
    takers: dict[int, Callable[[], Value]] = {
        _NULL: lambda: None,
        _INT: lambda: next(ints),
        _TEXT: lambda: next(whole).decode(),
        _REAL: lambda: next(reals),
        _BYTES: lambda: next(whole),
    }
    if not takers.keys() >= set(codes):
        raise DamagedError("a value of no kind")
    return iter([takers[code]() for code in codes])
