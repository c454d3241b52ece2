"""A guest's form as a PDF that is filled in and sent back: a page or two for each guest."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.domain.kinds.cleaning import clean
from sciattache.papers.blocks import direction
from sciattache.papers.fixed.form_fields import SIZE as FIELD_SIZE
from sciattache.papers.fixed.form_fields import FormField, with_fields
from sciattache.papers.fixed.form_page import SIDE, FormPage
from sciattache.papers.fixed.imprints import Imprint
from sciattache.papers.fixed.shaped import measure
from sciattache.papers.fixed.stock import MM, PAGES, Box
from sciattache.papers.guest_data import answers
from sciattache.papers.guest_data.asking import Asked, asked, hint, office_address, sending
from sciattache.papers.guest_data.questions import PARTS, Question, of_part
from sciattache.papers.guest_data.returned_form import MARK
from sciattache.papers.guest_data.returned_workbook import IDENTITY, NAME
from sciattache.papers.imprint import office_look
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.papers.typesetting.look import HOUSE, Look, called
from sciattache.services.dossier import Dossier

_TOP, _FOOT = 16 * MM, 15 * MM
_LABEL, _HINT, _FOOT_SIZE = 8.5, 7.5, 7.5
_FIELD, _LINE = 18.0, 12.5
_ABOVE = 11.0
"""Points from the top of a question to the top of its field."""
_GAP, _PART_GAP = 6.0, 9.0
_PART = 20.0
_BOX = 10.0
_BOX_ROW = 16.0
_BOXES, _BOXES_LARGE = 4, 2
"""Boxes of a question in one line."""


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
    look = called(wish.look or office_look(dossier.post))
    scale = look.text / HOUSE.text
    fields: list[FormField] = []
    pages = 0
    for one in guests:
        begun = FormPage(canvas, reader, about, one, width, height, pages, height - _TOP,
                         pages, scale)  # fmt: skip
        drawn = replace(begun, of=_length(begun))
        _draw(drawn)
        fields += drawn.fields
        pages = drawn.page + 1
    canvas.save()
    rtl = direction(reader.language) == "rtl"
    return with_fields(target.getvalue(), fields, language=reader.language, right_to_left=rtl)


_GROUND = "#f5f5f5"
"""Where somebody writes: a light grey that prints nowhere else."""


def _length(begun: FormPage) -> int:
    """How many pages a guest's form takes, found by drawing it where nobody sees it."""
    tried = replace(begun, canvas=Canvas(io.BytesIO()), fields=[])
    _draw(tried)
    return tried.page - tried.first + 1


def _draw(at: FormPage) -> None:
    """Draw one guest's form, which begins on a page of its own."""
    _head(at)
    for part in PARTS:
        _part(at, part)
    _close(at)


def _head(at: FormPage) -> None:
    """The visit, the form, whose it is, and what to do with it."""
    reader, one, small = at.reader, at.one, HOUSE.small * at.scale
    engagement = one.guest.dossier.engagement
    at.y -= small
    what = f"{engagement.title} · {reader.say('paper.guest-form')}"
    at.write(what, SIDE, at.y, small, colour=at.about.look.quiet, max_width=at.room)
    at.y -= 22 * at.scale
    at.write(
        one.guest.name, SIDE, at.y, 17 * at.scale,
        bold=True, colour=at.about.look.accent, max_width=at.room,
    )  # fmt: skip
    at.y -= 4 * at.scale
    at.paragraph(
        f"{reader.say('guest.how.form')} {reader.say('guest.for_one')}", small,
        colour=at.about.look.ink,
    )  # fmt: skip
    at.y -= 4 * at.scale
    for name, value in ((IDENTITY, one.identity), (NAME, one.guest.name)):
        box = Box(SIDE, at.y, 0, 0)
        label = reader.say("guest.identity")
        at.fields.append(FormField(_name(one, name), "hidden", at.page, box, label, value))


def _part(at: FormPage, part: str) -> None:
    """A part of the form; one that does not fit begins a new page."""
    rows, scale = list(_rows(of_part(part), one_column=at.is_large)), at.scale
    tall = (_PART_GAP + _PART) * scale + sum(_height(at, row) for row in rows)
    if at.y - tall < _FOOT + 2 * HOUSE.small * scale:
        _turn(at)
    at.y -= _PART_GAP * scale
    at.write(at.reader.say(f"guest.part.{part}"), SIDE, at.y - 9 * scale, 10.5 * scale,
             bold=True, colour=at.about.look.accent)  # fmt: skip
    at.canvas.setStrokeColor(HexColor(at.about.look.line))
    at.canvas.setLineWidth(HOUSE.hairline)
    low = at.y - 13 * scale
    at.canvas.line(SIDE, low, at.width - SIDE, low)
    at.y -= _PART * scale
    for row in rows:
        x = SIDE
        for question in row:
            _question(at, question, x, at.room if question.wide else at.column)
            x += at.step
        at.y -= _height(at, row)


def _rows(questions: Sequence[Question], *, one_column: bool) -> Iterator[tuple[Question, ...]]:
    """Two questions side by side, but for the wide ones and where there is one column."""
    if one_column:
        yield from ((question,) for question in questions)
        return
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


def _height(at: FormPage, row: Sequence[Question]) -> float:
    """What a row takes with the gap below it, in points."""
    question = row[0]
    if question.kind == "choices":
        lines = -(-len(question.field.words.choices()) // _across(at))
        return (_ABOVE + lines * _BOX_ROW + _GAP) * at.scale
    return (_ABOVE + _tall(question) + _GAP) * at.scale


def _across(at: FormPage) -> int:
    """How many boxes of a question stand in one line."""
    return _BOXES_LARGE if at.is_large else _BOXES


def _tall(question: Question) -> float:
    return _FIELD if question.lines == 1 else question.lines * _LINE + 6


def _question(at: FormPage, question: Question, x: float, wide: float) -> None:
    """The label with how to write the answer beside it, and the field below."""
    scale, label = at.scale, question.label(at.reader)
    told = "" if question.field.vocabulary else hint(question, at.one.guest, at.reader)
    base = at.y - 8 * scale
    taken = at.write(label, x, base, _LABEL * scale, max_width=wide, colour=at.about.look.ink)
    if told:
        at.write(told, x + taken + 6, base, _HINT * scale, max_width=max(wide - taken - 6, 20),
                 colour=at.about.look.quiet)  # fmt: skip
    if question.kind == "choices":
        _boxes(at, question, x, wide, label)
        return
    height = _tall(question) * scale
    box = at.place(x, at.y - _ABOVE * scale - height, wide, height)
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
                  question.lines, options, FIELD_SIZE * scale)
    )  # fmt: skip


def _boxes(at: FormPage, question: Question, x: float, wide: float, label: str) -> None:
    """A box to tick for each choice of a question that takes several."""
    chosen = at.one.answers[question.name].split(";")
    side, tall, step = _BOX * at.scale, _BOX_ROW * at.scale, wide / _across(at)
    for place, (code, word) in enumerate(
        answers.choices(question.field.words.name, at.reader.language)
    ):
        row, column = divmod(place, _across(at))
        left = x + column * step
        low = at.y - _ABOVE * at.scale - (row + 1) * tall + (tall - side) / 2
        box = at.place(left, low, side, side)
        _frame(at.canvas, box, at.about.look)
        at.write(word, left + side + 4, low + 2 * at.scale, _LABEL * at.scale,
                 max_width=step - side - 8, colour=at.about.look.ink)  # fmt: skip
        name = _name(at.one, question.name, code)
        value = "on" if code in chosen else ""
        at.fields.append(FormField(name, "box", at.page, box, f"{label}: {word}", value))


def _frame(canvas: Canvas, box: Box, look: Look) -> None:
    canvas.setStrokeColor(HexColor(look.line))
    canvas.setFillColor(HexColor(_GROUND))
    canvas.setLineWidth(0.6)
    canvas.roundRect(box.x, box.y, box.width, box.height, 2, stroke=1, fill=1)


def _turn(at: FormPage) -> None:
    """Go on on a new page, which says whose it is."""
    _close(at)
    at.page += 1
    at.y = at.height - _TOP - HOUSE.small * at.scale
    at.write(at.one.guest.name, SIDE, at.y, 11 * at.scale, bold=True, max_width=at.room,
             colour=at.about.look.accent)  # fmt: skip
    at.y -= 4 * at.scale


def _close(at: FormPage) -> None:
    """The foot of a page: where the form goes, its marking, version and number."""
    dossier = at.one.guest.dossier
    y = _FOOT
    words = sending(dossier, at.reader)
    size, foot = HOUSE.small * at.scale, _FOOT_SIZE * at.scale
    below = y - foot * 1.75
    taken = at.write(words, SIDE, y, size, bold=True, max_width=at.room,
                     colour=at.about.look.ink)  # fmt: skip
    if address := office_address(dossier):
        box = at.place(SIDE, y - 3, taken, size + 5)
        at.canvas.linkURL(f"mailto:{address}", (box.x, box.y, box.x + box.width,
                          box.y + box.height), relative=0)  # fmt: skip
    slug = " · ".join(filter(None, (at.about.marking, at.about.version)))
    at.write(slug, SIDE, below, foot, colour=at.about.look.quiet, max_width=at.room - 90)
    number = at.about.folio.format(page=at.page - at.first + 1, pages=at.of)
    edge = at.width - SIDE - measure(number, foot, language=at.reader.language)
    at.write(number, edge, below, foot, colour=at.about.look.quiet)
    at.canvas.showPage()


def _name(one: Asked, *parts: str) -> str:
    """The name of a field: whose it is, the question, and the choice of a box."""
    return MARK.join((one.guest.one.id, *parts))
