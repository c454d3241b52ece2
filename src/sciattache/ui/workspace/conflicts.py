"""The tab of conflicts: what does not fit, by severity, with the way to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.wings import type_called
from sciattache.services.conflicts import SEVERITIES, Conflict, Subject
from sciattache.store import waiving
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import directed, isolated, listed
from sciattache.ui.pieces import (
    chip_button,
    clear,
    empty,
    hairline,
    quiet,
    restyle,
    scrolled,
    section,
)
from sciattache.ui.words import say
from sciattache.ui.workspace.conflicts_row import ConflictRow
from sciattache.ui.workspace.conflicts_watch import Found
from sciattache.ui.workspace.conflicts_words import HEADINGS, sentence
from sciattache.ui.workspace.reading import Seen

_MOST = 100
_NAMED = 2
"""How many rows of one severity are shown; the rest is counted."""


class ConflictsTab(QWidget):
    """The conflicts of an engagement; the gravest first, what was waived last."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._found: Found | None = None
        self._only = ""
        self.rows: list[ConflictRow] = []
        self.chips: dict[str, QToolButton] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._area = self._page()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._area)
        self._stack.addWidget(
            empty(say("No conflicts"), say("Everything fits, so far as is known."),
                  name="circle-check")
        )  # fmt: skip
        self._stack.addWidget(quiet(""))
        self._stack.setCurrentIndex(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(hairline())
        column.addLayout(self._stack, 1)

    def show_seen(self, seen: Seen) -> None:
        """Know which engagement is seen; its conflicts are told by :meth:`show_found`."""
        self._seen = seen

    def show_found(self, found: Found) -> None:
        """Show the conflicts as they are now; a row that stays the same keeps what is typed."""
        self._found = found
        self._stack.setCurrentIndex(0 if found.conflicts else 1)
        for name, chip in self.chips.items():
            count = len(list(_standing(found, name)))
            words = say(HEADINGS[name]) if name else say("All")
            chip.setText(f"{words}  {count}")
            chip.setAccessibleName(f"{words}: {count}")
            chip.setProperty("worn", "true" if name == self._only else "false")
            restyle(chip)
        self._show_rows(found)

    def focus_first(self) -> None:
        if self.rows:
            self.rows[0].setFocus()

    def choose_only(self, severity: str) -> None:
        """Show one severity alone, or with an empty word all of them."""
        self._only = severity
        if self._found is not None:
            self.show_found(self._found)

    def _show_rows(self, found: Found) -> None:
        held = {_alike(row.conflict): row for row in self.rows}
        focused = next((row for row in self.rows if _has_focus(row)), None)
        at = self.rows.index(focused) if focused else -1
        rows, parts = [], list(self._parts(found))
        for row in self.rows:
            self._list.removeWidget(row)
        clear(self._list)
        for heading, conflicts in parts:
            self._list.addWidget(_heading(heading, len(conflicts)))
            for conflict in conflicts[:_MOST]:
                alike = _alike(conflict)
                row = held.pop(alike) if alike in held else self._row(conflict, found.titles)
                self._list.addWidget(row)
                self._list.addWidget(hairline())
                rows.append(row)
            if len(conflicts) > _MOST:
                self._list.addWidget(quiet(say("and {count} more", count=len(conflicts) - _MOST)))
        self._list.addStretch(1)
        for row in held.values():
            row.hide()
            row.deleteLater()
        self.rows = rows
        if focused is not None and focused not in rows and rows:
            rows[min(at, len(rows) - 1)].setFocus()

    def _parts(self, found: Found) -> Iterator[tuple[str, list[Conflict]]]:
        for severity in SEVERITIES:
            if self._only in ("", severity) and (listed := list(_standing(found, severity))):
                yield say(HEADINGS[severity]), listed
        waived = [one for one in found.conflicts if one.waived is not None]
        if waived and not self._only:
            yield say("Waived conflicts"), waived

    def _row(self, conflict: Conflict, titles: dict[str, str]) -> ConflictRow:
        row = ConflictRow(conflict, titles, self._desk.language)
        row.wanted.connect(self._go)
        row.waived.connect(self._waive)
        row.counted.connect(self._count_again)
        row.left.connect(lambda by: self._step(row, by))
        return row

    def _go(self, subject: Subject) -> None:
        """Show a record; one of another engagement in the programme of that."""
        for other in self._seen.dossier.others if self._seen is not None else ():
            if any(one.id == subject.id for one in (*other.items, *other.legs)):
                self._desk.open_engagement(other.engagement.id, "programme")
                return
        self.record_wanted.emit(type_called(subject.type), subject.id, True)

    def _step(self, row: ConflictRow, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus()
            self._area.ensureWidgetVisible(self.rows[at])

    def _waive(self, conflict: Conflict, reason: str) -> None:
        title = say("Waive: {what}", what=sentence(conflict, self._desk.language))
        told = say("Waived: {what}", what=self._about(conflict))
        self._act(title, told, lambda session, of: waiving.waive(session, of, conflict, reason))

    def _count_again(self, conflict: Conflict) -> None:
        title = say("Let count again: {what}", what=sentence(conflict, self._desk.language))
        told = say("Counts again: {what}", what=self._about(conflict))
        self._act(title, told, lambda session, of: waiving.take_back(session, of, conflict.key))

    def _about(self, conflict: Conflict) -> str:
        """What a notice calls a conflict: the records that it is about, the first two by title."""
        titles = self._found.titles if self._found is not None else {}
        known = [titles[one.id] for one in conflict.subjects if titles.get(one.id)]
        return listed(isolated(title) for title in known[:_NAMED]) or say("Conflicts")

    def _act(self, title: str, told: str, work: Callable[[Any, str], object]) -> None:
        if self._seen is not None:
            engagement = self._seen.engagement.id
            self._desk.act(title, lambda session: work(session, engagement), notify=directed(told))

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 12, 24, 8)
        bar.setSpacing(8)
        for name in ("", *SEVERITIES):
            made = chip_button(say(HEADINGS[name]) if name else say("All"))
            made.clicked.connect(lambda _=False, name=name: self.choose_only(name))
            self.chips[name] = made
            bar.addWidget(made)
        bar.addStretch(1)
        return bar

    def _page(self) -> QScrollArea:
        page = QWidget()
        page.setLayout(self._list)
        self._list.setContentsMargins(24, 8, 24, 24)
        return scrolled(page)


def _standing(found: Found, severity: str) -> Iterator[Conflict]:
    """Those that nobody waived, of one severity, or with an empty word of all."""
    return (one for one in found.standing if severity in ("", one.severity))


def _alike(conflict: Conflict) -> tuple[object, ...]:
    """What a row shows: where it is the same, the row can stay."""
    return conflict.key, conflict.severity, conflict.waived, conflict.sentence


def _has_focus(row: ConflictRow) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (row is focused or row.isAncestorOf(focused))


def _heading(words: str, count: int) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(8, 16, 8, 4)
    line.setSpacing(8)
    line.addWidget(section(words))
    line.addWidget(quiet(str(count)))
    line.addStretch(1)
    return made
