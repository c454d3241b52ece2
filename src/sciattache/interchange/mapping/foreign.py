"""Headings in other languages, and the English heading that each one means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from sciattache import assets
from sciattache.domain.standards import text as texts

_FILE = "headings.txt"


def in_english(heading: str) -> tuple[str, ...]:
    """The English headings that a folded one may mean: *von* is a day's, or a place's."""
    return _known().get(heading, ())


def folded(heading: str) -> str:
    """A heading as it is compared: folded words without punctuation."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return " ".join(re.sub(r"[\W_]+", " ", texts.fold(apart)).split())


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for english, foreign in _pairs():
        word = folded(foreign)
        found[word] = (*found.get(word, ()), folded(english))
    return found


def _pairs() -> Iterator[tuple[str, str]]:
    text = (assets.resources() / "vocabularies" / _FILE).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            english, _, words = line.partition(":")
            for word in words.split("|"):
                yield english, word
