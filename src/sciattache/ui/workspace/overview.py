"""The first tab: the facts of an engagement, its stops, what is due, what changed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import countries
from sciattache.services.deadlines import is_open, listed
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import joined
from sciattache.ui.pieces import clear, link_button, quiet, scrolled, section, text, written
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.numbers import Figure, figures
from sciattache.ui.workspace.reading import Seen, today
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet

_FACTS = (
    "guest_organisation", "guest_country", "host", "lead", "home_zone", "zone", "sectors",
    "languages", "budget", "reference", "dress",
)  # fmt: skip
_NOTES = ("purpose", "scene", "success", "emergency", "notes")
_LATELY = 10


class OverviewTab(QWidget):
    """Facts at the side where reading begins; figures, tasks and history beside them."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._facts, self._figures = QGridLayout(), QHBoxLayout()
        self._notes, self._lately = QVBoxLayout(), QVBoxLayout()
        self.edit = link_button(say("Edit the facts"), "pencil")
        self.edit.clicked.connect(self.begin_edit)
        self.stops = Sheet(say("Stops"), (
            Column(say("City"), 120, 2), Column(say("Days"), 120, 2),
            Column(say("Time zone"), 120, 1),
        ), fitted=True)  # fmt: skip
        self.tasks = Sheet(say("Follow-ups"), (
            Column(say("Task"), 150, 3), Column(say("Due"), 136, 0),
        ), fitted=True)  # fmt: skip
        self.stops.opened.connect(lambda one: self.record_wanted.emit(Stop, one, True))
        self.stops.removal_wanted.connect(lambda one: acts.remove(desk, Stop, one))
        self.tasks.opened.connect(lambda one: self.record_wanted.emit(FollowUp, one, True))
        self.tasks.removal_wanted.connect(lambda one: acts.remove(desk, FollowUp, one))
        self._no_tasks = quiet(say("Nothing is due."))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._page()))

    def show_seen(self, seen: Seen) -> None:
        """Show the engagement as it is now."""
        self._seen = seen
        language = self._desk.language
        self._show_figures(figures(seen))
        self._show_facts(tuple(facts(seen, language)))
        self._show_notes(seen)
        self.stops.show_rows([_stop(stop, language) for stop in seen.dossier.stops])
        self.stops.setVisible(bool(seen.dossier.stops))
        tasks = [_task(seen, task, language) for task in seen.follow_ups if is_open(task)]
        self.tasks.show_rows(tasks)
        self.tasks.setVisible(bool(tasks))
        self._no_tasks.setVisible(not tasks)
        clear(self._lately)
        for step in seen.steps[:_LATELY]:
            when = (showing.moment(step.at, seen.clock, language), step.author)
            self._lately.addWidget(_event(step.title, joined(*when)))

    def begin_edit(self) -> None:
        """Open the engagement's own form."""
        if self._seen is not None:
            self.record_wanted.emit(Engagement, self._seen.engagement.id, True)

    def make_new(self) -> None:
        """Add a follow-up."""
        if self._seen is not None:
            self.draft_wanted.emit(FollowUp, {"engagement": self._seen.engagement.id})

    def focus_first(self) -> None:
        self.edit.setFocus()

    def _new_stop(self) -> None:
        if self._seen is not None:
            engagement, stops = self._seen.engagement, self._seen.dossier.stops
            after = stops[-1].ends_on if stops else engagement.starts_on
            values = {
                "engagement": engagement.id, "country": engagement.country,
                "starts_on": after, "zone": stops[-1].zone if stops else engagement.zone,
            }  # fmt: skip
            self.draft_wanted.emit(Stop, values)

    def _page(self) -> QWidget:
        page, sides = QWidget(), QHBoxLayout()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(24)
        self._figures.setSpacing(40)
        column.addLayout(self._figures)
        self._facts.setHorizontalSpacing(20)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._notes.setSpacing(4)
        self._lately.setSpacing(10)
        add_stop = link_button(say("Add a stop"), "plus")
        add_stop.clicked.connect(self._new_stop)
        add_task = link_button(say("Add a follow-up"), "plus")
        add_task.clicked.connect(self.make_new)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(8)
        left.addWidget(section(say("Facts")))
        left.addLayout(self._facts)
        left.addWidget(self.edit)
        left.addSpacing(16)
        for widget in (section(say("Stops")), self.stops, add_stop):
            left.addWidget(widget)
        left.addSpacing(8)
        left.addLayout(self._notes)
        for widget in (section(say("Follow-ups")), self.tasks, self._no_tasks, add_task):
            right.addWidget(widget)
        right.addSpacing(16)
        right.addWidget(section(say("What changed lately")))
        right.addLayout(self._lately)
        left.addStretch(1)
        right.addStretch(1)
        sides.setSpacing(48)
        sides.addLayout(left, 3)
        sides.addLayout(right, 2)
        column.addLayout(sides, 1)
        return page

    def _show_figures(self, shown: tuple[Figure, ...]) -> None:
        clear(self._figures)
        for figure in shown:
            made = QWidget()
            column = QVBoxLayout(made)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(text(figure.number, "title"))
            column.addWidget(quiet(figure.words))
            self._figures.addWidget(made)
        self._figures.addStretch(1)

    def _show_facts(self, pairs: tuple[tuple[str, str], ...]) -> None:
        clear(self._facts)
        for row, (label, value) in enumerate(pairs):
            self._facts.addWidget(quiet(label), row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(written(value), row, 1)

    def _show_notes(self, seen: Seen) -> None:
        clear(self._notes)
        for name in _NOTES:
            words = getattr(seen.engagement, name)
            if words:
                self._notes.addSpacing(8)
                self._notes.addWidget(quiet(say(Engagement.field(name).label)))
                self._notes.addWidget(written(words))


def facts(seen: Seen, language: str) -> Iterator[tuple[str, str]]:
    """The facts that are known, with their labels."""
    engagement, dossier = seen.engagement, seen.dossier
    titles = seen.titles | {one.id: one.name for one in dossier.organisations.values()}
    for name in _FACTS:
        field, value = Engagement.field(name), getattr(engagement, name)
        around = {"currency": engagement.currency}
        shown = showing.value(field, field.kind.store(value), around, language, titles)
        if shown:
            yield say(field.label), shown


def _stop(stop: Stop, language: str) -> Row:
    country = countries.country_name(stop.country, language) if stop.country else ""
    return Row(stop.id, (
        Cell(stop.city or "", country, strong=True),
        Cell(showing.days(stop.starts_on, stop.ends_on, language)),
        Cell(showing.place_of(stop.zone, language), tone="quiet"),
    ))  # fmt: skip


def _task(seen: Seen, task: FollowUp, language: str) -> Row:
    (one,) = listed((task,), seen.engagement)
    late = one.is_late(today())
    when = showing.day(one.on, language) if one.on else ""
    who = seen.titles.get(task.colleague or "", "")
    under = joined(say("overdue") if late else "", one.mark)
    return Row(task.id, (
        Cell(task.task or "", who),
        Cell(when, under, icon="triangle-alert" if late else "", tone="bad" if late else "text"),
    ))  # fmt: skip


def _event(words: str, when: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(written(words))
    column.addWidget(quiet(when))
    return made
