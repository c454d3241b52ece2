"""On a record's own page at headquarters: what else can be done, to erase it everywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from sciattache.sync import partners
from sciattache.ui.desk import Desk
from sciattache.ui.look import icon
from sciattache.ui.words import say


class EraseMenu(QToolButton):
    """A button with a menu, seen at headquarters alone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._record = desk, ""
        self.setIcon(icon("ellipsis"))
        self.setToolTip(say("More"))
        self.setAccessibleName(say("More"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.erase = menu.addAction(icon("trash-2"), say("Erase everywhere…"))
        self.erase.triggered.connect(self._ask)
        self.setMenu(menu)
        self.hide()

    def follow(self, record: str | None) -> None:
        """Be the menu of a record; of none where there is none."""
        self._record = record or ""
        is_seen = False
        if record and self._desk.has_office:
            with self._desk.read() as session:
                is_seen = partners.me(session).is_headquarters
        self.setVisible(is_seen)

    def _ask(self) -> None:
        from sciattache.ui.exchange.erasing import open_erasing  # what erases is heavy

        open_erasing(self._desk, self.window(), self._record)
