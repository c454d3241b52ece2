"""The board one works on: what is to happen to an item is told by signals with its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip

from sciattache.services.board import DAY
from sciattache.ui.lists.model import RECORDS
from sciattache.ui.words import say
from sciattache.ui.workspace.agenda import Entry
from sciattache.ui.workspace.board import keys, paint
from sciattache.ui.workspace.board.drag import Drag, begin
from sciattache.ui.workspace.board.plane import GUTTER, Plane
from sciattache.ui.workspace.board.sheet import Card, Column
from sciattache.ui.workspace.board.title import TitleBox

STEP, FINE = 15, 5
"""Minutes to which a drag snaps, and with Shift held."""
_HOURS = (28, 40, 56, 80, 120)
"""Pixels of an hour at each zoom."""
_MORNING = 7 * 60
_DOUBLE = 250
"""Milliseconds for which a click waits for a second one, before what it opens takes room."""


class BoardView(QAbstractScrollArea):
    """Days as columns, hours as rows."""

    picked = Signal(str, str)
    """Kind and id of what is chosen now."""
    opened = Signal(str, str)
    removal_wanted = Signal(str, str)
    copy_wanted = Signal(str)
    placed = Signal(str, object, int, object)
    """An item's id, the day and minute at which it is to begin, and its team (None: as before)."""
    stretched = Signal(str, object, int)
    """An item's id, and the day and minute at which it is to end."""
    renamed = Signal(str, str)
    addition_wanted = Signal(object, int, str, str)
    """The day and minute at which something is to be added, for which team, and its title."""
    dropped = Signal(str, list, object, int, str)
    """A record type with ids that were dropped, on which day, at which minute, for which team."""
    day_copied = Signal(object)
    day_pasted = Signal(object)
    menu_wanted = Signal(object, object, QPoint)
    """The entry (None: none) and the day that a menu is asked for, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[Column] = ()
        self.marks: Mapping[str, str] = {}
        self.held, self.column, self.minute = "", 0, _MORNING
        self.drag: Drag | None = None
        self._zoom, self._still = 2, QPixmap()
        self._box: TitleBox | None = None
        self._pressed: tuple[QPoint, int, Card] | None = None
        self._clicked: tuple[str, str] | None = None
        self._doubled = False
        self._opening = QTimer(self, singleShot=True, interval=_DOUBLE)
        self._opening.timeout.connect(self._open_clicked)
        self._scrolled = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Programme board"))
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(20)
        self.horizontalScrollBar().setSingleStep(40)

    def show_marks(self, marks: Mapping[str, str]) -> None:
        """Mark what clashes; ``marks`` say by id why."""
        self.marks = marks
        self._speak()
        self.viewport().update()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show a board; what is chosen stays chosen, and what clashes until that is told anew."""
        first = not self.columns
        self.columns = columns
        self.column = min(self.column, max(len(columns) - 1, 0))
        if first:
            self.column = next((n for n, one in enumerate(columns) if one.place), 0)
        self.drag = None
        self._measure()
        if not self._scrolled and columns and self.isVisible():
            self._scroll_to_morning()
        self._speak()
        self.viewport().update()

    @property
    def plane(self) -> Plane:
        """The board's measures as it is scrolled now."""
        size = self.viewport().size()
        return Plane(
            self.columns, size.width(), size.height(), _HOURS[self._zoom],
            self.horizontalScrollBar().value(), self.verticalScrollBar().value(),
            self.isRightToLeft(),
        )  # fmt: skip

    def card(self, identity: str = "") -> Card | None:
        """The card of an item or a leg, by default of the one chosen."""
        wanted = identity or self.held
        found = (card for column in self.columns for card in column.cards)
        return next((card for card in found if card.block.identity == wanted), None)

    def entry(self) -> Entry | None:
        """What is chosen, in words; an item of whole days too."""
        card = self.card()
        if card is not None:
            return card.entry
        whole = (entry for column in self.columns for entry in column.whole)
        return next((entry for entry in whole if entry.identity == self.held), None)

    def choose(self, identity: str) -> bool:
        """Choose an item or a leg and bring it into sight; whether it is there."""
        for number, column in enumerate(self.columns):
            for card in column.cards:
                if card.block.identity == identity:
                    self._hold(number, card)
                    self._show(number, card)
                    return True
        return False

    def day(self) -> date | None:
        """The day that is chosen."""
        return self.columns[self.column].on if self.columns else None

    def zoom(self, by: int) -> None:
        """Make the hours taller or lower, keeping what is in the middle."""
        middle = (self.verticalScrollBar().value() + self.plane.hours_height / 2) / self.plane.hour
        self._zoom = min(max(self._zoom + by, 0), len(_HOURS) - 1)
        self._measure()
        height = self.plane.hours_height
        self.verticalScrollBar().setValue(round(middle * self.plane.hour - height / 2))
        self.viewport().update()

    def begin_inline(self) -> None:
        """Type the title of the chosen item where it stands."""
        card = self.card()
        if card is None or not card.movable:
            return
        self._show(self.column, card)
        rect = self.plane.card_rect(self.column, card)
        self._type(rect, card.entry.title, lambda words: self.renamed.emit(self.held, words))

    def take(self, column: int, card: Card | None) -> None:
        """Choose a card, or only a day, as keys do."""
        self.column = min(max(column, 0), max(len(self.columns) - 1, 0))
        if card is not None:
            self._hold(self.column, card)
            self._show(self.column, card)
        else:
            self.held = ""
            self._speak()
            self._into_sight(self.column)
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        plane = self.plane
        brush = paint.Brush(painter, plane, self)
        if self.drag is None or self._still.isNull():
            self._paint_still(brush, "")
        else:
            painter.drawPixmap(0, 0, self._still)
        if self.drag is not None:
            top = self.drag.minute
            rect = plane.span_rect(self.drag.column, top, max(self.drag.until, top + 10))
            paint.ghost(brush, rect, self.drag.hours, self.drag.title)

    def _paint_still(self, brush: paint.Brush, dragged: str) -> None:
        paint.background(brush, self.column)
        paint.cards(brush, self.held, dragged, self.marks)
        paint.frame(brush, self.column)

    def _keep_still(self) -> None:
        """Draw once what stands still while something is dragged over it."""
        ratio = self.devicePixelRatioF()
        self._still = QPixmap(self.viewport().size() * ratio)
        self._still.setDevicePixelRatio(ratio)
        painter = QPainter(self._still)
        dragged = self.drag.identity if self.drag else ""
        self._paint_still(paint.Brush(painter, self.plane, self), dragged)
        painter.end()

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        at, plane = event.position().toPoint(), self.plane
        found = plane.card_at(at)
        self._pressed = self._clicked = None
        self._doubled = False
        self._opening.stop()
        if found is not None:
            number, card = found
            self._hold(number, card)
            if event.button() == Qt.MouseButton.LeftButton and card.movable:
                self._pressed = (at, number, card)
        elif (chip := plane.chip_at(at)) is not None:
            self.column = chip[0]
            entry = self.columns[chip[0]].whole[chip[1]]
            self.held = entry.identity
            self.opened.emit(entry.kind, entry.identity)
        else:
            heading, spot = plane.heading_at(at), plane.spot(at)
            self.held = ""
            if heading is not None:
                self.column = heading
            elif spot is not None:
                self.column, self.minute = spot.column, spot.minute
            self._speak()
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, plane = event.position().toPoint(), self.plane
        step = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        if self.drag is None and self._pressed is not None:
            start, number, card = self._pressed
            far = (at - start).manhattanLength() >= QApplication.startDragDistance()
            if far:
                self.drag = begin(plane, start, number, card)
                self._keep_still()
        if self.drag is not None:
            self.drag = self.drag.to(plane, at, step)
            self.viewport().update()
            return
        found = plane.card_at(at)
        edge = found is not None and plane.is_on_edge(at, *found)
        shape = Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self.drag = self.drag, None
        pressed, self._pressed = self._pressed, None
        doubled, self._doubled = self._doubled, False
        self._still = QPixmap()
        self.viewport().update()
        if doubled:
            return
        if drag is not None:
            self._drop(drag)
        elif event.button() == Qt.MouseButton.LeftButton:
            card = pressed[2] if pressed else self.card()
            under = self.plane.card_at(event.position().toPoint())
            if card is not None and under is not None:
                self._clicked = (card.entry.kind, card.block.identity)
                self._opening.start()

    def _open_clicked(self) -> None:
        if self._clicked is not None:
            self.opened.emit(*self._clicked)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at, plane = event.position().toPoint(), self.plane
        clicked, self._clicked = self._clicked, None
        self._opening.stop()
        self._doubled = True
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if clicked is not None:  # where it has moved since, because what opened took room
            self.choose(clicked[1])
            self.begin_inline()
        elif plane.card_at(at) is not None:
            self.begin_inline()
        elif (spot := plane.spot(at, STEP)) is not None and plane.heading_at(at) is None:
            self._type_new(spot.column, spot.minute, spot.team)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        self.menu_wanted.emit(self.entry(), self.day(), where)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.plane.card_at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(found[1]) if found else "", self)
            return True
        return super().viewportEvent(event)

    # What is dragged here from elsewhere

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(RECORDS):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        spot = self.plane.spot(event.position().toPoint(), STEP)
        if spot is not None:
            words = event.mimeData().text().partition("\n")[0]
            self.drag = Drag.fresh(spot, words)
            event.acceptProposedAction()
        self.viewport().update()

    def dragLeaveEvent(self, event: QEvent) -> None:
        self.drag = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        drag, self.drag = self.drag, None
        self.viewport().update()
        kind, *ids = bytes(event.mimeData().data(RECORDS).data()).decode().split("\n")
        if drag is not None and ids:
            event.acceptProposedAction()
            on = self.columns[drag.column].on
            self.dropped.emit(kind, ids, on, drag.minute, drag.team or "")

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.drag is not None:
            self.drag, self._pressed = None, None
            self.viewport().update()
        elif not keys.act(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        if self.hasFocus() and self.held:  # what a click opens at the side takes room
            self._into_sight(self.column)

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._measure()
        if not self._scrolled and self.columns:
            self._scroll_to_morning()

    def add_here(self) -> None:
        """Type the title of a new item at the place that is chosen."""
        if self.columns:
            teams = self.columns[self.column].teams
            self._type_new(self.column, self.minute // STEP * STEP, teams[0] if teams else "")

    def _type_new(self, column: int, minute: int, team: str) -> None:
        self.column, self.minute = column, minute
        on = self.columns[column].on
        rect = self.plane.span_rect(column, minute, min(minute + 60, DAY))

        def keep(words: str) -> None:
            self.addition_wanted.emit(on, minute, team, words)

        self._type(rect, "", keep)

    def _type(self, rect: QRect, words: str, keep: Callable[[str], None]) -> None:
        self._box = TitleBox(self.viewport(), rect, words)
        self._box.written.connect(keep)
        self._box.ended.connect(self.setFocus)

    def _drop(self, drag: Drag) -> None:
        if not drag.changes:
            return
        on = self.columns[drag.column].on
        if drag.stretching:
            self.stretched.emit(drag.identity, on, drag.until)
        else:
            self.placed.emit(drag.identity, on, drag.minute, drag.team)

    def _hold(self, number: int, card: Card) -> None:
        self.column, self.minute = number, card.block.top
        if self.held != card.block.identity:
            self.held = card.block.identity
            self.picked.emit(card.entry.kind, card.block.identity)
        self._speak()
        self.viewport().update()

    def _speak(self) -> None:
        """Tell the screen reader what is chosen."""
        entry = self.entry()
        column = self.columns[self.column] if self.columns else None
        spoken = entry.spoken if entry else ""
        clash = self.marks.get(self.held, "")
        told = (spoken, clash, column.title if column else "", column.place if column else "")
        self.setAccessibleDescription(", ".join(filter(None, told)))

    def _tip(self, card: Card) -> str:
        entry = card.entry
        clash = self.marks.get(card.block.identity, "")
        home = say("Home: {hours}", hours=entry.home) if entry.home else ""
        parts = (clash, entry.title, entry.hours, home, entry.under, entry.people, entry.mark.words)
        return "\n".join(filter(None, parts))

    def _measure(self) -> None:
        plane = self.plane
        inner = plane.width - 2 * GUTTER
        self.horizontalScrollBar().setRange(0, max(0, plane.whole_width - inner))
        self.horizontalScrollBar().setPageStep(inner)
        self.verticalScrollBar().setRange(0, max(0, plane.whole_height + 8 - plane.hours_height))
        self.verticalScrollBar().setPageStep(max(plane.hours_height, 1))

    def _scroll_to_morning(self) -> None:
        first = min((card.block.top for c in self.columns for card in c.cards), default=_MORNING)
        start = max(0, min(first, _MORNING + 60) - 30)
        self.verticalScrollBar().setValue(start * self.plane.hour // 60)
        self._scrolled = True

    def _show(self, number: int, card: Card) -> None:
        rect, plane = self.plane.card_rect(number, card), self.plane
        seen = QRect(0, plane.top, plane.width, plane.hours_height)
        bar = self.verticalScrollBar()
        if rect.top() < seen.top():
            bar.setValue(bar.value() - (seen.top() - rect.top()) - 8)
        elif rect.bottom() > seen.bottom() and rect.height() < seen.height():
            bar.setValue(bar.value() + rect.bottom() - seen.bottom() + 8)
        self._into_sight(number)

    def _into_sight(self, number: int) -> None:
        plane, bar = self.plane, self.horizontalScrollBar()
        left = number * plane.column_width
        inner = plane.width - 2 * GUTTER
        if left < bar.value():
            bar.setValue(left)
        elif left + plane.column_width > bar.value() + inner:
            bar.setValue(left + plane.column_width - inner)
