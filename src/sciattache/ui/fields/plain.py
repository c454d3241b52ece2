"""Fields of one line, of several lines, of money, and of yes or no."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from sciattache.domain.fields import Field
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.words import say


class TextField(QLineEdit):
    """A line of text, a number, or an identifier."""

    edited = Signal()
    left = Signal()
    _hint = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(lambda _: self.edited.emit())
        self.editingFinished.connect(self.left)

    def bind(self, field: Field, desk: Desk) -> None:
        self._language, self._hint = desk.language, say(field.help)
        if field.scheme in ("email", "link", "orcid", "ror", "iata"):
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The help stands in the empty field where there is room for all of it."""
        super().resizeEvent(event)
        if self._hint:
            fits = self.fontMetrics().horizontalAdvance(self._hint) < self.width() - 24
            self.setPlaceholderText(self._hint if fits else "")

    def value(self) -> Any:
        return self.text()

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        shown = f"{value:g}" if isinstance(value, float) else "" if value is None else str(value)
        self.setText(shown)
        self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


class MoneyField(TextField):
    """An amount, with its currency beside it."""

    def value(self) -> Any:
        return self.text().replace(self._currency, "").strip()

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        self._currency = around.get(self._currency_name) or "EUR"
        amount = (
            "" if value is None else f"{showing.amount(value, self._currency)} {self._currency}"
        )
        self.setText(amount)
        self.setPlaceholderText(self._currency)

    def bind(self, field: Field, desk: Desk) -> None:
        super().bind(field, desk)
        self._currency_name = field.currency or ""
        self._currency = "EUR"
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing)


class NoteField(QPlainTextEdit):
    """Text of several lines, as tall as what it holds."""

    edited = Signal()
    left = Signal()
    _shortest, _tallest = 3, 14

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = False
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def bind(self, field: Field, desk: Desk) -> None:
        if field.help:
            self.setPlaceholderText(say(field.help))

    def value(self) -> Any:
        return self.toPlainText()

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        self._setting = True
        self.setPlainText(value or "")
        self._setting = False
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._tall())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        done = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if done and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _changed(self) -> None:
        if not self._setting:
            self.edited.emit()

    def _tall(self) -> int:
        lines = min(max(int(self.document().size().height()), self._shortest), self._tallest)
        return lines * self.fontMetrics().lineSpacing() + 20

    def _grow(self, *_: object) -> None:
        self.setFixedHeight(self._tall())


class FlagField(QCheckBox):
    """Yes or no; its own words are the label."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(self._clicked)

    def bind(self, field: Field, desk: Desk) -> None:
        self.setText(say(field.label))

    def value(self) -> Any:
        return self.isChecked()

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        self.setChecked(bool(value))

    def _clicked(self) -> None:
        self.edited.emit()
        self.left.emit()
