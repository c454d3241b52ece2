"""One clash: both values side by side, and the ways to decide."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sciattache.ui.desk import Desk
from sciattache.ui.exchange.clash_reading import Side, Told
from sciattache.ui.exchange.differences import marked
from sciattache.ui.exchange.moments import when
from sciattache.ui.fields import widget_for
from sciattache.ui.lettering import directed, joined
from sciattache.ui.pieces import button, lean, link_button, quiet, scrolled, text, written
from sciattache.ui.words import say


class ClashDetail(QWidget):
    """The values of the clash chosen; ``decided`` tells *kept*, *other*, or a *third* value."""

    decided = Signal(object, str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.told: Told | None = None
        self.editor: Any = None
        self.title = written("", "section")
        self.under = quiet("")
        self.open = link_button(say("Open the record"), "external-link")
        self.open.clicked.connect(self._open)
        self.changed = written("", "quiet")
        self.kept, self.other = _SideCard(say("What stands")), _SideCard(say("What was put aside"))
        self.keep = self.kept.button(say("Keep this"), "check")
        self.take = self.other.button(say("Take this instead"), "check")
        self.keep.clicked.connect(lambda: self._decide("kept"))
        self.take.clicked.connect(lambda: self._decide("other"))
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addWidget(self.kept, 1)
        sides.addWidget(self.other, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.under)
        head.addLayout(names, 1)
        head.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.changed)
        column.addSpacing(4)
        column.addLayout(sides)
        column.addSpacing(8)
        column.addWidget(text(say("Or another value"), "label"))
        self._third = QVBoxLayout()
        column.addLayout(self._third)
        self.mistake = written("", "mistake")
        self.mistake.hide()
        column.addWidget(self.mistake)
        self.write = button(say("Keep this value"), "pencil")
        self.write.clicked.connect(self._decide_third)
        row = QHBoxLayout()
        row.addWidget(self.write)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, widest=900))

    def show_clash(self, told: Told) -> None:
        """Show a clash; what is being typed for the same one stays."""
        if self.told is not None and self.told.id == told.id and self.told == told:
            return
        same = self.told is not None and self.told.id == told.id
        self.told = told
        language = self._desk.language
        self.title.setText(directed(told.title))
        self.under.setText(joined(say(told.type.about.label), say(told.field.label)))
        first, second = marked(told.kept.words, told.other.words)
        self.kept.show_side(told.kept, first, language)
        self.other.show_side(told.other, second, language)
        self.changed.setVisible(told.now is not None)
        self.changed.setText(
            say("It was changed again since, to “{value}”, which stands now.", value=told.now)
            if told.now is not None else ""
        )  # fmt: skip
        if not same:
            self._edit(told)

    def _edit(self, told: Told) -> None:
        """Put the field's own editor in place, empty of the last clash's value."""
        if self.editor is not None:
            self._third.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = widget_for(told.field, self._desk)
        self.editor.set_value(told.around.get(told.field.name), told.around)
        self._third.addWidget(self.editor)
        self.setTabOrder(self.take, self.editor)
        self.setTabOrder(self.editor, self.write)
        self.mistake.hide()

    def _open(self) -> None:
        if self.told is not None:
            self._desk.open_record(self.told.record)

    def _decide(self, choice: str) -> None:
        if self.told is not None:
            self.decided.emit(self.told, choice, None)

    def _decide_third(self) -> None:
        if self.told is None:
            return
        check = getattr(self.editor, "check", None)
        sentence = check() if check else None
        value = self.editor.value()
        if sentence is None:
            try:
                self.told.field.parse(value, self.told.around)
            except ValueError as error:
                sentence = str(error)
        self.mistake.setText(sentence or "")
        self.mistake.setVisible(bool(sentence))
        if sentence is None:
            self.decided.emit(self.told, "third", value)


class _SideCard(QFrame):
    """One value: what it is, who wrote it, and the button that chooses it."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.value = QLabel()
        self.value.setTextFormat(Qt.TextFormat.RichText)
        self.value.setWordWrap(True)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lean(self.value)
        self.author, self.at = written("", "quiet"), quiet("")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._heading = text(heading, "label")
        for widget in (self._heading, self.value):
            self._column.addWidget(widget)
        self._column.addStretch()
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self.author)
        who.addWidget(self.at)
        self._column.addLayout(who)

    def button(self, words: str, name: str) -> QPushButton:
        """Add the button that chooses this value."""
        made = button(words, name)
        row = QHBoxLayout()
        row.addWidget(made)
        row.addStretch()
        self._column.addSpacing(4)
        self._column.addLayout(row)
        return made

    def show_side(self, side: Side, value: str, language: str) -> None:
        """Show a value; an empty one is said to be so."""
        self.value.setText(value or f"<i>{say('nothing')}</i>")
        self.author.setText(joined(side.author, side.office))
        self.author.setVisible(bool(self.author.text()))
        self.at.setText(when(side.at, language) if side.at else "")
        self.value.setAccessibleName(f"{self._heading.text()}: {side.words or say('nothing')}")
