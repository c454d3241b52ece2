"""What the day asks for: engagements, what is on, tasks, birthdays, national days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.wings import type_called
from sciattache.store import query
from sciattache.ui import days, showing
from sciattache.ui.days import Entry
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import counting
from sciattache.ui.freshness import Freshness
from sciattache.ui.lettering import joined
from sciattache.ui.line import LineButton
from sciattache.ui.look import pixmap
from sciattache.ui.pieces import (
    button,
    clear,
    hairline,
    heading,
    quiet,
    scrolled,
    section,
    tool_button,
)
from sciattache.ui.words import locale, say

AHEAD = 3
"""Days of which every item is shown."""
SOON = 30
"""Days within which engagements and tasks are shown."""
_MARK = 28
"""Pixels in which a line's icon stands, so that all words begin at one edge."""
_DAY = 10
"""Items of one day shown at most."""


@dataclass(frozen=True)
class Line:
    """One line: its icon, what it says, more in grey, where it leads."""

    icon: str
    words: str
    more: str
    go: Callable[[], None] | None
    tone: str = "quiet"
    task: str = ""


def today_screen(desk: Desk) -> Today:
    """The screen of the day."""
    return Today(desk)


class Today(QWidget):
    """The first page of the office."""

    def __init__(self, desk: Desk, day: date | None = None) -> None:
        super().__init__()
        self._desk, self._day = desk, day
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(4)
        self._title = heading("")
        column.addWidget(self._title)
        column.addSpacing(8)
        self._body = QVBoxLayout()
        self._body.setSpacing(4)
        column.addLayout(self._body)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, widest=860))
        Freshness(self, desk, self.draw)
        self.draw()

    def make_new(self) -> None:
        self._desk.open_draft("follow_up")

    def draw(self) -> None:
        """Write the page anew."""
        now = self._day or datetime.now().astimezone().date()
        language = self._desk.language
        self._title.setText(_long(now, language))
        clear(self._body)
        with self._desk.read() as session:
            parts = [
                (say("Under way and coming up"), self._engagements(session, now)),
                *self._days(session, now),
                (say("Exchange"), self._exchange(session)),
                (say("Tasks"), self._tasks(session, now)),
                (say("Birthdays"), self._birthdays(session, now)),
                (say("National days"), self._national_days(session, now)),
            ]
        shown = [(title, lines) for title, lines in parts if lines]
        for number, (title, lines) in enumerate(shown):
            if number:
                self._body.addSpacing(12)
                self._body.addWidget(hairline())
            self._body.addSpacing(8)
            self._body.addWidget(section(title))
            for line in lines:
                self._body.addWidget(self._line(line))
        if not shown:
            self._body.addWidget(_quiet_day(self._desk))

    def _engagements(self, session: Session, now: date) -> list[Line]:
        found = []
        for entry in days.engagements(session, now, now + timedelta(days=SOON)):
            running = entry.first <= now
            span = showing.days(entry.first, entry.last, self._desk.language)
            wait = (entry.first - now).days
            when = say("now") if running else _in_days(wait)
            more = joined(span, entry.where, when)
            found.append(
                Line(
                    "calendar-days", entry.title, more,
                    partial(self._desk.open_engagement, entry.id), "accent" if running else "quiet",
                )
            )  # fmt: skip
        return found

    def _days(self, session: Session, now: date) -> list[tuple[str, list[Line]]]:
        found: dict[date, list[Line]] = {}
        for entry in days.items(session, now, now + timedelta(days=AHEAD - 1)):
            found.setdefault(entry.first, []).append(self._item(entry))
        names = {now: say("Today"), now + timedelta(days=1): say("Tomorrow")}
        language = self._desk.language
        return [
            (names.get(day, showing.day(day, language, weekday=True)), lines[:_DAY])
            for day, lines in sorted(found.items())
        ]

    def _item(self, entry: Entry) -> Line:
        more = joined(entry.hours, entry.where, entry.part_of)
        name = {"leg": "plane", "stay": "bed"}.get(entry.kind, "clock")
        return Line(
            name,
            entry.title,
            more,
            lambda: self._desk.open_engagement(entry.engagement, "programme"),
        )

    def _exchange(self, session: Session) -> list[Line]:
        """What two offices wrote at once, what could not be taken, and how long it is quiet."""
        found = counting.counts(session)
        return [
            Line(name, words, "", partial(self._desk.go, "exchange", tab=tab), tone)
            for name, words, tab, tone in (
                ("git-compare", counting.clashes(found.clashes), "clashes", "warn"),
                ("clock", counting.waiting(found.parked), "received", "warn"),
                ("arrow-up-down", counting.last(found) if found.tone != "quiet" else "", "send",
                 found.tone),
            ) if words
        ]  # fmt: skip

    def _tasks(self, session: Session, now: date) -> list[Line]:
        soon = (now + timedelta(days=SOON)).isoformat()
        tasks = (
            session.query(FollowUp)
            .filter(FollowUp.state.in_(("open", "waiting")))
            .filter(FollowUp.due_on.is_not(None), FollowUp.due_on <= date.fromisoformat(soon))
            .order_by(FollowUp.due_on)
            .limit(20)
            .all()
        )
        wanted = [task.person or task.organisation or task.engagement or "" for task in tasks]
        titles = query.titles(session, [one for one in wanted if one])
        found = []
        for task, about in zip(tasks, wanted, strict=True):
            due = task.due_on or now
            late = due < now
            when = (
                say("overdue since {day}", day=showing.day(due, self._desk.language))
                if late
                else (say("today") if due == now else _in_days((due - now).days))
            )
            more = joined(when, titles.get(about, ""))
            found.append(
                Line(
                    "circle", task.task, more, partial(self._desk.open_record, task.id),
                    "bad" if late else "quiet", task.id,
                )
            )  # fmt: skip
        return found

    def _birthdays(self, session: Session, now: date) -> list[Line]:
        return [
            Line(
                "cake",
                title,
                showing.day(day, self._desk.language),
                partial(self._desk.open_record, identity),
            )
            for identity, title, day in days.birthdays(session, now, 14)
        ]

    def _national_days(self, session: Session, now: date) -> list[Line]:
        language = self._desk.language
        found = []
        for code, day, name in days.national_days(session, now, 14):
            country = type_called("person").field("country").words.label(code, language)
            more = joined(showing.day(day, language), say(name))
            found.append(
                Line("flag", country, more, partial(self._desk.go, "people", country=[code]))
            )
        return found

    def _line(self, line: Line) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if line.task:
            tick = tool_button("circle", say("Done"))
            tick.setFixedWidth(_MARK)
            tick.setAccessibleName(f"{say('Done')}: {line.words}")
            tick.clicked.connect(lambda: self._finish(line.task, line.words))
            row.addWidget(tick)
        else:
            mark = QLabel()
            mark.setPixmap(pixmap(line.icon, 16, line.tone))
            mark.setFixedWidth(_MARK)
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(mark)
        words = LineButton(line.words, line.more, "bad" if line.tone == "bad" else "quiet")
        if line.go is not None:
            words.clicked.connect(partial(_follow, line.go))
        row.addWidget(words, 1)
        return made

    def _finish(self, identity: str, task: str) -> None:
        def work(session: Session) -> None:
            found = session.query(FollowUp).filter_by(id=identity).one()
            found.state, found.done_on = "done", datetime.now().astimezone().date()

        self._desk.act(say("Finish {task}", task=task), work, notify=True)


def _quiet_day(desk: Desk) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 24, 0, 0)
    column.setSpacing(8)
    column.addWidget(section(say("Nothing is due.")))
    column.addWidget(quiet(say("Bring in your contacts, or plan the first visit.")))
    row = QHBoxLayout()
    row.setSpacing(8)
    ways = (
        (say("Import contacts"), "download", lambda: desk.go("imports")),
        (say("New person"), "user-plus", lambda: desk.open_draft("person")),
        (say("New delegation"), "handshake", lambda: desk.open_draft("engagement")),
    )
    for number, (words, name, act) in enumerate(ways):
        made_button = button(words, name, primary=number == 0)
        made_button.clicked.connect(act)
        row.addWidget(made_button)
    row.addStretch()
    column.addSpacing(8)
    column.addLayout(row)
    return made


def _in_days(count: int) -> str:
    if count == 1:
        return say("tomorrow")
    return say("in {count} days", count=count)


def _long(day: date, language: str) -> str:
    return locale(language).toString(
        QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat
    )


def _follow(go: Callable[[], None], _: bool = False) -> None:
    go()
