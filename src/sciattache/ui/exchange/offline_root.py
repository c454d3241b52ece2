"""The offline root: made once, and called upon when headquarters' keys are new or stolen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from sciattache.sync import directory, roots
from sciattache.sync.carrying import whole_files
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.keys_back import row, wrapped
from sciattache.ui.exchange.passphrases import secret, wrong
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.exchange.sealed_file import SealedFile
from sciattache.ui.pieces import button, text
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving


class OfflineRoot(QWidget):
    """What the root says of headquarters' keys; at headquarters, making it and calling upon it."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.state = wrapped("")
        self.making, self.vouching = Making(desk), Vouching(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.state, self.making, self.vouching):
            column.addWidget(part)
        for part in (self.making, self.vouching):
            part.done.connect(self.changed)

    def show_seen(self, seen: Seen) -> None:
        """Show how matters stand."""
        there = seen.has_root
        self.state.setText(_state(seen.directory, there=there, language=self._desk.language))
        self.making.setVisible(seen.is_headquarters and not there)
        self.vouching.setVisible(seen.is_headquarters and there)


class Making(QWidget):
    """Three keys, each under the passphrase of whoever will keep it."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(wrapped(say(
            "Should headquarters' keys be stolen, an offline root makes every office believe new"
            " ones with its next bundle. It is three keys in files, any two of which vouch"
            " together. Give each to somebody else, on a stick in a safe: none stays on this"
            " computer."
        )))  # fmt: skip
        self.passphrases: list[tuple[QLineEdit, QLineEdit]] = []
        for number in range(1, roots.KEYS + 1):
            first = secret(say("Passphrase of key {number}", number=number))
            again = secret(say("The same again"))
            again.setAccessibleName(say("Key {number}: the same again", number=number))
            self.passphrases.append((first, again))
            column.addLayout(row(first, again))
        self.mistake = text("", "mistake")
        self.mistake.hide()
        column.addWidget(self.mistake)
        self.make = button(say("Make the three keys…"), "key-round")
        self.make.clicked.connect(self._make)
        column.addLayout(row(self.make))

    def _make(self) -> None:
        phrases = [(first.text(), again.text()) for first, again in self.passphrases]
        mistake = next((said for pair in phrases if (said := wrong(*pair))), "")
        self.mistake.setText(mistake)
        self.mistake.setVisible(bool(mistake))
        folder = None if mistake else leaving.ask_folder(self, say("Folder for the keys"))
        if folder is None:
            return
        office = self._desk.office

        def job(_: object) -> None:
            made = roots.new()
            for number, (key, (phrase, _)) in enumerate(zip(made, phrases, strict=True), start=1):
                whole_files.write(folder, f"root-key-{number}.age", roots.wrapped(key, phrase))
            with office.remember() as session:
                roots.keep(session, roots.of(made))

        def done(_: None) -> None:
            for field in (one for pair in self.passphrases for one in pair):
                field.clear()
            self._desk.notify(say("The three keys are in “{folder}”.", folder=folder.name))
            self.done.emit()

        self._desk.run(say("Making the keys"), job, done)


class Vouching(QWidget):
    """Two files of the root with their passphrases, and whether the present keys were stolen."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._sure = desk, False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(wrapped(say(
            "Two of the three keys vouch for headquarters' keys: when those are new, and once a"
            " year. Every office hears of it with its next bundle."
        )))  # fmt: skip
        self.keys = [SealedFile(say("First key")), SealedFile(say("Second key"))]
        for key in self.keys:
            column.addWidget(key)
            key.changed.connect(self._dress)
        self.stolen = QCheckBox(say("The present keys were stolen: make new ones"))
        self.stolen.toggled.connect(self._dress)
        self.warning = wrapped(say(
            "The stolen keys are believed no longer. Make a new backup of the new ones, and send"
            " every office its bundle."
        ))  # fmt: skip
        self.vouch = button("", "key-round")
        self.vouch.clicked.connect(self._vouch)
        column.addWidget(self.stolen)
        column.addWidget(self.warning)
        column.addLayout(row(self.vouch))
        self._dress()

    def _dress(self) -> None:
        stolen = self.stolen.isChecked()
        words = say("Replace the stolen keys") if stolen else say("Vouch for the keys")
        self.vouch.setText(words)
        self.vouch.setAccessibleName(words)
        self.warning.setVisible(stolen)
        self.vouch.setEnabled(all(key.is_given for key in self.keys))

    def _vouch(self) -> None:
        office, stolen = self._desk.office, self.stolen.isChecked()
        openers = [key.opener(roots.unwrapped) for key in self.keys]

        def job(_: object) -> None:
            secrets = [opened() for opened in openers]
            with office.remember() as session:
                directory.vouch(session, secrets, stolen=stolen)

        def done(_: None) -> None:
            for key in self.keys:
                key.clear()
            self.stolen.setChecked(False)
            self._desk.notify(
                say("The keys are new. Make a backup of them, and send every office its bundle.")
                if stolen else say("The root vouches for the keys.")
            )  # fmt: skip
            self.done.emit()

        self._desk.run(say("Opening the keys"), job, done)


def _state(found: directory.Directory | None, *, there: bool, language: str) -> str:
    """How far headquarters' keys are vouched for, in a sentence."""
    if found is None:
        return (
            say("The offline root has not vouched for headquarters' keys yet.") if there
            else say("No offline root vouches for headquarters' keys.")
        )  # fmt: skip
    day = showing.day(found.until.date(), language)
    if found.is_over:
        return say("The root vouched for headquarters' keys until {day}. Have it do so anew.",
                   day=day)  # fmt: skip
    return say("The root vouches for headquarters' keys until {day} (directory {number}).",
               day=day, number=found.version)  # fmt: skip
