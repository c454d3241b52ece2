"""Headquarters erases a record everywhere, once its name is typed; then what still tells of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid
from sqlalchemy.orm import Session

from sciattache.store import history, query
from sciattache.sync import purging
from sciattache.sync.purging import Purged
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import directed, isolated
from sciattache.ui.pieces import button, section, text, written
from sciattache.ui.words import say

_WIDTH = 520


def open_erasing(desk: Desk, parent: QWidget, record: str) -> Erasing:
    """Ask over ``parent`` whether a record is to be erased."""
    made = Erasing(desk, parent, record)
    made.open()
    return made


class Erasing(QDialog):
    """What erasing means, the name to be typed, and in the end what was done."""

    def __init__(self, desk: Desk, parent: QWidget, record: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Erase everywhere"))
        self.setObjectName("page")
        self.setFixedWidth(_WIDTH)
        self._desk, self._record, self._erases = desk, record, False
        with desk.read() as session:
            self.name_of_record = _name(session, record)
        self.heading = section(directed(
            say("Erase “{what}” everywhere", what=isolated(self.name_of_record))
        ))  # fmt: skip
        self.heading.setWordWrap(True)
        self.meaning = [written(words) for words in (
            say("It goes here and at every office, with what belongs to it: what was entered, its"
                " history, its clashes and its files."),
            say("This cannot be undone. What an office still writes of it is dropped."),
            say("Issued versions keep what they say; those that tell of it are named afterwards."
                " Backups keep it too, until they are deleted."),
        )]  # fmt: skip
        self.asked = text(say("Type its name to go on:"), "label")
        self.name = QLineEdit()
        self.name.setAccessibleName(self.asked.text())
        self.name.setPlaceholderText(self.name_of_record)
        self.name.textChanged.connect(self._typed)
        self.told = written()
        self.told.hide()
        self.act = button(say("Erase everywhere"), "trash-2", primary=True)
        self.act.setEnabled(False)
        self.act.clicked.connect(self.erase)
        self.leave = button(say("Cancel"))
        self.leave.clicked.connect(self.reject)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addStretch(1)
        acts.addWidget(self.leave)
        acts.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        for widget in (self.heading, *self.meaning, self.asked, self.name, self.told):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(acts)
        self.name.setFocus()

    def erase(self) -> None:
        """Erase it in a worker's thread; a refusal is told at the window's foot."""
        self._erases = True
        for widget in (self.name, self.act, self.leave):
            widget.setEnabled(False)
        desk, record = self._desk, self._record

        def work(_: object) -> tuple[int, list[str]]:
            done = purging.purge(desk.office, record)
            return done.records, _still_telling(desk, done)

        def done(found: tuple[int, list[str]]) -> None:
            desk.bundles_moved.emit()
            if isValid(self):
                self._tell(*found)

        def refused() -> None:
            if isValid(self):
                self._erases = False
                self.reject()

        desk.run(say("Erasing"), work, done, refused)

    def reject(self) -> None:
        """Nobody closes it while it erases: what still tells of the record is yet to be said."""
        if not self._erases:
            super().reject()

    def _typed(self, words: str) -> None:
        self.act.setEnabled(bool(words.strip()) and _bare(words) == _bare(self.name_of_record))

    def _tell(self, count: int, issues: list[str]) -> None:
        """Say what was done, and what still tells of it."""
        self._erases = False
        parts = [
            say("1 record is erased here. Every office erases it with its next bundle.")
            if count == 1 else
            say("{count} records are erased here. Every office erases them with its next bundle.",
                count=f"{count:,}"),
            "\n".join([say("These issued versions still tell of it:"), *issues]) if issues
            else say("No issued version tells of it."),
            say("Backups made before still hold it: delete them."),
        ]  # fmt: skip
        for widget in (*self.meaning, self.asked, self.name, self.act):
            widget.hide()
        self.heading.setText(say("Erased"))
        self.told.setText("\n\n".join(parts))
        self.told.show()
        self.leave.setText(say("Close"))
        self.leave.setAccessibleName(say("Close"))
        self.leave.setEnabled(True)
        self.leave.setFocus()
        self.adjustSize()


def _name(session: Session, record: str) -> str:
    """What a record is called; what it is, where it has no name."""
    where = history.locate(session, record)
    called = query.titles(session, [record]).get(record, "").strip()
    return called or (say(history.type_of(where[0]).about.label) if where else "")


def _still_telling(desk: Desk, done: Purged) -> list[str]:
    with desk.read() as session:
        titles = query.titles(session, [one.engagement for one in done.issues])
    return [
        directed(say(
            "{what}, version {version}, issued on {day}",
            what=isolated(titles.get(one.engagement, "")), version=one.version,
            day=showing.day(one.issued_at.date(), desk.language) if one.issued_at else "—",
        ))
        for one in done.issues
    ]  # fmt: skip


def _bare(name: str) -> str:
    """A name as it is compared: without regard to capitals and to spaces."""
    return " ".join(name.split()).casefold()
