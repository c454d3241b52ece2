"""Where bundles are taken: dropped, chosen, or watched for in a place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from sciattache.ui.desk import Desk
from sciattache.ui.exchange.inbox_part import InboxPart
from sciattache.ui.imports.home import DropZone
from sciattache.ui.pieces import button
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving


class ReceivePart(QWidget):
    """A place to drop files on; ``chosen`` tells which to take, as paths."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._zone())
        column.addSpacing(4)
        self.inbox = InboxPart(desk)
        column.addWidget(self.inbox)

    def _zone(self) -> DropZone:
        self.zone = DropZone(
            say("Drop bundles here"),
            (say("Bundles, mails with bundles, or whole folders: in any order, even twice."),),
            primary=False,
        )  # fmt: skip
        self.zone.setMinimumHeight(0)
        self.zone.choose.clicked.connect(self.ask)
        self.folder = button(say("Take a folder…"), "folder-open")
        self.folder.clicked.connect(self.ask_folder)
        self.zone.buttons.addWidget(self.folder)
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
