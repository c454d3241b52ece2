"""Ways to begin a new engagement: blank, from a template, or as a copy of an earlier one."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from sciattache.domain.programmes.engagement import Engagement
from sciattache.ui.desk import Desk
from sciattache.ui.look import icon
from sciattache.ui.pieces import button, tool_button
from sciattache.ui.words import say
from sciattache.ui.workspace.copying import CopyStrip, Source

_MOST = 200
"""How many earlier engagements are offered to copy, the latest first."""


class NewButton(QWidget):
    """The button for a new record; ``ways`` put a menu with the other ways to begin beside it."""

    blank_wanted = Signal()
    template_wanted = Signal()
    earlier_wanted = Signal()

    def __init__(self, words: str, *, ways: bool) -> None:
        super().__init__()
        self.blank = button(words, "plus", primary=True)
        self.blank.setToolTip("Ctrl+N")
        self.blank.clicked.connect(self.blank_wanted)
        self.more = tool_button("chevron-down", say("Other ways to begin"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        for name, told, signal in (
            ("plus", say("Blank"), self.blank_wanted),
            ("layers", say("From a template…"), self.template_wanted),
            ("copy", say("Copy of an earlier one…"), self.earlier_wanted),
        ):
            self.menu.addAction(icon(name), told).triggered.connect(signal)
        self.more.setMenu(self.menu)
        self.more.setVisible(ways)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.blank)
        row.addWidget(self.more)


class StartStrip(CopyStrip):
    """The strip of a copy over a list of engagements, which asks first of what."""

    def __init__(self, desk: Desk, kinds: Collection[str]) -> None:
        super().__init__(desk)
        self._kinds = kinds
        self.template.hide()

    def ask_template(self) -> None:
        """Offer the templates of the list's kinds."""
        self._ask(
            template=True,
            none=say("No template is kept yet: open an engagement and copy it as a template."),
        )

    def ask_earlier(self) -> None:
        """Offer the engagements of the list's kinds that are no templates."""
        self._ask(template=False, none=say("There is no earlier one to copy yet."))

    def _ask(self, *, template: bool, none: str) -> None:
        with self._desk.read() as session:
            found = session.query(Engagement).filter(Engagement.kind.in_(self._kinds))
            latest = found.order_by(Engagement.starts_on.desc(), Engagement.rid.desc()).all()
            sources = [Source.of(one) for one in latest if bool(one.template) is template]
        if sources:
            self.ask(*sources[:_MOST], choose=True)
        else:
            self.hide()
            self._desk.notify(none)
