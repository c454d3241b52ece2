"""A list beside the record chosen in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.records import Record
from sciattache.domain.wings import type_called
from sciattache.store import query, removal
from sciattache.ui.desk import Desk
from sciattache.ui.lists.chips import Chips
from sciattache.ui.lists.columns import filters
from sciattache.ui.lists.model import IDENTITY, Asked
from sciattache.ui.lists.starting import NewButton, StartStrip
from sciattache.ui.lists.table import RecordTable
from sciattache.ui.pieces import empty, heading, quiet, tool_button
from sciattache.ui.words import new_words, say

_NAMED_KINDS = ("inbound_delegation", "outbound_delegation", "roadshow", "investor_trip")
_TITLES = {
    ("inbound_delegation", "outbound_delegation"): ("Delegations", "New delegation"),
    ("roadshow",): ("Roadshows", "New roadshow"),
    ("investor_trip",): ("Investor trips", "New investor trip"),
    "other": ("Other events", "New event"),
}
_ICONS = {"person": "users", "organisation": "building-2", "engagement": "calendar-days"}
_COLUMNS = {"engagement": ("starts_on", "ends_on", "city", "country", "state", "kind")}


def list_screen(desk: Desk, type_name: str, kinds: tuple[str, ...] | str = ()) -> ListScreen:
    """The screen that lists a type; engagements of the kinds given, or of the ``other`` ones."""
    return ListScreen(desk, type_called(type_name), kinds)


class ListScreen(QWidget):
    """Title, chips, list and count at one side; the record chosen at the other."""

    def __init__(self, desk: Desk, cls: type[Record], kinds: tuple[str, ...] | str) -> None:
        super().__init__()
        self._desk, self.cls, self._kinds = desk, cls, kinds
        title, new = _TITLES.get(kinds, (cls.about.plural, "")) if kinds else (cls.about.plural, "")
        self._new = say(new) if new else new_words(cls)
        self.chips = Chips(desk, cls, filters(cls))
        self.chips.changed.connect(self._ask)
        self.table = RecordTable(desk, cls, columns=_COLUMNS.get(cls.type_name(), ()))
        self.table.setAccessibleName(say(title))
        self.table.opened.connect(desk.open_record)
        self.table.chosen.connect(self._show_beside)
        self.table.removal_wanted.connect(self.remove)
        self.count = quiet("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty = empty(
            say("Nothing here yet"), say("Add the first one, or import a file."), self._new,
            self.make_new, _ICONS.get(cls.type_name(), "inbox"),
        )  # fmt: skip
        self._none = empty(
            say("Nothing fits"), say("No record has all that the filters ask."), name="list-filter"
        )
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._none)
        self._lay_out(say(title))
        self.table.records.modelReset.connect(self._counted)
        self.table.records.rowsInserted.connect(self._counted)
        self.table.records.loaded.connect(lambda _: self._counted())
        self._ask()

    def show_with(self, **asked: Any) -> None:
        """Narrow the list: ``words`` to look for, and stored values by field name."""
        words = str(asked.pop("words", ""))
        self.chips.wear(asked, words)

    def make_new(self) -> None:
        """Open an empty form of what is listed here."""
        given = {}
        if self._kinds:
            given["kind"] = self._kinds[0] if isinstance(self._kinds, tuple) else "seminar"
        self._desk.open_draft(self.cls.type_name(), **given)

    def begin_from_template(self) -> None:
        """Ask for the template of a new engagement, and its first day."""
        if self.start is not None:
            self.start.ask_template()

    def begin_from_earlier(self) -> None:
        """Ask for the engagement that a new one copies, and its first day."""
        if self.start is not None:
            self.start.ask_earlier()

    def give_out(self) -> None:
        """Export what is listed, or all."""
        from sciattache.ui.exports import open_exports  # reads the writers of every format

        where, words = self._where(), self.chips.words.text()
        narrowed = where if self.chips.is_worn() or self._kinds else {}
        open_exports(self._desk, self.window(), self.cls, where=narrowed, words=words)

    def begin_edit(self) -> None:
        """Go to the form of the record chosen."""
        page = self._beside()
        if page is not None:
            page.begin_edit()
        elif (identity := self.table.current_id()) is not None:
            self._desk.open_record(identity)

    def begin_filter(self) -> None:
        self.chips.words.setFocus()
        self.chips.words.selectAll()

    def focus_first(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self.table.records.rowCount():
            self.table.selectRow(0)

    def record_id(self) -> str | None:
        return self.table.current_id()

    def remove(self, identities: list[str]) -> None:
        """Delete records with what belongs to them, in one step that can be undone."""
        kind = self.cls.about.label if len(identities) == 1 else self.cls.about.plural
        with self._desk.read() as session:
            titles = query.titles(session, identities)
        what = titles.get(identities[0], "") if len(identities) == 1 else str(len(identities))

        def work(session: Any) -> None:
            for identity in identities:
                found = session.query(self.cls).filter_by(id=identity).one_or_none()
                if found is not None:
                    removal.remove(session, found)

        words = say("Delete {kind} {what}", kind=say(kind).lower(), what=what)
        self._desk.act(words, work, notify=True)

    def _lay_out(self, title: str) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 16, 12, 8)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(heading(title), 1)
        self.new = NewButton(self._new, ways=self.cls is Engagement)
        self.new.blank_wanted.connect(self.make_new)
        self.new.template_wanted.connect(self.begin_from_template)
        self.new.earlier_wanted.connect(self.begin_from_earlier)
        export = tool_button("upload", say("Export…"))
        export.clicked.connect(self.give_out)
        head.addWidget(export)
        head.addSpacing(4)
        head.addWidget(self.new)
        column.addLayout(head)
        self.start: StartStrip | None = None
        if self.cls is Engagement:
            self.start = StartStrip(self._desk, self._kinds_listed())
            column.addWidget(self.start)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        column.addWidget(self.count)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._side = QStackedWidget()
        self._side.setMinimumWidth(400)
        self._side.hide()
        self._split.addWidget(self._side)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.splitterMoved.connect(lambda *_: self._keep_split())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)
        self._columns_key = f"lists/{self.cls.type_name()}/{title}"
        self._restore()

    def _where(self) -> dict[str, Any]:
        """What the chips ask, and of which kinds this list is."""
        where = self.chips.where()
        if self._kinds:
            where["kind"] = self._kinds_listed()
        return where

    def _kinds_listed(self) -> list[str]:
        """The kinds of engagement in this list."""
        if self._kinds == "other":
            named = set(_NAMED_KINDS)
            return [c for c in self.cls.field("kind").words.choices() if c not in named]
        return list(self._kinds) or list(self.cls.field("kind").words.choices())

    def _ask(self) -> None:
        model = self.table.records
        model.ask(
            Asked(
                self._where(), self.chips.words.text(), model.asked.order_by, model.asked.descending
            )
        )

    def _counted(self) -> None:
        number = self.table.records.rowCount()
        label = self.cls.about.label if number == 1 else self.cls.about.plural
        self.count.setText(say("{count} {kind}", count=f"{number:,}", kind=say(label).lower()))
        shown = self.table if number else self._none if self.chips.is_worn() else self._empty
        self._stack.setCurrentWidget(shown)
        self.count.setVisible(number > 0)
        if not number:
            self._side.hide()

    def _show_beside(self, identity: str) -> None:
        if self.width() < 900:
            return
        from sciattache.ui.record_page import RecordPage  # a page holds lists of its own

        page = self._beside()
        if page is None:
            self._side.addWidget(RecordPage(self._desk, self.cls, beside=True))
            QTimer.singleShot(0, self, self._show_current)  # the list is painted meanwhile
            return
        fresh = self._side.isHidden()
        if page.show_record(identity):
            self._side.show()
            if fresh:
                self._restore_split()

    def _show_current(self) -> None:
        if self._desk.has_office and (identity := self.table.current_id()) is not None:
            self._show_beside(identity)

    def _beside(self) -> Any:
        return self._side.currentWidget()

    def _keep_split(self) -> None:
        QSettings().setValue(f"{self._columns_key}/split", self._split.saveState())

    def _restore_split(self) -> None:
        kept = QSettings().value(f"{self._columns_key}/split")
        if not (isinstance(kept, QByteArray) and self._split.restoreState(kept)):
            self._split.setSizes([self.width() * 11 // 20, self.width() * 9 // 20])

    def _restore(self) -> None:
        header = self.table.horizontalHeader()
        kept = QSettings().value(f"{self._columns_key}/columns")
        if isinstance(kept, QByteArray) and header.restoreState(kept):
            header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        for signal in (header.sectionResized, header.sectionMoved):
            signal.connect(lambda *_: self._keep_columns())

    def _keep_columns(self) -> None:
        QSettings().setValue(
            f"{self._columns_key}/columns", self.table.horizontalHeader().saveState()
        )


__all__ = ["IDENTITY", "ListScreen", "list_screen"]
