"""The first step: what the file is, and where its rows belong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES, type_called
from sciattache.errors import KnownError
from sciattache.interchange.importing import Wish
from sciattache.interchange.tables.table import Layout, Table
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.fields.reference import ReferenceField
from sciattache.ui.imports import wording
from sciattache.ui.imports.first_rows_side import FirstRowsSide
from sciattache.ui.imports.looking import FIRST, Seen, Understood
from sciattache.ui.pieces import hairline, scrolled, text
from sciattache.ui.words import say

_FIRST_TYPES = (
    "person", "organisation", "participation", "engagement", "agenda_item", "leg", "stay",
    "expense", "gift", "place", "interaction", "follow_up",
)  # fmt: skip
_ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255",
    "cp1256", "iso8859_15", "mac_roman", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
_DELIMITERS = (",", ";", "\t", "|", ":", " ")
_NEW, _THERE = 0, 1


class FilePage(QWidget):
    """How the file was read, to be corrected, beside its first rows."""

    layout_changed = Signal()
    meaning_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._layout: Layout | None = None
        self._corrected = False
        self._seen: Seen | None = None
        self.encoding, self.delimiter, self.sheet = QComboBox(), QComboBox(), QComboBox()
        self.header, self.first = QComboBox(), QComboBox()
        self.type = QComboBox()
        self.into_which = QComboBox()
        self.new_title, self.new_kind = QLineEdit(), QComboBox()
        self.into = ReferenceField()
        self.mistake = text("", "mistake")
        self.mistake.setWordWrap(True)
        self._boxes: dict[QWidget, QWidget] = {}
        self._fill()
        self._lay_out()

    def begin(self, file: Path, engagement: str) -> None:
        """Show a file that is being read."""
        self._layout, self._corrected, self._seen = None, False, None
        self.mistake.setText("")
        self._block(True)
        self.type.setCurrentIndex(0)
        self.sheet.clear()
        self.into.set_value(engagement or None, {})
        self.into_which.setCurrentIndex(_THERE if engagement else _NEW)
        self.new_title.setText(file.stem)
        self._block(False)
        self.first_rows.wait()
        for box in self._boxes.values():
            box.hide()

    def focus_first(self) -> None:
        for widget in (self.type, self.into_which, self.into):
            if widget.isVisible():
                widget.setFocus()
                return

    def wish(self) -> Wish:
        """What this page asks of the import."""
        is_calendar = self._seen is not None and self._seen.kind == "calendar"
        into = self.into.value() if self.into.check() is None else None
        new = {}
        if is_calendar and self.into_which.currentIndex() == _NEW:
            into = None
            new = {"title": self.new_title.text().strip(), "kind": self.new_kind.currentData()}
        sheet = self.sheet.currentText() if self.sheet.count() else None
        return Wish(
            of=self.chosen_type(), into=into or None, new=new, sheet=sheet,
            layout=self._layout if self._corrected else None,
        )  # fmt: skip

    def chosen_type(self) -> type[Record] | None:
        """The record type of a row, or None while it is guessed."""
        name = self.type.currentData()
        return type_called(name) if name else None

    def is_complete(self) -> bool:
        """Whether one may go on."""
        if self._seen is None or self.into.check() is not None:
            return False
        if self._seen.kind == "calendar":
            new = self.into_which.currentIndex() == _NEW
            return bool(self.new_title.text().strip()) if new else bool(self.into.value())
        if self._seen.kind == "bookings":
            return bool(self.into.value())
        return self._seen.kind != "table" or self.chosen_type() is not None

    def refuse(self, error: KnownError) -> None:
        """Say why the file cannot be read."""
        self._say(error)
        self.first_rows.refuse(self._layout)

    def show_seen(self, seen: Seen) -> None:
        """Show how the file was read."""
        self._seen = seen
        self.mistake.setText("")
        is_table, is_calendar = seen.table is not None, seen.kind == "calendar"
        for widget in (self.type, self.header, self.first):
            self._boxes[widget].setVisible(is_table)
        self._boxes[self.into_which].setVisible(is_calendar)
        self._boxes[self.into].setVisible(is_table or is_calendar or seen.kind == "bookings")
        if seen.title:
            self.new_title.setText(seen.title)
        self._which()
        if seen.table is not None:
            self._show_layout(seen.table)
        self.first_rows.show_seen(seen)

    def _show_layout(self, table: Table) -> None:
        """Put into the boxes how a table lies in its file."""
        layout = self._layout = table.layout
        self._block(True)
        for widget, value in ((self.encoding, layout.encoding), (self.delimiter, layout.delimiter)):
            self._boxes[widget].setVisible(bool(layout.encoding))
            self._choose(widget, value)
        self._choose(self.header, layout.header_row or 0)
        self._choose(self.first, layout.first_row)
        self.sheet.clear()
        self.sheet.addItems(list(table.sheets))
        self.sheet.setCurrentText(layout.sheet or "")
        self._boxes[self.sheet].setVisible(len(table.sheets) > 1)
        self._block(False)

    def _name_by(self, number: int) -> None:
        """Let a row name the columns."""
        if self._boxes[self.header].isVisible():
            self._choose(self.header, number)

    def show_understood(self, found: Understood) -> None:
        """Show what the rows were taken for, or why that is not clear."""
        self.mistake.setText("")
        if found.reading is not None:
            self._block(True)
            self.type.setCurrentIndex(self.type.findData(found.reading.type.type_name()))
            self._block(False)
        elif self.chosen_type() is None:
            self._say(
                KnownError(say("It is not clear what a row is."), say("Choose it from the list."))
            )

    def _say(self, error: KnownError) -> None:
        self.mistake.setText(f"{error.sentence} {error.remedy}".strip())

    def _choose(self, box: QComboBox, value: str | int) -> None:
        if box.findData(value) < 0:
            words = wording.delimiter(str(value)) if box is self.delimiter else str(value)
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(value))

    def _block(self, blocked: bool) -> None:
        for widget in (*self._boxes, self.new_title, self.new_kind):
            widget.blockSignals(blocked)

    def _correct(self) -> None:
        """Read the file anew as the boxes say."""
        if self._layout is None:
            return
        header = int(self.header.currentData())
        self._layout = replace(
            self._layout, encoding=self.encoding.currentData() or "",
            delimiter=self.delimiter.currentData() or "", header_row=header or None,
            first_row=max(int(self.first.currentData()), header + 1), last_row=None,
        )  # fmt: skip
        self._corrected = True
        self.layout_changed.emit()

    def _other_header(self) -> None:
        self._block(True)
        self._choose(self.first, int(self.header.currentData()) + 1)
        self._block(False)
        self._correct()

    def _other_sheet(self) -> None:
        self._layout, self._corrected = None, False
        self._block(True)
        self.type.setCurrentIndex(0)
        self._block(False)
        self.layout_changed.emit()

    def _which(self) -> None:
        """Show what the choice of the engagement asks."""
        is_calendar = self._seen is not None and self._seen.kind == "calendar"
        new = is_calendar and self.into_which.currentIndex() == _NEW
        for widget in (self.new_title, self.new_kind):
            self._boxes[widget].setVisible(new)
        self._boxes[self.into].setVisible(not new and self._seen is not None)
        self.meaning_changed.emit()

    def _fill(self) -> None:
        for code in _ENCODINGS:
            self.encoding.addItem(code, code)
        for sign in _DELIMITERS:
            self.delimiter.addItem(wording.delimiter(sign), sign)
        self.header.addItem(say("No row"), 0)
        for number in range(1, FIRST + 1):
            self.header.addItem(str(number), number)
            self.first.addItem(str(number), number)
        for box in (self.header, self.first):
            box.setMaxVisibleItems(16)
        self.type.addItem(say("Choose what a row is"), "")
        names = [cls.type_name() for cls in TYPES]
        for name in (*_FIRST_TYPES, *(name for name in names if name not in _FIRST_TYPES)):
            self.type.addItem(say(type_called(name).about.label), name)
        self.type.insertSeparator(len(_FIRST_TYPES) + 1)
        self.type.setMaxVisibleItems(16)
        self.into_which.addItems([say("A new engagement"), say("One of the office")])
        field = Engagement.field("kind")
        for code in field.words.choices():
            self.new_kind.addItem(showing.choice(field, code, self._desk.language), code)
        self.new_kind.setCurrentIndex(max(self.new_kind.findData("inbound_delegation"), 0))
        for box in (self.encoding, self.delimiter):
            box.currentIndexChanged.connect(lambda _: self._correct())
        self.sheet.currentIndexChanged.connect(lambda _: self._other_sheet())
        self.header.currentIndexChanged.connect(lambda _: self._other_header())
        self.first.currentIndexChanged.connect(lambda _: self._correct())
        self.type.currentIndexChanged.connect(lambda _: self.meaning_changed.emit())
        self.into_which.currentIndexChanged.connect(lambda _: self._which())
        self.new_title.textChanged.connect(lambda _: self.meaning_changed.emit())
        self.into.left.connect(self.meaning_changed)

    def _lay_out(self) -> None:
        self.into.setAccessibleName(say("Engagement"))
        self.into.bind(AgendaItem.field("engagement"), self._desk)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 16, 16, 16)
        column.setSpacing(12)
        for label, widget in (
            (say("A row is"), self.type), (say("Sheet"), self.sheet),
            (say("Goes into"), self.into_which), (say("Title"), self.new_title),
            (say("Kind"), self.new_kind), (say("Engagement"), self.into),
            (say("Row with the names of the columns"), self.header), (say("First row"), self.first),
            (say("Delimiter"), self.delimiter), (say("Characters are written in"), self.encoding),
        ):  # fmt: skip
            column.addWidget(self._labelled(label, widget))
        column.addWidget(self.mistake)
        column.addStretch(1)
        self.first_rows = FirstRowsSide()
        self.first_rows.named.connect(self._name_by)
        area = scrolled(side)
        area.setFixedWidth(320)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(area)
        row.addWidget(hairline(upright=True))
        row.addWidget(self.first_rows, 1)

    def _labelled(self, words: str, widget: QWidget) -> QWidget:
        """A box with its label above it."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label: QLabel = text(words, "label")
        label.setBuddy(widget)
        widget.setAccessibleName(words)
        column.addWidget(label)
        column.addWidget(widget)
        self._boxes[widget] = made
        return made
