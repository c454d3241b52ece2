"""Flowing papers as PDF or pictures, typeset by typst."""

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, cast

import typst

from sciattache.assets import resources
from sciattache.papers.blocks import Letterhead, Map, PageBreak, Paper
from sciattache.papers.typesetting.look import Look, called, scaled
from sciattache.papers.typesetting.manuscript import manuscript
from sciattache.papers.typesetting.spelling import spelling

if TYPE_CHECKING:
    from typst import PDFStandard  # named in typst's stubs alone

_ACCESSIBLE: "list[PDFStandard]" = ["ua-1"]
_ARCHIVED: "list[PDFStandard]" = ["ua-1", "a-2a"]
_PPI = 220
"""Dots to the inch of a map: fine enough for print, small enough for a mail."""
_SMALLER = (1.0, 0.93, 0.86)
_NO_GLYPH = "could not be displayed"


def pdf(paper: Paper, *, look: Look | None = None) -> bytes:
    """The paper as a tagged PDF, in its own look or another; the same give the same bytes.

    An issued paper is PDF/A-2a and PDF/UA-1, a draft, which has no date, PDF/UA-1.
    Where a text joins signs that no bundled font can join, it is printed as near as can be
    and the file claims no standard. KnownError for a picture or a language that cannot be had.
    """
    document = _document(paper, look or called(paper.look))
    moment = int(paper.issued_at.timestamp()) if paper.issued_at else 0
    standards = _ARCHIVED if paper.issued_at else _ACCESSIBLE
    try:
        made = document.compile(format="pdf", pdf_standards=standards, timestamp=moment)
    except typst.TypstError as error:
        if _NO_GLYPH not in str(error):
            raise
        made = document.compile(format="pdf", timestamp=moment)
    return cast("bytes", made)


def fitted(paper: Paper, *, look: Look | None = None) -> bytes:
    """The same with no page but those that it begins, in smaller type where it needs that.

    It runs on where even the smallest is too large.
    """
    wanted = 1 + sum(isinstance(block, PageBreak) for block in paper.blocks)
    for factor in _SMALLER:
        smaller = scaled(look or called(paper.look), factor)
        if len(png_pages(paper, scale=0.1, look=smaller)) <= wanted:
            break
    return pdf(paper, look=smaller)


@dataclass(frozen=True, slots=True)
class Milestone:
    """Where a part begins or ends: on which page, and how far down it as a share of the page."""

    page: int
    down: float


def milestones(paper: Paper, look: Look) -> tuple[Milestone, ...]:
    """The beginning and the end of each part of a paper that has pages of its own, in turn."""
    told = json.loads(_document(paper, look).query("<milestone>", field="value"))
    return tuple(Milestone(int(one["page"]), float(one["down"])) for one in told)


def png_pages(paper: Paper, *, scale: float = 1.0, look: Look | None = None) -> list[bytes]:
    """Each page as PNG, at `scale` times 72 dots per inch."""
    made = _document(paper, look or called(paper.look)).compile(format="png", ppi=72 * scale)
    return made if isinstance(made, list) else [made] if made else []


def map_png(block: Map, paper: Paper, look: Look) -> bytes:
    """A map of a paper with its names as PNG, as wide as the paper's text."""
    alone = replace(paper, blocks=(block,), letterhead=Letterhead())
    data, _ = manuscript(alone, look)
    template = _template()
    compiler = typst.Compiler(
        input=template | {"main.typ": template["map.typ"]},  # type: ignore[type-var]  # as below
        font_paths=_fonts(),
        sys_inputs={
            "data": json.dumps(data, ensure_ascii=False),
            "width": str(spelling(alone, look).width),
        },
    )
    return cast("bytes", compiler.compile(format="png", ppi=_PPI))  # one page


def _document(paper: Paper, look: Look) -> typst.Compiler:
    data, photographs = manuscript(paper, look)
    return typst.Compiler(
        input=_template() | photographs,  # type: ignore[type-var]  # the stubs forget files by name
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


@cache
def _template() -> dict[str, bytes]:
    """The template's files by name; held in memory, so that it can read nothing else."""
    return {file.name: file.read_bytes() for file in (resources() / "typst").glob("*.typ")}


@cache
def _fonts() -> typst.Fonts:
    """The bundled fonts and no others, so that a paper looks alike everywhere."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resources() / "fonts")],
    )
