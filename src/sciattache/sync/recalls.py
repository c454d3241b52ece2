"""Ask for what left before it was marked higher: whoever has it decides, and says so.

Nothing more of such a record leaves anyway.  The asking is a record like others: it goes to whom
it is for, and their decision comes back by the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func
from sqlalchemy.orm import Session

from sciattache.domain.office.handling import Handling
from sciattache.domain.office.recall import Recall
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.store import history, merging, query
from sciattache.store.steps import step, within
from sciattache.sync.partners import Peer, me
from sciattache.sync.scope import MARKED, Scope
from sciattache.sync.statements import rows

DECISIONS = ("done", "kept")
"""What an office that is asked may decide."""


@dataclass(frozen=True)
class Asked:
    """A recall with what its record is called here, which may be gone or never came."""

    recall: Recall
    title: str
    is_here: bool


def ask(session: Session, peer: Peer, scope: Scope) -> bool:
    """Ask a peer for what it was told of and may not read any more, inside a transaction; withdraw
    what it may read again.  Whether anything was written."""
    if not scope.keeps_back and not _is_asking(session, peer.site):
        return False
    raised = dict(_raised(session, peer, scope))
    known = {(one.record, one.marking) for one in _of(session, peer.site)
             if one.state != "withdrawn"}  # fmt: skip
    new = {id: marking for id, marking in raised.items() if (id, marking) not in known}
    again = [one for one in _open_for(session, peer.site) if raised.get(one.record) != one.marking]
    if not new and not again:
        return False
    author = str(session.info.get("author", ""))
    with within(session, "Ask for what was marked higher since", author=author):
        for id, marking in sorted(new.items()):
            session.add(Recall(
                record=id, site=peer.site, marking=marking, state="asked", asked_at=_now()
            ))  # fmt: skip
        for one in again:
            one.state = "withdrawn"
        session.flush()
    return True


def waiting(session: Session) -> list[Recall]:
    """What is asked of this office and not decided yet, the oldest first."""
    return _open_for(session, me(session).site)


def count(session: Session) -> int:
    """How many recalls this office has to decide."""
    found = session.query(func.count(Recall.rid)).filter_by(site=me(session).site, state="asked")
    return int(found.scalar() or 0)


def listed(session: Session) -> list[Asked]:
    """Every recall, those that wait first, with what its record is called here."""
    found = session.query(Recall).order_by(Recall.rid.desc()).all()
    titles = query.titles(session, [one.record for one in found])
    told = [
        Asked(one, titles.get(one.record) or _gone(session, one.record), one.record in titles)
        for one in found
    ]
    return sorted(told, key=lambda one: one.recall.state != "asked")


def decide(session: Session, recall: Recall, decision: str, *, reason: str = "") -> None:
    """Say what became of a recall: *done*, or *kept* with a reason; one undoable step."""
    if decision not in DECISIONS:
        raise KnownError(f"“{decision}” is no decision.", "Say done, or kept.")
    if recall.site != me(session).site:
        raise KnownError("That was asked of another office.", "It decides, and says so.")
    if recall.state != "asked":
        raise KnownError("This recall is decided already.", "Undo that step to decide anew.")
    if decision == "kept" and not reason.strip():
        raise KnownError("There is no reason.", "Say why the record is kept.")
    with step(session, "Decide a recall"):
        recall.state, recall.reason = decision, reason.strip() or None
        recall.decided_by = str(session.info.get("author", ""))
        recall.decided_at = _now()


def _raised(session: Session, peer: Peer, scope: Scope) -> Iterator[tuple[str, str]]:
    """The records that a peer was told of, or told of itself, and that their own marking keeps
    from it now."""
    names = {one.id: one.text or one.name for one in session.query(Handling)}
    for cls, name in MARKED:
        for id, marking in rows(
            session,
            f"SELECT r.id, r.{name} FROM {cls.type_name()} AS r WHERE r.{name} IS NOT NULL"
            f" AND (r.rid IN (SELECT rid FROM told WHERE peer = ? AND t = {cls.about.tag})"
            f" OR r.id IN (SELECT id FROM alias WHERE site = ? AND t = {cls.about.tag}))",
            peer.site, peer.site,
        ):  # fmt: skip
            if not scope.clears(marking):
                yield id, names.get(marking, "?")


def _of(session: Session, site: int) -> list[Recall]:
    return session.query(Recall).filter_by(site=site).order_by(Recall.rid).all()


def _open_for(session: Session, site: int) -> list[Recall]:
    return session.query(Recall).filter_by(site=site, state="asked").order_by(Recall.rid).all()


def _is_asking(session: Session, site: int) -> bool:
    """Whether anything is open, for every bundle that is made asks so."""
    asked = "SELECT 1 FROM recall WHERE site = ? AND state = 'asked' LIMIT 1"
    return bool(rows(session, asked, site))


def _gone(session: Session, id: str) -> str:
    """What a record was called that is gone."""
    where = history.locate(session, id)
    image = merging.last_image(session, where) if where else None
    if where is None or image is None:
        return ""
    cls: type[Record] = history.type_of(where[0])
    return merging.title_of(session, cls, image)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
