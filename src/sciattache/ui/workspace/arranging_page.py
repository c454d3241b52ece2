"""A board of people with a button that proposes, and a line that tells why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from sciattache.ui.desk import Desk
from sciattache.ui.lettering import directed
from sciattache.ui.pieces import hairline, quiet
from sciattache.ui.workspace.piles import Board, Pile
from sciattache.ui.workspace.reading import Seen


class ArrangingPage(QWidget):
    """What the views of cars and rooms share: who is where, moved by hand or as proposed."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(
        self, desk: Desk, name: str, buttons: Sequence[QPushButton], missing: QWidget
    ) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self.board = Board(name)
        self.count, self.why = quiet(""), quiet("")
        self.why.setWordWrap(True)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 8, 24, 8)
        bar.setSpacing(8)
        bar.addWidget(self.count)
        bar.addStretch(1)
        for each in buttons:
            bar.addWidget(each)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 4, 24, 8)
        foot.addWidget(self.why, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self.board, 1)
        column.addLayout(foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(missing)
        self.board.told.connect(lambda words: self.why.setText(directed(words)))
        self.board.moved.connect(self.move_to)
        self.board.opened.connect(self.open_one)

    def show_seen(self, seen: Seen) -> None:
        """Show who is where now."""
        self._seen = seen
        piles = self.piles(seen)
        self._stack.setCurrentIndex(0 if piles else 1)
        self.board.show_piles(piles)

    def focus_first(self) -> None:
        self.board.focus_first()

    def piles(self, seen: Seen) -> list[Pile]:
        """The columns."""
        raise NotImplementedError

    def move_to(self, identity: str, key: str) -> Any:
        """Put somebody into a column."""
        raise NotImplementedError

    def open_one(self, identity: str) -> None:
        """Show the record behind a card."""
        raise NotImplementedError
