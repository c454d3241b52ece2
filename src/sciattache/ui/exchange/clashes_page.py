"""What two offices wrote at once: the list, and the one chosen with its decision."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid
from sqlalchemy.orm import Session

from sciattache.sync import clashes
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import clash_reading
from sciattache.ui.exchange.clash_detail import ClashDetail
from sciattache.ui.exchange.clash_reading import Told
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.pieces import empty, hairline, quiet
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet


class ClashesPage(QWidget):
    """The clashes that wait for a decision, the oldest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading: Progress | None = None
        self._wanted = ""
        self.found: list[Told] = []
        self.sheet = Sheet(say("Clashes"), (Column(say("Waits for a decision"), 200, 1),))
        self.sheet.setFixedWidth(264)
        self.sheet.picked.connect(self._pick)
        self.detail = ClashDetail(desk)
        self.detail.decided.connect(self._decide)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        beside = QVBoxLayout()
        beside.setContentsMargins(16, 8, 16, 8)  # margins are not mirrored
        beside.addWidget(self.sheet)
        row.addLayout(beside)
        row.addWidget(hairline(upright=True))
        row.addWidget(self.detail, 1)
        self._stack = QStackedLayout(self)
        for page in (
            quiet(""), both,
            empty(say("Nothing clashes"), say("Where two offices wrote the same at once, you decide"
                  " here what is right."), name="circle-check"),
        ):  # fmt: skip
            self._stack.addWidget(page)

    def show_record(self, record: str) -> None:
        """Turn to the first clash of a record, once the clashes are read."""
        self._wanted = record
        self._turn()

    def show_seen(self, seen: Seen) -> None:
        """Read the clashes in a thread, then show them."""
        desk = self._desk
        if self._reading is not None:
            self._reading.cancel()

        def job(progress: Progress) -> list[Told]:
            progress.report()
            with desk.read() as session:
                return clash_reading.read(session, desk.language)

        self._reading = desk.fetch(job, self._show)

    def focus_first(self) -> None:
        self.sheet.setFocus()

    def _show(self, found: list[Told]) -> None:
        if not isValid(self):
            return
        at = next((n for n, one in enumerate(self.found) if one.id == self.sheet.identity()), 0)
        self.found = found
        self.sheet.show_rows([
            Row(one.id, (Cell(one.title, say(one.field.label), icon="git-compare", tone="text"),))
            for one in found
        ])  # fmt: skip
        self._stack.setCurrentIndex(1 if found else 2)
        if found and not self.sheet.identity():
            self.sheet.choose(found[min(at, len(found) - 1)].id)
        self._turn()
        self._pick(self.sheet.identity())

    def _turn(self) -> None:
        wanted = next((one for one in self.found if one.record == self._wanted), None)
        if wanted is not None:
            self._wanted = ""
            self.sheet.choose(wanted.id)

    def _pick(self, identity: str) -> None:
        chosen = next((one for one in self.found if one.id == identity), None)
        if chosen is not None:
            self.detail.show_clash(chosen)

    def _decide(self, told: Told, choice: str, value: Any) -> None:
        title = say("Settle: {what}, {field}", what=told.title, field=say(told.field.label))

        def work(session: Session) -> bool:
            clash = clash_reading.find(session, told.id)
            if choice == "third":
                clashes.settle_with(session, clash, value)
            else:
                clashes.settle(session, clash, choice)
            return True

        if self._desk.act(title, work, notify=True):
            self.sheet.setFocus()  # a key held down must not decide the next one
