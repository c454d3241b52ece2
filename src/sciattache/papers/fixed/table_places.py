"""Where the plates of a table go in a room, and how large they can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import cos, radians, sin
from typing import Literal

from sciattache.papers.fixed.stock import MM, Box
from sciattache.services.seating import Layout, Place

_ACROSS = tuple((wide, 34.0) for wide in range(116, 58, -6)) + tuple(
    (wide, 26.0) for wide in range(70, 40, -4)
)
_RADIAL = tuple((wide, long) for wide in (26.0, 22.0, 18.0, 15.0) for long in (96.0, 80.0, 66.0))
_BARE = (20.0, 16.0, 13.0, 10.0, 7.0, 5.0, 3.5, 2.5)
_CLEAR, _CLEAR_BARE = 3.0, 0.8
_BAND = 6 * MM
_BEHIND, _ASIDE = 22.0, 62.0
"""The room that those behind a place need above or below it, and beside it, in points."""


@dataclass(frozen=True)
class Plate:
    """What stands at a place; a `mark` (host, guest of honour) makes it stand out."""

    name: str = ""
    mark: str = ""
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Room:
    """A laid table: its plates by number, the words for an entrance and an empty place."""

    layout: Layout
    plates: Mapping[int, Plate] = field(default_factory=dict)
    entrance: str = ""
    table: str = ""
    free: str = ""
    language: str = ""


@dataclass(frozen=True)
class Form:
    """How plates are drawn: across, along the sitter's gaze (`radial`), or bare of names."""

    kind: Literal["across", "radial", "bare"]
    wide: float
    tall: float

    def turned(self, place: Place) -> bool:
        """Whether the words of a place run from the foot of the page to its head."""
        return self.kind == "radial" and not is_sideways(place)

    def size(self, place: Place) -> tuple[float, float]:
        """The width and height of a plate on the page, in points."""
        return (self.tall, self.wide) if self.turned(place) else (self.wide, self.tall)


@dataclass(frozen=True)
class Placed:
    """The plates as they go into a room: their form, and where each one is by number."""

    form: Form
    areas: Mapping[int, Box]


def is_sideways(place: Place) -> bool:
    """Whether a sitter looks to the left or right rather than up or down the page."""
    return 45 <= place.turn % 180 <= 135


def back(place: Place) -> tuple[float, float]:
    """The direction of a sitter's back, to the right and up."""
    return -sin(radians(place.turn)), -cos(radians(place.turn))


def placed(box: Box, room: Room) -> Placed:
    """The largest plates that keep apart, over the whole of a box (points)."""
    inside, places = _inside(box, room), _spread(room.layout)
    made: dict[int, Box] = {}
    form = Form("bare", _BARE[-1], _BARE[-1])
    for form in _forms(room.layout):
        around = _round(inside, form) if room.layout.shape == "round" else inside
        made = {place.number: _area(around, place, form) for place in places}
        clear = _CLEAR_BARE if form.kind == "bare" else _CLEAR
        if all(_apart(one, other, clear) for one, other in combinations(made.values(), 2)):
            break
    return Placed(form, made)


def _round(box: Box, form: Form) -> Box:
    """The box cut so that plates of that form stand around a circle."""
    across, high = box.width - 2 * form.wide, box.height - 2 * form.tall
    side, end = max(across - high, 0.0), max(high - across, 0.0)
    return Box(box.x + side / 2, box.y + end / 2, box.width - side, box.height - end)


def behind(room: Room, place: Place, area: Box) -> Iterator[Box]:
    """Where those behind a place go, side by side where there are several."""
    plate = room.plates.get(place.number, Plate())
    way, sideways = back(place), is_sideways(place)
    wide, tall = _ASIDE - 8 if sideways else max(48.0, min(area.width, 84.0)), _BEHIND - 7
    off = min(
        ((area.width + wide) / 2 + 3) / max(abs(way[0]), 1e-6),
        ((area.height + tall) / 2 + 3) / max(abs(way[1]), 1e-6),
    )
    off += 0 if sideways else _rows_behind(room).get(place.number, 0) * (tall + 3)
    x, y = area.x + area.width / 2 + way[0] * off, area.y + area.height / 2 + way[1] * off
    for step in range(len(plate.behind)):
        across, down = (0.0, step * (tall + 1)) if sideways else (step * (wide + 2), 0.0)
        yield Box(x + across - wide / 2, y - down - tall / 2, wide, tall)


def _inside(box: Box, room: Room) -> Box:
    """Where the plates of the table go: off the walls, and off those who sit behind."""
    rows = _rows_behind(room)
    backs = [back(place) for place in room.layout.places if place.number in rows]
    deep = _BEHIND * (max(rows.values(), default=0) + 1)
    left = _BAND + max((_ASIDE for x, _ in backs if x < -0.3), default=0.0)
    right = _BAND + max((_ASIDE for x, _ in backs if x > 0.3), default=0.0)
    low = _BAND + max((deep for _, y in backs if y < -0.3), default=0.0)
    high = _BAND + max((deep for _, y in backs if y > 0.3), default=0.0)
    return Box(box.x + left, box.y + low, box.width - left - right, box.height - low - high)


def _rows_behind(room: Room) -> dict[int, int]:
    """For each place with somebody behind it, the row: neighbours stand in two, not to touch."""
    rows: dict[int, int] = {}
    for number in sorted(number for number, plate in room.plates.items() if plate.behind):
        rows[number] = 1 - rows[number - 1] if number - 1 in rows else 0
    return rows


def _spread(layout: Layout) -> tuple[Place, ...]:
    """The places of a layout over the whole room."""
    across = [place.x for place in layout.places]
    down = [place.y for place in layout.places]
    return tuple(
        replace(place, x=_share(place.x, across), y=_share(place.y, down))
        for place in layout.places
    )


def _share(value: float, among: Sequence[float]) -> float:
    least, most = min(among), max(among)
    return (value - least) / (most - least) if most - least > 1e-6 else value


def _forms(layout: Layout) -> Iterator[Form]:
    yield from (Form("across", wide, tall) for wide, tall in _ACROSS)
    if layout.shape != "round":
        yield from (Form("radial", long, wide) for wide, long in _RADIAL)
    yield from (Form("bare", side, side) for side in _BARE)


def _area(box: Box, place: Place, form: Form) -> Box:
    wide, tall = form.size(place)
    x = box.x + (box.width - wide) * place.x
    return Box(x, box.y + (box.height - tall) * (1 - place.y), wide, tall)


def _apart(one: Box, other: Box, clear: float) -> bool:
    aside = abs(one.x + one.width / 2 - other.x - other.width / 2)
    above = abs(one.y + one.height / 2 - other.y - other.height / 2)
    return (
        aside >= (one.width + other.width) / 2 + clear
        or above >= (one.height + other.height) / 2 + clear
    )
