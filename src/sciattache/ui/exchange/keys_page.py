"""The office's keys and those of its partners: how they are recognised, kept safe, brought back."""

from __future__ import annotations

import hashlib
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QVBoxLayout,
    QWidget,
)

from sciattache.papers.file_names import file_name
from sciattache.sync import keys
from sciattache.sync.keys import PublicKeys
from sciattache.sync.partners import HEADQUARTERS
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import recovery_sheet
from sciattache.ui.exchange.keys_back import BringBack, row, wrapped
from sciattache.ui.exchange.keys_change import ChangeKeys
from sciattache.ui.exchange.keys_guard import GuardKeys
from sciattache.ui.exchange.offline_root import OfflineRoot
from sciattache.ui.exchange.passphrases import secret, wrong
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.exchange.recovery_sheet import Sheet
from sciattache.ui.exchange.six_words import SixWords, leading
from sciattache.ui.pieces import button, hairline, quiet, scrolled, section, text
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving


class KeysPage(QWidget):
    """Keys of this office, the words that it shares with headquarters, backup and return."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self.back, self.change, self.root = BringBack(desk), ChangeKeys(desk), OfflineRoot(desk)
        self.guard = GuardKeys(desk)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        column.addWidget(section(say("This office")))
        self.fingerprint = _copied()
        self.number = quiet("")
        column.addWidget(self.number)
        column.addWidget(text(say("Fingerprint"), "label"))
        column.addWidget(self.fingerprint)
        self._shared = QWidget()
        shared = QVBoxLayout(self._shared)
        shared.setContentsMargins(0, 8, 0, 0)
        shared.setSpacing(4)
        self._shared_title = section(say("Six words shared with headquarters"))
        shared.addWidget(self._shared_title)
        shared.addWidget(wrapped(say(
            "Headquarters sees the same six. Compare them by telephone whenever you doubt who is at"
            " the other end."
        )))  # fmt: skip
        self.words = SixWords()
        shared.addLayout(leading(self.words))
        column.addWidget(self._shared)
        column.addSpacing(8)
        column.addWidget(hairline())
        column.addSpacing(4)
        column.addWidget(section(say("Keep the keys safe")))
        column.addWidget(wrapped(say(
            "Without its keys an office cannot open what comes for it. Keep a copy outside this"
            " laptop: it is worth nothing without the passphrase."
        )))  # fmt: skip
        self._add_backup(column)
        for title, part in (
            (say("Passphrase of the keys"), self.guard),
            (say("Bring keys back"), self.back), (say("Change the keys"), self.change),
            (say("Offline root of headquarters"), self.root),
        ):  # fmt: skip
            column.addSpacing(8)
            column.addWidget(hairline())
            column.addSpacing(4)
            column.addWidget(section(title))
            column.addWidget(part)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, widest=760))

    def show_seen(self, seen: Seen) -> None:
        """Show the keys that there are."""
        self._seen = seen
        self.number.setText(
            say("Headquarters") if seen.is_headquarters
            else say("Office number {number}", number=seen.me.site) if not seen.is_outside
            else say("Does not belong to headquarters yet")
        )  # fmt: skip
        self.fingerprint.setText(
            fingerprint(seen.public) if seen.public
            else say("There are no keys yet: they are made when the office asks to join.")
        )  # fmt: skip
        partner = next((one for one in seen.peers if one.site == HEADQUARTERS), None)
        self._shared.setVisible(partner is not None and seen.public is not None)
        if partner is not None and seen.public is not None:
            self.words.show_words(keys.spoken(seen.public, partner.keys))
        self.root.show_seen(seen)
        self.guard.show_seen(seen)
        for way in (self.save, self.sheet, self.change.change):
            way.setEnabled(seen.public is not None)

    def focus_first(self) -> None:
        self.passphrase.setFocus()

    # A copy

    def _add_backup(self, column: QVBoxLayout) -> None:
        self.passphrase, self.again = secret(say("New passphrase")), secret(say("The same again"))
        self.save = button(say("Save a backup…"), "save", primary=True)
        self.sheet = button(say("Recovery sheet…"), "printer")
        self.save.clicked.connect(lambda: self._back_up(sheet=False))
        self.sheet.clicked.connect(lambda: self._back_up(sheet=True))
        self.mistake = text("", "mistake")
        self.mistake.hide()
        column.addLayout(row(self.passphrase, self.again))
        column.addWidget(self.mistake)
        column.addLayout(row(self.save, self.sheet))

    def _back_up(self, *, sheet: bool) -> None:
        passphrase = self.passphrase.text()
        mistake = wrong(passphrase, self.again.text())
        self.mistake.setText(mistake)
        self.mistake.setVisible(bool(mistake))
        if mistake or self._seen is None or self._seen.public is None:
            return
        name = file_name(f"{self._desk.office.name} {say('keys')}")
        path = leaving.ask_file(
            self, say("Recovery sheet") if sheet else say("Save a backup of the keys"),
            f"{name}.pdf" if sheet else f"{name}.age",
            say("PDF (*.pdf)") if sheet else f"{say('Sealed keys')} (*.age)",
        )  # fmt: skip
        if path is None:
            return
        desk, told = self._desk, fingerprint(self._seen.public)

        def job(_: object) -> bytes:
            with desk.read() as session:
                held = keys.find(session)
            return keys.backup(held, passphrase) if held else b""

        def done(sealed: bytes) -> None:
            today = datetime.now().astimezone().date()
            made = Sheet(desk.office.name, today, sealed, told)
            content = recovery_sheet.pdf(made, desk.language) if sheet else sealed
            if leaving.write(desk, path, content):
                self.passphrase.clear()
                self.again.clear()
                desk.notify(say("Written to {file}", file=path.name))

        desk.run(say("Sealing the keys"), job, done)


def fingerprint(public: PublicKeys) -> str:
    """Both keys of an office in short (SHA-256), in groups of four."""
    told = hashlib.sha256(public.sign + public.recipient.encode()).hexdigest()[:40].upper()
    return " ".join(told[start : start + 4] for start in range(0, len(told), 4))


def _copied() -> QLabel:
    made = text("")
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setAccessibleName(say("Fingerprint"))
    return made
