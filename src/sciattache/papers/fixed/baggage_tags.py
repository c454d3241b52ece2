"""Tags for baggage: whose it is, of which delegation and team, where it goes, whom to ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import segno
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.papers import codes
from sciattache.papers.fixed.imprints import Imprint
from sciattache.papers.fixed.pages import near
from sciattache.papers.fixed.shaped import draw
from sciattache.papers.fixed.sheet import lay_out
from sciattache.papers.fixed.stack import Row, draw_stack, stack
from sciattache.papers.fixed.stock import MM, Box, Stock
from sciattache.papers.reader import Reader
from sciattache.papers.typesetting.look import Look
from sciattache.services.dossier import Dossier

_EDGE = 5 * MM
_BAR = 9 * MM
_GAP = 3 * MM
_CODE = 0.42
"""The share of a tag's height that the code has."""
_MODULE = 0.3 * MM
"""The least side of a code's square that a telephone reads from paper."""
_BLANK = "____"
_BOUND = "\u00a0"
"""Between the groups of a number, which stay on one line."""
_FROM_LEFT = "\u200e"
"""Before a number, so that its groups keep their order among words from the right."""

_BARS = ("#1f4e79", "#e0b84c", "#8c2f39", "#9fd0b5", "#3d3d3d", "#d9d9d9")
"""Bars of teams in turn: dark beside light, so that a copy in grey tells them apart as well."""
_PLAIN = "#1f4e79"
_NO_TEAM = ""
"""Without a bar: among teams, who is of none is not taken for one of the first."""
_NO_BAGGAGE = "host"


@dataclass(frozen=True)
class Tag:
    """What a tag says; `team` is the letter on the bar, `code` what the QR code holds."""

    name: str
    native_name: str = ""
    delegation: str = ""
    team: str = ""
    colour: str = _PLAIN
    hotels: str = ""
    count: str = ""
    found: str = ""
    code: str = ""
    language: str = ""


def baggage_tags(
    dossier: Dossier, reader: Reader, imprint: Imprint, stock: Stock, start: int
) -> bytes:
    """A tag for everybody who travels: guests, our own, support and press; not the hosts."""
    teams = sorted({one.team for one in dossier.participants if one.team})
    made = [
        _tag(dossier, reader, one, teams)
        for one in dossier.participants
        if one.person in dossier.people and one.rsvp != "declined" and one.side != _NO_BAGGAGE
    ]

    def place(canvas: Canvas, box: Box, tag: Tag) -> None:
        _draw(canvas, box, tag, imprint.look)

    return lay_out(made, stock, place, imprint=imprint, start=start)


def _tag(dossier: Dossier, reader: Reader, one: Participation, teams: Sequence[str]) -> Tag:
    person, team = dossier.people[one.person], one.team or ""
    name = reader.plain_name(person)
    native = person.native_name or ""
    phone = _phone(dossier, reader)
    has_contact = reader.see(person, "emails") or reader.see(person, "phones")
    return Tag(
        name=name,
        native_name="" if native == name else native,
        delegation=dossier.engagement.title,
        team=team,
        colour=_BARS[teams.index(team) % len(_BARS)] if team else _NO_TEAM if teams else _PLAIN,
        hotels="\n".join(_hotels(dossier, one.person)),
        count=reader.say("tags.count", line=_BLANK),
        found=reader.say("tags.found", phone=phone) if phone else "",
        code=codes.contact(dossier, reader, one) if has_contact else "",
        language=reader.language,
    )


def _hotels(dossier: Dossier, person: str) -> list[str]:
    """The hotels of somebody's nights in their order, else of everybody's.

    Of somebody without a night that is known, it is the one hotel of the visit if it has but one.
    """
    own = [stay for stay in dossier.stays if person in (stay.person, stay.shares_with)]
    found = _named(own) or _named([stay for stay in dossier.stays if stay.person is None])
    every = _named(dossier.stays)
    return found or (every if len(every) == 1 else [])


def _named(stays: Sequence[Stay]) -> list[str]:
    ordered = sorted(stays, key=lambda stay: str(stay.arrives_on or ""))
    return list(dict.fromkeys(stay.hotel for stay in ordered if stay.hotel))


def _phone(dossier: Dossier, reader: Reader) -> str:
    """The number of whoever leads the visit, else that of the office."""
    lead = dossier.colleagues.get(dossier.engagement.lead or "")
    numbers = (*reader.points(lead, "phones"), *reader.points(dossier.post, "phones"))
    return next((f"{_FROM_LEFT}{number.replace(' ', _BOUND)}" for number in numbers), "")


def _draw(canvas: Canvas, box: Box, tag: Tag, look: Look) -> None:
    """The bar at the side where lines begin, the code at the foot of the other one."""
    align = near(tag.language)
    mirrored = align == "right"
    if tag.colour:
        _bar(canvas, box, tag, _toned(tag.colour) if look.grey else tag.colour, mirrored)
    inside = Box(
        box.x + (_EDGE if mirrored else _BAR + _GAP), box.y + _EDGE,
        box.width - _BAR - _GAP - _EDGE, box.height - 2 * _EDGE,
    )  # fmt: skip
    foot = _CODE * box.height
    side = foot - _GAP
    code = side if tag.code and _code(canvas, inside, tag, side, mirrored) else 0.0
    head = Row(tag.delegation, quiet=True, language=tag.language)
    above = stack((head,), inside.width, 24, largest=8.0, smallest=6.0)
    top = Box(inside.x, inside.y + inside.height - above.height, inside.width, above.height)
    draw_stack(canvas, above, top, align=align, look=look)
    names = Box(inside.x, inside.y + foot, inside.width, inside.height - foot - above.height - _GAP)
    rows = (Row(tag.name, bold=True), Row(tag.native_name, scale=0.62, above=0.15))
    made = stack(rows, names.width, names.height, largest=30.0, smallest=7.0)
    draw_stack(canvas, made, names, align=align, stand="middle", look=look)
    below = Box(
        inside.x + (code + _GAP) * (mirrored and code > 0), inside.y,
        inside.width - (code + _GAP) * (code > 0), foot - _GAP,
    )  # fmt: skip
    facts = [
        *(Row(hotel, bold=True, language=tag.language) for hotel in tag.hotels.splitlines()),
        Row(tag.count, above=0.5, language=tag.language),
        Row(tag.found, above=0.5, language=tag.language),
    ]
    told = stack(facts, below.width, below.height, largest=9.0, smallest=5.5)
    draw_stack(canvas, told, below, align=align, stand="bottom", look=look)


def _bar(canvas: Canvas, box: Box, tag: Tag, colour: str, mirrored: bool) -> None:
    left = box.x + box.width - _BAR if mirrored else box.x
    canvas.saveState()
    canvas.setFillColor(HexColor(colour))
    canvas.rect(left, box.y, _BAR, box.height, stroke=0, fill=1)
    canvas.restoreState()
    if tag.team:
        draw(
            canvas, tag.team, left + _BAR / 2, box.y + box.height / 2 - 6, 17,
            bold=True, align="center", max_width=_BAR - 4, colour=_readable(colour),
        )  # fmt: skip


def _toned(colour: str) -> str:
    """The grey that is as light as a colour (Rec. 601): the bars' tones tell teams apart."""
    shade = HexColor(colour)
    tone = round(255 * (0.299 * shade.red + 0.587 * shade.green + 0.114 * shade.blue))
    return f"#{tone:02x}{tone:02x}{tone:02x}"


def _readable(colour: str) -> str:
    shade = HexColor(colour)
    light = 0.299 * shade.red + 0.587 * shade.green + 0.114 * shade.blue
    return "#000000" if light > 0.5 else "#ffffff"


def _code(canvas: Canvas, box: Box, tag: Tag, side: float, mirrored: bool) -> bool:
    """Draw the code in the corner; False where it would be too fine to be read, or is too long."""
    try:
        made = segno.make_qr(tag.code, error="l", boost_error=False)
    except segno.DataOverflowError:
        return False
    rows = tuple(made.matrix)
    square = side / len(rows)
    if square < _MODULE:
        return False
    left = box.x if mirrored else box.x + box.width - side
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                path.rect(
                    left + across * square, box.y + side - (down + 1) * square, square, square
                )
    canvas.saveState()
    canvas.setFillColor(HexColor("#000000"))
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
    return True
