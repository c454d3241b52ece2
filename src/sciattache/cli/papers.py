"""Commands that make papers: papers, paper."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from sciattache.cli.leaving import dossier_of, made_folder, written
from sciattache.cli.passwords import Password, PasswordFile, password_of
from sciattache.cli.stores import AsJson, StorePath, engagement_named, opened, record, say_json
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import catalogue
from sciattache.papers.file_names import file_name, untaken
from sciattache.papers.flowing import meeting_brief
from sciattache.papers.kinds import EDITABLE, Wish
from sciattache.papers.letters.kinds import said_in
from sciattache.papers.outbox import dispatching
from sciattache.papers.outbox.dispatching import Outgoing
from sciattache.papers.seal import seal
from sciattache.services.dossier import Dossier
from sciattache.store import query
from sciattache.store.office import Office


def papers(
    store: StorePath,
    engagement: Annotated[str, typer.Argument(metavar="ENGAGEMENT")],
    to: Annotated[Path | None, typer.Option(help="Write every paper into this folder.")] = None,
    language: Annotated[str, typer.Option(help="en, fr, es, ar, zh")] = "en",
    version: Annotated[int | None, typer.Option(help="As they were in this version.")] = None,
    password: Password = False,
    password_file: PasswordFile = None,
    as_json: AsJson = False,
) -> None:
    """List the papers that an engagement has, or write them all."""
    secret = password_of(password, password_file)
    with opened(store) as office, office.session() as session:
        found = engagement_named(session, engagement)
        if to is not None:
            made_folder(to)
            dossier = dossier_of(session, found, version)
            files = dict(catalogue.drawn(dossier, language=language, also_not_issued=True))
            leaving = [
                replace(dispatching.of_file(name, files[name], language), sealed=bool(secret))
                for name in files
            ]
            dispatching.send_out(
                session,
                dossier,
                leaving,
                write=lambda: written(
                    {to / name: _sealed(files[name], Path(name).suffix, secret) for name in files}
                ),
            )
            for name in files:
                print(to / name)
            return
        if as_json:
            told = ("name", "label", "suffix", "audiences", "about")
            say_json([
                {name: getattr(kind, name) for name in told}
                | {"stocks": [stock.key for stock in kind.stocks]}
                | {"parts": [name for name, _ in kind.parts]}
                for kind in catalogue.KINDS
            ])  # fmt: skip
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
    other_language: Annotated[
        str,
        typer.Option("--with", help="The second language of a paper in two.", metavar="LANGUAGE"),
    ] = "",
    person: Annotated[str, typer.Option(help="For whom, where a paper is one person's.")] = "",
    item: Annotated[
        str, typer.Option(help="About which item, by id or title, where a paper is about one.")
    ] = "",
    size: Annotated[str, typer.Option(help="A4 or Letter; the office's own where not given.")] = "",
    stock: Annotated[str, typer.Option(help="The sheet for badges, cards, labels, tags.")] = "",
    start: Annotated[int, typer.Option(help="The first piece of the sheet still unused.")] = 1,
    look: Annotated[
        str, typer.Option(help="plain, large or grey; the office's own where not given.")
    ] = "",
    version: Annotated[int | None, typer.Option(help="As it was in this version.")] = None,
    password: Password = False,
    password_file: PasswordFile = None,
    parts: Annotated[
        str, typer.Option(help="Of a book: programme,bios,… All where not given.")
    ] = "",
) -> None:
    """Make one paper of an engagement."""
    secret = password_of(password, password_file)
    with opened(store) as office, office.session() as session:
        found = engagement_named(session, engagement)
        _refuse_ending(kind, to)
        dossier = dossier_of(session, found, version)
        subject = _subject(session, dossier, person, item)
        wish = Wish(
            audience=audience,
            language=language,
            subject=subject,
            size=size or None,
            look=look or None,
            stock=stock or None,
            start=start,
            other_language=other_language or None,
            editable=to.suffix.casefold() == EDITABLE,
            parts=tuple(part.strip() for part in parts.split(",") if part.strip()),
        )
        content = catalogue.draw(dossier, kind, wish)
        named = tuple(query.titles(session, [subject]).values()) if subject and person else ()
        ending = to.suffix.casefold() or catalogue.kind_called(kind).suffix
        for_whom = catalogue.audience_of(catalogue.kind_called(kind), audience)
        leaving = Outgoing(to.name, content, kind, for_whom, language, named, sealed=bool(secret),
                           said=said_in(dossier, kind, wish))  # fmt: skip
        dispatching.send_out(
            session,
            dossier,
            [leaving],
            write=lambda: written({to: _sealed(content, ending, secret)}),
        )
    print(f"Written to {to}.")
    made = catalogue.kind_called(kind)
    if sides := catalogue.too_long(made, content):
        print(f"It has {sides} sides; {made.sides} at most are wanted.", file=sys.stderr)


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


def _subject(session: Session, dossier: Dossier, person: str, item: str) -> str | None:
    """The id of what a paper is about, as a command names it."""
    if item:
        return _item_named(dossier, item).id
    return record(session, person).id if person else None


def _item_named(dossier: Dossier, said: str) -> AgendaItem:
    """An item by its title, its brief's number, its id or the beginning of that."""
    wanted = said.strip().casefold()
    called = [
        one
        for one in dossier.items
        if wanted in (one.title.casefold(), (one.brief_number or "").casefold())
    ]
    begun = [one for one in dossier.items if len(wanted) >= 4 and one.id.startswith(wanted)]
    found = called or begun
    if len(found) == 1:
        return found[0]
    briefed = ", ".join(f"“{one.title}”" for one in meeting_brief.briefed(dossier))
    raise KnownError(
        f"{len(found)} items are called “{said}”." if found else f"No item is called “{said}”.",
        f"There is something to brief for: {briefed}." if briefed else "List them with “list”.",
    )


def _sealed(content: bytes, ending: str, password: str | None) -> bytes:
    """The paper as it is handed out: under its password where one is wanted."""
    return content if password is None else seal(content, ending, password)


def _refuse_ending(kind: str, file: Path) -> None:
    """Refuse an ending that other programs would take for another format."""
    endings = catalogue.kind_called(kind).endings
    if file.suffix and file.suffix.casefold() not in endings:
        raise KnownError(
            f"This paper is not written as {file.suffix}.",
            f"Name the file …{' or …'.join(endings)}.",
        )


COMMANDS = {"papers": papers, "paper": paper}
