"""The third step: what would happen to each row; nothing is written yet."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.interchange.plan import Planned
from sciattache.ui.desk import Desk
from sciattache.ui.imports import wording
from sciattache.ui.imports.looking import Outcome
from sciattache.ui.imports.plan_rows import PlanRows, PlanTable
from sciattache.ui.look import icon, more_fonts
from sciattache.ui.pieces import (
    chip_button,
    clear,
    empty,
    link_button,
    quiet,
    restyle,
    scrolled,
    section,
    text,
)
from sciattache.ui.words import say

_NOTES = 2
_ALL = "all"


class PreviewPage(QWidget):
    """Chips with counts, the rows, and at their side what the current one says."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        more_fonts()
        self._desk = desk
        self._outcome: Outcome | None = None
        self._all_notes = False
        self.rows = PlanRows(desk.language, self)
        self.table = PlanTable(self.rows)
        self.table.followed.connect(self._follow)
        self.notes = text("", "quiet")
        self.notes.setWordWrap(True)
        self.more = link_button("")
        self.more.clicked.connect(self._all_the_notes)
        self.chips: dict[str, QToolButton] = {}
        chips = QHBoxLayout()
        chips.setSpacing(8)
        group = QButtonGroup(self)
        for name in (_ALL, *wording.VERDICT_LOOKS):
            made = chip_button()
            made.setCheckable(True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.toggled.connect(lambda on, name=name: self._filter(name) if on else None)
            group.addButton(made)
            chips.addWidget(made)
            self.chips[name] = made
        chips.addStretch(1)
        self._chip_row = chips
        self._detail = QVBoxLayout()
        self._lay_out()

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what an import would do."""
        self._outcome, self._all_notes = outcome, False
        counts = outcome.counts
        for name, chip in self.chips.items():
            count = len(outcome.plan.rows) if name == _ALL else counts[name]
            words = say("All") if name == _ALL else wording.verdict(name)
            chip.setText(f"{words}  {count:,}")
            chip.setAccessibleName(chip.text())
            chip.setVisible(bool(count) or name == _ALL)
            if name != _ALL:
                chip.setIcon(icon(*wording.VERDICT_LOOKS[name], gap=4))
                chip.setIconSize(QSize(20, 16))
        with QSignalBlocker(self.chips[_ALL]):
            self.chips[_ALL].setChecked(True)
        self._filter(_ALL)
        self._show_notes()

    def focus_first(self) -> None:
        self.table.setFocus()

    def _filter(self, wanted: str) -> None:
        for name, chip in self.chips.items():
            chip.setProperty("worn", name == wanted)
            restyle(chip)
        self.rows.show_outcome(self._outcome, () if wanted == _ALL else (wanted,))
        self._stack.setCurrentIndex(0 if self.rows.rowCount() else 1)
        if self.rows.rowCount():
            self.table.selectRow(0)
        else:
            clear(self._detail)

    def _follow(self, number: int) -> None:
        clear(self._detail)
        if number < 0:
            return
        row = self.rows.planned(number)
        title = section(self.rows.title(row))
        title.setWordWrap(True)
        self._detail.addWidget(title)
        self._detail.addLayout(_marked(row))
        said = row.remarks if row.verdict != "refused" else (row.reason,)
        for sentence in said:
            self._detail.addWidget(
                _wrapped(
                    text(wording.apart(sentence), "mistake" if row.verdict == "refused" else "")
                )
            )
        told = self.rows.told(row)
        if told:
            self._detail.addSpacing(8)
        for one in told:
            self._detail.addWidget(text(one.label, "label"))
            if one.before:
                before = quiet(one.before[:600])
                font = before.font()
                font.setStrikeOut(True)
                before.setFont(font)
                self._detail.addWidget(_wrapped(before))
            self._detail.addWidget(_wrapped(text(one.after[:600] or say("nothing"))))
            self._detail.addSpacing(4)
        self._detail.addStretch(1)

    def _all_the_notes(self) -> None:
        self._all_notes = not self._all_notes
        self._show_notes()

    def _show_notes(self) -> None:
        found = self._outcome.plan.notes if self._outcome else ()
        shown = found[:40] if self._all_notes else found[:_NOTES]
        self.notes.setText("\n".join(wording.apart(note)[:300] for note in shown))
        self.notes.setVisible(bool(found))
        self.more.setVisible(len(found) > _NOTES)
        self.more.setText(
            say("Show fewer") if self._all_notes
            else say("Show all {count} notes", count=len(found))
        )  # fmt: skip

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 16, 12, 8)
        column.setSpacing(8)
        column.addLayout(self._chip_row)
        column.addWidget(self.notes)
        column.addWidget(self.more)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            empty(say("Nothing to import"), say("The file has no rows that say something."))
        )
        column.addWidget(self._stack, 1)
        inside = QWidget()
        self._detail = QVBoxLayout(inside)
        self._detail.setContentsMargins(16, 20, 24, 16)
        self._detail.setSpacing(4)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        side = scrolled(inside)
        side.setMinimumWidth(260)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes([800, 320])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)


def _marked(row: Planned) -> QHBoxLayout:
    """A verdict with its icon, and which row of the file it is of."""
    made = QHBoxLayout()
    made.setSpacing(6)
    picture, tone = wording.VERDICT_LOOKS[row.verdict]
    mark = QLabel()
    mark.setPixmap(icon(picture, tone).pixmap(14, 14))
    made.addWidget(mark)
    words = f"{wording.verdict(row.verdict)}  ·  {say('row {number}', number=row.row)}"
    made.addWidget(quiet(words))
    made.addStretch(1)
    return made


def _wrapped(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
