"""Where bundles are taken: dropped, chosen, or watched for in a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sciattache.ui.desk import Desk
from sciattache.ui.exchange import preferences
from sciattache.ui.imports.home import DropZone
from sciattache.ui.pieces import button, quiet, tool_button
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving


class ReceivePart(QWidget):
    """A place to drop files on; ``chosen`` tells which to take, as paths."""

    chosen = Signal(object)
    inbox_changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._zone())
        column.addLayout(self._inbox())

    def show_inbox(self, folder: str) -> None:
        """Show which folder is watched."""
        self.inbox.setText(folder)
        self.stop.setVisible(bool(folder))

    def _zone(self) -> DropZone:
        self.zone = DropZone(
            say("Drop bundles here"),
            (say("Bundles, mails with bundles, or whole folders: in any order, even twice."),),
            primary=False,
        )  # fmt: skip
        self.zone.setMinimumHeight(0)
        self.zone.choose.clicked.connect(self.ask)
        self.zone.chosen.connect(self.chosen)
        self.zone.setAcceptDrops(False)  # the screen takes what is dropped anywhere on it
        return self.zone

    def ask(self) -> None:
        """Choose files to take."""
        kinds = f"{say('Bundles and mails')} (*.psb *.eml);;{say('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(
            self, say("Take bundles"), str(leaving.last_folder()), kinds
        )
        if names:
            self.chosen.emit([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Choose a folder, of which everything is taken."""
        name = QFileDialog.getExistingDirectory(
            self, say("Take bundles from a folder"), str(leaving.last_folder())
        )
        if name:
            self.chosen.emit([Path(name)])

    def _inbox(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.folder = button(say("Take a folder…"), "folder-open")
        self.folder.clicked.connect(self.ask_folder)
        self.inbox = QLineEdit()
        self.inbox.setReadOnly(True)
        self.inbox.setPlaceholderText(say("None: what lands there is taken by itself"))
        self.inbox.setAccessibleName(say("Watched folder"))
        self.watch = button(say("Choose…"), "folder-open")
        self.watch.setAccessibleName(f"{say('Watched folder')}: {say('Choose…')}")
        self.watch.clicked.connect(self._choose_inbox)
        self.stop = tool_button("x", say("Stop watching"))
        self.stop.clicked.connect(lambda: self._keep_inbox(""))
        row.addWidget(self.folder)
        row.addSpacing(16)
        row.addWidget(quiet(say("Watched folder")))
        row.addWidget(self.inbox, 1)
        row.addWidget(self.watch)
        row.addWidget(self.stop)
        return row

    def _choose_inbox(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, say("Watch a folder"), self.inbox.text() or str(leaving.last_folder())
        )
        if name:
            self._keep_inbox(name)

    def _keep_inbox(self, folder: str) -> None:
        preferences.keep(self._desk, inbox=folder)
        self.show_inbox(folder)
        self.inbox_changed.emit(folder)
