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

_HANG = 2.6
"""How far the words of a clause stand in after its mark, as a multiple of the size of type."""
_LABEL = 3 * 72 / 25.4
"""How far a value stands in after its label, likewise: three millimetres to a point."""
_LEVELS = 3
"""How many headings there are, one below the other."""
_TIGHT = 1.2
"""The leading of titles, as a multiple of their size."""

Line = tuple[str, Literal["hair", "bar", "edge"]]
"""A side of a paragraph or cell, and the line that stands there."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's style: its name as word processors know it, sizes and spaces in points.

    It stands in by ``inset``, all lines but the first by ``hang`` more; one that ``opens``
    begins a page.
    """

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
    inset: float = 0
    hang: float = 0
    opens: bool = False


def styles(look: Look, *, tabs: bool = False) -> tuple[Style, ...]:
    """Every style of paragraphs, in the order in which a word processor lists them.

    In a paper that has ``tabs`` each of them is a heading of the first size.
    """
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
        *_headings(look, tabs=tabs),
        heading("Day", "Day", look.heading, based=f"Heading{1 + tabs}", colour=look.accent,
                before=7 * space, after=0, line=("bottom", "bar"), outline=int(tabs)),
        heading("DayBeside", "Day Beside", look.subheading * 1.1, colour=look.accent,
                before=3 * space, keep=False),
        heading("PersonName", "Person Name", look.subheading, based="Heading3",
                following="TableText", outline=2),
        heading("TOCHeading", "TOC Heading", look.heading, after=3 * space),
        Style("TOC1", "toc 1", look.text, after=space),
        Style("TOC2", "toc 2", look.text, after=0.5 * space, inset=5 * space),
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
        Style("Clause", "Clause", look.text, after=2.2 * space, hang=_HANG * look.text),
        Style("HeldClause", "Clause Held Back", look.text, based="Clause", after=2.2 * space,
              hang=_HANG * look.text),
        Style("Fact", "Fact", look.small, hang=_LABEL * look.text, based="TableText"),
        Style("Figure", "Figure", look.cover * 0.85, strong=True, colour=look.accent, tight=True,
              before=space, keep=True, following="Caption"),
        Style("Quote", "Quote", look.heading, after=space, keep=True, following="QuoteSource"),
        Style("QuoteSource", "Quote Source", look.small, colour=look.quiet),
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


def _headings(look: Look, *, tabs: bool) -> tuple[Style, ...]:
    space = look.space
    heading = partial(Style, strong=True, keep=True, following="Normal")
    sizes = ((look.heading, 6 * space), (look.subheading, 4 * space), (look.text, 3 * space))
    first = heading("Heading1", "heading 1", look.title, after=6 * space, outline=0, tight=True,
                    line=("bottom", "bar"), opens=True)  # fmt: skip
    rest = (
        heading(f"Heading{n}", f"heading {n}", size, before=before, after=2 * space, outline=n - 1)
        for n, (size, before) in enumerate(sizes, 1 + tabs)
        if n <= _LEVELS
    )
    return (first, *rest) if tabs else tuple(rest)


def sheet(look: Look, language: str, *, tabs: bool = False, tall: bool = False) -> Element:
    """The part `word/styles.xml` for a look and the language that a paper is written in.

    ``tall``: the fonts of its second language are, as those of Arabic are.
    """
    rule = "exact" if tall or direction(language) == "rtl" else "atLeast"
    return element(
        "styles",
        _defaults(look, language),
        *(_paragraph(each, look, rule) for each in styles(look, tabs=tabs)),
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
        "held": (2.0, look.ink),
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
    far, hang = twips(style.inset + style.hang), twips(style.hang)
    inset = element("ind", left=far, hanging=hang) if far else None
    paragraph = element(
        "pPr", flag("keepNext", on=style.keep), flag("keepLines", on=style.keep),
        flag("pageBreakBefore", on=style.opens),
        flag("widowControl", on=style.id == "Normal"), border, spacing, inset, outline,
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
