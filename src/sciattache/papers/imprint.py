"""What a paper says of itself: its title, marking and version, who issues it and on which sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sciattache.domain.office.post import Post
from sciattache.papers import words
from sciattache.papers.blocks import Block, Letterhead, Paper, Size
from sciattache.papers.fixed.imprints import Imprint
from sciattache.papers.reader import Reader
from sciattache.papers.typesetting.look import HOUSE, called, coloured
from sciattache.services.dossier import Dossier


def paper(
    dossier: Dossier, reader: Reader, kind: str, blocks: tuple[Block, ...], size: Size
) -> Paper:
    """A flowing paper of an engagement; ``kind`` is its name in the words of papers."""
    engagement, post = dossier.engagement, dossier.post
    issue = None if dossier.unissued else dossier.issue
    what = (reader.paper(kind), when_and_where(dossier, reader))
    about = (reader.word("engagement_kind", engagement.kind), engagement.city)
    return Paper(
        kind=kind,
        title=engagement.title,
        subtitle=" · ".join(filter(None, what)),
        blocks=blocks,
        language=reader.language,
        marking=dossier.marking,
        version=str(issue.version) if issue else "",
        after=_after(dossier),
        issued_at=issue.issued_at.astimezone(dossier.zone) if issue and issue.issued_at else None,
        letterhead=letterhead(post, dossier.photos),
        size=size,
        look=office_look(post),
        author=post.name if post else "",
        keywords=tuple(filter(None, about)),
    )


def letterhead(post: Post | None, pictures: Mapping[str, bytes]) -> Letterhead:
    """How an office heads its papers; ``pictures`` are by the id of whom they belong to."""
    if post is None:
        return Letterhead()
    return Letterhead(tuple((post.letterhead or post.name).splitlines()), pictures.get(post.id))


def office_look(post: Post | None) -> str:
    """The look in which an office has its papers where nobody wishes another."""
    return (post.print_look if post else None) or "plain"


def imprint(dossier: Dossier, reader: Reader, kind: str, look: str | None = None) -> Imprint:
    """The same for papers of fixed geometry, which take but its colours from a look."""
    return Imprint(
        title=f"{dossier.engagement.title} · {reader.paper(kind)}",
        author=dossier.post.name if dossier.post else "",
        language=reader.language,
        version=version(dossier, reader),
        marking=dossier.marking,
        folio=reader.say("page"),
        look=coloured(HOUSE, called(look or office_look(dossier.post))),
    )


def version(dossier: Dossier, reader: Reader) -> str:
    """Which issue of the programme a paper was made from and when that was, or that it is none.

    A plan that was changed since its last issue is a draft after that version.
    """
    issue = dossier.issue
    if issue is None or dossier.unissued:
        return words.draft(_after(dossier), reader.language)
    moment = issue.issued_at.astimezone(dossier.zone) if issue.issued_at else None
    return words.issue(str(issue.version), moment, reader.language)


def when_and_where(dossier: Dossier, reader: Reader) -> str:
    """The dates and the cities of an engagement."""
    engagement = dossier.engagement
    first, last = engagement.starts_on, engagement.ends_on or engagement.starts_on
    when = words.date_range(first, last, reader.language) if first and last else ""
    named = list(dict.fromkeys(stop.city for stop in dossier.stops)) or [engagement.city or ""]
    cities = [reader.city(city) for city in named if city]
    return " · ".join(filter(None, (when, " – ".join(cities))))


def paper_size(name: str | None) -> Literal["A4", "Letter"]:
    """A size by its name; A4 where it is no other."""
    return "Letter" if name == "Letter" else "A4"


def _after(dossier: Dossier) -> str:
    """The version that a changed plan comes after; empty where it is that version, or first."""
    return str(dossier.issue.version) if dossier.issue and dossier.unissued else ""
