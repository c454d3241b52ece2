"""The rows of a planned import, worked out as they are painted, a million of them too."""

from __future__ import annotations

from array import array
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from sciattache.interchange.plan import Planned
from sciattache.ui import look
from sciattache.ui.imports import wording
from sciattache.ui.imports.looking import Outcome
from sciattache.ui.lettering import write
from sciattache.ui.words import say

_Index = QModelIndex | QPersistentModelIndex
ROW, VERDICT, TITLE, WHAT = range(4)


class PlanRows(QAbstractTableModel):
    """The rows with the verdicts asked for, in the order of the file."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._outcome: Outcome | None = None
        self._shown: array[int] | range = range(0)

    def show_outcome(self, outcome: Outcome | None, verdicts: tuple[str, ...] = ()) -> None:
        """Show an outcome's rows; with ``verdicts``, only those that have one of them."""
        self.beginResetModel()
        self._outcome = outcome
        if outcome is None:
            self._shown = range(0)
        elif not verdicts:
            self._shown = range(len(outcome.plan.rows))
        elif len(verdicts) == 1:
            self._shown = outcome.by_verdict[verdicts[0]]
        else:
            together = (n for verdict in verdicts for n in outcome.by_verdict[verdict])
            self._shown = array("L", sorted(together))
        self.endResetModel()

    def planned(self, number: int) -> Planned:
        """The row of the plan that stands at ``number``."""
        assert self._outcome is not None
        return self._outcome.plan.rows[self._shown[number]]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (say("Row"), say("Verdict"), say("Record"), say("What happens"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == ROW:
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(self.planned(index.row()), column)
        if role == Qt.ItemDataRole.UserRole:
            return self.planned(index.row()).verdict
        if role == Qt.ItemDataRole.ForegroundRole and column in (ROW, WHAT):
            return look.colour("quiet")
        if role == Qt.ItemDataRole.TextAlignmentRole and column == ROW:
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return None

    def title(self, row: Planned) -> str:
        """What a row is about: its record's title, or what stands in it."""
        words = row.draft.titled() if row.draft is not None else ""
        if not words and self._outcome is not None:
            words = self._outcome.raw.get(row.row, "")
        return words or "—"

    def told(self, row: Planned) -> list[wording.Value]:
        """What a row changes, or says, value by value."""
        titles = self._outcome.titles if self._outcome is not None else {}
        if row.changes:
            return list(wording.changes(row, self._language, titles))
        return list(wording.values(row.draft, self._language)) if row.draft is not None else []

    def _words(self, row: Planned, column: int) -> str:
        if column == ROW:
            return str(row.row)
        if column == VERDICT:
            return wording.verdict(row.verdict)
        if column == TITLE:
            return self.title(row)
        if row.verdict == "refused":
            return wording.apart(row.reason)
        told = (f"{one.label}: {change(one)}" for one in self.told(row) if row.changes)
        return "  ·  ".join((*told, *map(wording.apart, row.remarks)))


def change(one: wording.Value) -> str:
    """A value that changes, in words: *Paris → Lyon*."""
    after = one.after or say("nothing")
    return f"{one.before} → {after}" if one.before else after


class PlanTable(QTableView):
    """A list of the rows of a plan; ``followed`` tells the row that is current."""

    followed = Signal(int)
    entered_row = Signal(int)

    def __init__(self, rows: PlanRows) -> None:
        super().__init__()
        self.rows = rows
        self.setModel(rows)
        self.setAccessibleName(say("Rows of the file"))
        self.setItemDelegateForColumn(VERDICT, _Verdicts(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in ((ROW, 72), (VERDICT, 112), (TITLE, 280)):
            self.setColumnWidth(column, width)
        self.selectionModel().currentRowChanged.connect(
            lambda now, _: self.followed.emit(now.row())
        )
        self.activated.connect(lambda index: self.entered_row.emit(index.row()))


class _Verdicts(QStyledItemDelegate):
    """A verdict: its icon and its word, in its colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        drawn: Any = option  # PySide's stub hides the members of the option
        painter.save()
        if drawn.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(drawn.rect, look.colour("selected"))
        painter.setPen(look.colour("line"))
        painter.drawLine(drawn.rect.bottomLeft(), drawn.rect.bottomRight())
        picture, tone = wording.VERDICT_LOOKS[str(index.data(Qt.ItemDataRole.UserRole))]
        mirrored = drawn.direction == Qt.LayoutDirection.RightToLeft
        inside: QRect = drawn.rect.adjusted(10, 0, -10, 0)
        left = inside.right() - 14 if mirrored else inside.left()
        painter.drawPixmap(left, inside.center().y() - 6, look.pixmap(picture, 14, tone))
        words = inside.adjusted(0, 0, -22, 0) if mirrored else inside.adjusted(22, 0, 0, 0)
        painter.setPen(look.colour(tone))
        write(painter, words, str(index.data()), mirrored=mirrored)
        painter.restore()
