"""What leaves an engagement as files for other programs: its calendar and its contacts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from sciattache.errors import KnownError
from sciattache.interchange import exporting
from sciattache.interchange.calendars import write as calendars
from sciattache.interchange.cards import write as cards_file
from sciattache.papers.file_names import file_name
from sciattache.papers.outbox.dispatching import Outgoing, send_out, title
from sciattache.ui.desk import Desk
from sciattache.ui.words import say
from sciattache.ui.workspace.reading import Seen


def calendar(parent: QWidget, desk: Desk, seen: Seen) -> None:
    """Ask for a file and write the programme into it as a calendar."""
    kinds = say("Calendars (*.ics)")
    path = ask_file(parent, say("Save the calendar"), f"{_name(seen)}.ics", kinds)
    if path is None:
        return
    items = seen.dossier.items
    with desk.read() as session:
        events = list(exporting.calendar_events(session, items))
    content = calendars.write(events, name=seen.engagement.title, stamp=datetime.now(UTC))
    if _sent(desk, seen, path, content, "calendar"):
        desk.notify(say("{count} items written to {file}", count=len(events), file=path.name))


def cards(parent: QWidget, desk: Desk, seen: Seen) -> None:
    """Ask for a file and write the participants into it as contacts."""
    path = ask_file(parent, say("Save the contacts"), f"{_name(seen)}.vcf", say("Contacts (*.vcf)"))
    if path is None:
        return
    dossier = seen.dossier
    people = [dossier.people[p.person] for p in dossier.participants if p.person in dossier.people]
    with desk.read() as session:
        made = list(exporting.people_cards(session, people))
    if _sent(desk, seen, path, cards_file.write(made, "4.0"), "contacts"):
        desk.notify(say("{count} contacts written to {file}", count=len(made), file=path.name))


def ask_file(parent: QWidget, words: str, name: str, kinds: str) -> Path | None:
    """Where to save, the folder of last time first; None when it was cancelled."""
    chosen, _ = QFileDialog.getSaveFileName(parent, words, str(last_folder() / name), kinds)
    return _remembered(Path(chosen)) if chosen else None


def ask_folder(parent: QWidget, words: str) -> Path | None:
    """In which folder to save; None when it was cancelled."""
    chosen = QFileDialog.getExistingDirectory(parent, words, str(last_folder()))
    if chosen:
        QSettings().setValue("files/folder", chosen)
    return Path(chosen) if chosen else None


def last_folder() -> Path:
    """The folder into which something was saved last, else that of documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(str(QSettings().value("files/folder", QStandardPaths.writableLocation(place))))


def write(desk: Desk, path: Path, content: bytes) -> bool:
    """Write a file; whether it could be, and why not is told."""
    try:
        put(path, content)
    except KnownError as error:
        desk.refuse(error)
        return False
    return True


def put(path: Path, content: bytes) -> None:
    """Write a file; ``KnownError`` says why it cannot be."""
    try:
        path.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise KnownError(
            say("“{file}” cannot be written: {reason}.", file=path.name, reason=reason),
            say("Close it where it is open, or choose another folder."),
        ) from error


def _sent(desk: Desk, seen: Seen, path: Path, content: bytes, kind: str) -> bool:
    """Write a file that leaves, and log it; whether it could be, and why not is told."""
    paper = Outgoing(path.name, content, kind, "full")

    def work(session: Any) -> bool:
        send_out(session, seen.dossier, [paper], write=lambda: put(path, content))
        return True

    return bool(desk.act(title([paper]), work))


def _remembered(path: Path) -> Path:
    QSettings().setValue("files/folder", str(path.parent))
    return path


def _name(seen: Seen) -> str:
    return file_name(seen.engagement.title or "")
