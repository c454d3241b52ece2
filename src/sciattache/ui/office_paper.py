"""A paper of the office over the window: seen as it will be, saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid
from sqlalchemy.orm import Session

from sciattache.domain.records import Record
from sciattache.domain.vocabularies import PRINT_LOOKS
from sciattache.errors import KnownError
from sciattache.papers import office_papers, words
from sciattache.papers.file_names import file_name
from sciattache.papers.kinds import EDITABLE
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import button, hairline, quiet
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import leaving, printing, rendering
from sciattache.ui.workspace.choices import own_name
from sciattache.ui.workspace.pages_view import PagesView
from sciattache.ui.workspace.reading import today


class Make(Protocol):
    """Makes the paper from the store."""

    def __call__(self, session: Session, *, language: str, look: str, editable: bool) -> bytes: ...


def open_brief(desk: Desk, parent: QWidget, cls: type[Record], identity: str) -> OfficePaper:
    """Show the brief on a person or an organisation."""

    def make(session: Session, *, language: str, look: str, editable: bool) -> bytes:
        subject = session.query(cls).filter_by(id=identity).one()
        return office_papers.brief(
            session, subject, on=today(), language=language, look=look, editable=editable
        )

    made = OfficePaper(desk, parent, say("Brief"), make)
    made.open()
    return made


def open_handover(desk: Desk, parent: QWidget) -> OfficePaper:
    """Show the handover pack of the office."""

    def make(session: Session, *, language: str, look: str, editable: bool) -> bytes:
        return office_papers.handover(
            session, on=today(), language=language, look=look, editable=editable
        )

    made = OfficePaper(desk, parent, say("Handover pack"), make)
    made.open()
    return made


class OfficePaper(QDialog):
    """The pages, the language and the look to read them in, and the ways out."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, make: Make) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setObjectName("page")
        self.resize(820, 900)
        self._desk, self._make, self._title = desk, make, title
        self._work: Progress | None = None
        self.content = b""
        self.language = QComboBox()
        self.language.setAccessibleName(say("Language"))
        for code in words.languages():
            self.language.addItem(own_name(code), code)
        spoken = str(QSettings().value("papers/language", desk.language))
        self.language.setCurrentIndex(max(self.language.findData(spoken), 0))
        self.looks = QComboBox()
        self.looks.setAccessibleName(say("Look"))
        self.looks.addItem(say("The office's own look"), "")
        for code in PRINT_LOOKS.terms:
            self.looks.addItem(say(PRINT_LOOKS.label(code)), code)
        for box in (self.language, self.looks):
            box.activated.connect(lambda _: self.refresh())
        self._told = quiet("")
        self.save, self.print = button(say("Save as…"), "save"), button(say("Print…"), "printer")
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(
            lambda: printing.print_paper(self, self._desk, self.content, self._title, lambda: None)
        )
        self.pages = PagesView(desk)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(8)
        bar.addWidget(self.language)
        bar.addWidget(self.looks)
        bar.addWidget(self._told, 1)
        bar.addWidget(self.save)
        bar.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self.pages, 1)
        self.refresh()

    def refresh(self) -> None:
        """Make the paper in a thread; what was under way in another language is forgotten."""
        if self._work is not None:
            self._work.cancel()
        self._told.setText(say("Making the paper…"))
        for way_out in (self.save, self.print):
            way_out.setEnabled(False)
        wished = self._wished(editable=False)

        def job(progress: Progress) -> tuple[bytes, rendering.Sizes, str]:
            progress.report()
            try:
                content = wished()
            except KnownError as error:
                return b"", (), f"{error.sentence} {error.remedy}".strip()
            return content, rendering.sizes(content), ""

        self._work = work = self._desk.fetch(job, lambda made: self._show(*made, work))

    def _wished(self, *, editable: bool) -> Callable[[], bytes]:
        """What makes the paper as it is chosen now, in whatever thread it is called."""
        desk, make = self._desk, self._make
        language, look = str(self.language.currentData()), str(self.looks.currentData())

        def made() -> bytes:
            with desk.read() as session:
                return make(session, language=language, look=look, editable=editable)

        return made

    def _show(self, content: bytes, sizes: rendering.Sizes, refusal: str, work: Progress) -> None:
        if not isValid(self) or work is not self._work:
            return
        self._work = None
        self.content = content
        self._told.setText(refusal)
        for way_out in (self.save, self.print):
            way_out.setEnabled(bool(content))
        if content:
            self.pages.show_paper(content, sizes)

    def _save(self) -> None:
        name = f"{file_name(self._title)}.pdf"
        kinds = ";;".join((say("PDF (*.pdf)"), say("Word documents (*.docx)")))
        path = leaving.ask_file(self, self._title, name, kinds)
        if path is None:
            return
        editable = path.suffix.casefold() == EDITABLE
        content = self._wished(editable=True)() if editable else self.content
        if leaving.write(self._desk, path, content):
            self._desk.notify(say("Written to {file}", file=path.name))
