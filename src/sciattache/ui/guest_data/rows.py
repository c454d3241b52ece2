"""The answers that came back, a line each: what is known here, what the guest says, take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from sciattache.papers.guest_data import answers
from sciattache.papers.guest_data.comparing import Difference, Row
from sciattache.papers.guest_data.refusals import Refusal
from sciattache.papers.guest_data.taking import Choice
from sciattache.ui import look
from sciattache.ui.lettering import isolated
from sciattache.ui.words import say

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
GUEST, QUESTION, BEFORE, AFTER, REMARK = range(5)
_LOOKS = {"change": ("pencil", "accent"), "conflict": ("triangle-alert", "warn"),
          "refused": ("x", "bad"), "same": ("check", "quiet")}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One answer, or a guest of whom nothing is taken, or is other."""

    row: Row
    one: Difference | None = None

    @property
    def verdict(self) -> str:
        if self.one is not None:
            return self.one.verdict
        return "refused" if self.row.refusal else "same"

    @property
    def choice(self) -> Choice | None:
        """What is accepted with this line; None where nothing can be."""
        if self.one is None or self.one.verdict == "refused":
            return None
        return self.row.number, self.one.question.name


class AnswerRows(QAbstractTableModel):
    """Lines with a box to tick where an answer can be taken."""

    ticked = Signal()

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.lines: list[Line] = []
        self.accepted: set[Choice] = set()

    def show_rows(self, rows: Sequence[Row], accepted: set[Choice]) -> None:
        """Show what came back, with these answers ticked."""
        self.beginResetModel()
        self.lines = [
            line
            for row in rows
            for line in ([Line(row, one) for one in row.differences] or [Line(row)])
        ]
        self.accepted = set(accepted)
        self.endResetModel()
        self.ticked.emit()

    def tick(self, choices: set[Choice]) -> None:
        """Tick these answers and no others."""
        self.accepted = {c for line in self.lines if (c := line.choice) is not None} & choices
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, REMARK))
        self.ticked.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return (say("Guest"), say("Question"), say("Here now"), say("Answer"), say("Remark"))[
            section
        ]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == QUESTION and self.lines[index.row()].choice is not None:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        line, column = self.lines[index.row()], index.column()
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._words(line, column)
        if role == _Role.CheckStateRole and column == QUESTION and line.choice is not None:
            return Qt.CheckState.Checked if self._is_accepted(line) else Qt.CheckState.Unchecked
        if role == _Role.DecorationRole and column == REMARK:
            return look.icon(*_LOOKS[line.verdict])
        if role == _Role.ForegroundRole and column != AFTER:
            tone = _LOOKS[line.verdict][1] if column == REMARK else "quiet"
            return look.colour("text" if column == GUEST else tone)
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        choice = self.lines[index.row()].choice
        if role != _Role.CheckStateRole or choice is None:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.accepted.add(choice)
        else:
            self.accepted.discard(choice)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def _is_accepted(self, line: Line) -> bool:
        return line.choice in self.accepted

    def _words(self, line: Line, column: int) -> str:
        one = line.one
        if column == GUEST:
            return line.row.name or line.row.filled.file
        if one is None:
            if column == REMARK:
                return self._told(line.row.refusal) or say("Nothing is other")
            return ""
        if column == QUESTION:
            return say(one.question.field.label)
        if column == REMARK:
            return self._remark(one)
        text = one.before if column == BEFORE else one.after
        shown = " ".join(answers.shown(one.question, text, self._language).split())
        return isolated(shown) or (say("nothing") if one.verdict != "refused" else "")

    def _remark(self, one: Difference) -> str:
        if one.refusal is not None:
            return self._told(one.refusal)
        if one.verdict == "conflict":
            sent = answers.shown(one.question, one.sent, self._language) or say("nothing")
            return say("Changed here meanwhile; what went out: {value}", value=isolated(sent))
        return say("A new organisation") if one.is_new else say("Changed")

    def _told(self, refusal: Refusal | None) -> str:
        return isolated(refusal.told(self._language)) if refusal else ""


class AnswerTable(QTableView):
    """The lines as a table; the space bar ticks and unticks the one in front."""

    def __init__(self, rows: AnswerRows) -> None:
        super().__init__()
        self.setModel(rows)
        self.setAccessibleName(say("Answers that came back"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        widths = ((GUEST, 170), (QUESTION, 190), (BEFORE, 170), (AFTER, 190))
        for column, width in widths:
            self.setColumnWidth(column, width)

    def keyPressEvent(self, event: Any) -> None:
        """The space bar ticks, whichever cell of the line is in front."""
        index = self.currentIndex()
        if event.key() != Qt.Key.Key_Space or not index.isValid():
            super().keyPressEvent(event)
            return
        model, box = self.model(), self.model().index(index.row(), QUESTION)
        state = model.data(box, _Role.CheckStateRole)
        if state is not None:
            turned = state == Qt.CheckState.Unchecked
            wanted = Qt.CheckState.Checked if turned else Qt.CheckState.Unchecked
            model.setData(box, wanted, _Role.CheckStateRole)
