"""The car plan: each car of the motorcade in its order, its driver, and who sits where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.domain.programmes.participation import Participation
from sciattache.papers import words
from sciattache.papers.fixed.car_drawing import CAR, draw_seats, drawing_height
from sciattache.papers.fixed.imprints import Imprint
from sciattache.papers.fixed.pages import Page, body, bound, near
from sciattache.papers.fixed.shaped import Align, draw
from sciattache.papers.fixed.shaping import shape
from sciattache.papers.fixed.stack import Row, Stack, draw_stack, stack
from sciattache.papers.fixed.stock import MM, Box
from sciattache.papers.reader import Reader
from sciattache.papers.typesetting.look import Look
from sciattache.services import cars
from sciattache.services.car_seats import Loaded, loaded
from sciattache.services.dossier import Dossier

_ABOUT = 52 * MM
_GAP = 6 * MM
_APART = 5 * MM
_TEXT, _BETWEEN = 9.0, 5.0
_SIZES = (9.0, 8.0, 7.0, 6.0, 5.0)
"""Sizes of the names of those in a car."""
_ABOUT_SCALE = 0.85
_FROM_LEFT = "\u200e"


@dataclass(frozen=True)
class _Line:
    """Somebody in the list of a car: the number of the seat, and the words beside it."""

    number: str
    stack: Stack


@dataclass(frozen=True)
class _Block:
    """A car that is set: what stands beside its drawing, and the height of it all in points."""

    place: int
    load: Loaded
    about: Stack
    lines: tuple[_Line, ...]
    columns: int
    height: float


def car_plan(dossier: Dossier, reader: Reader, imprint: Imprint, size: str) -> bytes:
    """All cars on one page where they fit, else on as many as they need."""
    about = tuple(_about(dossier, reader))
    room = body(size, len(about))
    convoy = cars.motorcade(dossier.vehicles)
    blocks = [
        _block(dossier, reader, number, loaded(dossier, car), room)
        for number, car in enumerate(convoy, 1)
    ]

    def page(here: Sequence[_Block]) -> Page:
        def draw_page(canvas: Canvas, box: Box) -> None:
            top = box.y + box.height
            for block in here:
                area = Box(box.x, top - block.height, box.width, block.height)
                _draw(canvas, area, block, reader, imprint.look)
                top -= block.height + _APART

        return Page(dossier.engagement.title, about, draw_page)

    return bound([page(here) for here in _paged(blocks, room.height)], size, imprint)


def _about(dossier: Dossier, reader: Reader) -> Iterator[str]:
    engagement = dossier.engagement
    first, last = engagement.starts_on, engagement.ends_on or engagement.starts_on
    when = words.date_range(first, last, reader.language) if first and last else ""
    yield " · ".join(filter(None, (reader.say("paper.car-plan"), when)))
    if not dossier.vehicles:
        yield reader.say("cars.none")
        return
    if any(loaded(dossier, car).seats for car in dossier.vehicles):
        yield reader.say("cars.order")
    known = {car.id for car in dossier.vehicles}
    left = [one for one in cars.riders(dossier) if one.vehicle not in known]
    if left and reader.is_office:
        names = reader.listed(_name(dossier, reader, one) for one in left)
        yield reader.say("cars.without", names=names)


def _paged(blocks: Sequence[_Block], height: float) -> list[list[_Block]]:
    pages: list[list[_Block]] = [[]]
    down = 0.0
    for block in blocks:
        if pages[-1] and down + block.height > height:
            pages.append([])
            down = 0.0
        pages[-1].append(block)
        down += block.height + _APART
    return pages


def _block(dossier: Dossier, reader: Reader, place: int, load: Loaded, room: Box) -> _Block:
    """A car with its people, in more columns and smaller letters if it were too long for a page."""
    columns = (1,) if load.seats else (2, 3)
    *tries, last = [(n, size) for size in _SIZES for n in columns]
    for n, size in tries:
        made = _set(dossier, reader, place, load, room, n, size)
        if made.height <= room.height:
            return made
    return _set(dossier, reader, place, load, room, *last)


def _set(
    dossier: Dossier,
    reader: Reader,
    place: int,
    load: Loaded,
    room: Box,
    columns: int,
    size: float,
) -> _Block:
    about = stack(tuple(_car(reader, load)), _ABOUT - 12 * MM, 300, largest=_TEXT, smallest=_TEXT)
    drawn = drawing_height(load)
    wide = (room.width - _ABOUT - _GAP - ((CAR + _GAP) if drawn else 0)) / columns - 8 * MM
    lines = tuple(
        _Line(number, stack(rows, wide, 100, largest=size, smallest=size))
        for number, rows in _people(dossier, reader, load, wide, size)
    )
    each = [line.stack.height + _BETWEEN for line in lines]
    per_column = -(-len(each) // columns) or 1
    listed = max(
        (sum(each[start : start + per_column]) for start in range(0, len(each), per_column)),
        default=0.0,
    )
    height = max(drawn, about.height, listed) + 4 * MM
    return _Block(place, load, about, lines, columns, height)


def _car(reader: Reader, load: Loaded) -> Iterator[Row]:
    """What stands beside the number of a car."""
    car, language = load.car, reader.language
    yield Row(car.name, bold=True, scale=1.35)
    yield Row(reader.choice(car, "kind"), quiet=True, language=language)
    yield Row(car.plate or "", bold=True, above=0.5, scale=1.15)
    yield Row(reader.pair(reader.say("column.driver"), car.driver or ""), above=0.5)
    phone = reader.text(car, "driver_phone")
    yield Row(f"{_FROM_LEFT}{phone}" if phone else "", bold=True)
    taken = reader.say("cars.taken", taken=len(load.people), seats=cars.seats(car))
    yield Row(taken, above=0.5, scale=0.9, quiet=True, language=language)


def _people(
    dossier: Dossier, reader: Reader, load: Loaded, width: float, size: float
) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Who is in a car, with the number of the seat where there is one for each."""
    free = Row(reader.say("seating.free"), quiet=True, language=reader.language)
    for seat in load.seats:
        rows = _rider(dossier, reader, seat.one, width, size) if seat.one else (free,)
        yield str(seat.number), rows
    held = {seat.one.id for seat in load.seats if seat.one}
    for one in load.people:
        if one.id not in held:
            yield "–" if load.seats else "", _rider(dossier, reader, one, width, size)


def _rider(
    dossier: Dossier, reader: Reader, one: Participation, width: float, size: float
) -> tuple[Row, ...]:
    """Who rides; role and organisation on a line each where one line is too narrow for both."""
    person, organisation = dossier.people.get(one.person), dossier.organisation_of(one)
    native = (person.native_name if person else None) or ""
    name = _name(dossier, reader, one)
    role = reader.role(one, person) if one.role not in (None, "member") else ""
    parts = [part for part in (role, organisation.name if organisation else "") if part]
    about = " · ".join(parts)
    fits = shape(about).width * size * _ABOUT_SCALE <= width
    return (
        Row(name, bold=True),
        Row("" if native == name else native, scale=0.9),
        *(Row(part, scale=_ABOUT_SCALE, quiet=True) for part in ([about] if fits else parts)),
    )


def _name(dossier: Dossier, reader: Reader, one: Participation) -> str:
    return reader.name(dossier.people.get(one.person))


def _draw(canvas: Canvas, box: Box, block: _Block, reader: Reader, look: Look) -> None:
    """A car from where lines begin: its number and words, its seats, its people."""
    align = near(reader.language)
    mirrored = align == "right"
    top = box.y + box.height
    canvas.saveState()
    canvas.setStrokeColor(HexColor(look.line))
    canvas.setLineWidth(look.hairline)
    canvas.line(box.x, box.y, box.x + box.width, box.y)
    canvas.restoreState()
    edge = box.x + box.width if mirrored else box.x
    ahead = -1 if mirrored else 1
    draw(
        canvas, str(block.place), edge, top - 20, 24,
        bold=True, align=align, colour=look.accent, max_width=11 * MM,
    )  # fmt: skip
    _stacked(canvas, block.about, edge + ahead * 12 * MM, top, _ABOUT - 12 * MM, align, look)
    edge += ahead * (_ABOUT + _GAP)
    if block.load.seats:
        draw_seats(
                canvas, edge - CAR * mirrored, top, block.load,
                driver=reader.say("column.driver"), language=reader.language, look=look,
            )  # fmt: skip
        edge += ahead * (CAR + _GAP)
    room = box.x + box.width - edge if not mirrored else edge - box.x
    wide = room / block.columns
    per_column = -(-len(block.lines) // block.columns)
    for number, line in enumerate(block.lines):
        column, row = divmod(number, per_column)
        above = block.lines[column * per_column : column * per_column + row]
        down = sum(one.stack.height + _BETWEEN for one in above)
        x = edge + ahead * column * wide
        draw(
            canvas, line.number, x + ahead * 5 * MM, top - down - _TEXT * 0.78, _TEXT,
            bold=True, align="left" if mirrored else "right", colour=look.quiet,
        )  # fmt: skip
        _stacked(canvas, line.stack, x + ahead * 8 * MM, top - down, wide - 8 * MM, align, look)


def _stacked(
    canvas: Canvas, made: Stack, edge: float, top: float, width: float, align: Align, look: Look
) -> None:
    x = edge - width if align == "right" else edge
    draw_stack(canvas, made, Box(x, top - made.height, width, made.height), align=align, look=look)
