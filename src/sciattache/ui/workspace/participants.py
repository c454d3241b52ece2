"""The participants' tab: who takes part, by side and precedence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from sciattache.domain.programmes.participation import Participation
from sciattache.services import precedence
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.fields import widget_for
from sciattache.ui.lists.model import RECORDS
from sciattache.ui.pieces import empty, hairline, quiet, tool_button
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.marks import mark
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet


class ParticipantsTab(QWidget):
    """A table of people; the order of precedence is changed with Alt and the arrows."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self.setAcceptDrops(True)
        self.search = widget_for(Participation.field("person"), desk)
        self.search.line.setPlaceholderText(say("Add somebody: type a name"))
        self.search.setMinimumWidth(320)
        self.search.left.connect(self._add)
        self.up = tool_button("arrow-up", say("Higher in precedence (Alt+Up)"))
        self.down = tool_button("arrow-down", say("Lower in precedence (Alt+Down)"))
        self.up.clicked.connect(lambda: self._shift(-1))
        self.down.clicked.connect(lambda: self._shift(1))
        self.count = quiet("")
        self.sheet = Sheet(say("Participants"), (
            Column(say("Name"), 190, 3), Column(say("Role"), 130, 2, yields=1),
            Column(say("Title"), 170, 3, yields=2), Column(say("Answer"), 132),
            Column(say("Needs"), 110, 2, yields=4), Column(say("Visa"), 124, yields=3),
        ))  # fmt: skip
        self.sheet.installEventFilter(self)
        self.sheet.opened.connect(lambda one: self.record_wanted.emit(Participation, one, True))
        self.sheet.picked.connect(lambda one: self.record_wanted.emit(Participation, one, False))
        self.sheet.removal_wanted.connect(lambda one: acts.remove(desk, Participation, one))
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 12, 24, 8)
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addStretch(1)
        for widget in (self.count, self.up, self.down):
            bar.addWidget(widget)
        around = QVBoxLayout()
        around.setContentsMargins(16, 0, 16, 0)
        around.addWidget(self.sheet)
        held = QWidget()
        held.setLayout(around)
        self._stack = QStackedLayout()
        self._stack.addWidget(held)
        self._stack.addWidget(
            empty(
                say("Nobody takes part yet"),
                say("Find people by name, or import a list of guests."),
                say("Add somebody"), self.make_new, "users",
            )
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addLayout(self._stack, 1)

    def show_seen(self, seen: Seen) -> None:
        """Show who takes part now."""
        self._seen = seen
        self.sheet.show_rows(tuple(rows(seen, self._desk.language)))
        people = seen.dossier.participants
        self._stack.setCurrentIndex(0 if people else 1)
        coming = sum(1 for one in people if one.rsvp == "accepted")
        self.count.setText(
            say("{count} people, {coming} accepted", count=len(people), coming=coming)
        )
        self.count.setVisible(bool(people))

    def make_new(self) -> None:
        self.search.line.setFocus()

    def focus_first(self) -> None:
        self.sheet.setFocus()

    def begin_edit(self) -> None:
        if held := self.sheet.identity():
            self.record_wanted.emit(Participation, held, True)

    def choose(self, identity: str) -> None:
        """Go to somebody's row."""
        self.sheet.choose(identity)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _people(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add_people(_people(event.mimeData()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
                self._shift(steps[Qt.Key(event.key())])
                return True
        return False

    def _add(self) -> None:
        person = self.search.value()
        seen = self._seen
        if seen is None or not person or self.search.check() is not None:
            return
        self.search.set_value(None, {})
        self.add_people([person])

    def add_people(self, people: Sequence[str]) -> None:
        """Let people take part, in one step; who takes part already is left as is."""
        seen = self._seen
        if seen is None or not people:
            return
        coming = [person for person in people if seen.guest(person) is None]
        if not coming:
            there = seen.guest(people[0])
            self._desk.notify(say("{name} takes part already.", name=seen.name(people[0])))
            self.sheet.choose(there.id if there is not None else "")
            return
        engagement = seen.engagement.id

        def work(session: Any) -> str:
            made = [Participation(engagement=engagement, person=person) for person in coming]
            session.add_all(made)
            session.flush()
            return str(made[0].id)

        title = (
            say("Add {name} to the participants", name=acts.title_of(self._desk, coming[0]))
            if len(coming) == 1
            else say("Add {count} people to the participants", count=len(coming))
        )
        made = self._desk.act(title, work, notify=True)
        if made is not None:
            QTimer.singleShot(0, self, lambda: self.sheet.choose(made))

    def _shift(self, by: int) -> None:
        seen, held = self._seen, self.sheet.identity()
        one = next((p for p in seen.dossier.participants if p.id == held), None) if seen else None
        if seen is None or one is None:
            return
        ranks = precedence.shifted(seen.dossier.participants, one, by)
        if not ranks:
            return

        def work(session: Any) -> None:
            for other in session.query(Participation).filter(Participation.id.in_(ranks)):
                other.precedence = ranks[other.id]

        self._desk.act(say("Change the precedence of {name}", name=seen.name(one.person)), work)


def _people(dragged: QMimeData) -> list[str]:
    """The ids of the people that are dragged from a list."""
    kind, *ids = bytes(dragged.data(RECORDS).data()).decode().split("\n")
    return ids if kind == "person" else []


_SIDES: dict[str, Callable[[], str]] = {
    "guest": lambda: say("Guests"), "host": lambda: say("Hosts"),
    "mission": lambda: say("Our mission"), "support": lambda: say("Support"),
    "press": lambda: say("Press"),
}  # fmt: skip


def rows(seen: Seen, language: str) -> Iterator[Row]:
    """The participants by side, each side under its heading."""
    for side, listed in groupby(seen.dossier.participants, lambda one: one.side):
        people = list(listed)
        words = _SIDES[side]() if side in _SIDES else say("Side not said")
        yield Row(heading=words, note=str(len(people)))
        yield from (_row(seen, one, language) for one in people)


def _row(seen: Seen, one: Participation, language: str) -> Row:
    dossier = seen.dossier
    person = dossier.people.get(one.person)
    organisation = dossier.organisation_of(one)
    native = (person.native_name if person else None) or ""
    role = showing.choice(Participation.field("role"), one.role, language) if one.role else ""
    answer = mark(Participation.field("rsvp"), one.rsvp, language)
    visa = mark(Participation.field("visa"), one.visa, language)
    diet = one.diet or (person.diet if person else None) or ()
    diets = ", ".join(showing.choice(Participation.field("diet"), code, language) for code in diet)
    needs = one.needs or (person.needs if person else None) or ""
    name = seen.name(one.person)
    return Row(one.id, (
        Cell(name, native if native != name else "", strong=True),
        Cell(role, say("Team {name}", name=one.team) if one.team else ""),
        Cell(dossier.title_of(one), organisation.name if organisation else ""),
        Cell(answer.words, icon=answer.icon, tone=answer.tone),
        Cell(diets or needs.replace("\n", " "), needs.replace("\n", " ") if diets else ""),
        Cell(visa.words, icon=visa.icon, tone=visa.tone),
    ))  # fmt: skip
