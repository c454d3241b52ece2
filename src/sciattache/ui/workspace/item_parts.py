"""The cues of an item and the paragraphs of its brief: added, opened, put in order, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.records import Record
from sciattache.services.programme import later
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import joined
from sciattache.ui.line import LineButton
from sciattache.ui.pieces import clear, hairline, link_button, section, tool_button
from sciattache.ui.words import say
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.reading import Seen

PARTS: tuple[type[Record], ...] = (Cue, BriefParagraph)
"""What belongs to an item and is edited in its place."""


class ItemParts(QWidget):
    """Two lists in place, each with *add* at its foot."""

    record_wanted = Signal(object, str)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self.item = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.adders: dict[type[Record], QWidget] = {}
        self._lists: dict[type[Record], QVBoxLayout] = {}
        for cls, title, add in (
            (Cue, say("Cues"), say("Add a cue")),
            (BriefParagraph, say("Paragraphs of the brief"), say("Add a paragraph")),
        ):
            column.addWidget(hairline())
            column.addSpacing(4)
            column.addWidget(section(title))
            self._lists[cls] = QVBoxLayout()
            self._lists[cls].setSpacing(0)
            column.addLayout(self._lists[cls])
            new = link_button(add, "plus")
            new.clicked.connect(lambda _=False, cls=cls: self._new(cls))
            self.adders[cls] = new
            column.addWidget(new)
            column.addSpacing(8)

    def show_item(self, seen: Seen, identity: str) -> None:
        """Show what belongs to the item with that id."""
        self._seen, self.item = seen, identity
        for rows in self._lists.values():
            clear(rows)
        for cue in self.cues():
            self._lists[Cue].addWidget(self._line(Cue, cue.id, *self._told(cue)))
        for one in self.paragraphs():
            line = self._line(BriefParagraph, one.id, *self._told_paragraph(one), moved=True)
            self._lists[BriefParagraph].addWidget(line)

    def cues(self) -> Sequence[Cue]:
        """The item's cues in the order of their minutes."""
        return self._seen.dossier.cues.get(self.item, ()) if self._seen else ()

    def paragraphs(self) -> Sequence[BriefParagraph]:
        """The paragraphs of the item's brief in their order."""
        return self._seen.dossier.paragraphs.get(self.item, ()) if self._seen else ()

    def told(self) -> str:
        """How many there are of each."""
        return say(
            "Cues: {cues} · Paragraphs of the brief: {paragraphs}",
            cues=len(self.cues()), paragraphs=len(self.paragraphs()),
        )  # fmt: skip

    def shift(self, identity: str, by: int) -> None:
        """Put a paragraph so many places later within its part of the brief."""
        moved = next((one for one in self.paragraphs() if one.id == identity), None)
        if moved is None:
            return
        order = [one.id for one in self.paragraphs() if one.part == moved.part]
        aim = order.index(identity) + by
        if not 0 <= aim < len(order):
            return
        order.insert(aim, order.pop(order.index(identity)))

        def work(session: Any) -> None:
            for one in session.query(BriefParagraph).filter(BriefParagraph.id.in_(order)):
                one.position = order.index(one.id) + 1

        self._desk.act(say("Move a paragraph of the brief"), work)

    def _new(self, cls: type[Record]) -> None:
        values: dict[str, Any] = {"item": self.item}
        if cls is BriefParagraph:
            background = [one for one in self.paragraphs() if one.part != "addendum"]
            values["position"] = max((one.position or 0 for one in background), default=0) + 1
        self.draft_wanted.emit(cls, values)

    def _told(self, cue: Cue) -> tuple[str, str]:
        """When a cue is due and what happens; then by which door, with whom."""
        hour = self._hour(cue)
        holder = self._seen.dossier.colleagues.get(cue.holder or "") if self._seen else None
        return " ".join(filter(None, (hour, cue.cue))), joined(
            cue.door or "", holder.name if holder else ""
        )

    def _hour(self, cue: Cue) -> str:
        if cue.minutes is None:
            return ""
        line = self._seen.dossier.lines.get(self.item) if self._seen else None
        if line is None or line.start is None:
            return f"{cue.minutes:+d}′".replace("-", "\N{MINUS SIGN}")
        return f"{later(line.start, cue.minutes):%H:%M}"

    def _told_paragraph(self, one: BriefParagraph) -> tuple[str, str]:
        """What a paragraph is called; then whether it may be used, and where it stands."""
        language = self._desk.language
        words = [
            showing.choice(BriefParagraph.field(name), code, language)
            for name, code in (("disclosure", one.disclosure), ("part", one.part))
            if code
        ]
        return one.title or (one.text or "").partition("\n")[0], joined(*words)

    def _line(
        self, cls: type[Record], identity: str, words: str, more: str, *, moved: bool = False
    ) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        opener = LineButton(words, more)
        opener.clicked.connect(lambda: self.record_wanted.emit(cls, identity))
        row.addWidget(opener, 1)
        ways = (("arrow-up", say("Earlier: {what}", what=words), -1),
                ("arrow-down", say("Later: {what}", what=words), 1)) if moved else ()  # fmt: skip
        for name, told, by in ways:
            way = tool_button(name, told)
            way.clicked.connect(lambda _=False, by=by: self.shift(identity, by))
            row.addWidget(way)
        remove = tool_button("x", say("Remove {what}", what=words))
        remove.clicked.connect(lambda: acts.remove(self._desk, cls, identity))
        row.addWidget(remove)
        return made
