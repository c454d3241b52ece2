"""One copy of a letter: on the mission's head, to one person, in that person's language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sciattache.domain.office.colleague import Colleague
from sciattache.domain.programmes.participation import Participation
from sciattache.papers import words
from sciattache.papers.blocks import Letter, Paper
from sciattache.papers.imprint import paper, paper_size
from sciattache.papers.letters import places, salutations
from sciattache.papers.letters.said import Said, said
from sciattache.papers.letters.wording import Wording
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier


@dataclass(frozen=True)
class Composed:
    """A letter to one participant, the places in it that nothing could fill, and what it says that
    can become other."""

    to: Participation
    name: str
    paper: Paper
    letter: Letter
    missing: tuple[str, ...]
    said: Said


def compose(
    dossier: Dossier, to: Participation, words_: Wording, *, kind: str, on: date, size: str = ""
) -> Composed:
    """The letter to a participant; ``KnownError`` for a place that nobody knows."""
    reader = Reader("guest", words_.language)
    copy = places.Copy(dossier, reader, to, on)
    places.check(words_.subject, words_.body, words_.closing)
    body = places.fill(places.without_greeting(words_.body), copy)
    subject = places.fill(words_.subject, copy)
    closing = places.fill(words_.closing, copy)
    signer = dossier.colleagues.get(words_.signer or dossier.engagement.lead or "")
    person = dossier.people[to.person]
    letter = Letter(
        date=_dated(dossier, reader, on),
        address=_address(copy),
        salutation=salutations.salutation(person, reader),
        body=body.text,
        closing=closing.text,
        signer=signer.name if signer else dossier.post.name if dossier.post else "",
        role=_role(dossier, signer),
        subject=" ".join(subject.text.split()),
        reference=dossier.engagement.reference or "",
    )
    whole = paper(dossier, reader, kind, (letter,), paper_size(size))
    noon = datetime.combine(on, time(12), dossier.zone)
    return Composed(
        to=to,
        name=reader.plain_name(person) or person.native_name or "",
        paper=replace(whole, title=letter.subject, version="", after="", issued_at=noon),
        letter=letter,
        missing=tuple(dict.fromkeys((*subject.missing, *body.missing, *closing.missing))),
        said=said(copy, words_),
    )


def text(letter: Letter) -> str:
    """A letter as the plain text of an e-mail."""
    parts = (
        letter.salutation,
        letter.body,
        letter.closing,
        "\n".join((letter.signer, letter.role)),
    )
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _dated(dossier: Dossier, reader: Reader, on: date) -> str:
    day = words.plain_date(on, reader.language)
    city = reader.city(dossier.post.city) if dossier.post and dossier.post.city else ""
    if not city:
        return day
    return words.letter("date", reader.language).format(city=city, date=day)


def _role(dossier: Dossier, signer: Colleague | None) -> str:
    """As what somebody signs; the post alone signs as nothing."""
    if signer is None:
        return ""
    return "\n".join(filter(None, (signer.title, dossier.post.name if dossier.post else "")))


def _address(copy: places.Copy) -> tuple[str, ...]:
    """Name, title, organisation, and where they are."""
    lines = (places.value(name, copy) for name in ("name", "title", "organisation", "address"))
    return tuple(line for value in lines for line in value.splitlines())
