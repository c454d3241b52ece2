"""The place that is watched for bundles: a folder, or a shared location on a server."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sciattache.sync.carrying import location
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.keeping import Keeper
from sciattache.ui.exchange.server_row import ServerRow
from sciattache.ui.pieces import button, quiet, restyle, tool_button
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving


class InboxPart(QWidget):
    """Which place is watched, two ways to choose another, and what the last look found."""

    changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._keeper = Keeper(desk, self)
        self._keeper.kept.connect(lambda _, now: self._kept(now.inbox))
        self.server = ServerRow(desk, say("Address of the place to watch"))
        self.begin = button(say("Watch it"), "eye")
        self.begin.clicked.connect(self._watch_server)
        self.leave = button(say("Cancel"))
        self.leave.clicked.connect(self.server.hide)
        self.server.address.returnPressed.connect(self._watch_server)
        self.server.password.returnPressed.connect(self._watch_server)
        self.server.row.addWidget(self.begin)
        self.server.row.addWidget(self.leave)
        self.server.hide()
        self.told = quiet("")
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._row())
        column.addWidget(self.server)
        column.addWidget(self.told)
        desk.inbox_looked.connect(self._tell)
        self.show_inbox("")

    def show_inbox(self, place: str) -> None:
        """Show which place is watched."""
        if place != self.place.text() or not place:
            self._tell(say("What lands there is taken by itself, every five minutes at the latest,"
                           " while SciAttaché is open."), wrong=False)  # fmt: skip
        self.place.setText(place)
        self.place.setToolTip(place)
        for widget in (self.stop, self.look):
            widget.setVisible(bool(place))

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.place.setPlaceholderText(say("No place is watched"))
        self.place.setAccessibleName(say("Watched place"))
        self.place.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.folder = button(say("Folder…"), "folder-open")
        self.folder.setAccessibleName(f"{say('Watched place')}: {say('Folder…')}")
        self.folder.clicked.connect(self._choose_folder)
        self.elsewhere = button(say("Server…"), "globe")
        self.elsewhere.setAccessibleName(f"{say('Watched place')}: {say('Server…')}")
        self.elsewhere.clicked.connect(self._ask_server)
        self.look = tool_button("refresh-cw", say("Look now"))
        self.look.clicked.connect(lambda: self._desk.inbox_wanted.emit(""))
        self.stop = tool_button("x", say("Stop watching"))
        self.stop.clicked.connect(lambda: self._keep(""))
        row.addWidget(quiet(say("Watched place")))
        row.addWidget(self.place, 1)
        for widget in (self.look, self.stop, self.folder, self.elsewhere):
            row.addWidget(widget)
        return row

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, say("Watch a folder"), self.place.text() or str(leaving.last_folder())
        )
        if name:
            self._keep(name)

    def _ask_server(self) -> None:
        self.server.show()
        kept = self.place.text()
        if not self.server.address.text() and kept and not location.read(kept)[0].is_folder:
            self.server.address.setText(kept)
        self.server.address.setFocus()
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self.told)

    def _watch_server(self) -> None:
        """Watch the address that was typed, with the password for as long as the window is open."""
        where = self.server.place()
        if where is not None:
            self.server.keep_password(where)
            self._password = self.server.password.text()
            self.server.password.clear()
            self.server.hide()
            self._keep(str(where))

    _password = ""

    def _keep(self, place: str) -> None:
        self.show_inbox(place)
        self._keeper.keep(inbox=place)

    def _kept(self, place: str) -> None:
        """Look into it at once, now that it is written down."""
        if isValid(self):
            self.changed.emit(place)
            self._desk.inbox_wanted.emit(self._password)
            self._password = ""

    def _tell(self, words: str, wrong: bool) -> None:
        self.told.setText(words)
        self.told.setProperty("role", "mistake" if wrong else "quiet")
        restyle(self.told)
