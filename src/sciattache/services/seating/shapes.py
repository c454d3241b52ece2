"""Tables seen from above: their places, who sits beside whom, and which place honours more.

Places are numbered clockwise, so that whoever sits at a place has the one before it at the right
hand and the one after it at the left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

MOST = 400
"""Places of the largest table that is laid."""


@dataclass(frozen=True)
class Place:
    """A place: its number, where it is (0 to 1 from the left and from the top), how it faces.

    ``turn`` is the direction in which the sitter looks, in degrees clockwise from up.
    """

    number: int
    x: float
    y: float
    turn: float = 0.0


@dataclass(frozen=True)
class Spot:
    """How a place stands to the one that presides nearest: so many places at its right or left."""

    number: int
    distance: int
    right: bool
    anchor: int


@dataclass(frozen=True)
class Layout:
    """A table that is laid.

    ``host`` presides; ``opposite`` is the place facing it, where there is one: of the guest of
    honour, or at a table with ``ends`` of whoever helps the host.  ``right`` and ``left`` give the
    neighbours.
    """

    shape: str
    places: tuple[Place, ...]
    right: Mapping[int, int]
    left: Mapping[int, int]
    host: int
    opposite: int | None = None
    ends: bool = False

    def beside(self, number: int) -> tuple[int, ...]:
        """The places next to a place."""
        near = (self.right.get(number), self.left.get(number))
        return tuple(dict.fromkeys(one for one in near if one is not None and one != number))

    @property
    def anchors(self) -> tuple[int, ...]:
        return (self.host,) if self.opposite is None else (self.host, self.opposite)

    def honour(self) -> list[Spot]:
        """The places but those that preside, the most honoured first.

        The right of the host before that of the place opposite, the right before the left, and
        the nearer before the farther.
        """
        found: dict[int, tuple[tuple[int, int, int], Spot]] = {}
        for rank, anchor in enumerate(self.anchors):
            for way, step in enumerate((self.right, self.left)):
                number, distance = step.get(anchor), 1
                while number is not None and number not in self.anchors:
                    key = (distance, way, rank)
                    if number not in found or key < found[number][0]:
                        found[number] = (key, Spot(number, distance, way == 0, anchor))
                    number, distance = step.get(number), distance + 1
        return [spot for _, spot in sorted(found.values(), key=lambda pair: pair[0])]


@lru_cache(maxsize=64)
def layout(shape: str, places: int, *, ends: bool = False) -> Layout:
    """A table of that shape (a code of the vocabulary) with so many places.

    A long table has the host at the middle of one side and the guest of honour facing, the French
    way; with ``ends`` the host presides at one end, the English way.
    """
    count = max(1, min(places, MOST))
    if ends and shape == "long" and count >= 4:
        return _with_ends(count)
    return _SHAPES.get(shape, _long)(count)


def _long(count: int) -> Layout:
    upper = count // 2
    lower = count - upper
    places = [Place(n, _share(n - 1, upper), 0.1, 180) for n in range(1, upper + 1)]
    places += [
        Place(upper + n, 1 - _share(n - 1, lower), 0.9, 0) for n in range(1, lower + 1)
    ]  # fmt: skip
    chains = [range(1, upper + 1), range(upper + 1, count + 1)]
    right = {n: n - 1 for chain in chains for n in chain if n - 1 in chain}
    left = {n: n + 1 for chain in chains for n in chain if n + 1 in chain}
    opposite = (upper + 1) // 2 if upper else None
    host = upper + 1 + lower // 2
    return Layout("long", tuple(places), right, left, host, opposite)


def _with_ends(count: int) -> Layout:
    upper = (count - 2) // 2
    lower = count - 2 - upper
    places = [Place(n, _share(n - 1, upper, 0.16), 0.1, 180) for n in range(1, upper + 1)]
    places.append(Place(upper + 1, 0.97, 0.5, 270))
    places += [
        Place(upper + 1 + n, 1 - _share(n - 1, lower, 0.16), 0.9, 0) for n in range(1, lower + 1)
    ]  # fmt: skip
    places.append(Place(count, 0.03, 0.5, 90))
    right, left = _ring(count)
    return Layout("long", tuple(places), right, left, count, upper + 1, ends=True)


def _round(count: int) -> Layout:
    places = tuple(
        Place(
            n + 1,
            0.5 + 0.48 * sin(2 * pi * n / count),
            0.5 - 0.48 * cos(2 * pi * n / count),
            (360 * n / count + 180) % 360,
        )
        for n in range(count)
    )
    return Layout("round", places, *_ring(count), host=1)


def _horseshoe(count: int) -> Layout:
    """Two arms and a head; only the outer places are laid."""
    head = min(count, max(1, count // 3) + (count - count // 3) % 2)
    first = (count - head) // 2
    last = count - head - first
    places = [
        Place(n, 0.02, 0.97 - _share(n - 1, first, 0.0) * 0.75, 90) for n in range(1, first + 1)
    ]
    places += [
        Place(first + n, _share(n - 1, head, 0.12), 0.04, 180) for n in range(1, head + 1)
    ]  # fmt: skip
    places += [
        Place(first + head + n, 0.98, 0.22 + _share(n - 1, last, 0.0) * 0.75, 270)
        for n in range(1, last + 1)
    ]
    right = {n: n - 1 for n in range(2, count + 1)}
    left = {n: n + 1 for n in range(1, count)}
    return Layout("horseshoe", tuple(places), right, left, (count + 1) // 2)


_SHAPES: dict[str, Callable[[int], Layout]] = {
    "long": _long,
    "round": _round,
    "horseshoe": _horseshoe,
}


def _ring(count: int) -> tuple[dict[int, int], dict[int, int]]:
    if count < 2:
        return {}, {}
    right = {n: n - 1 or count for n in range(1, count + 1)}
    return right, {before: n for n, before in right.items()}


def _share(place: int, of: int, edge: float = 0.06) -> float:
    """The middle of one of so many equal parts, between the edges."""
    return edge + (1 - 2 * edge) * (place + 0.5) / max(of, 1)
