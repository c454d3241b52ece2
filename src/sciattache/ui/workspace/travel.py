"""The tab of travel and stays: movements, nights, vehicles, money, gifts, wishes to meet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.gift import Gift
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.records import Record
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import link_button, quiet, scrolled, section
from sciattache.ui.words import say
from sciattache.ui.workspace import acts, travel_rows
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.rows import Column
from sciattache.ui.workspace.sheet import Sheet


class TravelTab(QWidget):
    """Six tables under one another."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self.sheets: dict[type[Record], Sheet] = {}
        self._missing: dict[type[Record], QWidget] = {}
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(24, 20, 24, 32)
        self._column.setSpacing(4)
        self._part(Leg, say("Movements"), say("Add a movement"), say("No movements yet."), (
            Column(say("Movement"), 180, 4), Column(say("Departs"), 150, 1),
            Column(say("Arrives"), 150, 1), Column(say("Passengers"), 150, 3, yields=2),
            Column(say("Booking"), 124, yields=1),
        ))  # fmt: skip
        self._part(Stay, say("Nights"), say("Add a stay"), say("No hotels yet."), (
            Column(say("Guest"), 170, 3), Column(say("Room number"), 130, 2, yields=2),
            Column(say("Check-in"), 120, 1), Column(say("Check-out"), 120, 1),
            Column(say("Booking"), 124, yields=1),
        ))  # fmt: skip
        self._part(Vehicle, say("Vehicles"), say("Add a vehicle"), say("No vehicles yet."), (
            Column(say("Vehicle"), 170, 2), Column(say("Driver"), 170, 2),
            Column(say("Number plate"), 120, 1), Column(say("Seats"), 80, trailing=True),
        ))  # fmt: skip
        self._part(Expense, say("Expenses"), say("Add an expense"), say("No expenses yet."), (
            Column(say("What"), 200, 4), Column(say("Who pays"), 130, 1),
            Column(say("Estimate"), 130, 1, trailing=True),
            Column(say("Actual"), 130, 1, trailing=True),
        ))  # fmt: skip
        self._part(Gift, say("Gifts"), say("Add a gift"), say("No gifts yet."), (
            Column(say("Gift"), 200, 3), Column(say("Other side"), 170, 3),
            Column(say("Date"), 110, 1), Column(say("Value"), 120, 1, trailing=True),
        ))  # fmt: skip
        self._part(
            MeetingRequest, say("Meeting requests"), say("Add a meeting request"),
            say("Nobody has asked for a meeting yet."), (
                Column(say("Who asks"), 190, 3), Column(say("Whom"), 190, 3),
                Column(say("Priority"), 80, trailing=True), Column(say("State"), 140, 1),
            ),
        )  # fmt: skip
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page))

    def show_seen(self, seen: Seen) -> None:
        """Show the tables as they are now."""
        self._seen = seen
        language = self._desk.language
        for cls, make in travel_rows.MAKERS.items():
            rows = tuple(make(seen, language))
            self.sheets[cls].show_rows(rows)
            self.sheets[cls].setVisible(bool(rows))
            self._missing[cls].setVisible(not rows)

    def focus_first(self) -> None:
        self.sheets[Leg].setFocus()

    def make_new(self) -> None:
        """Add to the table in which one is, else a movement."""
        here = next((cls for cls, sheet in self.sheets.items() if sheet.hasFocus()), Leg)
        self._new(here)

    def choose(self, identity: str) -> None:
        """Go to a row that was just made."""
        any(sheet.choose(identity) for sheet in self.sheets.values())

    def _part(
        self, cls: type[Record], title: str, add: str, missing: str, columns: tuple[Column, ...]
    ) -> None:
        sheet = Sheet(title, columns, fitted=True)
        sheet.opened.connect(lambda one: self.record_wanted.emit(cls, one, True))
        sheet.picked.connect(lambda one: self.record_wanted.emit(cls, one, False))
        sheet.removal_wanted.connect(lambda one: acts.remove(self._desk, cls, one))
        self.sheets[cls], self._missing[cls] = sheet, quiet(missing)
        new = link_button(add, "plus")
        new.clicked.connect(lambda: self._new(cls))
        for widget in (section(title), self._missing[cls], sheet, new):
            self._column.addWidget(widget)
        self._column.addSpacing(24)

    def _new(self, cls: type[Record]) -> None:
        seen = self._seen
        if seen is None:
            return
        engagement = seen.engagement
        values: dict[str, Any] = {"engagement": engagement.id}
        if cls is Stay:
            values |= {"arrives_on": engagement.starts_on, "departs_on": engagement.ends_on}
        elif cls is Expense and engagement.currency:
            values["currency"] = engagement.currency
        self.draft_wanted.emit(cls, values)
