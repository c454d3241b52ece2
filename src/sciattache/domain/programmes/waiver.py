"""A conflict that somebody accepts, with the reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import INSTANT, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


def _called(sentence: str | None, reason: str | None) -> str:
    return sentence or reason or ""


class Waiver(Record):
    """Why a conflict of an engagement may stand; it counts while the conflict stays the same."""

    __tablename__ = "waiver"
    about = About(
        38,
        "Waiver",
        "Waivers",
        "programmes",
        ("sentence", "reason"),
        _called,
        same_if=(("engagement", "conflict"),),
    )

    engagement: Mapped[str] = field(
        REFERENCE,
        "Engagement",
        1,
        required=True,
        width=28,
        target="engagement",
        owner=True,
        listed=True,
    )
    conflict: Mapped[str] = field(
        TEXT,
        "Conflict",
        2,
        required=True,
        width=24,
        audience="full",
        help="The rule and the records that it is about.",
    )
    sentence: Mapped[str | None] = field(
        NOTE, "What was found", 3, width=40, search=True, audience="full", listed=True
    )
    reason: Mapped[str] = field(
        NOTE,
        "Why it may stand",
        4,
        required=True,
        width=40,
        search=True,
        audience="full",
        listed=True,
    )
    waived_by: Mapped[str | None] = field(TEXT, "Waived by", 5, width=20, audience="full")
    waived_at: Mapped[datetime | None] = field(INSTANT, "Waived", 6, width=18, audience="full")
