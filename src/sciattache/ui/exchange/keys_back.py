"""Bring an office's keys back, from a backup or from what a recovery sheet says."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.sync import keys
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.sealed_file import SealedFile
from sciattache.ui.pieces import button, quiet
from sciattache.ui.words import say


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
        self.sealed = SealedFile(
            say("Backup of the keys"), empty=say("No file chosen yet"), kinds="*.age *.txt"
        )
        self.sealed.changed.connect(self._dress)
        self.sealed.passphrase.returnPressed.connect(self._bring_back)
        self.go = button(say("Bring keys back"), "key-round")
        self.go.clicked.connect(self._bring_back)
        column.addWidget(self.sealed)
        column.addLayout(row(self.go))
        self._dress()

    def _dress(self) -> None:
        self.go.setEnabled(self.sealed.is_given)

    def _bring_back(self) -> None:
        if not self.sealed.is_given:
            return
        office, opened = self._desk.office, self.sealed.opener(keys.restore)

        def job(_: object) -> bool:
            held = opened()
            with office.remember() as session:
                return keys.bring_back(session, held)

        def done(is_bare: bool) -> None:
            self.sealed.clear()
            self._desk.notify(
                say("The keys are back, under no passphrase: that of those before was not given.")
                if is_bare else say("The keys are back.")
            )  # fmt: skip
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
