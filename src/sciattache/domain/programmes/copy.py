"""A copy of a paper: who holds which version."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, FLAG, INSTANT, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Copy(Record):
    """One paper of an issue in somebody's hands."""

    __tablename__ = "copy"
    about = About(
        33,
        "Copy",
        "Copies",
        "programmes",
        ("paper", "holder"),
        same_if=(
            ("issue", "paper", "holder"),
            ("issue", "paper", "holder_name"),
            ("issue", "paper", "-holder", "-holder_name"),
        ),
    )

    issue: Mapped[str] = field(
        REFERENCE, "Issue", 1, required=True, width=28, target="issue", owner=True, listed=True
    )
    paper: Mapped[str] = field(TEXT, "Paper", 2, required=True, width=20, listed=True)
    audience: Mapped[str | None] = field(CHOICE, "Audience", 3, width=10, vocabulary=v.AUDIENCES)
    holder: Mapped[str | None] = field(
        REFERENCE, "Holder", 4, width=26, target="person", listed=True
    )
    holder_name: Mapped[str | None] = field(
        TEXT, "Holder by name", 5, width=26, help="When not in the directory."
    )
    medium: Mapped[str | None] = field(
        CHOICE, "As", 6, width=10, vocabulary=v.COPY_MEDIA, default="print"
    )
    given_at: Mapped[datetime | None] = field(INSTANT, "Handed over", 7, width=18, listed=True)
    recalled: Mapped[bool | None] = field(FLAG, "Taken back", 8, width=6)
    notes: Mapped[str | None] = field(NOTE, "Notes", 9, width=30, audience="full")
