"""Who reads what on paper: every field by audience, and what this office keeps back besides."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from sciattache.domain.records import Record
from sciattache.domain.vocabularies import AUDIENCES as LABELS
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError
from sciattache.papers import policy as policies
from sciattache.papers.policy import AUDIENCES
from sciattache.store import narrowing
from sciattache.ui.desk import Desk
from sciattache.ui.pieces import quiet
from sciattache.ui.words import say

_OUTSIDE = tuple(one for one in AUDIENCES if one != "full")
_HEIGHT = 320
_PATH = Qt.ItemDataRole.UserRole


class PolicyTable(QWidget):
    """A tick for each field that an audience reads; one taken off keeps the field back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(say("Who reads what on paper"))
        self.tree.setColumnCount(1 + len(_OUTSIDE))
        self.tree.setHeaderLabels([say("Field"), *(say(LABELS.label(one)) for one in _OUTSIDE)])
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.setFixedHeight(_HEIGHT)
        self._rows: list[QTreeWidgetItem] = []
        for cls in TYPES:
            self._add(cls)
        self._show()
        self.tree.itemChanged.connect(self._turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        told = quiet(say("Take off a tick to keep a field from an audience. What the house keeps "
                         "back stays back; the office itself reads everything."))  # fmt: skip
        told.setWordWrap(True)
        column.addWidget(told)
        column.addWidget(self.tree)

    def _add(self, cls: type[Record]) -> None:
        """A record type with those of its fields that anybody outside may read."""
        rows = [self._row(cls, field.name) for field in cls.fields()]
        open_ = [row for row in rows if row is not None]
        if open_:
            top = QTreeWidgetItem([say(cls.about.plural)])
            top.addChildren(open_)
            self._rows += open_
            self.tree.addTopLevelItem(top)

    def _row(self, cls: type[Record], name: str) -> QTreeWidgetItem | None:
        field = cls.field(name)
        readers = [one for one in _OUTSIDE if policies.allows(cls, field, one)]
        if not readers or field.required or field.owner:
            return None
        row = QTreeWidgetItem([say(field.label)])
        row.setData(0, _PATH, f"{cls.type_name()}.{name}")
        for one in readers:
            row.setCheckState(1 + _OUTSIDE.index(one), Qt.CheckState.Checked)
        return row

    def _show(self) -> None:
        with self._desk.read() as session:
            hidden = narrowing.hidden(session)
        self.tree.blockSignals(True)
        for row in self._rows:
            for column, one in enumerate(_OUTSIDE, 1):
                if row.data(column, Qt.ItemDataRole.CheckStateRole) is not None:
                    kept = one in hidden.get(row.data(0, _PATH), ())
                    state = Qt.CheckState.Unchecked if kept else Qt.CheckState.Checked
                    row.setCheckState(column, state)
        self.tree.blockSignals(False)

    def _turned(self, row: QTreeWidgetItem, column: int) -> None:
        path = row.data(0, _PATH)
        if not path or not column:
            return
        shown = row.checkState(column) is Qt.CheckState.Checked
        change = policies.show if shown else policies.hide
        try:
            with self._desk.office.remember() as session:
                wanted = change(narrowing.hidden(session), path, _OUTSIDE[column - 1])
                narrowing.keep(session, wanted)
        except KnownError as error:
            self._desk.refuse(error)
            self._show()
