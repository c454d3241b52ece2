"""What somebody is, where a language says it otherwise of a woman than of a man."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from sciattache.assets import resources

_OF_PERSONS = frozenset({"participation_role", "rank"})
"""Vocabularies that say what somebody is."""


def says_what_somebody_is(vocabulary: str) -> bool:
    """Whether the words of a vocabulary may be others of a woman."""
    return vocabulary in _OF_PERSONS


def of_a_woman(english: str, language: str) -> str | None:
    """What a woman is in a language (BCP 47), None where it says the same of everybody."""
    return _table(language).get(english)


@cache
def _table(language: str) -> Mapping[str, str]:
    code = language.partition("-")[0].lower()
    file = resources() / "translations/women" / f"{code}.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found
