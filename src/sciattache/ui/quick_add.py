"""A line of the few fields that matter, to add a record that is linked to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.ui.desk import Desk
from sciattache.ui.fields import Editor, widget_for
from sciattache.ui.pieces import (
    button,
    text,
)
from sciattache.ui.words import say

_QUICK = {
    "affiliation": ("organisation", "person", "title"),
    "relationship": ("kind", "other"),
    "interaction": ("subject", "channel", "at"),
    "follow_up": ("task", "due_on"),
    "participation": ("engagement", "role"),
    "engagement": ("title", "kind", "starts_on"),
    "cue": ("minutes", "cue", "holder"),
    "brief_paragraph": ("part", "disclosure", "text"),
    "story": ("title", "happened_on"),
}


class QuickAdd(QFrame):
    """A line of the few fields that matter, to add one record; Enter keeps, Esc leaves."""

    def __init__(
        self, desk: Desk, cls: type[Record], given: dict[str, Any], end: Callable[[], None]
    ) -> None:
        super().__init__()
        self._desk, self._cls, self._given, self._end = desk, cls, given, end
        self._fields = _quick_fields(cls, given)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._editors: dict[str, Editor] = {}
        for field in self._fields:
            cell = QVBoxLayout()
            cell.setSpacing(4)
            cell.addWidget(text(say(field.label), "label"))
            editor = widget_for(field, desk)
            cell.addWidget(editor)
            row.addLayout(cell, max(field.width, 12))
            self._editors[field.name] = cast("Editor", editor)
        add = button(say("Add"), primary=True)
        add.clicked.connect(self._keep)
        row.addWidget(add, alignment=Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        self._mistake = text("", "mistake")
        column.addWidget(self._mistake)

    def begin(self) -> None:
        """Empty the line and go to its first field."""
        defaults = {f.name: f.default for f in self._cls.fields() if f.default is not None}
        self._values = defaults | self._given
        for field in self._fields:
            self._editors[field.name].set_value(self._values.get(field.name), self._values)
        self._mistake.setText("")
        self.show()
        cast("QWidget", self._editors[self._fields[0].name]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        values = dict(self._values)
        for field in self._fields:
            editor: Any = self._editors[field.name]
            sentence = editor.check() if hasattr(editor, "check") else None
            if sentence is None:
                try:
                    values[field.name] = field.parse(editor.value(), values)
                except ValueError as error:
                    sentence = str(error)
            if sentence is None and field.required and values[field.name] is None:
                sentence = say("{field} cannot be empty.", field=say(field.label))
            if sentence is not None:
                self._mistake.setText(sentence)
                editor.setFocus()
                return
        self._add(values)

    def _add(self, values: dict[str, Any]) -> None:
        filled = [f for f in self._fields if values.get(f.name) != self._cls.field(f.name).default]
        if not filled:
            self._end()
            return

        def work(session: Any) -> bool:
            session.add(self._cls(**values))
            return True

        title = say("Add {kind}", kind=say(self._cls.about.label).lower())
        if self._desk.act(title, work):
            self.begin()


def _quick_fields(cls: type[Record], given: Mapping[str, Any]) -> list[Field]:
    """The fields of the line that adds: those named for the type, or the required and listed."""
    names = _QUICK.get(cls.type_name())
    if names is None:
        names = tuple(f.name for f in cls.fields() if f.required or f.listed)[:4]
    required = [f.name for f in cls.fields() if f.required and f.default is None]
    wanted = dict.fromkeys((*names, *required))
    return [cls.field(name) for name in wanted if name not in given]
