"""What left the office of one engagement: the log, the last first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sciattache.domain.office.dispatch import Dispatch
from sciattache.papers.outbox import dispatching
from sciattache.papers.outbox.dispatching import Sent
from sciattache.papers.outbox.outdated import Outdated
from sciattache.store import issues
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import joined
from sciattache.ui.pieces import empty, link_button, section, written
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace.choices import own_name
from sciattache.ui.workspace.letters_told import look, told
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet

_ICONS = {"print": "printer", "email": "mail", "hand": "handshake"}


class SentView(QWidget):
    """The lines of the log; a copy of the one chosen can be noted as handed over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._lines: dict[str, Sent] = {}
        self._work: Progress | None = None
        self.sheet = Sheet(say("Sent out"), (
            Column(say("When"), 215, 1), Column(say("Paper"), 220, 4),
            Column(say("Version"), 130, yields=2), Column(say("To"), 150, 3),
            Column(say("Who holds it"), 130, 2, yields=1),
        ))  # fmt: skip
        self.hand_out = link_button(say("Note a copy handed out"), "plus")
        self.hand_out.clicked.connect(self._hand_out)
        self.sheet.opened.connect(desk.open_record)
        self.sheet.picked.connect(lambda _: self._dress())
        self._none = empty(
            say("Nothing was sent out yet"),
            say("What is saved, printed or drafted here is kept in this list."), name="send",
        )  # fmt: skip
        self.letters = written("", "quiet")
        self.letters.hide()
        head = QHBoxLayout()
        head.addWidget(section(say("Sent out")))
        head.addStretch(1)
        head.addWidget(self.hand_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.letters)
        column.addWidget(self.sheet, 1)
        column.addWidget(self._none, 1)

    def show_seen(self, seen: Seen) -> None:
        """Show the log as it is now."""
        self._seen = seen
        with self._desk.read() as session:
            found = dispatching.sent(session, seen.engagement.id)
        self._lines = {one.dispatch.id: one for one in found}
        self._show_rows(())
        self._look(seen)
        self.sheet.setVisible(bool(found))
        self._none.setVisible(not found)
        self._dress()

    def _look(self, seen: Seen) -> None:
        """Find in a thread which letters would say something else now."""
        if self._work is not None:
            self._work.cancel()
        self._work = self._desk.fetch(lambda progress: look(self._desk, seen, progress), self._told)

    def _told(self, letters: tuple[Outdated, ...]) -> None:
        self._work = None
        self._show_rows(letters)

    def _show_rows(self, letters: Sequence[Outdated]) -> None:
        seen = self._seen
        self.letters.setText(told(letters, self._desk.language))
        self.letters.setVisible(bool(letters))
        if seen is not None:
            old = {one.dispatch for one in letters}
            self.sheet.show_rows([
                _row(one, seen, self._desk.language, is_old=one.dispatch.id in old)
                for one in self._lines.values()
            ])  # fmt: skip

    def _dress(self) -> None:
        """A copy is one of an issued version."""
        self.hand_out.setVisible(bool(self._lines))
        self.hand_out.setEnabled(self._chosen() is not None)

    def _chosen(self) -> Sent | None:
        chosen = self._lines.get(self.sheet.identity())
        return chosen if chosen and (chosen.dispatch.version or "").isdigit() else None

    def _hand_out(self) -> None:
        chosen, seen = self._chosen(), self._seen
        if chosen is None or seen is None:
            return
        line = chosen.dispatch
        with self._desk.read() as session:
            issue = issues.version(session, seen.engagement.id, int(line.version or 0)).id
        values: dict[str, Any] = {"issue": issue, "paper": dispatching.paper_of(line)}
        self._desk.open_draft("copy", **values, audience=line.audience)


def _row(one: Sent, seen: Seen, language: str, *, is_old: bool) -> Row:
    line = one.dispatch
    at = showing.moment(line.made_at, seen.clock, language) if line.made_at else ""
    way = showing.choice(Dispatch.field("way"), line.way, language) if line.way else ""
    audience = line.audience
    for_whom = showing.choice(Dispatch.field("audience"), audience, language) if audience else ""
    spoken = own_name(line.language) if line.language else ""
    state = Cell(_version(line.version))
    if is_old:
        state = Cell(say("Out of date"), icon="triangle-alert", tone="bad")
    label = dispatching.called(line.kind, language)
    return Row(line.id, (
        Cell(at, way, icon=_ICONS.get(line.way or "", "file-text"), tone="quiet"),
        Cell(line.paper, joined(label, for_whom, spoken), strong=True),
        state,
        Cell(line.sent_to or ""),
        Cell(", ".join(one.holders)),
    ))  # fmt: skip


def _version(version: str | None) -> str:
    """A version by its number; a plan that was not issued is a draft."""
    if not version:
        return ""
    return say("Version {number}", number=version) if version.isdigit() else say("Draft")
