"""The empty document of the house: nothing in it but its styles, numbers and fonts."""

import io
import zipfile
from collections.abc import Mapping

from docx.opc.oxml import serialize_part_xml

from sciattache.papers import blocks
from sciattache.papers.documents import faces, styles
from sciattache.papers.documents.markup import MILLIMETRE, Element, element, twips
from sciattache.papers.typesetting.look import Look

_TYPES = "application/vnd.openxmlformats-officedocument"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "word/document.xml": (f"{_TYPES}.wordprocessingml.document.main+xml", "officeDocument"),
    "docProps/app.xml": (f"{_TYPES}.extended-properties+xml", "extended-properties"),
}
"""The parts that the package names."""
_INSIDE = {
    name: f"{_TYPES}.wordprocessingml.{name}+xml"
    for name in ("styles", "settings", "fontTable", "numbering")
}
"""The parts that the document names."""


def template(paper: blocks.Paper, look: Look) -> bytes:
    """The document that a paper is written into."""
    files: dict[str, bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({part: kind for part, (_, kind) in _PARTS.items()}),
        "word/_rels/document.xml.rels": _relations({f"{name}.xml": name for name in _INSIDE}),
        "word/document.xml": serialize_part_xml(element("document", element("body"))),
        "word/styles.xml": serialize_part_xml(styles.sheet(look, paper.language)),
        "word/settings.xml": serialize_part_xml(_settings(paper.language)),
        "word/fontTable.xml": serialize_part_xml(_fonts()),
        "word/numbering.xml": serialize_part_xml(_numbering(paper)),
        "docProps/app.xml": (
            f'<Properties xmlns="{_OFFICE}/extended-properties">'
            "<Application>SciAttaché</Application></Properties>"
        ).encode(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def _content_types() -> bytes:
    named = {f"/{part}": kind for part, (kind, _) in _PARTS.items()}
    named |= {f"/word/{name}.xml": kind for name, kind in _INSIDE.items()}
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in named.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    ).encode()


def _relations(parts: Mapping[str, str]) -> bytes:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{kind}" Target="{part}"/>'
        for number, (part, kind) in enumerate(parts.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()


def _settings(language: str) -> Element:
    newest = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    theme = {faces.kind(language.partition("-")[0].lower()): faces.tag(language)}
    return element(
        "settings",
        element("defaultTabStop", val=twips(36)),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", newest),
        element("themeFontLang", **theme),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    )


def _fonts() -> Element:
    """The fonts that are named, each with the one that Windows has in its stead."""
    return element(
        "fonts",
        *(
            element("font", element("altName", val=other), element("family", val=kind), name=name)
            for name, (kind, other) in faces.FALLBACKS.items()
        ),
    )


def _numbering(paper: blocks.Paper) -> Element:
    """Numbers 1, 2, 3 … for each numbered list of a paper, each of which begins anew.

    Some word processors set a number outside the indent where a line runs from the right.
    """
    lists = sum(isinstance(block, blocks.People) and block.numbered for block in paper.blocks)
    inset = round(3 * MILLIMETRE) if paper.direction == "rtl" else 0
    level = element(
        "lvl",
        element("start", val=1),
        element("numFmt", val="decimal"),
        element("suff", val="nothing"),
        element("lvlText", val="%1"),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=inset, firstLine=0)),
        ilvl=0,
    )
    shape = element(
        "abstractNum", element("multiLevelType", val="singleLevel"), level, abstractNumId=0
    )
    numbers = (
        element(
            "num",
            element("abstractNumId", val=0),
            element("lvlOverride", element("startOverride", val=1), ilvl=0),
            numId=number,
        )
        for number in range(1, lists + 1)
    )
    return element("numbering", shape, *numbers)
