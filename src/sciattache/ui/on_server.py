"""Headquarters on a server: open its database by URL, or make headquarters in an empty one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from sciattache.ui.look import pixmap
from sciattache.ui.pieces import button, heading, link_button, quiet, text, written
from sciattache.ui.words import say

_WIDE = 440
_LIKE = "postgresql+psycopg://USER@HOST:5432/DATABASE"


@dataclass(frozen=True)
class Asked:
    """What was typed: the URL, the password apart, and whether the keystore is to have it.

    It lives as long as the database is being opened, and is written down nowhere.
    """

    url: str = ""
    password: str = ""
    keep: bool = False
    mistake: str = ""


class OnServer(QWidget):
    """Two fields, and two ways to go on."""

    def __init__(
        self,
        asked: Asked,
        open_at: Callable[[Asked], None],
        make_at: Callable[[Asked], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__()
        self._open_at, self._make_at = open_at, make_at
        mark = QLabel()
        mark.setPixmap(pixmap("landmark", 40, "accent"))
        self.url = QLineEdit(asked.url)
        self.url.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.url.setPlaceholderText(_LIKE)
        self.url.setCursorPosition(0)
        self.password = QLineEdit(asked.password)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(say("Empty: the one in the keystore, or in .pgpass"))
        self.keep = QCheckBox(say("Keep it in this computer's keystore"))
        self.keep.setChecked(asked.keep)
        self.mistake = written(asked.mistake, "mistake")
        self.mistake.setVisible(bool(asked.mistake))
        self.open = button(say("Open the office"), primary=True)
        self.make = button(say("Make headquarters there"), "plus")
        self.make.setToolTip(say("In a database that is there, in UTF-8, and empty."))
        back = link_button(say("Another office"))
        back.clicked.connect(leave)
        self.open.clicked.connect(self._open)
        self.make.clicked.connect(lambda: self._make_at(self.asked()))
        column = self._middle()
        column.addWidget(mark)
        column.addWidget(heading(say("Headquarters on a server")))
        told = quiet(say("A PostgreSQL database that whoever runs the server made for it."))
        told.setWordWrap(True)
        column.addWidget(told)
        column.addSpacing(8)
        for label, field in (
            (say("Address of the database"), self.url), (say("Password"), self.password),
        ):  # fmt: skip
            words = text(label, "label")
            words.setBuddy(field)
            field.setAccessibleName(label)
            field.returnPressed.connect(self._open)
            column.addWidget(words)
            column.addWidget(field)
        column.addWidget(self.keep)
        column.addWidget(self.mistake)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open)
        row.addWidget(self.make)
        row.addWidget(back)
        row.addStretch()
        column.addSpacing(8)
        column.addLayout(row)

    def asked(self) -> Asked:
        """What is typed; a password in the URL is taken out of it."""
        url, password = _apart(self.url.text().strip())
        return Asked(url, self.password.text() or password, self.keep.isChecked())

    def focus_first(self) -> None:
        """Go to the password where the address is known already."""
        (self.password if self.url.text() else self.url).setFocus()

    def _open(self) -> None:
        self._open_at(self.asked())

    def _middle(self) -> QVBoxLayout:
        holder = QWidget()
        holder.setFixedWidth(_WIDE)
        row = QHBoxLayout()  # by stretches, not by an alignment: it grows with what wraps in it
        row.addStretch()
        row.addWidget(holder)
        row.addStretch()
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        return column


def _apart(url: str) -> tuple[str, str]:
    """A URL without its password, and the password."""
    try:
        parts = urlsplit(url)
        password = unquote(parts.password or "")
    except ValueError:  # it is no URL, which is told when it is opened
        return url, ""
    if not password:
        return url, ""
    before, _, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{before.partition(':')[0]}@{host}").geturl(), password
