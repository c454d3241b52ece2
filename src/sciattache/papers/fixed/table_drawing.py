"""A table seen from above with the plates of its places, in a room whose entrance is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.pages import near
from sciattache.papers.fixed.shaped import draw, measure
from sciattache.papers.fixed.stack import Row, draw_stack, stack
from sciattache.papers.fixed.stock import Box
from sciattache.papers.fixed.table_places import (
    Form,
    Placed,
    Plate,
    Room,
    behind,
    is_sideways,
    placed,
)
from sciattache.papers.typesetting.look import HOUSE, Look
from sciattache.services.seating import Outline, Place, outline

_DOOR, _DOOR_WORDS = 6.0, 6.5
"""The side of the square that tells a door, and the size of the word beside it, in points."""
_TINT, _WOOD = "#ececec", "#f6f6f6"
_LARGEST, _READABLE, _SMALLEST = 9.0, 6.0, 4.5
_NUMBER, _FINE = 5.6, 3.6
_COUNTED = 7.0
"""Points below which plates bear a number every five places only."""


def draw_table(canvas: Canvas, box: Box, room: Room, *, look: Look = HOUSE) -> None:
    """Fill a box (points) with the room; it is the same in every language, as hands are."""
    canvas.saveState()
    canvas.setStrokeColor(HexColor(look.line))
    canvas.setLineWidth(look.hairline)
    canvas.rect(box.x, box.y, box.width, box.height)
    canvas.restoreState()
    _entrances(canvas, box, room, look)
    set_out = placed(box, room)
    _table(canvas, room, set_out, look)
    size = _name_size(room, set_out)
    for place in room.layout.places:
        area = set_out.areas[place.number]
        plate = room.plates.get(place.number, Plate())
        _plate(canvas, room, place, plate, area, set_out.form, size, look)
        for name, pill in zip(plate.behind, behind(room, place, area), strict=True):
            _helper(canvas, name, pill, look)


def _table(canvas: Canvas, room: Room, set_out: Placed, look: Look) -> None:
    made = _outline(room, set_out)
    canvas.saveState()
    canvas.setFillColor(HexColor(_WOOD))
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


def _outline(room: Room, set_out: Placed) -> Outline:
    boxes = list(set_out.areas.values())
    rows = [set_out.form.size(place)[1] for place in room.layout.places if not is_sideways(place)]
    made = outline(
        room.layout,
        [(one.x + one.width / 2, -one.y - one.height / 2) for one in boxes],
        max(one.width for one in boxes),
        max(rows, default=set_out.form.tall),
        gap=14.0 if room.layout.shape == "round" else 7.0,
        thick=40.0,
    )
    if made.form == "arch":  # its arms end with the last plates
        return replace(made, bottom=-min(one.y for one in boxes))
    return made


def _name_size(room: Room, set_out: Placed) -> float:
    """One size for all names, that of the longest unless it is too small to read."""
    sizes = [_LARGEST]
    for number, plate in room.plates.items():
        turned = set_out.areas[number].height > set_out.areas[number].width
        inner = _for_name(_flat(set_out.areas[number], turned), set_out.form)
        made = stack(
            (_row(plate.name),), inner.width, inner.height, largest=_LARGEST, smallest=_SMALLEST
        )
        sizes += [line.size for line in made.lines]
    return max(min(sizes), _READABLE)


def _row(name: str) -> Row:
    return Row(name, bold=True, lines=2)


def _flat(area: Box, turned: bool) -> Box:
    """A plate around the origin, as it is when its words run across."""
    wide, tall = (area.height, area.width) if turned else (area.width, area.height)
    return Box(-wide / 2, -tall / 2, wide, tall)


def _for_name(flat: Box, form: Form) -> Box:
    """What a plate leaves beside or below its number."""
    inside = Box(flat.x + 2.5, flat.y + 1.5, flat.width - 5, flat.height - 3)
    if form.kind == "radial":
        return Box(inside.x + 10, inside.y, inside.width - 10, inside.height)
    return Box(inside.x, inside.y, inside.width, inside.height - 7.5)


def _plate(
    canvas: Canvas,
    room: Room,
    place: Place,
    plate: Plate,
    area: Box,
    form: Form,
    size: float,
    look: Look,
) -> None:
    canvas.saveState()
    canvas.setFillColor(HexColor(_TINT if plate.mark else "#ffffff"))
    canvas.setStrokeColor(HexColor(look.ink if plate.name else look.quiet))
    canvas.setLineWidth(1.4 if plate.mark else look.hairline * 1.5)
    if not plate.name:
        canvas.setDash(2, 2)
    canvas.roundRect(area.x, area.y, area.width, area.height, 3, stroke=1, fill=1)
    canvas.restoreState()
    turned = form.turned(place)
    canvas.saveState()
    canvas.translate(area.x + area.width / 2, area.y + area.height / 2)
    if turned:
        canvas.rotate(90)
    _words(canvas, room, str(place.number), plate, _flat(area, turned), form, size, look)
    canvas.restoreState()


def _words(
    canvas: Canvas,
    room: Room,
    number: str,
    plate: Plate,
    flat: Box,
    form: Form,
    size: float,
    look: Look,
) -> None:
    colour = look.ink if plate.name else look.quiet
    if form.kind == "bare":
        if form.wide < _COUNTED and int(number) % 5 and number != "1":
            return
        size = max(min(_LARGEST, flat.height * 0.55), _FINE)
        draw(
            canvas, number, 0, -size * 0.36, size, bold=bool(plate.name), align="center",
            max_width=max(flat.width - 1, 2 * size), colour=colour,
        )  # fmt: skip
        return
    names = _for_name(flat, form)
    if form.kind == "radial":
        draw(canvas, number, flat.x + 2.5, -2.2, 6.0, colour=look.quiet)
    else:
        words = " · ".join(filter(None, (number, plate.mark)))
        draw(
            canvas, words, 0, names.y + names.height + 2.1, _NUMBER,
            align="center", max_width=names.width,
            colour=look.ink if plate.mark else look.quiet, language=room.language,
        )  # fmt: skip
    row = _row(plate.name) if plate.name else Row(room.free, quiet=True, language=room.language)
    made = stack((row,), names.width, names.height, largest=size, smallest=_SMALLEST)
    draw_stack(canvas, made, names, align="center", stand="middle", look=look)


def _helper(canvas: Canvas, name: str, pill: Box, look: Look) -> None:
    canvas.saveState()
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setStrokeColor(HexColor(look.quiet))
    canvas.setLineWidth(look.hairline)
    canvas.roundRect(pill.x, pill.y, pill.width, pill.height, pill.height / 2, stroke=1, fill=1)
    canvas.restoreState()
    inner = Box(pill.x + 4, pill.y + 1, pill.width - 8, pill.height - 2)
    made = stack((Row(name),), inner.width, inner.height, largest=6.5, smallest=_SMALLEST)
    draw_stack(canvas, made, inner, align="center", stand="middle", look=look)


def _entrances(canvas: Canvas, box: Box, room: Room, look: Look) -> None:
    """A square to tick in each wall: no record says where the door of the room is."""
    middle, half = (box.x + box.width / 2, box.y + box.height / 2), (box.width / 2, box.height / 2)
    words = measure(room.entrance, _DOOR_WORDS, language=room.language)
    wide = _DOOR + 3 + words
    for across, up, turn in ((0, 1, 0), (0, -1, 0), (-1, 0, 90), (1, 0, -90)):
        canvas.saveState()
        canvas.translate(middle[0] + across * half[0], middle[1] + up * half[1])
        canvas.rotate(turn)
        base = 5.0 if up < 0 else -5.0 - _DOOR
        mirrored = near(room.language) == "right"
        canvas.setStrokeColor(HexColor(look.quiet))
        canvas.setLineWidth(look.hairline)
        canvas.rect(wide / 2 - _DOOR if mirrored else -wide / 2, base, _DOOR, _DOOR)
        draw(
            canvas, room.entrance, wide / 2 - _DOOR - 3 if mirrored else wide / 2, base + 0.6,
            _DOOR_WORDS, align="right", colour=look.quiet, language=room.language,
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
