"""Change the keys: asked once, for the copies that lie in safes are then of the old ones."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sciattache.sync import keys
from sciattache.ui.desk import Desk
from sciattache.ui.exchange.keys_back import row, wrapped
from sciattache.ui.pieces import button
from sciattache.ui.words import say


class ChangeKeys(QWidget):
    """A button that asks again in place; partners hear of the new keys with the next bundles."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._sure = desk, False
        self.change, self.cancel = button("", "refresh-cw"), button(say("Cancel"))
        self.change.clicked.connect(self._change)
        self.cancel.clicked.connect(lambda: self._ask(sure=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(wrapped(say(
            "Once a year, or when somebody may have seen them. Partners hear of the new keys with"
            " the next bundle; what is on the way for the old ones can still be opened. Make a new"
            " backup and a new recovery sheet afterwards."
        )))  # fmt: skip
        column.addLayout(row(self.change, self.cancel))
        self._ask(sure=False)

    def _ask(self, *, sure: bool) -> None:
        self._sure = sure
        words = say("Change them now") if sure else say("Change the keys…")
        self.change.setText(words)
        self.change.setAccessibleName(words)
        self.cancel.setVisible(sure)

    def _change(self) -> None:
        if not self._sure:
            self._ask(sure=True)
            return
        self._ask(sure=False)
        office = self._desk.office

        def job(_: object) -> None:
            with office.remember() as session:
                keys.rotate(session)

        def done(_: None) -> None:
            self._desk.notify(say("The keys are changed. Make a new backup of them."))
            self.changed.emit()

        self._desk.run(say("Changing the keys"), job, done)
