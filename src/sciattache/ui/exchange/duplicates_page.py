"""What two offices know twice: the likely pairs, and what was merged and can be taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from sqlalchemy.orm import Session

from sciattache.domain.office.merging import Merging
from sciattache.store import merging
from sciattache.sync import duplicates
from sciattache.ui.desk import Desk
from sciattache.ui.exchange import pair_reading
from sciattache.ui.exchange.moments import when
from sciattache.ui.exchange.pair_detail import PairDetail
from sciattache.ui.exchange.pair_reading import Likely, Listed, Merged
from sciattache.ui.exchange.reading import Seen
from sciattache.ui.lettering import directed, isolated, joined, listed
from sciattache.ui.pieces import button, empty, hairline, link_button, quiet, scrolled, written
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet


class DuplicatesPage(QWidget):
    """The pairs at the left; the one chosen beside, with its decision."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading: Progress | None = None
        self._is_stale = True
        self.listed = Listed((), {}, ())
        self.within = QCheckBox(say("Within one office too"))
        self.within.toggled.connect(self._read)
        self.sheet = Sheet(say("Duplicates"), (Column(say("Likely one"), 200, 1),))
        self.sheet.setFixedWidth(280)
        self.sheet.picked.connect(self._pick)
        self.pair = PairDetail(desk)
        self.pair.merge_wanted.connect(self._merge)
        self.pair.apart_wanted.connect(self._keep_apart)
        self.merged = _MergedDetail(desk)
        self.merged.back.clicked.connect(self._part)
        self.detail = QStackedWidget()
        for page in (QWidget(), self.pair, self.merged):
            self.detail.addWidget(page)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        beside = QVBoxLayout()
        beside.setContentsMargins(16, 8, 8, 8)
        beside.setSpacing(8)
        beside.addWidget(self.within)
        beside.addWidget(self.sheet)
        row.addLayout(beside)
        row.addWidget(hairline(upright=True))
        row.addWidget(self.detail, 1)
        looking = quiet(say("Looking for duplicates"))
        looking.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        for page in (
            looking, both,
            empty(say("No likely duplicates"), say("Where two offices know the same person or"
                  " organisation, both records are shown here side by side."), name="users"),
        ):  # fmt: skip
            self._stack.addWidget(page)

    def show_seen(self, _: Seen) -> None:
        """Look for pairs anew, now or once the page is turned to: it takes a while."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def focus_first(self) -> None:
        self.sheet.setFocus()

    def _read(self) -> None:
        self._is_stale = False
        if self._reading is not None:
            self._reading.cancel()
        desk, across = self._desk, not self.within.isChecked()

        def job(progress: Progress) -> Listed:
            progress.report()
            with desk.read() as session:
                return pair_reading.read(session, across=across)

        self._reading = desk.fetch(job, self._show)

    def _show(self, found: Listed) -> None:
        if not isValid(self):
            return
        held = self.sheet.identity()
        places = [row.identity for row in self.sheet.rows.rows if row.identity]
        at = places.index(held) if held in places else 0
        self.listed = found
        rows = [
            Row(_pair_id(one), (Cell(
                directed(found.titles.get(one.pair.first, "")),
                joined(listed(map(pair_reading.office, one.offices)), pair_reading.reasons(one)),
                icon="users", tone="text",
            ),))
            for one in found.likely
        ]  # fmt: skip
        if found.merged:
            rows.append(Row(heading=say("Merged")))
            rows += [
                Row(one.id, (Cell(
                    directed(one.title), when(one.at, self._desk.language), icon="check",
                    tone="quiet",
                ),))
                for one in found.merged
            ]  # fmt: skip
        self.sheet.show_rows(rows)
        is_empty = not rows and not self.within.isChecked()
        self._stack.setCurrentIndex(2 if is_empty else 1)
        ids = [row.identity for row in rows if row.identity]
        if ids and self.sheet.identity() not in ids:
            self.sheet.choose(ids[min(at, len(ids) - 1)])
        self._pick(self.sheet.identity() if ids else "")

    def _pick(self, identity: str) -> None:
        likely = next((one for one in self.listed.likely if _pair_id(one) == identity), None)
        merged = next((one for one in self.listed.merged if one.id == identity), None)
        told: Likely | None = None
        if likely is not None:
            with self._desk.read() as session:
                told = pair_reading.likely(session, likely, self._desk.language)
        if told is not None:
            self.pair.show_pair(told)
        elif merged is not None:
            self.merged.show_merged(merged)
        self.detail.setCurrentIndex(1 if told is not None else 2 if merged is not None else 0)

    def _merge(self, told: Likely, kept: int, taken: set[str]) -> None:
        stays, goes = told.sides[kept], told.sides[1 - kept]
        title = say("Merge “{what}” into “{into}”", what=goes.title, into=stays.title)

        def work(session: Session) -> bool:
            pair = [session.query(told.type).filter_by(id=one.id).one() for one in (stays, goes)]
            values = pair_reading.values(pair[0], pair[1], taken)
            duplicates.merge(session, pair[0], pair[1], values=values)
            return True

        if self._desk.act(title, work, notify=True):
            self.sheet.setFocus()  # a key held down must not decide the next one

    def _keep_apart(self, told: Likely) -> None:
        with self._desk.office.remember() as session:
            duplicates.keep_apart(session, told.sides[0].id, told.sides[1].id)
        self._desk.notify(say("They stay apart and are not shown again."))
        self._read()
        self.sheet.setFocus()

    def _part(self) -> None:
        told = self.merged.told
        if told is None:
            return
        title = say("Take back the merging of “{what}”", what=told.title)

        def work(session: Session) -> merging.Parted:
            return merging.part(session, session.query(Merging).filter_by(id=told.id).one())

        done = self._desk.act(title, work, notify=True)
        if done is not None:
            if done.stays:
                fields = listed(say(label) for label in done.stays)
                self._desk.notify(
                    say("Left as it is, since it was changed again: {fields}", fields=fields)
                )
            self.sheet.setFocus()


class _MergedDetail(QWidget):
    """A merging that stands: by whom, when, and the button that takes it back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.told: Merged | None = None
        self.title, self.into, self.by = written("", "section"), written(), written("", "quiet")
        self.open = link_button(say("Open the record"), "external-link")
        self.open.clicked.connect(self._open)
        self.meaning = quiet(say(
            "It comes back with what referred to it, and with what came for it since. What"
            " somebody has changed again in the other stays as it is."
        ))  # fmt: skip
        self.meaning.setWordWrap(True)
        self.back = button(say("Take the merging back"), "undo-2")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        for widget in (self.title, self.into, self.by):
            column.addWidget(widget)
        column.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(8)
        column.addWidget(self.meaning)
        column.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, widest=900))

    def show_merged(self, told: Merged) -> None:
        self.told = told
        self.title.setText(directed(told.title))
        self.into.setText(directed(say("Merged into “{what}”", what=isolated(told.into))))
        self.by.setText(directed(say(
            "Merged by {who}, {day}", who=isolated(told.by),
            day=when(told.at, self._desk.language),
        )))  # fmt: skip

    def _open(self) -> None:
        if self.told is not None:
            self._desk.open_record(self.told.kept)


def _pair_id(one: duplicates.Found) -> str:
    return f"{one.pair.first} {one.pair.second}"
