"""Headquarters takes an office in: who asks, what it may read, the answer, the six words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sciattache.domain.office.handling import Handling
from sciattache.errors import KnownError
from sciattache.papers.file_names import file_name
from sciattache.sync import container, membership, status
from sciattache.sync.container import RefusedError
from sciattache.sync.membership import Enrolled
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import outcomes
from sciattache.ui.exchange.files import Carried
from sciattache.ui.exchange.six_words import SixWords, leading
from sciattache.ui.lettering import directed, isolated
from sciattache.ui.pieces import button, hairline, quiet, section, text
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving


class Enrolling(QFrame):
    """A strip over the table: first the question, then the answer with its words."""

    enrolled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._request: Carried | None = None
        self.made: Enrolled | None = None
        self.title, self.told = section(""), quiet("")
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(8)
        inside.addWidget(self.title)
        inside.addWidget(self.told)
        inside.addWidget(self._question())
        inside.addWidget(self._answer())
        column.addLayout(inside)
        column.addWidget(hairline())

    def show_request(self, request: Carried) -> bool:
        """Show who asks; whether that can be read."""
        try:
            name = status.who_asks(request.content)
        except RefusedError as refused:
            said = outcomes.said("refused", str(refused))
            self._desk.refuse(KnownError(said.reason, said.remedy))
            return False
        self._request, self.made = request, None
        self.title.setText(directed(say("“{office}” asks to join", office=isolated(name))))
        self.told.setText(say(
            "Anybody can write such a file. Once you have said yes, you compare six words by"
            " telephone: only then is it sure who asked."
        ))  # fmt: skip
        self._fill()
        self.question.show()
        self.answer.hide()
        self.show()
        self.yes.setFocus()
        return True

    def show_words(self, office: str, words: str) -> None:
        """Show the words that an office and headquarters share, to compare them again."""
        self._request = self.made = None
        self.title.setText(directed(say("Six words shared with {office}", office=isolated(office))))
        self.told.setText(say(
            "The office sees the same six among its keys. Compare them by telephone whenever you"
            " doubt who is at the other end."
        ))  # fmt: skip
        self.words.show_words(words)
        self.question.hide()
        self.save.hide()
        self.answer.show()
        self.show()
        self.done.setFocus()

    def _question(self) -> QWidget:
        self.question = QWidget()
        row = QHBoxLayout(self.question)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = text(say("May read records marked up to"), "label")
        self.clearance = QComboBox()
        self.clearance.setAccessibleName(label.text())
        self.yes = button(say("Enrol"), "check", primary=True)
        self.yes.clicked.connect(self._enrol)
        no = button(say("Cancel"))
        no.clicked.connect(self._close)
        for widget in (label, self.clearance, self.yes, no):
            row.addWidget(widget)
        row.addStretch()
        return self.question

    def _answer(self) -> QWidget:
        self.answer = QWidget()
        column = QVBoxLayout(self.answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.words = SixWords()
        self.save = button(say("Save the answer…"), "save", primary=True)
        self.save.clicked.connect(self._save)
        self.done = button(say("Done"))
        self.done.clicked.connect(self._close)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(self.done)
        row.addStretch()
        column.addLayout(leading(self.words))
        column.addLayout(row)
        return self.answer

    def _fill(self) -> None:
        """List the office's own markings, the lowest first."""
        self.clearance.clear()
        with self._desk.read() as session:
            found = session.query(Handling.level, Handling.name).order_by(Handling.level).all()
        if not any(level == 0 for level, _ in found):
            self.clearance.addItem(say("Not marked"), 0)
        for level, name in found:
            self.clearance.addItem(name, level)

    def _enrol(self) -> None:
        request, clearance = self._request, int(self.clearance.currentData() or 0)
        if request is None:
            return
        office = self._desk.office

        def done(made: Enrolled) -> None:
            self.made = made
            self.title.setText(
                directed(say("{office} is office number {number}",
                             office=isolated(made.peer.office), number=made.peer.site))
            )  # fmt: skip
            self.told.setText(say(
                "Send it the answer. Then ring it, on a number that you know, and read out these"
                " six words: it types them, and belongs."
            ))  # fmt: skip
            self.words.show_words(made.words)
            self.question.hide()
            self.save.show()
            self.answer.show()
            self.save.setFocus()
            self.enrolled.emit()

        self._desk.run(
            say("Enrolling"),
            lambda _: membership.enrol(office, request.content, clearance=clearance), done,
        )  # fmt: skip

    def _save(self) -> None:
        made = self.made
        if made is None:
            return
        name = file_name(say("Answer for {office}", office=made.peer.office))
        path = leaving.ask_file(
            self, say("Save the answer"), f"{name}{container.SUFFIX}",
            f"{say('Bundles')} (*{container.SUFFIX})",
        )  # fmt: skip
        if path is not None and leaving.write(self._desk, path, made.answer):
            self._desk.notify(say("Written to {file}", file=path.name))

    def _close(self) -> None:
        self._request = self.made = None
        self.hide()
        self.enrolled.emit()
