"""Where an import begins: a place to drop files, and the imports that were done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from sciattache.store import history
from sciattache.store.history import Done
from sciattache.ui import look, showing
from sciattache.ui.desk import Desk
from sciattache.ui.dropping import dropped
from sciattache.ui.freshness import Freshness
from sciattache.ui.lettering import joined
from sciattache.ui.pieces import (
    button,
    clear,
    hairline,
    heading,
    link_button,
    quiet,
    scrolled,
    section,
    text,
    written,
)
from sciattache.ui.words import say

ENDINGS = (
    "*.vcf *.vcard *.ics *.ical *.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods *.ldif"
    " *.contact *.xml *.eml *.html *.htm *.json *.jsonld *.pdf"
)
_PREFIX = "Import "
_LISTED = 60
_LOOKED_AT = 3000


class Home(QWidget):
    """A drop zone and the imports done, the newest first."""

    chosen = Signal(object)
    """The files to import, as paths."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.zone = DropZone(say("Drop files here"), (
            say("Contact cards, calendars, booking confirmations, CSV and Excel tables."),
            say("You see what would happen before anything is written."),
        ))  # fmt: skip
        self.zone.chosen.connect(self.chosen)
        self.zone.choose.clicked.connect(self.ask)
        lines = QWidget()
        self.lines = QVBoxLayout(lines)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(8)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(heading(say("Imports")))
        column.addLayout(self._into())
        column.addWidget(self.zone)
        column.addSpacing(8)
        column.addWidget(section(say("Imports done")))
        column.addWidget(lines)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside, widest=860))
        Freshness(self, desk, self.refresh)
        self._drawn: Sequence[Done] | None = None
        self.refresh()

    def show_into(self, title: str) -> None:
        """Say into which engagement files go; nothing where they go into the office."""
        self.into.setText(say("Into {title}", title=title) if title else "")
        self.into.setVisible(bool(title))
        self.elsewhere.setVisible(bool(title))

    def ask(self) -> None:
        """Choose files."""
        kinds = f"{say('Files')} ({ENDINGS});;{say('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(
            self, say("Choose files to import"), _folder(), kinds
        )
        if names:
            QSettings().setValue("imports/folder", str(Path(names[0]).parent))
            self.chosen.emit([Path(name) for name in names])

    def refresh(self) -> None:
        """List the imports done anew."""
        if self._desk.has_office:
            desk = self._desk

            def read(_: object) -> list[Done]:
                with desk.read() as session:
                    return done_imports(session)

            desk.fetch(read, self._draw)

    def _into(self) -> QHBoxLayout:
        self.into = written("", "section")
        self.elsewhere = link_button(say("Not into an engagement"), "x")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.into, 1)
        row.addWidget(self.elsewhere)
        self.show_into("")
        return row

    def _draw(self, found: list[Done]) -> None:
        if found == self._drawn:
            return
        self._drawn = found
        clear(self.lines)
        if not found:
            self.lines.addWidget(quiet(say("Nothing has been imported yet.")))
        for done in found:
            self.lines.addLayout(self._line(done))
            self.lines.addWidget(hairline())

    def _line(self, done: Done) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        mark = QLabel()
        mark.setPixmap(look.pixmap("undo-2" if done.undone else "download", 16, "quiet"))
        row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = text(done.title.removeprefix(_PREFIX))
        font = name.font()
        font.setStrikeOut(done.undone)
        name.setFont(font)
        words.addWidget(name)
        count = (
            say("1 record") if done.rows == 1 else say("{count} records", count=f"{done.rows:,}")
        )
        state = say("taken back") if done.undone else ""
        when = _when(done.at, self._desk.language)
        words.addWidget(quiet(joined(when, done.author, count, state)))
        row.addLayout(words, 1)
        if not done.undone:
            back = link_button(say("Take back"), "undo-2")
            back.setAccessibleName(f"{say('Take back')}: {done.title}")
            back.clicked.connect(lambda: self._desk.undo(done.id))
            row.addWidget(back)
        return row


class DropZone(QWidget):
    """A dashed field on which files are dropped; ``buttons`` for those who do not drag."""

    chosen = Signal(object)

    def __init__(self, words: str, hints: Sequence[str], *, primary: bool = True) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setMinimumHeight(208)
        self._over = False
        self.choose = button(say("Choose files"), "folder-open", primary=primary)
        self.choose.setToolTip("Ctrl+N")
        picture = QLabel()
        picture.setPixmap(look.pixmap("download", 32, "edge"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (picture, section(words), *map(quiet, hints)):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(4)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons.addWidget(self.choose)
        column.addLayout(self.buttons)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()
            self.light(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.light(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.light(over=False)
        files = dropped(event)
        if files:
            event.acceptProposedAction()
            self.chosen.emit(files)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour("accent" if self._over else "edge"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("selected" if self._over else "base"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)

    def light(self, *, over: bool) -> None:
        """Show that files are held over it."""
        self._over = over
        self.update()


def done_imports(session: Session) -> list[Done]:
    """The imports done, the newest first."""
    found: list[Done] = []
    before: int | None = None
    for _ in range(_LOOKED_AT // 200):
        steps = history.steps(session, most=200, before=before)
        found += [one for one in steps if one.act == "act" and one.title.startswith(_PREFIX)]
        if len(steps) < 200 or len(found) >= _LISTED:
            break
        before = steps[-1].id
    return found[:_LISTED]


def _when(at: datetime, language: str) -> str:
    local = at.astimezone()
    return f"{showing.day(local.date(), language)} {local:%H:%M}"


def _folder() -> str:
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    return str(QSettings().value("imports/folder", home))
