"""The address of a shared location on a server, its password, and whether to keep that."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from sciattache.errors import KnownError
from sciattache.sync.carrying import location, passwords
from sciattache.sync.carrying.location import Location
from sciattache.ui.desk import Desk
from sciattache.ui.words import say


class ServerRow(QWidget):
    """Three fields in a row; more widgets may follow them."""

    named = Signal(str)
    """Another address was given, without the password that may stand in it; empty for none."""

    def __init__(self, desk: Desk, label: str) -> None:
        super().__init__()
        self._desk = desk
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.address = QLineEdit()
        self.address.setPlaceholderText("davs://name@server/folder")
        self.address.setToolTip(say("A WebDAV folder (davs://) or one over SSH (sftp://)."))
        self.address.setAccessibleName(label)
        self.address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.address.editingFinished.connect(self._name)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(say("Password"))
        self.password.setToolTip(say("Not kept here; leave it empty for the one in the keystore."))
        self.password.setAccessibleName(say("Password"))
        self.password.setFixedWidth(128)
        self.remember = QCheckBox(say("Keep it"))
        self.remember.setToolTip(say("Put the password into this computer's keystore."))
        self.row.addWidget(self.address, 1)
        self.row.addWidget(self.password)
        self.row.addWidget(self.remember)

    def place(self) -> Location | None:
        """The place that the address says; refused in place where it says none."""
        try:
            where, password = location.read(self.address.text())
        except KnownError as error:
            self._desk.refuse(error)
            return None
        if password:
            self.password.setText(password)
        return where

    def keep_password(self, where: Location) -> None:
        """Put the password that was typed for a place into the keystore, where that is wished."""
        password = self.password.text()
        if self.remember.isChecked() and password and not where.is_folder:
            self._desk.fetch(
                lambda _: passwords.keep(where, password),
                lambda _: self._desk.notify(say("The password is in this computer's keystore.")),
            )

    def _name(self) -> None:
        if not self.address.text().strip():
            self.named.emit("")
        elif (where := self.place()) is not None:
            self.named.emit(str(where))
