"""An issued version of a programme, frozen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import BLOB, INSTANT, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Issue(Record):
    """Version n of an engagement: its data as it was, and the digest of each paper."""

    __tablename__ = "issue"
    about = About(
        32,
        "Issue",
        "Issues",
        "programmes",
        ("version", "engagement"),
        same_if=(("engagement", "version"),),
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
    version: Mapped[int] = field(NUMBER, "Version", 2, required=True, width=6, listed=True)
    issued_at: Mapped[datetime | None] = field(INSTANT, "Issued", 3, width=18, listed=True)
    issued_by: Mapped[str | None] = field(TEXT, "Issued by", 4, width=22, listed=True)
    data: Mapped[str | None] = field(BLOB, "Frozen data", 5, width=12, audience="full")
    digests: Mapped[str | None] = field(NOTE, "Digests of the papers", 6, width=40, audience="full")
    notes: Mapped[str | None] = field(NOTE, "Notes", 7, width=40, audience="full")
