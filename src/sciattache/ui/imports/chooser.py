"""A popup in which one of many fields is chosen, in groups, with a box to narrow them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sciattache.domain.standards import text as texts
from sciattache.ui import look
from sciattache.ui.words import say

_PATH = Qt.ItemDataRole.UserRole
_FOLDED = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Choice:
    """One that can be chosen: its path, words, the group it stands in, and a note beside it."""

    path: str
    words: str
    group: str = ""
    note: str = ""


class Chooser(QFrame):
    """Choices to pick one from; ``chosen`` is called with its path, and the popup closes."""

    def __init__(
        self,
        parent: QWidget,
        corner: QPoint,
        choices: Sequence[Choice],
        now: str,
        chosen: Callable[[str], None],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._chosen = chosen
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText(say("Find a field"))
        self.narrow.setAccessibleName(say("Find a field"))
        self.narrow.textChanged.connect(self._narrow)
        self.narrow.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(say("Fields"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take)
        self._fill(choices, now)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.narrow)
        column.addWidget(self.list)
        self.setFixedSize(340, 380)
        room = parent.screen().availableGeometry()
        corner.setY(max(min(corner.y(), room.bottom() - self.height()), room.top()))
        corner.setX(max(min(corner.x(), room.right() - self.width()), room.left()))
        self.move(corner)
        self.show()
        self.narrow.setFocus()
        self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (item := self.list.currentItem()) is not None:
                self._take(item)
            return True
        return False

    def _fill(self, choices: Sequence[Choice], now: str) -> None:
        group = ""
        for choice in choices:
            if choice.group and choice.group != group:
                group = choice.group
                head = QListWidgetItem(group)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setForeground(look.colour("quiet"))
                font = look.plain_font()
                font.setPointSize(9)
                head.setFont(font)
                head.setSizeHint(QSize(0, 28))
                self.list.addItem(head)
            note = f"   {choice.note}" if choice.note else ""
            item = QListWidgetItem(choice.words + note)
            item.setData(_PATH, choice.path)
            item.setData(_FOLDED, texts.fold(f"{choice.words} {choice.group} {choice.path}"))
            if choice.note:
                item.setForeground(look.colour("quiet"))
            item.setSizeHint(QSize(0, 26))
            self.list.addItem(item)
            if choice.path == now:
                self.list.setCurrentItem(item)

    def _narrow(self, words: str) -> None:
        wanted = texts.fold(words).split()
        first = None
        for item in self._items():
            path = item.data(_PATH)
            fits = not wanted if path is None else all(w in item.data(_FOLDED) for w in wanted)
            item.setHidden(not fits)
            if fits and path is not None and first is None:
                first = item
        if first is not None:
            self.list.setCurrentItem(first)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _move(self, by: int) -> None:
        shown = [one for one in self._items() if not one.isHidden() and one.data(_PATH) is not None]
        now = self.list.currentItem()
        place = shown.index(now) + by if now in shown else 0
        if shown:
            self.list.setCurrentItem(shown[min(max(place, 0), len(shown) - 1)])

    def _take(self, item: QListWidgetItem) -> None:
        path = item.data(_PATH)
        if path is not None:
            self.close()
            self._chosen(str(path))
