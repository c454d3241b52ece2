"""Records linked to another, as a list in place with *add* at its foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QFileDialog,
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
from sciattache.ui.lettering import joined
from sciattache.ui.line import LineButton
from sciattache.ui.pieces import (
    clear,
    hairline,
    link_button,
    section,
    tool_button,
)
from sciattache.ui.quick_add import QuickAdd
from sciattache.ui.words import say

_SHOWN = {
    "person": (
        ("affiliation", "person"), ("relationship", "person"), ("interaction", "person"),
        ("follow_up", "person"), ("participation", "person"), ("story", "person"),
        ("attachment", "subject"),
    ),
    "organisation": (
        ("affiliation", "organisation"), ("organisation", "parent"),
        ("interaction", "organisation"), ("follow_up", "organisation"),
        ("engagement", "guest_organisation"), ("engagement", "host"), ("story", "organisation"),
        ("attachment", "subject"),
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
        self._quick: QuickAdd | None = None
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
            self._quick = QuickAdd(self._desk, self._cls, {self._name: self._owner}, self._end_add)
            self._column.insertWidget(self._column.indexOf(self._add), self._quick)
        self._add.hide()
        self._quick.begin()

    def _end_add(self) -> None:
        if self._quick is not None:
            self._quick.hide()
        self._add.show()
        self._add.setFocus()


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
