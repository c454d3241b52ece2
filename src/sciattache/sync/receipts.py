"""What somebody says that they have of the contents that were offered to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import cbor2

from sciattache.store import blobs
from sciattache.sync import ranges
from sciattache.sync.chunks import total
from sciattache.sync.ranges import Range

_BITMAP = -(-total(blobs.LARGEST) // 8)
"""Bytes of a bitmap at most."""
_MOST_PARTS = 20_000
"""Contents that one receipt tells of one by one at most; of the others it tells later."""


class Had(NamedTuple):
    """What somebody has of one content: how often they threw all of it away, for it had another
    hash, and which chunks they have since (a bitmap, the first in the lowest bit)."""

    tries: int = 0
    held: int = 0

    def joined(self, other: Had) -> Had:
        """What is known from two tellings, whichever of them is the later one."""
        if self.tries == other.tries:
            return Had(self.tries, self.held | other.held)
        return max(self, other)


@dataclass(frozen=True)
class Receipt:
    """What somebody has of the contents that one incarnation of another offered to them.

    ``export`` is the last of its exports that they had; ``whole`` the numbers of contents that came
    whole at the first try, ``parts`` what they have of others.  Two receipts may come in any
    order: joined they say the same.
    """

    export: int = 0
    whole: tuple[Range, ...] = ()
    parts: Mapping[int, Had] = field(default_factory=dict)

    def of(self, number: int, every: int) -> Had:
        """What they have of a content whose whole bitmap is ``every``."""
        first = Had(0, every if _within(self.whole, number) else 0)
        return first.joined(self.parts.get(number, first))

    def joined(self, other: Receipt) -> Receipt:
        """What both say together."""
        parts = dict(self.parts)
        for number, had in other.parts.items():
            parts[number] = had.joined(parts.get(number, had))
        whole = ranges.joined((*self.whole, *other.whole))
        return Receipt(max(self.export, other.export), whole, _beside(whole, parts))

    def up_to(self, last: int) -> Receipt:
        """The part of it that is about numbers from 1 to ``last``."""
        whole = tuple((max(a, 1), min(b, last)) for a, b in self.whole if a <= last and b >= 1)
        parts = {number: had for number, had in self.parts.items() if 1 <= number <= last}
        return Receipt(self.export, whole, parts)

    def plain(self) -> list[Any]:
        """The receipt in whole numbers and bytes, as manifests have it."""
        parts = {n: [had.tries, packed(had.held)] for n, had in sorted(self.parts.items())}
        return [self.export, [list(one) for one in self.whole], parts]


@dataclass(frozen=True)
class Receipts:
    """The sender's own export, and its receipts by the incarnation that they are for."""

    export: int = 0
    by: Mapping[int, Receipt] = field(default_factory=dict)

    def plain(self) -> list[Any]:
        """The receipts in whole numbers and bytes, as manifests have them."""
        return [self.export, {inc: receipt.plain() for inc, receipt in self.by.items()}]


def summed(export: int, tellings: Iterable[tuple[int, int, Had]]) -> Receipt:
    """The receipt for contents of which each telling has number, whole bitmap and what is had."""
    known = {number: (every, had) for number, every, had in tellings}
    whole = ranges.joined((n, n) for n, (every, had) in known.items() if had == Had(0, every))
    parts = {n: had for n, (_, had) in sorted(known.items()) if had != Had()}
    beside = list(_beside(whole, parts).items())[:_MOST_PARTS]
    return Receipt(export, whole, dict(beside))


def dumped(by: Mapping[int, Receipt]) -> bytes:
    """Receipts as the store keeps them."""
    content: bytes = cbor2.dumps(Receipts(0, by).plain(), canonical=True)
    return content


def loaded(content: bytes) -> Mapping[int, Receipt]:
    """Receipts that the store keeps."""
    return read(cbor2.loads(content)).by


def read(told: Any) -> Receipts:
    """Receipts of a manifest; ``TypeError`` or ``ValueError`` where they are none."""
    export, by = told
    return Receipts(
        _number(export), {_number(inc): _receipt(one) for inc, one in _mapping(by).items()}
    )


def packed(held: int) -> bytes:
    """A bitmap as the store and the wire have it."""
    return held.to_bytes(-(-held.bit_length() // 8), "little")


def unpacked(held: bytes) -> int:
    """A bitmap again."""
    return int.from_bytes(held, "little")


def _receipt(told: Any) -> Receipt:
    export, whole, parts = told
    if len(_mapping(parts)) > _MOST_PARTS or len(whole) > _MOST_PARTS:
        raise ValueError("more contents than a receipt tells of")
    spans = [(_number(a), _number(b)) for a, b in whole]
    if any(a > b for a, b in spans):
        raise ValueError("a range that is none")
    had = {_number(n): Had(_number(tries), _bitmap(held)) for n, (tries, held) in parts.items()}
    return Receipt(_number(export), ranges.joined(spans), had)


def _beside(whole: tuple[Range, ...], parts: Mapping[int, Had]) -> dict[int, Had]:
    """What is not said by the ranges already."""
    return {n: had for n, had in parts.items() if had.tries or not _within(whole, n)}


def _within(spans: tuple[Range, ...], number: int) -> bool:
    """Whether a number is in one of the ranges, which are in order and apart."""
    place = bisect_right(spans, (number, 2**63))
    return place > 0 and number <= spans[place - 1][1]


def _mapping(told: Any) -> dict[Any, Any]:
    if type(told) is not dict:
        raise TypeError(f"{told!r} is no mapping")
    return told


def _number(told: Any) -> int:
    if type(told) is not int or not 0 <= told < 2**63:
        raise TypeError(f"{told!r} counts nothing")
    return told


def _bitmap(told: Any) -> int:
    if type(told) is not bytes or len(told) > _BITMAP:
        raise TypeError("a bitmap that is none")
    return unpacked(told)
