"""Every form matches the description of its record type."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sciattache import assets
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES
from sciattache.ui import forms
from sciattache.ui.desk import Desk
from sciattache.ui.fields import WIDGETS
from sciattache.ui.forms import RecordForm

by_type = pytest.mark.parametrize("cls", TYPES, ids=lambda cls: cls.type_name())


@by_type
def test_a_form_has_one_fit_widget_for_each_field(cls: type[Record], qtbot: QtBot) -> None:
    ui = forms.load(cls)
    qtbot.addWidget(ui)
    for field in cls.fields():
        found = ui.findChildren(QWidget, field.name)
        assert len(found) == 1, field.name
        assert type(found[0]) is WIDGETS[field.kind.name], field.name


@by_type
def test_a_label_says_what_the_description_says(cls: type[Record], qtbot: QtBot) -> None:
    ui = forms.load(cls)
    qtbot.addWidget(ui)
    for field in cls.fields():
        widget = ui.findChild(QWidget, field.name)
        if isinstance(widget, QCheckBox):
            assert widget.text() == field.label
            continue
        label = ui.findChild(QLabel, f"label_{field.name}")
        assert label.text() == field.label
        assert label.buddy() is widget


@by_type
def test_tab_order_is_reading_order(cls: type[Record], qtbot: QtBot, desk: Desk) -> None:
    form = RecordForm(desk, cls)
    qtbot.addWidget(form)
    form.resize(760, 3000)
    form.show_draft()
    form.show()
    names = {field.name for field in cls.fields()}
    spots = []
    widget = form.nextInFocusChain()
    while widget is not form:
        owner = _field_of(widget, names, form)
        if owner is not None and owner.isVisible():
            at = owner.mapTo(form, owner.rect().topLeft())
            spots.append((at.y(), at.x(), owner.objectName()))
        widget = widget.nextInFocusChain()
    order = list(dict.fromkeys(name for *_, name in spots))
    read = list(dict.fromkeys(name for *_, name in sorted(spots)))
    assert order == read


@by_type
def test_every_widget_has_a_name_for_the_screen_reader(
    cls: type[Record], qtbot: QtBot, desk: Desk
) -> None:
    form = RecordForm(desk, cls)
    qtbot.addWidget(form)
    form.show_draft()
    for widget in form.findChildren(QWidget):
        within = isinstance(widget.parentWidget(), QLineEdit)
        by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if by_tab and not within and not widget.objectName().startswith("qt_"):
            assert widget.accessibleName(), (widget, widget.objectName())


def test_there_is_no_form_without_a_type() -> None:
    drawn = {path.stem for path in assets.forms().glob("*.ui")}
    assert drawn == {cls.type_name() for cls in TYPES}


def _field_of(widget: QWidget, names: set[str], form: QWidget) -> QWidget | None:
    """The field's widget in which a widget stands."""
    at: QWidget | None = widget
    while at is not None and at is not form:
        if at.objectName() in names:
            return at
        at = at.parentWidget()
    return None
