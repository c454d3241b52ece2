"""Joining headquarters: ask by file, take the answer, type the six words that are read out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sciattache.domain.office.post import Post
from sciattache.errors import KnownError
from sciattache.papers.file_names import file_name
from sciattache.store import query
from sciattache.sync import container, membership
from sciattache.sync.carrying import whole_files
from sciattache.sync.container import Kind
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import files, preferences
from sciattache.ui.exchange.files import Carried
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.exchange.six_words import WordsEntry
from sciattache.ui.look import pixmap
from sciattache.ui.pieces import button, hairline, quiet, scrolled, section, text
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving

_BUNDLES = "*.psb *.eml"


class JoinPage(QWidget):
    """Three steps, one under the other; what is done already is ticked."""

    joined = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.answer: Carried | None = None
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(8)
        told = quiet(say(
            "Joined to headquarters, this office gets what headquarters keeps for everybody, and"
            " headquarters gets what is entered here. It goes by file: on a stick, by mail, or"
            " through a shared folder. Records marked above what a partner may read stay here."
        ))  # fmt: skip
        told.setWordWrap(True)
        column.addWidget(told)
        self._marks = []
        for number, (title, part) in enumerate((
            (say("Ask to join"), self._ask_part), (say("Take the answer"), self._answer_part),
            (say("Type the six words"), self._words_part),
        ), 1):  # fmt: skip
            column.addSpacing(8)
            column.addWidget(hairline())
            column.addSpacing(4)
            head = QHBoxLayout()
            head.setSpacing(8)
            mark = text("")
            self._marks.append(mark)
            head.addWidget(mark)
            head.addWidget(section(f"{number}  {title}"))
            head.addStretch()
            column.addLayout(head)
            part(column)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, widest=760))
        self._dress()

    def show_seen(self, seen: Seen) -> None:
        """Show how far the joining is."""
        self._asked = seen.preferences.asked
        if not self.office.text():
            self.office.setText(self._asked or self._name())
            self.office.setCursorPosition(0)
        self._dress()

    def take_answer(self, answer: Carried) -> None:
        """Keep an answer until its words are typed."""
        self.answer = answer
        self._dress()
        self.entry.fields[0].setFocus()

    def focus_first(self) -> None:
        if self.answer is not None:
            self.entry.fields[0].setFocus()
        elif self._asked:
            self.choose.setFocus()
        else:
            self.office.setFocus()

    # The steps

    def _ask_part(self, column: QVBoxLayout) -> None:
        self._asked = ""
        label = text(say("How headquarters is to call this office"), "label")
        self.office = QLineEdit()
        self.office.setMaximumWidth(320)
        self.office.setAccessibleName(label.text())
        label.setBuddy(self.office)
        self.save = button(say("Save the request…"), "save", primary=True)
        self.save.clicked.connect(self._save_request)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch()
        self._sent = quiet("")
        self._sent.setWordWrap(True)
        for widget in (label, self.office):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self._sent)

    def _answer_part(self, column: QVBoxLayout) -> None:
        self._came = quiet("")
        self._came.setWordWrap(True)
        self.choose = button(say("Choose the answer…"), "folder-open")
        self.choose.clicked.connect(self._choose_answer)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch()
        column.addWidget(self._came)
        column.addLayout(row)

    def _words_part(self, column: QVBoxLayout) -> None:
        told = quiet(say(
            "Ring headquarters, on a number that you know. They read six English words to you. Only"
            " if they are the same here, nobody stands between."
        ))  # fmt: skip
        told.setWordWrap(True)
        self.entry = WordsEntry()
        self.entry.changed.connect(self._dress)
        self.entry.finished.connect(self._join)
        self.join = button(say("Join headquarters"), "handshake", primary=True)
        self.join.clicked.connect(self._join)
        row = QHBoxLayout()
        row.addWidget(self.join)
        row.addStretch()
        column.addWidget(told)
        column.addWidget(self.entry)
        column.addLayout(row)

    def _dress(self) -> None:
        asked, come = bool(self._asked), self.answer is not None
        for mark, done in zip(self._marks, (asked, come, False), strict=True):
            mark.setPixmap(
                pixmap("circle-check" if done else "circle", 16, "good" if done else "edge")
            )
        self._sent.setText(
            say("Asked as “{office}”. Send the file to headquarters, by any way.",
                office=self._asked)
            if asked else say("Headquarters gets a small file with this office's public keys.")
        )  # fmt: skip
        self._came.setText(
            say("The answer is here: {file}", file=self.answer.name) if self.answer
            else say("Headquarters sends a file back. Choose it, or drop it here.")
        )  # fmt: skip
        self.entry.setEnabled(come)
        self.join.setEnabled(come and self.entry.is_whole())

    # What is done

    def _save_request(self) -> None:
        name = self.office.text().strip()
        if not name:
            self._desk.refuse(KnownError(
                say("The office has no name."), say("Say how headquarters is to call it.")
            ))  # fmt: skip
            self.office.setFocus()
            return
        path = leaving.ask_file(
            self, say("Save the request"), f"{file_name(name)}{container.SUFFIX}",
            f"{say('Bundles')} (*{container.SUFFIX})",
        )  # fmt: skip
        if path is None:
            return
        office = self._desk.office

        def job(_: object) -> Path:
            return whole_files.write(path.parent, path.name, membership.ask(office, name))

        def done(written: Path) -> None:
            self._asked = preferences.keep(self._desk.office, asked=name).asked
            self._dress()
            self._desk.notify(say("Written to {file}", file=written.name))

        self._desk.run(say("Writing the request"), job, done)

    def _choose_answer(self) -> None:
        kinds = f"{say('Bundles and mails')} ({_BUNDLES})"
        name, _ = QFileDialog.getOpenFileName(
            self, say("Choose the answer"), str(leaving.last_folder()), kinds
        )
        if not name:
            return
        try:
            found = [one for one in files.carried(Path(name)) if one.kind is Kind.DIRECTORY]
        except KnownError as error:
            self._desk.refuse(error)
            return
        if found:
            self.take_answer(found[0])
        else:
            self._desk.refuse(KnownError(
                say("This is no answer of headquarters."), say("Choose the file that it sent.")
            ))  # fmt: skip

    def _join(self) -> None:
        answer, words = self.answer, self.entry.words()
        if answer is None or not self.entry.is_whole():
            return
        office = self._desk.office

        def done(name: str) -> None:
            self._desk.notify(say("Joined to {name}", name=name))
            self.joined.emit()

        self._desk.run(
            say("Joining headquarters"),
            lambda _: membership.join(office, answer.content, words=words), done,
        )  # fmt: skip

    def _name(self) -> str:
        """How the office calls itself, else its file."""
        with self._desk.read() as session:
            ours = session.query(Post.id).filter_by(ours=True).first()
            title = query.titles(session, [ours[0]]).get(ours[0], "") if ours else ""
        return title or self._desk.office.name
