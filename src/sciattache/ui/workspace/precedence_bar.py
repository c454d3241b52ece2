"""By which rule people stand, and the reason for a place that is set by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QWidget

from sciattache.domain.programmes.engagement import Engagement
from sciattache.services.precedence import SOURCES
from sciattache.ui.desk import Desk
from sciattache.ui.fields import widget_for
from sciattache.ui.fields.completing import line_of
from sciattache.ui.pieces import button, text
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.reading import Seen

_FIELDS = ("precedence_rule", "precedence_language", "precedence_from")
_ROOMY = QComboBox.SizeAdjustPolicy.AdjustToContents
_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_WANTED = {"country": _FIELDS[:2], "rotation": _FIELDS}


class PrecedenceBar(QWidget):
    """The rule of an engagement, with the language and the first country where it needs them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.fields: dict[str, Any] = {}
        for name in _FIELDS:
            made = widget_for(Engagement.field(name), desk)
            made.setMinimumWidth(116 if name != "precedence_rule" else 170)
            made.left.connect(lambda name=name: self._keep(name))
            if made.isEditable():  # no label stands before it
                line_of(made).setPlaceholderText(say(Engagement.field(name).label))
            self.fields[name] = made
        self.label = text(say("Order of precedence"), "label")
        self.label.setBuddy(self.fields["precedence_rule"])
        row.addWidget(self.label)
        for made in self.fields.values():
            row.addWidget(made)

    def show_seen(self, seen: Seen) -> None:
        """Show the rule that holds."""
        self._seen = seen
        rule = seen.engagement.precedence_rule or "rank"
        for name, made in self.fields.items():
            value = getattr(seen.engagement, name)
            made.set_value(rule if name == "precedence_rule" else value, {})
            made.setVisible(name in _WANTED.get(rule, _FIELDS[:1]))
        alone = rule not in _WANTED  # the others take the room of the label
        self.label.setVisible(alone)
        self.fields["precedence_rule"].setSizeAdjustPolicy(_ROOMY if alone else _SHORT)
        self.fields["precedence_rule"].setToolTip(say(SOURCES[rule]))

    def _keep(self, name: str) -> None:
        if self._seen is None:
            return
        field, engagement = Engagement.field(name), self._seen.engagement
        try:
            value = field.parse(self.fields[name].value())
        except ValueError:
            self.show_seen(self._seen)
            return
        held = getattr(engagement, name) or ("rank" if name == "precedence_rule" else None)
        if value != held:
            title = say("Change the order of precedence")
            acts.change(self._desk, Engagement, engagement.id, {name: value}, title)


class ReasonStrip(QFrame):
    """A question in place: why somebody is moved; Enter keeps it, Esc leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "popup")
        self._then: Callable[[str], None] | None = None
        self.question = text("")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("Why? For instance: former head of State"))
        self.reason.setAccessibleName(say("Why this rank"))
        self.reason.installEventFilter(self)
        self.keep = button(say("Keep"), "check", primary=True)
        self.leave = button(say("Not now"))
        self.keep.clicked.connect(self._kept)
        self.leave.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.question)
        row.addWidget(self.reason, 1)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        self.hide()

    def ask(self, question: str, then: Callable[[str], None], *, held: str = "") -> None:
        """Ask; ``then`` gets the reason."""
        self._then = then
        self.question.setText(question)
        self.reason.setText(held)
        self.show()
        self.reason.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._kept()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
        return False

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self._then = None

    def _kept(self) -> None:
        then, reason = self._then, self.reason.text().strip()
        if then is not None and reason:
            self.hide()
            then(reason)
