"""Commands that make papers of the office itself: brief, handover."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from sciattache.cli.leaving import written
from sciattache.cli.stores import StorePath, opened, record
from sciattache.errors import KnownError
from sciattache.papers import office_papers
from sciattache.papers.file_names import file_name
from sciattache.papers.kinds import EDITABLE
from sciattache.store import query

To = Annotated[
    Path, typer.Option("-o", help="The file to write; …docx for a copy to edit.", metavar="FILE")
]
Language = Annotated[str, typer.Option(help="en, fr, es, ar, zh")]
Look = Annotated[str, typer.Option(help="plain, large or grey; the office's own where not given.")]
Size = Annotated[str, typer.Option(help="A4 or Letter; the office's own where not given.")]


def brief(
    store: StorePath,
    id: Annotated[str, typer.Argument(help="A person or an organisation.", metavar="ID")],
    to: Annotated[
        Path | None, typer.Option("-o", help="The file; named after them.", metavar="FILE")
    ] = None,
    language: Language = "en",
    size: Size = "",
    look: Look = "",
) -> None:
    """Tell in short what the office knows of a person or an organisation, for the office alone."""
    with opened(store) as office, office.session() as session:
        subject = record(session, id)
        called = query.titles(session, [subject.id]).get(subject.id, "")
        file = to or Path(f"brief-{file_name(called)}.pdf")
        _refuse_ending(file)
        content = office_papers.brief(
            session,
            subject,
            on=_today(),
            language=language,
            size=size or None,
            look=look or None,
            editable=_editable(file),
        )
    written({file: content})
    print(f"Written to {file}.")


def handover(
    store: StorePath, to: To, language: Language = "en", size: Size = "", look: Look = ""
) -> None:
    """Write what a successor takes over: what is under way, whom to keep warm, what is promised."""
    _refuse_ending(to)
    with opened(store) as office, office.session() as session:
        content = office_papers.handover(
            session,
            on=_today(),
            language=language,
            size=size or None,
            look=look or None,
            editable=_editable(to),
        )
    written({to: content})
    print(f"Written to {to}.")


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _editable(file: Path) -> bool:
    return file.suffix.casefold() == EDITABLE


def _refuse_ending(file: Path) -> None:
    if file.suffix and file.suffix.casefold() not in (".pdf", EDITABLE):
        raise KnownError(
            f"This paper is not written as {file.suffix}.", "Name the file ….pdf or ….docx."
        )


COMMANDS = {"brief": brief, "handover": handover}
