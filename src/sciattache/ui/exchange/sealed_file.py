"""A file that a passphrase opens: which one, and the passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from sciattache.errors import KnownError
from sciattache.sync.carrying import whole_files
from sciattache.ui.exchange.passphrases import secret
from sciattache.ui.pieces import button
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving

T = TypeVar("T")


class SealedFile(QWidget):
    """A row: the file chosen, a button to choose another, and its passphrase."""

    changed = Signal()

    def __init__(self, name: str, *, empty: str = "", kinds: str = "*.age") -> None:
        super().__init__()
        self._kinds = kinds
        self.file = QLineEdit()
        self.file.setReadOnly(True)
        self.file.setPlaceholderText(empty or name)
        self.file.setAccessibleName(name)
        self.file.setMinimumWidth(240)
        self.choose = button(say("Choose…"), "folder-open")
        self.choose.clicked.connect(self._choose)
        self.passphrase = secret(say("Passphrase"))
        self.passphrase.textChanged.connect(lambda _: self.changed.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.file, self.choose, self.passphrase):
            line.addWidget(widget)
        line.addStretch()

    @property
    def is_given(self) -> bool:
        """Whether there is a file and a passphrase."""
        return bool(self.file.text() and self.passphrase.text())

    def opener(self, unseal: Callable[[bytes, str], T]) -> Callable[[], T]:
        """What opens the file in a worker's thread, as it is given now; ``unseal`` raises
        ``ValueError`` where the passphrase is another."""
        path, passphrase = Path(self.file.text()), self.passphrase.text()

        def opened() -> T:
            try:
                return unseal(whole_files.read(path), passphrase)
            except ValueError:
                raise KnownError(
                    say("The passphrase does not open “{file}”.", file=path.name),
                    say("Try it again."),
                ) from None

        return opened

    def clear(self) -> None:
        """Forget both."""
        self.passphrase.clear()
        self.file.clear()
        self.changed.emit()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.file.accessibleName(), str(leaving.last_folder()),
            f"{say('Sealed keys')} ({self._kinds});;{say('All files')} (*)",
        )  # fmt: skip
        if name:
            self.file.setText(name)
            self.passphrase.setFocus()
        self.changed.emit()
