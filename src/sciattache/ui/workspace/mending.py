"""The strip that proposes how to mend a day, shows what would change, and does it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.errors import KnownError
from sciattache.services import hours, repair
from sciattache.services.repair import Repair
from sciattache.store import mending
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import button, hairline, quiet, section, tool_button
from sciattache.ui.words import say
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet


class MendingStrip(QWidget):
    """What is late, what would change, and two ways on: do it, or leave it."""

    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._record: AgendaItem | Leg | None = None
        self._made: Repair | None = None
        self._arrives: datetime | None = None
        self.title, self.asked = section(""), quiet("")
        self.field = QLineEdit()
        self.field.setFixedWidth(90)
        self.field.textChanged.connect(lambda _: self._propose())
        self.field.returnPressed.connect(self._do)
        self.everything = QCheckBox(say("Shift all that follows as much"))
        self.everything.toggled.connect(lambda _: self._propose())
        self.sheet = Sheet(say("What would change"), (
            Column(say("What"), 200, 3), Column(say("As planned"), 130, 1),
            Column(say("Then"), 130, 1),
        ), fitted=True, tall=False)  # fmt: skip
        self.note = quiet("")
        self.apply = button(say("Change the programme"), "check", primary=True)
        self.apply.clicked.connect(self._do)
        close = tool_button("x", say("Leave it as it is"))
        close.clicked.connect(self.close_strip)
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for widget in (self.title, self.asked, self.field, self.everything):
            head.addWidget(widget)
        head.setSpacing(12)
        head.addStretch(1)
        head.addWidget(close)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.apply)
        column.setContentsMargins(24, 0, 24, 12)
        column.setSpacing(8)
        column.addWidget(hairline())
        column.addLayout(head)
        column.addWidget(self.sheet)
        column.addLayout(foot)
        self.hide()

    def ask(self, seen: Seen, record: AgendaItem | Leg) -> None:
        """Ask by how much an item begins later, or when a leg arrives."""
        self._seen, self._record = seen, record
        leg = isinstance(record, Leg)
        name = self._name(record.id)
        self.title.setText(name)
        self.asked.setText(say("now arrives at") if leg else say("begins later by, in minutes"))
        self.field.setAccessibleName(f"{name} {self.asked.text()}")
        self.everything.setVisible(not leg)
        line = seen.dossier.lines.get(record.id)
        hour = f"{line.end:%H:%M}" if leg and line and line.end else "30"
        self.show()
        self.field.setText(hour)
        self._propose()
        self.field.setFocus()
        self.field.selectAll()

    def show_seen(self, seen: Seen) -> None:
        """Propose anew where the programme has changed meanwhile."""
        if self._record is None or self.isHidden():
            return
        self._seen = seen
        held: tuple[AgendaItem | Leg, ...] = (*seen.dossier.items, *seen.dossier.legs)
        self._record = next((one for one in held if one.id == self._record.id), None)
        if self._record is None:
            self.close_strip()
        else:
            self._propose()

    def close_strip(self) -> None:
        """Go, and change nothing."""
        self._record = None
        self.hide()
        self.ended.emit()

    def keyPressEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.close_strip()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def _propose(self) -> None:
        """Work out the least disruption and show it."""
        self._made = None
        rows: list[Row] = []
        note = ""
        try:
            self._made = self._mended()
        except KnownError as error:
            note = error.sentence
        except ValueError as error:
            note = str(error)
        made = self._made
        if made is not None:
            rows = [self._row(one) for one in made.amendments]
            note = "" if rows else say("Nothing has to change.")
            if made.unsolved:
                pairs = "; ".join(f"{self._name(a)} – {self._name(b)}" for a, b in made.unsolved)
                note = say("Still too close: {pairs}", pairs=pairs)
        self.sheet.show_rows(rows)
        self.sheet.setVisible(bool(rows))
        self.note.setText(note)
        self.apply.setEnabled(made is not None and (bool(rows) or self._arrives is not None))

    def _mended(self) -> Repair | None:
        seen, record, text = self._seen, self._record, self.field.text().strip()
        if seen is None or record is None:
            return None
        dossier, way = seen.dossier, repair.way_of(seen.dossier)
        self._arrives = None
        if isinstance(record, Leg):
            clock, line = hours.read(text), dossier.lines[record.id]
            end = line.end or line.start
            if clock is None or end is None:
                return None
            self._arrives = repair.nearest(end, clock)
            return repair.after_arrival(dossier, record.id, self._arrives, way)
        try:
            minutes = int(text)
        except ValueError:
            raise KnownError(say("Write how many minutes."), "") from None
        if record.starts_at is None or not -1440 < minutes < 1440:
            return None
        return repair.after_shift(
            dossier, record.id, minutes, way, everything=self.everything.isChecked()
        )

    def _row(self, one: repair.Amendment) -> Row:
        assert self._seen is not None
        line = self._seen.dossier.lines[one.id]
        old = "–".join(f"{moment:%H:%M}" for moment in (line.start, line.end) if moment)
        if one.how == "dropped":
            then = Cell(say("dropped"), icon="x", tone="bad")
        else:
            zone = line.start.tzinfo if line.start else None
            ends = (one.start.astimezone(zone), one.end.astimezone(zone))
            then = Cell("–".join(f"{moment:%H:%M}" for moment in ends), icon="move-right",
                        tone="accent")  # fmt: skip
        return Row(one.id, (Cell(self._name(one.id), strong=True), Cell(old, tone="quiet"), then))

    def _name(self, identity: str) -> str:
        dossier = self._seen.dossier if self._seen else None
        if dossier is None:
            return ""
        names = {item.id: item.title for item in dossier.items}
        names |= {leg.id: " – ".join(filter(None, (leg.origin, leg.destination))) or leg.number
                  or "" for leg in dossier.legs}  # fmt: skip
        return names.get(identity, "")

    def _do(self) -> None:
        made, record = self._made, self._record
        if made is None or record is None or not self.apply.isEnabled():
            return
        leg = record.id if isinstance(record, Leg) else ""
        name, arrives = self._name(record.id), self._arrives
        title = (
            say("{name} arrives at {hour}", name=name, hour=f"{arrives:%H:%M}") if arrives
            else say("Shift {name}", name=name)
        )  # fmt: skip
        self._record = None
        self._desk.act(
            title,
            lambda session: mending.apply(session, made, title, leg=leg, arrives_at=arrives),
            notify=True,
        )
        self.close_strip()
