"""Whoever does not see the screen hears what is on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLineEdit, QWidget

from sciattache.domain.directory.person import Person
from sciattache.store.office import Office
from sciattache.ui.window import Window

from .conftest import identity

SCREENS = (
    "today", "people", "organisations", "delegations", "calendar", "records", "settings",
    "follow_up", "exchange",
)  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
def test_every_focusable_widget_of_a_screen_has_a_name(screen: str, window: Window) -> None:
    window.desk.go(screen)
    assert nameless(window) == []


def test_every_focusable_widget_of_a_record_has_a_name(window: Window, office: Office) -> None:
    window.desk.open_record(identity(office, Person, family_name="García"))
    assert nameless(window) == []


def test_every_focusable_widget_of_the_finder_and_history_has_a_name(window: Window) -> None:
    window.open_finder()
    window.toggle_history()
    assert nameless(window) == []


def nameless(window: QWidget) -> list[str]:
    """The widgets that one can come to by Tab and that say nothing."""
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and not isinstance(widget.parentWidget(), QComboBox | QLineEdit | QAbstractScrollArea)
    ]
