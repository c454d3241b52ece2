"""A draft of an e-mail with papers attached, for each mail program to send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sciattache.domain.directory.person import Person
from sciattache.errors import KnownError
from sciattache.interchange import mail
from sciattache.papers import catalogue, words
from sciattache.papers.file_names import file_name, untaken
from sciattache.papers.kinds import Kind, Wish
from sciattache.papers.letters.kinds import said_in
from sciattache.papers.letters.said import Said
from sciattache.papers.outbox.calendar import calendar
from sciattache.papers.outbox.contacts import contacts
from sciattache.papers.outbox.dispatching import Outgoing
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

CALENDAR, CONTACTS = "calendar", "contacts"
"""What can be attached that is no paper."""


@dataclass(frozen=True)
class Drafted:
    """A draft, each file in it as the log has it, and who has no address that can be used."""

    content: bytes
    outgoing: tuple[Outgoing, ...]
    unreachable: tuple[str, ...]


def drafted(
    dossier: Dossier,
    papers: Sequence[str],
    people: Sequence[str],
    *,
    wish: Wish,
    stamp: datetime,
    name: str = "",
) -> Drafted:
    """A draft to ``people`` (ids) with papers attached, each as ``wish`` wants it.

    A personal paper is attached once for each of them.  ``name`` is the file's own in the log.
    """
    reader = Reader(wish.audience, wish.language)
    persons = [_person(dossier, one) for one in people]
    to = [mail.Recipient(reader.plain_name(one), _address(one)) for one in persons]
    reached = tuple(one.name for one in to if one not in mail.unusable(to))
    attached = [
        outgoing
        for paper in dict.fromkeys(papers)
        for outgoing in _attached(dossier, reader, paper, persons, wish, stamp)
    ]
    named = _named_apart(attached)
    body, subject = (_said(dossier, reader, part, named) for part in ("body", "subject"))
    content = mail.draft(
        to,
        " – ".join(filter(None, (dossier.marking, subject))),
        "\n\n".join(filter(None, (dossier.marking, body))),
        attachments=[mail.Attachment(one.name, one.content) for one in named],
        language=wish.language,
    )
    own = Outgoing(
        name or f"{file_name(dossier.engagement.title)}.eml", content, "draft",
        wish.audience, wish.language, reached, "email",
    )  # fmt: skip
    sent = tuple(replace(one, to=one.to or reached) for one in named)
    lost = tuple(one.name for one in mail.unusable(to))
    return Drafted(content, (own, *sent), lost)


def _attached(
    dossier: Dossier,
    reader: Reader,
    paper: str,
    persons: Sequence[Person],
    wish: Wish,
    stamp: datetime,
) -> list[Outgoing]:
    """A paper as the files to attach."""
    event = file_name(dossier.engagement.title)

    def called(kind: str) -> str:
        return file_name(reader.say(f"paper.{kind}"))

    def made(
        name: str, content: bytes, kind: str, to: tuple[str, ...] = (), said: tuple[Said, ...] = ()
    ) -> Outgoing:
        return Outgoing(name, content, kind, for_whom, wish.language, to, "email", said=said)

    for_whom = wish.audience
    if paper == CALENDAR:
        content = calendar(dossier, reader, stamp=stamp)
        return [made(f"{event}-{called(CALENDAR)}.ics", content, CALENDAR)]
    if paper == CONTACTS:
        content, _ = contacts(dossier, reader)
        return [made(f"{event}-{called(CONTACTS)}.vcf", content, CONTACTS)]
    kind = catalogue.kind_called(paper)
    for_whom = catalogue.audience_of(kind, wish.audience)
    ending = kind.endings[-1] if wish.editable else kind.suffix
    if not kind.personal:
        content = catalogue.draw(dossier, paper, _fitting(kind, wish))
        return [made(f"{event}-{called(kind.name)}{ending}", content, kind.name)]
    if not persons:
        raise KnownError(
            f"{kind.label} is made for one person, and nobody is named.",
            "Name participants, or attach another paper.",
        )
    return [
        made(
            f"{called(kind.name)}-{file_name(reader.plain_name(one))}{ending}",
            catalogue.draw(dossier, paper, replace(_fitting(kind, wish), subject=one.id)),
            kind.name,
            (reader.plain_name(one),),
            said_in(dossier, kind.name, replace(wish, subject=one.id)),
        )
        for one in persons
    ]


def _fitting(kind: Kind, wish: Wish) -> Wish:
    """A wish for a kind: what has no editable copy is attached as it is."""
    return replace(wish, editable=wish.editable and len(kind.endings) > 1)


def _named_apart(attached: Sequence[Outgoing]) -> list[Outgoing]:
    taken: set[str] = set()
    found = []
    for one in attached:
        stem, _, ending = one.name.rpartition(".")
        found.append(replace(one, name=f"{untaken(stem, taken)}.{ending}"))
    return found


def _said(
    dossier: Dossier,
    reader: Reader,
    part: str,
    attached: Sequence[Outgoing],
) -> str:
    engagement = dossier.engagement
    first, last = engagement.starts_on, engagement.ends_on or engagement.starts_on
    dates = words.date_range(first, last, reader.language) if first and last else ""
    listed = reader.listed(reader.say(f"paper.{one.kind}") for one in _once(attached))
    if not listed:
        return engagement.title if part == "subject" else ""
    values = {"event": engagement.title, "papers": listed, "dates": dates}
    said = words.letter(f"cover.{part}", reader.language).format(**values)
    return said.replace(" ()", "").replace("（）", "")  # of an event without dates


def _once(attached: Sequence[Outgoing]) -> list[Outgoing]:
    return list({one.kind: one for one in attached}.values())


def _person(dossier: Dossier, identity: str) -> Person:
    found = dossier.people.get(identity)
    if found is None:
        raise KnownError("The draft is for somebody who does not take part.", "Name participants.")
    return found


def _address(person: Person) -> str:
    """The address that somebody prefers, else the first."""
    listed = person.emails or ()
    return next((one.value for one in listed if one.preferred), listed[0].value if listed else "")
