"""What is asked back since it was marked higher: of this office to decide, of others to await."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid
from sqlalchemy.orm import Session

from sciattache.domain.office.recall import Recall
from sciattache.domain.vocabularies import RECALL_STATES
from sciattache.sync import recalls
from sciattache.sync.recalls import Asked
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.moments import when
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.lettering import directed, isolated, joined
from sciattache.ui.pieces import (
    button,
    empty,
    hairline,
    link_button,
    quiet,
    scrolled,
    text,
    written,
)
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet

_ICONS = {"asked": "clock", "done": "circle-check", "kept": "lock", "withdrawn": "x"}


class RecallsPage(QWidget):
    """The recalls at the left, those to decide first; the one chosen beside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._reading: Progress | None = None
        self.found: list[Asked] = []
        self.sheet = Sheet(say("Recalls"), (Column(say("Marked higher since it left"), 200, 1),))
        self.sheet.setFixedWidth(280)
        self.sheet.picked.connect(self._pick)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        beside = QVBoxLayout()
        beside.setContentsMargins(16, 8, 8, 8)
        beside.addWidget(self.sheet)
        row.addLayout(beside)
        row.addWidget(hairline(upright=True))
        row.addWidget(self._detail(), 1)
        self._stack = QStackedLayout(self)
        for page in (
            quiet(""), both,
            empty(say("Nothing is asked back"), say(
                "Where a record was marked higher after it left, whoever has it is asked here what"
                " becomes of it."), name="circle-check"),
        ):  # fmt: skip
            self._stack.addWidget(page)

    def show_seen(self, seen: Seen) -> None:
        """Read the recalls in a thread, then show them."""
        self._seen, desk = seen, self._desk
        if self._reading is not None:
            self._reading.cancel()

        def job(progress: Progress) -> list[Asked]:
            progress.report()
            with desk.read() as session:
                return recalls.listed(session)

        self._reading = desk.fetch(job, self._show)

    def focus_first(self) -> None:
        self.sheet.setFocus()

    def _detail(self) -> QWidget:
        self.title, self.under, self.state = written("", "section"), written("", "quiet"), written()
        self.open = link_button(say("Open the record"), "external-link")
        self.open.clicked.connect(self._open)
        self.meaning = quiet(say(
            "Nothing more of it is sent here. Take back what was printed or passed on and treat it"
            " by its new marking, or say why it is kept. Your answer goes with the next bundle."
        ))  # fmt: skip
        self.meaning.setWordWrap(True)
        self.label = text(say("What was done, or why it is kept"), "label")
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(self.label.text())
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(72)
        self.done = button(say("It is done"), "check", primary=True)
        self.kept = button(say("It is kept"), "lock")
        self.done.clicked.connect(lambda: self._decide("done"))
        self.kept.clicked.connect(lambda: self._decide("kept"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        for widget in (self.title, self.under, self.state):
            column.addWidget(widget)
        column.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.meaning)
        column.addWidget(self.label)
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.done)
        row.addWidget(self.kept)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        return scrolled(inner, widest=760)

    def _show(self, found: list[Asked]) -> None:
        if not isValid(self):
            return
        self.found = found
        self.sheet.show_rows([
            Row(one.recall.id, (Cell(
                directed(one.title or "…"), joined(self._whom(one), self._word(one)),
                icon=_ICONS.get(one.recall.state or "", "clock"),
                tone="text" if one.recall.state == "asked" else "quiet",
            ),))
            for one in found
        ])  # fmt: skip
        self._stack.setCurrentIndex(1 if found else 2)
        if found and not self.sheet.identity():
            self.sheet.choose(found[0].recall.id)
        self._pick(self.sheet.identity())

    def _pick(self, identity: str) -> None:
        one = next((each for each in self.found if each.recall.id == identity), None)
        if one is None:
            return
        recall = one.recall
        self.title.setText(directed(one.title or "…"))
        self.under.setText(directed(joined(
            say("Marked “{marking}” since", marking=isolated(recall.marking)), self._whom(one),
            when(recall.asked_at, self._desk.language),
        )))  # fmt: skip
        decided = recall.state in recalls.DECISIONS
        self.state.setText(directed(joined(
            self._word(one), recall.decided_by or "",
            when(recall.decided_at, self._desk.language) if recall.decided_at else "",
            recall.reason or "",
        )))  # fmt: skip
        self.state.setVisible(decided or recall.state == "withdrawn")
        self.open.setVisible(one.is_here)
        ours = recall.state == "asked" and self._is_ours(recall)
        for widget in (self.meaning, self.label, self.reason, self.done, self.kept):
            widget.setVisible(ours)

    def _whom(self, one: Asked) -> str:
        if self._is_ours(one.recall):
            return say("This office")
        name = self._seen.office_of(one.recall.site) if self._seen else ""
        return name or say("Office {number}", number=one.recall.site)

    def _word(self, one: Asked) -> str:
        return say(RECALL_STATES.label(one.recall.state or "asked"))

    def _is_ours(self, recall: Recall) -> bool:
        return self._seen is not None and recall.site == self._seen.me.site

    def _open(self) -> None:
        one = next((e for e in self.found if e.recall.id == self.sheet.identity()), None)
        if one is not None:
            self._desk.open_record(one.recall.record)

    def _decide(self, decision: str) -> None:
        identity, reason = self.sheet.identity(), self.reason.toPlainText()

        def work(session: Session) -> bool:
            found = session.query(Recall).filter_by(id=identity).one()
            recalls.decide(session, found, decision, reason=reason)
            return True

        if self._desk.act(say("Decide a recall"), work, notify=True):
            self.reason.clear()
            self.sheet.setFocus()
