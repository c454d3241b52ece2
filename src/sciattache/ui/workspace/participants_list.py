"""The list of participants: who takes part, by side and precedence, and why there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.participation import Participation
from sciattache.services import precedence
from sciattache.ui.desk import Desk
from sciattache.ui.fields import widget_for
from sciattache.ui.lettering import directed
from sciattache.ui.lists.model import RECORDS
from sciattache.ui.pieces import empty, hairline, quiet, tool_button
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.directory import Directory
from sciattache.ui.workspace.invitation_strip import InvitationStrip
from sciattache.ui.workspace.participants_rows import rows
from sciattache.ui.workspace.precedence_bar import PrecedenceBar, ReasonStrip
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.row_drag import RowDrag
from sciattache.ui.workspace.rows import Column
from sciattache.ui.workspace.sheet import Sheet
from sciattache.ui.workspace.telling import tell

_DIRECTORY = "participants/directory"
"""The setting that keeps whether the directory is open."""


class PeopleView(QWidget):
    """A table of people; the order of precedence is changed with Alt and the arrows."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._ordered: list[precedence.Entrant] = []
        self.setAcceptDrops(True)
        self.search = widget_for(Participation.field("person"), desk)
        self.search.line.setPlaceholderText(say("Add somebody: type a name"))
        self.search.setMinimumWidth(180)
        self.search.left.connect(self._add)
        self.up = tool_button("arrow-up", say("Higher in precedence (Alt+Up)"))
        self.down = tool_button("arrow-down", say("Lower in precedence (Alt+Down)"))
        self.up.clicked.connect(lambda: self._shift(-1))
        self.down.clicked.connect(lambda: self._shift(1))
        self.open_directory = tool_button("users", say("Directory to drag from"))
        self.open_directory.setCheckable(True)
        self.directory = Directory(
            desk, (Person,), say("Find people"),
            say("Drag onto the list, or press Enter, to let people take part."),
        )  # fmt: skip
        self.directory.wanted.connect(lambda _, people: self.add_people(people))
        self.sheet = Sheet(say("Participants"), (
            Column(say("Name"), 190, 3), Column(say("Role"), 130, 2, yields=1),
            Column(say("Function"), 170, 3, yields=2), Column(say("Answer"), 132),
            Column(say("Needs"), 110, 2, yields=4), Column(say("Visa and passport"), 150, yields=3),
        ))  # fmt: skip
        self.sheet.installEventFilter(self)
        self.sheet.opened.connect(lambda one: self.record_wanted.emit(Participation, one, True))
        self.sheet.picked.connect(lambda one: self.record_wanted.emit(Participation, one, False))
        self.sheet.removal_wanted.connect(lambda one: acts.remove(desk, Participation, one))
        self.drag = RowDrag(self.sheet)
        self.drag.dropped.connect(self.drop_on)
        self.sheet.setMouseTracking(True)
        self.sheet.entered.connect(lambda index: self._explain(index.row()))
        self.sheet.selectionModel().currentRowChanged.connect(self._chosen)
        self.rule, self.strip = PrecedenceBar(desk), InvitationStrip(desk)
        self.strip.wanted.connect(self.choose)
        self.why, self.reason = quiet(""), ReasonStrip()
        self.why.setWordWrap(True)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 8, 24, 4)
        bar.setSpacing(8)
        bar.addWidget(self.search)
        bar.addStretch(1)
        for widget in (self.rule, self.up, self.down, self.open_directory):
            bar.addWidget(widget)
        below = QVBoxLayout()
        below.setContentsMargins(24, 4, 24, 8)
        below.addWidget(self.why)
        asked = QVBoxLayout()
        asked.setContentsMargins(24, 0, 24, 4)
        asked.addWidget(self.strip)
        asked.addWidget(self.reason)
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
        listed = QWidget()
        listed.setLayout(self._stack)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(listed)
        split.addWidget(self.directory)
        split.setStretchFactor(0, 1)
        split.setSizes([900, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(asked)
        column.addWidget(hairline())
        column.addWidget(split, 1)
        column.addLayout(below)
        shown = bool(QSettings().value(_DIRECTORY, False, bool))
        self.directory.setVisible(shown)
        self.open_directory.setChecked(shown)
        self.open_directory.toggled.connect(self.show_directory)

    def show_seen(self, seen: Seen) -> None:
        """Show who takes part now."""
        self._seen = seen
        self._ordered = precedence.ordered(seen.dossier)
        self.rule.show_seen(seen)
        self.strip.show_seen(seen)
        self.sheet.show_rows(tuple(rows(seen, self._desk.language)))
        self._chosen()
        self._stack.setCurrentIndex(0 if seen.dossier.participants else 1)

    def show_directory(self, shown: bool) -> None:
        """Open or close the directory at the side."""
        self.directory.setVisible(shown)
        QSettings().setValue(_DIRECTORY, shown)
        if shown:
            self.directory.line.setFocus()

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

    def _chosen(self, *_: object) -> None:
        self.strip.hold(self.sheet.identity())
        self._explain(self.sheet.currentIndex().row())

    def _explain(self, row: int) -> None:
        """Tell why somebody stands where the row is."""
        rows_ = self.sheet.rows.rows
        identity = rows_[row].identity if 0 <= row < len(rows_) else ""
        self.why.setText(directed(self.explanation(identity)))

    def explanation(self, identity: str) -> str:
        """Why a participant stands where they stand."""
        if self._seen is None:
            return ""
        listed = self._ordered
        one = next((entrant for entrant in listed if entrant.one.id == identity), None)
        if one is None:
            return ""
        custom = precedence.Custom.of(self._seen.engagement)
        return tell(precedence.explain(listed, one, custom), self._desk.language)

    def _shift(self, by: int) -> None:
        """Move whoever is chosen; under a rule other than rank the reason is asked first."""
        seen, one = self._seen, None
        if seen is not None:
            one = seen.part(self.sheet.identity())
        if seen is None or one is None:
            return
        question = say("Why does {name} stand there?", name=seen.name(one.person))
        held = one.precedence_reason or ""
        if precedence.Custom.of(seen.engagement).rule == "rank":
            ranks = precedence.shifted(seen.dossier.participants, one, by)
            if ranks:
                self._rank(one, ranks, None)
                self.reason.ask(question, lambda why: self._rank(one, {}, why), held=held)
                self.sheet.setFocus()
            return
        place = precedence.place_on_side(seen.dossier.participants, one, by)
        if place is not None:
            ranks = {one.id: place}
            self.reason.ask(question, lambda why: self._rank(one, ranks, why), held=held)

    def drop_on(self, identity: str, other: str) -> None:
        """Put somebody where another of the same side stands."""
        seen = self._seen
        one = seen.part(identity) if seen is not None else None
        aim = seen.part(other) if seen is not None else None
        if seen is None or one is None or aim is None or one.side != aim.side:
            return
        side = [each for each in seen.dossier.participants if each.side == one.side]
        self.sheet.choose(identity)
        self._shift(side.index(aim) - side.index(one))

    def _rank(self, moved: Participation, ranks: dict[str, int], why: str | None) -> None:
        seen = self._seen
        if seen is None:
            return

        def work(session: Any) -> None:
            wanted = {moved.id, *ranks}
            for other in session.query(Participation).filter(Participation.id.in_(wanted)):
                other.precedence = ranks.get(other.id, other.precedence)
                if why is not None and other.id == moved.id:
                    other.precedence_reason = why

        self._desk.act(say("Change the precedence of {name}", name=seen.name(moved.person)), work)
        self.sheet.setFocus()


def _people(dragged: QMimeData) -> list[str]:
    """The ids of the people that are dragged from a list."""
    kind, *ids = bytes(dragged.data(RECORDS).data()).decode().split("\n")
    return ids if kind == "person" else []
