"""A box cuts a name too long for it at the end, in a mirrored window too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from sciattache.ui import look
from sciattache.ui.box import Box

NAME = "Prof. Ursina Brunner-Caduff of the Swiss Academy of Sciences"
both_ways = pytest.mark.parametrize("way", [
    Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft,
])  # fmt: skip


def made(qapp: QApplication, qtbot: QtBot, way: Qt.LayoutDirection, *names: str) -> Box:
    look.wear(qapp, "light")
    box = Box()
    qtbot.addWidget(box)
    box.setLayoutDirection(way)
    box.addItems(list(names))
    box.resize(200, 30)
    box.show()
    return box


@both_ways
def test_a_long_name_keeps_its_beginning(
    qapp: QApplication, qtbot: QtBot, way: Qt.LayoutDirection
) -> None:
    box = made(qapp, qtbot, way, NAME)
    assert box.shown.startswith("\u2068Prof. Ursina") and box.shown.endswith("…\u2069")
    assert box.fontMetrics().horizontalAdvance(box.shown) < box.width()
    as_cut = made(qapp, qtbot, way, box.shown)
    assert box.grab().toImage() == as_cut.grab().toImage()


@both_ways
def test_a_name_that_has_room_is_whole(
    qapp: QApplication, qtbot: QtBot, way: Qt.LayoutDirection
) -> None:
    assert made(qapp, qtbot, way, "Bo Ek").shown == "Bo Ek"


def test_what_is_cut_is_told_whole_at_the_pointer(qapp: QApplication, qtbot: QtBot) -> None:
    box = made(qapp, qtbot, Qt.LayoutDirection.RightToLeft, NAME, "Bo Ek")
    box.setToolTip("Whose paper it is")
    rest = QPoint(5, 5)
    for index, told in ((0, NAME), (1, "Whose paper it is")):
        box.setCurrentIndex(index)
        asked = QHelpEvent(QEvent.Type.ToolTip, rest, box.mapToGlobal(rest))
        QApplication.sendEvent(box, asked)
        assert QToolTip.text() == told
