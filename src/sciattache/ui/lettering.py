"""Words of several scripts in one line: joined so that none disturbs another, and painted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import bidirectional

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

_HOURS = re.compile(r"\d?\d:\d\d–\d?\d:\d\d")
_STRONG = {
    "L": Qt.LayoutDirection.LeftToRight,
    "R": Qt.LayoutDirection.RightToLeft,
    "AL": Qt.LayoutDirection.RightToLeft,
}


def direction(words: str) -> Qt.LayoutDirection:
    """The direction in which words run by themselves, by their first letter (UAX #9, P2).

    What has no letter, such as a telephone number or an hour, runs from the left.
    """
    return next(
        (_STRONG[kind] for one in words if (kind := bidirectional(one)) in _STRONG),
        Qt.LayoutDirection.LeftToRight,
    )


def directed(words: str) -> str:
    """Words of several scripts as one line in the window's direction, whichever comes first."""
    return f"\u200f{words}" if words and QApplication.isRightToLeft() else words


def isolated(words: str) -> str:
    """Words that stand in a sentence of another script and must not disturb it (UAX #9, FSI)."""
    return f"\u2068{words}\u2069" if words and QApplication.isRightToLeft() else words


def hours_apart(words: str) -> str:
    """Words whose spans of hours run from the left in any script: *12:40–13:45* (UAX #9, LRI)."""
    if not QApplication.isRightToLeft():
        return words
    return _HOURS.sub("\u2066\\g<0>\u2069", words)


def listed(parts: Iterable[str]) -> str:
    """The parts one after the other, as the window's language parts them."""
    return ("، " if QApplication.isRightToLeft() else ", ").join(parts)


def joined(*parts: str, by: str = " · ") -> str:
    """The parts that are not empty as one line in the window's direction, each in its own."""
    shown = [part for part in parts if part]
    if not QApplication.isRightToLeft():
        return by.join(shown)
    by = by.replace(",", "،")
    return directed(by.join(f"\u2068{part}\u2069" for part in shown))


def write(
    painter: QPainter, area: QRect | QRectF, words: str, *, mirrored: bool,
    trailing: bool = False, centred: bool = False,
) -> int:  # fmt: skip
    """Write on one line, cut where it does not fit; gives the width taken, in pixels.

    The line stands where reading begins (``trailing``: where it ends; ``centred``: in the middle),
    and its words run in their own direction, so that the full stop of a Latin name stays at its
    right.
    """
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(area.width()))
    side = Qt.AlignmentFlag.AlignRight if mirrored != trailing else Qt.AlignmentFlag.AlignLeft
    side = Qt.AlignmentFlag.AlignHCenter if centred else side
    held = painter.layoutDirection()
    painter.setLayoutDirection(direction(words))
    painter.drawText(
        area, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), shown
    )
    painter.setLayoutDirection(held)
    return min(metrics.horizontalAdvance(shown), int(area.width()))


def after(area: QRect, taken: int, *, mirrored: bool) -> QRect:
    """What is left of a line once ``taken`` pixels of it are written on."""
    return area.adjusted(0, 0, -taken, 0) if mirrored else area.adjusted(taken, 0, 0, 0)
