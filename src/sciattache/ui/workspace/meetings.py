"""The tab of meeting days: who asked to meet whom, and the timetable that serves most of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from sciattache.domain.programmes.meeting_day import MeetingDay
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.standards import timezones
from sciattache.errors import KnownError
from sciattache.services import moving
from sciattache.services.meeting_day import Asked, Slot, asked, between
from sciattache.services.scheduling import facts
from sciattache.services.scheduling.day import MeetingDay as Problem
from sciattache.services.scheduling.day import Timetable
from sciattache.services.scheduling.solve import solve
from sciattache.store import meetings
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import joined
from sciattache.ui.pieces import button, link_button, quiet, scrolled, written
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.marks import mark
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet

_SECONDS = 60.0
"""For how long a timetable is looked for, unless it is stopped."""


class MeetingsTab(QWidget):
    """A meeting day: its requests slot by slot, and what stands against them."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)
    _better = Signal(object)
    """A timetable that was found meanwhile, told from the worker's thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._work: Progress | None = None
        self._impossible: Problem | None = None
        self._best: tuple[Asked, Timetable] | None = None
        self.days = QComboBox()
        self.days.setAccessibleName(say("Meeting day"))
        self.days.currentIndexChanged.connect(lambda _: self._turn())
        self.schedule = button(say("Schedule"), "calendar-plus", primary=True)
        self.schedule.clicked.connect(self._schedule)
        self.edit = link_button(say("Hours and tables"), "pencil")
        self.edit.clicked.connect(self._edit_day)
        self.facts, self.standing = quiet(""), quiet("")
        self.use = link_button(say("Use this timetable"), "check")
        self.use.clicked.connect(self._use)
        self.use.hide()
        self.why = written("")
        self.sheet = Sheet(say("Meetings"), (
            Column(say("Table"), 80), Column(say("Who asks"), 190, 3), Column(say("Whom"), 190, 3),
            Column(say("State"), 150, 1), Column(say("Priority"), 80, trailing=True, yields=1),
        ), fitted=True, tall=False)  # fmt: skip
        self.sheet.opened.connect(lambda one: self.record_wanted.emit(MeetingRequest, one, True))
        self.sheet.removal_wanted.connect(lambda one: acts.remove(desk, MeetingRequest, one))
        self.keep = link_button(say("Keep in this slot"), "lock")
        self.held = link_button(say("Took place"), "check")
        self.missed = link_button(say("No show"), "circle-x")
        self.add = link_button(say("Add a meeting request"), "plus")
        self.add_day = link_button(say("Add a meeting day"), "plus")
        self.keep.clicked.connect(self._keep)
        self.held.clicked.connect(lambda: self._state("held"))
        self.missed.clicked.connect(lambda: self._state("no_show"))
        self.add.clicked.connect(self.make_new)
        self.add_day.clicked.connect(self._new_day)
        self._better.connect(self._hear)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._page()))

    def show_seen(self, seen: Seen) -> None:
        """Show the meeting days as they are now."""
        self._seen = seen
        self._forget_reasons()
        held = self.days.currentData()
        self.days.blockSignals(True)
        self.days.clear()
        for day in seen.dossier.meeting_days:
            self.days.addItem(day.name, day.id)
        self.days.setCurrentIndex(max(self.days.findData(held), 0) if self.days.count() else -1)
        self.days.blockSignals(False)
        self._show()

    def make_new(self) -> None:
        """Add a request for the day that is shown."""
        day = self.day()
        if self._seen is not None:
            values: dict[str, Any] = {"engagement": self._seen.engagement.id}
            self.draft_wanted.emit(MeetingRequest, values | ({"day": day.id} if day else {}))

    def focus_first(self) -> None:
        (self.sheet if self.day() else self.add_day).setFocus()

    def choose(self, identity: str) -> None:
        """Go to a request that was just made."""
        self.sheet.choose(identity)

    def day(self) -> MeetingDay | None:
        """The meeting day that is shown."""
        days = self._seen.dossier.meeting_days if self._seen else []
        return next((one for one in days if one.id == self.days.currentData()), None)

    def given(self) -> Asked | None:
        """The day that is shown, with its requests."""
        day = self.day()
        return asked(self._seen.dossier, day) if self._seen and day else None

    def _page(self) -> QWidget:
        page, head, foot = QWidget(), QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 32)
        column.setSpacing(8)
        for widget in (self.days, self.schedule, self.edit, self.facts):
            head.addWidget(widget)
        head.setSpacing(12)
        head.addStretch(1)
        for link in (self.add, self.keep, self.held, self.missed):
            foot.addWidget(link)
        foot.setSpacing(16)
        foot.addStretch(1)
        foot.addWidget(self.add_day)
        stands = QHBoxLayout()
        stands.setSpacing(12)
        stands.addWidget(self.standing)
        stands.addWidget(self.use)
        stands.addStretch(1)
        column.addLayout(head)
        column.addLayout(stands)
        for line in (self.why, self.sheet):
            column.addWidget(line)
        column.addLayout(foot)
        column.addStretch(1)
        return page

    def _turn(self) -> None:
        """Show the day that was chosen; what was told of another one goes."""
        self._forget_reasons()
        self._show()

    def _show(self) -> None:
        given = self.given()
        there = given is not None
        shown = (self.days, self.schedule, self.edit, self.sheet, self.add, self.keep, self.held,
                 self.missed)  # fmt: skip
        for widget in shown:
            widget.setVisible(there)
        if given is None or self._seen is None:
            self.facts.setText(say("There is no meeting day yet."))
            return
        self.schedule.setEnabled(bool(given.groups) and bool(given.slots) and self._work is None)
        self.facts.setText(joined(
            say("{count} meetings asked for", count=len(given.groups)),
            say("{count} slots", count=len(given.slots)),
            say("{count} tables", count=given.day.tables or 1),
        ))  # fmt: skip
        self.sheet.show_rows(list(_rows(given, self._seen, self._desk.language)))

    def _schedule(self) -> None:
        """Look for a timetable in other processes; the best so far is told on the way."""
        given = self.given()
        if given is None or self._work is not None:
            return
        desk, title = self._desk, say("Schedule {name}", name=given.day.name)
        try:
            problem = given.problem
        except KnownError as error:
            desk.refuse(error)
            return

        def job(progress: Progress) -> Timetable:
            def better(found: Timetable) -> None:
                self._better.emit(found)

            def cancelled() -> bool:
                progress.report()
                return False

            found = solve(problem, _SECONDS, cancelled=cancelled, progress=better)
            if found.feasible:
                with desk.read() as session:
                    meetings.write(session, given, found, title)
            return found

        self._impossible = None
        self.why.setText("")
        self._let_go()
        self._work = desk.run(title, job, self._done, self._stopped)
        self.schedule.setEnabled(False)

    def _done(self, found: Timetable) -> None:
        self._work = None
        self._let_go()
        self._tell(found)
        self._show()

    def _hear(self, found: Timetable) -> None:
        """Tell of a timetable found meanwhile, and keep it for who stops looking."""
        given = self.given()
        if self._work is not None and found.feasible and given is not None:
            self._best = given, found
        self._tell(found)

    def _stopped(self) -> None:
        """The best so far is not written unasked; it is offered."""
        self._work = None
        self.use.setVisible(self._best is not None)
        self._show()

    def _use(self) -> None:
        """Write the best timetable that was found before looking was stopped."""
        if self._best is None:
            return
        (given, found), desk = self._best, self._desk
        title = say("Schedule {name}", name=given.day.name)

        def job(_: Progress) -> None:
            with desk.read() as session:
                meetings.write(session, given, found, title)

        self._let_go()
        desk.run(title, job, lambda _: desk.notify(title, undo=True))

    def _let_go(self) -> None:
        self._best = None
        self.use.hide()

    def _tell(self, found: Timetable) -> None:
        """How good a timetable is, or why there is none."""
        given = self.given()
        if found.feasible is None or given is None or self._seen is None:
            self.standing.setText(say("No timetable was found in time."))
        elif found.feasible:
            self.standing.setText(joined(
                say("Idle gaps: {count}", count=found.breaks),
                say("no timetable has fewer") if found.optimal
                else say("at least {count}", count=found.bound),
                say("left out: {count}", count=len(found.left_out)) if found.left_out else "",
            ))  # fmt: skip
        else:
            self._impossible = given.problem
            self.standing.setText(say("Not all of this can be:"))
            sentences = facts.sentences(given.problem, found.why)
            said = (say(one.pattern, **one.values) for one in sentences)
            self.why.setText("\n".join(self._named(line) for line in said))

    def _forget_reasons(self) -> None:
        """Take back a timetable on offer, or why there is none, once the day is another one."""
        told = self._best[0].problem if self._best is not None else self._impossible
        given = self.given()
        try:
            same = given is not None and given.problem == told
        except KnownError:  # the day contradicts itself by now
            same = False
        if told is None or same:
            return
        self._impossible = None
        self._let_go()
        self.standing.setText("")
        self.why.setText("")

    def _named(self, line: str) -> str:
        """A sentence with names in the place of ids."""
        given = self.given()
        for group in given.groups.values() if given else ():
            for who in between(group[0]) or ():
                line = line.replace(who, _name(self._seen, who)) if self._seen else line
        return line

    def _keep(self) -> None:
        one = self._chosen()
        if one is not None and one.slot is not None:
            told = say("Keep a meeting in its slot")
            acts.change(self._desk, MeetingRequest, one.id, {"fixed": not one.fixed}, told)

    def _state(self, code: str) -> None:
        one = self._chosen()
        if one is not None:
            words = mark(MeetingRequest.field("state"), code, self._desk.language).words
            acts.change(self._desk, MeetingRequest, one.id, {"state": code}, words)

    def _chosen(self) -> MeetingRequest | None:
        held = self.sheet.identity()
        found = self._seen.dossier.requests if self._seen else []
        return next((one for one in found if one.id == held), None)

    def _edit_day(self) -> None:
        if (day := self.day()) is not None:
            self.record_wanted.emit(MeetingDay, day.id, True)

    def _new_day(self) -> None:
        """A day of eight hours on the second day of the engagement, or its only one."""
        seen = self._seen
        if seen is None:
            return
        values: dict[str, Any] = {
            "engagement": seen.engagement.id, "name": say("Meeting day"),
        }  # fmt: skip
        if seen.days:
            day = seen.days[min(1, len(seen.days) - 1)]
            starts, _ = moving.next_free(None, day.on, day.zone)
            values |= {"starts_at": starts, "ends_at": starts + timedelta(hours=8),
                       "lunch_from": starts + timedelta(hours=3, minutes=30),
                       "lunch_until": starts + timedelta(hours=4, minutes=30),
                       "zone": day.zone or None}  # fmt: skip
        self.draft_wanted.emit(MeetingDay, values)


def _rows(given: Asked, seen: Seen, language: str) -> Iterator[Row]:
    """The meetings slot by slot, then those without one, then requests that name one side only."""
    zone = timezones.clock(given.day.zone)
    by_slot: dict[int | None, list[MeetingRequest]] = {}
    numbers = {slot.number for slot in given.slots}
    for group in given.groups.values():
        number = group[0].slot if group[0].slot in numbers else None
        by_slot.setdefault(number, []).append(group[0])
    for slot in given.slots:
        if here := by_slot.get(slot.number):
            yield Row(heading=_hours(slot, zone), note=str(len(here)))
            here.sort(key=lambda one: (len(one.table_number or ""), one.table_number or ""))
            yield from (_row(one, seen, language) for one in here)
    if rest := by_slot.get(None):
        yield Row(heading=say("Without a slot"), note=str(len(rest)))
        yield from (_row(one, seen, language) for one in rest)
    if given.aside:
        yield Row(heading=say("Only one side is named"), note=str(len(given.aside)))
        yield from (_row(one, seen, language) for one in given.aside)
    if given.off:
        yield Row(heading=say("Not taking place"), note=str(len(given.off)))
        yield from (_row(one, seen, language) for one in given.off)


def _hours(slot: Slot, zone: Any) -> str:
    return "–".join(f"{moment.astimezone(zone):%H:%M}" for moment in (slot.start, slot.end))


def _row(one: MeetingRequest, seen: Seen, language: str) -> Row:
    shown = mark(MeetingRequest.field("state"), one.state, language)
    first, second = (
        (_name(seen, one.asker), _name(seen, one.asker_organisation)),
        (_name(seen, one.asked), _name(seen, one.asked_organisation)),
    )
    state = Cell(
        joined(shown.words, say("kept") if one.fixed else ""),
        icon="lock" if one.fixed else shown.icon, tone=shown.tone,
    )  # fmt: skip
    return Row(one.id, (
        Cell(one.table_number or ""), Cell(joined(*first), strong=True), Cell(joined(*second)),
        state, Cell(str(one.priority or ""), trailing=True),
    ))  # fmt: skip


def _name(seen: Seen | None, identity: str | None) -> str:
    if seen is None or not identity:
        return ""
    organisation = seen.dossier.organisations.get(identity)
    return organisation.name if organisation else seen.name(identity)
