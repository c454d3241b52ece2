"""The screen of imports: where they begin, or the one under way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sciattache.papers.guest_data.taking import is_guest_data
from sciattache.store import query
from sciattache.ui.desk import Desk
from sciattache.ui.dropping import dropped
from sciattache.ui.guest_data.panel import open_guest_data
from sciattache.ui.imports.home import Home
from sciattache.ui.imports.wizard import Wizard


class ImportsScreen(QWidget):
    """Files may be dropped anywhere on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._engagement = desk, ""
        self.setAcceptDrops(True)
        self.home = Home(desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.home)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.home.chosen.connect(lambda files: self.begin(files, self._engagement))
        self.home.elsewhere.clicked.connect(lambda: self._go_into(""))

    @cached_property
    def wizard(self) -> Wizard:
        """The steps of an import; made when the first is begun."""
        made = Wizard(self._desk)
        made.left.connect(self._leave)
        self._stack.addWidget(made)
        return made

    def begin(self, files: Sequence[Path], engagement: str = "") -> None:
        """Import files, one after the other; guests' answers are taken in where they belong."""
        answered = [file for file in files if is_guest_data(file)]
        if answered:
            open_guest_data(self._desk, self, answered)
        files = [file for file in files if file not in answered]
        if not files:
            return
        self._stack.setCurrentWidget(self.wizard)
        self.wizard.begin(files, engagement)

    def show_with(self, engagement: str = "", file: str = "", **_: Any) -> None:
        """Import ``file``, or ask for one, into an engagement."""
        if file:
            self.begin([Path(file)], engagement)
        elif engagement:
            self._go_into(engagement)

    def make_new(self) -> None:
        """Choose files."""
        if self._stack.currentWidget() is self.home:
            self.home.ask()

    def focus_first(self) -> None:
        if self._stack.currentWidget() is self.home:
            self.home.zone.choose.setFocus()
        else:
            self.wizard.focus_first()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._stack.currentWidget() is self.home and dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped(event)
        if files and self._stack.currentWidget() is self.home:
            event.acceptProposedAction()
            self.begin(files, self._engagement)

    def _go_into(self, engagement: str) -> None:
        """Let the files that are chosen next go into an engagement; into none where empty."""
        self._engagement = engagement
        title = ""
        if engagement:
            with self._desk.read() as session:
                title = query.titles(session, [engagement]).get(engagement, "")
        self.home.show_into(title)

    def _leave(self) -> None:
        self._go_into("")
        self._stack.setCurrentWidget(self.home)
        self.home.refresh()
        self.home.zone.choose.setFocus()
