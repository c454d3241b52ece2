"""A text of a paper made ready for its column: cleaned, breakable, cut by script."""

import re
from dataclasses import dataclass

from sciattache.papers import blocks
from sciattache.papers.typesetting.look import Look
from sciattache.papers.typesetting.writing import (
    BREAK,
    JOINED,
    Piece,
    breakable,
    clean,
    pieces,
    spaced,
)

Spelt = str | list[Piece]

_WIDTHS = {
    "A4": (210.0, 297.0),
    "Letter": (215.9, 279.4),
    "A6": (105.0, 148.0),
    "Quarter Letter": (107.95, 139.7),
}  # millimetres
_LARGE = 14.0
"""Points from which on a column may be narrower than a name: its words are joined no more."""
_COLUMN = 0.34  # of the width, where hours stand at both sides
_PHONE = re.compile(r"\+[0-9][0-9 ()-]{5,18}[0-9]")
_HOUR = re.compile(r"(?<!\d)[0-2]\d:[0-5]\d(?:[⁺⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?!\d)")
_HAN_WORD = re.compile(r"(?<=· )[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])")
"""A short word of Chinese that stands by itself; between others a line parts at any sign."""
_JOINER = "\u2060"
_TAIL = re.compile(
    r"(?<=[\u0600-\u06ff]: )[A-Za-z\u00c0-\u024f][^\u0590-\u08ff\u2066-\u2069\n]*?"
    r"(?=$| \([\u0600-\u06ff])",
    re.MULTILINE,
)
"""Latin words after an Arabic label, to the end of their line or to Arabic ones in brackets."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_NEGATIVE = re.compile(r"\N{MINUS SIGN}\d[\d.,]*")


@dataclass(frozen=True)
class Spelling:
    """How one paper spells: its language and direction, `width` and `size` of its text.

    The width is in millimetres, the size in points.
    """

    language: str
    direction: str
    width: float
    size: float

    def __call__(self, text: str, width: float | None = None) -> Spelt:
        """A text cleaned, with breaks for a column of `width` millimetres, and cut by script."""
        room = self.width if width is None else width
        longest = max(6, int(room / (0.2 * self.size)))
        whole = spaced(clean(text), self.language)
        whole = _PHONE.sub(_one_number, whole) if "+" in text else whole
        whole = whole.replace(" · ", "\u00a0· ")
        if self.language == "es" and "-" in whole:
            # Spanish repeats a hyphen in the next line, which is wrong in words of any other
            # language, and those are what is written with one; before a break it does not.
            whole = _HYPHEN.sub(f"-{BREAK}", whole)
        if self.language == "zh":
            whole = _HAN_WORD.sub(lambda found: _JOINER.join(found[0]), whole)
        if self.size >= _LARGE:
            whole = JOINED.sub(" ", whole)
        if self.direction == "rtl" and ":" in whole:
            whole = _HOUR.sub(_one_number, whole)
            whole = _TAIL.sub(_in_its_order, whole)
        if self.direction == "rtl" and "\N{MINUS SIGN}" in whole:
            whole = _NEGATIVE.sub(_in_its_order, whole)
        spelt = pieces(breakable(whole, longest), self.language)
        return spelt[0][0] if len(spelt) == 1 and not spelt[0][1] else spelt or ""

    def column(self, language: str) -> "Spelling":
        """The spelling of one of two columns that face each other, in a language of its own."""
        code = language.partition("-")[0].lower()
        return Spelling(code, blocks.direction(language), _COLUMN * self.width, self.size)


def spelling(paper: blocks.Paper, look: Look) -> Spelling:
    """How a paper is spelt in a look."""
    width, height = _WIDTHS[paper.size]
    room = (height if paper.landscape else width) - 2 * look.margin
    return Spelling(paper.language.partition("-")[0].lower(), paper.direction, room, look.text)


def _one_number(found: re.Match[str]) -> str:
    """A telephone number or an hour, on one line and left to right in any script."""
    return _in_its_order(found).replace(" ", "\u00a0")


def _in_its_order(found: re.Match[str]) -> str:
    """Words or a number that keep their order, left to right, in a line of any script."""
    inside = found[0]
    outside = ")" if inside.endswith(")") and inside.count(")") > inside.count("(") else ""
    return f"\u2066{inside.removesuffix(outside)}\u2069{outside}"
