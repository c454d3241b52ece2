"""Write down what somebody chose of the ways, in a worker's thread and in the order chosen."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from sciattache.ui.desk import Desk
from sciattache.ui.exchange import preferences
from sciattache.ui.exchange.preferences import Preferences


class Keeper(QObject):
    """One thing after the other; ``kept`` tells of whom, and what is remembered, once all is."""

    kept = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._due: deque[tuple[tuple[int, ...], dict[str, Any]]] = deque()
        self.is_busy = False
        """Whether something chosen is not written yet, so that what is read may be older."""

    def keep(self, sites: Sequence[int] = (), **values: Any) -> None:
        """Remember something else of the way to partners from now on."""
        self._due.append((tuple(sites), values))
        if not self.is_busy:
            self._write()

    def _write(self) -> None:
        self.is_busy = True
        office, (sites, values) = self._desk.office, self._due.popleft()

        def written(now: Preferences) -> None:
            if not self._go_on():
                self.kept.emit(sites, now)

        self._desk.fetch(lambda _: preferences.keep(office, sites, **values), written, self._go_on)

    def _go_on(self) -> bool:
        """Write what comes next; whether there was anything."""
        self.is_busy = False
        if self._due:
            self._write()
        return self.is_busy
