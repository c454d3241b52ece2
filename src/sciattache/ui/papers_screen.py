"""The screen of papers: those of every engagement, the coming ones first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from sciattache.domain.programmes.engagement import Engagement
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import joined
from sciattache.ui.look import more_fonts
from sciattache.ui.office_paper import open_handover
from sciattache.ui.pieces import empty, hairline, heading, link_button
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace.paper_desk import PaperDesk
from sciattache.ui.workspace.reading import TAGS, Seen, read, today


class PapersScreen(QWidget):
    """An engagement to choose, and its papers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        more_fonts()
        self._desk = desk
        self._reading: Progress | None = None
        self.engagements = QComboBox()
        self.engagements.setAccessibleName(say("Engagement"))
        self.engagements.setMinimumWidth(420)
        self.engagements.activated.connect(lambda _: self._show())
        self.papers = PaperDesk(desk)
        self._open = link_button(say("Open the workspace"), "arrow-right")
        self._open.clicked.connect(lambda: desk.open_engagement(self.identity, "papers"))
        self.handover = link_button(say("Handover pack"), "archive")
        self.handover.clicked.connect(lambda: open_handover(desk, self))
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(16)
        head.addWidget(heading(say("Papers")))
        head.addWidget(self.engagements)
        head.addWidget(self._open)
        head.addStretch(1)
        head.addWidget(self.handover)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.papers, 1)
        none = empty(
            say("No papers yet"), say("Papers are made from an engagement: plan one first."),
            say("Plan an engagement"), lambda: desk.open_draft("engagement"), "file-text",
        )  # fmt: skip
        self._stack = QStackedLayout(self)
        self._stack.addWidget(whole)
        self._stack.addWidget(none)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        desk.changed.connect(self._changed)
        self.refresh()

    @property
    def identity(self) -> str:
        """The id of the engagement chosen."""
        return str(self.engagements.currentData() or "")

    def refresh(self) -> None:
        """List the engagements anew; the one chosen stays chosen."""
        held = self.identity
        with self._desk.read() as session:
            found = listed(session)
        self.engagements.clear()
        for engagement in found:
            when = showing.days(engagement.starts_on, engagement.ends_on, self._desk.language)
            words = joined(engagement.title, when, by="  ·  ")
            self.engagements.addItem(words, engagement.id)
        self.engagements.setCurrentIndex(max(self.engagements.findData(held), 0))
        self._stack.setCurrentIndex(0 if found else 1)
        if found:
            self._show()

    def show_with(self, engagement: str = "", kind: str = "", **_: Any) -> None:
        """Turn to an engagement, and to a kind of paper."""
        place = self.engagements.findData(engagement)
        if place >= 0:
            self.engagements.setCurrentIndex(place)
            self._show()
        self.papers.choices.choose(kind)

    def focus_first(self) -> None:
        self.engagements.setFocus()

    def record_id(self) -> str | None:
        return self.identity or None

    def _show(self) -> None:
        """Read the engagement in a worker's thread, then show its papers."""
        desk, wanted = self._desk, self.identity
        if self._reading is not None:
            self._reading.cancel()

        def job(progress: Progress) -> Seen | None:
            progress.report()
            with desk.read() as session:
                return read(session, wanted)

        def show(seen: Seen | None) -> None:
            if isValid(self) and seen is not None and wanted == self.identity:
                self.papers.show_seen(seen)

        self._reading = desk.fetch(job, show)

    def _changed(self, touched: dict[int, set[int]]) -> None:
        if not TAGS.isdisjoint(touched):
            self._soon.start()


def listed(session: Any) -> list[Engagement]:
    """Every engagement: the coming ones by date, those without one, the past, newest first."""
    found: list[Engagement] = [one for one in session.query(Engagement).all() if not one.template]
    now = today()
    coming = [one for one in found if (last := one.ends_on or one.starts_on) and last >= now]
    dated = [one for one in found if one.starts_on and one not in coming]
    undated = [one for one in found if one not in coming and one not in dated]
    return [
        *sorted(coming, key=lambda one: one.starts_on or now), *undated,
        *sorted(dated, key=lambda one: one.starts_on or now, reverse=True),
    ]  # fmt: skip


def papers_screen(desk: Desk) -> QWidget:
    """The papers of all engagements."""
    return PapersScreen(desk)
