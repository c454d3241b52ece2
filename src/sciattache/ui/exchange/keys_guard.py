"""The passphrase of the keys, for a store that others can read: put them under one, open them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from sciattache.sync import guarding, keys
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.keys_back import row, wrapped
from sciattache.ui.exchange.passphrases import secret, wrong
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.pieces import button, text
from sciattache.ui.words import say


class GuardKeys(QWidget):
    """What can be done about the passphrase, by whether there is one and whether it was given."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lock = ""
        self.told = wrapped("")
        self.passphrase, self.again = secret(""), secret(say("The same again"))
        self.remember = QCheckBox(say("Keep it in this computer's keystore"))
        self.mistake = text("", "mistake")
        self.mistake.hide()
        self.put = button(say("Put them under it"), "lock")
        self.open = button(say("Open the keys"), "lock-open", primary=True)
        self.shut = button(say("Lock them now"), "lock")
        self.drop = button(say("Take the passphrase away"), "lock-open")
        self.put.clicked.connect(self._put)
        self.again.returnPressed.connect(self._put)
        self.open.clicked.connect(self._open)
        self.passphrase.returnPressed.connect(self._entered)
        self.shut.clicked.connect(self._shut)
        self.drop.clicked.connect(self._drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addLayout(row(self.passphrase, self.again))
        column.addWidget(self.mistake)
        column.addWidget(self.remember)
        column.addLayout(row(self.put, self.open, self.shut, self.drop))

    def show_seen(self, seen: Seen) -> None:
        """Offer what goes with the keys as they stand."""
        self._lock = seen.lock
        locked, free = bool(self._lock) and not seen.is_open, not self._lock
        self.told.setText(
            say("They are under a passphrase. Until it is given nothing can be made or taken.")
            if locked else
            say("Whoever can read the office's store can use them: with a database that is whoever"
                " runs its server. Under a passphrase they are of no use without it. Change the"
                " keys afterwards: who read them before has those.")
            if free else
            say("They are under a passphrase, and open here until the program ends, or for good"
                " where the keystore has it.")
        )  # fmt: skip
        label = say("Passphrase") if locked else say("New passphrase")
        self.passphrase.setPlaceholderText(label)
        self.passphrase.setAccessibleName(label)
        for widget, shown in (
            (self.passphrase, locked or free), (self.again, free),
            (self.remember, locked or free), (self.put, free), (self.open, locked),
            (self.shut, not locked and not free), (self.drop, not locked and not free),
        ):  # fmt: skip
            widget.setVisible(shown)
        self.put.setEnabled(seen.public is not None)

    def _entered(self) -> None:
        """The first field was ended: it is all that opens them, and half of a new passphrase."""
        if self._lock:
            self._open()
        else:
            self.again.setFocus()

    def _put(self) -> None:
        passphrase, remember = self.passphrase.text(), self.remember.isChecked()
        mistake = wrong(passphrase, self.again.text())
        self.mistake.setText(mistake)
        self.mistake.setVisible(bool(mistake))
        if mistake or not self.put.isEnabled():
            return

        def job(session: Session) -> None:
            made = keys.guard(session, passphrase)
            if remember:
                guarding.remember(made)

        self._run(job, say("The keys are under the passphrase. Change them now."))

    def _open(self) -> None:
        passphrase, remember = self.passphrase.text(), self.remember.isChecked()
        lock = self._lock
        if not passphrase:
            return

        def job(_: Session) -> None:
            guarding.unlock(lock, passphrase)
            if remember:
                guarding.remember(lock)

        self._run(job, say("The keys are open."))

    def _shut(self) -> None:
        lock = self._lock
        self._run(lambda _: guarding.shut(lock), say("The keys are locked."))

    def _drop(self) -> None:
        self._run(keys.unguard, say("The keys are under no passphrase any more."))

    def _run(self, act: Callable[[Session], object], words: str) -> None:
        office = self._desk.office

        def job(_: object) -> None:
            with office.remember() as session:
                act(session)

        def done(_: None) -> None:
            self.passphrase.clear()
            self.again.clear()
            self._desk.notify(words)
            self.changed.emit()

        self._desk.run(say("Seeing to the passphrase of the keys"), job, done)
