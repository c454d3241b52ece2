"""A box that finds the record that a field refers to, makes it if need be, and opens it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.standards import names
from sciattache.domain.wings import type_called
from sciattache.store import query, search
from sciattache.ui.desk import Desk
from sciattache.ui.fields.completing import popup_of
from sciattache.ui.pieces import tool_button
from sciattache.ui.words import say

_ID = Qt.ItemDataRole.UserRole
_MAKE = "make"


class ReferenceField(QWidget):
    """The title of a record, found as one types."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id: str | None = None
        self._title = ""
        self.line = _Line()
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._finished)
        self._open = tool_button("arrow-right", say("Open the record"))
        self._open.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self._open)
        self.setFocusProxy(self.line)
        self._found = QStandardItemModel(self)
        completer = self._completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup_of(completer).setProperty("role", "popup")
        completer.setMaxVisibleItems(10)
        chosen: Any = completer.activated  # by index: PySide's stub knows but one of the two
        chosen[QModelIndex].connect(self._chosen)
        self.line.setCompleter(completer)
        self._pause = QTimer(self, singleShot=True, interval=60)
        self._pause.timeout.connect(self._search)

    def bind(self, field: Field, desk: Desk) -> None:
        self._field, self._desk = field, desk
        self.line.setAccessibleName(self.accessibleName())
        self._open.setAccessibleName(f"{self.accessibleName()}: {say('Open the record')}")
        self._of: tuple[type[Record], ...] = (
            (type_called(field.target),) if field.target and field.target != "*" else ()
        )
        words = say(self._of[0].about.plural) if self._of else say("records")
        self.line.setPlaceholderText(say("Find in {what}", what=words))
        self._open.hide()

    def value(self) -> Any:
        written = self.line.text().strip()
        if not written:
            return None
        return self._id if written == self._title else written

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        self._id, self._title = value, ""
        if value:
            with self._desk.read() as session:
                self._title = query.titles(session, [value]).get(value, say("not here yet"))
        self.line.setText(self._title)
        self.line.setCursorPosition(0)
        self._open.setVisible(bool(value))

    def check(self) -> str | None:
        """Why what is written is no record, or None."""
        written = self.line.text().strip()
        if written and written != self._title:
            return say("Choose “{words}” from the list.", words=written[:60])
        return None

    def _go(self) -> None:
        if self._id:
            self._desk.open_record(self._id)

    def _typed(self, _: str) -> None:
        self._pause.start()
        self.edited.emit()

    def _search(self) -> None:
        words = self.line.text().strip()
        self._found.clear()
        if words:
            with self._desk.read() as session:
                hits = search.find(session, words, of=self._of, most=12)
            for hit in hits:
                self._add(hit.title, hit.id, say(hit.type.about.label) if not self._of else "")
            if self._of and maker(self._of[0]) is not None:
                kind = say(self._of[0].about.label).lower()
                self._add(say("Add “{words}” as new {kind}", words=words, kind=kind), _MAKE)
        if self._found.rowCount() and self.line.hasFocus():
            self._completer.complete()

    def _add(self, words: str, identity: str, note: str = "") -> None:
        item = QStandardItem(f"{words}   {note}" if note else words)
        item.setData(identity, _ID)
        item.setData(words, Qt.ItemDataRole.ToolTipRole)
        self._found.appendRow(item)

    def _chosen(self, index: QModelIndex) -> None:
        identity = index.data(_ID)
        if identity == _MAKE:
            self._make(self.line.typed.strip())
        else:
            self._take(identity, str(index.data(Qt.ItemDataRole.ToolTipRole)))

    def _make(self, words: str) -> None:
        cls = self._of[0]
        title = say("Add {kind} {title}", kind=say(cls.about.label).lower(), title=words)

        def add(session: Any) -> str:
            record = made_from(cls, words)
            session.add(record)
            session.flush()
            return str(record.id)

        identity = self._desk.act(title, add)
        if identity is not None:
            with self._desk.read() as session:
                self._take(identity, query.titles(session, [identity]).get(identity, words))

    def _take(self, identity: str, title: str) -> None:
        self._id, self._title = identity, title
        self.line.setText(title)
        self._open.show()
        self.edited.emit()
        self.left.emit()

    def _finished(self) -> None:
        if not popup_of(self._completer).isVisible():
            self.left.emit()


class _Line(QLineEdit):
    """Keeps what was typed, for the completer writes into the line."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = ""
        self.textEdited.connect(self._keep)

    def _keep(self, words: str) -> None:
        self.typed = words

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


def maker(cls: type[Record]) -> str | None:
    """The one text that is enough to make a record of ``cls``, or None where more is needed."""
    if cls.type_name() == "person":
        return "given_name"
    required = [field for field in cls.fields() if field.required and field.default is None]
    alone = len(required) == 1 and required[0].kind.name == "text"
    return required[0].name if alone else None


def made_from(cls: type[Record], words: str) -> Record:
    """A new record of ``cls`` called ``words``."""
    if cls.type_name() == "person":
        parts = names.split(words)
        return cls(
            prefix=parts.prefix or None, given_name=parts.given or None,
            additional_names=parts.additional or None, family_name=parts.family or None,
            suffix=parts.suffix or None, native_name=parts.native or None,
            name_order=parts.order or None,
        )  # fmt: skip
    return cls(**{str(maker(cls)): words})
