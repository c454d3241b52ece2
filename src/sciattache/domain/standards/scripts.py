"""The script that a text is written in, and the direction in which it runs."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

# First word of a character's Unicode name, where it is not a script's own name in ISO 15924.
_CODES = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "BOPOMOFO": "Bopo",
    "CANADIAN": "Cans",
    "CHEROKEE": "Cher",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "FULLWIDTH": "Latn",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HALFWIDTH": "Kana",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "HIRAGANA": "Hira",
    "IDEOGRAPHIC": "Hani",
    "KANNADA": "Knda",
    "KATAKANA": "Kana",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "MALAYALAM": "Mlym",
    "MONGOLIAN": "Mong",
    "MYANMAR": "Mymr",
    "NKO": "Nkoo",
    "ORIYA": "Orya",
    "SINHALA": "Sinh",
    "SYRIAC": "Syrc",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAANA": "Thaa",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
    "TIFINAGH": "Tfng",
}

EAST_ASIAN = frozenset(("Hani", "Hang", "Hira", "Kana", "Bopo"))


def script(text: str) -> str:
    """The script of most letters by ISO 15924: Latn, Hani, Arab; Zyyy where there is no letter."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    counted = Counter(filter(None, map(_of_letter, text)))
    return counted.most_common(1)[0][0] if counted else "Zyyy"


def direction(text: str) -> str:
    """``ltr`` or ``rtl``, by the first letter that has a direction (UAX #9, rules P2 and P3)."""
    if text.isascii():
        return "ltr"
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


@lru_cache(maxsize=8192)
def _of_letter(sign: str) -> str:
    if not sign.isalpha():
        return ""
    return _CODES.get(unicodedata.name(sign, "").partition(" ")[0], "Zyyy")
