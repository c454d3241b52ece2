"""Filter chips above a list: a word to look for, and what the records have."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QWidget

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.fields.pick import Pick
from sciattache.ui.pieces import Flow, chip_button, restyle
from sciattache.ui.words import say


class Chips(QWidget):
    """The filters of one list; ``changed`` when another is worn."""

    changed = Signal()

    def __init__(self, desk: Desk, cls: type[Record], fields: list[Field]) -> None:
        super().__init__()
        self._desk, self._cls = desk, cls
        self._chosen: dict[str, list[str]] = {}
        row = Flow(self, gap=8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.words = QLineEdit()
        self.words.setPlaceholderText(say("Filter"))
        self.words.setAccessibleName(say("Filter"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(200)
        self._pause = QTimer(self, singleShot=True, interval=150)
        self._pause.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _: self._pause.start())
        row.addWidget(self.words)
        self._buttons: dict[str, QToolButton] = {}
        for field in fields:
            row.addWidget(self._button(field))
        self._clear = chip_button(say("Clear"))
        self._clear.setAccessibleName(say("Clear the filters"))
        self._clear.clicked.connect(lambda: self.wear({}))
        self._clear.hide()
        row.addWidget(self._clear)

    def where(self) -> dict[str, Any]:
        """What the chips ask, as the store's query takes it."""
        asked: dict[str, Any] = {}
        for name, codes in self._chosen.items():
            choices = self._cls.field(name).kind.name == "choices"
            asked[name] = json.dumps(codes) if choices else list(codes)
        return asked

    def wear(self, filters: dict[str, Any], words: str = "") -> None:
        """Wear these filters, and no others; values are stored ones."""
        self._chosen = {
            name: list(value) if isinstance(value, list | tuple) else [str(value)]
            for name, value in filters.items()
            if value
        }
        self.words.blockSignals(True)
        self.words.setText(words)
        self.words.blockSignals(False)
        self._dress()
        self.changed.emit()

    def is_worn(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self._chosen or self.words.text().strip())

    def _button(self, field: Field) -> QToolButton:
        made = chip_button(say(field.label), "chevron-down")
        direction = Qt.LayoutDirection
        mirrored = self.isRightToLeft()
        made.setLayoutDirection(direction.LeftToRight if mirrored else direction.RightToLeft)
        made.clicked.connect(lambda: self._open(field))
        self._buttons[field.name] = made
        return made

    def _open(self, field: Field) -> None:
        """Show the words that records have, with how many; the most frequent first."""
        language = self._desk.language
        with self._desk.read() as session:
            tally = session.connection().exec_driver_sql(_tally(self._cls, field)).all()
        words = [
            (str(code), showing.choice(field, str(code), language), f"{count:,}")
            for code, count in tally
        ]
        held = self._chosen.get(field.name, [])
        words += [(c, showing.choice(field, c, language), "") for c in held if c not in
                  {code for code, _, _ in words}]  # fmt: skip
        Pick(self._buttons[field.name], words, held, lambda codes: self._take(field, codes))

    def _take(self, field: Field, codes: list[str]) -> None:
        if codes:
            self._chosen[field.name] = codes
        else:
            self._chosen.pop(field.name, None)
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        for name, made in self._buttons.items():
            codes = self._chosen.get(name, [])
            field = self._cls.field(name)
            label = say(field.label)
            if codes:
                first = showing.choice(field, codes[0], self._desk.language)
                label += f": {first}" + (f" +{len(codes) - 1}" if len(codes) > 1 else "")
            made.setText(label)
            made.setAccessibleName(label)
            made.setProperty("worn", "true" if codes else "false")
            restyle(made)
        self._clear.setVisible(bool(self._chosen))


def _tally(cls: type[Record], field: Field) -> str:
    """The query for a field's words with how many records have each."""
    table, name = cls.type_name(), field.name
    if field.kind.name == "choices":
        source, value = f"{table} AS r, json_each(r.{name}) AS j", "j.value"
    else:
        source, value = f"{table} AS r", f"r.{name}"
    return (
        f"SELECT {value}, count(*) AS n FROM {source} WHERE r.{name} IS NOT NULL"
        f" GROUP BY 1 ORDER BY n DESC, 1 LIMIT 300"
    )
