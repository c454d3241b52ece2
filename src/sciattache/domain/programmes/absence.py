"""Hours in which a person cannot take part."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, INSTANT, NOTE, REFERENCE
from sciattache.domain.records import About, Record


class Absence(Record):
    """When somebody is not to be had during an engagement, and why."""

    __tablename__ = "absence"
    about = About(
        35,
        "Absence",
        "Absences",
        "programmes",
        ("person", "engagement"),
        same_if=(
            ("engagement", "person", "starts_at"),
            ("engagement", "person", "reason"),
            ("engagement", "person", "-starts_at", "-reason"),
        ),
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
    person: Mapped[str] = field(
        REFERENCE, "Person", 2, required=True, width=28, target="person", listed=True
    )
    starts_at: Mapped[datetime | None] = field(
        INSTANT, "From", 3, width=18, zone="zone", listed=True
    )
    ends_at: Mapped[datetime | None] = field(
        INSTANT, "Until", 4, width=18, zone="zone", listed=True
    )
    zone: Mapped[str | None] = field(CHOICE, "Time zone", 5, width=22, vocabulary=v.ZONES)
    reason: Mapped[str | None] = field(NOTE, "Why", 6, width=30, audience="full")
