"""The seating of a meal or meeting: its tables drawn, proposed, swapped and fixed by hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.records import new_id
from sciattache.domain.vocabularies import TABLE_SHAPES
from sciattache.services import seating
from sciattache.services.conflicts import by_seat
from sciattache.services.seating.shapes import MOST
from sciattache.store import arranging
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.fields import widget_for
from sciattache.ui.lettering import directed
from sciattache.ui.pieces import button, empty, hairline, quiet, scrolled, text, written
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.conflicts_watch import Found
from sciattache.ui.workspace.conflicts_words import sentence
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.seating_canvas import Canvas, Set
from sciattache.ui.workspace.seating_plates import items_to_seat, plates, standing_against
from sciattache.ui.workspace.telling import tell

_TOLD = 3
"""How many sentences against a table stand above it before the others are counted."""


class SeatingView(QWidget):
    """One table of one item."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._laid: seating.Laid | None = None
        self._found = Found()
        self.items, self.tables, self.shapes = QComboBox(), QComboBox(), QComboBox()
        self.places = widget_for(Seating.field("places"), desk)
        self.places.setFixedWidth(64)
        self.ends = QCheckBox(say("Host at the end"))
        self.ends.setToolTip(say("The English way; else the host faces the guest of honour."))
        for code, words in TABLE_SHAPES.terms.items():
            self.shapes.addItem(say(words), code)
        self.propose = button(say("Propose"), "refresh-cw", primary=True)
        self.add = button(say("Add a table"), "plus")
        self.fix = button(say("Fix (F)"), "lock")
        self.canvas = Canvas()
        self.why, self.count = quiet(""), quiet("")
        self.why.setWordWrap(True)
        self.why.setMinimumHeight(36)
        self.against = written("", "mistake")
        self.against.setContentsMargins(24, 8, 24, 8)
        self.against.hide()
        self._lay_out()
        self.items.activated.connect(lambda _: self._show_item())
        self.tables.activated.connect(lambda _: self._show_table())
        self.shapes.activated.connect(lambda _: self._reshape("shape", self.shapes.currentData()))
        self.places.left.connect(self._count_places)
        self.ends.clicked.connect(lambda: self._show_table())
        self.propose.clicked.connect(self.keep_proposal)
        self.add.clicked.connect(self.add_table)
        self.fix.clicked.connect(lambda: self.toggle_fixed(self.canvas.current))
        self.canvas.fix_wanted.connect(self.toggle_fixed)
        self.canvas.swapped.connect(self.swap)
        self.canvas.told.connect(lambda words: self.why.setText(directed(words)))

    def show_seen(self, seen: Seen) -> None:
        """Show the seating as it is now; the item in front stays there."""
        self._seen = seen
        held = self.items.currentData()
        self.items.clear()
        for item in items_to_seat(seen):
            line = seen.dossier.lines.get(item.id)
            when = (
                showing.day(line.start.date(), self._desk.language)
                if line is not None and line.start
                else ""
            )
            self.items.addItem(" · ".join(filter(None, (item.title, when))), item.id)
        self.items.setCurrentIndex(max(self.items.findData(held), 0))
        self._stack.setCurrentIndex(0 if self.items.count() else 1)
        self._show_item()

    def show_found(self, found: Found) -> None:
        """Mark the seats and the table against which something stands."""
        self._found = found
        if self._seen is not None:
            self._show_table()

    def focus_first(self) -> None:
        self.canvas.setFocus()

    def choose_item(self, identity: str) -> None:
        """Turn to the seating of an item."""
        self.items.setCurrentIndex(max(self.items.findData(identity), 0))
        self._show_item()

    def choose_table(self, identity: str) -> None:
        """Turn to a table, or to the one of a seat."""
        dossier = self._seen.dossier if self._seen else None
        for table in dossier.seatings if dossier else ():
            seats = dossier.seats.get(table.id, ()) if dossier else ()
            seat = next((one for one in seats if one.id == identity), None)
            if table.id == identity or seat is not None:
                self.choose_item(table.item)
                self.tables.setCurrentIndex(max(self.tables.findData(table.id), 0))
                self.canvas.current = seat.number if seat else self.canvas.current
                self._show_table()

    @property
    def item(self) -> AgendaItem | None:
        """The item in front."""
        held, seen = self.items.currentData(), self._seen
        listed = seen.dossier.items if seen else []
        return next((one for one in listed if one.id == held), None)

    @property
    def table(self) -> Seating | None:
        """The table in front, None where the item has none yet."""
        held = self.tables.currentData()
        return next((one for one in self._tables() if one.id == held), None)

    def keep_proposal(self) -> None:
        """Seat everybody as proposed, in one step; a first table is made where there is none."""
        seen, item = self._seen, self.item
        if seen is None or item is None:
            return
        tables = self._tables() or [self._new_table(item)]
        proposal = seating.propose(seen.dossier, item, tables, ends=self.ends.isChecked())
        language = self._desk.language

        def work(session: Any) -> int:
            return arranging.seat(session, proposal, lambda reason: tell(reason, language))

        moved = self._desk.act(say("Seat {title}", title=item.title), work, notify=True)
        if moved == 0:
            self._desk.notify(say("Everybody sits as proposed already."))

    def add_table(self) -> None:
        """One more table for the item."""
        item = self.item
        if item is not None:
            made = self._new_table(item)
            made.places = 8

            def work(session: Any) -> None:
                session.add(made)

            self._desk.act(say("Add a table"), work, notify=True)

    def swap(self, one: int, other: int) -> None:
        """Let the people of two places change them."""
        table = self.table
        if table is None:
            return
        name = self.canvas.plate(one).name

        def work(session: Any) -> None:
            seats = session.query(Seat).filter_by(seating=table.id).all()
            for seat in seats:
                if seat.number in (one, other):
                    seat.number = other if seat.number == one else one
                    seat.reason = None if not seat.fixed else seat.reason

        self.canvas.current = other
        self._desk.act(say("Move {name} to another place", name=name), work)

    def toggle_fixed(self, number: int) -> None:
        """Fix whoever sits at a place, or let them be moved again."""
        seat = self._seat(number)
        if seat is not None:
            fixed = None if seat.fixed else True
            title = say("Fix a place") if fixed else say("Let a place be moved")
            acts.change(self._desk, Seat, seat.id, {"fixed": fixed}, title)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 8, 24, 8)
        bar.setSpacing(8)
        for words, box in (
            (say("Item"), self.items), (say("Table"), self.tables), (say("Shape"), self.shapes),
            (say("Places"), self.places),
        ):  # fmt: skip
            label = text(words, "label")
            label.setBuddy(box)
            box.setAccessibleName(words)
            bar.addWidget(label)
            bar.addWidget(box, 1 if box is self.items else 0)
        self.items.setMinimumContentsLength(12)
        self.items.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        bar.addWidget(self.ends)
        bar.addWidget(self.add)
        bar.addWidget(self.propose)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 4, 24, 8)
        foot.setSpacing(12)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.count)
        foot.addWidget(self.fix)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self.against)
        column.addWidget(scrolled(self.canvas), 1)
        column.addLayout(foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(
            empty(
                say("Nothing to sit down at yet"),
                say("Add a meal or a meeting to the programme; its table is then laid here."),
                name="armchair",
            )
        )

    def _show_item(self) -> None:
        held = self.tables.currentData()
        self.tables.clear()
        for one in self._tables():
            self.tables.addItem(one.name, one.id)
        self.tables.setCurrentIndex(max(self.tables.findData(held), 0))
        self.tables.setEnabled(self.tables.count() > 1)
        self._show_table()

    def _show_table(self) -> None:
        seen, item, table = self._seen, self.item, self.table
        if seen is None or item is None:
            self.canvas.show_set(None)
            return
        tables = self._tables() or [self._new_table(item)]
        proposal = seating.propose(seen.dossier, item, tables, ends=self.ends.isChecked())
        number = max(self.tables.currentIndex(), 0)
        laid = self._laid = proposal.tables[number]
        self.shapes.setCurrentIndex(max(self.shapes.findData(laid.table.shape or "long"), 0))
        self.places.set_value(len(laid.layout.places), {})
        self.ends.setVisible((laid.table.shape or "long") == "long")
        seats = seen.dossier.seats.get(table.id, []) if table is not None else []
        language, found = self._desk.language, self._found.standing
        against = by_seat(seen.dossier, found)
        self.canvas.show_set(Set(laid.layout, plates(seen, laid, seats, language, against)))
        told = standing_against(laid.table, seats, found, against)
        shown = [sentence(one, language, isolated=True) for one in told[:_TOLD]]
        if len(told) > _TOLD:
            shown.append(say("and {count} more", count=len(told) - _TOLD))
        self.against.setText("\n".join(shown))
        self.against.setVisible(bool(shown))
        seated = sum(1 for seat in seats if seat.person and not seat.behind)
        self.count.setText(
            say("{count} of {places} places taken", count=seated, places=len(laid.layout.places))
        )

    def _tables(self) -> list[Seating]:
        item, seen = self.item, self._seen
        listed = seen.dossier.seatings if seen else []
        return [one for one in listed if item is not None and one.item == item.id]

    def _new_table(self, item: AgendaItem) -> Seating:
        count = len(self._tables()) + 1
        name = say("Table {number}", number=count)
        return Seating(id=new_id(), item=item.id, name=name, shape="long")

    def _seat(self, number: int) -> Seat | None:
        table, seen = self.table, self._seen
        listed = seen.dossier.seats.get(table.id, []) if table and seen else []
        return next((one for one in listed if one.number == number and not one.behind), None)

    def _count_places(self) -> None:
        """Keep the number of places that was typed; what is none is put back."""
        try:
            wanted = Seating.field("places").parse(self.places.value())
        except ValueError:
            wanted = None
        shown = len(self._laid.layout.places) if self._laid else 0
        if wanted is None or not 1 <= wanted <= MOST:
            self.places.set_value(shown, {})
        elif wanted != shown:
            self._reshape("places", wanted)

    def _reshape(self, name: str, value: object) -> None:
        item, table = self.item, self.table
        if item is None:
            return
        if table is not None:
            acts.change(
                self._desk,
                Seating,
                table.id,
                {name: value},
                say("Change {title}", title=table.name),
            )
            return
        made = self._new_table(item)
        setattr(made, name, value)

        def work(session: Any) -> None:
            session.add(made)

        self._desk.act(say("Add a table"), work, notify=True)
