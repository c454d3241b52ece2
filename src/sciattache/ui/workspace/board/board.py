"""The board with its directory, wired to the engagement that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.services.programme import Day
from sciattache.ui.desk import Desk
from sciattache.ui.words import say
from sciattache.ui.workspace import acts as item_acts
from sciattache.ui.workspace.board import acts
from sciattache.ui.workspace.board.sheet import columns
from sciattache.ui.workspace.board.view import STEP, BoardView
from sciattache.ui.workspace.directory import Directory
from sciattache.ui.workspace.reading import Seen


class Board(QWidget):
    """An engagement's programme to be moved about; what others do with an item is signalled."""

    made = Signal(str)
    """The id of an item that was just made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._kept_day: date | None = None
        self.view = BoardView()
        self.directory = Directory(
            desk, (Person, Organisation), say("Find people and organisations"),
            say("Drag onto the board, or press Enter, to propose a meeting."),
        )  # fmt: skip
        self.directory.setVisible(bool(QSettings().value("board/directory", False, bool)))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.view)
        self._split.addWidget(self.directory)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([900, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
        self._bind()

    def show_seen(self, seen: Seen) -> None:
        """Show the programme as it is now."""
        self._seen = seen
        self.view.show_columns(columns(seen, self._desk.language))

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Mark what clashes; ``marks`` say by id why."""
        self.view.show_marks(marks)

    def show_directory(self, shown: bool) -> None:
        """Open or close the directory at the side."""
        self.directory.setVisible(shown)
        QSettings().setValue("board/directory", shown)
        if shown:
            self.directory.line.setFocus()

    def item(self, identity: str) -> AgendaItem | None:
        found = self._seen.dossier.items if self._seen else []
        return next((item for item in found if item.id == identity), None)

    def _bind(self) -> None:
        view = self.view
        view.placed.connect(self._place)
        view.stretched.connect(self._stretch)
        view.renamed.connect(self._rename)
        view.addition_wanted.connect(self._add)
        view.dropped.connect(self._meet)
        view.day_copied.connect(self._keep_day)
        view.day_pasted.connect(self._paste_day)
        self.directory.wanted.connect(self._meet_here)

    def _place(self, identity: str, on: date, minute: int, team: str | None) -> None:
        if (item := self.item(identity)) is not None and self._seen is not None:
            acts.place(self._desk, self._seen, item, on, minute, team=team)

    def _stretch(self, identity: str, on: date, minute: int) -> None:
        if (item := self.item(identity)) is not None and self._seen is not None:
            acts.stretch(self._desk, self._seen, item, on, minute)

    def _rename(self, identity: str, words: str) -> None:
        if (item := self.item(identity)) is not None:
            told = say("Change {title}", title=item.title)
            item_acts.change(self._desk, AgendaItem, identity, {"title": words}, told)

    def _add(self, on: date, minute: int, team: str, words: str) -> None:
        if self._seen is not None:
            values = {"title": words, "team": team or None}
            told = say("Add {title}", title=words)
            self._show_made(acts.add(self._desk, self._seen, on, minute, values, told))

    def _meet(self, kind: str, ids: list[str], on: date, minute: int, team: str) -> None:
        if self._seen is not None and kind in ("person", "organisation"):
            self._show_made(acts.meet(self._desk, self._seen, kind, ids, on, minute, team))

    def _meet_here(self, kind: str, ids: list[str]) -> None:
        view, on = self.view, self.view.day()
        if on is not None:
            teams = view.columns[view.column].teams
            self._meet(kind, ids, on, view.minute // STEP * STEP, teams[0] if teams else "")

    def _show_made(self, identity: str | None) -> None:
        if identity is not None:
            QTimer.singleShot(0, self, lambda: self.made.emit(identity))

    def _keep_day(self, on: date | None) -> None:
        self._kept_day = on
        if on is not None:
            self._desk.notify(say("The day is kept: choose another one and paste"))

    def _paste_day(self, on: date | None) -> None:
        seen = self._seen
        if seen is None or on is None or self._kept_day is None:
            return
        if on == self._kept_day:
            self._desk.notify(say("Choose another day to paste onto"))
            return
        source = seen.day(self._kept_day)
        if source is None:
            return
        target = seen.day(on) or Day(on, "", "", source.zone)  # a day on which a leg only ends
        if not acts.paste_day(self._desk, seen, source, target):
            self._desk.notify(say("There is nothing to copy on that day."))
