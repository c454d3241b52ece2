"""Letters that left and would say something else now: which, to whom, and what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sciattache.domain.office.dispatch import Dispatch
from sciattache.domain.programmes.engagement import Engagement
from sciattache.papers import catalogue, words
from sciattache.papers.letters.said import Said, Turn, read, turns
from sciattache.papers.outbox import dispatching
from sciattache.services.dossier import Dossier
from sciattache.store import dossiers


@dataclass(frozen=True)
class Outdated:
    """A letter in somebody's hands; without ``turns`` its addressee takes no part any more.

    ``person`` is the addressee's id, ``name`` as the letter wrote it, ``dispatch`` the id of its
    line in the log, ``kind`` the name of its kind of paper.
    """

    dispatch: str
    kind: str
    person: str
    name: str
    turns: tuple[Turn, ...]

    def called(self, language: str) -> str:
        """What kind of letter it is."""
        return dispatching.called(self.kind, language) or words.paper("letter", language)


def outdated(sent: Iterable[Dispatch], dossier: Dossier) -> tuple[Outdated, ...]:
    """The letters among what was ``sent`` (the last first) that a dossier makes untrue.

    Of letters of a kind to one person the last counts: what it says was put right by it.
    """
    found, seen = [], set()
    for line, said in _letters(sent):
        kind = line.kind or ""
        key = (said.to, kind, "" if kind in _OF_ITS_OWN else said.letter)
        if key in seen:
            continue
        seen.add(key)
        turned = turns(dossier, said)
        if turned is None or turned:
            name = said.facts.get("name", "")
            found.append(Outdated(line.id, kind, said.to, name, turned or ()))
    return tuple(found)


def outdated_everywhere(session: Session, sent: Iterable[Dispatch]) -> tuple[Outdated, ...]:
    """The same for what left about any engagement; an engagement without letters is not read."""
    by_engagement: dict[str, list[Dispatch]] = {}
    for line in sent:
        if line.says and line.engagement:
            by_engagement.setdefault(line.engagement, []).append(line)
    found: list[Outdated] = []
    about = session.query(Engagement).filter(Engagement.id.in_(sorted(by_engagement)))
    for engagement in about.order_by(Engagement.rid):
        found += outdated(by_engagement[engagement.id], dossiers.load(session, engagement))
    return tuple(found)


_OF_ITS_OWN = frozenset(kind.name for kind in catalogue.KINDS if kind.about == "recipient")
"""The kinds of which a person gets one, in whichever words; of other letters there are many."""


def _letters(sent: Iterable[Dispatch]) -> Iterator[tuple[Dispatch, Said]]:
    for line in sent:
        for said in read(line.says):
            yield line, said
