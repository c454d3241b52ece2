"""Text made ready for typesetting: printable, cut by script, with places to break long words."""

import re
import unicodedata
from functools import cache

import uharfbuzz as hb
from anyascii import anyascii

from sciattache.assets import resources

Piece = tuple[str, str, bool]
"""A run of text, the language to shape and read it in (empty: that of the paper), and
whether it is a line of mixed directions that is read from the side of that language."""

# Scripts that need a language of their own, by the ranges of their letters.
_SCRIPTS = {
    "he": "\u0590-\u05ff\ufb1d-\ufb4f",
    "ar": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "dv": "\u0780-\u07bf",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "bo": "\u0f00-\u0fff",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf",
    "hy": "\u0530-\u058f",
    "am": "\u1200-\u139f",
    "km": "\u1780-\u17ff",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "ja": "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "zh": "\u2e80-\u2fdf\u3005-\u3007\u3100-\u312f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "en": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
}
_LETTER = {language: re.compile(f"[{ranges}]") for language, ranges in _SCRIPTS.items()}
_OTHER = re.compile("[" + "".join(_SCRIPTS[code] for code in _SCRIPTS if code != "en") + "]")
_STRONG = re.compile(
    "|".join(f"(?P<{code}>[{ranges}][{ranges}\u0300-\u036f]*)" for code, ranges in _SCRIPTS.items())
)
_MIXED = re.compile(r"[^\s\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_HAN = frozenset(("ja", "ko", "zh"))
_SHARED = {"fa": "ar", "ps": "ar", "sd": "ar", "ug": "ar", "ur": "ar", "yi": "he", "mr": "hi",
           "ne": "hi", "as": "bn"}  # fmt: skip

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_UNPRINTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufe00-\ufe0f\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_FRENCH = re.compile(r"(?<=\S) (?=[:;!?»])|(?<=«) ")
_WORD = re.compile("[!-\u009f\u00a1-\u058f\u1e00-\u206f]+")
_AFTER = re.compile("(?<=[/.@_?&=:;,+-])(?=[^/.@_?&=:;,+-])")
BREAK = "\u200b"
JOINED = re.compile(r"(?<=[^\W\d_])\u00a0(?=[^\W\d_])|(?<=\.)\u00a0(?=[^\W\d_])")
"""Where the words of a name are kept on one line."""


def clean(text: str) -> str:
    """The text composed (NFC), its lines parted by newlines, without what no font can print.

    Letters of scripts without a bundled font are written in Latin; pictures are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    composed = unicodedata.normalize("NFC", _UNPRINTED.sub("", lines))
    strangers = {sign for sign in set(composed) if ord(sign) not in _printable() and sign != "\n"}
    for sign in strangers:
        composed = composed.replace(sign, _in_latin(sign))
    return composed


def spaced(text: str, language: str) -> str:
    """The text with the spaces that French sets before its signs, at which no line parts."""
    if language != "fr":
        return text
    return _FRENCH.sub(lambda gap: "\u00a0" if text[gap.end()] == ":" else "\u202f", text)


def breakable(text: str, longest: int) -> str:
    """The text with places to break in words of more than `longest` characters.

    Mail addresses break before their @ and others after their punctuation first; other words
    wherever the line is full.
    """

    if len(text) <= longest:
        return text

    def opened(word: re.Match[str]) -> str:
        if len(word[0]) <= longest:
            return word[0]
        address = word[0].replace("@", f"{BREAK}@")
        if max(map(len, address.split(BREAK))) <= longest:
            return address
        parts = _AFTER.split(word[0])
        return BREAK.join(part if len(part) <= longest else BREAK.join(part) for part in parts)

    return _WORD.sub(opened, text)


def pieces(text: str, language: str) -> list[Piece]:
    """The text as runs of one script each, for a paper in `language` (ISO 639-1).

    A line that begins in the other direction is one run, so that it keeps its own order.
    """
    home = _SHARED.get(language, language)
    if not _set_apart(home) and (text.isascii() or not _OTHER.search(text)):
        return [(text, "", False)]
    found: list[Piece] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            found.append(("\n", "", False))
        found += _line(line, home)
    return found


def _line(line: str, home: str) -> list[Piece]:
    han = _han(line, home)
    found: list[Piece] = []
    done = 0
    for match in _STRONG.finditer(line):
        code = match.lastgroup or ""
        own = _own(han if code in _HAN else code, home)
        if not found and own and (own in _RIGHT_TO_LEFT) != (home in _RIGHT_TO_LEFT):
            return [(line, own, bool(_MIXED.search(line)) or own == "en")]
        gap = line[done : match.start()]
        if found and found[-1][1] == own:
            _append(found, gap + match[0], own)
        else:
            _append(found, gap, "")
            _append(found, match[0], own)
        done = match.end()
    _append(found, line[done:], "")
    return found


def _append(found: list[Piece], text: str, language: str) -> None:
    """Add a run, or lengthen the last one if it is of the same language."""
    if found and found[-1][1] == language:
        found[-1] = (found[-1][0] + text, language, False)
    elif text:
        found.append((text, language, False))


def _own(code: str, home: str) -> str:
    """The language to name: none for the paper's own, and for Latin where it is at home too."""
    return "" if code == home or (code == "en" and not _set_apart(home)) else code


def _han(line: str, home: str) -> str:
    """Whose Chinese characters a line has: kana and hangul tell, else the paper's language."""
    if _LETTER["ja"].search(line):
        return "ja"
    if _LETTER["ko"].search(line):
        return "ko"
    return home if home in _HAN else "zh"


def _set_apart(home: str) -> bool:
    """Whether Latin words are strangers in a paper of this language."""
    return home in _SCRIPTS and home != "en"


def _in_latin(sign: str) -> str:
    if unicodedata.category(sign)[0] not in "LN":
        return " " if sign.isspace() else ""
    return "".join(letter for letter in anyascii(sign) if letter.isprintable())


@cache
def _printable() -> frozenset[int]:
    """Every character that some bundled font draws, but for private ones, and the joiners."""
    found = {0x200C, 0x200D}
    for file in (resources() / "fonts").glob("*-Regular.*t*"):
        found.update(hb.Face(hb.Blob.from_file_path(str(file))).unicodes)
    return frozenset(point for point in found if not 0xE000 <= point <= 0xF8FF and point < 0xF0000)
