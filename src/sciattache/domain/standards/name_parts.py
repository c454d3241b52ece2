"""The parts of a person's name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NameParts:
    """A name in parts.

    ``native`` is the whole name in the person's own script. ``order`` is ``given-first``,
    ``family-first``, or ``given-only`` for those known and sorted by the given name, whatever
    follows it: a father's name, or nothing.
    """

    prefix: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    suffix: str = ""
    native: str = ""
    order: str = "given-first"
