"""The tab of versions: what is not issued yet, what was, and who holds which copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sciattache.domain.programmes.copy import Copy
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.issue import Issue
from sciattache.papers import issuing
from sciattache.papers.flowing import changes
from sciattache.papers.outbox.outdated import Outdated
from sciattache.papers.reader import Reader
from sciattache.papers.words import languages
from sciattache.services.conflicts import BLOCKS, by_seat
from sciattache.store import issues, query
from sciattache.ui import showing
from sciattache.ui.desk import Desk
from sciattache.ui.lettering import hours_apart, joined
from sciattache.ui.pieces import button, link_button, quiet, scrolled, section, text, written
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import acts
from sciattache.ui.workspace.conflicts_watch import Found
from sciattache.ui.workspace.letters_told import look, told
from sciattache.ui.workspace.reading import Seen
from sciattache.ui.workspace.rows import Cell, Column, Row
from sciattache.ui.workspace.sheet import Sheet

_HOWS = {
    "added": ("plus", "good"), "moved": ("move-right", "accent"),
    "changed": ("pencil", "quiet"), "dropped": ("x", "bad"),
}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """The versions of an engagement, the copies of each, and the ids of the old ones."""

    versions: tuple[Issue, ...]
    copies: tuple[tuple[Issue, Copy], ...]
    old: frozenset[str]
    titles: dict[str, str]


class VersionsTab(QWidget):
    """Working plan and issued versions, apart."""

    record_wanted = Signal(object, str, bool)
    draft_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: Seen | None = None
        self._work: Progress | None = None
        self._letters_work: Progress | None = None
        self._newest: Issue | None = None
        self._blocked = 0
        self._issuing = False
        self._found: Found | None = None
        self.standing = text("", "title")
        self.issue = button("", "send", primary=True)
        self.issue.clicked.connect(self._issue)
        self.note = QLineEdit()
        self.note.setPlaceholderText(say("What this version is about"))
        self.note.setAccessibleName(say("What this version is about"))
        self.note.setMaximumWidth(420)
        self.note.returnPressed.connect(self._issue)
        self.blocked = text("", "mistake")
        self.changes_head = section("")
        self.changes = Sheet(say("What changed"), (
            Column(say("When"), 150, 1), Column(say("What"), 200, 3),
            Column(say("What changed"), 220, 4),
        ), fitted=True)  # fmt: skip
        self.affected, self.seats = written("", "quiet"), written("", "quiet")
        self.letters = written("", "quiet")
        self.letters.hide()
        self.versions = Sheet(say("Versions"), (
            Column(say("Version"), 110, 1), Column(say("Issued"), 190, 2),
            Column(say("About"), 180, 4),
        ), fitted=True, tall=False)  # fmt: skip
        self.copies = Sheet(say("Copies"), (
            Column(say("Who holds it"), 170, 3), Column(say("Paper"), 190, 3),
            Column(say("Version"), 160, 2), Column(say("Handed over"), 150, 2, yields=1),
        ), fitted=True)  # fmt: skip
        self.hand_out = link_button(say("Note a copy handed out"), "plus")
        self.hand_out.clicked.connect(self.make_new)
        self._headings: list[QWidget] = []
        self._no_copies = quiet(say("Nobody holds a copy yet."))
        for sheet, cls in ((self.versions, Issue), (self.copies, Copy)):
            sheet.opened.connect(lambda one, cls=cls: self.record_wanted.emit(cls, one, True))
            sheet.removal_wanted.connect(lambda one, cls=cls: acts.remove(desk, cls, one))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._page()))

    def show_seen(self, seen: Seen) -> None:
        """Show what is issued and what is not, as it is now."""
        self._seen = seen
        dossier, language = seen.dossier, self._desk.language
        held = self._held(seen)
        self._newest = held.versions[-1] if held.versions else None
        number = (self._newest.version if self._newest else 0) + 1
        self.standing.setText(_standing(seen, self._newest))
        self.issue.setText(say("Issue version {number}", number=number))
        self.note.setVisible(self._is_due())
        self._dress()
        listed = changes.sections(dossier, Reader("full", _spoken(language)))
        rows = [row for heading, lines in listed for row in _changed(heading, lines)]
        self.changes.show_rows(rows)
        for widget in (self.changes_head, self.changes):
            widget.setVisible(bool(rows))
        before = dossier.before.issue if dossier.before else None
        if before is not None:
            self.changes_head.setText(say("Changes since version {number}", number=before.version))
        self.versions.show_rows([_version(one, seen, language) for one in reversed(held.versions)])
        self.versions.setVisible(bool(held.versions))
        self.copies.show_rows([_copy(*one, held, seen, language) for one in held.copies])
        self.copies.setVisible(bool(held.copies))
        self._no_copies.setVisible(not held.copies and bool(held.versions))
        self.hand_out.setVisible(bool(held.versions))
        for heading in self._headings:
            heading.setVisible(bool(held.versions))
        self._show_seats()
        self._look_for_papers(seen)
        self._look_for_letters(seen)

    def show_found(self, found: Found) -> None:
        """Keep a programme from being issued while a conflict blocks it."""
        self._blocked = sum(1 for one in found.standing if one.severity == BLOCKS)
        self._found = found
        self._dress()
        self._show_seats()

    def _show_seats(self) -> None:
        seen, found = self._seen, self._found
        tables = _seats_to_look_at(seen, found) if seen and found else ()
        self.seats.setText(say("Seats to look at: {seats}", seats="; ".join(tables)))
        self.seats.setVisible(bool(tables))

    def _is_due(self) -> bool:
        """Whether there is anything to issue."""
        seen = self._seen
        return seen is not None and (self._newest is None or seen.dossier.unissued > 0)

    def _dress(self) -> None:
        self.issue.setEnabled(self._is_due() and not self._blocked and not self._issuing)
        self.blocked.setText(
            say("Conflicts that block the issue: {count}. Mend or waive them first.",
                count=self._blocked)
        )  # fmt: skip
        self.blocked.setVisible(bool(self._blocked) and self._is_due())

    def make_new(self) -> None:
        """Note that somebody got a copy of the last version."""
        if self._newest is not None:
            now = datetime.now(UTC).replace(second=0, microsecond=0)
            values = {"issue": self._newest.id, "paper": "programme-guest.pdf", "given_at": now}
            self.draft_wanted.emit(Copy, values)

    def focus_first(self) -> None:
        (self.issue if self.issue.isEnabled() else self.versions).setFocus()

    def choose(self, identity: str) -> None:
        """Go to a copy that was just noted."""
        self.copies.choose(identity)

    def _page(self) -> QWidget:
        page, act = QWidget(), QHBoxLayout()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 32)
        column.setSpacing(8)
        act.setSpacing(12)
        act.addWidget(self.issue)
        act.addWidget(self.note, 1)
        act.addWidget(self.blocked)
        act.addStretch(1)
        column.addWidget(self.standing)
        column.addLayout(act)
        column.addSpacing(16)
        for widget in (self.changes_head, self.changes, self.affected, self.seats, self.letters):
            column.addWidget(widget)
        column.addSpacing(16)
        parts: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (say("Versions"), (self.versions,)),
            (say("Copies"), (self._no_copies, self.copies, self.hand_out)),
        )
        for words, widgets in parts:
            heading = section(words)
            self._headings.append(heading)
            column.addWidget(heading)
            for one in widgets:
                column.addWidget(one)
            column.addSpacing(16)
        column.addStretch(1)
        return page

    def _held(self, seen: Seen) -> Held:
        with self._desk.read() as session:
            issued = tuple(issues.versions(session, seen.engagement.id))
            copies = tuple(
                (one, copy)
                for one in reversed(issued)
                for copy in session.query(Copy).filter(Copy.issue == one.id).order_by(Copy.rid)
            )
            old = frozenset(one.copy.id for one in issuing.stale(session, seen.engagement.id))
            holders = sorted({copy.holder for _, copy in copies if copy.holder})
            return Held(issued, copies, old, query.titles(session, holders))

    def _issue(self) -> None:
        """Freeze the plan in a thread; its papers are drawn for their digests."""
        if self._seen is None or not self.issue.isEnabled():
            return
        identity, note = self._seen.engagement.id, self.note.text()
        desk = self._desk

        def job(progress: Progress) -> int:
            with desk.read() as session:
                found = session.query(Engagement).filter_by(id=identity).one()
                made = issuing.issue(
                    session, found, by=desk.office.author, notes=note,
                    report=lambda done, of: progress.report(done, of),
                )  # fmt: skip
                return made.version

        self._issuing = True
        self._dress()
        desk.run(self.issue.text(), job, self._issued, self._rest)

    def _rest(self) -> None:
        self._issuing = False
        self._dress()

    def _issued(self, number: int) -> None:
        self._rest()
        self.note.clear()
        if self.isVisible():
            self.versions.setFocus()
        self._desk.notify(say("Version {number} is issued", number=number), undo=True)

    def _look_for_papers(self, seen: Seen) -> None:
        """Find in a thread which papers would say something else now."""
        if self._work is not None:
            self._work.cancel()
        self.affected.hide()
        if not seen.dossier.unissued:
            return
        language = _spoken(self._desk.language)

        def job(progress: Progress) -> tuple[str, ...]:
            progress.report()
            return issuing.affected(seen.dossier, language=language)

        self._work = self._desk.fetch(job, self._show_papers)

    def _look_for_letters(self, seen: Seen) -> None:
        """Find in a thread which letters that left would say something else now."""
        if self._letters_work is not None:
            self._letters_work.cancel()
        desk = self._desk
        self._letters_work = desk.fetch(
            lambda progress: look(desk, seen, progress), self._show_letters
        )

    def _show_letters(self, letters: tuple[Outdated, ...]) -> None:
        self._letters_work = None
        self.letters.setText(told(letters, self._desk.language))
        self.letters.setVisible(bool(letters))

    def _show_papers(self, names: tuple[str, ...]) -> None:
        self._work = None
        if names:
            listed = ", ".join(names)
            self.affected.setText(say("Papers that say something else now: {names}", names=listed))
        self.affected.setVisible(bool(names))


def _seats_to_look_at(seen: Seen, found: Found) -> list[str]:
    """Each table with those at it against whose seats something stands."""
    against, dossier = by_seat(seen.dossier, found.standing), seen.dossier
    titles = {item.id: item.title for item in dossier.items}
    told = []
    for table in dossier.seatings:
        seats = [seat for seat in dossier.seats.get(table.id, ()) if seat.id in against]
        names = ", ".join(seen.name(seat.person) for seat in sorted(seats, key=lambda s: s.number))
        if seats:
            told.append(f"{titles.get(table.item, '')}, {table.name} ({names})")
    return told


def _standing(seen: Seen, newest: Issue | None) -> str:
    if newest is None:
        return say("Not issued")
    if not seen.dossier.unissued:
        return say("Version {number} is the plan as it stands", number=newest.version)
    return say(
        "Changes not issued since version {number}: {count}",
        number=newest.version, count=seen.dossier.unissued,
    )  # fmt: skip


def _changed(heading: str, lines: list[changes.ChangeLine]) -> Iterator[Row]:
    yield Row(heading=heading)
    for line in lines:
        icon, tone = _HOWS[line.how]
        day, _, hours = line.when.partition("\n")
        first, *rest = map(hours_apart, line.told or [""])
        yield Row("", (
            Cell(hours or day, day if hours else ""),
            Cell(line.title, icon=icon, tone=tone if tone != "quiet" else "text", strong=True),
            Cell(first, joined(*rest)),
        ))  # fmt: skip


def _version(one: Issue, seen: Seen, language: str) -> Row:
    at = showing.moment(one.issued_at, seen.clock, language) if one.issued_at else ""
    return Row(one.id, (
        Cell(say("Version {number}", number=one.version), strong=True),
        Cell(joined(at, one.issued_by or "")),
        Cell((one.notes or "").partition("\n")[0], tone="quiet"),
    ))  # fmt: skip


def _copy(issue: Issue, copy: Copy, held: Held, seen: Seen, language: str) -> Row:
    holder = held.titles.get(copy.holder or "", "") or copy.holder_name or ""
    number = say("Version {number}", number=issue.version)
    state = Cell(number)
    if copy.recalled:
        state = Cell(number, say("taken back"), icon="check", tone="quiet")
    elif copy.id in held.old:
        state = Cell(number, say("old copy: needs the new one"), icon="triangle-alert", tone="bad")
    given = showing.moment(copy.given_at, seen.clock, language) if copy.given_at else ""
    medium = showing.choice(Copy.field("medium"), copy.medium, language) if copy.medium else ""
    return Row(copy.id, (Cell(holder, strong=True), Cell(copy.paper, medium), state, Cell(given)))


def _spoken(language: str) -> str:
    """The language of papers nearest to the reader's."""
    return language if language in languages() else "en"
