"""A record's form: drawn in Designer, bound by the names of its fields, kept as one leaves them."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QBuffer, QByteArray, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sciattache import assets
from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.store import query
from sciattache.ui import narrow, photo_part
from sciattache.ui.desk import Desk
from sciattache.ui.fields import WIDGETS, Editor, name_it
from sciattache.ui.pieces import lean, restyle, text
from sciattache.ui.words import say

_TYPING_STOPS = 600
"""Milliseconds without a key after which what was typed is judged."""


class RecordForm(QWidget):
    """One record, or the draft of one.

    A draft is kept as soon as every required field is there and something was filled in; then
    ``kept`` tells its id.
    """

    kept = Signal(str)
    shown = Signal()

    def __init__(self, desk: Desk, cls: type[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cls, self._desk = cls, desk
        self.record: Record | None = None
        self._draft: dict[str, Any] = {}
        self._mistakes: dict[str, QLabel] = {}
        self._dirty: set[str] = set()
        self._showing = False
        self._cells: narrow.Drawn | None = None
        self._narrow = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.ui = load(cls, self)
        column.addWidget(self.ui)
        self.editors: dict[str, Editor] = {f.name: self._bound(f) for f in cls.fields()}
        photo_part.offer(self.editors, self)
        desk.changed.connect(self._look_again)

    def show_record(self, identity: str) -> bool:
        """Show the record with that id; whether it is there."""
        with self._desk.read() as session:
            found = session.query(self.cls).filter_by(id=identity).one_or_none()
        if found is None:
            return False
        self.record, self._draft = found, {}
        self._show_all()
        return True

    def show_draft(self, **values: Any) -> None:
        """Show an empty form with the type's defaults and ``values`` in it."""
        defaults = {f.name: f.default for f in self.cls.fields() if f.default is not None}
        self.record, self._draft = None, defaults | values
        self._given = dict(self._draft)
        self._show_all()

    def focus(self, name: str = "") -> None:
        """Go to a field, or to the first one that wants to be filled."""
        wanted = name or next((f.name for f in self.cls.fields() if f.required), "")
        for field in self.cls.fields():
            if field.name == wanted or (not wanted and field.kind.name == "text"):
                cast("QWidget", self.editors[field.name]).setFocus()
                return

    def lacking(self) -> list[Field]:
        """The required fields that a draft still lacks."""
        return [f for f in self.cls.fields() if f.required and self._around().get(f.name) is None]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = event.size().width() < narrow.NARROW
        if wanted == self._narrow:
            return
        if self._cells is None:
            self._cells = narrow.drawn(self.ui)
        self._narrow = wanted
        narrow.fit(self._cells, narrow=wanted)

    def _bound(self, field: Field) -> Editor:
        widget = self.ui.findChild(QWidget, field.name)
        if widget is None:
            raise LookupError(f"forms/{self.cls.type_name()}.ui has no widget {field.name}")
        editor = cast("Editor", widget)
        name_it(widget, field)
        editor.bind(field, self._desk)
        timer = QTimer(self, singleShot=True, interval=_TYPING_STOPS)
        timer.timeout.connect(lambda: self._judge(field))
        editor.edited.connect(lambda: self._typed(field, timer))
        editor.left.connect(lambda: self._leave(field))
        return editor

    def _typed(self, field: Field, timer: QTimer) -> None:
        self._dirty.add(field.name)
        timer.start()

    def _leave(self, field: Field) -> None:
        """Keep a field's value when it is another one, and sound."""
        if self._showing:
            return
        before = self._around().get(field.name)
        ok, value = self._read(field)
        if not ok:
            return
        self._dirty.discard(field.name)
        if _same(value, before):
            self.editors[field.name].set_value(before, self._around())
            return
        if self.record is None:
            self._keep_draft(field, value)
        else:
            self._keep(field, value)

    def _keep(self, field: Field, value: Any) -> None:
        record = cast("Record", self.record)

        def change(session: Any) -> None:
            setattr(session.query(self.cls).filter_by(id=record.id).one(), field.name, value)

        with self._desk.read() as session:
            title = query.titles(session, [record.id]).get(record.id, "")
        words = say("Change {field} of {title}", field=say(field.label).lower(), title=title)
        self._desk.act(words, change)

    def _keep_draft(self, field: Field, value: Any) -> None:
        self._draft[field.name] = value
        filled = any(
            not _same(self._draft.get(f.name), self._given.get(f.name)) for f in self.cls.fields()
        )
        if self.lacking() or not filled:
            self._show_all(but=field.name)
            self.editors[field.name].set_value(value, self._around())
            return
        values = {name: held for name, held in self._draft.items() if held is not None}

        def add(session: Any) -> str:
            made = self.cls(**values)
            session.add(made)
            session.flush()
            return str(made.id)

        identity = self._desk.act(say("Add {kind}", kind=say(self.cls.about.label).lower()), add)
        if identity is not None and self.show_record(identity):
            self.kept.emit(identity)

    def _judge(self, field: Field) -> None:
        """Say under a field what is wrong with it, as its typing has stopped."""
        if field.name in self._dirty:
            self._read(field)

    def _read(self, field: Field) -> tuple[bool, Any]:
        """The value of a field's widget, or what is wrong with it is shown."""
        editor = self.editors[field.name]
        sentence = check() if (check := getattr(editor, "check", None)) else None
        value = None
        if sentence is None:
            try:
                value = field.parse(editor.value(), self._around())
            except ValueError as error:
                sentence = str(error)
            except KnownError as error:
                sentence = str(error)
        if sentence is None and self.record is not None and field.required and value is None:
            sentence = say("{field} cannot be empty.", field=say(field.label))
        self._show_mistake(field, sentence)
        return sentence is None, value

    def _show_mistake(self, field: Field, sentence: str | None) -> None:
        widget = cast("QWidget", self.editors[field.name])
        label = self._mistakes.get(field.name)
        if label is None and sentence is None:
            return
        if label is None:
            label = text("", "mistake")
            label.setWordWrap(True)
            _under(widget, label)
            self._mistakes[field.name] = label
        label.setText(sentence or "")
        label.setVisible(sentence is not None)
        widget.setProperty("mistaken", "true" if sentence else "false")
        widget.setAccessibleDescription(sentence or say(field.help))
        restyle(widget)

    def _around(self) -> dict[str, Any]:
        if self.record is None:
            return self._draft
        return {f.name: getattr(self.record, f.name) for f in self.cls.fields()}

    def _show_all(self, but: str = "") -> None:
        self._showing = True
        around = self._around()
        for field in self.cls.fields():
            if field.name != but:
                self.editors[field.name].set_value(around.get(field.name), around)
                self._show_mistake(field, None)
        self._dirty -= {f.name for f in self.cls.fields() if f.name != but}
        self._showing = False
        self.shown.emit()

    def _look_again(self, touched: dict[int, set[int]]) -> None:
        """Show what others changed; what is being typed stays."""
        if self.record is None or self.record.rid not in touched.get(self.cls.about.tag, ()):
            return
        with self._desk.read() as session:
            found = session.query(self.cls).filter_by(id=self.record.id).one_or_none()
        if found is None:
            return
        self.record = found
        self._showing = True
        around = self._around()
        for field in self.cls.fields():
            if field.name not in self._dirty:
                self.editors[field.name].set_value(around.get(field.name), around)
        self._showing = False
        self.shown.emit()


class _Loader(QUiLoader):
    """Knows our widgets by their class names."""

    def __init__(self) -> None:
        super().__init__()
        self._known = {made.__name__: made for made in WIDGETS.values()}

    def createWidget(
        self, class_name: str, parent: QWidget | None = None, name: str = ""
    ) -> QWidget:
        made = self._known.get(class_name)
        if made is None:
            return super().createWidget(class_name, parent, name)
        widget = made(parent)
        widget.setObjectName(name)
        return widget


def load(cls: type[Record], parent: QWidget | None = None) -> QWidget:
    """The widget that ``forms/<type>.ui`` draws."""
    content = (assets.forms() / f"{cls.type_name()}.ui").read_bytes()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    loader = _Loader()
    loader.setLanguageChangeEnabled(False)
    made = loader.load(buffer, parent)
    for label in made.findChildren(QLabel):
        lean(label)
    return made


def _under(widget: QWidget, label: QLabel) -> None:
    """Put a sentence under a field, in the column in which the form drew it."""
    parent = widget.parentWidget()
    for column in parent.findChildren(QVBoxLayout) if parent is not None else ():
        index = column.indexOf(widget)
        if index >= 0:
            column.insertWidget(index + 1, label)
            return


def _same(one: Any, other: Any) -> bool:
    """Whether two values are one; nothing, an empty text and *no* are."""
    return (
        one == other
        or (not one and not other and one != 0 and other != 0)
        or (one is False and other is None)
    )
