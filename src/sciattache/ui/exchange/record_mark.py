"""At the head of a record: that two offices wrote it at once, and the way to decide."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy
from shiboken6 import isValid

from sciattache.domain.office.clash import Clash
from sciattache.sync import clashes
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import counting
from sciattache.ui.look import icon
from sciattache.ui.work import Progress


class ClashMark(QPushButton):
    """A link that is seen while clashes of the record wait for a decision.

    ``whole`` counts those of what belongs to the record too: an engagement with its programme.
    """

    def __init__(self, desk: Desk, *, whole: bool = False) -> None:
        super().__init__()
        self._desk, self._whole = desk, whole
        self._record = self._type = self._first = ""
        self._reading: Progress | None = None
        self.setProperty("role", "link")
        self.setIcon(icon("git-compare", "warn", gap=4))
        self.setIconSize(QSize(20, 16))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: desk.go("exchange", record=self._first))
        self.hide()
        desk.changed.connect(self._look_again)

    def follow(self, record: str | None, type_name: str = "") -> None:
        """Be the mark of a record of a type; of none where there is none."""
        if record != self._record:
            self.hide()
        self._record, self._type = record or "", type_name
        if self._reading is not None:
            self._reading.cancel()
        if not record or not self._desk.has_office:
            return
        desk, whole = self._desk, self._whole

        def read(progress: Progress) -> list[str]:
            progress.report()
            with desk.read() as session:
                if whole:
                    return clashes.of_whole(session, record, type_name)
                return [record] * clashes.count(session, record)

        self._reading = desk.fetch(read, lambda found: self._show(record, found))

    def _show(self, record: str, found: list[str]) -> None:
        if not isValid(self) or record != self._record:
            return
        self._first = found[0] if found else ""
        self.setText(counting.clashes(len(found)))
        self.setAccessibleName(self.text())
        self.setVisible(bool(found))

    def _look_again(self, touched: dict[int, set[int]]) -> None:
        if Clash.about.tag in touched:
            self.follow(self._record, self._type)
