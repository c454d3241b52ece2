"""How bundles leave: into a folder or onto a stick, or as mails; and how fast the line is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.errors import KnownError
from sciattache.sync.carrying import location, passwords
from sciattache.sync.carrying.location import Location
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import going, preferences
from sciattache.ui.exchange.preferences import Preferences
from sciattache.ui.lettering import isolated
from sciattache.ui.pieces import button, chip_button, quiet, restyle
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving

WAYS = (
    ("folder", "Folder or stick"), ("server", "Shared location"), ("mail", "E-mail draft"),
)  # fmt: skip
LINES = (2.4, 9.6, 64.0, 256.0, 1000.0, 2000.0, 10_000.0)
"""Kilobits a second: a satellite telephone to an office's line."""
_LIMITS = (1.0, 2.0, 5.0, 10.0, 20.0)


class Ways(QWidget):
    """The way chosen, where to, and the line's speed; kept as soon as they are chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.now = desk, Preferences()
        self._sites: tuple[int, ...] = ()
        self.chips: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._chips())
        self._rows = {"folder": self._folder(), "server": self._server(), "mail": self._mail()}
        for row in self._rows.values():
            column.addWidget(row)

    def show_for(self, sites: Sequence[int], *, with_address: bool = True) -> None:
        """Show what is remembered of the way to partners taken together."""
        if self._sites != tuple(sites):
            self._sites = tuple(sites)
            for field in (self.folder, self.server, self.password):
                field.clear()
        with self._desk.read() as session:
            now = preferences.read(session, self._sites)
        self._show(now, with_address=with_address)

    def _show(self, now: Preferences, *, with_address: bool) -> None:
        """Show it; a place that was typed stays while another kind of place is remembered."""
        self.now = now
        for name, chip in self.chips.items():
            chip.setChecked(name == now.way)
            chip.setProperty("worn", "true" if name == now.way else "false")
            restyle(chip)
        for name, row in self._rows.items():
            row.setVisible(name == now.way)
        if now.folder or not now.server:
            self.folder.setText(now.folder)
        if now.server or not now.folder:
            self.server.setText(now.server)
        self.address.setText(now.address)
        self.address.setVisible(with_address)
        _choose(self.limit, now.mail_limit, _megabytes)
        _choose(self.line, now.line, speed_words)

    def place(self) -> Location | None:
        """Where bundles go: the server, or the folder, asked for where there is none yet."""
        if self.now.way == "server":
            where = location.read(self.server.text())[0]
            self._keep(server=str(where))
            return where
        folder = self._there()
        if folder is None:
            return None
        self._keep(folder=str(folder))
        return location.read(str(folder))[0]

    def keep_password(self, where: Location) -> None:
        """Put the password that was typed for a place into the keystore, where that is wished."""
        password = self.password.text()
        if self.remember.isChecked() and password and not where.is_folder:
            self._desk.fetch(
                lambda _: passwords.keep(where, password),
                lambda _: self._desk.notify(say("The password is in this computer's keystore.")),
            )

    def _there(self) -> Path | None:
        if self.folder.text() and Path(self.folder.text()).is_dir():
            return Path(self.folder.text())
        return self.choose_folder()

    def choose_folder(self) -> Path | None:
        """Ask for the folder."""
        start = self.now.folder or str(leaving.last_folder())
        name = QFileDialog.getExistingDirectory(self, say("Where bundles go"), start)
        if name:
            self._keep(folder=name)
        return Path(name) if name else None

    def _keep(self, **changed: object) -> None:
        if all(getattr(self.now, name) == value for name, value in changed.items()):
            return
        self._show(
            preferences.keep(self._desk, self._sites, **changed),
            with_address=not self.address.isHidden(),
        )
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
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setPlaceholderText(say("No folder chosen yet"))
        self.folder.setAccessibleName(say("Folder"))
        self.folder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        choose = button(say("Choose…"), "folder-open")
        choose.setAccessibleName(f"{say('Folder')}: {say('Choose…')}")
        choose.clicked.connect(self.choose_folder)
        self.stick = button(say("Stick"), "hard-drive")
        self._sticks = QMenu(self.stick)
        self._sticks.aboutToShow.connect(self._list_sticks)
        self.stick.setMenu(self._sticks)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        row.addWidget(self.stick)
        return made

    def _list_sticks(self) -> None:
        self._sticks.clear()
        found = going.plugged_in()
        for name, place in found:
            act = self._sticks.addAction(f"{name}  ({place})")
            act.triggered.connect(lambda _=False, place=place: self._keep(folder=str(place)))
        if not found:
            self._sticks.addAction(say("No stick is plugged in")).setEnabled(False)

    def _server(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.server = QLineEdit()
        self.server.setPlaceholderText("davs://name@server/folder")
        self.server.setAccessibleName(say("Address of the shared location"))
        self.server.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.server.editingFinished.connect(self._keep_server)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(say("Password"))
        self.password.setToolTip(say("Not kept here; leave it empty for the one in the keystore."))
        self.password.setAccessibleName(say("Password"))
        self.password.setFixedWidth(128)
        self.remember = QCheckBox(say("Keep it"))
        self.remember.setToolTip(say("Put the password into this computer's keystore."))
        self.fetch = button(say("Fetch what is there"), "download")
        row.addWidget(self.server, 1)
        row.addWidget(self.password)
        row.addWidget(self.remember)
        row.addWidget(self.fetch)
        return made

    def _keep_server(self) -> None:
        """Keep an address without the password that may stand in it."""
        if not self.server.text().strip():
            self._keep(server="")
            return
        try:
            where, password = location.read(self.server.text())
        except KnownError as error:
            self._desk.refuse(error)
            return
        if password:
            self.password.setText(password)
        self._keep(server=str(where))

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
            self.limit.addItem(_megabytes(size), size)
        self.limit.activated.connect(
            lambda _: self._keep(mail_limit=float(self.limit.currentData()))
        )
        row.addWidget(self.address, 1)
        row.addWidget(quiet(say("Largest mail")))
        row.addWidget(self.limit)
        row.addStretch(1)
        return made


def speed_words(kilobits: float) -> str:
    """A line's speed as it is spoken of."""
    return isolated(f"{kilobits / 1000:g} Mbit/s" if kilobits >= 1000 else f"{kilobits:g} kbit/s")


def _megabytes(size: float) -> str:
    return isolated(f"{size:g} MB")


def bundle_words(count: int) -> str:
    """So many bundles."""
    return say("1 bundle") if count == 1 else say("{count} bundles", count=f"{count:,}")


def size_words(size: int) -> str:
    """A size in bytes, in the unit that reads best."""
    if size < 1000:
        return say("{count} bytes", count=size)
    return isolated(f"{size / 1e6:,.1f} MB" if size >= 1_000_000 else f"{size / 1000:,.0f} kB")


def time_words(size: int, kilobits: float) -> str:
    """How long a size takes on a line."""
    seconds = size * 8 / (kilobits * 1000)
    if seconds < 1:
        return say("less than a second")
    if seconds < 90:
        return say("about {count} seconds", count=round(seconds))
    if seconds < 90 * 60:
        return say("about {count} minutes", count=round(seconds / 60))
    return say("about {count} hours", count=round(seconds / 3600))


def _choose(box: QComboBox, value: float, words: Callable[[float], str]) -> None:
    """Choose a value; one that is not offered was given to the command line, and is shown too."""
    if box.findData(value) < 0:
        box.addItem(words(value), value)
    box.setCurrentIndex(box.findData(value))
