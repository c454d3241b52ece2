"""The box that finds anything and does anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.standards import text as texts
from sciattache.domain.wings import TYPES
from sciattache.store import search
from sciattache.ui import look, screens
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import after, write
from sciattache.ui.pieces import quiet
from sciattache.ui.words import new_words, say

_PAUSE = 40
"""Milliseconds between a key and its search."""
_NAMED, _TELLING = 4, 3
"""Commands that come before records, and the letters from which on they do."""
_MOST = 30
ICONS = {
    "person": "user", "organisation": "building-2", "engagement": "calendar-days",
    "place": "map-pin", "interaction": "message-square", "follow_up": "clipboard-check",
    "agenda_item": "clock", "leg": "plane", "stay": "bed", "participation": "id-card",
    "attachment": "paperclip", "post": "landmark", "colleague": "user", "gift": "gift",
    "expense": "banknote", "vehicle": "car", "handling": "shield", "stop": "map-pin",
    "affiliation": "briefcase", "relationship": "link", "cue": "clock",
    "brief_paragraph": "notebook-pen", "story": "star", "letter": "mail", "dispatch": "send",
    "country_name": "globe",
}  # fmt: skip
_LINKS = frozenset(
    {"affiliation", "relationship", "attendance", "participation", "passage", "copy"}
)
"""Types that tie two records: what they tie is found first."""
_FIRST = [cls for cls in TYPES if cls.type_name() not in _LINKS]
_THEN = [cls for cls in TYPES if cls.type_name() in _LINKS]
_ACT = Qt.ItemDataRole.UserRole
_NOTE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Command:
    """Something to do, with the words that find it and its key."""

    words: str
    icon: str
    act: Callable[[], Any]
    key: str = ""


def commands(desk: Desk, window: Any) -> list[Command]:
    """Everything that the box can do."""
    made = [
        Command(say("Undo"), "undo-2", desk.undo, "Ctrl+Z"),
        Command(say("Redo"), "redo-2", desk.redo, "Ctrl+Shift+Z"),
        Command(say("History"), "history", window.toggle_history, "Ctrl+H"),
        Command(say("Export…"), "upload", lambda: window.call("give_out")),
        Command(say("Light look"), "sun", lambda: desk.theme_changed.emit("light")),
        Command(say("Dark look"), "moon", lambda: desk.theme_changed.emit("dark")),
        Command(say("Look of the system"), "sun-moon", lambda: desk.theme_changed.emit("system")),
        Command(say("Close the office"), "x", lambda: desk.sit_at(None)),
    ]
    for screen in screens.SCREENS:
        words = say("Go to {screen}", screen=say(screen.label))
        made.append(Command(words, screen.icon, partial(desk.go, screen.name)))
        if screen.given[:1] == ("engagement",):
            name = say(screen.label)
            template = partial(_begin, desk, window, screen.name, "begin_from_template")
            earlier = partial(_begin, desk, window, screen.name, "begin_from_earlier")
            words = say("New from a template: {screen}", screen=name)
            made.append(Command(words, "layers", template))
            made.append(Command(say("Copy an earlier one: {screen}", screen=name), "copy", earlier))
    shown = {"person", "organisation", "engagement"}
    for cls in TYPES:
        name = cls.type_name()
        made.append(Command(new_words(cls), "plus", partial(desk.open_draft, name)))
        if name not in shown:
            words = say("Go to {screen}", screen=say(cls.about.plural))
            made.append(Command(words, "list", partial(desk.go, name)))
    return made


def _begin(desk: Desk, window: Any, screen: str, way: str) -> None:
    """Go to a list, and begin something new there in a way of its own."""
    desk.go(screen)
    window.call(way)


class Finder(QFrame):
    """Finds records and commands as one types; arrows choose, Enter goes there."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("finder")
        self._desk, self._window = desk, window
        self._commands = commands(desk, window)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        self.box = QLineEdit()
        self.box.setPlaceholderText(say("Find people, organisations, visits, or a command"))
        self.box.setAccessibleName(say("Find or do anything"))
        self.box.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setAccessibleName(say("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(self._go)
        column.addWidget(self.box)
        column.addWidget(self.list)
        self.missing = quiet("")
        self.missing.setContentsMargins(12, 8, 12, 8)
        self.missing.setWordWrap(True)
        column.addWidget(self.missing)
        shade = QGraphicsDropShadowEffect(self)
        shade.setBlurRadius(32)
        shade.setOffset(0, 8)
        shadow = look.colour("text")
        shadow.setAlpha(70)
        shade.setColor(shadow)
        self.setGraphicsEffect(shade)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.look_up)
        self.box.textEdited.connect(lambda _: self._pause.start())
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the box, empty, over the window."""
        self.box.clear()
        self.look_up()
        self._place()
        self.show()
        self.raise_()
        self.box.setFocus()

    def look_up(self) -> None:
        """Show what fits the words."""
        self._pause.stop()
        words = self.box.text().strip()
        self.list.clear()
        wanted = texts.fold(words)
        fitting = [one for one in self._commands if _fits(texts.fold(one.words), wanted)]
        begun = [one for one in fitting if texts.fold(one.words).startswith(wanted)]
        named = begun[:_NAMED] if len(wanted) >= _TELLING else []
        for command in named:
            self._line(command.words, command.key, command.icon, command)
        if words:
            with self._desk.read() as session:
                hits = search.find(session, words, of=_FIRST, most=_MOST)
                if len(hits) < _MOST:
                    hits += search.find(session, words, of=_THEN, most=_MOST - len(hits))
            for hit in hits:
                name = hit.type.type_name()
                self._line(hit.title, say(hit.type.about.label), ICONS.get(name, "dot"), hit.id)
        others = [one for one in fitting if one not in named]
        for command in others[: 12 if not words else 8]:
            self._line(command.words, command.key, command.icon, command)
        self.list.setCurrentRow(0)
        self.missing.setText(say("Nothing has “{words}”", words=words))
        self.missing.setVisible(self.list.count() == 0)
        self.list.setVisible(self.list.count() > 0)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.box and event.type() == QEvent.Type.FocusOut and self.isVisible():
            if not self.box.hasFocus() and self._window.isActiveWindow():
                self.hide()
            return False
        if watched is self.box and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        moves = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            last = self.list.count() - 1
            self.list.setCurrentRow(min(max(self.list.currentRow() + moves[key], 0), last))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self.look_up()
            if (item := self.list.currentItem()) is not None:
                self._go(item)
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def _go(self, item: QListWidgetItem) -> None:
        act = item.data(_ACT)
        self.hide()
        if isinstance(act, Command):
            act.act()
        else:
            self._desk.open_record(str(act))

    def _line(self, words: str, note: str, name: str, act: object) -> None:
        item = QListWidgetItem(look.icon(name), words)
        item.setData(_ACT, act)
        item.setData(_NOTE, note)
        item.setToolTip(words)
        self.list.addItem(item)

    def _place(self) -> None:
        """In the upper middle of the window, as tall as what was found."""
        room = self._window.rect()
        width = min(640, room.width() - 48)
        tall = min(self.list.count(), 10) * _Lines.tall + 8
        self.list.setFixedHeight(max(tall, 0))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((room.width() - width) // 2, max(room.height() // 8, 24))


class _Lines(QStyledItemDelegate):
    """A line: icon, words, and what it is in grey at the end."""

    tall = 36

    def sizeHint(self, *_: Any) -> QSize:
        return QSize(200, self.tall)

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selected"))
            painter.drawRoundedRect(option.rect, 6, 6)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        inside = option.rect.adjusted(12, 0, -12, 0)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        left = inside.right() - 16 if mirrored else inside.left()
        picture.paint(painter, left, inside.center().y() - 7, 16, 16)
        words = inside.adjusted(0, 0, -28, 0) if mirrored else inside.adjusted(28, 0, 0, 0)
        note = str(index.data(_NOTE) or "")
        painter.setPen(look.colour("quiet"))
        used = write(painter, words, note, mirrored=mirrored, trailing=True) + 16
        painter.setPen(look.colour("text"))
        write(
            painter, after(words, used, mirrored=not mirrored), str(index.data()), mirrored=mirrored
        )


def _fits(command: str, wanted: str) -> bool:
    """Whether each word typed begins a word of the command."""
    begins = command.split()
    return all(any(word.startswith(part) for word in begins) for part in wanted.split())
