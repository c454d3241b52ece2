"""Let a conflict stand with a reason, and take that back."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from sciattache.domain.programmes.waiver import Waiver
from sciattache.errors import KnownError
from sciattache.services.conflicts import Conflict
from sciattache.store import removal


def waive(session: Session, engagement: str, conflict: Conflict, reason: str) -> Waiver:
    """Keep why a conflict of an engagement may stand, who says so and when.

    A reason given before for the same conflict is replaced.  ``KnownError`` without a reason.
    """
    if not reason.strip():
        raise KnownError("A conflict stands only with a reason.", "Say why it may stand.")
    made = find(session, engagement, conflict.key)
    if made is None:
        made = Waiver(engagement=engagement, conflict=conflict.key)
        session.add(made)
    made.sentence, made.reason = conflict.sentence, reason.strip()
    made.waived_by, made.waived_at = str(session.info.get("author", "")), datetime.now(UTC)
    session.flush()
    return made


def take_back(session: Session, engagement: str, key: str) -> None:
    """Let a conflict count again; nothing where it was not waived."""
    found = find(session, engagement, key)
    if found is not None:
        removal.remove(session, found)


def find(session: Session, engagement: str, key: str) -> Waiver | None:
    """The waiver of a conflict, None where there is none."""
    return session.query(Waiver).filter_by(engagement=engagement, conflict=key).first()
