"""Bring an office's keys back, from a backup or from what a recovery sheet says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.errors import KnownError
from sciattache.sync import keys
from sciattache.sync.carrying import whole_files
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.passphrases import secret
from sciattache.ui.pieces import button, quiet
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving


class BringBack(QWidget):
    """A file to choose, and the passphrase that opens it."""

    restored = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(wrapped(say(
            "From a backup, or from the text of a recovery sheet that was saved in a file. The keys"
            " that are here now are replaced."
        )))  # fmt: skip
        self.file = QLineEdit()
        self.file.setReadOnly(True)
        self.file.setPlaceholderText(say("No file chosen yet"))
        self.file.setAccessibleName(say("Backup of the keys"))
        self.file.setMinimumWidth(240)
        choose = button(say("Choose…"), "folder-open")
        choose.clicked.connect(self._choose)
        self.opening = secret(say("Passphrase"))
        self.opening.returnPressed.connect(self._bring_back)
        self.go = button(say("Bring keys back"), "key-round")
        self.go.clicked.connect(self._bring_back)
        self.opening.textChanged.connect(lambda _: self._dress())
        column.addLayout(row(self.file, choose))
        column.addLayout(row(self.opening, self.go))
        self._dress()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, say("Backup of the keys"), str(leaving.last_folder()),
            f"{say('Sealed keys')} (*.age *.txt);;{say('All files')} (*)",
        )  # fmt: skip
        if name:
            self.file.setText(name)
            self.opening.setFocus()
        self._dress()

    def _dress(self) -> None:
        self.go.setEnabled(bool(self.file.text() and self.opening.text()))

    def _bring_back(self) -> None:
        path, passphrase = Path(self.file.text()), self.opening.text()
        if not self.file.text() or not passphrase:
            return
        office = self._desk.office

        def job(_: object) -> None:
            try:
                held = keys.restore(whole_files.read(path), passphrase)
            except ValueError:
                raise KnownError(
                    say("The passphrase does not open “{file}”.", file=path.name),
                    say("Try it again."),
                ) from None
            with office.remember() as session:
                keys.keep(session, held)

        def done(_: None) -> None:
            self.opening.clear()
            self.file.clear()
            self._desk.notify(say("The keys are back."))
            self.restored.emit()

        self._desk.run(say("Opening the backup"), job, done)


def wrapped(words: str) -> QLabel:
    made = quiet(words)
    made.setWordWrap(True)
    return made


def row(*widgets: QLineEdit | QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row
