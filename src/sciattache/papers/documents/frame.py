"""What stands round the text of an editable copy: the page, its head and its foot."""

from collections.abc import Sequence

from docx.document import Document

from sciattache.papers import blocks, words
from sciattache.papers.documents import fields
from sciattache.papers.documents.lines import Cell, Lines, Row
from sciattache.papers.documents.markup import MILLIMETRE, Element, element, flag
from sciattache.papers.documents.runs import Manner, runs
from sciattache.papers.typesetting.look import Look
from sciattache.papers.typesetting.manuscript import issue

_SIZES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height of a sheet in millimetres."""
_EDGE = 9.0
"""Millimetres from the edge of the sheet to head and foot."""


def text_width(paper: blocks.Paper, look: Look) -> float:
    """Millimetres between the margins."""
    return _sheet(paper)[0] - 2 * look.margin


def page(paper: blocks.Paper, look: Look, *, first: bool = True) -> Element:
    """A section's page; that of the first one has neither head nor section before it."""
    width, height = (round(side * MILLIMETRE) for side in _sheet(paper))
    margin, edge = round(look.margin * MILLIMETRE), round(_EDGE * MILLIMETRE)
    landscape = {"orient": "landscape"} if paper.landscape else {}
    return element(
        "sectPr",
        element("pgSz", w=width, h=height, **landscape),
        element(
            "pgMar",
            **dict.fromkeys(("top", "right", "bottom", "left"), margin),
            header=edge,
            footer=edge,
            gutter=0,
        ),
        element("titlePg") if first else None,
        flag("bidi", on=paper.direction == "rtl"),
    )


def frame(
    document: Document, paper: blocks.Paper, look: Look, parts: Sequence[blocks.Tab | None]
) -> None:
    """Give each section of a document, by the tab that it is, a head from the second page on and
    a foot on every page."""
    lines = Lines(paper.language, look)
    for section, tab in zip(document.sections, parts, strict=True):
        _fill(section.header, [_head(lines, paper, look, tab)])
    opening = document.sections[0]
    for part in (opening.footer, opening.first_page_footer):
        _fill(part, [_foot(lines, paper, look), lines.gap(1)])
    _fill(opening.first_page_header, [lines.holding("Header", ())])


def _fill(part: object, inside: list[Element]) -> None:
    part.is_linked_to_previous = False  # type: ignore[attr-defined]
    root: Element = part._element  # type: ignore[attr-defined]
    for each in list(root):
        root.remove(each)
    root.extend(inside)


def _head(lines: Lines, paper: blocks.Paper, look: Look, tab: blocks.Tab | None) -> Element:
    """The title of the paper, and the tab of a book or else the mission."""
    at = round(text_width(paper, look) * MILLIMETRE)
    tabs = element("tabs", element("tab", val="right", pos=at))
    beside = "".join(paper.letterhead.lines[:1])
    if tab is not None:
        name = words.say("tab", paper.language, number=tab.number)
        beside = " · ".join(filter(None, (name, tab.title)))
    inside = [*runs(paper.title, paper.language), element("r", element("tab"))]
    inside += runs(beside, paper.language)
    return lines.holding("Header", inside, tabs=tabs)


def _foot(lines: Lines, paper: blocks.Paper, look: Look) -> Element:
    """The marking, the version, and which page this is."""
    said = words.all_words(paper.language)["page"]
    numbers = lines.holding("Footer", list(fields.page_of_pages(said, paper.language)), align="end")
    strong = Manner(strong=True, colour=look.ink)
    version = "" if paper.is_letter else issue(paper)
    cells = (
        lines.paragraph("Footer", (paper.marking, strong)),
        lines.paragraph("Footer", version, align="center"),
        numbers,
    )
    third = text_width(paper, look) / 10
    row = Row(tuple(Cell((cell,), above="hair", below="none") for cell in cells))
    return lines.table((3 * third, 4 * third, 3 * third), [row])


def _sheet(paper: blocks.Paper) -> tuple[float, float]:
    width, height = _SIZES[paper.size]
    return (height, width) if paper.landscape else (width, height)
