"""A PDF of fixed geometry: what it says about itself, and the head and foot of its pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.blocks import direction
from sciattache.papers.fixed.characters import clean
from sciattache.papers.fixed.shaped import Align, draw
from sciattache.papers.fixed.stock import MM, PAGES, Box
from sciattache.papers.typesetting.look import HOUSE, Look

SLUG = 6.0
"""Points: readable for the office, out of the way of the guest."""

MARGIN = 14 * MM
_HEAD, _LINE, _FOOT = 15.0, 14.0, 7.0
_BELOW = 9 * MM
_ABOVE = 8 * MM

DrawPage = Callable[[Canvas, Box], None]
"""Draws what stands between the head and the foot of a page."""


@dataclass(frozen=True)
class Imprint:
    """What the PDF says about itself, and the slug of each sheet.

    `language` is a BCP 47 tag; `folio` is the phrase for a page's number, already translated.
    """

    title: str = ""
    author: str = ""
    language: str = "en"
    version: str = ""
    marking: str = ""
    folio: str = "page {page} of {pages}"


def opened(target: io.BytesIO, page_size: tuple[float, float], imprint: Imprint) -> Canvas:
    """A canvas that writes to `target` the same bytes for the same drawing."""
    canvas = Canvas(
        target,
        pagesize=page_size,
        invariant=1,
        pageCompression=1,
        lang=imprint.language or None,
    )
    canvas.setTitle(clean(imprint.title))
    canvas.setAuthor(clean(imprint.author))
    canvas.setSubject(clean(imprint.version))
    canvas.setKeywords(clean(imprint.marking))
    canvas.setCreator("SciAttaché")
    return canvas


@dataclass(frozen=True)
class Page:
    """A whole page: its title, quiet lines below it, and what draws the rest."""

    title: str
    lines: tuple[str, ...]
    draw: DrawPage


def bound(
    pages: Sequence[Page],
    size: str,
    imprint: Imprint,
    *,
    landscape: bool = False,
    look: Look = HOUSE,
) -> bytes:
    """A PDF of whole pages (A4 or Letter), each with its head, and its slug at the foot."""
    width, height = _sides(size, landscape)
    target = io.BytesIO()
    canvas = opened(target, (width, height), imprint)
    for number, page in enumerate(pages, 1):
        room = body(size, len(page.lines), landscape=landscape)
        _head(canvas, room, page, imprint.language, look)
        page.draw(canvas, room)
        canvas.setStrokeColor(HexColor(look.line))
        canvas.setLineWidth(look.hairline)
        canvas.line(MARGIN, MARGIN + 5 * MM, width - MARGIN, MARGIN + 5 * MM)
        slug(
            canvas,
            imprint,
            look,
            number,
            len(pages),
            middle=width / 2,
            baseline=MARGIN,
            width=room.width,
            size=_FOOT,
        )
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def body(size: str, lines: int, *, landscape: bool = False) -> Box:
    """What a page leaves between its head, with so many lines below the title, and its foot."""
    width, height = _sides(size, landscape)
    top = height - MARGIN - _HEAD - lines * _LINE - _ABOVE
    return Box(MARGIN, MARGIN + _BELOW, width - 2 * MARGIN, top - MARGIN - _BELOW)


def near(language: str) -> Align:
    """The side at which lines of a language begin."""
    return "right" if direction(language) == "rtl" else "left"


def _sides(size: str, landscape: bool) -> tuple[float, float]:
    narrow, long = (measure * MM for measure in PAGES[size])
    return (long, narrow) if landscape else (narrow, long)


def _head(canvas: Canvas, room: Box, page: Page, language: str, look: Look) -> None:
    """Draw the head of a page above what it leaves."""
    align = near(language)
    x = room.x + room.width * (align == "right")
    rule = room.y + room.height + _ABOVE / 2
    down = rule + 3 * MM + len(page.lines) * _LINE
    draw(
        canvas, page.title, x, down, _HEAD,
        bold=True, align=align, max_width=room.width, colour=look.ink, language=language,
    )  # fmt: skip
    for line in page.lines:
        down -= _LINE
        draw(
            canvas, line, x, down, look.text,
            align=align, max_width=room.width, colour=look.quiet, language=language,
        )  # fmt: skip
    canvas.setStrokeColor(HexColor(look.accent))
    canvas.setLineWidth(look.rule)
    canvas.line(room.x, rule, room.x + room.width, rule)


def slug(
    canvas: Canvas,
    imprint: Imprint,
    look: Look,
    page: int,
    pages: int,
    *,
    middle: float,
    baseline: float,
    width: float,
    size: float = SLUG,
) -> None:
    """Draw marking, version and number of a page on one line around `middle` (all in points)."""
    number = imprint.folio.format(page=page, pages=pages)
    parts = (imprint.marking, imprint.version, number)
    if direction(imprint.language) == "rtl":  # a line runs as its first letter does
        parts = (imprint.version, number, imprint.marking)
    draw(
        canvas,
        " · ".join(filter(None, parts)),
        middle,
        baseline,
        size,
        align="center",
        max_width=width,
        colour=look.quiet,
        language=imprint.language,
    )
