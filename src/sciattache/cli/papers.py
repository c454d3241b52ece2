"""Commands that make papers: papers, paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sciattache.cli.leaving import dossier_of, made_folder, written
from sciattache.cli.stores import AsJson, StorePath, engagement_named, opened, record, say_json
from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import catalogue
from sciattache.papers.file_names import file_name, untaken
from sciattache.papers.kinds import EDITABLE, Wish
from sciattache.papers.outbox import dispatching
from sciattache.papers.outbox.dispatching import Outgoing
from sciattache.store import query
from sciattache.store.office import Office


def papers(
    store: StorePath,
    engagement: Annotated[str, typer.Argument(metavar="ENGAGEMENT")],
    to: Annotated[Path | None, typer.Option(help="Write every paper into this folder.")] = None,
    language: Annotated[str, typer.Option(help="en, fr, es, ar, zh")] = "en",
    version: Annotated[int | None, typer.Option(help="As they were in this version.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the papers that an engagement has, or write them all."""
    with opened(store) as office, office.session() as session:
        found = engagement_named(session, engagement)
        if to is not None:
            made_folder(to)
            dossier = dossier_of(session, found, version)
            files = dict(catalogue.drawn(dossier, language=language))
            leaving = [dispatching.of_file(name, files[name], language) for name in files]
            dispatching.send_out(
                session,
                dossier,
                leaving,
                write=lambda: written({to / name: content for name, content in files.items()}),
            )
            for name in files:
                print(to / name)
            return
        if as_json:
            told = ("name", "label", "suffix", "audiences", "about")
            say_json([{name: getattr(kind, name) for name in told} for kind in catalogue.KINDS])
            return
        for kind in catalogue.KINDS:
            print(f"{kind.name:22}{kind.suffix:7}{kind.label} ({', '.join(kind.audiences)})")


def paper(
    store: StorePath,
    engagement: Annotated[str, typer.Argument(metavar="ENGAGEMENT")],
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    to: Annotated[
        Path,
        typer.Option("-o", help="The file to write; …docx for a copy to edit.", metavar="FILE"),
    ],
    audience: Annotated[str, typer.Option(help="Who will read it.")] = "full",
    language: Annotated[str, typer.Option(help="en, fr, es, ar, zh")] = "en",
    person: Annotated[str, typer.Option(help="For whom, where a paper is one person's.")] = "",
    size: Annotated[str, typer.Option(help="A4 or Letter; the office's own where not given.")] = "",
    stock: Annotated[str, typer.Option(help="The label stock of badges and cards.")] = "",
    version: Annotated[int | None, typer.Option(help="As it was in this version.")] = None,
) -> None:
    """Make one paper of an engagement."""
    with opened(store) as office, office.session() as session:
        found = engagement_named(session, engagement)
        _refuse_ending(kind, to)
        whose = record(session, person) if person else None
        wish = Wish(
            audience=audience,
            language=language,
            subject=whose.id if whose else None,
            size=size or None,
            stock=stock or None,
            editable=to.suffix.casefold() == EDITABLE,
        )
        dossier = dossier_of(session, found, version)
        content = catalogue.draw(dossier, kind, wish)
        named = tuple(query.titles(session, [whose.id]).values()) if whose else ()
        for_whom = catalogue.audience_of(catalogue.kind_called(kind), audience)
        leaving = Outgoing(to.name, content, kind, for_whom, language, named)
        dispatching.send_out(session, dossier, [leaving], write=lambda: written({to: content}))
    print(f"Written to {to}.")


def write_all(office: Office, folder: Path) -> int:
    """Write every paper of every engagement into ``folder``; gives how many."""
    count = 0
    taken: set[str] = set()
    with office.session() as session:
        for engagement in session.query(Engagement).order_by(Engagement.starts_on, Engagement.rid):
            place = folder / untaken(file_name(engagement.title), taken)
            made_folder(place)
            for name, content in catalogue.everything(session, engagement):
                written({place / name: content})
                count += 1
    return count


def _refuse_ending(kind: str, file: Path) -> None:
    """Refuse an ending that other programs would take for another format."""
    endings = catalogue.kind_called(kind).endings
    if file.suffix and file.suffix.casefold() not in endings:
        raise KnownError(
            f"This paper is not written as {file.suffix}.",
            f"Name the file …{' or …'.join(endings)}.",
        )


COMMANDS = {"papers": papers, "paper": paper}
