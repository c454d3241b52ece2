"""The receiving line: who stands in it, and who passes along it, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from sciattache.domain.programmes.participation import Participation
from sciattache.services import precedence
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import empty
from sciattache.ui.words import say
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet


class ReceivingView(QWidget):
    """Two lists under one another, in the order of precedence."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.sheet = Sheet(say("Receiving line"), (
            Column("", 44, trailing=True), Column(say("Name"), 220, 3),
            Column(say("Role"), 150, 2, yields=1), Column(say("Function"), 200, 3, yields=2),
        ))  # fmt: skip
        self.sheet.opened.connect(lambda one: self.record_wanted.emit(Participation, one, True))
        self.sheet.picked.connect(lambda one: self.record_wanted.emit(Participation, one, False))
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self.sheet)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(around)
        self._stack.addWidget(
            empty(
                say("Nobody takes part yet"),
                say("Hosts receive, guests pass by precedence."), name="handshake",
            )
        )  # fmt: skip

    def show_seen(self, seen: Seen) -> None:
        """Show the line as it is now."""
        dossier = seen.dossier
        line = precedence.receiving_line(dossier.participants, dossier.pairs("spouse_of"))
        rows = [
            *self._rows(seen, say("In the line, the first greets first"), line.receiving),
            *self._rows(seen, say("Pass along it"), line.passing),
        ]
        self.sheet.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)

    def focus_first(self) -> None:
        self.sheet.setFocus()

    def _rows(self, seen: Seen, heading: str, people: Sequence[Participation]) -> Iterator[Row]:
        if people:
            yield Row(heading=heading, note=str(len(people)))
        language = self._desk.language
        for number, one in enumerate(people, 1):
            organisation = seen.dossier.organisation_of(one)
            yield Row(one.id, (
                Cell(str(number), tone="quiet", trailing=True),
                Cell(seen.name(one.person), strong=True), Cell(seen.role(one, language)),
                Cell(seen.dossier.title_of(one), organisation.name if organisation else ""),
            ))  # fmt: skip
