"""Copy an engagement to other days, or keep it as a template: asked in a strip under its head."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit

from sciattache.domain.programmes.engagement import Engagement
from sciattache.store import cloning
from sciattache.ui.desk import Desk
from sciattache.ui.fields import widget_for
from sciattache.ui.pieces import button, text
from sciattache.ui.words import say
from sciattache.ui.workspace.reading import Seen


class CopyStrip(QFrame):
    """The first day and the title of a copy; Esc leaves it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self.setProperty("role", "popup")
        self.title = QLineEdit()
        self.starts = widget_for(Engagement.field("starts_on"), desk)
        self.people = QCheckBox(say("With its people"))
        self.template = QCheckBox(say("As a template"))
        self.template.setToolTip(say("Without people; copies count their days from its first."))
        self.make, self.leave = button(say("Copy"), "copy", primary=True), button(say("Not now"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        for words, field in ((say("Title"), self.title), (say("First day"), self.starts)):
            label = text(words, "label")
            label.setBuddy(field)
            field.setAccessibleName(words)
            row.addWidget(label)
            row.addWidget(field, 1 if field is self.title else 0)
        for widget in (self.people, self.template, self.make, self.leave):
            row.addWidget(widget)
        self.template.toggled.connect(lambda on: self.people.setDisabled(on))
        self.make.clicked.connect(self.copy)
        self.leave.clicked.connect(self.hide)
        self.hide()

    def ask(self, seen: Seen) -> None:
        """Ask how to copy an engagement."""
        self._seen = seen
        self.title.setText(seen.engagement.title)
        self.starts.set_value(None, {})
        self.people.setChecked(not seen.engagement.template)
        self.template.setChecked(False)
        self.show()
        self.starts.setFocus()

    def copy(self) -> None:
        """Make the copy and open it."""
        seen = self._seen
        if seen is None:
            return
        field, title = Engagement.field("starts_on"), self.title.text().strip()
        try:
            starts = field.parse(self.starts.value())
        except ValueError:
            starts = None
        template = self.template.isChecked()
        if starts is None and not template:
            self._desk.notify(say("The copy needs a first day."))
            self.starts.setFocus()
            return
        without = () if self.people.isChecked() else ("participants",)
        identity = seen.engagement.id

        def work(session: Any) -> str:
            found = session.query(Engagement).filter_by(id=identity).one()
            made = cloning.clone(
                session, found, starts, title=title, template=template, without=without
            )
            return str(made.id)

        made = self._desk.act(say("Copy {title}", title=seen.engagement.title), work, notify=True)
        if made is not None:
            self.hide()
            self._desk.open_engagement(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.copy()
        else:
            super().keyPressEvent(event)
