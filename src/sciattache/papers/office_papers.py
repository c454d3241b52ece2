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
from sciattache.papers.blocks import Block, Cover, Paper
from sciattache.papers.flowing.briefs import organisation_brief, person_brief
from sciattache.papers.flowing.handover import handover_pack
from sciattache.papers.imprint import letterhead, office_look, paper_size
from sciattache.papers.reader import Reader
from sciattache.papers.setting import as_file
from sciattache.papers.typesetting.look import called
from sciattache.store import handing_over, pictures, profiles


def brief(
    session: Session,
    subject: Record,
    *,
    on: date,
    language: str = "en",
    size: str | None = None,
    look: str | None = None,
    editable: bool = False,
) -> bytes:
    """What the office knows of a person or an organisation on a day, as PDF or to be edited."""
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
    made = _paper(session, profile.post, reader, kind, title, said, on=on, size=size)
    return _file(replace(made, marking=profile.marking), look, editable=editable)


def handover(
    session: Session,
    *,
    on: date,
    language: str = "en",
    size: str | None = None,
    look: str | None = None,
    editable: bool = False,
) -> bytes:
    """What a successor takes over on a day, as PDF or to be edited."""
    reader = _reader(language)
    taken = handing_over.handover(session, on=on)
    said = (
        Cover((reader.say("as_of", date=words.plain_date(on, language)),)),
        *handover_pack(taken, reader),
    )
    title = taken.post.name if taken.post else reader.say("paper.handover")
    made = _paper(session, taken.post, reader, "handover", title, said, on=on, size=size)
    return _file(replace(made, marking=taken.marking), look, editable=editable)


def _paper(
    session: Session,
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
        letterhead=letterhead(post, pictures.of(session, posts=[post] if post else [])),
        size=paper_size(size or (post.paper_size if post else None)),
        look=office_look(post),
        author=post.name if post else "",
    )


def _reader(language: str) -> Reader:
    words.all_words(language)
    return Reader("full", language)


def _file(made: Paper, look: str | None, *, editable: bool) -> bytes:
    """The file in a look, the office's own where none is wished."""
    wanted = look or made.look
    called(wanted)
    return as_file(replace(made, look=wanted), editable=editable)
