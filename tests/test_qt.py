"""The Qt that is installed is fit for this Python."""

import sys

from PySide6.QtCore import QObject


def test_calls_into_qt_do_not_use_up_none() -> None:
    """PySide6 6.12.0 takes one reference to None too many per void call: Python 3.11 aborts."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("thing")
    assert sys.getrefcount(None) > before - 500
