"""Headquarters' report on the network over the window: its period, its reader, the ways out."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from sciattache.domain.office.handling import Handling
from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import network_report
from sciattache.papers.file_names import file_name
from sciattache.services.network import Filters
from sciattache.ui.desk import Desk
from sciattache.ui.fields import widget_for
from sciattache.ui.office_paper import OfficePaper
from sciattache.ui.pieces import button, text
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving
from sciattache.ui.workspace.reading import today

_ENDS = ("starts_on", "ends_on")
"""The fields whose editors ask for the ends of the period."""


def open_report(desk: Desk, parent: QWidget) -> NetworkReport:
    """Show the report over ``parent``."""
    made = NetworkReport(desk, parent)
    made.open()
    return made


class NetworkReport(OfficePaper):
    """The pages; the workbook says the same with every line and its sums as formulas."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self.filters = Filters()
        super().__init__(desk, parent, say("Network report"), self._drawn)
        self.ends: list[Any] = []
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 0)
        row.setSpacing(8)
        for name, label in zip(_ENDS, (say("From"), say("Until")), strict=True):
            editor = widget_for(Engagement.field(name), desk)
            editor.setAccessibleName(label)
            editor.editingFinished.connect(self._choose)
            self.ends.append(editor)
            row.addWidget(text(label, "label"))
            row.addWidget(editor)
        self.readers = QComboBox()
        self.readers.setAccessibleName(say("For a reader who may read"))
        self.readers.addItem(say("Every marking"), None)
        with desk.read() as session:
            for one in session.query(Handling).order_by(Handling.level):
                self.readers.addItem(say("Up to “{marking}”", marking=one.name), one.level or 0)
        self.readers.activated.connect(lambda _: self._choose())
        self.readers.setVisible(self.readers.count() > 1)
        row.addWidget(self.readers)
        row.addStretch(1)
        self.workbook = button(say("Save the workbook…"), "save")
        self.workbook.clicked.connect(self._save_workbook)
        row.addWidget(self.workbook)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(0, row)

    def _drawn(self, session: Session, *, language: str, look: str, editable: bool) -> bytes:
        ending = ".docx" if editable else ".pdf"
        return self._made(session, self.filters, ending, language, look)

    @staticmethod
    def _made(
        session: Session, filters: Filters, ending: str, language: str, look: str = ""
    ) -> bytes:
        found = network_report.read(session, filters, on=today(), language=language)
        return network_report.report(session, found, ending, language=language, look=look or None)

    def _choose(self) -> None:
        """Take the period and the reader, and draw anew where they are others than before."""
        first, last = (self._day(n) for n in range(2))
        if first and last and first > last:
            self._desk.refuse(KnownError(
                say("The period ends before it begins."), say("Give an earlier first day.")
            ))  # fmt: skip
            return
        wanted = Filters(first, last, self.readers.currentData())
        if wanted != self.filters:
            self.filters = wanted
            self.refresh()

    def _day(self, n: int) -> date | None:
        try:
            found: date | None = Engagement.field(_ENDS[n]).parse(self.ends[n].value())
        except ValueError as error:
            self._desk.refuse(KnownError(str(error), say("Write it as 2026-03-31.")))
            return None
        return found

    def _save_workbook(self) -> None:
        name = f"{file_name(self._title)}.xlsx"
        path = leaving.ask_file(self, self._title, name, say("Workbooks (*.xlsx)"))
        if path is None:
            return
        desk, filters, language = self._desk, self.filters, str(self.language.currentData())

        def job(_: object) -> bytes:
            with desk.read() as session:
                return self._made(session, filters, ".xlsx", language)

        def done(content: bytes) -> None:
            if leaving.write(desk, path, content):
                desk.notify(say("Written to {file}", file=path.name))

        desk.run(say("Making the workbook"), job, done)
