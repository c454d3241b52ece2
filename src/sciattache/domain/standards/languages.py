"""Languages by BCP 47, and their names."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sciattache.domain.standards import locales

_ALSO = {
    "brazilian": "pt-BR",
    "cantonese": "yue",
    "castellano": "es",
    "castilian": "es",
    "dari": "fa-AF",
    "farsi": "fa",
    "filipino": "fil",
    "flemish": "nl",
    "gaelic": "gd",
    "mandarin": "zh",
    "moldovan": "ro",
    "panjabi": "pa",
    "putonghua": "zh",
    "serbo croatian": "sh",
}


@lru_cache(maxsize=4096)
def language_name(code: str, language: str = "en") -> str:
    """The language's name in a reader's language (BCP 47); an unknown code as it stands."""
    from babel import Locale, UnknownLocaleError  # heavy: read when first asked

    names = locales.of(language).languages
    plain = code.replace("-", "_")
    if plain in names:
        return str(names[plain])
    try:
        shown = Locale.parse(plain).get_display_name(locales.of(language))
    except (UnknownLocaleError, ValueError):
        shown = None
    return shown or _english(code) or code


@cache
def languages() -> dict[str, str]:
    """Every living language that CLDR names in English: code and name."""
    names = locales.of("en").languages
    return {code: name for code, name in names.items() if re.fullmatch("[a-z]{2,3}", code)}


@lru_cache(maxsize=4096)
def language_code(text: str) -> str | None:
    """The BCP 47 tag meant, by tag, ISO 639 code or name (in its own or a usual language)."""
    import langcodes  # heavy: read when first asked

    plain = text.strip()
    key = locales.key(plain)
    if not key:
        return None
    if len(plain) == 2 and plain.lower() in languages():
        return plain.lower()
    found = _by_name().get(key)
    if found:
        return found
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", plain):
        return None
    if not langcodes.tag_is_valid(plain):
        return None
    tag = langcodes.standardize_tag(plain)
    return None if tag.partition("-")[0] in ("und", "mul", "mis", "zxx") else tag


@cache
def _by_name() -> dict[str, str]:
    from babel.localedata import locale_identifiers

    found: dict[str, str] = {}
    for code in locale_identifiers():
        if "_" not in code:
            own = locales.of(code).languages.get(code)
            found |= {locales.key(own): code} if own else {}
    for language in reversed(locales.WORKING):
        names = locales.of(language).languages
        found |= {locales.key(name): code.replace("_", "-") for code, name in names.items()}
    return found | {locales.key(name): code for name, code in _ALSO.items()}


@lru_cache(maxsize=512)
def _english(code: str) -> str | None:
    import pycountry  # heavy: read when first asked

    found = pycountry.languages.get(alpha_3=code) or pycountry.languages.get(alpha_2=code)
    return found.name if found else None
