"""The kinds of paper under headings in the order of the work, and the line to find one."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from sciattache.papers.catalogue import KINDS
from sciattache.papers.kinds import GROUPS, Kind
from sciattache.services.dossier import Dossier
from sciattache.ui.look import colour, icon
from sciattache.ui.words import say

_ROW, _HEADING = 32, 30
_FEWEST = 5
"""Papers in sight where the window is low."""
_LAST = "papers/kind"
_NAME = Qt.ItemDataRole.UserRole
_Move = QAbstractItemView.CursorAction


class _Dim(QStyledItemDelegate):
    """Headings in the quiet ink, as easy to read as any other quiet words."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(_NAME) is None:
            group, role = QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text
            option.palette.setColor(group, role, colour("quiet"))


class KindsList(QListWidget):
    """The kinds that an engagement has something for; the others are dim and tell why."""

    turned = Signal()

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._kinds = {kind.name: kind for kind in KINDS}
        self._rows: dict[str, int] = {}
        self.setAccessibleName(say("Papers"))
        self.setItemDelegate(_Dim(self))
        self.setIconSize(QSize(16, 16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for group, label in GROUPS.items():
            if under := [kind for kind in KINDS if kind.group == group]:
                self._add_heading(say(label))
                for kind in under:
                    self._add(kind)
        self.setMinimumHeight(_HEADING + _ROW * _FEWEST)
        self._fit()
        last = str(QSettings().value(_LAST, ""))
        self.setCurrentRow(self._rows.get(last, self._rows["programme"]))
        self.currentItemChanged.connect(lambda *_: self._turn())

    @property
    def kind(self) -> Kind:
        """The kind of paper in front."""
        return self._kinds[str(self.currentItem().data(_NAME))]

    def choose(self, name: str) -> None:
        """Turn to a kind of paper."""
        if name in self._rows:
            self.setCurrentRow(self._rows[name])

    def show_dossier(self, dossier: Dossier) -> None:
        """Dim what the engagement has nothing for; a dim one in front gives way to the first."""
        for name, row in self._rows.items():
            item, kind = self.item(row), self._kinds[name]
            applies = kind.applies(dossier)
            enabled = item.flags() | Qt.ItemFlag.ItemIsEnabled
            item.setFlags(enabled if applies else enabled & ~Qt.ItemFlag.ItemIsEnabled)
            item.setToolTip(kind.called(self._language) if applies else say(kind.needs))
        if not self.kind.applies(dossier):
            self.choose("programme")

    def narrow(self, typed: str) -> None:
        """Show the papers that have what is typed in their name or their heading."""
        wanted = _plain(typed)
        heading, of_heading = None, False
        for row in range(self.count()):
            item = self.item(row)
            found = wanted in _plain(item.text())
            if item.data(_NAME) is None:
                heading, of_heading = item, found
                item.setHidden(True)
                continue
            item.setHidden(not (found or of_heading))
            if heading is not None and not item.isHidden():
                heading.setHidden(False)
        self._fit()

    def first_found(self) -> None:
        """Turn to the first paper that is shown and can be had."""
        row = self._next(0, 1)
        if row is not None:
            self.setCurrentRow(row)

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The next paper where the arrows go, over headings, what is hidden and what is dim."""
        row = self.currentRow()
        starts = {
            _Move.MoveUp: (row - 1, -1), _Move.MoveDown: (row + 1, 1),
            _Move.MoveHome: (0, 1), _Move.MoveEnd: (self.count() - 1, -1),
        }  # fmt: skip
        if action not in starts:
            return super().moveCursor(action, modifiers)
        found = self._next(*starts[action])
        return self.currentIndex() if found is None else self.model().index(found, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the paper in front in sight."""
        super().resizeEvent(event)
        if (current := self.currentItem()) is not None:
            self.scrollToItem(current)

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        item.setFont(font)
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
        item.setSizeHint(QSize(0, _HEADING))
        self.addItem(item)

    def _add(self, kind: Kind) -> None:
        item = QListWidgetItem(icon(kind.icon), kind.called(self._language))
        item.setData(_NAME, kind.name)
        item.setSizeHint(QSize(0, _ROW))
        self._rows[kind.name] = self.count()
        self.addItem(item)

    def _next(self, row: int, step: int) -> int | None:
        while 0 <= row < self.count():
            item = self.item(row)
            if not item.isHidden() and item.flags() & Qt.ItemFlag.ItemIsEnabled:
                return row
            row += step
        return None

    def _fit(self) -> None:
        shown = [self.item(row) for row in range(self.count())]
        height = sum(one.sizeHint().height() for one in shown if not one.isHidden())
        self.setMaximumHeight(max(height + 4, self.minimumHeight()))

    def _turn(self) -> None:
        QSettings().setValue(_LAST, self.kind.name)
        self.turned.emit()


class FindLine(QLineEdit):
    """Narrows a list of kinds as one types; Enter and the arrow down go on to what is found."""

    def __init__(self, kinds: KindsList) -> None:
        super().__init__()
        self._kinds = kinds
        self.setPlaceholderText(say("Find a paper"))
        self.setAccessibleName(say("Find a paper"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(kinds.narrow)
        self.returnPressed.connect(self._go_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._go_on()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        if self.text():
            self._kinds.first_found()
        self._kinds.setFocus()


def _plain(text: str) -> str:
    """Letters without their accents, in lower case."""
    apart = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
