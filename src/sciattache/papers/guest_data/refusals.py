"""Why an answer, a guest's row or a file is not taken: a code and its values, told in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import direction

_SHOWN = 60
"""Characters of what a guest wrote that a sentence repeats."""


@dataclass(frozen=True)
class Refusal:
    """A reason by its code; ``refused.<code>`` among the words of papers are its sentence.

    ``refused.<code>.remedy`` says what would be right.
    """

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """What is wrong."""
        return self._said(f"refused.{self.code}", language)

    def remedy(self, language: str) -> str:
        """What would be right."""
        return self._said(f"refused.{self.code}.remedy", language)

    def told(self, language: str) -> str:
        """What is wrong, and what would be right."""
        apart = "" if language.startswith("zh") else " "
        return apart.join((self.sentence(language), self.remedy(language)))

    def _said(self, key: str, language: str) -> str:
        values = {name: _isolated(value, language) for name, value in self.values.items()}
        return words.say(key, language, **values)


class UnfitError(ValueError):
    """An answer that cannot be taken, and why."""

    def __init__(self, code: str, **values: str | int) -> None:
        self.refusal = Refusal(code, values)
        super().__init__(self.refusal.told("en"))


class UnfitFileError(KnownError):
    """A file of which nothing can be taken, and why."""

    def __init__(self, code: str, **values: str | int) -> None:
        self.refusal = Refusal(code, values)
        super().__init__(self.refusal.sentence("en"), self.refusal.remedy("en"))


def _isolated(value: str | int, language: str) -> str | int:
    """A value on one line, not disturbing a sentence that runs the other way (UAX #9, FSI)."""
    if isinstance(value, int):
        return value
    text = " ".join(value.split())[:_SHOWN]
    return f"\u2068{text}\u2069" if direction(language) == "rtl" else text
