"""The head of a workspace: what, where and when, how far, which version is out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from sciattache.domain.programmes.engagement import Engagement
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.erase_menu import EraseMenu
from sciattache.ui.exchange.record_mark import ClashMark
from sciattache.ui.lettering import joined
from sciattache.ui.look import icon
from sciattache.ui.pieces import button, quiet, written
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.marks import mark
from sciattache.ui.workspace.reading import Seen, places


class Header(QWidget):
    """An engagement in two lines, with its status to be set and its ways in and out."""

    calendar_wanted = Signal()
    cards_wanted = Signal()
    removal_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self.title = written("", "title")
        self.facts = written("", "quiet")
        self.marking = QLabel()
        self.marking.setProperty("role", "section")
        self.issue = quiet("")
        self.status = QPushButton()
        self.status.setProperty("role", "link")
        self.status.setIconSize(QSize(16, 16))
        self.status.setMenu(self._statuses())
        upper, lower, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 4)
        column.setSpacing(2)
        upper.setSpacing(8)
        upper.addWidget(self.title, 1)
        self.more = EraseMenu(desk)
        for widget in (self._importing(), self._exporting(), self.more):
            upper.addWidget(widget, alignment=Qt.AlignmentFlag.AlignTop)
        lower.setSpacing(12)
        lower.addWidget(self.facts, 1)
        self.clashes = ClashMark(desk, whole=True)
        lower.addWidget(self.clashes)
        lower.addWidget(self.marking)
        lower.addWidget(self.issue)
        lower.addWidget(self.status)
        column.addLayout(upper)
        column.addLayout(lower)

    def show_seen(self, seen: Seen) -> None:
        """Show the engagement as it is now."""
        self._seen = seen
        engagement, language = seen.engagement, self._desk.language
        self.title.setText(engagement.title or "")
        self.clashes.follow(engagement.id, Engagement.type_name())
        self.more.follow(engagement.id)
        kind = showing.choice(Engagement.field("kind"), engagement.kind, language)
        when = showing.days(engagement.starts_on, engagement.ends_on, language)
        self.facts.setText(joined(places(seen), when, kind, by="  ·  "))
        self.marking.setText(seen.dossier.marking)
        self.marking.setVisible(bool(seen.dossier.marking))
        self.issue.setText(_issue(seen, language))
        shown = mark(Engagement.field("state"), engagement.state, language)
        self.status.setText(shown.words or say("No status"))
        self.status.setIcon(icon(shown.icon or "circle-dashed", shown.tone))
        self.status.setAccessibleName(say("Status: {status}", status=self.status.text()))

    def _importing(self) -> QPushButton:
        made = button(say("Import…"), "download")
        made.setToolTip(say("Add a programme, guests or travel from a file"))
        made.clicked.connect(self._import)
        return made

    def _exporting(self) -> QPushButton:
        made = button(say("Export"), "upload")
        menu = QMenu(made)
        offered: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (say("Programme as a calendar (.ics)…"), "calendar-plus", self.calendar_wanted.emit),
            (say("Participants as contacts (.vcf)…"), "id-card", self.cards_wanted.emit),
        )
        for words, name, do in offered:
            menu.addAction(icon(name), words).triggered.connect(do)
        menu.addSeparator()
        copy = menu.addAction(icon("copy"), say("Copy to other days, or as a template…"))
        copy.triggered.connect(self.copy_wanted)
        delete = menu.addAction(icon("trash-2"), say("Delete this engagement"))
        delete.triggered.connect(self.removal_wanted)
        made.setMenu(menu)
        return made

    def _statuses(self) -> QMenu:
        menu = QMenu(self)
        field = Engagement.field("state")
        for code in field.words.choices():
            shown = mark(field, code, self._desk.language)
            act = menu.addAction(icon(shown.icon, shown.tone), shown.words)
            act.triggered.connect(lambda _=False, code=code: self._become(code))
        return menu

    def _import(self) -> None:
        if self._seen is not None:
            self._desk.go("imports", engagement=self._seen.engagement.id)

    def _become(self, code: str) -> None:
        if self._seen is not None:
            engagement = self._seen.engagement
            status = mark(Engagement.field("state"), code, self._desk.language).words
            title = say("{title}: {status}", title=engagement.title, status=status)
            acts.change(self._desk, Engagement, engagement.id, {"state": code}, title)


def _issue(seen: Seen, language: str) -> str:
    issue = seen.dossier.issue
    if issue is None:
        return say("Not issued")
    parts = [say("Version {number}", number=issue.version)]
    if issue.issued_at is not None:
        parts.append(showing.moment(issue.issued_at, seen.clock, language))
    if seen.dossier.unissued:
        parts.append(say("changes not issued: {count}", count=seen.dossier.unissued))
    return joined(*parts)
