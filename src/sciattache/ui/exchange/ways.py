"""How bundles leave: by folder, stick, server or mail; and how fast the line is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sciattache.sync.carrying import location
from sciattache.sync.carrying.location import Location
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import preferences
from sciattache.ui.exchange.amounts import megabytes, speed_words
from sciattache.ui.exchange.folder_row import FolderRow
from sciattache.ui.exchange.keeping import Keeper
from sciattache.ui.exchange.preferences import Preferences
from sciattache.ui.exchange.server_row import ServerRow
from sciattache.ui.pieces import button, chip_button, quiet, restyle
from sciattache.ui.words import say
from sciattache.ui.work import Progress

WAYS = (
    ("folder", "Folder or stick"), ("server", "Shared location"), ("mail", "E-mail draft"),
)  # fmt: skip
LINES = (2.4, 9.6, 64.0, 256.0, 1000.0, 2000.0, 10_000.0)
"""Kilobits a second: a satellite telephone to an office's line."""
_LIMITS = (1.0, 2.0, 5.0, 10.0, 20.0)


class Ways(QWidget):
    """The way chosen, where to, and the line's speed; kept as soon as they are chosen."""

    changed = Signal()
    known = Signal()
    """What is remembered of the way to those chosen was read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.now = desk, Preferences()
        self._sites: tuple[int, ...] = ()
        self._with_address, self.is_known = True, False
        self._reading: Progress | None = None
        self._keeper = Keeper(desk, self)
        self._keeper.kept.connect(self._came)
        self.chips: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._chips())
        self._rows = {"folder": self._folder(), "server": self._server(), "mail": self._mail()}
        for row in self._rows.values():
            column.addWidget(row)
        self._dress()

    def show_for(self, sites: Sequence[int], *, with_address: bool = True) -> None:
        """Read in a thread what is remembered of the way to partners taken together, and show it.

        Until it is known nothing is made: it would go where another partner's bundles go.
        """
        self._with_address = with_address
        if self._sites != tuple(sites):
            self._sites, self.is_known = tuple(sites), False
            for field in (self.folder, self.server, self.password):
                field.clear()
        if self._reading is not None:
            self._reading.cancel()
        desk, wanted = self._desk, self._sites

        def read(progress: Progress) -> Preferences:
            progress.report()
            with desk.read() as session:
                return preferences.read(session, wanted)

        self._reading = desk.fetch(read, lambda now: self._came(wanted, now))

    def place(self) -> Location | None:
        """Where bundles go: the server, or the folder, asked for where there is none yet."""
        if self.now.way == "server":
            where = self._at.place()
            if where is not None:
                self._keep(server=str(where))
            return where
        folder = self._in.place()
        if folder is None:
            return None
        self._keep(folder=str(folder))
        return location.read(str(folder))[0]

    def keep_password(self, where: Location) -> None:
        """Put the password that was typed for a place into the keystore, where that is wished."""
        self._at.keep_password(where)

    def choose_folder(self) -> Path | None:
        """Ask for the folder."""
        return self._in.ask()

    def _came(self, sites: tuple[int, ...], now: Preferences) -> None:
        """Show what is remembered, unless it is of others, or something was chosen meanwhile."""
        if isValid(self) and sites == self._sites and not self._keeper.is_busy:
            self._show(now)
            self.is_known = True
            self.known.emit()

    def _show(self, now: Preferences) -> None:
        """Show it; a place that was typed stays while another kind of place is remembered."""
        self.now = now
        if now.folder or not now.server:
            self.folder.setText(now.folder)
        if now.server or not now.folder:
            self.server.setText(now.server)
        self.address.setText(now.address)
        self.address.setVisible(self._with_address)
        _choose(self.limit, now.mail_limit, megabytes)
        _choose(self.line, now.line, speed_words)
        self._dress()

    def _dress(self) -> None:
        for name, chip in self.chips.items():
            chip.setChecked(name == self.now.way)
            chip.setProperty("worn", "true" if name == self.now.way else "false")
            restyle(chip)
        for name, row in self._rows.items():
            row.setVisible(name == self.now.way)

    def _keep(self, **values: object) -> None:
        if all(getattr(self.now, name) == value for name, value in values.items()):
            return
        self._show(preferences.changed(self.now, **values))
        self._keeper.keep(self._sites, **values)
        self.changed.emit()

    def _chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        group = QButtonGroup(self)
        for name, label in WAYS:
            made = chip_button(say(label))
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, name=name: self._keep(way=name))
            group.addButton(made)
            self.chips[name] = made
            row.addWidget(made)
        row.addStretch()
        self.line = QComboBox()
        self.line.setAccessibleName(say("Speed of the line"))
        for speed in LINES:
            self.line.addItem(speed_words(speed), speed)
        self.line.activated.connect(lambda _: self._keep(line=float(self.line.currentData())))
        row.addWidget(quiet(say("Line")))
        row.addWidget(self.line)
        return row

    def _folder(self) -> QWidget:
        self._in = FolderRow()
        self._in.chosen.connect(lambda name: self._keep(folder=name))
        self.folder, self.stick = self._in.folder, self._in.stick
        return self._in

    def _server(self) -> QWidget:
        self._at = ServerRow(self._desk, say("Address of the shared location"))
        self._at.named.connect(lambda said: self._keep(server=said))
        self.server, self.password = self._at.address, self._at.password
        self.remember = self._at.remember
        self.fetch = button(say("Fetch what is there"), "download")
        self._at.row.addWidget(self.fetch)
        return self._at

    def _mail(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.address = QLineEdit()
        self.address.setPlaceholderText(say("Address of headquarters"))
        self.address.setAccessibleName(say("Address of headquarters"))
        self.address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.address.editingFinished.connect(
            lambda: self._keep(address=self.address.text().strip())
        )
        self.limit = QComboBox()
        self.limit.setAccessibleName(say("Largest mail"))
        for size in _LIMITS:
            self.limit.addItem(megabytes(size), size)
        self.limit.activated.connect(
            lambda _: self._keep(mail_limit=float(self.limit.currentData()))
        )
        row.addWidget(self.address, 1)
        row.addWidget(quiet(say("Largest mail")))
        row.addWidget(self.limit)
        row.addStretch(1)
        return made


def _choose(box: QComboBox, value: float, words: Callable[[float], str]) -> None:
    """Choose a value; one that is not offered was given to the command line, and is shown too."""
    if box.findData(value) < 0:
        box.addItem(words(value), value)
    box.setCurrentIndex(box.findData(value))
