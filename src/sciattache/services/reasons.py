"""A reason in a sentence, told in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


class Term(str):
    """A word of a vocabulary, which a reader sees in their own language."""

    __slots__ = ()


@dataclass(frozen=True)
class Reason:
    """A sentence with places in braces, and what stands in them.

    The sentence and each :class:`Term` are translated by whoever shows them; a date is written as
    its reader writes dates.
    """

    sentence: str
    values: Mapping[str, str | int | date] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence.format(**self.values)
