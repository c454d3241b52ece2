"""Whole numbers in as few bytes as they need (LEB128, with ZigZag for signed ones)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

_MOST = 10
"""Bytes of a number of 64 bits."""


class DamagedError(ValueError):
    """Bytes that are not what their writer makes."""


def put(into: bytearray, number: int) -> None:
    """Append a number that is not negative."""
    while number > 0x7F:
        into.append(number & 0x7F | 0x80)
        number >>= 7
    into.append(number)


def zigzag(number: int) -> int:
    """A signed number as one that is not negative, small where it was near nought."""
    return number << 1 if number >= 0 else (-number << 1) - 1


def unzigzag(number: int) -> int:
    """The signed number again."""
    return number >> 1 if not number & 1 else -((number + 1) >> 1)


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers that are not negative, one after the other."""
    made = bytearray()
    for number in numbers:
        put(made, number)
    return bytes(made)


def deltas(numbers: Iterable[int]) -> bytes:
    """Signed numbers, each as its distance from the one before."""
    return packed(zigzag(after - before) for before, after in pairwise((0, *numbers)))


class Stream:
    """Numbers and texts read back in order; ``DamagedError`` where there is no such thing."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def one(self) -> int:
        """The next number."""
        number = shift = 0
        for at in range(self._at, min(self._at + _MOST, len(self._content))):
            byte = self._content[at]
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                self._at = at + 1
                return number
            shift += 7
        raise DamagedError("a number does not end")

    def many(self, count: int) -> list[int]:
        """The next numbers; as many as the bytes can hold at most."""
        if count > len(self._content) - self._at:
            raise DamagedError("there are fewer numbers than promised")
        near = self._content[self._at : self._at + count]
        if near.isascii():  # each of one byte
            self._at += count
            return list(near)
        return [self.one() for _ in range(count)]

    def sums(self, count: int) -> list[int]:
        """Signed numbers that were written as distances."""
        total, found = 0, []
        for step in self.many(count):
            total += unzigzag(step)
            found.append(total)
        return found

    def take(self, size: int) -> bytes:
        """The next bytes."""
        end = self._at + size
        if end > len(self._content):
            raise DamagedError("there are fewer bytes than promised")
        found = self._content[self._at : end]
        self._at = end
        return found

    def end(self) -> None:
        """Refuse anything that is left."""
        if self._at != len(self._content):
            raise DamagedError("there is more than promised")
