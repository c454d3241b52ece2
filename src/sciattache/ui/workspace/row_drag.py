"""Rows of a sheet that are dragged to another place of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from sciattache.ui.workspace.sheet import Sheet

_KIND = "application/x-sciattache-row"


class RowDrag(QObject):
    """Lets the rows of a sheet be dragged; ``dropped`` tells who, and onto whose row."""

    dropped = Signal(str, str)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._from: tuple[str, QPoint] | None = None
        sheet.viewport().setAcceptDrops(True)
        sheet.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):
            return self._drop(event)
        if isinstance(event, QMouseEvent):
            self._mouse(event)
        return False

    def _mouse(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._from = (self._at(place), place)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._from = None
        elif self._from and self._from[0] and event.buttons() & Qt.MouseButton.LeftButton:
            held, start = self._from
            if (place - start).manhattanLength() >= QApplication.startDragDistance():
                self._from = None
                data = QMimeData()
                data.setData(_KIND, held.encode())
                drag = QDrag(self._sheet)
                drag.setMimeData(data)
                drag.exec(Qt.DropAction.MoveAction)

    def _drop(self, event: QDropEvent) -> bool:
        """Take what was dragged from here; anything else is for whoever else takes drops."""
        if not event.mimeData().hasFormat(_KIND):
            event.ignore()
            return False
        aim = self._at(event.position().toPoint())
        if isinstance(event, QDragMoveEvent):  # entering is a kind of moving
            event.setAccepted(bool(aim) or event.type() == QEvent.Type.DragEnter)
            return True
        if event.type() == QEvent.Type.Drop and aim:
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
            self.dropped.emit(bytes(event.mimeData().data(_KIND).data()).decode(), aim)
        return True

    def _at(self, point: QPoint) -> str:
        row = self._sheet.rowAt(point.y())
        return self._sheet.rows.rows[row].identity if row >= 0 else ""
