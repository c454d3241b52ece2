"""The programme's tab: the list by day, and what one does with its lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.records import Record
from sciattache.services import hours, moving
from sciattache.services.conflicts import NOTE
from sciattache.services.programme import untimed
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.look import icon
from sciattache.ui.pieces import button, empty, hairline, link_button, quiet, tool_button
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.agenda import Entry, entries, moved_by
from sciattache.ui.workspace.agenda_view import AgendaView
from sciattache.ui.workspace.board.board import Board
from sciattache.ui.workspace.conflicts_watch import Found
from sciattache.ui.workspace.conflicts_words import sentence
from sciattache.ui.workspace.marks import mark
from sciattache.ui.workspace.mending import MendingStrip
from sciattache.ui.workspace.reading import Seen

TYPES: dict[str, type[Record]] = {"item": AgendaItem, "leg": Leg, "night": Stay}
_PAUSE = 120
"""Milliseconds for which a line is chosen before the panel follows."""


class ProgrammeTab(QWidget):
    """The days of an engagement."""

    record_wanted = Signal(object, str, bool)
    """A type, an id, and whether to open the panel for it or only to follow in an open one."""
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._late: set[bool] = set()
        self.view, self.board = AgendaView(), Board(desk)
        self.add = button(say("Add an item"), "plus", primary=True)
        self.add.setToolTip(QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText))
        self.add.clicked.connect(self.make_new)
        self.add_leg = link_button(say("Add a movement"), "route")
        self.add_leg.clicked.connect(self._new_leg)
        self.clock = quiet("")
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 12, 24, 8)
        bar.setSpacing(8)
        self.as_board, self.as_list = _way("columns-3", say("Board")), _way("list", say("List"))
        self.directory = tool_button("users", say("Directory to drag from"))
        self.directory.setCheckable(True)
        for widget in (self.as_board, self.as_list):
            bar.addWidget(widget)
        bar.addSpacing(12)
        bar.addWidget(self.add)
        bar.addWidget(self.add_leg)
        bar.addStretch(1)
        bar.addWidget(self.clock)
        bar.addWidget(self.directory)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(hairline())
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.board)
        self._stack.addWidget(
            empty(
                say("No days yet"),
                say("Give the engagement its first and last day, or add an item."),
                say("Add an item"), self.make_new, "calendar-days",
            )
        )  # fmt: skip
        column.addLayout(self._stack, 1)
        self.mending = MendingStrip(desk)
        self.mending.ended.connect(self.focus_first)
        column.addWidget(self.mending)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._follow)
        self._bind()
        self.turn_to(str(QSettings().value("programme/way", "board")))

    def show_seen(self, seen: Seen) -> None:
        """Show the programme as it is now; the way that is hidden follows when it is turned to."""
        self._seen = seen
        self._late = {True, False}
        self._fill()
        self.mending.show_seen(seen)
        self._dress()
        home = seen.engagement.home_zone
        city = showing.place_of(home, self._desk.language)
        self.clock.setText(say("In grey: {city} time", city=city) if home else "")

    def show_found(self, found: Found) -> None:
        """Mark on the board what clashes, with the reasons."""
        marks: dict[str, list[str]] = {}
        for one in found.standing:
            if one.severity != NOTE:
                for subject in one.subjects:
                    marks.setdefault(subject.id, []).append(sentence(one, self._desk.language))
        self.board.show_marks({id: "\n".join(told) for id, told in marks.items()})

    @property
    def is_board(self) -> bool:
        """Whether the programme is shown as a board rather than as a list."""
        return self.as_board.isChecked()

    def turn_to(self, way: str) -> None:
        """Show the programme as a ``board`` or as a ``list``, now and next time."""
        entry = self._entry()
        self.as_board.setChecked(way == "board")
        self.as_list.setChecked(way != "board")
        QSettings().setValue("programme/way", way)
        self._fill()
        self._dress()
        if entry is not None and entry.identity:
            self.choose(entry.identity)

    def focus_first(self) -> None:
        if self.is_board:
            self.board.view.setFocus()
            return
        self.view.setFocus()
        if self.view.entry() is None and self.view.entries.entries:
            self.view.setCurrentIndex(self.view.entries.index(0, 0))

    def begin_edit(self) -> None:
        (self.board.view if self.is_board else self.view).begin_inline()

    def make_new(self) -> None:
        """Open an empty item on the day that is chosen, after what is there."""
        if self.is_board and self._seen is not None and self._seen.days:
            self.board.view.add_here()
            return
        entry = self.view.entry()
        seen = self._seen
        fallback = seen.days[0].on if seen and seen.days else None
        self._new_on((entry.on if entry else None) or fallback)

    def record_id(self) -> str | None:
        entry = self._entry()
        return (entry.identity or None) if entry else None

    def choose(self, identity: str) -> None:
        """Go to a line that was just made."""
        if self.is_board:
            self.board.view.choose(identity)
        else:
            any(self.view.choose(kind, identity) for kind in TYPES)

    def item(self, identity: str) -> AgendaItem | None:
        """An item of this programme by its id."""
        found = self._seen.dossier.items if self._seen else []
        return next((item for item in found if item.id == identity), None)

    def leg(self, identity: str) -> Leg | None:
        """A leg of this programme by its id."""
        found = self._seen.dossier.legs if self._seen else []
        return next((leg for leg in found if leg.id == identity), None)

    def mend_chosen(self) -> None:
        """Propose how to mend the day when what is chosen is late."""
        entry = self._entry()
        identity = entry.identity if entry else ""
        if (record := self.item(identity) or self.leg(identity)) is not None:
            self._mend(record)

    def _mend(self, record: AgendaItem | Leg) -> None:
        if self._seen is not None and record.id in self._seen.dossier.lines:
            self.mending.ask(self._seen, record)

    def _bind(self) -> None:
        view = self.view
        view.picked.connect(lambda *_: self._pause.start())
        view.opened.connect(lambda kind, one: self.record_wanted.emit(TYPES[kind], one, True))
        view.addition_wanted.connect(self._new_on)
        view.removal_wanted.connect(lambda kind, one: acts.remove(self._desk, TYPES[kind], one))
        view.copy_wanted.connect(self._copy)
        view.shift_wanted.connect(self._shift)
        view.written.connect(self._write)
        view.menu_wanted.connect(self._menu)
        self._bind_board()
        late = QShortcut(QKeySequence("Ctrl+Shift+L"), self)
        late.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        late.activated.connect(self.mend_chosen)

    def _bind_board(self) -> None:
        view = self.board.view
        self.as_board.clicked.connect(lambda: self.turn_to("board"))
        self.as_list.clicked.connect(lambda: self.turn_to("list"))
        self.directory.setChecked(not self.board.directory.isHidden())
        self.directory.toggled.connect(self.board.show_directory)
        view.picked.connect(lambda *_: self._pause.start())
        view.opened.connect(self._open)
        view.removal_wanted.connect(lambda kind, one: acts.remove(self._desk, TYPES[kind], one))
        view.copy_wanted.connect(self._copy)
        view.menu_wanted.connect(self._board_menu)
        self.board.made.connect(self.choose)

    def _fill(self) -> None:
        """Put the programme into the way that is in front, unless it is there already."""
        if self._seen is None or self.is_board not in self._late:
            return
        self._late.discard(self.is_board)
        if self.is_board:
            self.board.show_seen(self._seen)
        else:
            self.view.show_entries(entries(self._seen, self._desk.language))

    def _open(self, kind: str, identity: str) -> None:
        if self._desk.has_office:  # a click waits a moment, in which the office may be closed
            self.record_wanted.emit(TYPES[kind], identity, True)

    def _dress(self) -> None:
        seen = self._seen
        filled = seen is not None and bool(
            seen.days or untimed(seen.dossier.items) or untimed(seen.dossier.legs)
        )
        self._stack.setCurrentIndex(2 if not filled else 1 if self.is_board else 0)
        self.directory.setVisible(self.is_board)

    def _entry(self) -> Entry | None:
        """The line or card that is chosen."""
        return self.board.view.entry() if self.is_board else self.view.entry()

    def _board_menu(self, entry: Entry | None, on: date | None, at: QPoint) -> None:
        self._menu(entry or Entry("day", on), at)

    def _follow(self) -> None:
        entry = self._entry()
        if entry is not None and entry.identity:
            self.record_wanted.emit(TYPES[entry.kind], entry.identity, False)

    def _new_on(self, on: date | None) -> None:
        seen = self._seen
        values: dict[str, Any] = {"engagement": seen.engagement.id} if seen else {}
        day = seen.day(on) if seen and on else None
        if day is not None:
            timed = [line.end or line.start for line in day.lines if line.kind == "item"]
            last = max((one for one in timed if one and one.date() == day.on), default=None)
            starts, ends = moving.next_free(last, day.on, day.zone)
            values |= {"starts_at": starts, "ends_at": ends, "start_zone": day.zone or None}
        self.draft_wanted.emit(AgendaItem, values)

    def _new_leg(self) -> None:
        seen, entry = self._seen, self._entry()
        day = seen.day(entry.on) if seen and entry and entry.on else None
        values: dict[str, Any] = {"engagement": seen.engagement.id} if seen else {}
        if day is not None:
            starts, _ = moving.next_free(None, day.on, day.zone)
            values |= {"departs_at": starts, "departure_zone": day.zone, "arrival_zone": day.zone}
        self.draft_wanted.emit(Leg, values)

    def _copy(self, identity: str) -> None:
        if (item := self.item(identity)) is not None:
            made = acts.copy_item(self._desk, item)
            if made is not None:
                QTimer.singleShot(0, self, lambda: self.choose(made))

    def _shift(self, identity: str, minutes: int, days: int) -> None:
        item = self.item(identity)
        if item is None:
            return
        if minutes:
            self._move(item, moving.by_minutes(item, minutes))
        on = moved_by(self.view.entries.entries, identity, days) if days else None
        if on is not None:
            self._to_day(item, on)

    def _to_day(self, item: AgendaItem, on: date) -> None:
        seen = self._seen
        line = seen.dossier.lines.get(item.id) if seen else None
        day = seen.day(on) if seen else None
        zone = (line.zone if line else "") or item.start_zone or (day.zone if day else "")
        self._move(item, moving.to_day(item, on, zone=zone, there=day.zone if day else ""))

    def _move(self, item: AgendaItem, times: moving.Times) -> None:
        title = say("Move {title}", title=item.title)
        acts.change(self._desk, AgendaItem, item.id, times, title)

    def _write(self, entry: Entry, start: str, end: str, title: str) -> None:
        item = self.item(entry.identity)
        if item is None or self._seen is None:
            return
        values: moving.Times = {} if title == item.title else {"title": title}
        on = entry.on or (self._seen.days[0].on if self._seen.days else None)
        if on is not None and (start, end) != (entry.start, entry.end):
            zone = entry.zone or (day.zone if (day := self._seen.day(on)) else "")
            values |= moving.to_hours(item, on, hours.read(start), hours.read(end), zone)
        told = say("Change {title}", title=item.title)
        acts.change(self._desk, AgendaItem, item.id, values, told)

    def _menu(self, entry: Entry, at: QPoint) -> None:
        menu = QMenu(self)
        if entry.identity:
            wanted = (TYPES[entry.kind], entry.identity, True)
            self._offer(
                menu, say("Edit"), "pencil", lambda: self.record_wanted.emit(*wanted), "Return"
            )
        if (item := self.item(entry.identity)) is not None:
            self._offer(menu, say("Type hours and title"), "clock", self.begin_edit, "F2")
            self._offer(menu, say("Duplicate"), "copy", lambda: self._copy(item.id), "Ctrl+D")
            if item.starts_at is not None:
                self._offer(menu, say("Shift the rest of the day…"), "clock",
                            lambda: self._mend(item), "Ctrl+Shift+L")  # fmt: skip
            self._status_menu(menu.addMenu(icon("circle-check"), say("Status")), item)
            self._day_menu(menu.addMenu(icon("calendar-days"), say("Move to")), item)
        elif (leg := self.leg(entry.identity)) is not None:
            self._offer(menu, say("Arrives at another hour…"), "clock",
                        lambda: self._mend(leg), "Ctrl+Shift+L")  # fmt: skip
        elif entry.on is not None:
            self._offer(menu, say("Add an item"), "plus", lambda: self._new_on(entry.on), "Ctrl+N")
        if entry.identity and entry.kind != "night":
            menu.addSeparator()
            cls = TYPES[entry.kind]
            self._offer(
                menu, say("Delete"), "trash-2",
                lambda: acts.remove(self._desk, cls, entry.identity), "Del",
            )  # fmt: skip
        menu.exec(at)

    def _status_menu(self, menu: QMenu, item: AgendaItem) -> None:
        field = AgendaItem.field("status")
        for code in field.words.choices():
            shown = mark(field, code, self._desk.language)
            title = say("{title}: {status}", title=item.title, status=shown.words)
            act = menu.addAction(icon(shown.icon, shown.tone), shown.words)
            act.triggered.connect(
                lambda _=False, code=code, title=title: acts.change(
                    self._desk, AgendaItem, item.id, {"status": code}, title
                )
            )

    def _day_menu(self, menu: QMenu, item: AgendaItem) -> None:
        for day in self._seen.days if self._seen else ():
            words = showing.day(day.on, self._desk.language, weekday=True)
            act = menu.addAction(" · ".join(filter(None, (words, day.place))))
            act.triggered.connect(lambda _=False, on=day.on: self._to_day(item, on))

    def _offer(
        self, menu: QMenu, words: str, name: str, do: Callable[[], object], keys: str
    ) -> None:
        act = menu.addAction(icon(name), words)
        act.setShortcut(QKeySequence(keys))
        act.triggered.connect(lambda: do())


def _way(name: str, words: str) -> QToolButton:
    made = tool_button(name, words)
    made.setCheckable(True)
    return made
