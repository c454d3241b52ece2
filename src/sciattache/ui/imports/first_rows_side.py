"""The first rows of a file that is to be imported, or why there are none."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from sciattache.interchange.tables.table import Layout
from sciattache.ui.imports import wording
from sciattache.ui.imports.first_rows import FirstRows, first_rows_view, of_events
from sciattache.ui.imports.looking import Seen
from sciattache.ui.pieces import empty, quiet, section
from sciattache.ui.words import say


class FirstRowsSide(QStackedWidget):
    """Waits, shows the rows with their count and what was noticed, or says that there are none."""

    named = Signal(int)
    """The row chosen to name the columns."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = FirstRows()
        self.view: QTableView = first_rows_view(self.rows)
        self.counted = quiet("")
        self.counted.setWordWrap(True)
        self.view.doubleClicked.connect(self._choose)
        self._title = section(say("First rows"))
        self._hint = quiet(say("Double-click the row that names the columns."))
        self._part = QWidget()
        right = QVBoxLayout(self._part)
        right.setContentsMargins(16, 16, 24, 12)
        right.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._hint)
        head.addStretch(1)
        right.addLayout(head)
        right.addWidget(self.view, 1)
        right.addWidget(self.counted)
        self._wait = empty(say("Reading the file"), "", name="loader-circle")
        self._none = empty(say("This file cannot be read"), "", name="circle-x")
        for part in (self._wait, self._none, self._part):
            self.addWidget(part)

    def wait(self) -> None:
        """Say that the file is being read."""
        self.rows.show_rows((), Layout())
        self.setCurrentWidget(self._wait)

    def refuse(self, layout: Layout | None) -> None:
        """Show no rows; without a ``layout`` nothing was read at all."""
        self.rows.show_rows((), layout or Layout())
        if layout is None:
            self.setCurrentWidget(self._none)

    def show_seen(self, seen: Seen) -> None:
        """Show the first rows of a table, or the first events of a calendar."""
        table = seen.table
        self.setCurrentWidget(self._part)
        if table is None:
            self.rows.show_rows(*of_events(seen.first))
        else:
            self.rows.show_rows(seen.first, table.layout)
        self._title.setText(say("First events") if table is None else say("First rows"))
        self._hint.setVisible(table is not None)
        self._fit()
        if seen.count == 1:
            count = say("1 event") if table is None else say("1 row")
        else:
            words = say("{count} events") if table is None else say("{count} rows")
            count = words.format(count=f"{seen.count:,}")
        self.counted.setText("\n".join((count, *map(wording.apart, table.notes if table else ()))))

    def _fit(self) -> None:
        """Make the columns as wide as their values, within bounds."""
        self.view.resizeColumnsToContents()
        for column in range(self.rows.columnCount()):
            self.view.setColumnWidth(column, min(max(self.view.columnWidth(column) + 8, 64), 320))

    def _choose(self, index: QModelIndex) -> None:
        number = self.rows.number(index.row())
        if number:
            self.named.emit(number)
