"""The styles of the house as a word processor keeps them, so that whoever edits stays in them."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from docx.oxml.ns import qn

from sciattache.papers.blocks import direction
from sciattache.papers.documents import faces
from sciattache.papers.documents.markup import (
    Element,
    eighths,
    element,
    flag,
    hexadecimal,
    twips,
)
from sciattache.papers.typesetting.look import Look

_TIGHT = 1.2
"""The leading of titles, as a multiple of their size."""

Line = tuple[str, Literal["hair", "bar", "edge"]]
"""A side of a paragraph or cell, and the line that stands there."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's style: its name as word processors know it, sizes and spaces in points."""

    id: str
    name: str
    size: float
    based: str = "Normal"
    following: str = ""
    colour: str = ""
    strong: bool = False
    before: float = 0
    after: float = 0
    tight: bool = False
    keep: bool = False
    outline: int | None = None
    line: Line | None = None


def styles(look: Look) -> tuple[Style, ...]:
    """Every style of paragraphs, in the order in which a word processor lists them."""
    space = look.space
    heading = partial(Style, strong=True, keep=True, following="Normal")
    return (
        Style("Normal", "Normal", look.text, based="", after=2.2 * space),
        Style("Title", "Title", look.title, strong=True, after=1.5 * space, tight=True, keep=True,
              following="Subtitle"),
        Style("Subtitle", "Subtitle", look.heading, colour=look.quiet, after=5 * space,
              following="Normal"),
        Style("CoverTitle", "Cover Title", look.cover, based="Title", strong=True,
              after=3 * space, tight=True),
        heading("Heading1", "heading 1", look.heading, before=6 * space, after=2 * space,
                outline=0),
        heading("Heading2", "heading 2", look.subheading, before=4 * space, after=2 * space,
                outline=1),
        heading("Day", "Day", look.heading, based="Heading1", colour=look.accent, before=7 * space,
              after=0, line=("bottom", "bar")),
        heading("TOCHeading", "TOC Heading", look.heading, after=3 * space),
        Style("TOC1", "toc 1", look.text, after=space),
        Style("TOC2", "toc 2", look.text, after=0.5 * space),
        Style("Letterhead", "Letterhead", look.small, colour=look.quiet),
        Style("TableText", "Table Text", look.text),
        Style("TableSmall", "Table Small", look.small * 1.06, based="TableText"),
        Style("TableHead", "Table Head", look.small, based="TableText", colour=look.quiet,
              strong=True, keep=True),
        Style("TableGroup", "Table Group", look.small * 1.06, based="TableText", strong=True,
              colour=look.accent, before=2 * space, keep=True),
        Style("ListNumber", "List Number", look.text, based="TableText", colour=look.quiet),
        Style("Caption", "caption", look.small, colour=look.quiet, after=2 * space),
        Style("Note", "Note", look.text, after=0),
        Style("Date", "Date", look.text, before=2 * space, after=4 * space),
        Style("InsideAddress", "Inside Address", look.text, after=5 * space),
        Style("Subject", "Subject Line", look.text, strong=True, keep=True, after=3 * space),
        Style("Salutation", "Salutation", look.text, after=3 * space),
        Style("BodyText", "Body Text", look.text, after=2.2 * space),
        Style("Closing", "Closing", look.text, before=3 * space, after=12 * space, keep=True),
        Style("Signature", "Signature", look.text),
        Style("Header", "header", look.foot, colour=look.quiet),
        Style("Footer", "footer", look.foot, colour=look.quiet),
    )  # fmt: skip


def sheet(look: Look, language: str) -> Element:
    """The part `word/styles.xml` for a look and the language that a paper is written in."""
    rule = "exact" if direction(language) == "rtl" else "atLeast"  # Arabic fonts are very tall
    return element(
        "styles",
        _defaults(look, language),
        *(_paragraph(each, look, rule) for each in styles(look)),
        _plain("character", "DefaultParagraphFont", "Default Paragraph Font", default=True),
        element(
            "style",
            element("name", val="Hyperlink"),
            element("rPr", element("color", val=hexadecimal(look.accent))),
            type="character",
            styleId="Hyperlink",
        ),
        _plain("numbering", "NoList", "No List", default=True),
        element(
            "style",
            element("name", val="Normal Table"),
            element("tblPr", element("tblInd", w=0, type="dxa"), _margins(0)),
            type="table",
            styleId="TableNormal",
            default=1,
        ),
        _table(look),
    )


def line(kind: str, look: Look, *, space: int = 0, side: str = "") -> Element:
    """A line beside a paragraph or cell: hairline, bar of the house, or the edge of a note."""
    width, colour = {
        "hair": (look.hairline, look.line),
        "bar": (look.rule, look.accent),
        "edge": (2.0, look.accent),
        "sign": (look.hairline, look.ink),
    }[kind]
    return element(
        side, val="single", sz=eighths(width), space=space, color=hexadecimal(colour)
    )  # fmt: skip


def size(points: float) -> tuple[Element, Element]:
    """A size of type, for Latin and for complex scripts."""
    return element("sz", val=round(points * 2)), element("szCs", val=round(points * 2))


def _defaults(look: Look, language: str) -> Element:
    code = language.partition("-")[0].lower()
    languages = {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"}
    languages[faces.kind(code)] = faces.tag(language)
    complex_ = faces.family(code if faces.kind(code) == "bidi" else "ar")
    fonts = element(
        "rFonts", ascii=faces.SANS, hAnsi=faces.SANS, eastAsia=faces.han(language), cs=complex_
    )
    run = element(
        "rPr",
        fonts,
        element("color", val=hexadecimal(look.ink)),
        *size(look.text),
        element("lang", **languages),
    )
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault"))


def _paragraph(style: Style, look: Look, rule: str) -> Element:
    leading = _TIGHT if style.tight else look.leading
    spacing = element(
        "spacing",
        before=twips(style.before),
        after=twips(style.after),
        line=twips(style.size * leading),
        lineRule=rule,
    )
    border = None
    if style.line and style.line[0] == "bottom":
        border = element("pBdr", line(style.line[1], look, space=3, side="bottom"))
    outline = element("outlineLvl", val=style.outline) if style.outline is not None else None
    paragraph = element(
        "pPr", flag("keepNext", on=style.keep), flag("keepLines", on=style.keep),
        flag("widowControl", on=style.id == "Normal"), border, spacing, outline,
    )  # fmt: skip
    run = element(
        "rPr",
        *(flag(name, on=style.strong) for name in ("b", "bCs")),
        element("color", val=hexadecimal(style.colour)) if style.colour else None,
        *size(style.size),
    )
    made = element(
        "style",
        element("name", val=style.name),
        element("basedOn", val=style.based) if style.based else None,
        element("next", val=style.following) if style.following else None,
        element("qFormat"),
        paragraph,
        run,
        type="paragraph",
        styleId=style.id,
    )
    if style.id == "Normal":
        made.set(qn("w:default"), "1")
    return made


def _plain(type: str, id: str, name: str, *, default: bool) -> Element:
    return element(
        "style", element("name", val=name), type=type, styleId=id, default=int(default)
    )  # fmt: skip


def _table(look: Look) -> Element:
    """The table of the house: a bar under its head, hairlines under its rows, nothing beside."""
    head = element(
        "tblStylePr",
        element("tcPr", element("tcBorders", line("bar", look, side="bottom"))),
        type="firstRow",
    )
    borders = element(
        "tblBorders",
        line("hair", look, side="bottom"),
        line("hair", look, side="insideH"),
    )
    return element(
        "style",
        element("name", val="Table House"),
        element("basedOn", val="TableNormal"),
        element("qFormat"),
        element("tblPr", element("tblInd", w=0, type="dxa"), borders, _margins(look.space)),
        head,
        type="table",
        styleId="TableHouse",
    )


def _margins(points: float) -> Element:
    return element(
        "tblCellMar",
        element("top", w=twips(points), type="dxa"),
        element("left", w=0, type="dxa"),
        element("bottom", w=twips(points), type="dxa"),
        element("right", w=0, type="dxa"),
    )
