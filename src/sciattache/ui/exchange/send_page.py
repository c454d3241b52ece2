"""Make bundles: what waits, how it goes, and where what comes is taken; the page of most days."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from sciattache.errors import KnownError
from sciattache.sync.carrying import inbox
from sciattache.sync.partners import Peer
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import going, waiting
from sciattache.ui.exchange.going import Gone
from sciattache.ui.exchange.preview import Preview
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.exchange.receive_part import ReceivePart
from sciattache.ui.exchange.waiting import Waiting
from sciattache.ui.exchange.ways import Ways, size_words
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


class SendPage(QWidget):
    """What waits and how it goes; where what comes is dropped, or watched for."""

    made = Signal()
    fetched = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._reading: Progress | None = None
        self._waiting = Waiting()
        self._gone: Gone | None = None
        self.receive = ReceivePart(desk)
        self.to = QComboBox()
        self.to.setAccessibleName(say("For"))
        self.to.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.to.setMinimumWidth(220)
        self.to.activated.connect(lambda _: self._read())
        self.preview, self.ways = Preview(), Ways(desk)
        self.ways.changed.connect(self._show_waiting)
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
        self.ways.show_preferences(seen.preferences, with_address=not seen.is_headquarters)
        held = self.to.currentData()
        self.to.clear()
        active = [peer for peer in seen.peers if peer.is_active]
        if seen.is_headquarters:
            self.to.addItem(say("All offices ({count})", count=len(active)), _EVERYBODY)
        for peer in active:
            name = f"{peer.site}  {peer.office}" if seen.is_headquarters else peer.office
            self.to.addItem(name, peer.site)
        self.to.setCurrentIndex(max(self.to.findData(held), 0))
        self.to.setVisible(seen.is_headquarters)
        self._title.setText(say("Send") if seen.is_headquarters else say("Send to headquarters"))
        self.make.setEnabled(bool(active))
        self.receive.show_inbox(seen.preferences.inbox)
        self._read()

    def focus_first(self) -> None:
        self.make.setFocus()

    def choose_office(self, site: int) -> None:
        """Turn to one office, at headquarters."""
        self.to.setCurrentIndex(max(self.to.findData(site), 0))
        self._read()

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
        try:
            where = self.ways.place()
        except KnownError as error:
            self._desk.refuse(error)
            return None
        if where is None:
            return None
        office, password, place = self._desk.office, self.ways.password.text(), where
        return lambda progress: going.to_place(office, peers, place, progress, password=password)

    def _drafting(self, peers: list[Peer]) -> Callable[[Progress], Gone] | None:
        folder = leaving.ask_folder(self, say("Where the drafts go"))
        if folder is None:
            return None
        office, now, language = self._desk.office, self.ways.now, self._desk.language
        place, address = folder, now.address if not peers[0].site else ""
        return lambda progress: going.as_drafts(
            office, peers, place, progress, address=address, limit=now.mail_limit,
            language=language,
        )  # fmt: skip

    def fetch(self) -> None:
        """Take what is new at the shared location."""
        try:
            where = self.ways.place()
        except KnownError as error:
            self._desk.refuse(error)
            return
        if where is not None:
            office, password, place = self._desk.office, self.ways.password.text(), where
            self._desk.run(
                say("Fetching bundles"),
                lambda progress: inbox.look(
                    office, place, password=password, report=progress.report
                ),
                self.fetched.emit,
            )  # fmt: skip

    def _done(self, gone: Gone) -> None:
        self.make.setEnabled(True)
        self._gone = gone
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
        self.make.setEnabled(True)
        self.made.emit()

    def _open(self) -> None:
        if self._gone is not None and self._gone.files:
            first = self._gone.files[0]
            one_mail = first.suffix == ".eml" and len(self._gone.files) == 1
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(first if one_mail else first.parent)))

    def _read(self) -> None:
        """Look in a thread at what waits."""
        if self._reading is not None:
            self._reading.cancel()
        desk, peers = self._desk, self.peers()

        def job(progress: Progress) -> Waiting:
            with desk.read() as session:
                return waiting.read(session, peers, progress)

        def show(found: Waiting) -> None:
            if isValid(self):
                self._waiting = found
                self._show_waiting()

        self._reading = desk.fetch(job, show)

    def _show_waiting(self) -> None:
        self.preview.show_waiting(self._waiting, self.ways.now.line)
