"""Backups: those that there are, one more, and one brought back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from sciattache.store import backup
from sciattache.store.office import Office, open_office
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import (
    button,
    clear,
    link_button,
    quiet,
    text,
)
from sciattache.ui.words import say


class Backups(QWidget):
    """The copies of the office, the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        place = quiet(str(backup.folder(self._desk.office.path)))
        place.setWordWrap(True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(place)
        self.copies = QVBoxLayout()
        self.copies.setSpacing(0)
        column.addLayout(self.copies)
        row = QHBoxLayout()
        row.setSpacing(8)
        now = button(say("Back up now"), "archive")
        now.clicked.connect(self._back_up)
        elsewhere = button(say("Back up to…"), "hard-drive")
        elsewhere.clicked.connect(self._back_up_elsewhere)
        row.addWidget(now)
        row.addWidget(elsewhere)
        row.addStretch()
        column.addLayout(row)
        self._show_backups()

    def _show_backups(self) -> None:
        clear(self.copies)
        found = backup.backups(self._desk.office.path)
        if not found:
            self.copies.addWidget(quiet(say("None yet. One is made every eight hours of work.")))
        for path in found:
            self.copies.addWidget(self._copy(path))

    def _copy(self, path: Path) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        about = path.stat()
        made = datetime.fromtimestamp(about.st_mtime).astimezone()
        when = f"{showing.day(made.date(), self._desk.language, weekday=True)} {made:%H:%M}"
        row.addWidget(text(when))
        row.addWidget(quiet(f"{about.st_size / 2**20:,.1f} MB"), 1)
        back = link_button(say("Bring back"), "undo-2")
        back.setAccessibleName(f"{say('Bring back')}: {when}")
        back.clicked.connect(lambda: self._restore(path, back))
        row.addWidget(back)
        return line

    def _back_up(self, to: Path | None = None) -> None:
        office = self._desk.office

        def done(path: Path) -> None:
            self._show_backups()
            self._desk.notify(say("Backed up to {path}", path=str(path)))

        self._desk.run(say("Backing up"), lambda _: backup.back_up(office, to), done)

    def _back_up_elsewhere(self) -> None:
        path = self._desk.office.path
        start = f"{Path.home()}/{path.stem}-{datetime.now().astimezone():%Y-%m-%d}{path.suffix}"
        name, _ = QFileDialog.getSaveFileName(self, say("Back up to…"), start)
        if name:
            self._back_up(Path(name))

    def _restore(self, path: Path, back: QWidget) -> None:
        """Asks once more, in place, because the office goes back in time."""
        if back.property("sure") is None:
            back.setProperty("sure", True)
            back.setText(say("Bring back, and set today's office aside"))  # type: ignore[attr-defined]
            return
        desk, kept = self._desk, []

        def work(office: Office) -> Office:
            office.close()
            kept.append(backup.restore(path, office.path, key=office.key))
            return open_office(office.path, key=office.key)

        def done() -> None:
            if kept[0] is not None:
                desk.notify(say("What was here is kept as {name}", name=kept[0].name))

        desk.exchange(say("Bringing back"), work, done)
