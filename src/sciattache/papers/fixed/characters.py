"""What of a text can be printed, letter by letter, and in which typeface."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb
from anyascii import anyascii

from sciattache.papers.fixed.faces import Family, families, family_for

LONGEST = 250  # characters; no name or address line is longer, a pasted file may be

_JOINERS = "\u200c\u200d"
_MARKS_OF_DIRECTION = "\u200e\u200f\u061c"
_VOWELS_BEFORE = "เแโใไເແໂໃໄ"
_VOWELS_AFTER = "ะาำๅๆະາຳ"
_VIRAMA = 9  # the canonical combining class
_KILLERS = "\u0bcd\u0e3a\u0eba\u103a"  # viramas that are seen and end a syllable
_UNPRINTED = ("Cc", "Cf", "Cs", "Co", "Cn")


@dataclass(frozen=True)
class Letter:
    """A base character with its marks, the family that draws it, and its script (ISO 15924)."""

    text: str
    family: Family
    script: str


def clean(text: str) -> str:
    """The text on one line without characters that print nothing, composed (Unicode NFC).

    Text beyond `LONGEST` characters is cut and ends in an ellipsis.
    """
    line = " ".join(text[: LONGEST * 4].split())
    kept = "".join(filter(_prints, line))
    composed = " ".join(unicodedata.normalize("NFC", kept).split())
    if len(composed) <= LONGEST and len(text) <= LONGEST * 4:
        return composed
    return "".join(clusters(composed[:LONGEST])[:-1]).rstrip() + "…"


def clusters(text: str) -> list[str]:
    """The text cut where a reader sees a new letter.

    Marks, joiners, conjuncts, and the vowels of Thai and Lao stay with their consonant.
    """
    found: list[str] = []
    for letter in text:
        if found and (_follows(letter) or _awaits(found[-1][-1])):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def letters(text: str, language: str) -> list[Letter]:
    """The printable letters of a text in logical order.

    A letter that no bundled typeface has is written by its compatibility form, else in Latin;
    a picture that none has is left out: an empty box never prints.
    """
    read = language or _guess_language(text)
    found: list[Letter] = []
    for cluster in clusters(clean(text)):
        for piece in _drawable(cluster, read):
            before = found[-1] if found else None
            if piece != " " or (before and before.text != " "):
                found.append(_letter(piece, before, read))
    if found and found[-1].text == " ":
        found.pop()
    return _lead(found)


@lru_cache(maxsize=8192)
def script_of(text: str) -> str:
    """The ISO 15924 code of the first character that belongs to a script, else nothing."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    return buffer.script or ""


def _letter(piece: str, before: Letter | None, language: str) -> Letter:
    script = script_of(piece)
    if before and not script:
        script = before.script
        # Stops and digits of a script's own come with it; common ones always look alike.
        if not piece.isascii() and before.family.covers(_visible(piece)):
            return Letter(piece, before.family, script)
    return Letter(piece, family_for(_visible(piece), language) or families()[0], script)


def _lead(found: list[Letter]) -> list[Letter]:
    """Let digits and brackets before the first letter take its script."""
    script = next((letter.script for letter in found if letter.script), "Latn")
    return [
        letter if letter.script else Letter(letter.text, letter.family, script) for letter in found
    ]


def _drawable(cluster: str, language: str) -> Iterator[str]:
    visible = _visible(cluster)
    if not visible or family_for(visible, language):
        if visible or cluster in _MARKS_OF_DIRECTION:
            yield cluster
        return
    for form in ("NFD", "NFKC"):
        other = unicodedata.normalize(form, visible)
        if family_for(other, language):
            yield from clusters(other)
            return
    base = visible[0]
    if family_for(base, language):
        yield base
    elif unicodedata.category(base)[0] in "LN":
        yield from (sign for sign in anyascii(base) if family_for(sign, language))


def _visible(cluster: str) -> str:
    return "".join(letter for letter in cluster if not _is_selector(letter) and _inks(letter))


def _inks(letter: str) -> bool:
    return letter not in _JOINERS and letter not in _MARKS_OF_DIRECTION


def _follows(letter: str) -> bool:
    if letter in _JOINERS or letter in _VOWELS_AFTER:
        return True
    return unicodedata.category(letter)[0] == "M"


def _awaits(letter: str) -> bool:
    """Whether the next letter belongs to this one: a joiner, a virama, a vowel set before."""
    if letter == "\u200d" or letter in _VOWELS_BEFORE:
        return True
    return unicodedata.combining(letter) == _VIRAMA and letter not in _KILLERS


def _is_selector(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


def _prints(letter: str) -> bool:
    if letter in _JOINERS or letter in _MARKS_OF_DIRECTION:
        return True
    return unicodedata.category(letter) not in _UNPRINTED


def _guess_language(text: str) -> str:
    scripts = {script_of(letter) for letter in set(clean(text)) if ord(letter) > 0x10FF}
    if scripts & {"Hira", "Kana"}:
        return "ja"
    return "ko" if "Hang" in scripts else "zh"
