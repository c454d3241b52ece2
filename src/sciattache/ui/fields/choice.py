"""A choice from a vocabulary: a short list to pick from, or a long one to type into."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from sciattache.domain.fields import Field
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.fields.completing import line_of, popup_of
from sciattache.ui.words import say


class ChoiceField(QComboBox):
    """One word of a vocabulary, or none.

    Where a standard gives the list (countries, zones, languages, currencies) one types a part of
    the word; that list is read when the field is first entered.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code: str | None = None
        self._filled = False
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._chosen)

    def bind(self, field: Field, desk: Desk) -> None:
        self._field, self._language = field, desk.language
        self.view().setAccessibleName(self.accessibleName())
        if field.words.listing is None:
            self._fill()
            return
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = line_of(self)
        line.setAccessibleName(self.accessibleName())
        line.textEdited.connect(lambda _: self.edited.emit())
        line.editingFinished.connect(self._settle)

    def value(self) -> Any:
        if not self.isEditable():
            return self.currentData()
        written = self.currentText().strip()
        if self._code is not None and written == self._words(self._code):
            return self._code
        index = self.findText(written, Qt.MatchFlag.MatchFixedString)
        return self.itemData(index) if written and index >= 0 else written

    def check(self) -> str | None:
        """Why what is written is no choice, or None."""
        written = self.value()
        if self.isEditable() and written and self._field.words.code(written) is None:
            return say("“{words}” is not in the list.", words=written[:60])
        return None

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        self._code = value
        if self.isEditable():
            self.setEditText(self._words(value) if value else "")
            line_of(self).setCursorPosition(0)
            return
        index = self.findData(value)
        if index < 0 and value:  # a word of a newer office is shown as it is
            self.addItem(str(value), value)
            index = self.count() - 1
        self.setCurrentIndex(max(index, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._fill()
        super().focusInEvent(event)
        if self.isEditable() and event.reason() != Qt.FocusReason.PopupFocusReason:
            line_of(self).selectAll()

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _settle(self) -> None:
        """Take the only word of the list that fits what was typed."""
        self._fill()
        written = self.currentText().strip()
        if written and self._field.words.code(self.value() or "") is None:
            fitting = [
                row for row in range(self.count())
                if written.casefold() in self.itemText(row).casefold()
            ]  # fmt: skip
            if len(fitting) == 1:
                self.setCurrentIndex(fitting[0])
                self._code = self.currentData()
        self.left.emit()

    def _chosen(self, _: int) -> None:
        self._code = self.currentData()
        self.edited.emit()
        self.left.emit()

    def _words(self, code: str) -> str:
        return showing.choice(self._field, code, self._language)

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        shown = self.currentText()
        codes = self._field.words.choices()
        items = [(self._words(code), code) for code in codes]
        if self.isEditable():
            items.sort(key=lambda item: item[0].casefold())
        self.blockSignals(True)
        self.addItem("", None)
        for words, code in items:
            self.addItem(words, code)
        if self.isEditable():
            self.setEditText(shown)
            completer = QCompleter(self.model(), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            popup_of(completer).setProperty("role", "popup")
            completer.activated.connect(lambda *_: self.left.emit())
            self.setCompleter(completer)
        self.blockSignals(False)
