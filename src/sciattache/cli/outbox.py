"""Commands for what leaves for other programs: letters, calendar, cards, draft, sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from sciattache.cli.leaving import Audience, Language, Version, dossier_of, made_folder, written
from sciattache.cli.letters_told import letter_line, letter_told
from sciattache.cli.stores import (
    AsJson,
    StorePath,
    engagement_named,
    opened,
    record,
    say_json,
    table,
)
from sciattache.errors import KnownError
from sciattache.papers.kinds import Wish
from sciattache.papers.letters import merging
from sciattache.papers.letters.letter import Composed
from sciattache.papers.letters.wording import occasion as occasion_called
from sciattache.papers.outbox import dispatching
from sciattache.papers.outbox.calendar import calendar as as_calendar
from sciattache.papers.outbox.contacts import contacts
from sciattache.papers.outbox.dispatching import Outgoing
from sciattache.papers.outbox.drafts import drafted
from sciattache.papers.outbox.outdated import Outdated, outdated, outdated_everywhere
from sciattache.papers.reader import reader_named
from sciattache.services.dossier import Dossier
from sciattache.store import query

Which = Annotated[str, typer.Argument(metavar="ENGAGEMENT")]
People = Annotated[
    list[str] | None, typer.Option("--person", help="The id of a participant; once for each.")
]

_WIDE = 48
"""Characters of the names to whom something went that are listed."""


def letters(
    store: StorePath,
    engagement: Which,
    to: Annotated[
        Path, typer.Option(help="A folder for one file each, or one .pdf of all.", metavar="PLACE")
    ],
    occasion: Annotated[str, typer.Option(help="invitation, thank_you, other")] = "invitation",
    form: Annotated[str, typer.Option("--as", help="pdf, docx, eml")] = "pdf",
    language: Annotated[str, typer.Option(help="For all; each one's own where not given.")] = "",
    side: Annotated[str, typer.Option(help="guest, host, …: whom they are for.")] = "",
    person: People = None,
    letter: Annotated[str, typer.Option(help="A letter of the office by its name.")] = "",
    again: Annotated[
        bool, typer.Option("--again", help="Only whose last letter says something else now.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write a letter to each of many: an invitation, or thanks."""
    wanted = occasion_called(occasion)
    with opened(store) as office, office.session() as session:
        dossier = dossier_of(session, engagement_named(session, engagement))
        people = [record(session, one).id for one in person or ()]
        if again:
            people = _out_of_date(session, dossier, merging.kind_of(wanted), people)
        for_ = merging.recipients(dossier, wanted, side=side, people=people)
        composed = list(merging.compose_all(dossier, for_, wanted, language=language, name=letter))
        if to.suffix.casefold() == ".pdf":
            together = merging.one_file(composed)
            leaving = [_letter(to.name, together, wanted, *composed)]
            files = {to: together}
        else:
            made_folder(to)
            each = list(merging.files(dossier, composed, f".{form.lstrip('.').casefold()}"))
            leaving = [_letter(name, content, wanted, one) for name, content, one in each]
            files = {to / name: content for name, content, _ in each}
        dispatching.send_out(session, dossier, leaving, write=lambda: written(files))
    told = {one.name: one.missing for one in composed if one.missing}
    if as_json:
        say_json({"files": [str(file) for file in files], "missing": told})
        return
    for file in files:
        print(file)
    for name, places in told.items():
        print(f"  {name}: nothing fills {', '.join(f'{{{place}}}' for place in places)}.")


def calendar(
    store: StorePath,
    engagement: Which,
    to: Annotated[Path, typer.Option("-o", help="The .ics file to write.", metavar="FILE")],
    person: Annotated[str, typer.Option(help="One participant's part of it.")] = "",
    audience: Audience = "guest",
    language: Language = "en",
    version: Version = None,
) -> None:
    """Write the programme as a calendar: what an audience, or one participant, may read."""
    with opened(store) as office, office.session() as session:
        dossier = dossier_of(session, engagement_named(session, engagement), version)
        whose = record(session, person) if person else None
        content = as_calendar(
            dossier,
            reader_named(audience, language),
            stamp=datetime.now(UTC),
            person=whose.id if whose else "",
        )
        named = tuple(query.titles(session, [whose.id]).values()) if whose else ()
        leaving = Outgoing(to.name, content, "calendar", audience, language, named)
        dispatching.send_out(session, dossier, [leaving], write=lambda: written({to: content}))
    print(f"{content.count(b'BEGIN:VEVENT')} events written to {to}.")


def cards(
    store: StorePath,
    engagement: Which,
    to: Annotated[Path, typer.Option("-o", help="The .vcf file to write.", metavar="FILE")],
    audience: Audience = "guest",
    card_version: Annotated[str, typer.Option(help="The version of cards: 4.0 or 3.0.")] = "4.0",
) -> None:
    """Write the participants as contact cards, with what an audience may know of them."""
    if card_version not in ("4.0", "3.0"):
        raise KnownError(f"Cards are not written in version {card_version}.", "Use 3.0 or 4.0.")
    with opened(store) as office, office.session() as session:
        dossier = dossier_of(session, engagement_named(session, engagement))
        reader = reader_named(audience, "en")
        content, count = contacts(
            dossier, reader, version="4.0" if card_version == "4.0" else "3.0"
        )
        leaving = Outgoing(to.name, content, "contacts", audience)
        dispatching.send_out(session, dossier, [leaving], write=lambda: written({to: content}))
    print(f"{count} contacts written to {to}.")


def draft(
    store: StorePath,
    engagement: Which,
    to: Annotated[Path, typer.Option("-o", help="The .eml file to write.", metavar="FILE")],
    paper: Annotated[
        list[str] | None, typer.Option(help="Attached; “calendar” and “contacts” too.")
    ] = None,
    person: People = None,
    audience: Audience = "guest",
    language: Language = "en",
    editable: Annotated[
        bool, typer.Option("--editable", help="Attach copies to edit where there are any.")
    ] = False,
    version: Version = None,
) -> None:
    """Write a draft of an e-mail, with papers attached, that a mail program opens unsent."""
    with opened(store) as office, office.session() as session:
        dossier = dossier_of(session, engagement_named(session, engagement), version)
        reader_named(audience, language)
        made = drafted(
            dossier,
            paper or (),
            [record(session, one).id for one in person or ()],
            wish=Wish(audience=audience, language=language, editable=editable),
            stamp=datetime.now(UTC),
            name=to.name,
        )
        dispatching.send_out(
            session, dossier, made.outgoing, write=lambda: written({to: made.content})
        )
    print(f"Written to {to}.")
    for name in made.unreachable:
        print(f"  {name} has no e-mail address that can be used.")


def sent(
    store: StorePath,
    engagement: Annotated[str, typer.Argument(metavar="[ENGAGEMENT]")] = "",
    as_json: AsJson = False,
) -> None:
    """List what left the office, the last first."""
    with opened(store) as office, office.session() as session:
        about = engagement_named(session, engagement).id if engagement else None
        found = dispatching.sent(session, about)
        old = outdated_everywhere(session, [one.dispatch for one in found])
        if as_json:
            say_json([_told(one, old) for one in found])
            return
        table([_line(one, told=not about) for one in found])
        for letter in old:
            print(letter_line(letter))
        if not found:
            print("Nothing was sent out yet.")


def _out_of_date(session: Session, dossier: Dossier, kind: str, people: Sequence[str]) -> list[str]:
    """Those, among ``people`` where any are named, who hold a letter that is out of date."""
    lines = [one.dispatch for one in dispatching.sent(session, dossier.engagement.id)]
    found = [one for one in outdated(lines, dossier) if one.kind == kind and one.turns]
    wanted = [one.person for one in found if not people or one.person in people]
    if not wanted:
        raise KnownError("No letter of this kind says anything else now.", "None is written.")
    return list(dict.fromkeys(wanted))


def _told(one: dispatching.Sent, old: Sequence[Outdated]) -> Mapping[str, Any]:
    fields = one.dispatch.plain()
    out_of_date = [letter_told(letter) for letter in old if letter.dispatch == one.dispatch.id]
    return {"id": one.dispatch.id, **fields, "title": one.engagement, "held_by": one.holders,
            "out_of_date": out_of_date}  # fmt: skip


def _line(one: dispatching.Sent, *, told: bool) -> tuple[str, ...]:
    line = one.dispatch
    at = f"{line.made_at:%Y-%m-%d %H:%MZ}" if line.made_at else ""
    way = line.field("way").words.label(line.way) if line.way else ""
    held = f"held by {', '.join(one.holders)}" if one.holders else ""
    return (
        at, line.paper, line.audience or "", line.version or "", way,
        shorten(line.sent_to or "", _WIDE, placeholder=" …"), one.engagement if told else "", held,
    )  # fmt: skip


def _letter(name: str, content: bytes, occasion: str, *composed: Composed) -> Outgoing:
    languages = {one.paper.language for one in composed}
    return Outgoing(
        name,
        content,
        merging.kind_of(occasion),
        "guest",
        languages.pop() if len(languages) == 1 else "",
        tuple(one.name for one in composed),
        "email" if name.endswith(".eml") else "file",
        said=tuple(one.said for one in composed),
    )


COMMANDS = {
    "letters": letters, "calendar": calendar, "cards": cards, "draft": draft, "sent": sent,
}  # fmt: skip
