"""The panel at the side of a workspace, in which one record of the engagement is edited."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import Record
from sciattache.ui.desk import Desk
from sciattache.ui.forms import RecordForm
from sciattache.ui.pieces import hairline, link_button, scrolled, section, tool_button
from sciattache.ui.words import new_words, say
from sciattache.ui.workspace.item_parts import PARTS, ItemParts
from sciattache.ui.workspace.people_box import PeopleBox
from sciattache.ui.workspace.reading import Seen

_LEAST, _MOST = 320, 500
"""How narrow the panel can be made at least, and at most where a form needs room, in pixels."""


class SidePanel(QWidget):
    """The form of one record; a form is made once for each type and then kept."""

    closed = Signal()
    kept = Signal(str)
    removal_wanted = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._forms: dict[str, tuple[RecordForm, QScrollArea, QVBoxLayout]] = {}
        self._seen: Seen | None = None
        self.cls: type[Record] | None = None
        self.setMinimumWidth(_LEAST)
        self.title = section("")
        self._person = link_button(say("Open the person"), "user")
        self._person.clicked.connect(self._open_person)
        self.to_parts = link_button("", "chevron-down")
        self.to_parts.clicked.connect(self._go_to_parts)
        self.back = tool_button("arrow-left", say("Back to the item"))
        self.back.clicked.connect(self._go_back)
        self._remove = tool_button("trash-2", say("Delete"))
        self._remove.clicked.connect(self._ask_removal)
        close = tool_button("x", say("Close"))
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 12, 8)
        head.setSpacing(4)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        for widget in (self._person, self._remove, close):
            head.addWidget(widget)
        self.people, self.parts = PeopleBox(desk), ItemParts(desk)
        self.parts.record_wanted.connect(self.show_record)
        self.parts.draft_wanted.connect(lambda cls, values: self.show_draft(cls, **values))
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        self.hide()

    @property
    def identity(self) -> str:
        """The id of the record shown, empty for none or a draft."""
        form = self.form()
        return form.record.id if form is not None and form.record is not None else ""

    def form(self) -> RecordForm | None:
        """The form that is shown."""
        held = self._forms.get(self.cls.type_name()) if self.cls else None
        return held[0] if held and not self.isHidden() else None

    def show_seen(self, seen: Seen) -> None:
        """Keep up with what the engagement has become."""
        self._seen = seen
        if (form := self.form()) is not None and form.record is not None:
            with self._desk.read() as session:
                there = session.query(form.cls.rid).filter_by(id=form.record.id).one_or_none()
            if there is None:
                self.close_panel()
                return
        self._dress()

    def show_record(self, cls: type[Record], identity: str) -> None:
        """Edit the record with that id."""
        if self.cls is cls and self.identity == identity:
            return
        form = self._turn_to(cls)
        if form.show_record(identity):
            self.show()
            self._dress()

    def show_draft(self, cls: type[Record], focus: str = "", **values: Any) -> None:
        """Fill in a new record; it is kept once it has what it needs."""
        form = self._turn_to(cls)
        form.show_draft(**values)
        self.show()
        self._dress()
        form.focus(focus)

    def close_panel(self) -> None:
        """Let what is being typed be kept, and go."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def _turn_to(self, cls: type[Record]) -> RecordForm:
        name = cls.type_name()
        if name not in self._forms:
            form = RecordForm(self._desk, cls)
            form.kept.connect(self.kept)
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(20, 14, 20, 24)
            column.setSpacing(16)
            column.addWidget(form)
            column.addStretch(1)
            _spare(form)
            self._forms[name] = (form, scrolled(page), column)
            self._stack.addWidget(self._forms[name][1])
        self.cls = cls
        form, area, column = self._forms[name]
        self._stack.setCurrentWidget(area)
        self.setMinimumWidth(min(max(_LEAST, _width(area)), _MOST))
        area.verticalScrollBar().setValue(0)
        if PeopleBox.fits(name):
            column.insertWidget(0, self.people)
        if cls is AgendaItem:
            column.insertWidget(1, self.to_parts)
            column.insertWidget(column.indexOf(form) + 1, self.parts)
        return form

    def _dress(self) -> None:
        form = self.form()
        if form is None or self._seen is None:
            return
        label = say(form.cls.about.label)
        self.title.setText(label if form.record else new_words(form.cls))
        named = form.record is not None and PeopleBox.fits(form.cls.type_name())
        self.people.setVisible(named)
        if named:
            self.people.show_people(self._seen, form.cls.type_name(), self.identity)
        is_item = form.record is not None and form.cls is AgendaItem
        self.parts.setVisible(is_item)
        self.to_parts.setVisible(is_item)
        if is_item:
            self.parts.show_item(self._seen, self.identity)
            self.to_parts.setText(self.parts.told())
        self.back.setVisible(form.cls in PARTS)
        self._person.setVisible(form.record is not None and form.cls is Participation)
        self._remove.setVisible(form.record is not None and form.cls.type_name() != "engagement")

    def _open_person(self) -> None:
        form = self.form()
        if form is not None and isinstance(form.record, Participation):
            self._desk.open_record(form.record.person)

    def _go_to_parts(self) -> None:
        """Show the lists below the form, and go to the first that one may add to."""
        area = self._stack.currentWidget()
        first, last = self.parts.adders.values()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(last)
        first.setFocus()

    def _go_back(self) -> None:
        form = self.form()
        held: Any = form.record if form is not None else None
        self.show_record(AgendaItem, held.item if held is not None else self.parts.item)

    def _ask_removal(self) -> None:
        if self.cls is not None and self.identity:
            self.removal_wanted.emit(self.cls, self.identity)


def _width(area: QScrollArea) -> int:
    """How wide an area has to be to show its page whole."""
    page = area.widget()
    bar = area.verticalScrollBar().sizeHint().width()
    return (page.minimumSizeHint().width() if page else 0) + bar


def _spare(form: RecordForm) -> None:
    """Leave out the field that says to what a record belongs: it is this engagement, this item."""
    owner = "item" if form.cls in PARTS else "engagement"
    cell = form.ui.findChild(QLayout, f"cell_{owner}")
    grid = cell.parent() if cell is not None else None
    if cell is None or not isinstance(grid, QGridLayout) or form.cls is FollowUp:
        return
    for name in (owner, f"label_{owner}"):
        widget = form.ui.findChild(QWidget, name)
        if widget is not None:
            widget.hide()
    place = grid.indexOf(cell)
    row = grid.getItemPosition(place)[0]  # type: ignore[index]
    beside = [n for n in range(grid.count()) if grid.getItemPosition(n)[0] == row and n != place]  # type: ignore[index]
    if not beside:
        grid.removeItem(cell)
    if len(beside) == 1:
        moved = grid.takeAt(beside[0])
        grid.removeItem(cell)
        if moved is not None:
            grid.addItem(moved, row, 0, 1, grid.columnCount())
