"""What came in: each file with what became of it, why, and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from sciattache.sync.status import Arrived
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import outcomes
from sciattache.ui.exchange.moments import when
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.lettering import joined
from sciattache.ui.pieces import chip_button, empty, hairline, restyle, written
from sciattache.ui.words import say
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet

_ASK = ("parked", "quarantined", "refused")
"""The outcomes that ask for somebody."""


class ReceivedPage(QWidget):
    """The files taken last, the newest first; the one chosen is told in full at the foot."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._only = ""
        self._shown: dict[str, Arrived] = {}
        self.chips: dict[str, QToolButton] = {}
        self.sheet = Sheet(say("Received"), (
            Column(say("Outcome"), 120), Column(say("File"), 180, 2),
            Column(say("From"), 130, 1, yields=1), Column(say("What to do"), 260, 4),
        ))  # fmt: skip
        self.sheet.picked.connect(self._tell)
        self._none = empty(
            say("Nothing has come yet"), say("Drop bundles onto this screen to take them."),
            name="inbox",
        )  # fmt: skip
        self.reason, self.remedy = written(), written("", "quiet")
        self.foot = QWidget()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(24, 8, 24, 12)
        foot.setSpacing(2)
        foot.addWidget(self.reason)
        foot.addWidget(self.remedy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(hairline())
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 4, 24, 4)
        inside.addWidget(self.sheet, 1)
        inside.addWidget(self._none, 1)
        column.addLayout(inside, 1)
        self._edge = hairline()
        column.addWidget(self._edge)
        column.addWidget(self.foot)

    def show_seen(self, seen: Seen) -> None:
        """Show what came until now."""
        self._seen = seen
        counts = {name: sum(one.outcome == name for one in seen.arrivals)
                  for name in outcomes.OUTCOMES}  # fmt: skip
        for name, chip in self.chips.items():
            count = counts.get(name, len(seen.arrivals))
            words = say(outcomes.OUTCOMES[name][0]) if name else say("All")
            chip.setText(f"{words}  {count}")
            chip.setAccessibleName(f"{words}: {count}")
            chip.setProperty("worn", "true" if name == self._only else "false")
            chip.setVisible(not name or bool(count))
            restyle(chip)
        shown = [one for one in seen.arrivals if self._only in ("", one.outcome)]
        self._shown = {str(number): one for number, one in enumerate(shown)}
        self.sheet.show_rows(
            [_row(number, one, seen, self._desk.language) for number, one in self._shown.items()]
        )
        self.sheet.setVisible(bool(shown))
        self._none.setVisible(not shown)
        self._tell(self.sheet.identity())

    def focus_first(self) -> None:
        self.sheet.setFocus()

    def choose_only(self, outcome: str) -> None:
        """Show one outcome alone, or with an empty word all."""
        self._only = outcome
        if self._seen is not None:
            self.show_seen(self._seen)

    def _tell(self, identity: str) -> None:
        one = self._shown.get(identity)
        said = outcomes.said(one.outcome, one.reason) if one else None
        self.reason.setText(joined(said.words, said.reason, by=": ") if said else "")
        self.remedy.setText(said.remedy if said else "")
        for label in (self.reason, self.remedy):
            label.setVisible(bool(label.text()))
        for part in (self._edge, self.foot):
            part.setVisible(said is not None)

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 12, 24, 8)
        bar.setSpacing(8)
        for name in ("", *outcomes.OUTCOMES):
            made = chip_button()
            made.clicked.connect(lambda _=False, name=name: self.choose_only(name))
            self.chips[name] = made
            bar.addWidget(made)
        bar.addStretch(1)
        return bar


def _row(number: str, one: Arrived, seen: Seen, language: str) -> Row:
    said = outcomes.said(one.outcome, one.reason)
    office = seen.office_of(one.site) or (say("Not known") if one.outcome == "refused" else "")
    to_do = said.remedy if one.outcome in _ASK else ""
    return Row(number, (
        Cell(said.words, when(one.at, language), icon=said.icon, tone=said.tone),
        Cell(one.name or "—"),
        Cell(office),
        Cell(said.reason if one.outcome in _ASK else "", to_do),
    ))  # fmt: skip
