"""Imports: what was taken in, and taking in more."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sciattache.ui.desk import Desk
from sciattache.ui.imports.screen import ImportsScreen


def imports_screen(desk: Desk) -> QWidget:
    """The screen of imports."""
    return ImportsScreen(desk)
