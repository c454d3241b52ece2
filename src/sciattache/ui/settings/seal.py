"""The seal: set, changed, given to the keystore, removed."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from sciattache.errors import KnownError
from sciattache.store import backup, keys
from sciattache.store.engine import Key
from sciattache.store.office import Office
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import (
    button,
    link_button,
    text,
)
from sciattache.ui.words import say

_SHORTEST = 8
"""Characters that a passphrase has at least."""


class Seal(QWidget):
    """Whether the file can be read by whoever has it, and what changes that."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        key = self._desk.office.key
        sealed = say("Sealed with a passphrase.") if key and key.passphrase else (
            say("Sealed with a key in this computer's keystore.") if key
            else say("Not sealed: whoever has the file can read it.")
        )  # fmt: skip
        column.addWidget(text(sealed))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.passphrase = self._secret(say("New passphrase"))
        self.again = self._secret(say("The same again"))
        self.again.returnPressed.connect(self._seal_by_passphrase)
        row.addWidget(self.passphrase)
        row.addWidget(self.again)
        seal = button(
            say("Change the passphrase") if key and key.passphrase else say("Seal"), "lock"
        )
        seal.clicked.connect(self._seal_by_passphrase)
        row.addWidget(seal)
        row.addStretch()
        column.addLayout(row)
        self.mistake = text("", "mistake")
        self.mistake.hide()
        column.addWidget(self.mistake)
        more = QHBoxLayout()
        if key is None or key.raw is None:
            store = link_button(say("Use this computer's keystore"), "key-round")
            store.clicked.connect(self._seal_by_keystore)
            more.addWidget(store)
        if key is not None:
            unseal = link_button(say("Remove the seal"), "lock-open")
            unseal.clicked.connect(lambda: self._change_key(None))
            more.addWidget(unseal)
        more.addStretch()
        column.addLayout(more)

    def _secret(self, label: str) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setPlaceholderText(label)
        made.setAccessibleName(label)
        made.setFixedWidth(200)
        return made

    def _seal_by_passphrase(self) -> None:
        first, again = self.passphrase.text(), self.again.text()
        self.mistake.show()
        if len(first) < _SHORTEST:
            self.mistake.setText(
                say("A passphrase has at least {count} characters.", count=_SHORTEST)
            )
        elif first != again:
            self.mistake.setText(say("The two are not the same."))
        else:
            self._change_key(Key(passphrase=first))

    def _seal_by_keystore(self) -> None:
        self._change_key(keys.new_key())

    def _change_key(self, key: Key | None) -> None:
        desk = self._desk

        def work(before: Office) -> Office:
            after = backup.change_key(before, key)
            if key is not None and key.raw is not None:
                after = _kept_in_keystore(after, before.key)
            return after

        desk.exchange(
            say("Sealing the office") if key else say("Removing the seal"), work,
            lambda: desk.notify(say("The seal is set.") if key else say("The seal is removed.")),
        )  # fmt: skip


def _kept_in_keystore(after: Office, before: Key | None) -> Office:
    """The sealed office once the keystore has its key; without that the seal is as it was."""
    try:
        keys.remember(after.path, after.key or keys.new_key())
    except KnownError:
        backup.change_key(after, before).close()
        raise
    return after
