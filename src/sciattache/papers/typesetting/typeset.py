"""Flowing papers as PDF or pictures, typeset by typst."""

import json
from functools import cache
from typing import TYPE_CHECKING, cast

import typst

from sciattache.assets import resources
from sciattache.papers.blocks import PageBreak, Paper
from sciattache.papers.typesetting.look import HOUSE, Look, scaled
from sciattache.papers.typesetting.manuscript import manuscript

if TYPE_CHECKING:
    from typst import PDFStandard  # named in typst's stubs alone

_ACCESSIBLE: "list[PDFStandard]" = ["ua-1"]
_ARCHIVED: "list[PDFStandard]" = ["ua-1", "a-2a"]
_SMALLER = (1.0, 0.93, 0.86)
_NO_GLYPH = "could not be displayed"


def pdf(paper: Paper, *, look: Look = HOUSE) -> bytes:
    """The paper as a tagged PDF; the same paper and look give the same bytes.

    An issued paper is PDF/A-2a and PDF/UA-1, a draft, which has no date, PDF/UA-1.
    Where a text joins signs that no bundled font can join, it is printed as near as can be
    and the file claims no standard. KnownError for a picture or a language that cannot be had.
    """
    document = _document(paper, look)
    moment = int(paper.issued_at.timestamp()) if paper.issued_at else 0
    standards = _ARCHIVED if paper.issued_at else _ACCESSIBLE
    try:
        made = document.compile(format="pdf", pdf_standards=standards, timestamp=moment)
    except typst.TypstError as error:
        if _NO_GLYPH not in str(error):
            raise
        made = document.compile(format="pdf", timestamp=moment)
    return cast("bytes", made)


def fitted(paper: Paper, *, look: Look = HOUSE) -> bytes:
    """The same with no page but those that it begins, in smaller type where it needs that.

    It runs on where even the smallest is too large.
    """
    wanted = 1 + sum(isinstance(block, PageBreak) for block in paper.blocks)
    for factor in _SMALLER:
        smaller = scaled(look, factor)
        if len(png_pages(paper, scale=0.1, look=smaller)) <= wanted:
            break
    return pdf(paper, look=smaller)


def png_pages(paper: Paper, *, scale: float = 1.0, look: Look = HOUSE) -> list[bytes]:
    """Each page as PNG, at `scale` times 72 dots per inch."""
    made = _document(paper, look).compile(format="png", ppi=72 * scale)
    return made if isinstance(made, list) else [made] if made else []


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
