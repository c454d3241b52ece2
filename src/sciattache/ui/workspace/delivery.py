"""Where a paper goes: into a file, to the printer, into the spreadsheet, all into one folder."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import catalogue
from sciattache.papers.kinds import Kind
from sciattache.papers.seal import seal
from sciattache.ui.desk import Desk
from sciattache.ui.words import say
from sciattache.ui.work import Progress
from sciattache.ui.workspace import leaving, printing
from sciattache.ui.workspace.reading import Seen


class Delivery:
    """The ways out of the preview."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._parent, self._desk = parent, desk

    def deliver(self, way: str, name: str, kind: Kind, content: bytes) -> None:
        """Hand a paper over: ``print`` or ``open`` it."""
        {"print": self._print, "open": self._open}[way](name, kind, content)

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

    def save(self, name: str, kind: Kind, content: bytes, password: str | None = None) -> None:
        """Ask for a file and write a paper into it, under a password where one is given."""
        known = {".pdf": say("PDF (*.pdf)"), ".xlsx": say("Workbooks (*.xlsx)")}
        title = say("Save {title}", title=say(kind.label))
        path = leaving.ask_file(
            self._parent, title, f"{name}{kind.suffix}", known.get(kind.suffix, "")
        )
        if path is None:
            return
        written = content if password is None else seal(content, kind.suffix, password)
        if leaving.write(self._desk, path, written):
            self._desk.notify(say("Written to {file}", file=path.name))

    def _print(self, name: str, kind: Kind, content: bytes) -> None:
        printing.print_paper(self._parent, self._desk, content, name)

    def _open(self, name: str, kind: Kind, content: bytes) -> None:
        path = Path(mkdtemp(prefix="sciattache-")) / f"{name}{kind.suffix}"
        if leaving.write(self._desk, path, content) and not QDesktopServices.openUrl(
            QUrl.fromLocalFile(str(path))
        ):
            self._desk.refuse(
                KnownError(
                    say("No program here opens workbooks."), say("Save it and take it elsewhere.")
                )
            )


def write_all(
    desk: Desk, identity: str, folder: Path, language: str, progress: Progress,
    *, password: str | None = None,
) -> int:  # fmt: skip
    """Write every paper of an engagement into a folder; gives how many."""
    count = 0
    with desk.read() as session:
        engagement = session.query(Engagement).filter_by(id=identity).one()
        for name, content in catalogue.everything(session, engagement, language=language):
            progress.report(count, 0, name)
            try:
                file = folder / name
                file.write_bytes(seal(content, file.suffix, password) if password else content)
            except OSError as error:
                raise KnownError(
                    say("“{file}” cannot be written: {reason}.", file=name,
                        reason=error.strerror or str(error)),
                    say("Close it where it is open, or choose another folder."),
                ) from error  # fmt: skip
            count += 1
    return count
