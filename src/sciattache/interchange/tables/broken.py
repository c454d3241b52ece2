"""Read one record of a text file whose quotes or delimiters are not as they should be."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache

from sciattache.interchange.tables.looks import look
from sciattache.interchange.tables.table import Cell

OTHER_DELIMITERS = (",", ";", "\t", "|", " ")
_LONGEST = 20_000
_MOST_QUOTES = 120
_MOST_EDGES = 600
_WIDEST = 300
Profile = Sequence[Counter[str]]


def split_broken(text: str, delimiter: str, quote: str, width: int) -> list[str] | None:
    """Split a record into `width` cells in the way that takes the fewest quotes as plain text.

    None when there is no way, or when the record is too long to try them all.
    """
    text = text.rstrip("\r\n")
    if len(text) > _LONGEST or text.count(quote) > _MOST_QUOTES:
        return None
    end, step = len(text), len(delimiter)
    edges = [*(found.start() for found in re.finditer(re.escape(delimiter), text)), end]
    if width > _WIDEST or len(edges) > _MOST_EDGES:
        return None

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        """The least cost of cutting text[start:] into `left` cells, and where the cells end."""
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for stop, cost in _stops(text, start, edges, quote):
            if left == 1:
                rest: tuple[float, tuple[int, ...]] = (0, ()) if stop == end else (1e9, ())
            elif stop < end:
                rest = best(stop + step, left - 1)
            else:
                continue
            if cost + rest[0] < found[0]:
                found = (cost + rest[0], (stop, *rest[1]))
        return found

    cost, stops = best(0, width)
    if cost >= 1e9:
        return None
    starts = [0, *(stop + step for stop in stops[:-1])]
    return [_plain(text[start:stop], quote) for start, stop in zip(starts, stops, strict=True)]


def _stops(text: str, start: int, edges: list[int], quote: str) -> list[tuple[int, float]]:
    """Where the cell that begins at `start` may end, and how much each reading costs."""
    stops: list[tuple[int, float]] = []
    if text.startswith(quote, start):
        close = _closing(text, start + 1, quote)
        stop = edges[bisect_left(edges, close)] if close > 0 else -2
        if stop == close:
            return [(close, 0.0)]
        if stop > 0 and text[close:stop].isspace():
            return [(stop, 0.5)]
        place = text.find(quote, start + 1)
        while place >= 0:
            if edges[bisect_left(edges, place + 1)] == place + 1:
                stops.append((place + 1, 2.0))
            place = text.find(quote, place + 1)
    stop = edges[bisect_left(edges, start)]
    inside = text[start:stop]
    stops.append((stop, 3.0 if inside.startswith(quote) else float(quote in inside)))
    return stops


def _closing(text: str, place: int, quote: str) -> int:
    """The place after the closing quote, where a doubled quote does not close; -1: none."""
    while (place := text.find(quote, place)) >= 0:
        if not text.startswith(quote, place + 1):
            return place + 1
        place += 2
    return -1


def _plain(cell: str, quote: str) -> str:
    bare = cell.rstrip()
    if len(bare) > 1 and bare.startswith(quote) and bare.endswith(quote):
        return bare[1:-1].replace(quote * 2, quote)
    return cell


def profile_of(rows: Sequence[Sequence[Cell]], width: int) -> Profile:
    """How often each look occurs in each column of these rows."""
    return [
        Counter(look(cells[place]) for cells in rows if place < len(cells))
        for place in range(width)
    ]


def fit(cells: Sequence[Cell], profile: Profile) -> float:
    """How well these cells look like the columns they would stand in, from 0 to 1."""
    if not cells or not profile:
        return 0.0
    shares = (
        column[look(cell)] / max(1, column.total())
        for cell, column in zip(cells, profile, strict=False)
    )
    return sum(shares) / len(profile)


def without_empty(cells: list[str], profile: Profile) -> list[str] | None:
    """Leave out surplus empty cells where the others then fit their columns best."""
    width = len(profile)
    best = list(cells)
    while len(best) > width:
        empty = [place for place, cell in enumerate(best) if not cell.strip()]
        if not empty:
            return None
        ways = [best[:place] + best[place + 1 :] for place in reversed(empty[-50:])]
        best = max(ways, key=lambda way: fit(way[:width], profile))
    return best
