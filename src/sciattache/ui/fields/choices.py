"""Several words of a vocabulary, shown as chips."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from sciattache.domain.fields import Field
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.fields.pick import Pick
from sciattache.ui.look import icon
from sciattache.ui.pieces import Flow, clear
from sciattache.ui.words import say


class ChoicesField(QWidget):
    """Chips that go at a click, and one that opens the list to tick."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: list[str] = []
        self._chips = Flow(self)
        self._add = QToolButton()
        self._add.setIcon(icon("plus", "accent"))
        self._add.setProperty("role", "chip")
        self._add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._add.clicked.connect(self._open)
        self.setFocusProxy(self._add)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def bind(self, field: Field, desk: Desk) -> None:
        self._field, self._language = field, desk.language
        self._add.setAccessibleName(f"{self.accessibleName()}: {say('Add or remove')}")
        self._add.setToolTip(say("Add or remove"))
        self._draw()

    def value(self) -> Any:
        return list(self._codes)

    def set_value(self, value: Any, around: dict[str, Any]) -> None:
        self._codes = list(value or ())
        self._draw()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 28)

    def _draw(self) -> None:
        self._chips.removeWidget(self._add)
        clear(self._chips)
        for code in self._codes:
            words = showing.choice(self._field, code, self._language)
            chip = QToolButton(self)
            chip.setText(words)
            chip.setIcon(icon("x"))
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setLayoutDirection(_against(self))
            chip.setProperty("role", "chip")
            chip.setProperty("worn", "true")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setAccessibleName(say("Remove {what}", what=words))
            chip.clicked.connect(lambda _=False, code=code: self._remove(code))
            self._chips.addWidget(chip)
        self._chips.addWidget(self._add)
        self._add.show()
        self.updateGeometry()

    def _remove(self, code: str) -> None:
        self._take([one for one in self._codes if one != code])

    def _take(self, codes: list[str]) -> None:
        kept = [code for code in self._codes if code in codes]
        self._codes = kept + [code for code in codes if code not in kept]
        self._draw()
        self.edited.emit()
        self.left.emit()

    def _open(self) -> None:
        labels = {
            code: showing.choice(self._field, code, self._language)
            for code in self._field.words.choices()
        }
        words = sorted(labels.items(), key=lambda item: item[1].casefold())
        Pick(self._add, [(code, label, "") for code, label in words], self._codes, self._take)


def _against(widget: QWidget) -> Qt.LayoutDirection:
    """Against the way of reading, so that the cross stands behind the word."""
    direction = Qt.LayoutDirection
    return direction.LeftToRight if widget.isRightToLeft() else direction.RightToLeft
