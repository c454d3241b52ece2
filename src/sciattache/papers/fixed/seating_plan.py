"""The seating plan: each table on a page, seen from above, and a numbered list of its people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.seating import Seating
from sciattache.papers import words
from sciattache.papers.fixed.imprints import Imprint
from sciattache.papers.fixed.pages import Page, body, bound, near
from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.stack import Row, Stack, draw_stack, stack
from sciattache.papers.fixed.stock import MM, Box
from sciattache.papers.fixed.table_drawing import draw_table, numbers
from sciattache.papers.fixed.table_places import Plate, Room
from sciattache.papers.reader import GONE, Reader
from sciattache.papers.typesetting.look import Look
from sciattache.services.dossier import Dossier
from sciattache.services.seating import Taken, taken

_KEY = (0.33, 0.46)
"""The share of the page's width that the list has, in one column and in two."""
_REST = 3
_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_NUMBER = 2.6
_BETWEEN = 0.55
_GAP = 7 * MM


@dataclass(frozen=True)
class _Entry:
    """A line of the list: the number of a place, and the texts beside it."""

    number: str
    rows: tuple[Row, ...]


def seating_plan(dossier: Dossier, reader: Reader, imprint: Imprint, size: str) -> bytes:
    """Every table of what takes place, in the order of time."""
    pages = [
        page
        for item, table in _tables(dossier)
        for page in _pages(dossier, reader, item, taken(dossier, table), size, imprint.look)
    ]
    none = Page(dossier.engagement.title, (reader.say("seating.none"),), lambda _canvas, _box: None)
    return bound(pages or [none], size, imprint, landscape=True)


def _tables(dossier: Dossier) -> Iterator[tuple[AgendaItem, Seating]]:
    starts = {id: str(line.start or "") for id, line in dossier.lines.items()}
    items = [item for item in dossier.items if item.status not in GONE]
    for item in sorted(items, key=lambda item: starts.get(item.id) or "9"):
        yield from ((item, table) for table in dossier.seatings if table.item == item.id)


def _pages(
    dossier: Dossier, reader: Reader, item: AgendaItem, laid: Taken, size: str, look: Look
) -> Iterator[Page]:
    """The page of a table; what its list does not hold goes on to further ones."""
    title = " · ".join(filter(None, (item.title, laid.table.name)))
    about = _about(dossier, reader, item)
    room = body(size, len(about), landscape=True)
    entries = list(_entries(dossier, reader, laid))
    columns, points = _fitting(entries, room)
    wide = room.width * _KEY[columns - 1]
    lists = _filled(entries, wide / columns, room.height, points)
    mirrored = near(reader.language) == "right"

    def plan(canvas: Canvas, box: Box) -> None:
        key = Box(box.x if mirrored else box.x + box.width - wide, box.y, wide, box.height)
        left = box.x + (wide + _GAP) * mirrored
        drawn = Box(left, box.y, box.width - wide - _GAP, box.height)
        draw_table(canvas, drawn, _room(dossier, reader, laid), look=look)
        _list(canvas, key, lists[:columns], columns, reader.language, look)

    yield Page(title, about, plan)
    rest = [one.entry for column in lists[columns:] for one in column]
    further = _filled(rest, room.width / _REST, room.height, points) if rest else []
    for start in range(0, len(further), _REST):
        here = further[start : start + _REST]

        def go_on(canvas: Canvas, box: Box, here: list[list[_Set]] = here) -> None:
            _list(canvas, box, here, _REST, reader.language, look)

        yield Page(title, about, go_on)


def _entries(dossier: Dossier, reader: Reader, laid: Taken) -> Iterator[_Entry]:
    """Who sits where by number, each with whoever sits behind; then the places left free."""
    parts = {one.person: one for one in dossier.participants}
    marks = _marks(dossier, reader, laid)
    for place in laid.layout.places:
        number, person = place.number, laid.seats.get(place.number, "")
        if person:
            yield _entry(dossier, reader, str(number), person, marks.get(person, ""), parts)
        for helper in laid.behind.get(number, ()):
            behind = reader.say("seating.behind", number=number)
            yield _entry(dossier, reader, "", helper, behind, parts)
    if laid.free:
        listed = reader.say("seating.free_places", numbers=numbers(laid.free))
        yield _Entry("", (Row(listed, quiet=True, language=reader.language),))


def _entry(
    dossier: Dossier,
    reader: Reader,
    number: str,
    person: str,
    mark: str,
    parts: Mapping[str, Participation],
) -> _Entry:
    who, one = dossier.people[person], parts.get(person)
    organisation = dossier.organisation_of(one) if one else None
    name = reader.name(who)
    native = who.native_name or ""
    quiet = (mark, dossier.title_of(one) if one else "", organisation.name if organisation else "")
    rows = (
        Row(name, bold=True),
        Row("" if native == name else native),
        *(Row(text, scale=0.92, quiet=True) for text in quiet),
    )
    return _Entry(number, rows)


def _marks(dossier: Dossier, reader: Reader, laid: Taken) -> dict[str, str]:
    table = laid.table
    marked = {table.host: "host", table.guest_of_honour: "guest_of_honour"}
    return {
        person: reader.of_person(table.field(name), dossier.people.get(person))
        for person, name in marked.items()
        if person
    }


def _room(dossier: Dossier, reader: Reader, laid: Taken) -> Room:
    marks = _marks(dossier, reader, laid)
    plates = {
        number: Plate(
            reader.name(dossier.people[person]),
            marks.get(person, ""),
            tuple(reader.name(dossier.people[one]) for one in laid.behind.get(number, ())),
        )
        for number, person in laid.seats.items()
    }
    for number, people in laid.behind.items():
        behind = tuple(reader.name(dossier.people[one]) for one in people)
        plates.setdefault(number, Plate(behind=behind))
    return Room(
        laid.layout, plates, reader.say("seating.entrance"), laid.table.name,
        reader.say("seating.free"), reader.language,
    )  # fmt: skip


@dataclass(frozen=True)
class _Set:
    """An entry that is set, at its distance below the head of its column, in points."""

    entry: _Entry
    stack: Stack
    down: float


def _fitting(entries: Sequence[_Entry], room: Box) -> tuple[int, float]:
    """In how many columns and how large the list fits beside the table, else the smallest."""
    for points in _SIZES:
        for columns, share in enumerate(_KEY, 1):
            wide = room.width * share / columns
            if len(_filled(entries, wide, room.height, points)) <= columns:
                return columns, points
    return len(_KEY), _SIZES[-1]


def _filled(
    entries: Sequence[_Entry], wide: float, height: float, points: float
) -> list[list[_Set]]:
    """The entries in columns of that width and height, at a size."""
    columns: list[list[_Set]] = [[]]
    down = 0.0
    for entry in entries:
        room = wide - points * (_NUMBER + 1)
        made = stack(entry.rows, room, height, largest=points, smallest=points)
        if columns[-1] and down + made.height > height:
            columns.append([])
            down = 0.0
        columns[-1].append(_Set(entry, made, down))
        down += made.height + points * _BETWEEN
    return columns


def _list(
    canvas: Canvas, box: Box, columns: Sequence[Sequence[_Set]], of: int, language: str, look: Look
) -> None:
    align = near(language)
    wide = box.width / of
    top = box.y + box.height
    for number, column in enumerate(columns):
        left = box.x + wide * (of - 1 - number if align == "right" else number)
        for one in column:
            size = one.stack.lines[0].size if one.stack.lines else _SIZES[0]
            apart = size * _NUMBER
            edge = left + wide if align == "right" else left
            inner = edge - apart * 0.4 if align == "right" else edge + apart * 0.75
            if one.stack.lines:
                draw(
                    canvas, one.entry.number, inner, top - one.down - one.stack.lines[0].down,
                    size, bold=True, align="right", colour=look.quiet,
                )  # fmt: skip
            room = wide - apart - size
            x = edge - apart - room if align == "right" else edge + apart
            area = Box(x, top - one.down - one.stack.height, room, one.stack.height)
            draw_stack(canvas, one.stack, area, align=align, look=look)


def _about(dossier: Dossier, reader: Reader, item: AgendaItem) -> tuple[str, ...]:
    """When and where the table is laid, and for which visit."""
    line = dossier.lines.get(item.id)
    start = line.start if line else None
    place = dossier.places.get(item.place or "")
    where, room = place.name if place else "", item.room or ""
    parts = (
        _capital(words.long_date(start.date(), reader.language)) if start else "",
        words.clock(start) if start else "",
        where,
        "" if room.casefold() in where.casefold() else room,
    )
    return tuple(filter(None, (" · ".join(filter(None, parts)), dossier.engagement.title)))


def _capital(text: str) -> str:
    """A line begins with a capital, also in languages that write weekdays without one."""
    return f"{text[:1].upper()}{text[1:]}"
