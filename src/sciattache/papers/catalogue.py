"""Which papers an engagement has, and how one is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.errors import KnownError
from sciattache.papers import kinds, words
from sciattache.papers.file_names import file_name, untaken
from sciattache.papers.fixed import kinds as fixed
from sciattache.papers.flowing import kinds as flowing
from sciattache.papers.flowing.meeting_brief import briefed
from sciattache.papers.kinds import Kind, Wish
from sciattache.papers.letters import kinds as letters
from sciattache.papers.policy import AUDIENCES
from sciattache.papers.reader import Reader
from sciattache.papers.redaction import reader_of, refused, seen_by
from sciattache.papers.workbooks import kinds as workbooks
from sciattache.services.dossier import Dossier
from sciattache.store.dossiers import load

KINDS = (*flowing.KINDS, *letters.KINDS, *fixed.KINDS, *workbooks.KINDS)


def kind_called(name: str) -> Kind:
    """The kind of paper with that name; ``KnownError`` lists them all when there is none."""
    found = next((kind for kind in KINDS if kind.name == name), None)
    if found is None:
        names = ", ".join(kind.name for kind in KINDS)
        raise KnownError(f"There is no paper “{name}”.", f"The papers are: {names}.")
    return found


def make(session: Session, engagement: Engagement, name: str, wish: Wish) -> bytes:
    """One paper of an engagement as the bytes of its file."""
    return draw(load(session, engagement), name, wish)


def draw(dossier: Dossier, name: str, wish: Wish) -> bytes:
    """One paper from a dossier that is loaded already."""
    kind = kind_called(name)
    audience = audience_of(kind, wish.audience)
    if audience not in kind.audiences:
        allowed = ", ".join(kind.audiences)
        raise KnownError(
            f"{kind.label} is not made for “{wish.audience}”.", f"Choose among: {allowed}."
        )
    if not kind.stocks and (wish.stock or wish.start != 1):
        raise KnownError(
            f"{kind.label}: this paper has pages of its own size, not pieces of a sheet.",
            "Leave out the stock and the start.",
        )
    if wish.other_language and not kind.two_languages:
        in_two = ", ".join(one.name for one in KINDS if one.two_languages)
        raise KnownError(
            f"{kind.label} is written in one language.", f"In two languages there is: {in_two}."
        )
    if wish.editable and kinds.EDITABLE not in kind.endings:
        raise KnownError(
            f"{kind.label} has no editable copy.", f"It is made as …{kind.suffix} alone."
        )
    kind.refuse_parts(wish.parts)
    if (refusal := refused(dossier, audience)) is not None:
        raise refusal
    return _drawn(kind, seen_by(dossier, audience), replace(wish, audience=audience))


def _drawn(kind: Kind, given: Dossier, wish: Wish) -> bytes:
    """A paper from what its audience is given of a dossier."""
    words.all_words(wish.language)
    size = wish.size or (given.post.paper_size if given.post else None) or "A4"
    if size not in ("A4", "Letter"):
        raise KnownError(f"There is no paper size “{size}”.", "Choose A4 or Letter.")
    return kind.draw(
        given, reader_of(given, wish.audience, wish.language), replace(wish, size=size)
    )


def too_long(kind: Kind, content: bytes) -> int:
    """How many sides a paper has where they are too many; 0 where they are not."""
    if not kind.sides or not content.startswith(b"%PDF"):
        return 0
    from sciattache.papers.typesetting.sides import count  # loaded for a paper only

    sides = count(content)
    return sides if sides > kind.sides else 0


def audience_of(kind: Kind, audience: str) -> str:
    """For whom a paper is made; the office is also given what guests read."""
    if audience == "full" and "full" not in kind.audiences:
        return kind.audiences[0]
    return audience


def everything(
    session: Session, engagement: Engagement, *, language: str = "en"
) -> Iterator[tuple[str, bytes]]:
    """Every paper of an engagement for every audience: file names and contents."""
    yield from drawn(load(session, engagement), language=language, also_not_issued=True)


def drawn(
    dossier: Dossier, *, language: str = "en", also_not_issued: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Every paper of a dossier for every audience but letters, where there is anything for it."""
    taken: set[str] = set()
    told = {one: seen_by(dossier, one) for one in AUDIENCES if refused(dossier, one) is None}
    for kind in KINDS:
        if kind.about == "recipient" or not kind.applies(dossier):
            continue
        if not (kind.issued or also_not_issued):
            continue
        for audience in filter(told.__contains__, kind.audiences):
            wish = Wish(audience=audience, language=language)
            if kind.about == "item":
                for item in briefed(told[audience]):
                    called = (item.brief_number or item.title).replace("/", "-")
                    name = untaken(f"{kind.name}-{file_name(called)}", taken)
                    made = _drawn(kind, told[audience], replace(wish, subject=item.id))
                    yield f"{name}{kind.suffix}", made
            elif not kind.personal:
                yield paper_name(kind, audience), _drawn(kind, told[audience], wish)
            for person in _subjects(told[audience], kind, audience):
                name = Reader(audience, language).plain_name(person)
                name = untaken(f"{kind.name}-{file_name(name)}", taken)
                made = _drawn(kind, told[audience], replace(wish, subject=person.id))
                yield f"{name}{kind.suffix}", made


def paper_name(kind: Kind, audience: str) -> str:
    """The name of the file of a paper about the whole engagement, among all of them."""
    after = f"-{audience}" if len(kind.audiences) > 1 else ""
    return f"{kind.name}{after}{kind.suffix}"


def _subjects(dossier: Dossier, kind: Kind, audience: str) -> Iterator[Person]:
    """For whom a paper is made: each guest for guests, each principal, or nobody by name."""
    if kind.about not in ("participant", "principal") or (kind.personal and audience != "guest"):
        return
    for one in dossier.participants:
        wanted = one.side == "guest" if kind.personal else bool(one.principal)
        if wanted and one.person in dossier.people and one.rsvp != "declined":
            yield dossier.people[one.person]
