"""Records linked to another, as a list in place with *add* at its foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.wings import references_to
from sciattache.store import query, removal
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.fields import Editor, widget_for
from sciattache.ui.lettering import joined
from sciattache.ui.line import LineButton
from sciattache.ui.pieces import (
    button,
    clear,
    hairline,
    link_button,
    section,
    text,
    tool_button,
)
from sciattache.ui.words import say

_SHOWN = {
    "person": (
        ("affiliation", "person"), ("relationship", "person"), ("interaction", "person"),
        ("follow_up", "person"), ("participation", "person"), ("attachment", "subject"),
    ),
    "organisation": (
        ("affiliation", "organisation"), ("organisation", "parent"),
        ("interaction", "organisation"), ("follow_up", "organisation"),
        ("engagement", "guest_organisation"), ("engagement", "host"), ("attachment", "subject"),
    ),
}  # fmt: skip
_HEADINGS = {
    ("affiliation", "person"): "Roles",
    ("affiliation", "organisation"): "People",
    ("organisation", "parent"): "Parts",
    ("participation", "person"): "Delegations and events",
    ("engagement", "guest_organisation"): "Delegations sent",
    ("engagement", "host"): "Hosted",
}
_QUICK = {
    "affiliation": ("organisation", "person", "title"),
    "relationship": ("kind", "other"),
    "interaction": ("subject", "channel", "at"),
    "follow_up": ("task", "due_on"),
    "participation": ("engagement", "role"),
    "engagement": ("title", "kind", "starts_on"),
}
_MOST = 50


def related_to(cls: type[Record]) -> list[tuple[type[Record], str]]:
    """The record types, with the referring field, that a page of ``cls`` lists."""
    referring = references_to(cls.type_name())
    wanted = _SHOWN.get(cls.type_name())
    if wanted is None:
        return [
            (one, name) for one, name in referring if one.field(name).owner or name == "subject"
        ]
    known = {(one.type_name(), name): one for one, name in referring}
    return [(known[pair], pair[1]) for pair in wanted if pair in known]


class RelatedList(QWidget):
    """The records of ``cls`` whose field ``name`` holds ``owner``."""

    def __init__(
        self,
        desk: Desk,
        cls: type[Record],
        name: str,
        owner: str,
        attach: Callable[[list[Path]], None],
    ) -> None:
        super().__init__()
        self._desk, self._cls, self._name, self._owner = desk, cls, name, owner
        self._attach = attach
        self._quick: _QuickAdd | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(hairline())
        column.addSpacing(4)
        label = _HEADINGS.get((cls.type_name(), name), cls.about.plural)
        column.addWidget(section(say(label)))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._add = link_button(say("Add {kind}", kind=say(cls.about.label).lower()), "plus")
        self._add.clicked.connect(self._begin_add)
        column.addWidget(self._add)
        self._column = column
        desk.changed.connect(self._look_again)
        self._draw()

    def _look_again(self, touched: dict[int, set[int]]) -> None:
        if self._cls.about.tag in touched:
            self._draw()

    def _draw(self) -> None:
        clear(self._rows)
        with self._desk.read() as session:
            found = query.ids(session, self._cls, where={self._name: self._owner}, most=_MOST)
            rids = next(found, [])
            rows = query.rows(session, self._cls, rids) if rids else {}
            titles = query.titles(session, sorted(showing.references(self._cls, rows.values())))
        for rid in rids:
            self._rows.addWidget(self._line(rows[rid], titles))

    def _line(self, row: Mapping[str, Any], titles: Mapping[str, str]) -> QWidget:
        head, rest = told(self._cls, row, titles, self._name, self._desk.language)
        line = QWidget()
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        opener = LineButton(head or say(self._cls.about.label), rest)
        opener.clicked.connect(lambda: self._open(row))
        remove = tool_button("x", say("Remove"))
        remove.setAccessibleName(say("Remove {what}", what=opener.text()))
        remove.clicked.connect(lambda: self._remove(str(row["id"]), opener.text()))
        inside.addWidget(opener, 1)
        inside.addWidget(remove)
        return line

    def _open(self, row: Mapping[str, Any]) -> None:
        """A participation leads to the engagement; everything else to itself."""
        if self._cls.type_name() == "participation":
            self._desk.open_engagement(str(row["engagement"]))
        else:
            self._desk.open_record(str(row["id"]))

    def _remove(self, identity: str, what: str) -> None:
        def work(session: Any) -> bool:
            found = session.query(self._cls).filter_by(id=identity).one()
            if self._cls.type_name() in ("organisation", "engagement"):
                setattr(found, self._name, None)
            else:
                removal.remove(session, found)
            return True

        kind = say(self._cls.about.label).lower()
        self._desk.act(say("Remove {kind} {what}", kind=kind, what=what), work, notify=True)

    def _begin_add(self) -> None:
        if self._cls.type_name() == "attachment":
            names, _ = QFileDialog.getOpenFileNames(self, say("Attach files"))
            self._attach([Path(name) for name in names])
            return
        if self._quick is None:
            self._quick = _QuickAdd(self._desk, self._cls, {self._name: self._owner}, self._end_add)
            self._column.insertWidget(self._column.indexOf(self._add), self._quick)
        self._add.hide()
        self._quick.begin()

    def _end_add(self) -> None:
        if self._quick is not None:
            self._quick.hide()
        self._add.show()
        self._add.setFocus()


class _QuickAdd(QFrame):
    """A line of the few fields that matter, to add one record; Enter keeps, Esc leaves."""

    def __init__(
        self, desk: Desk, cls: type[Record], given: dict[str, Any], end: Callable[[], None]
    ) -> None:
        super().__init__()
        self._desk, self._cls, self._given, self._end = desk, cls, given, end
        self._fields = _quick_fields(cls, given)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._editors: dict[str, Editor] = {}
        for field in self._fields:
            cell = QVBoxLayout()
            cell.setSpacing(4)
            cell.addWidget(text(say(field.label), "label"))
            editor = widget_for(field, desk)
            cell.addWidget(editor)
            row.addLayout(cell, max(field.width, 12))
            self._editors[field.name] = cast("Editor", editor)
        add = button(say("Add"), primary=True)
        add.clicked.connect(self._keep)
        row.addWidget(add, alignment=Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        self._mistake = text("", "mistake")
        column.addWidget(self._mistake)

    def begin(self) -> None:
        """Empty the line and go to its first field."""
        defaults = {f.name: f.default for f in self._cls.fields() if f.default is not None}
        self._values = defaults | self._given
        for field in self._fields:
            self._editors[field.name].set_value(self._values.get(field.name), self._values)
        self._mistake.setText("")
        self.show()
        cast("QWidget", self._editors[self._fields[0].name]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        values = dict(self._values)
        for field in self._fields:
            editor: Any = self._editors[field.name]
            sentence = editor.check() if hasattr(editor, "check") else None
            if sentence is None:
                try:
                    values[field.name] = field.parse(editor.value(), values)
                except ValueError as error:
                    sentence = str(error)
            if sentence is None and field.required and values[field.name] is None:
                sentence = say("{field} cannot be empty.", field=say(field.label))
            if sentence is not None:
                self._mistake.setText(sentence)
                editor.setFocus()
                return
        self._add(values)

    def _add(self, values: dict[str, Any]) -> None:
        filled = [f for f in self._fields if values.get(f.name) != self._cls.field(f.name).default]
        if not filled:
            self._end()
            return

        def work(session: Any) -> bool:
            session.add(self._cls(**values))
            return True

        title = say("Add {kind}", kind=say(self._cls.about.label).lower())
        if self._desk.act(title, work):
            self.begin()


def told(
    cls: type[Record], row: Mapping[str, Any], titles: Mapping[str, str], but: str, language: str
) -> tuple[str, str]:
    """A record in a line: what it is first, then the rest in grey, without its owner."""
    shown: list[str] = []
    references: list[str] = []
    for field in cls.fields():
        wanted = field.listed or field.name in cls.about.title_from or field.name == "since"
        if not wanted or field.name == but:
            continue
        words = showing.value(field, row[field.name], row, language, titles)
        if words:
            (references if _leads(cls, field) else shown).append(words)
    if not references:
        references, shown = shown[:1], shown[1:]
    return references[0] if references else "", joined(*references[1:], *shown)


def _leads(cls: type[Record], field: Field) -> bool:
    """Whether a field is what a line is recognised by."""
    if cls.about.title_from[0] == field.name and field.kind.name != "reference":
        return True
    has_name = cls.field(cls.about.title_from[0]).kind.name != "reference"
    return field.kind.name == "reference" and not has_name


def _quick_fields(cls: type[Record], given: Mapping[str, Any]) -> list[Field]:
    """The fields of the line that adds: those named for the type, or the required and listed."""
    names = _QUICK.get(cls.type_name())
    if names is None:
        names = tuple(f.name for f in cls.fields() if f.required or f.listed)[:4]
    required = [f.name for f in cls.fields() if f.required and f.default is None]
    wanted = dict.fromkeys((*names, *required))
    return [cls.field(name) for name in wanted if name not in given]
