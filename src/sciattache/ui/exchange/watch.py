"""While an office is open: what asks for somebody is counted, and its inbox is watched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from sciattache.errors import KnownError
from sciattache.sync.carrying import inbox, location
from sciattache.sync.carrying.inbox import Looked
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import arriving, counting, preferences
from sciattache.ui.exchange.counting import Counts
from sciattache.ui.exchange.moments import when
from sciattache.ui.words import refusal, say
from sciattache.ui.work import Progress

_SETTLED = 1_500
"""Milliseconds for which a folder must be quiet before it is looked into: a copy takes time."""
_LOOK = 5 * 60 * 1000
"""Milliseconds between two looks without a sign: a network drive and a server give none."""
_SOON = 400


class Watch(QObject):
    """Tells the counts whenever they may be others, and takes what lands in the inbox."""

    counted = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inbox = self._password = self._trouble = ""
        self._taking: Progress | None = None
        self._is_wanted = False
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
        desk.office_changed.connect(self._begin_anew)
        desk.inbox_wanted.connect(self._look_now)

    def count(self) -> None:
        """Count in a thread what asks for somebody, and see which place is the inbox."""
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
            counts, place = found
            self._follow(place if counts.joined else "")
            self.counted.emit(counts)
            if self._is_wanted:
                self._is_wanted = False
                self.look()

        self._counting = desk.fetch(job, show)

    def look(self) -> None:
        """Take what is new in the inbox; what goes wrong there is told once."""
        if not self._inbox or self._taking is not None or not self._desk.has_office:
            return
        office, password, looked_into = self._desk.office, self._password, self._inbox
        place = location.read(looked_into)[0]

        def job(progress: Progress) -> Looked | KnownError:
            try:
                return inbox.look(office, place, password=password, report=progress.report)
            except KnownError as error:
                return error

        def done(found: Looked | KnownError) -> None:
            self._taking = None
            if isinstance(found, KnownError):
                self._tell_trouble(found)
            else:
                self._tell(found)
            if self._inbox != looked_into:  # another was chosen meanwhile
                self.look()

        def stopped() -> None:
            self._taking = None

        self._taking = self._desk.run(
            say("Taking bundles from the watched place"), job, done, stopped
        )

    def _tell(self, looked: Looked) -> None:
        arrival = arriving.of_looked(looked)
        self._trouble = ""
        hour = when(datetime.now(UTC), self._desk.language)
        told = arriving.told(arrival)
        said = told or say("Nothing new.")
        self._desk.inbox_looked.emit(say("{when}: {what}", when=hour, what=said), False)
        if set(arrival.counts) - {"duplicate"}:
            self._desk.notify(told)
        if arrival.taken:
            self._desk.bundles_moved.emit()

    def _tell_trouble(self, error: KnownError) -> None:
        self._desk.inbox_looked.emit(refusal(error), True)
        if str(error) != self._trouble:
            self._trouble = str(error)
            self._desk.refuse(error)

    def _look_now(self, password: str) -> None:
        """Look because somebody asks, with the password that was typed until the window closes."""
        self._password, self._trouble = password or self._password, ""
        self._is_wanted = True
        self.count()

    def _begin_anew(self) -> None:
        """Forget what was said at another office."""
        self._inbox = self._password = self._trouble = ""
        self._soon.start()

    def _follow(self, place: str) -> None:
        """Watch another place, and look into it once."""
        if place == self._inbox:
            return
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._inbox = place
        if place:
            if Path(place).is_dir():
                self._watcher.addPath(place)
            self.look()

    def _now_and_then(self) -> None:
        self.count()
        self.look()
