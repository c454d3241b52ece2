"""The small pieces that every screen is made of: headings, buttons, hairlines, empty states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sciattache.ui.look import icon, pixmap


def text(words: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label with a role of the style sheet, aligned by the direction of the window."""
    made = QLabel(words, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    lean(made)
    return made


def written(words: str = "", role: str = "") -> QLabel:
    """A label for what people wrote: it wraps, and can be copied from."""
    made = text(words, role)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def lean(label: QLabel) -> None:
    """Put a label's words where reading begins: a Latin name in an Arabic window at the right.

    Qt aligns a label by the direction of its text, which would scatter names of several scripts.
    """
    if QApplication.isRightToLeft():
        upright = label.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        sideways = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        label.setAlignment(sideways | upright)


def heading(words: str) -> QLabel:
    """A screen's title."""
    return text(words, "title")


def section(words: str) -> QLabel:
    """The heading of a part."""
    return text(words, "section")


def quiet(words: str) -> QLabel:
    """Secondary text."""
    return text(words, "quiet")


def hairline(*, upright: bool = False) -> QFrame:
    """A line of one pixel."""
    made = QFrame()
    made.setProperty("role", "upright" if upright else "hairline")
    return made


def button(words: str, name: str = "", *, primary: bool = False) -> QPushButton:
    """A button; ``name`` is its icon."""
    made = QPushButton(words)
    made.setAccessibleName(words)
    made.setAutoDefault(False)
    if name:
        _set_icon(made, name, "on_accent" if primary else "quiet")
    if primary:
        made.setProperty("role", "primary")
    return made


def link_button(words: str, name: str = "") -> QPushButton:
    """A button that looks like a link."""
    made = button(words)
    made.setProperty("role", "link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if name:
        _set_icon(made, name, "accent")
    return made


def _set_icon(made: QPushButton, name: str, tinted: str) -> None:
    """An icon with room between it and the words, at either side of them."""
    made.setIcon(icon(name, tinted, gap=4))
    made.setIconSize(QSize(20, 16))


def tool_button(name: str, words: str) -> QToolButton:
    """A button with an icon alone; ``words`` name it for the pointer and the screen reader."""
    made = QToolButton()
    made.setIcon(icon(name))
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def chip_button(words: str = "", name: str = "") -> QToolButton:
    """A small button that narrows or turns what is shown; ``name`` is its icon's, before words."""
    made = QToolButton()
    made.setText(words)
    made.setAccessibleName(words)
    made.setProperty("role", "chip")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if name:
        made.setIcon(icon(name))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made


def empty(
    words: str,
    hint: str,
    act: str = "",
    clicked: Callable[[], object] | None = None,
    name: str = "inbox",
) -> QWidget:
    """What a list shows when nothing is in it: one sentence, one hint, one button."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.setSpacing(8)
    picture = QLabel()
    picture.setPixmap(pixmap(name, 40, "edge"))
    for label in (picture, section(words), quiet(hint)):
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
    if act and clicked is not None:
        made_button = button(act, "plus", primary=True)
        made_button.clicked.connect(clicked)
        column.addSpacing(8)
        column.addWidget(made_button, alignment=Qt.AlignmentFlag.AlignCenter)
    return made


def scrolled(inner: QWidget, *, widest: int = 0) -> QScrollArea:
    """``inner`` in a frameless scroll area; at most ``widest`` pixels wide."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if widest:
        inner.setMaximumWidth(widest)
    area.setWidget(inner)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Flow(QLayout):
    """A layout that fills lines and wraps, from the side where reading begins."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, tall = rect.x(), rect.y(), 0
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if x + hint.width() > rect.right() + 1 and tall:
                x, y, tall = rect.x(), y + tall + self._gap, 0
            if move:
                left = rect.right() + 1 - (x - rect.x()) - hint.width() if mirrored else x
                item.setGeometry(QRect(QPoint(left, y), hint))
            x += hint.width() + self._gap
            tall = max(tall, hint.height())
        return y + tall - rect.y()
