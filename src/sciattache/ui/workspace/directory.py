"""The directory beside a board or a list: people and organisations to drag onto it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sciattache.domain.records import Record
from sciattache.store import search
from sciattache.store.search import Hit
from sciattache.ui.desk import Desk
from sciattache.ui.lists.model import RECORDS
from sciattache.ui.look import icon
from sciattache.ui.pieces import quiet, section
from sciattache.ui.words import say
from sciattache.ui.work import Progress

_HIT = Qt.ItemDataRole.UserRole
_MOST = 60
_ICONS = {"person": "user", "organisation": "building-2"}


class _Found(QListWidget):
    """Rows that can be dragged as records."""

    def mimeTypes(self) -> list[str]:
        return [RECORDS]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        hits: list[Hit] = [item.data(_HIT) for item in items]
        kind = hits[0].type.type_name() if hits else ""
        same = [hit for hit in hits if hit.type.type_name() == kind]
        made = QMimeData()
        made.setData(RECORDS, "\n".join((kind, *(hit.id for hit in same))).encode())
        made.setText("\n".join(hit.title for hit in same))
        return made


class Directory(QWidget):
    """A box to search records of the types ``of`` in, and what it finds; Enter puts it over there.

    ``words`` say what is found here, ``hint`` what one does with it.
    """

    wanted = Signal(str, list)
    """A record type and the ids that are to be put over there by key."""

    def __init__(self, desk: Desk, of: tuple[type[Record], ...], words: str, hint: str) -> None:
        super().__init__()
        self._desk, self._of = desk, of
        self._work: Progress | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(words)
        self.line.setClearButtonEnabled(True)
        self.found = _Found()
        self.found.setAccessibleName(say("Directory"))
        self.found.setDragEnabled(True)
        self.found.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.found.itemActivated.connect(lambda _: self._put())
        told = quiet(hint)
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for widget in (section(say("Directory")), self.line, self.found, told):
            column.addWidget(widget)
        self._pause = QTimer(self, singleShot=True, interval=60)
        self._pause.timeout.connect(self._look)
        self.line.textChanged.connect(lambda _: self._pause.start())

    def _look(self) -> None:
        words = self.line.text()
        if self._work is not None:
            self._work.cancel()

        def job(progress: Progress) -> list[Hit]:
            progress.report()
            with self._desk.read() as session:
                return search.find(session, words, of=self._of, most=_MOST)

        self._work = self._desk.fetch(job, self._show)

    def _show(self, hits: list[Hit]) -> None:
        self._work = None
        self.found.clear()
        for hit in hits:
            item = QListWidgetItem(icon(_ICONS[hit.type.type_name()]), hit.title)
            item.setData(_HIT, hit)
            self.found.addItem(item)

    def _put(self) -> None:
        hits: list[Hit] = [item.data(_HIT) for item in self.found.selectedItems()]
        if hits:
            kind = hits[0].type.type_name()
            ids = [hit.id for hit in hits if hit.type.type_name() == kind]
            self.wanted.emit(kind, ids)
