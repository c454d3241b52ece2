"""The Unicode CLDR's names for a reader's language, through babel."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sciattache.domain.standards.text import fold

if TYPE_CHECKING:
    from babel import Locale

# Languages in which a name is looked for before all others: those of the United Nations, and
# those of the offices that most lists come from.
WORKING = ("en", "fr", "es", "ar", "zh", "ru", "pt", "de", "it", "ja", "ko")

_SMALL_WORDS = frozenset(
    "the of and a an de des du del la le les el los las et y e da do di".split()
)


@cache
def of(language: str) -> Locale:
    """The locale for a BCP 47 tag; English where CLDR has none."""
    from babel import Locale, UnknownLocaleError  # heavy: read when first asked

    for tag in (language.replace("_", "-"), language.replace("_", "-").partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def key(name: str) -> str:
    """A name as it is looked up: folded, without small words, in no particular order.

    So "Korea, Republic of", "Republic of Korea" and "the Republic of Korea" are one.
    """
    # Initials are one word: U.S.A. is USA.
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", fold(name).replace("st.", "saint"))
    # Apostrophes join in Arabic and Pacific names, and part in French ones (Côte d'Ivoire).
    words = re.findall(r"[^\W_]+", re.sub(r"\b[dl]'", " ", plain).replace("'", ""))
    telling = [word for word in words if word not in _SMALL_WORDS]
    return " ".join(sorted("saint" if word == "st" else word for word in telling or words))
