"""The participants' tab: the people, and where they sit, ride, sleep and stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from sciattache.papers.guest_data.taking import is_guest_data
from sciattache.ui.desk import Desk
from sciattache.ui.dropping import dropped
from sciattache.ui.guest_data.panel import open_guest_data
from sciattache.ui.look import icon
from sciattache.ui.pieces import Flow, button, hairline, restyle
from sciattache.ui.words import say
from sciattache.ui.workspace.cars import CarsView
from sciattache.ui.workspace.conflicts_watch import Found
from sciattache.ui.workspace.participants_list import PeopleView
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.receiving import ReceivingView
from sciattache.ui.workspace.rooming import RoomsView
from sciattache.ui.workspace.seating import SeatingView
from sciattache.ui.workspace.sheet import Sheet

VIEWS: dict[str, tuple[str, str, Callable[[Desk], Any]]] = {
    "people": ("People", "users", PeopleView),
    "seating": ("Seating", "armchair", SeatingView),
    "cars": ("Cars", "car", CarsView),
    "rooms": ("Rooms", "bed", RoomsView),
    "line": ("Receiving line", "handshake", ReceivingView),
}
"""The views by name: their words, their icons, and what makes them when first turned to."""


class ParticipantsTab(Widget):
    """Views of the same people, of which one is in front."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._found: Found | None = None
        self._views: dict[str, Any] = {}
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 12, 24, 8)
        bar.setSpacing(8)
        ways = Widget()
        flow = Flow(ways, gap=8)
        for name, (words, picture, _) in VIEWS.items():
            flow.addWidget(self._button(name, say(words), picture))
        bar.addWidget(ways, 1)
        self.answers = button(say("Take in guest data"), "inbox")
        self.answers.setToolTip(say("Workbooks and forms that guests filled in"))
        self.answers.clicked.connect(lambda: open_guest_data(self._desk, self))
        bar.addWidget(self.answers)
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self.stack, 1)
        self.turn("people")

    @property
    def people(self) -> PeopleView:
        """The list of people."""
        found = self._views["people"]
        assert isinstance(found, PeopleView)
        return found

    @property
    def sheet(self) -> Sheet:
        return self.people.sheet

    @property
    def search(self) -> Any:
        return self.people.search

    @property
    def view(self) -> Any:
        """The view in front."""
        return self.stack.currentWidget()

    def turn(self, name: str) -> None:
        """Bring a view to the front."""
        if name not in self._views:
            made = VIEWS[name][2](self._desk)
            made.record_wanted.connect(self.record_wanted)
            made.draft_wanted.connect(self.draft_wanted)
            self._views[name] = made
            self.stack.addWidget(made)
        self.stack.setCurrentWidget(self._views[name])
        for each, made_button in self.buttons.items():
            made_button.setChecked(each == name)
            made_button.setProperty("worn", "true" if each == name else "false")
            restyle(made_button)
        if self._seen is not None:
            self._views[name].show_seen(self._seen)
        self._tell_found()

    def show_seen(self, seen: Seen) -> None:
        """Show who takes part now, in the view in front."""
        self._seen = seen
        self.view.show_seen(seen)

    def show_found(self, found: Found) -> None:
        """Tell the view in front what does not fit, where it shows that."""
        self._found = found
        self._tell_found()

    def show_seat(self, identity: str) -> None:
        """Turn to a table, or to a seat at one."""
        self.turn("seating")
        self.view.choose_table(identity)

    def make_new(self) -> None:
        self.turn("people")
        self.people.make_new()

    def focus_first(self) -> None:
        self.view.focus_first()

    def begin_edit(self) -> None:
        if self.view is self.people:
            self.people.begin_edit()

    def choose(self, identity: str) -> None:
        """Go to somebody's row."""
        self.people.choose(identity)

    def add_people(self, people: Sequence[str]) -> None:
        """Let people take part."""
        self.people.add_people(people)

    def _tell_found(self) -> None:
        show = getattr(self.view, "show_found", None)
        if show is not None and self._found is not None:
            show(self._found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(map(is_guest_data, dropped(event))):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        open_guest_data(self._desk, self, [file for file in dropped(event) if is_guest_data(file)])

    def _button(self, name: str, words: str, picture: str) -> QToolButton:
        made = QToolButton()
        made.setText(words)
        made.setAccessibleName(words)
        made.setIcon(icon(picture, gap=4))
        made.setIconSize(QSize(20, 16))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setProperty("role", "chip")
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self.turn(name))
        self._group.addButton(made)
        self.buttons[name] = made
        return made
