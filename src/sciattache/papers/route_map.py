"""The way of a trip on a map: the land as SVG, the cities as labels over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from sciattache.papers import words
from sciattache.papers.blocks import Label, Map, Side
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier
from sciattache.services.routes import earth, spots
from sciattache.services.routes.spots import Spot

_WIDE, _HIGH = 1700.0, 1000.0
"""The picture's own units."""
_LEAST = 5.0
"""Degrees of latitude that a map shows at least."""
_ROOM = 1.5
"""How much wider a map is than its cities lie apart."""
_ARC = 48
"""Pieces of a great circle that is drawn."""
_SIGN = 20.0
"""About how wide a letter of a name is, in the picture's units; a name is two of them high."""


@dataclass(frozen=True)
class _View:
    """A part of the world in the picture: cylindrical, true along its middle."""

    middle: float
    at: float
    squeeze: float
    scale: float

    def point(self, spot: Spot) -> tuple[float, float]:
        return self.placed((earth.near(spot[1], self.middle), spot[0]))

    def placed(self, point: earth.Point) -> tuple[float, float]:
        across = (point[0] - self.middle) * self.squeeze * self.scale
        return _WIDE / 2 + across, _HIGH / 2 - (point[1] - self.at) * self.scale

    def box(self) -> earth.Box:
        """The degrees that the picture shows, and a little around it."""
        across, up = _WIDE / 2 / self.scale / self.squeeze + 1, _HIGH / 2 / self.scale + 1
        return self.middle - across, self.at - up, self.middle + across, self.at + up


def route_map(dossier: Dossier, reader: Reader) -> Map | None:
    """The stops in their order and the way between them; None where nobody knows where they are."""
    named: dict[str, Spot] = {}
    way: list[Spot] = []
    home = spots.of_home(dossier)
    for stop in dossier.stops:
        spot = spots.of_stop(stop, dossier)
        if spot is not None:
            named.setdefault(reader.city(stop.city), spot)
            way.append(spot)
    if not named:
        return None
    cities = [(str(number), name, spot) for number, (name, spot) in enumerate(named.items(), 1)]
    if home is not None and home not in named.values():
        name = words.zone_city(dossier.engagement.home_zone or "", reader.language)
        cities.append(("", name, home))
        way = [home, *way, home]
    view = _view([spot for _, _, spot in cities])
    labels = _labels([(number, name, view.point(spot)) for number, name, spot in cities])
    alt = reader.say("map.alt", cities=reader.listed(named))
    return Map("".join(_svg(view, way)), _WIDE / _HIGH, alt, tuple(labels))


def _view(cities: Sequence[Spot]) -> _View:
    west, wide = earth.span([lon for _, lon in cities])
    south, north = min(lat for lat, _ in cities), max(lat for lat, _ in cities)
    at = (south + north) / 2
    squeeze = max(cos(radians(at)), 0.2)
    across, up = max(wide * squeeze * _ROOM, _LEAST), max((north - south) * _ROOM, _LEAST)
    return _View(
        earth.near(west + wide / 2, 0), at, squeeze, min(_WIDE / across, _HIGH / up)
    )  # fmt: skip


def _svg(view: _View, way: Sequence[Spot]) -> Iterable[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE:.0f} {_HIGH:.0f}">'
        f'<rect width="{_WIDE:.0f}" height="{_HIGH:.0f}" fill="#eef3f7"/>'
    )
    land, borders = earth.outline()
    rings = (_path(view, earth.within(ring, view.box())) for ring in _turned(view, land))
    shapes = "".join(f"{ring}Z" for ring in rings if ring)
    yield f'<path d="{shapes}" fill="#dcdcd6" stroke="#ffffff" stroke-width="1.5"/>'
    lines = "".join(_path(view, line) for line in _turned(view, borders))
    yield f'<path d="{lines}" fill="none" stroke="#ffffff" stroke-width="2.5"/>'
    for start, end in pairwise(way):
        arc = _path(view, list(_arc(view, start, end)))
        yield f'<path d="{arc}" fill="none" stroke="#ffffff" stroke-width="10"/>'
        yield f'<path d="{arc}" fill="none" stroke="#1f4e79" stroke-width="5"/>'
    yield "</svg>"


def _turned(view: _View, lines: Iterable[earth.Line]) -> Iterable[list[earth.Point]]:
    """The lines that the picture shows, in each turn of the world."""
    west, south, east, north = view.box()
    for turn in (-360, 0, 360):
        for line in lines:
            if line.meets((west - turn, south, east - turn, north)):
                yield [(x + turn, y) for x, y in line.points]


def _arc(view: _View, start: Spot, end: Spot) -> Iterable[earth.Point]:
    before = view.middle
    for number in range(_ARC + 1):
        lat, lon = earth.between(start, end, number / _ARC)
        before = earth.near(lon, before)
        yield before, lat


def _path(view: _View, points: Sequence[earth.Point]) -> str:
    if not points:
        return ""
    placed = [view.placed(point) for point in points]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in placed)


def _labels(cities: Sequence[tuple[str, str, tuple[float, float]]]) -> Iterable[Label]:
    """Each name on a side where it covers nothing, as far as there is room."""
    taken = [(x - 22, y - 22, x + 22, y + 22) for _, _, (x, y) in cities]
    for own, (number, name, (x, y)) in zip(tuple(taken), cities, strict=True):
        sides = _sides(name, x, y)
        free: Side = next(
            (side for side, box in sides.items() if _is_free(box, taken, own)), "right"
        )
        taken.append(sides[free])
        yield Label(round(x / _WIDE * 1000), round(y / _HIGH * 1000), name, number, free)


def _sides(name: str, x: float, y: float) -> dict[Side, earth.Box]:
    wide = sum(2 if ord(sign) > 0x2E80 else 1 for sign in name) * _SIGN
    gap, half = 26.0, _SIGN
    return {
        "right": (x + gap, y - half, x + gap + wide, y + half),
        "left": (x - gap - wide, y - half, x - gap, y + half),
        "above": (x - wide / 2, y - gap - 2 * half, x + wide / 2, y - gap),
        "below": (x - wide / 2, y + gap, x + wide / 2, y + gap + 2 * half),
    }


def _is_free(box: earth.Box, taken: Sequence[earth.Box], own: earth.Box) -> bool:
    inside = box[0] > 8 and box[1] > 8 and box[2] < _WIDE - 8 and box[3] < _HIGH - 8
    return inside and not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in taken
        if other != own
    )
