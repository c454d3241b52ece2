"""The page before an office is open: open one, make one, look at the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.ui import offices_known
from sciattache.ui.look import pixmap
from sciattache.ui.offices_known import Spot
from sciattache.ui.pieces import button, heading, link_button, quiet, section
from sciattache.ui.words import say

SUFFIX = ".sciattache"


class Welcome(QWidget):
    """Three ways to begin, and the offices opened last."""

    _first: QPushButton

    def __init__(
        self,
        open_at: Callable[[Spot], None],
        make_at: Callable[[Path], None],
        demonstrate: Callable[[Path], None] | None,
        make_headquarters_at: Callable[[Path], None] | None = None,
        on_server: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._make_headquarters_at = make_headquarters_at
        self._open_at, self._make_at, self._demonstrate = open_at, make_at, demonstrate
        column = _middle(self, 560)
        mark = QLabel()
        mark.setPixmap(pixmap("sciattache", 56, "accent"))
        column.addWidget(mark)
        column.addSpacing(8)
        column.addWidget(heading("SciAttaché"))
        column.addWidget(quiet(say("People, visits, programmes and papers of a science office.")))
        column.addSpacing(16)
        column.addLayout(self._ways())
        if make_headquarters_at is not None:
            headquarters = link_button(say("New headquarters…"), "landmark")
            headquarters.setToolTip(say("The office that others join, and that decides for all."))
            headquarters.clicked.connect(self.ask_headquarters)
            column.addWidget(headquarters)
        if on_server is not None:
            self.server = link_button(say("Headquarters on a server…"), "globe")
            self.server.setToolTip(say("Open or make headquarters in a PostgreSQL database."))
            self.server.clicked.connect(on_server)
            column.addWidget(self.server)
        found = offices_known.recent()
        if found:
            column.addSpacing(24)
            column.addWidget(section(say("Opened last")))
            lines = [self._recent_line(where) for where in found]
            for line in lines:
                column.addWidget(line)
            self._first = lines[0].findChild(QPushButton) or self._first

    def focus_first(self) -> None:
        """Go to the office opened last, or to what makes a new one."""
        self._first.setFocus()

    def ask_open(self) -> None:
        """Choose an office's file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self, say("Open an office"), _home(), say("Offices") + f" (*{SUFFIX})"
        )
        if name:
            self._open_at(Path(name))

    def ask_new(self) -> None:
        """Choose where a new office is to be, and make it."""
        name, _ = QFileDialog.getSaveFileName(
            self, say("New office"), f"{_home()}/office{SUFFIX}", say("Offices") + f" (*{SUFFIX})"
        )
        if name:
            path = Path(name)
            self._make_at(path if path.suffix else path.with_suffix(SUFFIX))

    def ask_headquarters(self) -> None:
        """Choose where the office of headquarters is to be, and make it."""
        name, _ = QFileDialog.getSaveFileName(
            self, say("New headquarters…"), f"{_home()}/headquarters{SUFFIX}",
            say("Offices") + f" (*{SUFFIX})",
        )  # fmt: skip
        if name and self._make_headquarters_at is not None:
            path = Path(name)
            self._make_headquarters_at(path if path.suffix else path.with_suffix(SUFFIX))

    def ask_demonstration(self) -> None:
        """Choose a folder and make the demonstration office in it."""
        name = QFileDialog.getExistingDirectory(
            self, say("A folder for the demonstration office"), _home()
        )
        if name and self._demonstrate is not None:
            self._demonstrate(Path(name))

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        new = button(say("New office"), "plus", primary=True)
        new.clicked.connect(self.ask_new)
        self._first = new
        existing = button(say("Open an office"), "folder-open")
        existing.clicked.connect(self.ask_open)
        row.addWidget(new)
        row.addWidget(existing)
        if self._demonstrate is not None:
            demonstration = button(say("Demonstration office"), "flask-conical")
            demonstration.clicked.connect(self.ask_demonstration)
            row.addWidget(demonstration)
        row.addStretch()
        return row

    def _recent_line(self, where: Spot) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        picture = "database" if isinstance(where, Path) else "globe"
        name = link_button(offices_known.name(where), picture)
        name.clicked.connect(lambda: self._open_at(where))
        row.addWidget(name)
        row.addWidget(quiet(offices_known.around(where)), 1)
        return line


class Unseal(QWidget):
    """Asks for the passphrase of a sealed office."""

    def __init__(
        self, path: Path, unseal: Callable[[str], None], leave: Callable[[], None]
    ) -> None:
        super().__init__()
        outer = _middle(self, 400)
        mark = QLabel()
        mark.setPixmap(pixmap("lock", 40, "accent"))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(say("Passphrase"))
        self.passphrase.setPlaceholderText(say("Passphrase"))
        self.passphrase.setFixedWidth(320)
        self.passphrase.returnPressed.connect(lambda: unseal(self.passphrase.text()))
        go = button(say("Open the office"), primary=True)
        go.clicked.connect(lambda: unseal(self.passphrase.text()))
        back = link_button(say("Another office"))
        back.clicked.connect(leave)
        outer.addWidget(mark)
        outer.addWidget(heading(path.stem))
        outer.addWidget(quiet(say("This office is sealed.")))
        outer.addSpacing(8)
        outer.addWidget(self.passphrase)
        row = QHBoxLayout()
        row.addWidget(go)
        row.addWidget(back)
        row.addStretch()
        outer.addLayout(row)

    def focus_first(self) -> None:
        self.passphrase.setFocus()


def _home() -> str:
    files = [where for where in offices_known.recent() if isinstance(where, Path)]
    return str(files[0].parent) if files else str(Path.home())


def _middle(page: QWidget, width: int) -> QVBoxLayout:
    """A column in the middle of a page."""
    outer = QVBoxLayout(page)
    holder = QWidget()
    holder.setFixedWidth(width)
    outer.addStretch(2)
    outer.addWidget(holder, alignment=Qt.AlignmentFlag.AlignHCenter)
    outer.addStretch(3)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column
