"""A table seen from above with the plates of its places, in a room with its entrance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import cos, radians, sin

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.stack import Row, draw_stack, stack
from sciattache.papers.fixed.stock import MM, Box
from sciattache.papers.typesetting.look import HOUSE, Look
from sciattache.services.seating import Layout, Place, outline

_SIZES = tuple((wide, 34.0) for wide in range(116, 58, -6)) + tuple(
    (wide, 26.0) for wide in range(70, 40, -4)
)
_RADIAL = tuple((wide, long) for wide in (26.0, 22.0, 18.0, 15.0) for long in (96.0, 80.0, 66.0))
_BARE = (20.0, 16.0, 13.0, 10.0, 7.0)
_CLEAR = 3.0
_DOOR = 22 * MM
_BAND = 6 * MM
_BEHIND, _ASIDE = 22.0, 62.0
"""The room that those behind a place need above or below it, and beside it, in points."""
_TINT = "#ececec"


@dataclass(frozen=True)
class Plate:
    """What stands at a place; a `mark` (host, guest of honour) makes it stand out."""

    name: str = ""
    mark: str = ""
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Room:
    """A laid table: its plates by number, the words for the entrance and an empty place."""

    layout: Layout
    plates: Mapping[int, Plate] = field(default_factory=dict)
    entrance: str = ""
    table: str = ""
    free: str = ""
    language: str = ""


@dataclass(frozen=True)
class _Form:
    """How plates are drawn: across their place's width, along the sitter's gaze, or bare."""

    kind: str
    wide: float
    tall: float

    def size(self, place: Place) -> tuple[float, float]:
        sideways = 45 <= place.turn % 180 <= 135
        if self.kind == "radial" and not sideways:
            return self.tall, self.wide
        return self.wide, self.tall


def draw_table(canvas: Canvas, box: Box, room: Room, *, look: Look = HOUSE) -> None:
    """Fill a box (points) with the room; it is the same in every language, as hands are."""
    canvas.saveState()
    canvas.setStrokeColor(HexColor(look.line))
    canvas.setLineWidth(look.hairline)
    canvas.rect(box.x, box.y, box.width, box.height)
    canvas.restoreState()
    _entrance(canvas, box, room, look)
    places = _spread(room.layout)
    inside = _inside(box, room)
    form = _form(places, inside, round_table=room.layout.shape == "round")
    areas = {place.number: _area(inside, place, form) for place in places}
    _table(canvas, room, areas, form, look)
    for place in room.layout.places:
        _plate(canvas, room, place, areas[place.number], form, look)


def _inside(box: Box, room: Room) -> Box:
    """Where the plates of the table go: off the walls, and off those who sit behind."""
    backs = [
        _back(place)
        for place in room.layout.places
        if (plate := room.plates.get(place.number)) and plate.behind
    ]
    left = _BAND + max((_ASIDE for x, _ in backs if x < -0.3), default=0.0)
    right = _BAND + max((_ASIDE for x, _ in backs if x > 0.3), default=0.0)
    low = _BAND + max((_BEHIND for _, y in backs if y < -0.3), default=0.0)
    high = _BAND + max((_BEHIND for _, y in backs if y > 0.3), default=0.0)
    return Box(box.x + left, box.y + low, box.width - left - right, box.height - low - high)


def _back(place: Place) -> tuple[float, float]:
    """The direction of a sitter's back, to the right and up."""
    return -sin(radians(place.turn)), -cos(radians(place.turn))


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


def _form(places: Sequence[Place], box: Box, *, round_table: bool) -> _Form:
    """The largest plates that keep apart."""
    for form in _forms(round_table):
        areas = [_area(box, place, form) for place in places]
        if all(_apart(one, other) for one, other in combinations(areas, 2)):
            return form
    return _Form("bare", _BARE[-1], _BARE[-1])


def _forms(round_table: bool) -> Iterator[_Form]:
    yield from (_Form("across", wide, tall) for wide, tall in _SIZES)
    if not round_table:
        yield from (_Form("radial", long, wide) for wide, long in _RADIAL)
    yield from (_Form("bare", side, side) for side in _BARE)


def _area(box: Box, place: Place, form: _Form) -> Box:
    wide, tall = form.size(place)
    x = box.x + wide / 2 + (box.width - wide) * place.x
    y = box.y + tall / 2 + (box.height - tall) * (1 - place.y)
    return Box(x - wide / 2, y - tall / 2, wide, tall)


def _apart(one: Box, other: Box) -> bool:
    aside = abs(one.x + one.width / 2 - other.x - other.width / 2)
    above = abs(one.y + one.height / 2 - other.y - other.height / 2)
    return (
        aside >= (one.width + other.width) / 2 + _CLEAR
        or above >= (one.height + other.height) / 2 + _CLEAR
    )


def _table(canvas: Canvas, room: Room, areas: Mapping[int, Box], form: _Form, look: Look) -> None:
    boxes = list(areas.values())
    centres = [(one.x + one.width / 2, -one.y - one.height / 2) for one in boxes]
    facing = [form.size(place) for place in room.layout.places if not 45 <= place.turn % 180 <= 135]
    wide = max(one.width for one in boxes)
    tall = max((size[1] for size in facing), default=form.tall)
    made = outline(
        room.layout,
        centres,
        wide,
        tall,
        gap=14.0 if room.layout.shape == "round" else 7.0,
        thick=40.0,
    )
    canvas.saveState()
    canvas.setFillColor(HexColor("#f6f6f6"))
    canvas.setStrokeColor(HexColor(look.quiet))
    canvas.setLineWidth(look.rule)
    left, right = sorted((made.left, made.right))
    low, high = sorted((-made.bottom, -made.top))
    if made.form == "ellipse":
        canvas.ellipse(left, low, right, high, stroke=1, fill=1)
    elif made.form == "box":
        canvas.roundRect(left, low, right - left, high - low, 4, stroke=1, fill=1)
    else:
        path = canvas.beginPath()
        for number, (x, y) in enumerate(made.corners):
            (path.lineTo if number else path.moveTo)(x, -y)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
    canvas.restoreState()
    if made.form != "arch" and right - left > 60 and high - low > 20:
        draw(
            canvas, room.table, (left + right) / 2, (low + high) / 2 - look.small / 3, look.small,
            align="center", max_width=right - left - 16, colour=look.quiet,
            language=room.language,
        )  # fmt: skip


def _plate(canvas: Canvas, room: Room, place: Place, area: Box, form: _Form, look: Look) -> None:
    plate = room.plates.get(place.number)
    canvas.saveState()
    canvas.setFillColor(HexColor(_TINT if plate and plate.mark else "#ffffff"))
    canvas.setStrokeColor(HexColor(look.ink if plate else look.quiet))
    canvas.setLineWidth(1.4 if plate and plate.mark else look.hairline * 1.5)
    if plate is None:
        canvas.setDash(2, 2)
    canvas.roundRect(area.x, area.y, area.width, area.height, 3, stroke=1, fill=1)
    canvas.restoreState()
    upright = form.kind == "radial" and area.height > area.width
    canvas.saveState()
    canvas.translate(area.x + area.width / 2, area.y + area.height / 2)
    if upright:
        canvas.rotate(90)
    wide, tall = (area.height, area.width) if upright else (area.width, area.height)
    _words(canvas, room, place, plate, Box(-wide / 2, -tall / 2, wide, tall), form, look)
    canvas.restoreState()
    if plate and plate.behind:
        _behind(canvas, room, place, plate, area, look)


def _words(
    canvas: Canvas, room: Room, place: Place, plate: Plate | None, box: Box, form: _Form,
    look: Look,
) -> None:  # fmt: skip
    number = str(place.number)
    if form.kind == "bare":
        size = min(9.0, box.height * 0.55)
        draw(
            canvas, number, 0, -size * 0.36, size, bold=bool(plate), align="center",
            max_width=box.width - 1, colour=look.ink if plate else look.quiet,
        )  # fmt: skip
        return
    inside = Box(box.x + 2.5, box.y + 1.5, box.width - 5, box.height - 3)
    if form.kind == "radial":
        draw(canvas, number, inside.x, -2.2, 6.0, colour=look.quiet)
        names = Box(inside.x + 10, inside.y, inside.width - 10, inside.height)
    else:
        head = " · ".join(filter(None, (number, plate.mark if plate else "")))
        draw(
            canvas, head, inside.x + inside.width / 2, inside.y + inside.height - 5.4, 5.6,
            bold=bool(plate and plate.mark), align="center", max_width=inside.width,
            colour=look.ink if plate and plate.mark else look.quiet, language=room.language,
        )  # fmt: skip
        names = Box(inside.x, inside.y, inside.width, inside.height - 7.5)
    row = (
        Row(plate.name, bold=True, lines=2)
        if plate
        else Row(room.free, colour=look.quiet, language=room.language)
    )
    made = stack((row,), names.width, names.height, largest=9.0, smallest=4.5)
    draw_stack(canvas, made, names, align="center", stand="middle")


def _behind(canvas: Canvas, room: Room, place: Place, plate: Plate, area: Box, look: Look) -> None:
    """Smaller plates at a sitter's back, one beyond the other only where there are several."""
    back = _back(place)
    sideways = abs(back[0]) > abs(back[1])
    wide, tall = _ASIDE - 8 if sideways else max(48.0, min(area.width, 84.0)), _BEHIND - 7
    apart = min(
        ((area.width + wide) / 2 + 3) / max(abs(back[0]), 1e-6),
        ((area.height + tall) / 2 + 3) / max(abs(back[1]), 1e-6),
    )
    for step, name in enumerate(plate.behind):
        x = area.x + area.width / 2 + back[0] * apart + (0 if sideways else step * (wide + 2))
        y = area.y + area.height / 2 + back[1] * apart - (step * (tall + 1) if sideways else 0)
        canvas.saveState()
        canvas.setFillColor(HexColor("#ffffff"))
        canvas.setStrokeColor(HexColor(look.quiet))
        canvas.setLineWidth(look.hairline)
        canvas.roundRect(x - wide / 2, y - tall / 2, wide, tall, tall / 2, stroke=1, fill=1)
        canvas.restoreState()
        inner = Box(x - wide / 2 + 4, y - tall / 2 + 1, wide - 8, tall - 2)
        made = stack((Row(name, lines=2),), inner.width, inner.height, largest=6.5, smallest=4.5)
        draw_stack(canvas, made, inner, align="center", stand="middle")


def _entrance(canvas: Canvas, box: Box, room: Room, look: Look) -> None:
    """The door in the wall that the host faces (usage: who presides sees who enters)."""
    host = next(one for one in room.layout.places if one.number == room.layout.host)
    way = (sin(radians(host.turn)), cos(radians(host.turn)))
    sideways = abs(way[0]) > abs(way[1])
    x = box.x + box.width / 2 + (box.width / 2 * (1 if way[0] > 0 else -1) if sideways else 0)
    y = box.y + box.height / 2 + (0 if sideways else box.height / 2 * (1 if way[1] > 0 else -1))
    canvas.saveState()
    canvas.translate(x, y)
    if sideways:
        canvas.rotate(-90 if way[0] > 0 else 90)
    inward = -1 if sideways or way[1] > 0 else 1
    canvas.setStrokeColor(HexColor("#ffffff"))
    canvas.setLineWidth(3)
    canvas.line(-_DOOR / 2, 0, _DOOR / 2, 0)
    canvas.setStrokeColor(HexColor(look.ink))
    canvas.setLineWidth(1.4)
    for side in (-1, 1):
        canvas.line(side * _DOOR / 2, -3, side * _DOOR / 2, 3)
    draw(
        canvas, room.entrance, 0, inward * 8.5 - 2.6, 7.0, align="center",
        max_width=_DOOR * 2, colour=look.ink, language=room.language,
    )  # fmt: skip
    canvas.restoreState()


def numbers(listed: Sequence[int]) -> str:
    """Numbers in runs: *3, 7–9*."""
    runs: list[list[int]] = []
    for number in listed:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )
