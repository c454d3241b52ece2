"""Pictures in the lines of an editable copy, each with the words for who cannot see it."""

import io
import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import typst
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from sciattache.papers.documents.markup import EMU, Element, element
from sciattache.papers.typesetting import pictures
from sciattache.papers.typesetting.writing import clean

_EMBLEM = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(json(bytes(sys.inputs.data))), format: "svg", height: 14mm)"""


class Pictures:
    """Places into one document what lives beside its text: pictures, addresses that links open."""

    def __init__(self, document: Document) -> None:
        self._part = document.part
        self._ids = count(1)

    def place(self, picture: bytes, alt: str, *, width: float = 0, height: float = 0) -> Element:
        """A run that holds a picture of so many millimetres, in its own proportions."""
        inline: Element = self._part.new_pic_inline(
            io.BytesIO(picture),
            round(width * EMU) if width else None,
            round(height * EMU) if height else None,
        )
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        words = clean(alt)
        for properties in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            properties.set("id", str(next(self._ids)))
            properties.set("name", words[:60])
            properties.set("descr", words)
        return element("r", element("drawing", inline))

    def link(self, address: str, words: Iterable[Element]) -> Iterator[Element]:
        """Runs that open an address; runs alone for one that is none of the web or the mail."""
        if not address.casefold().startswith(_OPENED):
            yield from words
            return
        made = element("hyperlink", *words, history=1)
        made.set(
            qn("r:id"), self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        )
        yield made


_OPENED = ("http://", "https://", "mailto:", "tel:")
"""How the addresses begin that a link may open."""


def emblem(file: Path) -> bytes:
    """The emblem of a letterhead as PNG; KnownError when it is not a picture that can be read."""
    made = typst.compile(
        _EMBLEM.encode(),
        format="png",
        ppi=300,
        sys_inputs={"data": json.dumps(pictures.emblem(file))},
    )
    assert isinstance(made, bytes)  # one page
    return made
