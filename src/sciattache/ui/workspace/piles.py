"""Columns of people, dragged from one to another or moved with Alt and the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sciattache.ui.look import colour
from sciattache.ui.pieces import clear, quiet, scrolled, section
from sciattache.ui.workspace.rows import Cell, Index
from sciattache.ui.workspace.sheet import paint_cell

_KIND = "application/x-sciattache-seat"
_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Card:
    """Somebody in a column: a name, a quieter line, and why."""

    identity: str
    words: str
    under: str = ""
    why: str = ""
    icon: str = ""
    tone: str = "quiet"


@dataclass(frozen=True)
class Pile:
    """A column: its key, its heading, a note, and whether the note warns."""

    key: str
    heading: str
    note: str
    cards: tuple[Card, ...]
    full: bool = False


class Board(QWidget):
    """The columns side by side."""

    moved = Signal(str, str)
    """Who was moved, and the key of the column."""
    opened = Signal(str)
    told = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._chosen = name, ""
        self.piles: tuple[Pile, ...] = ()
        self.lists: list[_Cards] = []
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(24, 12, 24, 12)
        self._row.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner))

    def show_piles(self, piles: Sequence[Pile]) -> None:
        """Show columns; who was chosen stays chosen, wherever they went."""
        held = self.chosen()
        focused = any(each.hasFocus() for each in self.lists)
        self.piles = tuple(piles)
        clear(self._row)
        self.lists = []
        for pile in piles:
            made = _Cards(self, pile)
            self.lists.append(made)
            column = QVBoxLayout()
            column.setSpacing(4)
            note = quiet(pile.note)
            if pile.full:
                note.setProperty("role", "mistake")
            heading = section(pile.heading)
            heading.setBuddy(made)
            column.addWidget(heading)
            column.addWidget(note)
            column.addWidget(made, 1)
            self._row.addLayout(column, 1)
        self.choose(held, focus=focused)

    def chosen(self) -> str:
        """The id of whoever was chosen last."""
        return self._chosen

    def choose(self, identity: str, *, focus: bool = True) -> None:
        """Go to somebody."""
        for each in self.lists:
            for row in range(each.count()):
                if identity and each.item(row).data(_ROLE).identity == identity:
                    each.setCurrentRow(row)
                    if focus:
                        each.setFocus()

    def focus_first(self) -> None:
        for each in self.lists:
            if each.count():
                each.setFocus()
                each.setCurrentRow(max(each.currentRow(), 0))
                return

    def shift(self, pile: Pile, identity: str, by: int) -> None:
        """Move somebody to the next column, or the one before."""
        if self.isRightToLeft():
            by = -by
        at = self.piles.index(pile) + by
        if 0 <= at < len(self.piles):
            self.moved.emit(identity, self.piles[at].key)


class _Painted(QStyledItemDelegate):
    """A name, and a quieter line under it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 44 if index.data(_ROLE).under else 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(_ROLE)
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour("selected"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        shown = Cell(card.words, card.under, card.icon, card.tone if card.icon else "text")
        paint_cell(painter, option, area.adjusted(6, 0, -6, 0), shown)
        painter.restore()


class _Cards(QListWidget):
    """One column."""

    def __init__(self, board: Board, pile: Pile) -> None:
        super().__init__()
        self._board, self.pile = board, pile
        self.setAccessibleName(f"{board._name}: {pile.heading}")
        self.setMinimumWidth(176)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Painted(self))
        for card in pile.cards:
            item = QListWidgetItem("\n".join(filter(None, (card.words, card.under))))
            item.setToolTip("\n".join(filter(None, (card.under, card.why))))
            item.setData(_ROLE, card)
            self.addItem(item)
        self.currentItemChanged.connect(lambda item, _: self._tell(item))
        self.itemActivated.connect(lambda item: board.opened.emit(item.data(_ROLE).identity))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.currentRow() >= 0 and alt and event.key() in ways:
            identity = self.currentItem().data(_ROLE).identity
            self._board.shift(self.pile, identity, ways[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def mimeTypes(self) -> list[str]:
        return [_KIND]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        made = QMimeData()
        made.setData(_KIND, items[0].data(_ROLE).identity.encode())
        return made

    def dragMoveEvent(self, event: Any) -> None:
        event.setAccepted(event.mimeData().hasFormat(_KIND))

    def dropEvent(self, event: QDropEvent) -> None:
        identity = bytes(event.mimeData().data(_KIND).data()).decode()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if identity and not any(card.identity == identity for card in self.pile.cards):
            self._board.moved.emit(identity, self.pile.key)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            card = item.data(_ROLE)
            self._board._chosen = card.identity
            self._board.told.emit(". ".join(filter(None, (card.words, card.why))))
