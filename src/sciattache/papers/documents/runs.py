"""Text as runs: each of one script, with its font, its language and the way it is written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn

from sciattache.papers.blocks import direction
from sciattache.papers.documents import faces
from sciattache.papers.documents.markup import Element, element, flag, hexadecimal
from sciattache.papers.documents.styles import size
from sciattache.papers.typesetting.writing import JOINED, Piece, clean, pieces, spaced

_PHONE = re.compile(r"\+[0-9][0-9 ()-]{5,18}[0-9]")
_NUMBER = re.compile(
    r"(\+[0-9][0-9\u00a0 ()-]{5,18}[0-9]"
    r"|(?<!\d)[0-2]\d:[0-5]\d[⁺⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+"
    r"|\N{MINUS SIGN}\d[\d.,]*)"
)
"""A telephone number, an hour of another day, a sum to subtract: read from the left in every
script."""
_MARK = "\u200e"
"""The left-to-right mark, by which every word processor keeps a number in its order."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run differs from its paragraph's style; a size of 0 is that of the style.

    One that is ``framed`` has a line of that colour around it, and ``ground`` is what it stands on.
    """

    strong: bool = False
    light: bool = False
    italic: bool = False
    struck: bool = False
    colour: str = ""
    size: float = 0
    link: bool = False
    framed: str = ""
    ground: str = ""


PLAIN = Manner()
STRONG = Manner(strong=True)


def way(text: str, home: str) -> str:
    """Which way a line runs: as its first letter does, as the paper does where it has none."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return home


def runs(
    text: str, language: str, manner: Manner = PLAIN, *, guest: bool = False
) -> Iterator[Element]:
    """The runs of a text; a newline in it breaks the line.

    A ``guest`` is in a second language of its paper, which each of its runs has to tell.
    """
    code = language.partition("-")[0].lower()
    home = "" if guest else code
    whole = spaced(clean(text), code).replace(" · ", "\u00a0· ")
    whole = _PHONE.sub(lambda found: found[0].replace(" ", "\u00a0"), whole)
    if code == "zh" or direction(code) == "rtl":
        whole = JOINED.sub(" ", whole)  # else word processors part a joined name anywhere
    for piece, own in _by_script(whole, code):
        for part in _NUMBER.split(piece) if direction(code) == "rtl" else (piece,):
            if _NUMBER.fullmatch(part):
                held = part.replace(" ", "\u00a0")
                yield _run(f"{_MARK}{held}{_MARK}", "en", home, manner)
            elif part:
                yield _run(part, own, home, manner)


def _by_script(text: str, home: str) -> Iterator[tuple[str, str]]:
    """The text in pieces of one script; one that begins in the other direction is cut again."""
    for piece, own, *_ in pieces(text, home):
        inner: list[Piece] = pieces(piece, own) if own else [(piece, "", False)]
        for words, stranger, _ in inner:
            yield words, stranger or own or home


def _run(text: str, own: str, home: str, manner: Manner) -> Element:
    made = element("r", _properties(own, home, manner))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("br"))
        if line:
            words = element("t")
            words.text = line
            words.set(qn("xml:space"), "preserve")
            made.append(words)
    return made


def _properties(own: str, home: str, manner: Manner) -> Element:
    rtl = own in faces.RIGHT_TO_LEFT
    properties = element(
        "rPr",
        element("rStyle", val="Hyperlink") if manner.link else None,
        _fonts(own, home),
        *_weight(manner),
        flag("i", on=manner.italic and faces.kind(own) == "val"),  # other scripts do not slant
        flag("strike", on=manner.struck),
        element("color", val=hexadecimal(manner.colour)) if manner.colour else None,
        *(size(manner.size) if manner.size else ()),
        _frame(manner.framed) if manner.framed else None,
        _ground(manner.ground) if manner.ground else None,
        flag("rtl", on=rtl),
        element("lang", **{faces.kind(own): faces.tag(own)}) if own != home else None,
    )
    return properties if len(properties) else None


def _frame(colour: str) -> Element:
    return element("bdr", val="single", sz=4, space=0, color=hexadecimal(colour))


def _ground(colour: str) -> Element:
    return element("shd", val="clear", color="auto", fill=hexadecimal(colour))


def _weight(manner: Manner) -> tuple[Element, ...]:
    """Strong, or light where the paragraph's style is strong."""
    if manner.light:
        return element("b", val=0), element("bCs", val=0)
    return flag("b", on=manner.strong), flag("bCs", on=manner.strong)


def _fonts(own: str, home: str) -> Element:
    """The fonts of a run in another script than the paper's."""
    if own == home:
        return None
    if faces.kind(own) == "eastAsia":
        return element("rFonts", eastAsia=faces.han(own), hint="eastAsia")
    if faces.kind(own) == "bidi" or own == "bo":
        name = faces.family(own)
        return element("rFonts", ascii=name, hAnsi=name, cs=name)
    return None
