"""The folder or stick that bundles go to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QWidget

from sciattache.ui.exchange import going
from sciattache.ui.pieces import button
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving


class FolderRow(QWidget):
    """The folder chosen, and two ways to choose another."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setPlaceholderText(say("No folder chosen yet"))
        self.folder.setAccessibleName(say("Folder"))
        self.folder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        choose = button(say("Choose…"), "folder-open")
        choose.setAccessibleName(f"{say('Folder')}: {say('Choose…')}")
        choose.clicked.connect(self.ask)
        self.stick = button(say("Stick"), "hard-drive")
        self._sticks = QMenu(self.stick)
        self._sticks.aboutToShow.connect(self._list_sticks)
        self.stick.setMenu(self._sticks)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        row.addWidget(self.stick)

    def place(self) -> Path | None:
        """The folder that is there; where none is, somebody is asked."""
        folder = self.folder.text()
        return Path(folder) if folder and Path(folder).is_dir() else self.ask()

    def ask(self) -> Path | None:
        """Ask for the folder."""
        start = self.folder.text() or str(leaving.last_folder())
        name = QFileDialog.getExistingDirectory(self, say("Where bundles go"), start)
        if name:
            self.chosen.emit(name)
        return Path(name) if name else None

    def _list_sticks(self) -> None:
        self._sticks.clear()
        found = going.plugged_in()
        for name, place in found:
            act = self._sticks.addAction(f"{name}  ({place})")
            act.triggered.connect(lambda _=False, place=place: self.chosen.emit(str(place)))
        if not found:
            self._sticks.addAction(say("No stick is plugged in")).setEnabled(False)
