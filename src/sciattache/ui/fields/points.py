"""Contact points as a small list in place: label, value, which is preferred, and *add*."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import Field
from sciattache.domain.points import Address, Point
from sciattache.ui.desk import Desk
from sciattache.ui.fields.completing import line_of
from sciattache.ui.look import icon
from sciattache.ui.pieces import link_button, tool_button
from sciattache.ui.words import say

_ADD = {
    "email": "Add an e-mail address",
    "phone": "Add a phone number",
    "link": "Add a link",
    "address": "Add an address",
}


class PointsField(QWidget):
    """E-mails, phones, links or addresses, one under the other."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._add = link_button(say("Add"), "plus")
        self._add.clicked.connect(self._new_row)
        self._column.addWidget(self._add)
        self.setFocusProxy(self._add)

    def bind(self, field: Field, desk: Desk) -> None:
        self._field = field
        self._add.setText(say(_ADD.get(field.scheme or "", "Add")))
        self._add.setAccessibleName(self._add.text())

    def value(self) -> Any:
        return [point for row in self._rows if (point := row.point()) is not None]

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for point in value or ():
            self._row(point)

    def _row(self, point: Point | Address) -> _Row:
        made = _AddressRow(point, self) if isinstance(point, Address) else _Row(point, self)
        self._column.insertWidget(len(self._rows), made)
        self._rows.append(made)
        return made

    def _new_row(self) -> None:
        row = self._row(Address() if self._field.scheme == "address" else Point(""))
        row.show()
        row.first.setFocus()

    def remove(self, row: _Row) -> None:
        """Take a row away."""
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.deleteLater()
        self._add.setFocus()
        self.edited.emit()
        self.left.emit()

    def prefer(self, chosen: _Row) -> None:
        """Mark a row as the preferred one, and no other."""
        for row in self._rows:
            row.star(row is chosen and not row.preferred)
        self.edited.emit()
        self.left.emit()


class _Row(QWidget):
    """One contact point."""

    def __init__(self, point: Any, owner: PointsField) -> None:
        super().__init__()
        self._owner, self._point = owner, point
        self.preferred = bool(point.preferred)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(4)
        self._label = self._label_box(point.label)
        self._line.addWidget(self._label)
        self._line.addWidget(self._inside(), 1)
        self._star = self._tool("star", say("Preferred"), lambda: owner.prefer(self))
        self._star.setCheckable(True)
        self.star(self.preferred)
        remove = self._tool("x", say("Remove"), lambda: owner.remove(self))
        for tool in (self._star, remove):
            self._line.addWidget(tool, alignment=Qt.AlignmentFlag.AlignTop)

    def point(self) -> Point | Address | None:
        """What the row holds, or None while it is empty."""
        return Point.read(
            {"value": self.first.text(), "label": self._code(), "preferred": self.preferred}
        )

    def star(self, preferred: bool) -> None:
        """Show whether this is the preferred one."""
        self.preferred = preferred
        self._star.setChecked(preferred)
        self._star.setIcon(icon("star", "accent" if preferred else "edge"))

    def _inside(self) -> QWidget:
        self.first = self.entry(self._point.value, self._owner.accessibleName())
        return self.first

    def entry(self, words: str, name: str) -> QLineEdit:
        """A line that tells the field of what is typed in it."""
        made = QLineEdit(words)
        made.setAccessibleName(name)
        made.setCursorPosition(0)
        made.textEdited.connect(lambda _: self._owner.edited.emit())
        made.editingFinished.connect(self._owner.left)
        return made

    def _label_box(self, label: str) -> QComboBox:
        made = QComboBox()
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.setFixedWidth(104)
        made.addItem("", "")
        for code in v.POINT_LABELS.choices():
            made.addItem(say(v.POINT_LABELS.label(code)), code)
        made.setEditText(say(v.POINT_LABELS.label(label)) if label else "")
        name = f"{self._owner.accessibleName()}: {say('Label')}"
        made.setAccessibleName(name)
        made.view().setAccessibleName(name)
        line_of(made).setAccessibleName(name)
        line_of(made).setPlaceholderText(say("Label"))
        made.activated.connect(lambda _: self._owner.left.emit())
        line_of(made).editingFinished.connect(self._owner.left)
        return made

    def _code(self) -> str:
        written = self._label.currentText().strip()
        index = self._label.findText(written, Qt.MatchFlag.MatchFixedString)
        return str(self._label.itemData(index)) if index >= 0 else written

    def _tool(self, name: str, words: str, act: Callable[[], None]) -> QToolButton:
        made = tool_button(name, words)
        made.setAccessibleName(f"{self._owner.accessibleName()}: {words}")
        made.clicked.connect(act)
        return made


class _AddressRow(_Row):
    """A postal address: street, then postal code and town, then region and country."""

    _PARTS = (
        ("lines", "Street or box", 0, 0, 6), ("postal_code", "Postal code", 1, 0, 2),
        ("locality", "Town", 1, 2, 4), ("region", "Region", 2, 0, 3),
        ("country", "Country", 2, 3, 3),
    )  # fmt: skip

    def point(self) -> Point | Address | None:
        parts = {name: line.text().strip() for name, line in self._lines.items()}
        return Address.read({**parts, "label": self._code(), "preferred": self.preferred})

    def _inside(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self._lines: dict[str, QLineEdit] = {}
        for name, label, row, column, span in self._PARTS:
            line = self.entry(getattr(self._point, name), say(label))
            line.setPlaceholderText(say(label))
            grid.addWidget(line, row, column, 1, span)
            self._lines[name] = line
        self.first = self._lines["lines"]
        self._line.setAlignment(self._label, Qt.AlignmentFlag.AlignTop)
        return made
