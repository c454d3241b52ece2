"""Every kind of record with how many there are; each leads to its list."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sciattache.domain.wings import TYPES
from sciattache.store import query
from sciattache.ui.desk import Desk
from sciattache.ui.freshness import Freshness
from sciattache.ui.pieces import heading, link_button, quiet, scrolled, section
from sciattache.ui.words import say

_WINGS = {
    "directory": "Directory", "programmes": "Programmes", "office": "Office",
    "knowledge": "Knowledge",
}  # fmt: skip


def all_records(desk: Desk) -> AllRecords:
    """The screen of all record types."""
    return AllRecords(desk)


class AllRecords(QWidget):
    """The record types, wing by wing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(2)
        column.addWidget(heading(say("All records")))
        self._counts = {}
        for wing in dict.fromkeys(cls.about.wing for cls in TYPES):
            column.addSpacing(16)
            column.addWidget(section(say(_WINGS.get(wing, wing.title()))))
            column.addSpacing(4)
            for cls in (one for one in TYPES if one.about.wing == wing):
                row = QHBoxLayout()
                name = link_button(say(cls.about.plural))
                name.setFixedWidth(220)
                name.clicked.connect(partial(_go, desk, cls.type_name()))
                self._counts[cls] = quiet("")
                row.addWidget(name)
                row.addWidget(self._counts[cls], 1)
                column.addLayout(row)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))
        Freshness(self, desk, self._count)
        self._count()

    def _count(self) -> None:
        with self._desk.read() as session:
            for cls, label in self._counts.items():
                label.setText(f"{query.count(session, cls):,}")


def _go(desk: Desk, name: str, _: bool = False) -> None:
    desk.go(name)
