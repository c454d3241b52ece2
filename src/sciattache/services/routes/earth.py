"""The land of the earth as plain figures, and the great circles over it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from sciattache import assets
from sciattache.services.routes.spots import Spot

Point = tuple[float, float]
"""Longitude and latitude in degrees: across and up, as a map is drawn."""
Box = tuple[float, float, float, float]
"""West, south, east and north in degrees."""


@dataclass(frozen=True)
class Line:
    """Points of a coast or border, and how far they go."""

    points: tuple[Point, ...]
    bounds: Box

    def meets(self, box: Box) -> bool:
        """Whether any of it may lie in a box."""
        west, south, east, north = self.bounds
        return west <= box[2] and box[0] <= east and south <= box[3] and box[1] <= north


@cache
def outline() -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The rings of the land, and the borders; lines go on over the date line."""
    kept = json.loads((assets.resources() / "map" / "land.json").read_text(encoding="utf-8"))
    lines = [list(_points(steps, kept["unit"])) for steps in kept["lines"]]
    rings = (
        [point for n in ring for point in (lines[n] if n >= 0 else lines[~n][::-1])]
        for ring in kept["land"]
    )
    return (
        tuple(_line(_closed(_unrolled(ring))) for ring in rings),
        tuple(_line(_unrolled(lines[number])) for number in kept["borders"]),
    )


def within(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a ring inside a box (Sutherland and Hodgman)."""
    west, south, east, north = box
    made = list(ring)
    for axis, edge, side in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        found: list[Point] = []
        for start, end in zip([*made[-1:], *made[:-1]], made, strict=True):
            before, after = side * (start[axis] - edge), side * (end[axis] - edge)
            if (before >= 0) != (after >= 0):
                share = before / (before - after)
                across, up = end[0] - start[0], end[1] - start[1]
                found.append((start[0] + share * across, start[1] + share * up))
            if after >= 0:
                found.append(end)
        made = found
    return made


def span(longitudes: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch of the parallels that holds all: where it begins, and how wide it is."""
    around = sorted(lon % 360 for lon in longitudes)
    gaps = [(after - before, after) for before, after in pairwise([*around, around[0] + 360])]
    widest, begins = max(gaps)
    return begins, 360 - widest


def near(longitude: float, middle: float) -> float:
    """A longitude in the turn of the world around ``middle``."""
    return middle + (longitude - middle + 180) % 360 - 180


def between(start: Spot, end: Spot, share: float) -> Spot:
    """A spot on the great circle from ``start`` to ``end``."""
    (lat, lon), (lat_, lon_) = ((radians(a), radians(b)) for a, b in (start, end))
    half = sin((lat_ - lat) / 2) ** 2 + cos(lat) * cos(lat_) * sin((lon_ - lon) / 2) ** 2
    angle = 2 * asin(min(1.0, sqrt(half)))
    if angle < 1e-9:
        return start
    a, b = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
    x = a * cos(lat) * cos(lon) + b * cos(lat_) * cos(lon_)
    y = a * cos(lat) * sin(lon) + b * cos(lat_) * sin(lon_)
    z = a * sin(lat) + b * sin(lat_)
    return degrees(atan2(z, sqrt(x * x + y * y))), degrees(atan2(y, x))


def _line(points: Sequence[Point]) -> Line:
    across, up = zip(*points, strict=True)
    return Line(tuple(points), (min(across), min(up), max(across), max(up)))


def _unrolled(points: Sequence[Point]) -> list[Point]:
    """A line that goes on over the date line instead of leaping back around the world."""
    made = [points[0]]
    for across, up in points[1:]:
        made.append((near(across, made[-1][0]), up))
    return made


def _closed(ring: list[Point]) -> list[Point]:
    """A ring that goes around the pole, let down to it."""
    if abs(ring[-1][0] - ring[0][0]) < 180:
        return ring
    return [*ring, (ring[-1][0], -90.0), (ring[0][0], -90.0)]


def _points(steps: Sequence[int], unit: float) -> Iterable[Point]:
    x = y = 0
    for wide, high in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + wide, y + high
        yield x * unit, y * unit
