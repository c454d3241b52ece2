"""The workspace of one engagement: head, tabs, and the panel at the side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.records import Record
from sciattache.ui.desk import Desk
from sciattache.ui.look import more_fonts
from sciattache.ui.pieces import empty, hairline
from sciattache.ui.words import say
from sciattache.ui.workspace import acts, leaving
from sciattache.ui.workspace.conflicts import ConflictsTab
from sciattache.ui.workspace.conflicts_watch import Found, Watch
from sciattache.ui.workspace.copying import CopyStrip, Source
from sciattache.ui.workspace.header import Header
from sciattache.ui.workspace.meetings import MeetingsTab
from sciattache.ui.workspace.overview import OverviewTab
from sciattache.ui.workspace.papers import PapersTab
from sciattache.ui.workspace.participants import ParticipantsTab
from sciattache.ui.workspace.programme import ProgrammeTab
from sciattache.ui.workspace.reading import TAGS, Seen, read
from sciattache.ui.workspace.route import RouteTab, is_wanted
from sciattache.ui.workspace.side import SidePanel
from sciattache.ui.workspace.travel import TravelTab
from sciattache.ui.workspace.versions import VersionsTab

TABS: dict[str, tuple[str, Callable[[Desk], QWidget]]] = {
    "overview": ("Overview", OverviewTab),
    "programme": ("Programme", ProgrammeTab),
    "participants": ("Participants", ParticipantsTab),
    "travel": ("Travel and stays", TravelTab),
    "route": ("Route", RouteTab),
    "conflicts": ("Conflicts", ConflictsTab),
    "meetings": ("Meetings", MeetingsTab),
    "papers": ("Papers", PapersTab),
    "versions": ("Versions", VersionsTab),
}
"""The tabs by name, with their words and what makes them."""


class Workspace(QWidget):
    """One engagement; a tab is made when it is first shown and told of changes while it is seen."""

    def __init__(self, desk: Desk, identity: str, tab: str = "") -> None:
        super().__init__()
        more_fonts()
        self._desk, self.identity = desk, identity
        self._tabs: dict[str, Any] = {}
        self._stale: set[str] = set()
        self.seen: Seen | None = None
        self.watch = Watch(desk, self)
        self.header = Header(desk)
        self.copying = CopyStrip(desk)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setProperty("mirrored", "true" if QApplication.isRightToLeft() else "false")
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(say("Parts of the engagement"))
        for words, _ in TABS.values():
            self.bar.addTab(say(words))
        self.stack = QStackedWidget()
        self.panel = SidePanel(desk)
        self._lay_out()
        self._bind()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        desk.changed.connect(self._changed)
        self.refresh()
        self.show_tab(tab or "overview")

    def show_tab(self, name: str) -> None:
        """Turn to a tab by its name."""
        if name not in TABS or not self.bar.isTabVisible(list(TABS).index(name)):
            name = "overview"
        self.bar.setCurrentIndex(list(TABS).index(name))
        self._turn(self.bar.currentIndex())

    @property
    def tab(self) -> Any:
        """The tab in front, or None when the engagement is gone."""
        return self._tabs.get(list(TABS)[self.bar.currentIndex()])

    def refresh(self) -> None:
        """Read the engagement anew; what is seen is shown anew, the other tabs when turned to."""
        with self._desk.read() as session:
            self.seen = read(session, self.identity)
        gone = self.seen is None
        for widget in (self.header, self.bar, self._body, self._line):
            widget.setVisible(not gone)
        self._gone.setVisible(gone)
        if self.seen is None:
            return
        self._offer_route(self.seen)
        self.header.show_seen(self.seen)
        self.panel.show_seen(self.seen)
        self.watch.look(self.seen)
        self._stale = set(self._tabs)
        self._show_in_front()

    def make_new(self) -> None:
        """Add what the tab in front is about."""
        self._ask_tab("make_new")

    def begin_edit(self) -> None:
        self._ask_tab("begin_edit")

    def focus_first(self) -> None:
        self._ask_tab("focus_first")

    def record_id(self) -> str | None:
        """The record that the history is about: the one in the panel, else the engagement."""
        return self.panel.identity or self.identity

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.panel.isHidden():
            self.panel.close_panel()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.setHandleWidth(1)
        self._body.setChildrenCollapsible(False)
        self._body.addWidget(self.stack)
        self._body.addWidget(self.panel)
        self._body.setStretchFactor(0, 1)
        self._body.setSizes([800, int(str(QSettings().value("workspace/panel", 440)))])
        self._line = hairline()
        self._gone = empty(
            say("This engagement is no longer there"),
            say("Undo brings it back, unless it was erased everywhere."),
            name="circle-help",
        )  # fmt: skip
        around = QVBoxLayout()
        around.setContentsMargins(24, 0, 24, 0)
        around.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        asked = QVBoxLayout()
        asked.setContentsMargins(24, 0, 24, 0)
        asked.addWidget(self.copying)
        column.addLayout(asked)
        column.addLayout(around)
        column.addWidget(self._line)
        column.addWidget(self._body, 1)
        column.addWidget(self._gone, 1)

    def _bind(self) -> None:
        self.watch.changed.connect(self._found)
        self.bar.currentChanged.connect(self._turn)
        self._body.splitterMoved.connect(
            lambda *_: QSettings().setValue("workspace/panel", self._body.sizes()[1])
        )
        self.panel.removal_wanted.connect(lambda cls, one: acts.remove(self._desk, cls, one))
        self.panel.kept.connect(self._kept)
        self.panel.closed.connect(self.focus_first)
        self.header.calendar_wanted.connect(lambda: self._leave(leaving.calendar))
        self.header.cards_wanted.connect(lambda: self._leave(leaving.cards))
        self.header.copy_wanted.connect(self._copy)
        self.header.removal_wanted.connect(
            lambda: acts.remove(self._desk, Engagement, self.identity)
        )
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._step(step))

    def _step(self, by: int) -> None:
        """Turn to the next tab that is offered, or the one before."""
        shown = [n for n in range(self.bar.count()) if self.bar.isTabVisible(n)]
        self.bar.setCurrentIndex(shown[(shown.index(self.bar.currentIndex()) + by) % len(shown)])

    def _offer_route(self, seen: Seen) -> None:
        """The route's tab is there for a trip that has one."""
        number, wanted = list(TABS).index("route"), is_wanted(seen)
        if not wanted and self.bar.currentIndex() == number:
            self.bar.setCurrentIndex(0)
        self.bar.setTabVisible(number, wanted)

    def _leave(self, way: Callable[[QWidget, Desk, Seen], None]) -> None:
        if self.seen is not None:
            way(self, self._desk, self.seen)

    def _copy(self) -> None:
        if self.seen is not None:
            self.copying.ask(Source.of(self.seen.engagement))

    def _turn(self, index: int) -> None:
        name = list(TABS)[index]
        if self.seen is None:
            return
        if name not in self._tabs:
            made: Any = TABS[name][1](self._desk)
            made.record_wanted.connect(self._edit)
            made.draft_wanted.connect(self._draft)
            self._tabs[name] = made
            self._stale.add(name)
            self.stack.addWidget(made)
            self._tell(made)
        self.panel.hide()
        self.stack.setCurrentWidget(self._tabs[name])
        self._show_in_front()

    def _show_in_front(self) -> None:
        name = list(TABS)[self.bar.currentIndex()]
        if self.seen is not None and name in self._stale and name in self._tabs:
            self._stale.discard(name)
            self._tabs[name].show_seen(self.seen)

    def _found(self, found: Found) -> None:
        """Count the conflicts in the tab's words, and tell the tabs that show them."""
        count = len(found.standing)
        words = say(TABS["conflicts"][0])
        self.bar.setTabText(list(TABS).index("conflicts"), f"{words} {count}" if count else words)
        for tab in self._tabs.values():
            self._tell(tab)

    def _tell(self, tab: Any) -> None:
        show = getattr(tab, "show_found", None)
        if show is not None and self.watch.found is not None:
            show(self.watch.found)

    def _edit(self, cls: type[Record], identity: str, wanted: bool) -> None:
        if wanted and cls in (Seating, Seat):
            self.show_tab("participants")
            self.tab.show_seat(identity)
        elif wanted or not self.panel.isHidden():
            self.panel.show_record(cls, identity)

    def _draft(self, cls: type[Record], values: dict[str, Any]) -> None:
        self.panel.show_draft(cls, **values)

    def _kept(self, identity: str) -> None:
        self.refresh()
        choose = getattr(self.tab, "choose", None)
        if choose is not None:
            choose(identity)

    def _ask_tab(self, name: str) -> None:
        function = getattr(self.tab, name, None)
        if function is not None:
            function()

    def _changed(self, touched: dict[int, set[int]]) -> None:
        if not TAGS.isdisjoint(touched):
            self._soon.start()
