"""Days and moments, typed as people write them or picked from a calendar; they may be empty."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from sciattache.domain.fields import Field
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.fields.plain import TextField
from sciattache.ui.look import icon
from sciattache.ui.words import say

_WIDTH = 132
"""Pixels of a day with its longest month, and the calendar's button."""


class DateField(TextField):
    """A day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Any = None
        self._shown = ""
        self.setMinimumWidth(_WIDTH)
        self._picker = QAction(icon("calendar"), "", self)
        self._picker.triggered.connect(self._pick)
        self.addAction(self._picker, QLineEdit.ActionPosition.TrailingPosition)

    def bind(self, field: Field, desk: Desk) -> None:
        super().bind(field, desk)
        self._field = field
        self._picker.setText(say("Calendar"))
        self._picker.setToolTip(say("Calendar"))

    def value(self) -> Any:
        written = self.text().strip()
        return self._value if written == self._shown else written

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        self._value = value
        self._shown = self._words(value) if value else ""
        self.setText(self._shown)
        self.setCursorPosition(0)

    def _words(self, value: Any) -> str:
        return showing.day(value, self._language)

    def _day(self) -> date | None:
        try:
            found: date | None = self._field.parse(self.value())
        except ValueError:
            return None
        return found

    def _pick(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("role", "popup")
        column = QVBoxLayout(popup)
        column.setContentsMargins(4, 4, 4, 4)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(self.accessibleName())
        chosen = self._day()
        if chosen is not None:
            calendar.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        column.addWidget(calendar)

        def take(picked: QDate) -> None:
            self._take(date(picked.year(), picked.month(), picked.day()))
            popup.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()

    def _take(self, picked: date) -> None:
        self.setText(picked.isoformat())
        self.edited.emit()
        self.left.emit()


class InstantField(DateField):
    """A moment on the clock of a zone, which stands behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone: str | None = None

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        self._zone = around.get(self._field.zone or "")
        super().set_value(value, around)
        self.setPlaceholderText(f"2026-03-04 10:00 {showing.place_of(self._zone, self._language)}")

    def value(self) -> Any:
        held = super().value()
        if isinstance(held, str):
            return held.removesuffix(showing.place_of(self._zone, self._language)).strip()
        return held

    def _words(self, value: Any) -> str:
        there = value.astimezone(ZoneInfo(self._zone or "UTC"))
        return f"{there:%Y-%m-%d %H:%M} {showing.place_of(self._zone, self._language)}"

    def _day(self) -> date | None:
        try:
            found = self._field.parse(self.value(), {self._field.zone or "": self._zone})
        except ValueError:
            return None
        return found.astimezone(ZoneInfo(self._zone or "UTC")).date() if found else None

    def _take(self, picked: date) -> None:
        held = self._value
        at = held.astimezone(ZoneInfo(self._zone or "UTC")) if isinstance(held, datetime) else None
        self.setText(f"{picked.isoformat()} {at:%H:%M}" if at else f"{picked.isoformat()} 09:00")
        self.edited.emit()
        self.left.emit()
