"""On a record's own page: that two offices wrote it at once, and the way to decide."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from sciattache.sync import clashes
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import counting
from sciattache.ui.look import icon


class ClashMark(QPushButton):
    """A link that is seen while clashes of the record wait for a decision."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._record = desk, ""
        self.setProperty("role", "link")
        self.setIcon(icon("git-compare", "warn", gap=4))
        self.setIconSize(QSize(20, 16))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: desk.go("exchange", record=self._record))
        self.hide()

    def follow(self, record: str | None) -> None:
        """Be the mark of a record; of none where there is none."""
        self._record = record or ""
        count = 0
        if record and self._desk.has_office:
            with self._desk.read() as session:
                count = clashes.count(session, record)
        self.setText(counting.clashes(count))
        self.setAccessibleName(self.text())
        self.setVisible(bool(count))
