"""A panel that takes in guests' answers: files in, what is other, what is taken of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sciattache.errors import KnownError
from sciattache.papers.guest_data import taking
from sciattache.papers.guest_data.comparing import Row
from sciattache.papers.guest_data.filled import Filled
from sciattache.papers.guest_data.refusals import UnfitFileError
from sciattache.ui.desk import Desk
from sciattache.ui.dropping import dropped
from sciattache.ui.guest_data.rows import REMARK, AnswerRows, AnswerTable
from sciattache.ui.look import icon
from sciattache.ui.pieces import button, empty, heading, link_button, quiet, text
from sciattache.ui.words import say
from sciattache.ui.work import Progress

ENDINGS = "*.xlsx *.ods *.pdf"


@dataclass(frozen=True)
class Looked:
    """What files hold, and why some hold nothing."""

    filled: tuple[Filled, ...]
    rows: tuple[Row, ...]
    faults: tuple[KnownError, ...]


def open_guest_data(desk: Desk, parent: QWidget, files: Sequence[Path] = ()) -> GuestDataPanel:
    """Show the panel over ``parent``, with these files read."""
    made = GuestDataPanel(desk, parent)
    made.open()
    if files:
        made.read(files)
    return made


class GuestDataPanel(QDialog):
    """Every answer that is other than here, ticked where it may be taken without a thought."""

    shown = Signal(object)
    taken = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Guest data"))
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._desk = desk
        self._looked = Looked((), (), ())
        self.rows = AnswerRows(desk.language)
        self.table = AnswerTable(self.rows)
        self.faults = text("", "mistake")
        self.faults.setWordWrap(True)
        self.faults.hide()
        self.count = quiet("")
        self.why = text("")
        self.why.setWordWrap(True)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._tell(now.row()))
        self.all = link_button(say("Tick all"))
        self.safe = link_button(say("Tick what is not in conflict"))
        self.none = link_button(say("Tick none"))
        self.choose = button(say("Choose files"), "folder-open")
        self.act = button(say("Take in"), "download", primary=True)
        self.act.setEnabled(False)
        self.choose.clicked.connect(self.ask)
        self.act.clicked.connect(self.take)
        rows = self.rows
        self.all.clicked.connect(lambda: rows.tick(self._proposed(conflicts=True)))
        self.safe.clicked.connect(lambda: rows.tick(self._proposed(conflicts=False)))
        self.none.clicked.connect(lambda: rows.tick(set()))
        rows.ticked.connect(self._dress)
        self._lay_out()
        self._dress()

    def ask(self) -> None:
        """Choose the files that came back."""
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        folder = str(QSettings().value("imports/folder", home))
        kinds = f"{say('Files')} ({ENDINGS})"
        names, _ = QFileDialog.getOpenFileNames(self, say("Choose files"), folder, kinds)
        if names:
            QSettings().setValue("imports/folder", str(Path(names[0]).parent))
            self.read([Path(name) for name in names])

    def read(self, files: Sequence[Path]) -> None:
        """Read files in a worker's thread, and show what is other in them."""
        desk = self._desk

        def job(_: Progress) -> Looked:
            return looked(desk, files)

        desk.fetch(job, self._show)

    def take(self) -> None:
        """Write what is ticked, as one step."""
        filled, accepted = self._looked.filled, set(self.rows.accepted)
        title = say("Take in guest data of {who}", who=taking.title_of(self._looked.rows))
        office = self._desk.office
        self.act.setEnabled(False)

        def job(_: Progress) -> taking.Taken:
            return taking.take(office, filled, accepted, title=title)

        self._desk.run(title, job, self._done, self._dress)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped(event):
            event.acceptProposedAction()
            self.read(files)

    def _show(self, found: Looked) -> None:
        self._looked = found
        self.rows.show_rows(found.rows, taking.proposed(found.rows))
        self.faults.setText("\n".join(self._told(fault) for fault in found.faults))
        self.faults.setVisible(bool(found.faults))
        self._stack.setCurrentIndex(1 if found.rows else 0)
        if found.rows:
            self.table.selectRow(0)
            self.table.setFocus()
        self.shown.emit(found)

    def _done(self, made: taking.Taken) -> None:
        self._desk.notify(made.title, undo=bool(made.written))
        self.taken.emit(made)
        self.accept()

    def _tell(self, row: int) -> None:
        """Say in full what the remark of a line says, for it may not fit there."""
        told = str(self.rows.index(row, REMARK).data()) if row >= 0 else ""
        self.why.setText(told)

    def _told(self, fault: KnownError) -> str:
        if isinstance(fault, UnfitFileError):
            return fault.refusal.told(self._desk.language)
        return str(fault)

    def _proposed(self, *, conflicts: bool) -> set[taking.Choice]:
        return taking.proposed(self._looked.rows, conflicts=conflicts)

    def _dress(self) -> None:
        """Say how many answers are ticked, of how many guests."""
        count = len(self.rows.accepted)
        one = say("Take in 1 answer") if count == 1 else say("Take in")
        self.act.setText(say("Take in {count} answers", count=count) if count > 1 else one)
        self.act.setEnabled(bool(count))
        refused = sum(line.verdict == "refused" for line in self.rows.lines)
        told = [say("{count} guests", count=len(self._looked.rows))]
        told += [say("{count} refused", count=refused)] if refused else []
        self.count.setText(" · ".join(told) if self._looked.rows else "")
        for each in (self.all, self.safe, self.none):
            each.setVisible(bool(self._looked.rows))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(heading(say("Guest data")))
        column.addWidget(self.faults)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            empty(
                say("Drop files here"),
                say("Workbooks of guest data and guests' forms that were filled in."),
                say("Choose files"), self.ask, "inbox",
            )
        )  # fmt: skip
        self._stack.addWidget(self.table)
        column.addWidget(self._stack, 1)
        column.addWidget(self.why)
        ticks = QHBoxLayout()
        ticks.setSpacing(8)
        ticks.addWidget(self.count)
        ticks.addStretch(1)
        for each in (self.all, self.safe, self.none):
            ticks.addWidget(each)
        column.addLayout(ticks)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.choose)
        foot.addStretch(1)
        close = button(say("Close"))
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        foot.addWidget(self.act)
        column.addLayout(foot)
        self.resize(1040, 600)
        self.setWindowIcon(icon("inbox"))


def looked(desk: Desk, files: Sequence[Path]) -> Looked:
    """What these files hold beside what is known now; in any thread."""
    filled: list[Filled] = []
    faults: list[KnownError] = []
    for file in files:
        try:
            filled += taking.read([file])
        except KnownError as fault:
            faults.append(fault)
    with desk.read() as session:
        rows = taking.look(session, filled)
    return Looked(tuple(filled), rows, tuple(faults))
