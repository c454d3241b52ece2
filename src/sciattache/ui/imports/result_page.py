"""The last step: what was imported, to be shown or taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sciattache.store import history
from sciattache.ui import look
from sciattache.ui.desk import Desk
from sciattache.ui.freshness import Freshness
from sciattache.ui.imports import looking, wording
from sciattache.ui.imports.looking import Outcome
from sciattache.ui.imports.plan_rows import PlanRows, PlanTable
from sciattache.ui.pieces import button, clear, heading, quiet, section, text
from sciattache.ui.words import say

_TABS = {
    "agenda_item": "programme",
    "participation": "participants",
    "leg": "travel",
    "stay": "travel",
}


class ResultPage(QWidget):
    """Counts, *Show them*, *Take back*, and the rows: Enter opens a record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._outcome: Outcome | None = None
        self._mark = QLabel()
        self.title = heading("")
        self.note = quiet("")
        self.note.setWordWrap(True)
        self._counts = QVBoxLayout()
        self._counts.setSpacing(6)
        self.show_button = button(say("Show them"), "eye", primary=True)
        self.show_button.clicked.connect(self.show_them)
        self.back_button = button(say("Take back"), "undo-2")
        self.back_button.clicked.connect(self._take_back)
        self.rows = PlanRows(desk.language, self)
        self.table = PlanTable(self.rows)
        self.table.entered_row.connect(self._open)
        self._lay_out()
        Freshness(self, desk, self._look_again)

    def show_outcome(self, outcome: Outcome, *, more: int) -> None:
        """Show an import that was done; ``more`` files wait."""
        self._outcome = outcome
        counts = outcome.counts
        clear(self._counts)
        for name, (picture, tone) in wording.VERDICT_LOOKS.items():
            if counts[name]:
                line = QHBoxLayout()
                line.setSpacing(8)
                mark = QLabel()
                mark.setPixmap(look.pixmap(picture, 16, tone))
                line.addWidget(mark)
                line.addWidget(text(wording.counted(name, counts[name])))
                line.addStretch(1)
                self._counts.addLayout(line)
        waiting = say("{count} more files wait.", count=more) if more > 1 else ""
        self.note.setText(say("1 more file waits.") if more == 1 else waiting)
        self.note.setVisible(bool(more))
        wanted = ("new", "updates") if counts["new"] or counts["updates"] else ()
        self.rows.show_outcome(outcome, wanted)
        self._look_again()

    def show_them(self) -> None:
        """Go where the imported records are: their engagement, or their list."""
        if self._outcome is None:
            return
        name = self._outcome.plan.of.type_name()
        engagement = looking.engagement_of(self._outcome)
        if engagement is not None:
            self._desk.open_engagement(engagement, _TABS.get(name, ""))
        else:
            self._desk.go(_LISTS.get(name, name))

    def focus_first(self) -> None:
        self.show_button.setFocus()

    def _take_back(self) -> None:
        if self._outcome is not None and self._outcome.step is not None:
            self.back_button.setEnabled(False)
            self._desk.undo(self._outcome.step)

    def _look_again(self) -> None:
        """Say whether the import still stands: it is undone and redone from elsewhere too."""
        if self._outcome is None:
            return
        step = self._outcome.step
        with self._desk.read() as session:
            done = history.one(session, step) if step is not None else None
        stands = done is None or not done.undone
        self.show_button.setEnabled(stands)
        self.back_button.setEnabled(stands and step is not None)
        if stands:
            words = say("Imported {file}", file=self._outcome.plan.file.name)
            self._say(words, "circle-check", "good")
        else:
            self._say(say("Taken back: the office is as it was before."), "undo-2", "quiet")

    def _open(self, number: int) -> None:
        known = self.rows.planned(number).known
        if known is not None and self.show_button.isEnabled():
            self._desk.open_record(known.id)

    def _say(self, words: str, picture: str, tone: str) -> None:
        self.title.setText(words)
        self._mark.setPixmap(look.pixmap(picture, 24, tone))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark)
        head.addWidget(self.title, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.show_button)
        acts.addWidget(self.back_button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._counts)
        column.addWidget(self.note)
        column.addLayout(acts)
        column.addSpacing(8)
        column.addWidget(section(say("What came in")))
        column.addWidget(self.table, 1)
        self.table.setToolTip(say("Enter opens a record"))
        column.setAlignment(Qt.AlignmentFlag.AlignTop)


_LISTS = {"person": "people", "organisation": "organisations"}
"""The screens of types that have one of their own."""
