"""What stands before and after a name: titles, degrees, generations, nicknames."""

from __future__ import annotations

import re

from sciattache.domain.standards import name_words as known
from sciattache.domain.standards.text import fold

_SPACED_INITIALS = re.compile(r"^([HS])\.\s+E\.(?=\s)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(\[\"“«]([^)\]\"”»]*)[)\]\"”»],?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_ROMAN = re.compile(r"I{1,3}|IV|VI{0,3}")


def plain(word: str) -> str:
    """A word as the lists have it: folded, without dots and hyphens."""
    return fold(word).replace(".", "").replace("-", "").strip(",;")


def asides(name: str) -> tuple[str, list[str]]:
    """A name without what stands in brackets or quotation marks, and that as written."""
    if not any(sign in name for sign in '(["“«'):
        return name, []
    found = [match[0].strip().rstrip(",") for match in _ASIDE.finditer(name) if match[1].strip()]
    return _ASIDE.sub(" ", name).strip(), found


def titles(words: list[str], country: str | None) -> tuple[list[str], list[str]]:
    """The titles that words begin with, and the name after them, which is never empty."""
    words = _SPACED_INITIALS.sub(r"\1.E.", " ".join(words)).split()
    at = 0
    while at < len(words) - 1 and _is_title(words, at, country):
        at += 1
    # A conjunction or an article alone is no title.
    while at and plain(words[at - 1]) in known.BEFORE_PREFIXES:
        at -= 1
    return words[:at], words[at:]


def endings(words: list[str], *, least: int = 2) -> tuple[list[str], list[str]]:
    """A name of ``least`` words or more, and the generation and degrees that it ends with."""
    at = len(words)
    shouted = all(not any(map(str.islower, word)) for word in words)
    while at > least and _is_ending(words[at - 1], shouted):
        at -= 1
    return words[:at], words[at:]


def is_ending(segment: str) -> bool:
    """Whether what stands after a comma is nothing but degrees and generations."""
    words = segment.replace("/", " ").split()
    return bool(words) and all(_ends_after_comma(word) for word in words)


def _is_title(words: list[str], at: int, country: str | None) -> bool:
    word = plain(words[at])
    if word in known.PREFIXES:
        return not _INITIALS.fullmatch(words[at]) or word in known.DOTTED_PREFIXES
    if word in known.PREFIXES_THERE:
        return country in known.PREFIXES_THERE[word]
    following = plain(words[at + 1])
    if word == "m":
        before = plain(words[at - 1]) if at else ""
        return before in ("he", "se") or (not before and country in known.FRANCOPHONE)
    if word in known.BEFORE_PREFIXES:
        return following in (known.COMPANIONS if word == "tan" else known.PREFIXES) or (
            at == 0 and word == "the" and following in known.BEFORE_PREFIXES
        )
    return at > 0 and word in ("sri", "seri") and plain(words[at - 1]) == "tan"


def _is_ending(word: str, shouted: bool) -> bool:
    bare = plain(word)
    if bare in known.GENERATIONS:
        return not bare.startswith(("v", "iv")) or bool(_ROMAN.fullmatch(word.rstrip(".")))
    if bare in known.SUFFIXES:
        return shouted or word[1:] != word[1:].lower() or "." in word or bare in ("phd", "esq")
    return "." in word[1:-1] and bare in known.SUFFIXES_AFTER_COMMA


def _ends_after_comma(word: str) -> bool:
    bare = plain(word)
    if bare in known.SUFFIXES or bare in known.GENERATIONS:
        return True
    return bare in known.SUFFIXES_AFTER_COMMA and (word.isupper() or "." in word)
