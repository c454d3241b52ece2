"""A file's chunks as bytes: which pieces of which contents it carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import cbor2
import zstandard

from sciattache.store import blobs
from sciattache.sync.varints import DamagedError

CHUNK = 256 * 1024
"""Bytes of every chunk of a content but its last."""
EACH = 64
"""Bytes at most that a chunk needs beside its own: its content's hash, number, size, its place."""
_LEVEL = 3
"""Photographs do not compress: what texts there are is worth a quick look."""
_MOST = 64_000_000
"""Bytes that a file's chunks unfold to at most."""


@dataclass(frozen=True)
class Part:
    """Chunks of one content, by their places; ``number`` is how its sender calls it."""

    number: int
    sha256: str
    size: int
    chunks: Mapping[int, bytes]


def total(size: int) -> int:
    """How many chunks a content has; an empty one has one, empty as well."""
    return max(1, -(-size // CHUNK))


def every(size: int) -> int:
    """The bitmap of a content that is whole: a bit for each chunk, the first the lowest."""
    return (1 << total(size)) - 1


def length(size: int, place: int) -> int:
    """The bytes of the chunk in a place."""
    return min(CHUNK, size - place * CHUNK)


def encode(parts: Iterable[Part]) -> bytes:
    """The chunks, packed; the same ones give the same bytes."""
    told = [
        [part.number, bytes.fromhex(part.sha256), part.size, dict(part.chunks)] for part in parts
    ]
    packed: bytes = cbor2.dumps(told, canonical=True)
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=False).compress(packed)


def decode(content: bytes) -> tuple[Part, ...]:
    """The chunks again; ``DamagedError`` says what no office packs so."""
    packed = _unfolded(content)
    try:
        told = cbor2.loads(packed)
        if cbor2.dumps(told, canonical=True) != packed:
            raise DamagedError("its chunks are not packed as offices do")
    except (cbor2.CBORDecodeError, cbor2.CBOREncodeError, ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from error
    if type(told) is not list:
        raise DamagedError("it has no chunks")
    parts = tuple(map(_part, told))
    if len({part.number for part in parts}) < len(parts):
        raise DamagedError("it tells of one content twice")
    return parts


def _unfolded(content: bytes) -> bytes:
    try:
        if not 0 < zstandard.get_frame_parameters(content).content_size <= _MOST:
            raise DamagedError("it unfolds to more than a file may have")
        return zstandard.ZstdDecompressor().decompress(content, max_output_size=_MOST)
    except zstandard.ZstdError as error:
        raise DamagedError(str(error)) from error


def _part(told: Any) -> Part:
    match told:
        case [int(number), bytes(digest), int(size), dict(chunks)] if (
            type(number) is type(size) is int and len(digest) == 32 and chunks
        ):
            pass
        case _:
            raise DamagedError("its chunks are not packed as offices do")
    if not 0 < number < 2**63:
        raise DamagedError("a content has a number that none has")
    if not 0 <= size <= blobs.LARGEST:
        raise DamagedError(f"a content of {size} bytes is larger than any that is kept")
    for place, chunk in chunks.items():
        if type(place) is not int or not 0 <= place < total(size):
            raise DamagedError(f"a content of {total(size)} chunks has none in place {place!r}")
        if type(chunk) is not bytes or len(chunk) != length(size, place):
            raise DamagedError(f"the chunk in place {place} is not as long as it must be")
    return Part(number, digest.hex(), size, chunks)
