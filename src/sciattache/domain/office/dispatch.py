"""A paper that left the office: what, in which version, to whom and how."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, FLAG, INSTANT, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Dispatch(Record):
    """One line of the log of papers; it outlives the engagement that the paper is about."""

    __tablename__ = "dispatch"
    about = About(
        57,
        "Paper sent",
        "Papers sent",
        "office",
        ("paper",),
        same_if=(("paper", "made_at"), ("paper", "sent_to", "-made_at"), ("paper", "-made_at")),
    )

    engagement: Mapped[str | None] = field(
        REFERENCE, "Engagement", 1, width=28, target="engagement", listed=True, audience="full"
    )
    paper: Mapped[str] = field(
        TEXT,
        "File name",
        2,
        required=True,
        width=36,
        search=True,
        audience="full",
        aliases=("file name", "file", "paper"),
    )
    kind: Mapped[str | None] = field(TEXT, "Kind", 3, width=18, listed=True, audience="full")
    audience: Mapped[str | None] = field(
        CHOICE, "Audience", 4, width=10, vocabulary=v.AUDIENCES, audience="full"
    )
    language: Mapped[str | None] = field(
        CHOICE, "Language", 5, width=14, vocabulary=v.LANGUAGES, audience="full"
    )
    version: Mapped[str | None] = field(TEXT, "Version", 6, width=12, listed=True, audience="full")
    made_at: Mapped[datetime | None] = field(
        INSTANT, "Made", 7, width=18, listed=True, audience="full"
    )
    sent_to: Mapped[str | None] = field(
        TEXT, "To", 8, width=28, search=True, listed=True, audience="full"
    )
    way: Mapped[str | None] = field(
        CHOICE, "As", 9, width=10, vocabulary=v.DISPATCH_WAYS, default="file", audience="full"
    )
    digest: Mapped[str | None] = field(
        TEXT,
        "Digest",
        10,
        width=24,
        audience="full",
        help="The SHA-256 of the file, by which a copy is known again.",
    )
    sealed: Mapped[bool | None] = field(FLAG, "Sealed", 11, width=6, audience="full")
    says: Mapped[str | None] = field(
        NOTE,
        "What its letters say",
        12,
        width=40,
        audience="full",
        help="What can become other, by which a letter that is out of date is known.",
    )
