"""Telephone numbers as E.164 stores them and people read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sciattache.domain.standards import text as texts

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Words that announce an extension, beside those that phonenumbers writes and reads itself.
_EXTENSION_WORDS = {
    "de": "Durchwahl",
    "es": "int.",
    "fr": "poste",
    "it": "int.",
    "nl": "tst.",
    "pt": "ramal",
    "ru": "доб.",
    "ar": "تحويلة",
    "zh": "转",
    "ja": "内線",
    "ko": "내선",
}

_EXTENSION = re.compile(
    r"(?:[;,]?\s*(?:extension|extn?|ext|poste|durchwahl|dw|int|x|#|доб|内線|转|내선)\.?[:=\s]*)"
    r"(\d{1,11})#?\s*$",
    re.IGNORECASE,
)
_SEPARATORS = str.maketrans(
    "", "", " -.()\u00a0\u2009\u200e\u200f\u202a\u202c\u2010\u2011\u2012\u2013"
)
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_NUMBER_ONLY = re.compile(r"(?:tel:)?[+＋]?[\d\s()./\-–‑‐\u00a0\u200e\u200f\u202a\u202c]+")


@dataclass(frozen=True)
class Phone:
    """A telephone number; ``valid`` when its country has such numbers, not only such lengths."""

    e164: str
    extension: str = ""
    valid: bool = False
    country: str = ""


@lru_cache(maxsize=8192)
def parse(text: str, country: str | None = None) -> Phone | None:
    """The number that ``text`` is, dialled from ``country`` (ISO 3166-1); None if it is not one.

    Text that holds more than a number and its extension is not one: nothing may get lost.
    """
    import phonenumbers  # heavy: read when first asked

    number = _read(texts.fold(text).strip(), country)
    if number is None:
        return None
    return Phone(
        e164=_e164(number),
        extension=number.extension or "",
        valid=phonenumbers.is_valid_number(number),
        country=phonenumbers.region_code_for_number(number) or "",
    )


def normal(text: str, country: str | None = None) -> str:
    """The number as RFC 3966 has it (``+41229171234;ext=5``), or the cleaned text as written."""
    plain = text.translate(_SEPARATORS).removeprefix("tel:")
    if _E164.fullmatch(plain) and "(0)" not in text and _is_plain(plain):
        return plain
    found = parse(text, country)
    if found is None:
        return texts.clean(text)
    return f"{found.e164};ext={found.extension}" if found.extension else found.e164


@lru_cache(maxsize=8192)
def shown(text: str, language: str = "en") -> str:
    """The number in international form for a reader: ``+41 22 917 12 34 ext. 5``."""
    import phonenumbers  # heavy: read when first asked

    number = _read(text, None)
    if number is None:
        return text
    extension, number.extension = number.extension, None
    whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    word = _EXTENSION_WORDS.get(language.partition("-")[0], "ext.")
    return f"{whole} {word} {extension}" if extension else whole


def _read(text: str, country: str | None) -> PhoneNumber | None:
    import phonenumbers  # heavy: read when first asked

    extension = _EXTENSION.search(text)
    written = text[: extension.start()] if extension else text
    two = "/" in written.strip(" /") and "+" in written[1:]
    if two or not _NUMBER_ONLY.fullmatch(written.strip()):
        return None
    written = re.sub(r"^\s*(?:tel:)?\s*00(?=[1-9])", "+", written)
    try:
        number = phonenumbers.parse(written, country)
        # Read as it is written out: a trunk prefix that was left, as Jersey's, goes the first time.
        number = phonenumbers.parse(_e164(number), None)
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.ValidationResult.IS_POSSIBLE  # not those for a neighbourhood only
    if phonenumbers.is_possible_number_with_reason(number) != possible:
        return None
    if extension:
        number.extension = extension[1]
    return number


def _e164(number: PhoneNumber) -> str:
    import phonenumbers  # heavy: read when first asked

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_plain(e164: str) -> bool:
    """Whether the number stands as it is: a known country code, a length that its plan has.

    What begins with the plan's trunk prefix is left to the library, which may take that away.
    """
    for length in (1, 2, 3):
        plan = _plan(int(e164[1 : 1 + length]))
        if plan:
            lengths, trunk, national = plan
            rest = e164[1 + length :]
            begins = bool(trunk and rest.startswith(trunk))
            return len(rest) in lengths and not begins and bool(national.fullmatch(rest))
    return False


@cache
def _plan(calling_code: int) -> tuple[frozenset[int], str, re.Pattern[str]] | None:
    """The lengths of a calling code's national numbers, its trunk prefix, and their pattern."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata  # heavy

    regions = COUNTRY_CODE_TO_REGION_CODE.get(calling_code)
    if not regions:
        return None
    plan = PhoneMetadata.metadata_for_region_or_calling_code(calling_code, regions[0])
    about = plan.general_desc if plan else None
    if plan is None or about is None or not about.national_number_pattern:
        return None
    pattern = re.compile(about.national_number_pattern)
    return frozenset(about.possible_length), plan.national_prefix or "0", pattern
