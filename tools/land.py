"""Make the map's outline of land and borders from the world atlas: python -m tools.land ATLAS OUT.

ATLAS is ``countries-50m.json`` of the npm package ``world-atlas``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]

UNIT = 0.02
"""Degrees of one step of the outline's numbers."""
TOLERANCE = 0.07
"""Degrees by which a line may stray when points are left out of it."""
SMALLEST = 0.012
"""Square degrees under which an island is left out."""


def main(words: list[str]) -> int:
    """Write the outline; gives the exit status."""
    if len(words) != 2:
        print("usage: python -m tools.land ATLAS OUT", file=sys.stderr)
        return 2
    atlas = json.loads(Path(words[0]).read_text(encoding="utf-8"))
    Path(words[1]).write_text(json.dumps(outline(atlas), separators=(",", ":")), encoding="utf-8")
    return 0


def outline(atlas: dict[str, Any]) -> dict[str, Any]:
    """Lines as steps from point to point; land as rings of lines, borders as lines.

    As in TopoJSON, ``~n`` in a ring is line ``n`` backwards.
    """
    arcs = [list(_absolute(arc, atlas["transform"])) for arc in atlas["arcs"]]
    kept = [ring for ring in _rings(atlas["objects"]["land"]) if _area(ring, arcs) >= SMALLEST]
    used: Counter[int] = Counter()
    for country in atlas["objects"]["countries"]["geometries"]:
        used.update({_forward(arc) for ring in _rings(country) for arc in ring})
    borders = [number for number, times in used.items() if times > 1]
    wanted = sorted({_forward(arc) for ring in kept for arc in ring} | set(borders))
    numbers = {old: new for new, old in enumerate(wanted)}
    return {
        "unit": UNIT,
        "lines": [_steps(_simplified(arcs[old])) for old in wanted],
        "land": [[_renumbered(arc, numbers) for arc in ring] for ring in kept],
        "borders": [numbers[arc] for arc in borders],
    }


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    if shape["type"] == "GeometryCollection":
        for one in shape["geometries"]:
            yield from _rings(one)
    elif shape["type"] == "MultiPolygon":
        for polygon in shape["arcs"]:
            yield from polygon
    elif shape["type"] == "Polygon":
        yield from shape["arcs"]


def _absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    x = y = 0
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    for step in arc:
        x, y = x + step[0], y + step[1]
        yield x * wide + left, y * high + low


def _area(ring: list[int], arcs: list[list[Point]]) -> float:
    points = [point for arc in ring for point in _walked(arc, arcs)]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x * y_ - x_ * y for (x, y), (x_, y_) in pairs)) / 2


def _walked(arc: int, arcs: list[list[Point]]) -> list[Point]:
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _forward(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _renumbered(arc: int, numbers: dict[int, int]) -> int:
    return numbers[arc] if arc >= 0 else ~numbers[~arc]


def _simplified(line: list[Point]) -> list[Point]:
    """A line without the points that it strays little from (Douglas and Peucker)."""
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    if line[0] == line[-1] and len(line) > 3:  # a ring: cut it in two
        spans = [(0, len(line) // 2), (len(line) // 2, len(line) - 1)]
        kept.add(len(line) // 2)
    while spans:
        first, last = spans.pop()
        away = [(_away(line[n], line[first], line[last]), n) for n in range(first + 1, last)]
        most, at = max(away, default=(0.0, 0))
        if most > TOLERANCE:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [line[number] for number in sorted(kept)]


def _away(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    long = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if not long:
        return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
    return float(abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long)


def _steps(line: list[Point]) -> list[int]:
    """A point, then steps from each to the next, in units: x, y, x, y, …"""
    made: list[int] = []
    x = y = 0
    for wide, high in line:
        new_x, new_y = round(wide / UNIT), round(high / UNIT)
        if made and (new_x, new_y) == (x, y):
            continue
        made += [new_x - x, new_y - y]
        x, y = new_x, new_y
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
