"""A draft of an e-mail from the window: to whom, and which papers go with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.programmes.engagement import Engagement
from sciattache.papers import words
from sciattache.papers.catalogue import KINDS
from sciattache.papers.file_names import file_name
from sciattache.papers.kinds import Wish
from sciattache.papers.outbox import dispatching
from sciattache.papers.outbox.drafts import CALENDAR, CONTACTS, Drafted, drafted
from sciattache.store.dossiers import load
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import joined
from sciattache.ui.pieces import button, heading, link_button, quiet, text, written
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import leaving
from sciattache.ui.workspace.reading import Seen


def open_draft(desk: Desk, parent: QWidget, seen: Seen, paper: str, wish: Wish) -> DraftPanel:
    """Show the panel over ``parent``, with the paper in front to be attached."""
    made = DraftPanel(desk, parent, seen, paper, wish)
    made.open()
    return made


class DraftPanel(QDialog):
    """Recipients and papers to tick, then a file that the mail program opens."""

    drafted = Signal(str)
    """The file of the draft."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, seen: Seen, paper: str, wish: Wish
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("E-mail draft"))
        self.setObjectName("page")
        self._desk, self._seen, self._wish = desk, seen, wish
        self._file = Path()
        self.people, self.papers = _ticks(say("To")), _ticks(say("Attached"))
        for identity, name, address in _reached(seen):
            item = _tick(self.people, joined(name, address), identity, on=identity == wish.subject)
            item.setToolTip(address)
            if not address:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                item.setText(joined(name, say("no e-mail address")))
        for kind in KINDS:
            if kind.about != "recipient":
                _tick(self.papers, kind.called(desk.language), kind.name, on=kind.name == paper)
        for name in (CALENDAR, CONTACTS):
            _tick(self.papers, words.paper(name, desk.language), name, on=False)
        self.editable = QCheckBox(say("As Word documents where there are any"))
        self.told = written("", "quiet")
        self.act = button(say("Save the draft…"), "mail", primary=True)
        self.act.clicked.connect(self.save)
        self.open_file = link_button(say("Open the file"), "external-link")
        self.open_file.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))
        )
        self.open_file.hide()
        self._lay_out()

    def save(self) -> None:
        """Ask where, then make the draft in a worker's thread."""
        name = f"{file_name(self._seen.engagement.title or '')}.eml"
        path = leaving.ask_file(self, say("E-mail draft"), name, say("E-mail drafts (*.eml)"))
        if path is None:
            return
        desk, identity = self._desk, self._seen.engagement.id
        people, papers = _ticked(self.people), _ticked(self.papers)
        wish = replace(self._wish, subject=None, editable=self.editable.isChecked())

        def job(progress: Progress) -> Drafted:
            progress.report()
            with desk.read() as session:
                found = session.query(Engagement).filter_by(id=identity).one()
                dossier = load(session, found)
            stamp = datetime.now(UTC)
            made = drafted(dossier, papers, people, wish=wish, stamp=stamp, name=path.name)
            with desk.office.step(dispatching.title(made.outgoing)) as session:
                dispatching.send_out(
                    session, dossier, made.outgoing, write=lambda: leaving.put(path, made.content)
                )
            return made

        self._file = path
        self.act.setEnabled(False)
        desk.run(say("E-mail draft"), job, self._done, lambda: self.act.setEnabled(True))

    def _done(self, made: Drafted) -> None:
        self.act.setEnabled(True)
        lines = [say("Written to {file}", file=self._file.name)]
        lines += [say("{name}: no e-mail address that can be used", name=name)
                  for name in made.unreachable]  # fmt: skip
        self.told.setText("\n".join(lines))
        self.open_file.show()
        self.drafted.emit(str(self._file))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading(say("E-mail draft")))
        column.addWidget(quiet(self._seen.engagement.title or ""))
        lists = QHBoxLayout()
        lists.setSpacing(16)
        for name, listed in ((say("To"), self.people), (say("Attached"), self.papers)):
            label = text(name, "label")
            label.setBuddy(listed)
            pair = QVBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(label)
            pair.addWidget(listed, 1)
            lists.addLayout(pair)
        column.addLayout(lists, 1)
        column.addWidget(self.editable)
        column.addWidget(self.told)
        column.addWidget(self.open_file)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        close = button(say("Close"))
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        foot.addWidget(self.act)
        column.addLayout(foot)
        self.resize(760, 560)


def _reached(seen: Seen) -> Iterator[tuple[str, str, str]]:
    """The participants who have not declined: id, name and the address they prefer."""
    for one in seen.dossier.participants:
        person = seen.dossier.people.get(one.person)
        if person is None or one.rsvp == "declined":
            continue
        points = sorted(person.emails or (), key=lambda point: not point.preferred)
        yield person.id, seen.name(person.id), points[0].value if points else ""


def _ticks(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    return made


def _tick(listed: QListWidget, words: str, data: str, *, on: bool) -> QListWidgetItem:
    made = QListWidgetItem(words)
    made.setData(Qt.ItemDataRole.UserRole, data)
    made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    made.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    made.setSizeHint(QSize(0, 32))
    listed.addItem(made)
    return made


def _ticked(listed: QListWidget) -> list[str]:
    items = (listed.item(number) for number in range(listed.count()))
    return [
        str(item.data(Qt.ItemDataRole.UserRole))
        for item in items
        if item.checkState() == Qt.CheckState.Checked
    ]
