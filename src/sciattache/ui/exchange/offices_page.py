"""Headquarters' table of the offices: how matters stand with each, and what is done about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sciattache.errors import KnownError
from sciattache.sync import keys, membership
from sciattache.sync.container import Kind
from sciattache.sync.status import Standing, days_since
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import files, files_told
from sciattache.ui.exchange.amounts import bundle_words, size_words, step_words
from sciattache.ui.exchange.counting import AMBER, RED
from sciattache.ui.exchange.enrolling import Enrolling
from sciattache.ui.exchange.files import Carried
from sciattache.ui.exchange.moments import ago, ahead
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.exchange.report import open_report
from sciattache.ui.lettering import directed, isolated, joined
from sciattache.ui.pieces import button, empty, hairline, link_button, quiet, text
from sciattache.ui.words import say
from sciattache.ui.workspace import leaving
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet


class OfficesPage(QWidget):
    """A row for each office; the one chosen can be sent to, and be shut out."""

    changed = Signal()
    send_wanted = Signal(int)
    review_wanted = Signal(int, str)
    """What an office wrote is to be looked through: its number and its name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._sure = 0
        self.enrolling = Enrolling(desk)
        self.enrolling.hide()
        self.enrolling.enrolled.connect(self.changed)
        self.sheet = Sheet(say("Offices"), (
            Column(say("Office"), 150, 3), Column(say("Last word"), 140, 1),
            Column(say("To go"), 84, 1), Column(say("Not confirmed"), 110, 1, yields=2),
            Column(say("Came until step"), 110, 1, yields=3),
            Column(say("Clashes"), 104, yields=1), Column(say("Files that wait"), 130, yields=4),
            Column(say("Clock"), 110, 1, yields=5), Column(say("Files"), 84, 1, yields=6),
        ))  # fmt: skip
        self.sheet.picked.connect(lambda _: self._dress())
        self._none = empty(
            say("No office has joined yet"),
            say("An office asks by a file. Choose that file, or drop it here."),
            say("Enrol an office…"), self.ask, "building-2",
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(hairline())
        column.addWidget(self.enrolling)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 4, 24, 4)
        inside.addWidget(self.sheet, 1)
        inside.addWidget(self._none, 1)
        column.addLayout(inside, 1)
        column.addWidget(self._foot())

    def show_seen(self, seen: Seen) -> None:
        """Show every office as it stands."""
        self._seen = seen
        self.sheet.show_rows([_row(one, seen) for one in seen.standings])
        self.sheet.setVisible(bool(seen.standings))
        self._none.setVisible(not seen.standings and self.enrolling.isHidden())
        self.enrol.setVisible(bool(seen.standings))
        self._dress()

    def focus_first(self) -> None:
        if self.sheet.isVisible():
            self.sheet.setFocus()

    def begin_enrolling(self, request: Carried) -> None:
        """Show who asks, so that headquarters says yes or no."""
        if self.enrolling.show_request(request):
            self._none.hide()

    def ask(self) -> None:
        """Choose the file of an office that asks to join."""
        name, _ = QFileDialog.getOpenFileName(
            self, say("Choose the request"), str(leaving.last_folder()),
            f"{say('Bundles and mails')} (*.psb *.eml)",
        )  # fmt: skip
        if not name:
            return
        try:
            found = [one for one in files.carried(Path(name)) if one.kind is Kind.ENROLMENT]
        except KnownError as error:
            self._desk.refuse(error)
            return
        if found:
            self.begin_enrolling(found[0])
        else:
            self._desk.refuse(KnownError(
                say("This is no request to join."), say("Choose the file that the office sent.")
            ))  # fmt: skip

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 8, 24, 8)
        bar.setSpacing(8)
        self.count = quiet("")
        self.enrol = button(say("Enrol an office…"), "plus")
        self.enrol.clicked.connect(self.ask)
        self.report = button(say("Network report…"), "file-text")
        self.report.clicked.connect(lambda: open_report(self._desk, self))
        bar.addWidget(self.count, 1)
        bar.addWidget(self.report)
        bar.addWidget(self.enrol)
        return bar

    def _foot(self) -> QWidget:
        self.foot = QWidget()
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        self.chosen = text("")
        self.holes: QLabel = quiet("")
        self.send = button(say("Make its bundle"), "send")
        self.send.clicked.connect(lambda: self.send_wanted.emit(self._site()))
        self.compare = link_button(say("Six words"), "key-round")
        self.compare.clicked.connect(self._compare)
        self.review = link_button(say("What it wrote"), "history")
        self.review.clicked.connect(
            lambda: self.review_wanted.emit(self._site(), self.chosen.text())
        )
        self.revoke = link_button(say("Shut out…"), "x")
        self.revoke.clicked.connect(self._revoke)
        self.cancel = button(say("Cancel"))
        self.cancel.clicked.connect(self._dress)
        row.addWidget(self.chosen)
        row.addWidget(self.holes, 1)
        for widget in (self.compare, self.review, self.revoke, self.cancel, self.send):
            row.addWidget(widget)
        column.addLayout(row)
        self.meaning = quiet(say(
            "Nothing more is taken from its keys, and nothing more is sent to it. What came from it"
            " stays. To belong again it asks anew. This cannot be undone."
        ))  # fmt: skip
        self.meaning.setWordWrap(True)
        self.meaning.setContentsMargins(24, 0, 24, 12)
        column.addWidget(self.meaning)
        return self.foot

    def _site(self) -> int:
        return int(self.sheet.identity() or 0)

    def _dress(self) -> None:
        """Write the foot for the office chosen."""
        self._sure = 0
        seen, site = self._seen, self._site()
        found = [one for one in seen.standings if one.site == site] if seen else []
        self.foot.setVisible(bool(found))
        self.meaning.hide()
        self.cancel.hide()
        self.revoke.setText(say("Shut out…"))
        if seen is not None:
            count = len(seen.standings)
            self.count.setText(
                say("1 office") if count == 1 else say("{count} offices", count=f"{count:,}")
            )
        if found:
            one = found[0]
            active = one.state == "active"
            self.chosen.setText(one.office)
            clock = ahead(one.clock_offset)
            off = say("its clock is {offset}", offset=clock) if clock else ""
            self.holes.setText(joined(
                "" if active else say("Shut out"), _holes(one), off, *files_told.told(one.files)
            ))  # fmt: skip
            self.send.setVisible(active)
            self.compare.setVisible(active)
            self.review.show()
            self.revoke.setVisible(active)

    def _compare(self) -> None:
        seen = self._seen
        peer = next((one for one in seen.peers if one.site == self._site()), None) if seen else None
        if seen is not None and seen.public is not None and peer is not None:
            self.enrolling.show_words(peer.office, keys.spoken(peer.keys, seen.public))

    def _revoke(self) -> None:
        """Asks once more, in place, and says what it means."""
        site = self._site()
        if self._sure != site:
            self._sure = site
            self.meaning.show()
            self.cancel.show()
            self.send.hide()
            self.compare.hide()
            self.review.hide()
            self.revoke.setText(say("Shut {office} out", office=isolated(self.chosen.text())))
            self.cancel.setFocus()
            return
        office, name = self._desk.office, self.chosen.text()

        def done(_: None) -> None:
            self._desk.notify(directed(say("{office} is shut out.", office=isolated(name))))
            self.changed.emit()
            self.review_wanted.emit(site, name)

        self._desk.run(say("Shutting out"), lambda _: membership.revoke(office, site), done)


def _row(one: Standing, seen: Seen) -> Row:
    days = days_since(one.heard_at)
    active = one.state == "active"
    tone = "text" if days is None or days < AMBER else "bad" if days >= RED else "warn"
    icon = "" if tone == "text" else "clock" if tone == "warn" else "triangle-alert"
    clashing, parked = seen.clashes_of.get(one.site, 0), seen.parked_of.get(one.site, 0)
    clock, holes = ahead(one.clock_offset), _holes(one)
    size = size_words(one.unacknowledged_bytes) if one.unacknowledged else ""
    return Row(str(one.site), (
        Cell(one.office, say("number {number}", number=one.site) if active else say("Shut out"),
             icon="building-2" if active else "circle-x", tone="text" if active else "quiet",
             strong=active),
        Cell(ago(days), icon=icon, tone=tone),
        Cell(step_words(one.waiting_steps) if one.waiting_steps else "—"),
        Cell(size or "—", bundle_words(one.unacknowledged) if size else ""),
        Cell(f"{one.last:,}" if one.last else "—", holes, icon="triangle-alert" if holes else "",
             tone="warn" if holes else "text"),
        Cell(str(clashing or "—"), tone="warn" if clashing else "text"),
        Cell(str(parked or "—"), tone="warn" if parked else "text"),
        Cell(clock or "—", tone="warn" if clock else "text"),
        Cell(*files_told.shortly(one.files), tone="warn" if one.files.damaged else "text"),
    ))  # fmt: skip


def _holes(one: Standing) -> str:
    """Which of an office's steps are missing here."""
    spans = ", ".join(f"{a}–{b}" if a != b else str(a) for a, b in one.holes[:3])
    return say("lacks {steps}", steps=spans + ("…" if len(one.holes) > 3 else "")) if spans else ""
