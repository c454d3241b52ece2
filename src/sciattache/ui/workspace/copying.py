"""Copy an engagement to other days, or keep it as a template: asked in a strip under a head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit

from sciattache.domain.programmes.engagement import Engagement
from sciattache.store import cloning
from sciattache.ui.desk import Desk
from sciattache.ui.fields import widget_for
from sciattache.ui.pieces import button, text
from sciattache.ui.words import say


@dataclass(frozen=True)
class Source:
    """An engagement that may be copied."""

    identity: str
    title: str
    template: bool = False

    @classmethod
    def of(cls, engagement: Engagement) -> Source:
        return cls(engagement.id, engagement.title, bool(engagement.template))


class CopyStrip(QFrame):
    """The first day and the title of a copy, and of what where several are offered; Esc leaves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sources: tuple[Source, ...] = ()
        self.setProperty("role", "popup")
        self.source = QComboBox()
        self.source.setAccessibleName(say("What to copy"))
        self.source.setMinimumContentsLength(16)
        self.source.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.title = QLineEdit()
        self.starts = widget_for(Engagement.field("starts_on"), desk)
        self.people = QCheckBox(say("With its people"))
        self.template = QCheckBox(say("As a template"))
        self.template.setToolTip(say("Without people; copies count their days from its first."))
        self.make, self.leave = (
            button(say("Make the copy"), "copy", primary=True),
            button(say("Not now")),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.source, 1)
        for words, field in ((say("Title"), self.title), (say("First day"), self.starts)):
            label = text(words, "label")
            label.setBuddy(field)
            field.setAccessibleName(words)
            row.addWidget(label)
            row.addWidget(field, 1 if field is self.title else 0)
        for widget in (self.people, self.template, self.make, self.leave):
            row.addWidget(widget)
        self.source.activated.connect(lambda _: self._take_source())
        self.template.toggled.connect(lambda on: self.people.setDisabled(on))
        self.make.clicked.connect(self.copy)
        self.leave.clicked.connect(self.hide)
        self.hide()

    def ask(self, *sources: Source, choose: bool = False) -> None:
        """Ask how to copy an engagement; with ``choose`` also which of these."""
        self._sources = sources
        self.source.clear()
        for one in sources:
            self.source.addItem(one.title, one.identity)
        self.source.setVisible(choose)
        self.template.setChecked(False)
        self._take_source()
        self.starts.set_value(None, {})
        self.show()
        (self.source if choose else self.starts).setFocus()

    def copy(self) -> None:
        """Make the copy and open it."""
        source = self._source()
        if source is None:
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
        identity = source.identity

        def work(session: Any) -> str:
            found = session.query(Engagement).filter_by(id=identity).one()
            made = cloning.clone(
                session, found, starts, title=title, template=template, without=without
            )
            return str(made.id)

        made = self._desk.act(say("Copy {title}", title=source.title), work, notify=True)
        if made is not None:
            self.hide()
            self._desk.open_engagement(made)

    def _source(self) -> Source | None:
        at = self.source.currentIndex()
        return self._sources[at] if 0 <= at < len(self._sources) else None

    def _take_source(self) -> None:
        """Offer the title of what is to be copied, and its people where it has them."""
        source = self._source()
        if source is not None:
            self.title.setText(source.title)
            self.people.setChecked(not source.template)
            self.people.setVisible(not source.template)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.copy()
        else:
            super().keyPressEvent(event)
