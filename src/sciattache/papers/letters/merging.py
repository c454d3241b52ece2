"""Letters merged: one for each of many, as pages, documents or drafts of e-mails."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import pikepdf

from sciattache.domain import vocabularies
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import KnownError
from sciattache.interchange.mail import Attachment, Recipient, draft
from sciattache.papers import words
from sciattache.papers.file_names import file_name, untaken
from sciattache.papers.letters.kinds import OCCASIONS
from sciattache.papers.letters.letter import Composed, compose, text
from sciattache.papers.letters.wording import wording
from sciattache.papers.setting import as_file
from sciattache.services.dossier import Dossier

FORMS = (".pdf", ".docx", ".eml")
"""The endings of the files that letters are made as."""
_SIDE = {"thank_you": "host"}
"""Whom an occasion is for, by their side of the table; any other is for guests."""


def kind_of(occasion: str) -> str:
    """The name of the kind of letter that an occasion asks for."""
    return next((kind for kind, its in OCCASIONS.items() if its == occasion), "letter")


def recipients(
    dossier: Dossier, occasion: str, *, side: str = "", people: Sequence[str] = ()
) -> list[Participation]:
    """Who gets a letter: the ``people`` named, else those of a ``side`` who have not declined."""
    known = [one for one in dossier.participants if one.person in dossier.people]
    if people:
        found = [one for one in known if one.person in people]
        if len({one.person for one in found}) < len(set(people)):
            raise KnownError("A letter is for somebody who takes no part.", "Name participants.")
        return found
    wanted = side or _SIDE.get(occasion, "guest")
    if wanted not in vocabularies.SIDES.terms:
        sides = ", ".join(vocabularies.SIDES.terms)
        raise KnownError(f"There is no side “{wanted}”.", f"The sides are: {sides}.")
    found = [one for one in known if (one.side or "guest") == wanted and one.rsvp != "declined"]
    if not found:
        raise KnownError("Nobody is there to write to.", "Add participants, or name another side.")
    return found


def compose_all(
    dossier: Dossier,
    to: Iterable[Participation],
    occasion: str,
    *,
    on: date | None = None,
    language: str = "",
    name: str = "",
    size: str = "",
) -> Iterator[Composed]:
    """A letter for each, in ``language``, else in the first of theirs that letters speak."""
    kind = kind_of(occasion)
    day = on or datetime.now(dossier.zone).date()
    sheet = size or (dossier.post.paper_size if dossier.post else None) or ""
    for one in to:
        spoken = language or _language(dossier, one)
        words_ = wording(dossier.letters, occasion, spoken, name=name)
        yield compose(dossier, one, words_, kind=kind, on=day, size=sheet)


def files(
    dossier: Dossier, composed: Iterable[Composed], ending: str
) -> Iterator[tuple[str, bytes, Composed]]:
    """A file of each letter: its name and content."""
    if ending not in FORMS:
        raise KnownError(f"Letters are not made as {ending}.", f"Choose among {', '.join(FORMS)}.")
    taken: set[str] = set()
    for one in composed:
        label = words.say(f"paper.{one.paper.kind}", one.paper.language)
        name = untaken(f"{file_name(label)}-{file_name(one.name)}", taken)
        yield f"{name}{ending}", _file(dossier, one, ending, name), one


def one_file(composed: Iterable[Composed]) -> bytes:
    """All letters as one PDF, to be printed at once; each counts its own pages."""
    whole = pikepdf.new()
    parts = [pikepdf.open(io.BytesIO(as_file(one.paper))) for one in composed]
    for part in parts:
        whole.pages.extend(part.pages)
    stored = io.BytesIO()
    whole.save(stored, deterministic_id=True)
    for part in parts:
        part.close()
    return stored.getvalue()


def _file(dossier: Dossier, one: Composed, ending: str, name: str) -> bytes:
    if ending != ".eml":
        return as_file(one.paper, editable=ending == ".docx")
    person = dossier.people[one.to.person]
    points = sorted(person.emails or (), key=lambda point: not point.preferred)
    to = [Recipient(one.name, point.value) for point in points[:1]]
    return draft(
        to,
        " – ".join(filter(None, (dossier.marking, one.letter.subject))),
        text(one.letter),
        attachments=(Attachment(f"{name}.pdf", as_file(one.paper)),),
        language=one.paper.language,
    )


def _language(dossier: Dossier, one: Participation) -> str:
    """The recipient's language, else the office's, else English."""
    person = dossier.people[one.person]
    own = dossier.post.language if dossier.post else None
    for code in (*(person.languages or ()), own or ""):
        if code in words.languages():
            return code
    return "en"
