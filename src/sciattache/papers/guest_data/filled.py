"""A guest's answers as they stand in a file that came back, not yet understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Filled:
    """One guest's answers: where they stand, the sealed identity, and the name that is shown.

    ``answers`` are by question; a question that the file lacks is not among them, one that was
    left empty is None, one that cannot be read a Refusal. ``name`` is None where the file shows
    none.
    """

    file: str
    where: str
    identity: str
    name: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
