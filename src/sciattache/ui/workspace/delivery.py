"""Where a paper goes: into a file, to the printer, into the spreadsheet, all into one folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import catalogue
from sciattache.papers.kinds import EDITABLE, Wish
from sciattache.papers.outbox import dispatching
from sciattache.papers.outbox.calendar import calendar
from sciattache.papers.outbox.contacts import contacts
from sciattache.papers.outbox.dispatching import Outgoing
from sciattache.papers.reader import Reader
from sciattache.papers.seal import seal
from sciattache.services.dossier import Dossier
from sciattache.store.dossiers import load
from sciattache.ui.desk import Desk
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import leaving, printing
from sciattache.ui.workspace.reading import Seen


class Delivery:
    """The ways out of the preview; whatever leaves is in the log."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._parent, self._desk = parent, desk

    def deliver(self, way: str, seen: Seen, paper: Outgoing) -> None:
        """Hand a paper over: ``print`` or ``open`` it."""
        {"print": self._print, "open": self._open}[way](seen, paper)

    def save(self, seen: Seen, paper: Outgoing, password: str | None = None) -> None:
        """Ask for a file and write a paper into it, under a password where one is given."""
        path = self._asked(paper.name)
        if path is not None:
            self._write(seen, path, paper, password)

    def save_editable(
        self, seen: Seen, paper: Outgoing, wish: Wish, password: str | None = None
    ) -> None:
        """Ask for a file and write the copy that a word processor opens."""
        path = self._asked(f"{paper.name.rpartition('.')[0]}{EDITABLE}")
        if path is None:
            return
        identity, desk = seen.engagement.id, self._desk

        def job(progress: Progress) -> None:
            progress.report()
            with desk.read() as session:
                dossier = load(session, _engagement(session, identity))
            content = catalogue.draw(dossier, paper.kind, replace(wish, editable=True))
            sent = replace(paper, name=f"{path.stem}{EDITABLE}", content=content)
            send_out(desk, dossier, {path: sent}, password=password)

        desk.run(say("Save as Word document"), job, lambda _: self._told(path))

    def save_calendar(self, seen: Seen, wish: Wish, name: str) -> None:
        """Ask for a file and write the calendar of an audience, or of one participant."""
        path = self._asked(f"{name}.ics")
        if path is not None:
            reader = Reader(wish.audience, wish.language)
            content = calendar(
                seen.dossier, reader, stamp=datetime.now(UTC), person=wish.subject or ""
            )
            whose = (seen.name(wish.subject),) if wish.subject else ()
            self._write(seen, path, Outgoing(
                path.name, content, "calendar", wish.audience, wish.language, whose
            ))  # fmt: skip

    def save_contacts(self, seen: Seen, wish: Wish, name: str) -> None:
        """Ask for a file and write the cards of the participants for an audience."""
        path = self._asked(f"{name}.vcf")
        if path is not None:
            content, _ = contacts(seen.dossier, Reader(wish.audience, wish.language))
            self._write(seen, path, Outgoing(path.name, content, "contacts", wish.audience))

    def save_all(self, seen: Seen, language: str, password: str | None = None) -> None:
        """Ask for a folder and write every paper for every audience into it."""
        folder = leaving.ask_folder(self._parent, say("Save all papers into a folder"))
        if folder is not None:
            self._desk.run(
                say("Save all papers"),
                lambda progress: write_all(
                    self._desk, seen.engagement.id, folder, language, progress, password=password
                ),
                lambda count: self._desk.notify(
                    say("{count} papers written to {folder}", count=count, folder=folder.name)
                ),
            )

    def _write(self, seen: Seen, path: Path, paper: Outgoing, password: str | None = None) -> None:
        title = dispatching.title([paper])
        sealed = replace(paper, name=path.name, sealed=bool(password))

        def work(session: Any) -> bool:
            dispatching.send_out(
                session, seen.dossier, [sealed], write=lambda: _put(path, paper, password)
            )
            return True

        if self._desk.act(title, work):
            self._told(path)

    def _print(self, seen: Seen, paper: Outgoing) -> None:
        printed = replace(paper, way="print")

        def log() -> None:
            self._desk.act(
                dispatching.title([printed]),
                lambda session: dispatching.send_out(session, seen.dossier, [printed]),
            )

        title = paper.name.rpartition(".")[0]
        printing.print_paper(self._parent, self._desk, paper.content, title, log)

    def _open(self, seen: Seen, paper: Outgoing) -> None:
        path = Path(mkdtemp(prefix="sciattache-")) / paper.name
        if leaving.write(self._desk, path, paper.content) and not QDesktopServices.openUrl(
            QUrl.fromLocalFile(str(path))
        ):
            self._desk.refuse(
                KnownError(
                    say("No program here opens workbooks."), say("Save it and take it elsewhere.")
                )
            )

    def _asked(self, name: str) -> Path | None:
        kinds = {
            ".pdf": say("PDF (*.pdf)"), ".xlsx": say("Workbooks (*.xlsx)"),
            ".docx": say("Word documents (*.docx)"), ".ics": say("Calendars (*.ics)"),
            ".vcf": say("Contacts (*.vcf)"), ".eml": say("E-mail drafts (*.eml)"),
        }  # fmt: skip
        stem, _, ending = name.rpartition(".")
        title = say("Save {title}", title=stem)
        return leaving.ask_file(self._parent, title, name, kinds.get(f".{ending}", ""))

    def _told(self, path: Path) -> None:
        self._desk.notify(say("Written to {file}", file=path.name))


def send_out(
    desk: Desk, dossier: Dossier, files: Mapping[Path, Outgoing], *, password: str | None = None
) -> None:
    """Write files, under a password where one is given, and log them in one step; in any thread."""
    leaving_now = [replace(paper, sealed=bool(password)) for paper in files.values()]

    def write() -> None:
        for path, paper in files.items():
            _put(path, paper, password)

    with desk.office.step(dispatching.title(leaving_now)) as session:
        dispatching.send_out(session, dossier, leaving_now, write=write)


def write_all(
    desk: Desk, identity: str, folder: Path, language: str, progress: Progress,
    *, password: str | None = None,
) -> int:  # fmt: skip
    """Write every paper of an engagement into a folder; gives how many."""
    files: dict[Path, Outgoing] = {}
    with desk.read() as session:
        dossier = load(session, _engagement(session, identity))
    for name, content in catalogue.drawn(dossier, language=language):
        progress.report(len(files), 0, name)
        files[folder / name] = dispatching.of_file(name, content, language)
    send_out(desk, dossier, files, password=password)
    return len(files)


def _put(path: Path, paper: Outgoing, password: str | None) -> None:
    """Write a file; the log has the digest of what it says, not of what is sealed."""
    content = paper.content
    if password is not None:
        content = seal(content, Path(paper.name).suffix.casefold(), password)
    leaving.put(path, content)


def _engagement(session: Any, identity: str) -> Engagement:
    found: Engagement = session.query(Engagement).filter_by(id=identity).one()
    return found
