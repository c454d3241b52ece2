"""Which numbers of a row of numbers somebody has, as ranges (SACK, RFC 2018)."""

from __future__ import annotations

from collections.abc import Iterable

Range = tuple[int, int]
"""From the first number to the last, both in it."""


def joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges in order, those that touch or overlap made one."""
    found: list[Range] = []
    for a, b in sorted(ranges):
        if found and a <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return tuple(found)


def reach(ranges: Iterable[Range]) -> int:
    """The last number up to which nothing lacks, from 1 on; 0 where the first does."""
    first = next(iter(joined(ranges)), (0, 0))
    return first[1] if first[0] == 1 else 0


def holes(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """What lacks below the highest number."""
    found, after = [], 0
    for a, b in joined(ranges):
        if a > after + 1:
            found.append((after + 1, a - 1))
        after = b
    return tuple(found)


def has(ranges: Iterable[Range], wanted: Range) -> bool:
    """Whether all of a range is there."""
    return any(a <= wanted[0] and wanted[1] <= b for a, b in joined(ranges))
