"""A day of meetings between two sides: its slots, tables and pauses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, INSTANT, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class MeetingDay(Record):
    """When and at how many tables the meetings that were asked for take place."""

    __tablename__ = "meeting_day"
    about = About(
        34,
        "Meeting day",
        "Meeting days",
        "programmes",
        ("name",),
        same_if=(("engagement", "name", "starts_at"), ("engagement", "name")),
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
    name: Mapped[str] = field(TEXT, "Name", 2, required=True, width=30, search=True)
    starts_at: Mapped[datetime | None] = field(
        INSTANT, "First slot begins", 3, width=18, zone="zone", listed=True
    )
    ends_at: Mapped[datetime | None] = field(
        INSTANT, "Last slot ends", 4, width=18, zone="zone", listed=True
    )
    zone: Mapped[str | None] = field(CHOICE, "Time zone", 5, width=22, vocabulary=v.ZONES)
    slot_minutes: Mapped[int | None] = field(
        NUMBER, "Minutes of a meeting", 6, width=6, default=20, listed=True
    )
    pause_minutes: Mapped[int | None] = field(NUMBER, "Minutes between two", 7, width=6, default=5)
    lunch_from: Mapped[datetime | None] = field(INSTANT, "Lunch begins", 8, width=18, zone="zone")
    lunch_until: Mapped[datetime | None] = field(INSTANT, "Lunch ends", 9, width=18, zone="zone")
    tables: Mapped[int | None] = field(NUMBER, "Tables", 10, width=6, default=10, listed=True)
    fairness: Mapped[int | None] = field(
        NUMBER,
        "Gaps may differ by",
        11,
        width=6,
        default=2,
        audience="full",
        help="How many more idle gaps one participant may have than another.",
    )
    place: Mapped[str | None] = field(REFERENCE, "Place", 12, width=26, target="place")
    notes: Mapped[str | None] = field(NOTE, "Notes", 13, width=40, audience="full")
