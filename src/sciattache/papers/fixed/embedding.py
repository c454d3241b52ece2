"""Typefaces inside a reportlab document, addressed by glyph: only the glyphs that were drawn.

reportlab itself addresses glyphs by character, which no shaped script can use, and refuses
typefaces with PostScript outlines. The objects here are composite fonts with the encoding
Identity-H (ISO 32000-1, 9.7): a code in the page is a glyph number of the typeface.
"""

import hashlib
import struct
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from sciattache.papers.fixed.faces import Face

# Layout and naming tables serve shaping and installing, which are over by now.
_DROPPED = ("GSUB", "GPOS", "GDEF", "cmap", "name", "post", "OS/2", "gasp", "vhea", "vmtx")


class Embedded:
    """One face in one document; it collects what is drawn until reportlab writes the file."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._texts: dict[int, str] = {0: ""}

    def use(self, glyph: int, text: str | None) -> bool:
        """Note that a glyph is drawn; true when copying it from the PDF yields `text`."""
        if text is None:
            self._texts.setdefault(glyph, "")
            return False
        known = self._texts.get(glyph)
        if not known:
            self._texts[glyph] = text
        return not known or known == text

    def addObjects(self, document: Any) -> None:
        """Write the font's objects; reportlab calls this when it saves the document."""
        glyphs = sorted(self._texts)
        name = f"{_tag(self.face.name, glyphs)}+{self.face.name}"
        program, key, subtype = _program(self.face, glyphs)
        descriptor = _descriptor(self.face, name)
        descriptor.dict[key] = document.Reference(program)
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName(subtype),
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(descriptor),
                "DW": 1000,
                "W": _widths(self.face, glyphs),
            }
        )
        if subtype == "CIDFontType2":
            descendant.dict["CIDToGIDMap"] = pdfdoc.PDFName("Identity")
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(_to_unicode(self._texts))),
            }
        )
        fonts = document.idToObject[pdfdoc.BasicFonts].dict
        fonts[self.resource] = document.Reference(font)


def embedded(canvas: Canvas, face: Face) -> Embedded:
    """The face as part of the canvas's document; the same object at each call."""
    document: Any = canvas._doc  # type: ignore[attr-defined]  # the stubs leave it out
    key = f"shaped {face.name}"
    for font in document.delayedFonts:
        if isinstance(font, Embedded) and font.face is face:
            return font
    font = Embedded(face, f"S{len(document.fontMapping) + 1}")
    document.fontMapping[key] = f"/{font.resource}"
    document.delayedFonts.append(font)
    return font


def advance(face: Face, glyph: int) -> float:
    """The width of a glyph as the PDF states it, in ems."""
    return round(float(face.font.get_glyph_h_advance(glyph)) * 1000 / face.upem) / 1000


def _program(face: Face, glyphs: list[int]) -> tuple[Any, str, str]:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    if not face.is_cff:
        wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
        return _stream(bytes(hb.subset(face.table, wanted).blob.data)), "FontFile2", "CIDFontType2"
    # A CID-keyed typeface keeps its numbers in its charset, so the outlines may close up.
    outlines = hb.subset(face.table, wanted).reference_table("CFF ").data
    stream = _stream(bytes(outlines))
    stream.dictionary.dict["Subtype"] = pdfdoc.PDFName("CIDFontType0C")
    return stream, "FontFile3", "CIDFontType0"


def _descriptor(face: Face, name: str) -> Any:
    scale = 1000 / face.upem
    left, bottom, right, top = struct.unpack(">4h", face.table.reference_table("head").data[36:44])
    reach = face.font.get_font_extents("ltr")
    ascent = round(reach.ascender * scale)
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray([round(n * scale) for n in (left, bottom, right, top)]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": round(reach.descender * scale),
            "CapHeight": ascent,
            "StemV": 140 if "Bold" in name else 80,
        }
    )


def _widths(face: Face, glyphs: list[int]) -> Any:
    pairs: list[Any] = []
    for glyph in glyphs:
        pairs += [glyph, pdfdoc.PDFArray([round(advance(face, glyph) * 1000)])]
    return pdfdoc.PDFArray(pairs)


def _to_unicode(texts: dict[int, str]) -> bytes:
    pairs = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for glyph, text in sorted(texts.items())
        if text
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def _tag(name: str, glyphs: list[int]) -> str:
    """Six capitals that tell apart two subsets of a typeface (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(f"{name} {glyphs}".encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _stream(content: bytes) -> Any:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
