"""Where one can be in the window, and the way back and forth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Spot:
    """Somewhere to be: a screen, a record, a draft of a record, or an engagement's workspace."""

    kind: str
    name: str
    given: Mapping[str, Any] = field(default_factory=dict)


class Trail:
    """The spots visited, with a way back and forth."""

    def __init__(self) -> None:
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []
        self.here: Spot | None = None

    def visit(self, spot: Spot) -> None:
        """Go to a new spot."""
        if spot == self.here:
            return
        if self.here is not None and self.here.kind != "draft":
            self._behind.append(self.here)
        self._ahead.clear()
        self.here = spot

    def replace(self, spot: Spot) -> None:
        """Say that the spot here has become another: a draft that was kept is a record now."""
        self.here = spot

    def back(self) -> Spot | None:
        """One spot back, or None at the beginning."""
        return self._move(self._behind, self._ahead)

    def forward(self) -> Spot | None:
        """One spot forward, or None at the end."""
        return self._move(self._ahead, self._behind)

    @property
    def can_go_back(self) -> bool:
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._ahead)

    def _move(self, source: list[Spot], target: list[Spot]) -> Spot | None:
        if not source:
            return None
        if self.here is not None:
            target.append(self.here)
        self.here = source.pop()
        return self.here
