"""The main window: rail, screens, lines at the foot, and the ways between them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sciattache.ui import screens
from sciattache.ui.desk import Desk
from sciattache.ui.notices import NoticeLine, ProgressLines
from sciattache.ui.pieces import hairline
from sciattache.ui.places import Spot, Trail
from sciattache.ui.rail import Rail
from sciattache.ui.shortcuts import KeyList, bind
from sciattache.ui.words import say

_WATCH = "sciattache.ui.exchange.watch"
_QUIET = 700
"""Milliseconds after an office is opened in which nothing but its first screen is read."""


class Window(QMainWindow):
    """One window on one office, or the welcome page when none is open."""

    first_painted = Signal()

    def __init__(self, desk: Desk, welcome: Callable[[], QWidget] | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._welcome = welcome
        self._painted = False
        self.trail = Trail()
        self._screens: dict[str, QWidget] = {}
        self._history: Any = None
        self._finder: Any = None
        self._watch: Any = None
        self._badge: tuple[int, str, str] | None = None
        self.setWindowTitle("SciAttaché")
        self.setMinimumSize(880, 560)
        self.resize(1240, 800)
        self._keyed = False
        self._awaiting = False
        if desk.has_office:
            self.build()
        else:  # what the window holds is made after its first paint
            central = QWidget()
            central.setObjectName("page")
            self.setCentralWidget(central)
        desk.record_wanted.connect(lambda identity: self.visit(Spot("record", identity)))
        desk.draft_wanted.connect(lambda name, values: self.visit(Spot("draft", name, values)))
        desk.engagement_wanted.connect(
            lambda identity, tab: self.visit(Spot("engagement", identity, {"tab": tab}))
        )
        desk.screen_wanted.connect(lambda name, given: self.visit(Spot("screen", name, given)))
        desk.office_changed.connect(self.start_anew)
        desk.office_changed.connect(self._watch_soon)
        desk.exchanging.connect(self._hold)
        desk.long.begun.connect(lambda progress: self.progress.begin(progress))
        desk.long.ended.connect(lambda progress: self.progress.end(progress))
        desk.noticed.connect(lambda words, undo: self.notice.notify(words, undo))
        desk.refused.connect(lambda error: self.notice.refuse(error))
        desk.broken.connect(lambda words: self.notice.broke(words))

    def build(self) -> None:
        """Make rail and foot anew, in the language and colours of now."""
        central = QWidget()
        central.setObjectName("page")
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail(self.go, self.open_finder)
        self.rail.back.clicked.connect(self.go_back)
        self.rail.forward.clicked.connect(self.go_forward)
        self.rail.history.clicked.connect(self.toggle_history)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.stack = QStackedWidget()
        self.notice = NoticeLine(lambda: self.desk.undo())
        self.progress = ProgressLines()
        for widget in (self.stack, self.notice, self.progress):
            column.addWidget(widget, 1 if widget is self.stack else 0)
        row.addWidget(self.rail)
        if self._badge is not None:
            self.rail.show_badge("exchange", *self._badge)
        self._edge = hairline(upright=True)
        row.addWidget(self._edge)
        row.addLayout(column, 1)
        self.setCentralWidget(central)
        self._screens.clear()
        self._finder = None
        self._dress_rail()
        if not self._keyed:
            self._keyed = True
            bind(self)

    def await_office(self, name: str) -> None:
        """Show the rail while the office called ``name`` is opened."""
        self.build()
        self.rail.show_office(name)
        self.rail.show()
        self._edge.show()
        self._awaiting = True

    def start_anew(self) -> None:
        """Throw the screens away, because the office, the language or the look is another."""
        here = self.trail.here if self.desk.has_office else None
        dock_shown = self._history is not None and self._history.isVisible()
        if self._history is not None:
            self.removeDockWidget(self._history)
            self._history.deleteLater()
            self._history = None
        if not self._awaiting or not self.desk.has_office:
            self.build()
        self._awaiting = False
        if not self.desk.has_office:
            self.trail = Trail()
            self._show_welcome()
            return
        known = here is not None and here.kind == "screen"
        self.trail = Trail()
        self.visit(here if known and here is not None else Spot("screen", "today"))
        if dock_shown:
            self.toggle_history()

    def visit(self, spot: Spot) -> None:
        """Go somewhere new."""
        self.trail.visit(spot)
        self._show(spot)

    def go_back(self) -> None:
        if (spot := self.trail.back()) is not None:
            self._show(spot)

    def go_forward(self) -> None:
        if (spot := self.trail.forward()) is not None:
            self._show(spot)

    def open_finder(self) -> None:
        """Open the box that finds anything."""
        if not self.desk.has_office:
            return
        if self._finder is None:
            from sciattache.ui.finder import Finder  # reads the record types

            self._finder = Finder(self.desk, self)
        self._finder.open()

    def toggle_history(self) -> None:
        """Show or hide the history at the side."""
        if not self.desk.has_office:
            return
        if self._history is None:
            from sciattache.ui.history import HistoryPanel  # reads the change log

            self._history = HistoryPanel(self.desk, self)
            sides = Qt.DockWidgetArea  # Qt does not mirror them
            end = sides.LeftDockWidgetArea if self.isRightToLeft() else sides.RightDockWidgetArea
            self.addDockWidget(end, self._history)
            self._tell_history()
            return
        self._history.setVisible(not self._history.isVisible())

    def call(self, name: str) -> None:
        """Call a function that the screen in front may have (``make_new``, ``begin_edit``)."""
        function = getattr(self.stack.currentWidget(), name, None)
        if function is not None:
            function()

    def restore(self) -> None:
        """Take the size and place that the window had."""
        kept = QSettings().value("window/geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    def paintEvent(self, event: Any) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        QSettings().setValue("window/geometry", self.saveGeometry())
        self._leave()
        super().closeEvent(event)

    def _show(self, spot: Spot) -> None:
        self._leave()
        made = getattr(self, f"_{spot.kind}")(spot)
        if made is None:
            return
        if self.stack.indexOf(made) < 0:
            self.stack.addWidget(made)
        self.stack.setCurrentWidget(made)
        self.rail.show_screen(spot.name if spot.kind == "screen" else "")
        self._dress_rail()
        self._forget_others(made)
        getattr(made, "focus_first", made.setFocus)()
        self._tell_history()

    def _screen(self, spot: Spot) -> QWidget:
        made = self._screens.get(spot.name)
        if made is None:
            made = screens.called(spot.name).make(self.desk)
            self._screens[spot.name] = made
        if spot.given and (show_with := getattr(made, "show_with", None)) is not None:
            show_with(**spot.given)
        return made

    def _record(self, spot: Spot) -> QWidget | None:
        from sciattache.ui.record_page import record_page  # reads the record types

        made = record_page(self.desk, spot.name)
        if made is None:
            self.notice.notify(say("This record is no longer there."))
        return made

    def _draft(self, spot: Spot) -> QWidget:
        from sciattache.ui.record_page import draft_page  # reads the record types

        made = draft_page(self.desk, spot.name, dict(spot.given))
        made.kept.connect(self._draft_kept)
        return made

    def _engagement(self, spot: Spot) -> QWidget:
        module, _, function = screens.WORKSPACE.partition(":")
        made: QWidget = getattr(import_module(module), function)(
            self.desk, spot.name, spot.given.get("tab", "")
        )
        return made

    def _draft_kept(self, identity: str) -> None:
        if self.trail.here is not None and self.trail.here.kind == "draft":
            self.trail.replace(Spot("record", identity))
        self._tell_history()

    def _show_welcome(self) -> None:
        if self._welcome is None:
            return
        page = self._welcome()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.rail.hide()
        self._edge.hide()
        getattr(page, "focus_first", page.setFocus)()

    def _watch_soon(self) -> None:
        """Begin to watch the exchange once the first screen has had its time."""
        if self._watch is None and self.desk.has_office:
            QTimer.singleShot(_QUIET, self, self._read_watch)

    def _read_watch(self) -> None:
        """Read in a thread what bundles are made with."""
        if self.desk.has_office:
            self.desk.fetch(lambda _: import_module(_WATCH), lambda _: self._begin_watch())

    def _begin_watch(self) -> None:
        if self._watch is None and self.desk.has_office:
            self._watch = import_module(_WATCH).Watch(self.desk, self)
            self._watch.counted.connect(self._show_counts)
            self._watch.count()

    def _show_counts(self, counts: Any) -> None:
        from sciattache.ui.exchange.counting import badge  # as above

        self._badge = badge(counts)
        self.rail.show_badge("exchange", *self._badge)

    def _hold(self, held: bool) -> None:
        """Let nobody act while the office is another's."""
        self.rail.setEnabled(not held)
        self.stack.setEnabled(not held)
        if self._history is not None:
            self._history.setEnabled(not held)

    def _leave(self) -> None:
        """Let the field being typed in be kept before its screen goes."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def _forget_others(self, shown: QWidget) -> None:
        """Let go of pages that no screen's name leads to."""
        kept = {*self._screens.values(), shown}
        for index in reversed(range(self.stack.count())):
            page = self.stack.widget(index)
            if page is not None and page not in kept:
                self.stack.removeWidget(page)
                page.deleteLater()

    def _dress_rail(self) -> None:
        self.rail.back.setEnabled(self.trail.can_go_back)
        self.rail.forward.setEnabled(self.trail.can_go_forward)
        self.rail.setVisible(self.desk.has_office)
        self._edge.setVisible(self.desk.has_office)
        if self.desk.has_office:
            name = self.desk.office.name
            self.rail.show_office(name)
            self.setWindowTitle(f"{name} · SciAttaché")

    def _tell_history(self) -> None:
        if self._history is not None:
            identity = getattr(self.stack.currentWidget(), "record_id", lambda: None)()
            self._history.follow(identity)

    def go(self, name: str) -> None:
        """Show a screen by its name, once an office is open."""
        if self.desk.has_office:
            self.desk.go(name)

    def turn(self, turn: Callable[[], None]) -> None:
        """Undo or redo, once an office is open."""
        if self.desk.has_office:
            turn()

    def list_keys(self) -> None:
        """Show the list of keys over the window."""
        keys = KeyList(self)
        keys.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys.adjustSize()
        keys.move(self.mapToGlobal(self.rect().center()) - keys.rect().center())
        keys.show()
