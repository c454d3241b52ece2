"""Text as it is stored, compared, and found: cleaned, folded, romanised, cut into words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Letters that no Unicode normal form takes apart, and the letters that people type for them.
_LETTERS = str.maketrans(
    {
        **dict(zip("øłđðħıŧŋəɓɗƙƴʼʻ", "oldd" + "hitne" + "bdky" + "''", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ß": "ss",
        "ĳ": "ij",
        "ŀ": "l",
        "ɛ": "e",
        "ɔ": "o",
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("‐‑‒–—―־", "-"),
        # Arabic as it is typed in a hurry: no hamza, one alef, one yeh, one kaf, one heh.
        **dict.fromkeys("ٱٲٳٵ", "ا"),
        **dict.fromkeys("ىیېےۍ", "ي"),
        **dict.fromkeys("کڪګ", "ك"),
        **dict.fromkeys("ةہھەۃ", "ه"),
        "ء": "",
        "ـ": "",
    }
)

# Marks of the scripts in which a mark is an ornament. Elsewhere (Indic, Thai, kana) it is a letter.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1"
    "\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_DECOMPOSED = re.compile(
    "[\u0080-\u06ff\u0750-\u077f\u08a0-\u08ff\u1d00-\u1fff\u2c60-\u2dff\ua640-\ua7ff]"
)

# Scripts written without spaces between words, and Korean, whose names are.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3040-\u30fa\u30fc-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uaa60-\uaa7f\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
)
_HIGH = re.compile("[\u0e00-\U0010ffff]")  # where the first of them stands, and all after it
_SYLLABLES = re.compile(r"(?<=[a-z])(?=[A-Z])")
# The long vowel of Arabic, which anyascii leaves out: أحمد is ahmd.
_ALEFS = str.maketrans(dict.fromkeys("اأآٱ", "a") | {"إ": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_UMLAUT = re.compile("[äöüåø]")

_JOINED = re.compile(r"\w+(?:[-'’‑]\w+)+")
_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?")
_TELEPHONE = re.compile(r"\d[\d ()./\u00a0-]{4,}\d")
_JOINT = re.compile(r"[-'’‑]")
_NO_DIGIT = re.compile(r"\D")
_TELEPHONE_ONLY = re.compile(r"\+?[\d ()./-]+")

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_EDGES = "\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069"
_EDGE = re.compile(f"^[\\s{_EDGES}]+|[\\s{_EDGES}]+$")


def clean(text: str) -> str:
    """Text fit to be stored: NFC, no controls but line feed and tab, no invisible edges."""
    if text.isascii() and text.isprintable():
        return text.strip()
    plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Taking a mark away can let its neighbours compose, so edges go before the normal form.
    return unicodedata.normalize("NFC", _EDGE.sub("", plain))


def fold(text: str) -> str:
    """The text without case, accents, width and the other things that searchers leave out.

    Marks go in Latin, Greek, Cyrillic, Hebrew and Arabic only; in Indic scripts, Thai and kana
    they are letters. Katakana folds to hiragana, decimal digits of every script to ASCII.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).translate(_folded)


def romanise(text: str) -> str:
    """The text in plain Latin letters, folded; Han and Hangul syllables stand apart."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFC", text)
    runs = _runs().findall(plain) if _HIGH.search(plain) else [plain]
    return " ".join("".join(map(_latin, runs)).lower().split())


def words(text: str) -> str:
    """What the full-text index holds for a text: see `query` for the other half.

    The folded words come first, characters of unspaced scripts one by one; after them every other
    form by which someone may look for one of them: joined (O'Brien: obrien), with German and Nordic
    vowels written out (Müller: mueller), romanised, and telephone digits with and without the
    country code.
    """
    folded = fold(text)
    found = [folded]
    if not folded.isascii():
        found[0] = _spaced(folded)
        # Romanised twice: with its vowel signs (ahmed) and as most people write it, without.
        forms = (romanise(_foreign(text)), romanise(_foreign(folded)), *_syllables_joined(text))
        found += dict.fromkeys(forms)
    if not text.isascii():
        lower = unicodedata.normalize("NFC", text.lower())
        if _UMLAUT.search(lower):
            found.append(fold(_foreign(lower).translate(_UMLAUTS)))
    if _JOINT.search(folded):
        found += [_JOINT.sub("", match) for match in _JOINED.findall(folded)]
    if folded.count(".") > 1:
        found += [match.replace(".", "") for match in _ACRONYM.findall(folded)]
    for match in _TELEPHONE.findall(folded):
        found += _telephone_endings(match)
    return " ".join(found)


def _foreign(text: str) -> str:
    """The words that are not plain ASCII: the others are the same in every form."""
    return " ".join([word for word in text.split() if not word.isascii()])


def query(text: str) -> str:
    """A safe FTS5 expression for what someone typed; empty when there is nothing to look for.

    Each word is the beginning of a word that must be there; characters of unspaced scripts must
    follow one another. The index must hold `words`, under `unicode61 remove_diacritics 0
    categories 'L* N* Co Mn Mc'`.
    """
    terms = [term for word in text.split() if (term := _term(word))]
    expression = " AND ".join(terms)
    digits = _telephone_typed(text)
    if digits and len(terms) > 1:
        return f"{digits} OR ({expression})"
    return digits or expression


# These two take milliseconds to compile, so wait for the first text that is not plain ASCII.
@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_SPACELESS}]")


@cache
def _runs() -> re.Pattern[str]:
    """Runs of spaceless scripts, and what is between them."""
    return re.compile(f"[{_SPACELESS}]+|[^{_SPACELESS}]+")


class _Folding(dict[int, str]):
    """The folded form of each character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_folded = _Folding()


def _fold_character(character: str) -> str:
    if "\u30a1" <= character <= "\u30f6":
        return chr(ord(character) - 0x60)
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in ("Cc", "Cf", "Cs") and not character.isspace():
        return ""
    folded = character.casefold().translate(_LETTERS)
    if _DECOMPOSED.search(folded):
        folded = _MARKS.sub("", unicodedata.normalize("NFD", folded))
    return _MARKS.sub("", folded).translate(_LETTERS)


def _latin(run: str) -> str:
    """One run of a script in Latin letters; anyascii begins each Han or Hangul syllable large."""
    if _HIGH.match(run) and _unspaced().match(run):
        return " " + _SYLLABLES.sub(" ", run.translate(_romanised).replace("'", "")) + " "
    if run.isascii():
        return run
    return run.translate(_latin_letters)


class _Romanising(dict[int, str]):
    """Each character in Latin letters, worked out when first met."""

    def __missing__(self, code: int) -> str:
        from anyascii import anyascii  # heavy: reads its tables when first asked

        self[code] = latin = anyascii(chr(code))
        return latin


_romanised = _Romanising()


class _LatinLetters(dict[int, str]):
    """Each character of a script with spaces in small Latin letters, worked out when first met."""

    def __missing__(self, code: int) -> str:
        latin = chr(code).translate(_ALEFS).translate(_romanised)
        self[code] = latin = latin.replace("'", "").lower()
        return latin


_latin_letters = _LatinLetters()


def _spaced(folded: str) -> str:
    if not (_HIGH.search(folded) and _unspaced().search(folded)):
        return folded
    return " ".join(_unspaced().sub(r" \g<0> ", folded).split())


def _syllables_joined(text: str) -> list[str]:
    runs = _runs().findall(text) if _HIGH.search(text) else ()
    return [
        run.translate(_romanised).lower() for run in runs if len(run) > 1 and _unspaced().match(run)
    ]


def _telephone_endings(written: str) -> list[str]:
    """The digits whole, and without country codes of one, two and three digits (ITU-T E.164)."""
    digits = _NO_DIGIT.sub("", written)
    if not 7 <= len(digits) <= 18:
        return []
    digits = digits.lstrip("0")
    return [digits[start:] for start in range(4) if len(digits) - start >= 6]


def _telephone_typed(text: str) -> str:
    written = fold(text).strip()
    digits = _NO_DIGIT.sub("", written).lstrip("0")
    if len(digits) < 6 or not _TELEPHONE_ONLY.fullmatch(written):
        return ""
    joined = _NO_DIGIT.sub("", written)
    return _either(dict.fromkeys((joined, digits)))


def _term(word: str) -> str:
    visible = _visible(fold(word))
    runs = [visible] if visible.isascii() else _runs().findall(visible)
    parts = [_run_term(run) for run in runs]
    expression = " AND ".join(part for part in parts if part)
    lower = unicodedata.normalize("NFC", word.lower())
    if word.isascii() or not _UMLAUT.search(lower):
        return expression
    return _either([fold(lower), fold(lower.translate(_UMLAUTS))])


def _run_term(run: str) -> str:
    if not run.isascii() and _unspaced().match(run):
        return f'"{" ".join(run)}"'
    pieces = "".join(sign if is_word(sign) else " " for sign in run).split()
    if not pieces:
        return ""
    forms = [" ".join(pieces)]
    if len(pieces) > 1 and _JOINED.fullmatch(run):
        forms.append("".join(pieces))
    return _either(forms)


def _either(forms: list[str] | dict[str, None]) -> str:
    terms = [f'"{plain}"*' for form in forms if (plain := _visible(form))]
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"


def _visible(text: str) -> str:
    return "".join(sign if is_word(sign) or sign in "-'. @" else " " for sign in text).strip()


def is_word(sign: str) -> bool:
    """Whether the full-text index takes a sign for part of a word."""
    return sign.isalnum() or unicodedata.category(sign) in ("Mn", "Mc", "Co")
