"""The issued versions of an engagement: kept frozen, read back, compared with the plan."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from sciattache.domain.programmes.issue import Issue
from sciattache.errors import KnownError
from sciattache.services import changes, freezing
from sciattache.services.dossier import Dossier
from sciattache.store import blobs, pictures, profiles

_MEDIA_TYPE = "application/vnd.sciattache.dossier+json+zlib"
_MOST = 32_000_000
"""Bytes that the data of a version unfold to at most."""


def versions(session: Session, engagement: str) -> list[Issue]:
    """Every version of an engagement, the first one first."""
    issued = session.query(Issue).filter(Issue.engagement == engagement)
    return issued.order_by(Issue.version, Issue.rid).all()


def version(session: Session, engagement: str, number: int) -> Issue:
    """Version ``number``; ``KnownError`` names those that there are."""
    issued = versions(session, engagement)
    found = next((one for one in issued if one.version == number), None)
    if found is None:
        known = ", ".join(str(one.version) for one in issued)
        raise KnownError(
            f"There is no version {number}.",
            f"There are: {known}." if known else "Issue the programme first.",
        )
    return found


def keep(
    session: Session,
    dossier: Dossier,
    *,
    number: int,
    at: datetime,
    by: str = "",
    digests: str = "",
    notes: str = "",
) -> Issue:
    """Freeze ``dossier`` as version ``number``, inside the caller's step."""
    frozen = zlib.compress(freezing.freeze(dossier), 9)
    issue = Issue(
        engagement=dossier.engagement.id,
        version=number,
        issued_at=at,
        issued_by=by or None,
        data=blobs.keep(session, frozen, _MEDIA_TYPE),
        digests=digests or None,
        notes=notes or None,
    )
    session.add(issue)
    return issue


def frozen(session: Session, issue: Issue) -> Dossier | None:
    """An engagement as it was issued, or None where its data are not in this office."""
    content = blobs.content(session, issue.data) if issue.data else None
    return replace(_thawed(content), issue=issue) if content else None


def reissued(session: Session, number: int, engagement: str) -> Dossier:
    """The dossier from which the papers of version ``number`` are drawn again as they were."""
    issue = version(session, engagement, number)
    held = frozen(session, issue)
    if held is None:
        raise KnownError(
            f"What version {number} said is not in this office.", "Ask the office that issued it."
        )
    earlier = [one for one in versions(session, engagement) if one.version < number]
    photos = pictures.of(
        session, held.people.values(), held.stories, [held.post] if held.post else []
    )
    known = profiles.around(session, held)
    before = frozen(session, earlier[-1]) if earlier else None
    return replace(held, issue=issue, before=before, photos=photos, known=known)


def with_history(session: Session, dossier: Dossier) -> Dossier:
    """``dossier`` with its last issue, what has changed since, and what to compare it with."""
    issued = versions(session, dossier.engagement.id)
    if not issued:
        return dossier
    held = frozen(session, issued[-1])
    unissued = len(changes.between(held, dossier)) if held else 0
    unissued += bool(held and held.hidden != dossier.hidden)
    earlier = issued[-1] if unissued else (issued[-2] if len(issued) > 1 else None)
    before = frozen(session, earlier) if earlier else None
    return replace(dossier, issue=issued[-1], unissued=unissued, before=before)


@lru_cache(maxsize=512)
def records(content: bytes) -> frozenset[tuple[str, str, str | None]]:
    """Type, id and marking of every record that the data of a version say something of."""
    return frozenset(freezing.records(_unfolded(content)))


@lru_cache(maxsize=8)
def _thawed(content: bytes) -> Dossier:
    return freezing.thaw(_unfolded(content))


def _unfolded(content: bytes) -> bytes:
    """Frozen data; ``KnownError`` for what another office sent and no dossier unfolds to."""
    unfolding = zlib.decompressobj()
    frozen = unfolding.decompress(content, _MOST)
    if unfolding.unconsumed_tail:
        raise KnownError(
            "What this version said is larger than any version is.", "Ask who issued it."
        )
    return frozen
