"""The log of what left the office: whatever goes out passes through here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from sciattache.domain import vocabularies
from sciattache.domain.office.dispatch import Dispatch
from sciattache.domain.programmes.copy import Copy
from sciattache.domain.programmes.issue import Issue
from sciattache.papers import catalogue, words
from sciattache.papers.letters import kinds as letters
from sciattache.papers.letters.said import Said, written
from sciattache.services.dossier import Dossier
from sciattache.store import query
from sciattache.store.steps import step

_LONGEST = 200
"""Characters of a list of those to whom something goes; the others are counted."""

_OF_NO_VERSION = frozenset({"letter", *letters.OCCASIONS})
"""What says nothing that a version of the programme fixes."""


@dataclass(frozen=True)
class Outgoing:
    """A file about to leave: its name and content, what it is, for whom, to whom and how.

    ``kind`` is the name of a kind of paper, or *calendar*, *contacts*, *letter* and *draft*;
    ``said`` is what each letter in it says that can become other.
    """

    name: str
    content: bytes
    kind: str
    audience: str = ""
    language: str = ""
    to: tuple[str, ...] = ()
    way: str = "file"
    sealed: bool = False
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Sent:
    """A line of the log, with the title of its engagement and who holds such a copy."""

    dispatch: Dispatch
    engagement: str
    holders: tuple[str, ...] = ()


def send_out(
    session: Session,
    dossier: Dossier,
    leaving: Sequence[Outgoing],
    *,
    write: Callable[[], object] | None = None,
) -> None:
    """Log what leaves, and ``write`` it, in one step: what cannot be written is not in the log."""
    if not leaving:
        return
    at = datetime.now(UTC).replace(microsecond=0)
    with step(session, title(leaving)):
        for one in leaving:
            session.add(_line(dossier, one, at))
        session.flush()
        if write is not None:
            write()


def of_file(name: str, content: bytes, language: str) -> Outgoing:
    """One of all papers of an engagement, known by the name that ``catalogue.drawn`` gives it."""
    for kind in catalogue.KINDS:
        for audience in kind.audiences:
            if name == catalogue.paper_name(kind, audience):
                return Outgoing(name, content, kind.name, audience, language)
    kind_name = next((k.name for k in catalogue.KINDS if name.startswith(f"{k.name}-")), "")
    return Outgoing(name, content, kind_name, "guest", language)


def title(leaving: Sequence[Outgoing]) -> str:
    """What sending them out is called in the history."""
    kinds = dict.fromkeys(one.kind for one in leaving)
    if len(kinds) == 1 and len(leaving) > 1:
        return f"Send out {_said(next(iter(kinds)))}, {len(leaving)} files"
    if len(kinds) > 1:
        return f"Send out {len(leaving)} papers"
    return f"Send out the {_said(next(iter(kinds)))}"


def sent(session: Session, engagement: str | None = None) -> list[Sent]:
    """The log, the last first: of one engagement, or of the whole office."""
    lines = session.query(Dispatch).order_by(Dispatch.made_at.desc(), Dispatch.rid.desc())
    if engagement is not None:
        lines = lines.filter(Dispatch.engagement == engagement)
    found = lines.all()
    about = {one.engagement for one in found if one.engagement}
    titles = query.titles(session, sorted(about))
    held = _held(session, about)
    return [
        Sent(
            one,
            titles.get(one.engagement or "", ""),
            tuple(dict.fromkeys(held.get((one.engagement or "", one.version, paper_of(one)), ()))),
        )
        for one in found
    ]


def called(kind: str | None, language: str) -> str:
    """What the log calls a kind of what leaves; empty for one that nobody knows."""
    is_known = f"paper.{kind}" in words.all_words(language)
    return words.paper(kind, language) if kind and is_known else ""


def paper_of(one: Dispatch) -> str:
    """The name under which copies of such a paper are kept, whatever its file was called."""
    kind = next((kind for kind in catalogue.KINDS if kind.name == one.kind), None)
    if kind is None or kind.personal:
        return one.paper
    return catalogue.paper_name(kind, one.audience or kind.audiences[0])


def _held(session: Session, about: Iterable[str]) -> dict[tuple[str, str | None, str], list[str]]:
    """Who holds copies, not taken back, by engagement, version and paper."""
    pairs = (
        session.query(Issue, Copy)
        .filter(Copy.issue == Issue.id, Issue.engagement.in_(sorted(about)))
        .order_by(Copy.rid)
        .all()
    )
    names = query.titles(session, sorted({copy.holder for _, copy in pairs if copy.holder}))
    found: dict[tuple[str, str | None, str], list[str]] = {}
    for issue, copy in pairs:
        holder = names.get(copy.holder or "", "") or copy.holder_name or ""
        if holder and not copy.recalled:
            key = (issue.engagement, str(issue.version), copy.paper)
            found.setdefault(key, []).append(holder)
    return found


def _line(dossier: Dossier, one: Outgoing, at: datetime) -> Dispatch:
    shown = one.to
    while len(shown) > 1 and len(", ".join(shown)) > _LONGEST:
        shown = shown[:-1]
    more = len(one.to) - len(shown)
    return Dispatch(
        engagement=dossier.engagement.id,
        paper=one.name,
        kind=one.kind or None,
        audience=one.audience if one.audience in vocabularies.AUDIENCES.terms else None,
        language=one.language or None,
        version=None if one.kind in _OF_NO_VERSION else _version(dossier),
        made_at=at,
        sent_to=", ".join(shown) + (f" and {more} more" if more else "") or None,
        way=one.way,
        digest=hashlib.sha256(one.content).hexdigest() if one.content else None,
        sealed=one.sealed or None,
        says=written(one.said) if one.said else None,
    )


def _version(dossier: Dossier) -> str:
    """Which issue it was made from, or that it was a draft, and after which."""
    if dossier.issue is None:
        return "draft"
    number = str(dossier.issue.version)
    return f"draft after {number}" if dossier.unissued else number


def _said(kind: str) -> str:
    label = called(kind, "en") or kind
    return label[:1].lower() + label[1:]
