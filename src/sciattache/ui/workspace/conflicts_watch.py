"""Look for the conflicts of an engagement whenever it has changed, off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from sciattache.services.conflicts import Conflict, find
from sciattache.store import query
from sciattache.ui.desk import Desk
from sciattache.ui.work import Progress
from sciattache.ui.workspace.reading import Seen, today


@dataclass(frozen=True)
class Found:
    """The conflicts of an engagement as it was last seen, and the titles of their records."""

    conflicts: tuple[Conflict, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[Conflict, ...]:
        """Those that nobody waived."""
        return tuple(one for one in self.conflicts if one.waived is None)


class Watch(QObject):
    """Keeps :class:`Found` up to date; what is outrun by another change is never told."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._latest: Progress | None = None
        self.found: Found | None = None

    def look(self, seen: Seen) -> None:
        """Find the conflicts of ``seen``; ``changed`` tells them a moment later."""
        if self._latest is not None:
            self._latest.cancel()
        desk, on = self._desk, today()

        def work(progress: Progress) -> tuple[Progress, Found]:
            conflicts = find(seen.dossier, today=on)
            ids = {subject.id for one in conflicts for subject in one.subjects}
            with desk.read() as session:
                return progress, Found(conflicts, query.titles(session, sorted(ids)))

        self._latest = desk.fetch(work, self._tell)

    def _tell(self, result: tuple[Progress, Found]) -> None:
        progress, found = result
        if progress is self._latest:
            self._latest, self.found = None, found
            self.changed.emit(found)
