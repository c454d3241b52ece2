"""While an office is open: what asks for somebody is counted, and its inbox is watched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from sciattache.ui.desk import Desk
from sciattache.ui.exchange import arriving, counting, preferences
from sciattache.ui.exchange.arriving import Arrival
from sciattache.ui.exchange.counting import Counts
from sciattache.ui.words import say
from sciattache.ui.work import Progress

_SETTLED = 1_500
"""Milliseconds for which a folder must be quiet before it is looked into: a copy takes time."""
_LOOK = 5 * 60 * 1000
"""Milliseconds between two looks without a sign: a network drive gives none."""
_SOON = 400


class Watch(QObject):
    """Tells the counts whenever they may be others, and takes what lands in the inbox."""

    counted = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inbox = ""
        self._taking: Progress | None = None
        self._counting: Progress | None = None
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _: self._settle.start())
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.count)
        self._clock = QTimer(self, interval=_LOOK)
        self._clock.timeout.connect(self._now_and_then)
        self._clock.start()
        desk.changed.connect(lambda _: self._soon.start())
        desk.bundles_moved.connect(self._soon.start)
        desk.office_changed.connect(self._soon.start)

    def count(self) -> None:
        """Count in a thread what asks for somebody, and see which folder is the inbox."""
        if not self._desk.has_office:
            self._follow("")
            self.counted.emit(Counts())
            return
        if self._counting is not None:
            self._counting.cancel()
        desk = self._desk

        def job(progress: Progress) -> tuple[Counts, str]:
            progress.report()
            with desk.read() as session:
                return counting.counts(session), preferences.read(session).inbox

        def show(found: tuple[Counts, str]) -> None:
            counts, inbox = found
            self._follow(inbox if counts.joined else "")
            self.counted.emit(counts)

        self._counting = desk.fetch(job, show)

    def look(self) -> None:
        """Take what is new in the inbox."""
        folder = Path(self._inbox)
        if not self._inbox or self._taking is not None or not self._desk.has_office:
            return
        if not folder.is_dir():
            return
        office = self._desk.office

        def done(arrival: Arrival) -> None:
            self._taking = None
            if arrival.taken:
                self._desk.notify(arriving.told(arrival))
                self._desk.bundles_moved.emit()

        def stopped() -> None:
            self._taking = None

        self._taking = self._desk.run(
            say("Taking bundles from the watched folder"),
            lambda progress: arriving.take(office, [folder], progress, only_new=True),
            done, stopped,
        )  # fmt: skip

    def _follow(self, folder: str) -> None:
        """Watch another folder, and look into it once."""
        if folder == self._inbox:
            return
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._inbox = folder
        if folder and Path(folder).is_dir():
            self._watcher.addPath(folder)
            self.look()

    def _now_and_then(self) -> None:
        self.count()
        self.look()
