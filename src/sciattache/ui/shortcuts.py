"""The keys of the window, and the list of them that “?” shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sciattache.ui import screens
from sciattache.ui.pieces import heading, quiet, text
from sciattache.ui.words import say

if TYPE_CHECKING:  # the window binds its keys here
    from sciattache.ui.window import Window


def listed() -> list[tuple[str, str]]:
    """Every key with what it does."""
    return [
        ("Ctrl+K", say("Find anything, or do anything")),
        ("Ctrl+N", say("New, here")),
        ("Ctrl+Z", say("Undo")),
        ("Ctrl+Shift+Z", say("Redo")),
        ("F2", say("Edit")),
        ("Alt+←  Alt+→", say("Back and forward")),
        ("Ctrl+H", say("History")),
        ("Ctrl+F", say("Filter the list")),
        ("Ctrl+1 … Ctrl+9", say("Go to a screen of the rail")),
        ("↑ ↓  Enter", say("Move in a list, open")),
        ("Del", say("Delete the record chosen")),
        ("Esc", say("Close what is in front")),
        ("?", say("This list")),
    ]


def bind(window: Window) -> None:
    """Let the keys act on a window."""
    acts: dict[str, Callable[[], None]] = {
        "Ctrl+K": window.open_finder,
        "Ctrl+N": lambda: window.call("make_new"),
        "Ctrl+Z": lambda: window.turn(window.desk.undo),
        "Ctrl+Shift+Z": lambda: window.turn(window.desk.redo),
        "Ctrl+Y": lambda: window.turn(window.desk.redo),
        "F2": lambda: window.call("begin_edit"),
        "Ctrl+F": lambda: window.call("begin_filter"),
        "Ctrl+H": window.toggle_history,
        "Alt+Left": window.go_forward if window.isRightToLeft() else window.go_back,
        "Alt+Right": window.go_back if window.isRightToLeft() else window.go_forward,
        "?": window.list_keys,
        "F1": window.list_keys,
    }
    for keys, act in acts.items():
        QShortcut(QKeySequence(keys), window).activated.connect(act)
    for number, screen in enumerate(list(screens.in_rail(foot=False))[:9], start=1):
        shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), window)
        shortcut.activated.connect(lambda name=screen.name: window.go(name))


class KeyList(QFrame):
    """The list of keys, over the window until a key or a click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addWidget(heading(say("Keys")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, (keys, act) in enumerate(listed()):
            grid.addWidget(quiet(keys), row, 0)
            grid.addWidget(text(act), row, 1)
        column.addLayout(grid)
        self.setAccessibleName(say("Keys"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.close()


class LetUndoPass(QObject):
    """Lets Ctrl+Z reach the window when the field in which one types has nothing to take back.

    It looks at the field with the focus alone: a filter on the whole application would send every
    event of every widget through Python.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            can = _can(watched, undo=True)
        elif event.matches(QKeySequence.StandardKey.Redo):
            can = _can(watched, undo=False)
        else:
            return False
        if can is False:
            event.ignore()
            return True
        return False

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)


def _can(watched: QObject, *, undo: bool) -> bool | None:
    """Whether a text field can undo or redo by itself; None for what is no text field."""
    # an editable box has the focus of the line in it
    field = watched.lineEdit() if isinstance(watched, QComboBox) else watched
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if undo else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if undo else document.isRedoAvailable()
    return None
