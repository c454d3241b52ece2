"""Two records that are likely one, side by side: which stays, and with which values."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.ui.desk import Desk
from sciattache.ui.exchange.pair_reading import Likely, Line, Side
from sciattache.ui.lettering import directed, joined
from sciattache.ui.pieces import (
    button,
    clear,
    hairline,
    lean,
    link_button,
    quiet,
    scrolled,
    text,
    written,
)
from sciattache.ui.words import say


class PairDetail(QWidget):
    """The fields of both; ``merge_wanted`` tells the pair, which stays and what it takes."""

    merge_wanted = Signal(object, int, object)
    apart_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.told: Likely | None = None
        self.stays: list[QRadioButton] = []
        self.takes: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        self._touched: set[str] = set()
        self.title, self.under = written("", "section"), written("", "quiet")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.under)
        column.addSpacing(4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, 110)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.meaning = quiet(say(
            "What refers to the other will refer to the one that stays. Both offices will hear of"
            " it. It can be taken back later."
        ))  # fmt: skip
        self.meaning.setWordWrap(True)
        self.merge = button(say("Merge into one"), "check", primary=True)
        self.merge.clicked.connect(self._merge)
        self.apart = button(say("They are two"), "x")
        self.apart.clicked.connect(lambda: self.apart_wanted.emit(self.told))
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 8)
        foot.setSpacing(8)
        foot.addWidget(self.meaning, 1)
        foot.addWidget(self.apart)
        foot.addWidget(self.merge)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolled(inner, widest=980), 1)
        outer.addWidget(hairline())
        outer.addLayout(foot)

    def show_pair(self, told: Likely) -> None:
        """Show a pair; what was chosen of the same one stays."""
        if told == self.told:
            return
        self.told = told
        self.title.setText(directed(told.sides[told.first].title))
        self.under.setText(joined(say(told.type.about.label), told.reasons))
        clear(self._grid)
        self.takes, self._groups, self._touched = {}, [], set()
        self.stays = [self._head(side, n) for n, side in enumerate(told.sides)]
        self._grouped(*self.stays)
        self.stays[told.first].setChecked(True)
        self.stays[1].toggled.connect(self._follow)
        for row, line in enumerate(told.lines, 3):
            self._line(row, line)
        self._follow()

    @property
    def kept(self) -> int:
        """Which of both stays: 0 or 1."""
        return int(self.stays[1].isChecked())

    def taken(self) -> set[str]:
        """The fields whose values are taken from the one that goes."""
        return {name for name, pair in self.takes.items() if pair[1 - self.kept].isChecked()}

    def _head(self, side: Side, n: int) -> QRadioButton:
        name = written(directed(side.title), "strong")
        uses = (
            say("Nothing refers to it") if not side.uses
            else say("1 record refers to it") if side.uses == 1
            else say("{count} records refer to it", count=f"{side.uses:,}")
        )  # fmt: skip
        stays = QRadioButton(say("This one stays"))
        stays.setAccessibleName(joined(stays.text(), side.title, side.office))
        opens = link_button(say("Open the record"), "external-link")
        opens.clicked.connect(lambda: self._desk.open_record(side.id))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(text(side.office, "label"))
        column.addWidget(name)
        column.addWidget(quiet(uses))
        column.addWidget(stays)
        column.addWidget(opens, alignment=Qt.AlignmentFlag.AlignLeading)
        self._grid.addLayout(column, 0, n + 1)
        return stays

    def _line(self, row: int, line: Line) -> None:
        label = text(say(line.field.label), "label")
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        if line.differs and not line.joins:
            pair = tuple(QRadioButton() for _ in range(2))
            for n, (mark, words) in enumerate(zip(pair, line.words, strict=True)):
                mark.setAccessibleName(joined(label.text(), words))
                mark.clicked.connect(lambda _=False, of=line.field.name: self._touched.add(of))
                self._grid.addWidget(_marked(mark, words), row, n + 1)
            self._grouped(*pair)
            self.takes[line.field.name] = (pair[0], pair[1])
            return
        for n, words in enumerate(line.words):
            self._grid.addWidget(_wrapped(words), row, n + 1)
        if line.differs and line.joins:
            label.setText(joined(label.text(), by="\n"))
            label.setToolTip(say("Both are kept."))

    def _grouped(self, *buttons: QRadioButton) -> None:
        group = QButtonGroup(self)
        for one in buttons:
            group.addButton(one)
        self._groups.append(group)

    def _follow(self) -> None:
        """The values of the one that stays are chosen, but where somebody chose otherwise."""
        for name, pair in self.takes.items():
            if name not in self._touched:
                pair[self.kept].setChecked(True)

    def _merge(self) -> None:
        if self.told is not None:
            self.merge_wanted.emit(self.told, self.kept, self.taken())


def _wrapped(words: str) -> QLabel:
    made = written(directed(words))
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    lean(made)
    return made


def _marked(mark: QRadioButton, words: str) -> QWidget:
    """A value with the button that chooses it; its words wrap."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(_wrapped(words), 1)
    return made
