"""Papers of the office that belong to no engagement: briefs on somebody, and the handover pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.office.post import Post
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.papers import words
from sciattache.papers.blocks import Block, Cover, Letterhead, Paper
from sciattache.papers.flowing.briefs import organisation_brief, person_brief
from sciattache.papers.flowing.handover import handover_pack
from sciattache.papers.imprint import paper_size
from sciattache.papers.reader import Reader
from sciattache.store import handing_over, profiles


def brief(
    session: Session, subject: Record, *, on: date, language: str = "en", size: str | None = None
) -> bytes:
    """What the office knows of a person or an organisation on a day, as PDF."""
    reader = _reader(language)
    if not isinstance(subject, Person | Organisation):
        raise KnownError(
            "That record is neither a person nor an organisation.", "Find one with “search”."
        )
    profile = profiles.profile(session, subject)
    if isinstance(subject, Person):
        title = reader.name(subject) or subject.native_name or ""
        photo = profile.known.photos.get(subject.id)
        said, kind = person_brief(profile, reader, photo=photo, named=False), "person-brief"
    else:
        title, kind = subject.name, "organisation-brief"
        said = organisation_brief(profile, reader, named=False)
    made = _paper(profile.post, reader, kind, title, said, on=on, size=size)
    return _pdf(replace(made, marking=profile.marking))


def handover(
    session: Session, *, on: date, language: str = "en", size: str | None = None
) -> bytes:  # fmt: skip
    """What a successor takes over on a day, as PDF."""
    reader = _reader(language)
    taken = handing_over.handover(session, on=on)
    said = (
        Cover((reader.say("as_of", date=words.plain_date(on, language)),)),
        *handover_pack(taken, reader),
    )
    title = taken.post.name if taken.post else reader.say("paper.handover")
    made = _paper(taken.post, reader, "handover", title, said, on=on, size=size)
    return _pdf(replace(made, marking=taken.marking))


def _paper(
    post: Post | None,
    reader: Reader,
    kind: str,
    title: str,
    blocks: tuple[Block, ...],
    *,
    on: date,
    size: str | None,
) -> Paper:
    return Paper(
        kind=kind,
        title=title,
        subtitle=reader.say(f"paper.{kind}"),
        blocks=blocks,
        language=reader.language,
        as_of=on,
        letterhead=Letterhead(tuple((post.letterhead or post.name).splitlines()) if post else ()),
        size=paper_size(size or (post.paper_size if post else None)),
        author=post.name if post else "",
    )


def _reader(language: str) -> Reader:
    words.all_words(language)
    return Reader("full", language)


def _pdf(made: Paper) -> bytes:
    from sciattache.papers.typesetting.typeset import pdf  # loaded for a paper only

    return pdf(made)
