"""Which font and which language tag a run of letters has in an editable copy."""

from functools import cache

from babel.core import get_global

SANS = "Noto Sans"
_FAMILIES = {
    "ar": "Arabic", "he": "Hebrew", "dv": "Thaana", "hi": "Devanagari", "bn": "Bengali",
    "pa": "Gurmukhi", "gu": "Gujarati", "or": "Oriya", "ta": "Tamil", "te": "Telugu",
    "kn": "Kannada", "ml": "Malayalam", "si": "Sinhala", "th": "Thai", "lo": "Lao",
    "my": "Myanmar", "ka": "Georgian", "hy": "Armenian", "am": "Ethiopic", "km": "Khmer",
}  # fmt: skip
_HAN = {"zh": "SC", "ja": "JP", "ko": "KR"}
_REGIONS = {"en": "GB", "es": "ES"}
RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_NEITHER_LATIN_NOR_HAN = frozenset(_FAMILIES) | RIGHT_TO_LEFT

FALLBACKS = {
    SANS: ("swiss", "Segoe UI"),
    "Noto Sans Arabic": ("swiss", "Segoe UI"),
    "Noto Sans Hebrew": ("swiss", "Segoe UI"),
    "Noto Sans Devanagari": ("swiss", "Nirmala UI"),
    "Noto Sans Thai": ("swiss", "Leelawadee UI"),
    "Noto Sans CJK SC": ("swiss", "Microsoft YaHei"),
    "Noto Sans CJK TC": ("swiss", "Microsoft JhengHei"),
    "Noto Sans CJK JP": ("swiss", "Yu Gothic"),
    "Noto Sans CJK KR": ("swiss", "Malgun Gothic"),
}
"""Each font that styles name, its class, and what stands in for it where it is not installed."""


def family(code: str) -> str:
    """The font of a script that is neither Latin nor Chinese, by the language it is read in."""
    if code == "bo":
        return "Noto Serif Tibetan"
    script = _FAMILIES.get(code) or ("Arabic" if code in RIGHT_TO_LEFT else "")
    return f"{SANS} {script}".strip()


def han(language: str) -> str:
    """The font of Chinese characters as a language (BCP 47 tag) draws them."""
    code = language.partition("-")[0].lower()
    traditional = any(part in language for part in ("Hant", "TW", "HK", "MO"))
    return f"{SANS} CJK {'TC' if code == 'zh' and traditional else _HAN.get(code, 'SC')}"


def kind(code: str) -> str:
    """Which of a run's languages one is: ``val`` (Latin and its like), ``eastAsia`` or ``bidi``."""
    if code in _HAN:
        return "eastAsia"
    return "bidi" if code in _NEITHER_LATIN_NOR_HAN else "val"


@cache
def tag(language: str) -> str:
    """A language with the region that is meant where none is said: *ar-EG*, *en-GB*, *zh-CN*."""
    if "-" in language:
        return language
    likely = get_global("likely_subtags").get(language, "")
    region = _REGIONS.get(language) or next(
        (part for part in likely.split("_") if len(part) == 2 and part.isupper()), ""
    )
    return f"{language}-{region}" if region else language
