"""Widgets in which fields are edited, one for each kind."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from sciattache.domain.fields import Field
from sciattache.ui.desk import Desk
from sciattache.ui.fields.blob import BlobField
from sciattache.ui.fields.choice import ChoiceField
from sciattache.ui.fields.choices import ChoicesField
from sciattache.ui.fields.dates import DateField, InstantField
from sciattache.ui.fields.plain import FlagField, MoneyField, NoteField, TextField
from sciattache.ui.fields.points import PointsField
from sciattache.ui.fields.reference import ReferenceField
from sciattache.ui.words import say

WIDGETS: dict[str, type[QWidget]] = {
    "text": TextField,
    "identifier": TextField,
    "number": TextField,
    "real": TextField,
    "note": NoteField,
    "choice": ChoiceField,
    "choices": ChoicesField,
    "flag": FlagField,
    "money": MoneyField,
    "date": DateField,
    "instant": InstantField,
    "points": PointsField,
    "reference": ReferenceField,
    "blob": BlobField,
}
"""The widget fit for each kind of field; the forms name these classes."""


class Editor(Protocol):
    """What every widget of a field can do, besides being a widget.

    ``edited`` tells of every change as it is typed, ``left`` that the value may be kept.
    ``value`` gives what the field's ``parse`` reads; ``set_value`` takes a value of the record
    with the record's other values ``around`` it.
    """

    edited: SignalInstance
    left: SignalInstance

    def bind(self, field: Field, desk: Desk) -> None: ...
    def value(self) -> Any: ...
    def set_value(self, value: Any, around: dict[str, Any]) -> None: ...


def widget_for(field: Field, desk: Desk, parent: QWidget | None = None) -> Any:
    """An :class:`Editor` for ``field``, ready to use."""
    made: Any = WIDGETS[field.kind.name](parent)
    made.setObjectName(field.name)
    name_it(made, field)
    made.bind(field, desk)
    return made


def name_it(widget: QWidget, field: Field) -> None:
    """Give a widget the field's name for the screen reader, and its help."""
    widget.setAccessibleName(say(field.label))
    if field.help:
        widget.setToolTip(say(field.help))
        widget.setAccessibleDescription(say(field.help))
