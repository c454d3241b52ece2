"""Headquarters looks through what an office wrote, its key stolen, and takes back what it ticks."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from sciattache.domain.fields import Field
from sciattache.domain.kinds import DATE
from sciattache.errors import KnownError
from sciattache.sync import reviewing
from sciattache.sync.reviewing import Suspect
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.exchange.review_list import ReviewList, key
from sciattache.ui.fields.dates import DateField
from sciattache.ui.lettering import directed, isolated
from sciattache.ui.pieces import button, empty, hairline, link_button, quiet, section, tool_button
from sciattache.ui.words import say
from sciattache.ui.work import Progress

_DAY = Field("since", DATE, "Since", 1)


class ReviewPage(QWidget):
    """What one office wrote that still stands, since a day where one is given."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._site, self._name = desk, 0, ""
        self._reading: Progress | None = None
        self._from: datetime | None = None
        self.list = ReviewList()
        self.list.ticked.connect(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addLayout(self._filters())
        column.addWidget(hairline())
        self._stack = QStackedLayout()
        around = QWidget()
        inside = QVBoxLayout(around)
        inside.setContentsMargins(24, 4, 24, 4)
        inside.addWidget(self.list)
        for page in (
            quiet(""), around,
            empty(say("Nothing that it wrote still stands"),
                  say("What others wrote over it since is theirs."), name="circle-check"),
        ):  # fmt: skip
            self._stack.addWidget(page)
        column.addLayout(self._stack, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())

    def review(self, site: int, name: str) -> None:
        """Look through what an office wrote."""
        self._site, self._name = site, name
        self.title.setText(directed(say("What {office} wrote", office=isolated(name))))
        self.since.set_value(None, {})
        self.list.forget()
        self._stack.setCurrentIndex(0)
        self._read()

    def show_seen(self, seen: Seen) -> None:
        """Look again, where it is being looked through."""
        if self.isVisible():
            self._read()

    def focus_first(self) -> None:
        self.list.setFocus()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 24, 0)
        row.setSpacing(8)
        self.back = tool_button("arrow-left", say("Back to the offices"))
        self.back.clicked.connect(self.left)
        self.title = section("")
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        return row

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 4, 24, 8)
        row.setSpacing(8)
        told = quiet(say("Only what nobody has written over since is listed. What is ticked becomes"
                         " as it was before."))  # fmt: skip
        told.setWordWrap(True)
        self.since = DateField()
        self.since.bind(_DAY, self._desk)
        self.since.setAccessibleName(say("Since"))
        self.since.setPlaceholderText(say("the beginning"))
        self.since.left.connect(self._read)
        row.addWidget(told, 1)
        row.addWidget(quiet(say("Since")))
        row.addWidget(self.since)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        self.count = quiet("")
        self.all = link_button(say("Tick all"))
        self.all.clicked.connect(lambda: self.list.tick_all(on=True))
        self.none = link_button(say("Tick none"))
        self.none.clicked.connect(lambda: self.list.tick_all(on=False))
        self.act = button(say("Take back the ticked"), "undo-2", primary=True)
        self.act.clicked.connect(self.take_back)
        for widget in (self.all, self.none):
            row.addWidget(widget)
        row.addWidget(self.count, 1)
        row.addWidget(self.act)
        return row

    def take_back(self) -> None:
        """Write what was before over what is ticked, as one step; what somebody has written over
        meanwhile is left."""
        office, site, since = self._desk.office, self._site, self._from
        wanted = {key(one): one for one in self.list.chosen()}
        title = say("Take back what {office} wrote", office=self._name)

        def job(progress: Progress) -> int:
            progress.report()
            with office.session() as session:
                found = reviewing.written_by(session, site, since=since)
            still = [one for one in found if wanted.get(key(one)) == one]
            return reviewing.take_back(office, site, still, title=title)

        def done(count: int) -> None:
            self._desk.notify(
                say("1 record is as it was before.") if count == 1 else
                say("{count} records are as they were before.", count=f"{count:,}"), undo=True,
            )  # fmt: skip
            if isValid(self):
                self._read()

        self.act.setEnabled(False)
        self._desk.run(say("Taking back"), job, done, self._count)

    def _moment(self) -> datetime | None:
        """The beginning of the day given, on this computer's clock."""
        day: date | None = _DAY.parse(self.since.value())
        return datetime(day.year, day.month, day.day).astimezone() if day else None

    def _read(self) -> None:
        """Read in a thread what still stands."""
        try:
            self._from = since = self._moment()
        except ValueError as error:
            self._desk.refuse(KnownError(str(error)))
            return
        if self._reading is not None:
            self._reading.cancel()
        desk, site = self._desk, self._site

        def job(progress: Progress) -> list[Suspect]:
            progress.report()
            with desk.read() as session:
                return reviewing.written_by(session, site, since=since)

        def show(found: list[Suspect]) -> None:
            if isValid(self) and site == self._site:
                self.list.show_found(found, desk.language)
                self._stack.setCurrentIndex(1 if found else 2)

        self._reading = desk.fetch(job, show)

    def _count(self) -> None:
        chosen, shown = len(self.list.chosen()), len(self.list.shown)
        self.count.setText(
            say("{count} of {all} ticked", count=f"{chosen:,}", all=f"{shown:,}") if shown else ""
        )
        self.act.setEnabled(bool(chosen))
        self.all.setEnabled(chosen < shown)
        self.none.setEnabled(bool(chosen))
