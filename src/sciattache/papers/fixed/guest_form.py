"""A guest's form as a PDF that is filled in and sent back: a page or two for each guest."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.domain.kinds.cleaning import clean
from sciattache.papers.blocks import direction
from sciattache.papers.fixed.form_fields import FormField, with_fields
from sciattache.papers.fixed.imprints import Imprint
from sciattache.papers.fixed.shaped import draw, measure
from sciattache.papers.fixed.stock import MM, PAGES, Box
from sciattache.papers.guest_data import answers
from sciattache.papers.guest_data.asking import Asked, asked, hint, office_address, sending
from sciattache.papers.guest_data.questions import PARTS, Question, of_part
from sciattache.papers.guest_data.returned_form import MARK
from sciattache.papers.guest_data.returned_workbook import IDENTITY, NAME
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.papers.typesetting.look import HOUSE, Look
from sciattache.services.dossier import Dossier

_SIDE, _TOP, _FOOT = 18 * MM, 16 * MM, 15 * MM
_GUTTER = 7 * MM
_LABEL, _HINT, _FOOT_SIZE = 8.5, 7.5, 7.5
_FIELD, _LINE = 18.0, 12.5
_ABOVE = 11.0
"""Points from the top of a question to the top of its field."""
_GAP, _PART_GAP = 6.0, 9.0
_PART = 20.0
_BOX = 10.0
_BOX_ROW = 16.0
_BOXES = 4
"""Boxes of a question in one line."""
Align = Literal["left", "right"]


def guest_form(dossier: Dossier, reader: Reader, wish: Wish, about: Imprint) -> bytes:
    """The forms of all guests one after the other, or of the one who is wished for."""
    guests = asked(dossier, reader, wish)
    width, height = (side * MM for side in PAGES[wish.size or "A4"])
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(width, height), invariant=1, pageCompression=1,
                    lang=reader.language)  # fmt: skip
    name = guests[0].guest.name if wish.subject is not None else ""
    canvas.setTitle(clean(" · ".join(filter(None, (about.title, name))), lines=False))
    canvas.setAuthor(clean(about.author, lines=False))
    canvas.setSubject(about.version)
    canvas.setKeywords(clean(about.marking, lines=False))
    canvas.setCreator("SciAttaché")
    fields: list[FormField] = []
    pages = 0
    for one in guests:
        drawn = _draw(canvas, one, reader, about, width, height, pages)
        fields += drawn.fields
        pages = drawn.page + 1
    canvas.save()
    rtl = direction(reader.language) == "rtl"
    return with_fields(target.getvalue(), fields, language=reader.language, right_to_left=rtl)


_GROUND = "#f5f5f5"
"""Where somebody writes: a light grey that prints nowhere else."""


@dataclass
class _Page:
    """Where one is on the pages of a guest: ``y`` is the top of what comes next."""

    canvas: Canvas
    reader: Reader
    about: Imprint
    one: Asked
    width: float
    height: float
    page: int
    y: float = 0.0
    first: int = 0
    fields: list[FormField] = field(default_factory=list)

    @property
    def rtl(self) -> bool:
        return direction(self.reader.language) == "rtl"

    @property
    def align(self) -> Align:
        return "right" if self.rtl else "left"

    @property
    def column(self) -> float:
        """The width of one of the two columns."""
        return (self.width - 2 * _SIDE - _GUTTER) / 2

    def place(self, x: float, y: float, width: float, height: float) -> Box:
        """A box by its place from the side where reading begins."""
        left = self.width - x - width if self.rtl else x
        return Box(left, y, width, height)

    def write(self, text: str, x: float, y: float, size: float, **more: Any) -> float:
        """A line that begins at ``x`` from the side where reading begins."""
        at = self.width - x if self.rtl else x
        return draw(self.canvas, text, at, y, size, align=self.align,
                    language=self.reader.language, **more)  # fmt: skip

    def paragraph(self, text: str, size: float, **more: Any) -> None:
        """Words over the whole width, on as many lines as they need."""
        room = self.width - 2 * _SIDE
        for line in _lines(text, size, room, self.reader.language):
            self.y -= size * HOUSE.leading
            self.write(line, _SIDE, self.y, size, max_width=room, **more)


def _lines(text: str, size: float, room: float, language: str) -> Iterator[str]:
    """Words line by line, each filled before the next is begun."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and measure(longer, size, language=language) > room:
            yield line
            longer = word
        line = longer
    yield line


def _draw(
    canvas: Canvas,
    one: Asked,
    reader: Reader,
    about: Imprint,
    width: float,
    height: float,
    page: int,
) -> _Page:
    """Draw one guest's form, and give the fields on it; it begins on a page of its own."""
    at = _Page(canvas, reader, about, one, width, height, page, height - _TOP, page)
    _head(at)
    for part in PARTS:
        _part(at, part)
    _close(at)
    return at


def _head(at: _Page) -> None:
    """The visit, the form, whose it is, and what to do with it."""
    reader, one = at.reader, at.one
    room = at.width - 2 * _SIDE
    engagement = one.guest.dossier.engagement
    at.y -= HOUSE.small
    what = f"{engagement.title} · {reader.say('paper.guest-form')}"
    at.write(what, _SIDE, at.y, HOUSE.small, colour=at.about.look.quiet, max_width=room)
    at.y -= 22
    at.write(
        one.guest.name, _SIDE, at.y, 17, bold=True, colour=at.about.look.accent, max_width=room
    )
    at.y -= 4
    at.paragraph(
        f"{reader.say('guest.how.form')} {reader.say('guest.for_one')}", HOUSE.small,
        colour=at.about.look.ink,
    )  # fmt: skip
    at.y -= 4
    for name, value in ((IDENTITY, one.identity), (NAME, one.guest.name)):
        box = Box(_SIDE, at.y, 0, 0)
        label = reader.say("guest.identity")
        at.fields.append(FormField(_name(one, name), "hidden", at.page, box, label, value))


def _part(at: _Page, part: str) -> None:
    """A part of the form; one that does not fit begins a new page."""
    rows = list(_rows(of_part(part)))
    tall = _PART + sum(_height(row) + _GAP for row in rows)
    if at.y - tall < _FOOT + 2 * HOUSE.small:
        _turn(at)
    at.y -= _PART_GAP
    at.write(at.reader.say(f"guest.part.{part}"), _SIDE, at.y - 9, 10.5, bold=True,
             colour=at.about.look.accent)  # fmt: skip
    at.canvas.setStrokeColor(HexColor(at.about.look.line))
    at.canvas.setLineWidth(HOUSE.hairline)
    at.canvas.line(_SIDE, at.y - 13, at.width - _SIDE, at.y - 13)
    at.y -= _PART
    for row in rows:
        x = _SIDE
        for question in row:
            wide = at.width - 2 * _SIDE if question.wide else at.column
            _question(at, question, x, wide)
            x += at.column + _GUTTER
        at.y -= _height(row) + _GAP


def _rows(questions: Sequence[Question]) -> Iterator[tuple[Question, ...]]:
    """Two questions side by side, but for the wide ones."""
    waiting: list[Question] = []
    for question in questions:
        if question.wide or len(waiting) == 2:
            if waiting:
                yield tuple(waiting)
            waiting = []
        if question.wide:
            yield (question,)
        else:
            waiting.append(question)
    if waiting:
        yield tuple(waiting)


def _height(row: Sequence[Question]) -> float:
    question = row[0]
    if question.kind == "choices":
        lines = -(-len(question.field.words.choices()) // _BOXES)
        return _ABOVE + lines * _BOX_ROW
    return _ABOVE + _tall(question)


def _tall(question: Question) -> float:
    return _FIELD if question.lines == 1 else question.lines * _LINE + 6


def _question(at: _Page, question: Question, x: float, wide: float) -> None:
    """The label with how to write the answer beside it, and the field below."""
    label = question.label(at.reader)
    told = "" if question.field.vocabulary else hint(question, at.one.guest, at.reader)
    base = at.y - 8
    taken = at.write(label, x, base, _LABEL, max_width=wide, colour=at.about.look.ink)
    if told:
        at.write(told, x + taken + 6, base, _HINT, max_width=max(wide - taken - 6, 20),
                 colour=at.about.look.quiet)  # fmt: skip
    if question.kind == "choices":
        _boxes(at, question, x, wide, label)
        return
    height = _tall(question)
    box = at.place(x, at.y - _ABOVE - height, wide, height)
    _frame(at.canvas, box, at.about.look)
    answer = at.one.answers[question.name]
    options: tuple[tuple[str, str], ...] = ()
    if question.kind == "choice":
        listed = answers.choices(question.field.words.name, at.reader.language)
        options = (("", " "), *listed)
    spoken = f"{label} – {told}" if told else label
    sort: Literal["choice", "text"] = "choice" if options else "text"
    at.fields.append(
        FormField(_name(at.one, question.name), sort, at.page, box, spoken, answer,
                  question.lines, options)
    )  # fmt: skip


def _boxes(at: _Page, question: Question, x: float, wide: float, label: str) -> None:
    """A box to tick for each choice of a question that takes several."""
    chosen = at.one.answers[question.name].split(";")
    step = wide / _BOXES
    for place, (code, word) in enumerate(
        answers.choices(question.field.words.name, at.reader.language)
    ):
        row, column = divmod(place, _BOXES)
        left = x + column * step
        low = at.y - _ABOVE - (row + 1) * _BOX_ROW + (_BOX_ROW - _BOX) / 2
        box = at.place(left, low, _BOX, _BOX)
        _frame(at.canvas, box, at.about.look)
        at.write(word, left + _BOX + 4, low + 2, _LABEL, max_width=step - _BOX - 8,
                 colour=at.about.look.ink)  # fmt: skip
        name = _name(at.one, question.name, code)
        value = "on" if code in chosen else ""
        at.fields.append(FormField(name, "box", at.page, box, f"{label}: {word}", value))


def _frame(canvas: Canvas, box: Box, look: Look) -> None:
    canvas.setStrokeColor(HexColor(look.line))
    canvas.setFillColor(HexColor(_GROUND))
    canvas.setLineWidth(0.6)
    canvas.roundRect(box.x, box.y, box.width, box.height, 2, stroke=1, fill=1)


def _turn(at: _Page) -> None:
    """Go on on a new page, which says whose it is."""
    _close(at)
    at.page += 1
    at.y = at.height - _TOP - HOUSE.small
    at.write(at.one.guest.name, _SIDE, at.y, 11, bold=True, colour=at.about.look.accent)
    at.y -= 4


def _close(at: _Page) -> None:
    """The foot of a page: where the form goes, its marking, version and number."""
    dossier = at.one.guest.dossier
    y = _FOOT
    words = sending(dossier, at.reader)
    size = HOUSE.small
    room = at.width - 2 * _SIDE
    taken = at.write(words, _SIDE, y, size, bold=True, max_width=room, colour=at.about.look.ink)
    if address := office_address(dossier):
        box = at.place(_SIDE, y - 3, taken, size + 5)
        at.canvas.linkURL(f"mailto:{address}", (box.x, box.y, box.x + box.width,
                          box.y + box.height), relative=0)  # fmt: skip
    slug = " · ".join(filter(None, (at.about.marking, at.about.version)))
    at.write(slug, _SIDE, y - 13, _FOOT_SIZE, colour=at.about.look.quiet, max_width=room - 60)
    number = str(at.page - at.first + 1)
    edge = at.width - _SIDE - measure(number, _FOOT_SIZE)
    at.write(number, edge, y - 13, _FOOT_SIZE, colour=at.about.look.quiet)
    at.canvas.showPage()


def _name(one: Asked, *parts: str) -> str:
    """The name of a field: whose it is, the question, and the choice of a box."""
    return MARK.join((one.guest.one.id, *parts))
