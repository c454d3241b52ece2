"""Keep a screen true to the office: drawn anew after a change where it is seen, else when shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from sciattache.ui.desk import Desk


class Freshness(QObject):
    """Calls ``draw`` after each change while ``screen`` is seen; the hidden wait for their turn.

    ``others`` are signals besides the desk's of a change.
    """

    def __init__(
        self, screen: QWidget, desk: Desk, draw: Callable[[], None], *others: SignalInstance
    ) -> None:
        super().__init__(screen)
        self._screen, self._draw, self._stale = screen, draw, False
        screen.installEventFilter(self)
        for signal in (desk.changed, *others):
            signal.connect(self._changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._stale and event.type() == QEvent.Type.Show:
            self._stale = False
            self._draw()
        return False

    def _changed(self, *_: object) -> None:
        if self._screen.isVisible():
            self._draw()
        else:
            self._stale = True
