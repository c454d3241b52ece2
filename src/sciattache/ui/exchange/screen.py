"""The screen of the exchange: joining, then sending, receiving, clashes, offices and keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from sciattache.ui.desk import Desk
from sciattache.ui.dropping import dropped
from sciattache.ui.exchange import arriving, reading
from sciattache.ui.exchange.arriving import Arrival
from sciattache.ui.exchange.clashes_page import ClashesPage
from sciattache.ui.exchange.duplicates_page import DuplicatesPage
from sciattache.ui.exchange.joining import JoinPage
from sciattache.ui.exchange.keys_page import KeysPage
from sciattache.ui.exchange.offices_page import OfficesPage
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.exchange.recalls_page import RecallsPage
from sciattache.ui.exchange.received import ReceivedPage
from sciattache.ui.exchange.review_page import ReviewPage
from sciattache.ui.exchange.send_page import SendPage
from sciattache.ui.exchange.standing import state
from sciattache.ui.exchange.tabs import Tabs
from sciattache.ui.freshness import Freshness
from sciattache.ui.look import pixmap
from sciattache.ui.pieces import hairline, heading, text
from sciattache.ui.words import say
from sciattache.ui.work import Progress

_ICONS = {"good": "circle-check", "warn": "clock", "bad": "triangle-alert"}
_TABS = {
    "outside": ("join", "clashes", "keys"),
    "post": ("send", "clashes", "recalls", "received", "keys"),
    "headquarters": ("offices", "send", "clashes", "duplicates", "recalls", "received", "keys"),
}


class _Page(Protocol):
    """What every page can do, besides being a widget."""

    def show_seen(self, seen: Seen) -> None: ...


_P = TypeVar(
    "_P", JoinPage, OfficesPage, SendPage, ClashesPage, DuplicatesPage, RecallsPage, ReceivedPage,
    KeysPage, ReviewPage,
)  # fmt: skip


def exchange_screen(desk: Desk) -> ExchangeScreen:
    """The screen of the exchange."""
    return ExchangeScreen(desk)


class ExchangeScreen(QWidget):
    """What it shows depends on who sits here: nobody's yet, an office, or headquarters."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.seen: Seen | None = None
        self._reading: Progress | None = None
        self.setAcceptDrops(True)
        self._made: dict[QWidget, _Page] = {}
        self._stale: set[QWidget] = set()
        self.stack = QStackedWidget()
        self.stack.currentChanged.connect(lambda _: self._freshen())
        self._mark, self._word = QLabel(), text("")
        self.tabs = Tabs(say("Exchange"))
        self.tabs.turned.connect(self._turn)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 4)
        head.setSpacing(8)
        head.addWidget(heading(say("Exchange")), 1)
        head.addWidget(self._mark)
        head.addWidget(self._word)
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 0, 24, 0)
        bar.addWidget(self.tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(hairline())
        column.addWidget(self.stack, 1)
        self._soon = QTimer(self, singleShot=True, interval=50)
        self._soon.timeout.connect(self.refresh)
        Freshness(self, desk, self._soon.start, desk.bundles_moved)
        self.refresh()

    # The pages, each made when it is first turned to

    @cached_property
    def join(self) -> JoinPage:
        made = JoinPage(self._desk)
        made.joined.connect(self._desk.bundles_moved)
        return self._added(made)

    @cached_property
    def offices(self) -> OfficesPage:
        made = OfficesPage(self._desk)
        made.changed.connect(self._desk.bundles_moved)
        made.send_wanted.connect(self._send_to)
        made.review_wanted.connect(self._review)
        return self._added(made)

    @cached_property
    def review(self) -> ReviewPage:
        made = ReviewPage(self._desk)
        made.left.connect(lambda: self.stack.setCurrentWidget(self.offices))
        return self._added(made)

    @cached_property
    def send(self) -> SendPage:
        made = SendPage(self._desk)
        made.made.connect(self._desk.bundles_moved)
        made.receive.chosen.connect(self.take)
        made.fetched.connect(lambda looked: self._taken(arriving.of_looked(looked)))
        made.receive.inbox.changed.connect(lambda _: self._desk.bundles_moved.emit())
        return self._added(made)

    @cached_property
    def clashes(self) -> ClashesPage:
        return self._added(ClashesPage(self._desk))

    @cached_property
    def duplicates(self) -> DuplicatesPage:
        return self._added(DuplicatesPage(self._desk))

    @cached_property
    def recalls(self) -> RecallsPage:
        return self._added(RecallsPage(self._desk))

    @cached_property
    def received(self) -> ReceivedPage:
        return self._added(ReceivedPage(self._desk))

    @cached_property
    def keys(self) -> KeysPage:
        made = KeysPage(self._desk)
        made.back.restored.connect(self._desk.bundles_moved)
        made.change.changed.connect(self._desk.bundles_moved)
        made.guard.changed.connect(self._desk.bundles_moved)
        made.root.changed.connect(self._desk.bundles_moved)
        return self._added(made)

    def _added(self, page: _P) -> _P:
        self._made[page] = page
        self._stale.add(page)
        self.stack.addWidget(page)
        return page

    def _freshen(self) -> None:
        """Show on the page in front how matters stand; those behind it wait for their turn."""
        front = self.stack.currentWidget()
        if self.seen is not None and front in self._stale:
            self._stale.remove(front)
            self._made[front].show_seen(self.seen)

    @property
    def tab(self) -> str:
        """The name of the tab that is shown."""
        return self.tabs.name

    def show_with(self, tab: str = "", record: str = "", **_: Any) -> None:
        """Turn to a tab, and to the clash of a record."""
        if record:
            self.clashes.show_record(record)
        self.turn_to("clashes" if record else tab)

    def turn_to(self, name: str) -> None:
        """Turn to a tab, as soon as it is known to be there."""
        self.tabs.turn_to(name)

    def focus_first(self) -> None:
        getattr(self.stack.currentWidget(), "focus_first", self.tabs.setFocus)()

    def make_new(self) -> None:
        """What Ctrl+N does here: take bundles, or enrol an office."""
        if self.tab == "offices":
            self.offices.ask()
        elif self.seen is not None and not self.seen.is_outside:
            self.send.receive.ask()

    def refresh(self) -> None:
        """Read in a thread how matters stand, then show it."""
        if not self._desk.has_office:
            return
        if self._reading is not None:
            self._reading.cancel()
        desk = self._desk

        def job(progress: Progress) -> Seen:
            progress.report()
            with desk.read() as session:
                return reading.read(session)

        self._reading = desk.fetch(job, self._show)

    def take(self, paths: Sequence[Path]) -> None:
        """Take bundles, or who asks or answers, from files, mails and folders."""
        office = self._desk.office
        self._desk.run(
            say("Taking bundles"), lambda progress: arriving.take(office, paths, progress),
            self._taken,
        )  # fmt: skip

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event, folders=True):
            event.acceptProposedAction()
            self._light(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(over=False)
        if files := dropped(event, folders=True):
            event.acceptProposedAction()
            self.take(files)

    def _light(self, *, over: bool) -> None:
        if self.tab == "send":
            self.send.receive.zone.light(over=over)

    def _show(self, seen: Seen) -> None:
        if not isValid(self):
            return
        self.seen = seen
        counts = seen.counts
        labels = {
            "join": say("Join headquarters"), "offices": say("Offices"),
            "send": say("Send and receive"),
            "clashes": _counted(say("Clashes"), counts.clashes), "duplicates": say("Duplicates"),
            "recalls": _counted(say("Recalls"), counts.recalls),
            "received": _counted(say("Received"), counts.parked), "keys": say("Office keys"),
        }  # fmt: skip
        shown = {"clashes": counts.clashes or not seen.is_outside, "recalls": counts.asked}
        self.tabs.show_tabs([name for name in _TABS[_place(seen)] if shown.get(name, True)], labels)
        self._say_state(seen)
        self._stale = set(self._made)
        self._freshen()

    def _say_state(self, seen: Seen) -> None:
        """How long ago headquarters was heard of; at headquarters, who is silent."""
        words, tone = state(seen)
        self._mark.setVisible(bool(tone))
        if tone:
            self._mark.setPixmap(pixmap(_ICONS[tone], 16, tone))
        self._word.setText(words)

    def _turn(self, name: str) -> None:
        if name:
            self.stack.setCurrentWidget(getattr(self, name))

    def _taken(self, arrival: Arrival) -> None:
        self._desk.bundles_moved.emit()
        place = _place(self.seen) if self.seen is not None else ""
        if arrival.asking and place == "headquarters":
            self.turn_to("offices")
            self.offices.begin_enrolling(arrival.asking[0])
        elif arrival.answers and place == "outside":
            self.turn_to("join")
            self.join.take_answer(arrival.answers[0])
        elif refusal := arriving.refusal(arrival):
            self._desk.refuse(refusal)
        else:
            self._desk.notify(arriving.told(arrival))
        if set(arrival.counts) - {"applied", "duplicate"}:
            self.turn_to("received")

    def _review(self, site: int, name: str) -> None:
        self.turn_to("offices")
        self.review.review(site, name)
        self.stack.setCurrentWidget(self.review)
        self.review.focus_first()

    def _send_to(self, site: int) -> None:
        self.turn_to("send")
        self.send.choose_office(site)
        self.send.focus_first()


def _place(seen: Seen) -> str:
    """Who sits here, as the tabs are named."""
    return "headquarters" if seen.is_headquarters else "outside" if seen.is_outside else "post"


def _counted(words: str, count: int) -> str:
    return f"{words}  {count}" if count else words
