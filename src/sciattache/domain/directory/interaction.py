"""A contact that took place: what both sides said, and what it means for policy."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, INSTANT, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Interaction(Record):
    """A meeting, call, letter or message with somebody outside."""

    __tablename__ = "interaction"
    about = About(
        5,
        "Interaction",
        "Interactions",
        "directory",
        ("subject", "person"),
        same_if=(
            ("subject", "at", "person"),
            ("subject", "at"),
            ("subject", "person", "-at"),
            ("subject", "-at"),
        ),
    )

    subject: Mapped[str] = field(
        TEXT,
        "Subject",
        1,
        required=True,
        width=36,
        search=True,
        aliases=(
            "subject",
            "topic",
            "meeting",
            "meeting subject",
            "meeting title",
            "meeting text",
            "discussed",
            "agenda",
        ),
    )
    at: Mapped[datetime | None] = field(
        INSTANT,
        "When",
        2,
        width=18,
        zone="zone",
        listed=True,
        aliases=("date", "when", "meeting date", "date of meeting", "meeting on", "held on"),
    )
    zone: Mapped[str | None] = field(CHOICE, "Time zone", 3, width=20, vocabulary=v.ZONES)
    channel: Mapped[str | None] = field(
        CHOICE,
        "Channel",
        4,
        width=14,
        vocabulary=v.CHANNELS,
        default="meeting",
        listed=True,
    )
    person: Mapped[str | None] = field(
        REFERENCE,
        "With",
        5,
        width=28,
        target="person",
        listed=True,
        aliases=("person", "contact", "met with", "who", "interlocutor", "contact person"),
    )
    organisation: Mapped[str | None] = field(
        REFERENCE,
        "Organisation",
        6,
        width=28,
        target="organisation",
        aliases=(
            "organisation",
            "organization",
            "organization name",
            "lobbyist",
            "entity",
            "met with organisation",
        ),
    )
    colleague: Mapped[str | None] = field(REFERENCE, "For us", 7, width=22, target="colleague")
    engagement: Mapped[str | None] = field(
        REFERENCE, "Engagement", 8, width=28, target="engagement"
    )
    place: Mapped[str | None] = field(REFERENCE, "Place", 9, width=24, target="place")
    summary: Mapped[str | None] = field(
        NOTE,
        "Summary",
        10,
        width=60,
        search=True,
        audience="full",
        aliases=(
            "summary",
            "minutes",
            "outcome",
            "notes",
        ),
    )
    they_said: Mapped[str | None] = field(
        NOTE, "What they said", 11, width=60, search=True, audience="full"
    )
    we_said: Mapped[str | None] = field(
        NOTE, "What we said", 12, width=60, search=True, audience="full"
    )
    feedback: Mapped[str | None] = field(
        NOTE,
        "Policy feedback",
        13,
        width=60,
        search=True,
        audience="full",
        help="What headquarters or a ministry should hear of it.",
    )
    handling: Mapped[str | None] = field(
        REFERENCE, "Marking", 14, width=16, target="handling", audience="full"
    )
