"""The calendar: a month with its head, and the ways to the months around it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sciattache.ui import days
from sciattache.ui.desk import Desk
from sciattache.ui.freshness import Freshness
from sciattache.ui.month import WEEKS, Month, today
from sciattache.ui.pieces import button, heading, tool_button
from sciattache.ui.words import locale, say


def calendar_screen(desk: Desk) -> CalendarScreen:
    """The screen of the calendar."""
    return CalendarScreen(desk)


class CalendarScreen(QWidget):
    """A month with its head: back, today, forth."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        self._title = heading("")
        back = tool_button("chevron-left", say("Month before"))
        forth = tool_button("chevron-right", say("Month after"))
        now = button(say("Today"))
        back.clicked.connect(lambda: self._turn(-1))
        forth.clicked.connect(lambda: self._turn(1))
        now.clicked.connect(lambda: self.show_month(today()))
        head.addWidget(self._title, 1)
        for widget in (back, now, forth):
            head.addWidget(widget)
        column.addLayout(head)
        self.month = Month(desk.language)
        self.month.opened.connect(desk.open_engagement)
        self.month.turned.connect(self._turn)
        column.addWidget(self.month, 1)
        Freshness(self, desk, lambda: self.show_month(self._shown))
        self.show_month(today())

    def show_month(self, day: date) -> None:
        """Show the month in which ``day`` lies."""
        self._shown = day.replace(day=1)
        self._title.setText(
            locale(self._desk.language).toString(QDate(day.year, day.month, 1), "MMMM yyyy")
        )
        start = self.month.set_month(self._shown)
        with self._desk.read() as session:
            entries = days.engagements(session, start, start + timedelta(days=WEEKS * 7 - 1))
            items = days.items(session, start, start + timedelta(days=WEEKS * 7 - 1))
        self.month.set_entries(entries, items)

    def focus_first(self) -> None:
        self.month.setFocus()

    def make_new(self) -> None:
        self._desk.open_draft("engagement", starts_on=self.month.day, ends_on=self.month.day)

    def _turn(self, months: int) -> None:
        number = self._shown.year * 12 + self._shown.month - 1 + months
        self.show_month(date(number // 12, number % 12 + 1, 1))
