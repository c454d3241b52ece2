"""The parts of Qt's editable boxes that are there, told so to the type checker."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QLineEdit


def line_of(box: QComboBox) -> QLineEdit:
    """The line of an editable box."""
    line = box.lineEdit()
    assert line is not None, "the box is not editable"
    return line


def popup_of(completer: QCompleter) -> QAbstractItemView:
    """The list that a completer shows."""
    popup = completer.popup()
    assert popup is not None
    return popup
