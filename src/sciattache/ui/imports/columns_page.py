"""The second step: which column goes into which field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from sciattache.domain.records import Record
from sciattache.domain.wings import type_called
from sciattache.interchange import mapping
from sciattache.ui.desk import Desk
from sciattache.ui.imports.chooser import Choice, Chooser
from sciattache.ui.imports.column_rows import TARGET, ColumnLine, ColumnRows, FieldCells
from sciattache.ui.imports.looking import Seen, Understood
from sciattache.ui.pieces import link_button, quiet, text
from sciattache.ui.words import say


class ColumnsPage(QWidget):
    """Each column with what it holds and where it goes; what is amiss is said at once."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._type: type[Record] | None = None
        self._given: tuple[str, ...] = ()
        self._mapping: dict[int, str] | None = None
        self._touched = False
        self._contacts = False
        self._asked: object = None
        self.hint = quiet("")
        self.hint.setWordWrap(True)
        self.own = link_button(say("Choose for each column myself"), "sliders-horizontal")
        self.own.clicked.connect(self._map_self)
        self.mistakes = text("", "mistake")
        self.mistakes.setWordWrap(True)
        self.rows = ColumnRows()
        self.view = _columns_view(self.rows)
        self.view.installEventFilter(self)
        self.view.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(8)
        column.addWidget(self.hint)
        column.addWidget(self.own)
        column.addWidget(self.mistakes)
        column.addWidget(self.view, 1)

    def forget(self) -> None:
        """Another file comes."""
        self._asked, self._mapping, self._touched = None, None, False
        self._show()

    def show_understood(
        self, seen: Seen, found: Understood, cls: type[Record] | None, given: tuple[str, ...]
    ) -> None:
        """Take the guess, unless the columns were mapped here already and are still the same."""
        assert seen.table is not None
        cls = found.reading.type if found.reading is not None else cls
        asked = (seen.table.columns, cls)
        same = asked == self._asked and self._touched
        self._seen, self._type, self._given, self._asked = seen, cls, given, asked
        if not same:
            self._touched = False
            reading = found.reading
            self._contacts = reading is not None and not reading.mapping
            self._mapping = None if self._contacts else dict(reading.mapping if reading else {})
        self._show()

    def is_mapped(self) -> bool:
        """Whether the columns go where this page says, rather than where a program meant them."""
        return self._mapping is not None and self._seen is not None

    def columns(self) -> dict[str, str]:
        """Each column's heading with its path, empty where it is not taken."""
        if self._mapping is None or self._seen is None or self._seen.table is None:
            return {}
        headings = enumerate(self._seen.table.columns)
        return {heading: self._mapping.get(position, "") for position, heading in headings}

    def is_complete(self) -> bool:
        """Whether one may go on."""
        return self._mapping is None or not self._amiss()

    def focus_first(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.rows.index(0, TARGET))

    def choose(self, position: int, path: str) -> None:
        """Let a column go into ``path``; a path that holds one value leaves its column before."""
        if self._mapping is None:
            return
        self._touched = True
        self._mapping[position] = path
        self._show()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
            if plain and event.key() in opens:
                self._open(self.view.currentIndex().row())
                return True
            if plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.choose(self.view.currentIndex().row(), "")
                return True
        return False

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == TARGET:
            self._open(index.row())

    def _open(self, position: int) -> None:
        if self._mapping is None or self._type is None or position < 0:
            return
        area = self.view.visualRect(self.rows.index(position, TARGET))
        corner = self.view.viewport().mapToGlobal(area.bottomLeft())
        now = self._mapping.get(position, "")
        taken = {path for place, path in self._mapping.items() if place != position}
        choices = [Choice("", say("Not taken")), *_choices(self._type, taken)]
        Chooser(self.view, corner, choices, now, lambda path: self.choose(position, path))

    def _map_self(self) -> None:
        if self._seen is None or self._seen.table is None or self._type is None:
            return
        self._contacts, self._touched = False, True
        self._mapping = mapping.guess(self._seen.table.columns, self._type, self._seen.table.rows)
        self._show()
        self.changed.emit()

    def _amiss(self) -> list[str]:
        """What keeps the columns from being imported, in sentences."""
        if self._type is None or self._mapping is None:
            return []
        words = dict(_labels(self._type))
        found = [
            say("Two columns go into {field}: take one of them away.", field=words.get(path, path))
            for path in sorted(mapping.doubled(self._type, self._mapping))
        ]
        if not any(self._mapping.values()):
            return [say("No column is taken yet: choose where at least one goes.")]
        found += [
            say("No column goes into {field}, which each row needs.", field=say(field.label))
            for field in mapping.lacking(self._type, self._mapping, self._given)
        ]
        return found

    def _show(self) -> None:
        """Draw the columns as they are mapped."""
        self.own.setVisible(self._contacts)
        kind = say(self._type.about.plural).lower() if self._type else ""
        self.hint.setText(
            say("Contacts of an address book: each column goes where that program means it.")
            if self._contacts
            else say("Each column goes into a field of {kind}. Enter changes where.", kind=kind)
        )  # fmt: skip
        amiss = self._amiss()
        self.mistakes.setText("\n".join(amiss))
        self.mistakes.setVisible(bool(amiss))
        self.rows.show_lines(self._lines(), is_fixed=self._mapping is None)

    def _lines(self) -> list[ColumnLine]:
        if self._seen is None or self._seen.table is None:
            return []
        table = self._seen.table
        words = dict(_labels(self._type)) if self._type else {}
        doubled = mapping.doubled(self._type, self._mapping or {}) if self._type else set()
        lines = []
        for position, heading in enumerate(table.columns):
            path = (self._mapping or {}).get(position, "")
            cells = (row.cells[position] for row in table.rows[:400] if position < len(row.cells))
            sample = _sample(cells)
            target = words.get(path, path) if path else ""
            wrong = self._misread(path, sample) if path and path not in doubled else ""
            lines.append(ColumnLine(heading, sample, target, path in doubled, wrong))
        return lines

    def _misread(self, path: str, sample: Sequence[str]) -> str:
        """Why a sample of a column is no value of its field, or nothing."""
        if self._type is None:
            return ""
        target = next((one for one in mapping.targets(self._type) if one.path == path), None)
        field = target.field if target else None
        if field is None or field.kind.name in ("reference", "instant", "date", "money"):
            return ""  # read by what stands beside them, or below them
        for cell in sample:
            try:
                field.parse(cell, {})
            except (ValueError, OverflowError) as error:
                return str(error)
        return ""


def _sample(cells: Any) -> tuple[str, ...]:
    """The first few different values of a column."""
    found: dict[str, None] = {}
    for cell in cells:
        words = "" if cell is None else " ".join(str(cell).split())[:60]
        if words:
            found[words] = None
        if len(found) == 3:
            break
    return tuple(found)


def _labels(cls: type[Record]) -> list[tuple[str, str]]:
    """Each path with its words, the record around it named first."""
    return [
        (one.path, " · ".join(filter(None, (_group(cls, one.path), _words(one)))))
        for one in mapping.targets(cls)
    ]


def _choices(cls: type[Record], taken: set[str]) -> list[Choice]:
    """The fields that a column may go into, in groups."""
    own = say(cls.about.label)
    return [
        Choice(
            one.path, _words(one), _group(cls, one.path) or own,
            say("taken") if one.path in taken else "",
        )
        for one in mapping.targets(cls)
    ]  # fmt: skip


def _words(target: mapping.Target) -> str:
    if target.path.endswith("_id") and target.field is not None:
        return say("{field} (its identity)", field=say(target.field.label))
    if target.path.endswith(mapping.HOUR_OF) and target.field is not None:
        return say("{field} (the hour alone)", field=say(target.field.label))
    label = target.field.label if target.field is not None else target.label.rpartition(": ")[2]
    return say(label)


def _group(cls: type[Record], path: str) -> str:
    before = path.rpartition(".")[0]
    if not before:
        return ""
    if before in {field.name for field in cls.fields()}:
        return say(cls.field(before).label)
    return say(type_called(before).about.label)


def _columns_view(rows: ColumnRows) -> QTableView:
    made = QTableView()
    made.setModel(rows)
    made.setAccessibleName(say("Columns"))
    made.setItemDelegateForColumn(TARGET, FieldCells(made))
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(40)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return made
