"""The board from the keyboard: everything that the pointer can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from sciattache.services.board import DAY
from sciattache.ui.workspace.board.sheet import Card

if TYPE_CHECKING:
    from sciattache.ui.workspace.board.view import BoardView

_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
_UPWARDS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_QUARTER = 15


def act(view: BoardView, event: QKeyEvent) -> bool:
    """Do what a key asks; whether it asks for anything here.

    Arrows go from card to card and from day to day; with Alt they move the chosen item by a
    quarter of an hour, with Shift they make it longer or shorter; Alt and Page Up or Down move it
    a day.
    """
    key = Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.matches(QKeySequence.StandardKey.Copy):
        return _copy(view)
    if event.matches(QKeySequence.StandardKey.Paste):
        return _paste(view)
    if held == _NONE:
        return _plain(view, key)
    card = view.card()
    if held == _CTRL and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
        view.zoom(-1 if key == Qt.Key.Key_Minus else 1)
        return True
    if card is None or not card.movable:
        return False
    if held == _CTRL and key == Qt.Key.Key_D:
        view.copy_wanted.emit(card.block.identity)
        return True
    if held == _SHIFT and key in _UPWARDS:
        return _stretch(view, card, _UPWARDS[key] * _QUARTER)
    if held == _ALT and key in _UPWARDS:
        return _move(view, card, 0, _UPWARDS[key] * _QUARTER)
    if held == _ALT and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        return _move(view, card, 1 if key == Qt.Key.Key_PageDown else -1, 0)
    return False


def _plain(view: BoardView, key: Qt.Key) -> bool:
    card = view.card()
    if key in _UPWARDS:
        return _along(view, _UPWARDS[key])
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        forwards = (key == Qt.Key.Key_Right) != view.isRightToLeft()
        return _across(view, 1 if forwards else -1)
    if key in _ENTER:
        if card is not None:
            view.opened.emit(card.entry.kind, card.block.identity)
        else:
            view.add_here()
        return True
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and card is not None:
        view.removal_wanted.emit(card.entry.kind, card.block.identity)
        return True
    return False


def _along(view: BoardView, by: int) -> bool:
    """To the card before or after in the day."""
    if not view.columns:
        return False
    cards = sorted(view.columns[view.column].cards, key=_by_time)
    ids = [card.block.identity for card in cards]
    if not cards:
        return True
    if view.held in ids:
        place = ids.index(view.held) + by
    else:
        later = [n for n, card in enumerate(cards) if card.block.top >= view.minute]
        place = (
            (later[0] if later else len(cards) - 1) if by > 0 else (later[0] if later else 0) - 1
        )
    view.take(view.column, cards[min(max(place, 0), len(cards) - 1)])
    return True


def _across(view: BoardView, by: int) -> bool:
    """To the day before or after, to what is nearest in time there."""
    number = view.column + by
    if not 0 <= number < len(view.columns):
        return True
    minute = view.minute
    near = min(
        view.columns[number].cards, key=lambda card: abs(card.block.top - minute), default=None
    )
    view.take(number, near)
    return True


def _move(view: BoardView, card: Card, days: int, minutes: int) -> bool:
    number = view.column + days
    minute = card.block.top + minutes
    if 0 <= number < len(view.columns) and 0 <= minute < DAY:
        view.column = number
        view.placed.emit(card.block.identity, view.columns[number].on, minute, None)
    return True


def _stretch(view: BoardView, card: Card, minutes: int) -> bool:
    until = card.block.bottom + minutes
    if card.block.part in ("whole", "end") and card.block.top < until <= DAY:
        view.stretched.emit(card.block.identity, card.block.on, until)
    return True


def _copy(view: BoardView) -> bool:
    """Keep the day, to be pasted on another."""
    view.day_copied.emit(view.day())
    return True


def _paste(view: BoardView) -> bool:
    view.day_pasted.emit(view.day())
    return True


def _by_time(card: Card) -> tuple[int, float]:
    return card.block.top, card.block.left
