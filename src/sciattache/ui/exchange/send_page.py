"""Make bundles: what waits, how it goes, and where what comes is taken; the page of most days."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from sciattache.sync.carrying import inbox
from sciattache.sync.carrying.inbox import Looked
from sciattache.sync.carrying.location import Location
from sciattache.sync.partners import Peer
from sciattache.sync.status import Standing
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import going, waiting
from sciattache.ui.exchange.amounts import size_words
from sciattache.ui.exchange.going import Gone
from sciattache.ui.exchange.preview import Preview
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.exchange.receive_part import ReceivePart
from sciattache.ui.exchange.waiting import Waiting
from sciattache.ui.exchange.ways import Ways
from sciattache.ui.pieces import (
    button,
    hairline,
    link_button,
    quiet,
    scrolled,
    section,
)
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import leaving

_EVERYBODY = -1
_AT_ONCE = 8
"""Offices for which what goes is worked out unasked: for hundreds it takes a minute."""


class SendPage(QWidget):
    """What waits and how it goes; where what comes is dropped, or watched for."""

    made = Signal()
    fetched = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._reading: Progress | None = None
        self._waiting, self._worked_out = Waiting(), list[Standing]()
        self._gone: Gone | None = None
        self._place: Location | None = None
        self.receive = ReceivePart(desk)
        self.to = QComboBox()
        self.to.setAccessibleName(say("For"))
        self.to.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.to.setMinimumWidth(220)
        self.to.activated.connect(lambda _: self._read())
        self.preview, self.ways = Preview(), Ways(desk)
        self.preview.wanted.connect(self.work_out)
        self.preview.resend.clicked.connect(lambda _: self._read())
        self.ways.changed.connect(self._show_waiting)
        self.ways.known.connect(self._allow)
        self.ways.fetch.clicked.connect(self.fetch)
        self.make = button(say("Make bundle"), "send", primary=True)
        self.make.clicked.connect(self.make_bundles)
        self.result = quiet("")
        self.result.setWordWrap(True)
        self.open = link_button("", "external-link")
        self.open.clicked.connect(self._open)
        self.open.hide()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._title = section(say("Send"))
        head.addWidget(self._title)
        head.addWidget(self.to)
        head.addStretch()
        column.addLayout(head)
        column.addWidget(self.preview)
        column.addSpacing(4)
        column.addWidget(self.ways)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.make)
        row.addWidget(self.result, 1)
        row.addWidget(self.open)
        column.addSpacing(4)
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(hairline())
        column.addSpacing(4)
        column.addWidget(section(say("Receive")))
        column.addWidget(self.receive)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, widest=760))

    def show_seen(self, seen: Seen) -> None:
        """Show how matters stand now."""
        self._seen = seen
        self._name_offices(seen)
        self.to.setVisible(seen.is_headquarters)
        self._title.setText(say("Send") if seen.is_headquarters else say("Send to headquarters"))
        self.receive.inbox.show_inbox(seen.preferences.inbox)
        self._read()

    def focus_first(self) -> None:
        self.make.setFocus()

    def choose_office(self, site: int) -> None:
        """Turn to one office, at headquarters."""
        self.to.setCurrentIndex(max(self.to.findData(site), 0))
        self._read()

    def _name_offices(self, seen: Seen) -> None:
        """Offer those to whom something may go; the one chosen stays."""
        active = [peer for peer in seen.peers if peer.is_active]
        offered = [
            (f"{peer.site}  {peer.office}" if seen.is_headquarters else peer.office, peer.site)
            for peer in active
        ]
        if seen.is_headquarters:
            offered.insert(0, (say("All offices ({count})", count=len(active)), _EVERYBODY))
        if offered == [(self.to.itemText(n), self.to.itemData(n)) for n in range(self.to.count())]:
            return
        held = self.to.currentData()
        self.to.clear()
        for name, site in offered:
            self.to.addItem(name, site)
        self.to.setCurrentIndex(max(self.to.findData(held), 0))

    # To go

    def peers(self) -> list[Peer]:
        """Those for whom bundles are made."""
        chosen = self.to.currentData()
        found = self._seen.peers if self._seen is not None else ()
        return [one for one in found if one.is_active and chosen in (_EVERYBODY, one.site)]

    def make_bundles(self) -> None:
        """Make what waits into bundles, by the way chosen."""
        peers, now, desk = self.peers(), self.ways.now, self._desk
        if not peers:
            return
        job = self._drafting(peers) if now.way == "mail" else self._putting(peers)
        if job is None:
            return

        self.make.setEnabled(False)
        desk.run(say("Making bundles"), job, self._done, self._stopped)

    def _putting(self, peers: list[Peer]) -> Callable[[Progress], Gone] | None:
        where = self.ways.place()
        if where is None:
            return None
        office, password, place = self._desk.office, self.ways.password.text(), where
        self._place = place
        again = self.preview.resend.isChecked()
        return lambda progress: going.to_place(
            office, peers, place, progress, password=password, again=again
        )

    def _drafting(self, peers: list[Peer]) -> Callable[[Progress], Gone] | None:
        folder = leaving.ask_folder(self, say("Where the drafts go"))
        if folder is None:
            return None
        office, now, language = self._desk.office, self.ways.now, self._desk.language
        place, address = folder, now.address if not peers[0].site else ""
        again = self.preview.resend.isChecked()
        return lambda progress: going.as_drafts(
            office, peers, place, progress, address=address, limit=now.mail_limit,
            language=language, again=again,
        )  # fmt: skip

    def fetch(self) -> None:
        """Take what is new at the shared location."""
        where = self.ways.place()
        if where is not None:
            office, password, place = self._desk.office, self.ways.password.text(), where

            def done(looked: Looked) -> None:
                self.ways.keep_password(place)
                self.fetched.emit(looked)

            self._desk.run(
                say("Fetching bundles"),
                lambda progress: inbox.look(
                    office, place, password=password, report=progress.report
                ),
                done,
            )  # fmt: skip

    def _done(self, gone: Gone) -> None:
        self._gone = gone
        self.preview.resend.setChecked(False)
        self._allow()
        if self._place is not None and not gone.mails:
            self.ways.keep_password(self._place)
        is_mail = gone.mails
        self.result.setText(
            say("Drafts made: {count}, {size}.", count=len(gone.files), size=size_words(gone.size))
            if is_mail
            else say("Bundles made: {count}, {size}.", count=gone.bundles,
                     size=size_words(gone.size))
        )  # fmt: skip
        one_mail = is_mail and len(gone.files) == 1
        self.open.setText(say("Open the draft") if one_mail else say("Open the folder"))
        self.open.setAccessibleName(self.open.text())
        self.open.setVisible(bool(gone.files))
        self._desk.notify(self.result.text())
        self.made.emit()

    def _stopped(self) -> None:
        self._allow()
        self.made.emit()

    def _open(self) -> None:
        if self._gone is not None and self._gone.files:
            first = self._gone.files[0]
            one_mail = first.suffix == ".eml" and len(self._gone.files) == 1
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(first if one_mail else first.parent)))

    def _allow(self) -> None:
        """Let bundles be made once it is known for whom, and which way they go."""
        self.make.setEnabled(bool(self.peers()) and self.ways.is_known)

    def _standings(self) -> list[Standing]:
        """How those for whom bundles are made stand."""
        wanted = {one.site for one in self.peers()}
        found = self._seen.standings if self._seen is not None else ()
        return [one for one in found if one.site in wanted]

    def _read(self) -> None:
        """Show the way to those chosen, and look in a thread at what waits for them.

        Where they are many it is said how much waits, and worked out only when asked for.
        """
        at_post = self._seen is not None and not self._seen.is_headquarters
        self.ways.show_for([one.site for one in self.peers()], with_address=at_post)
        self._allow()
        if self._reading is not None:
            self._reading.cancel()
        standings = self._standings()
        if len(standings) <= _AT_ONCE:
            self._reading = self._desk.fetch(self._waiting_of(standings), self._found(standings))
        elif standings != self._worked_out:
            self._waiting = waiting.roughly(standings)
            self._show_waiting()

    def work_out(self) -> None:
        """Work out what goes to those chosen, with a line of progress."""
        standings = self._standings()
        self.preview.work_out.setEnabled(False)
        self._reading = self._desk.run(
            say("Working out what goes"), self._waiting_of(standings), self._found(standings),
            lambda: self.preview.work_out.setEnabled(True),
        )  # fmt: skip

    def _waiting_of(self, standings: list[Standing]) -> Callable[[Progress], Waiting]:
        desk, peers, again = self._desk, self.peers(), self.preview.resend.isChecked()

        def job(progress: Progress) -> Waiting:
            with desk.read() as session:
                return waiting.read(session, peers, standings, progress, again=again)

        return job

    def _found(self, standings: list[Standing]) -> Callable[[Waiting], None]:
        """Show what was worked out, unless it is of others by now, or of another moment."""

        def show(found: Waiting) -> None:
            if isValid(self) and standings == self._standings():
                self._waiting, self._worked_out = found, standings
                self._show_waiting()

        return show

    def _show_waiting(self) -> None:
        self.preview.show_waiting(self._waiting, self.ways.now.line)
