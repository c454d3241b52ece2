"""A stop of an engagement: one place for some days."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, DATE, FLAG, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Stop(Record):
    """Where an engagement is from one day to another, and by which clock."""

    __tablename__ = "stop"
    about = About(
        21,
        "Stop",
        "Stops",
        "programmes",
        ("city", "engagement"),
        same_if=(("engagement", "city", "starts_on"), ("engagement", "city")),
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
    city: Mapped[str] = field(
        TEXT,
        "City",
        2,
        required=True,
        width=20,
        search=True,
        aliases=("city", "stop", "town", "destination"),
    )
    country: Mapped[str | None] = field(
        CHOICE, "Country", 3, width=18, vocabulary=v.COUNTRIES, listed=True
    )
    place: Mapped[str | None] = field(REFERENCE, "Place", 4, width=24, target="place")
    zone: Mapped[str] = field(
        CHOICE,
        "Time zone",
        5,
        required=True,
        width=22,
        vocabulary=v.ZONES,
        listed=True,
        aliases=("time zone",),
    )
    starts_on: Mapped[date | None] = field(
        DATE, "First day", 6, width=12, listed=True, aliases=("arrival", "from")
    )
    ends_on: Mapped[date | None] = field(
        DATE, "Last day", 7, width=12, listed=True, aliases=("departure", "to")
    )
    position: Mapped[int | None] = field(NUMBER, "Order", 8, width=6)
    fixed: Mapped[bool | None] = field(
        FLAG, "Fixed", 9, width=6, help="Keeps its dates when an order is proposed."
    )
    host: Mapped[str | None] = field(REFERENCE, "Local host", 10, width=28, target="organisation")
    success: Mapped[str | None] = field(NOTE, "Success measure", 11, width=40, audience="full")
    notes: Mapped[str | None] = field(NOTE, "Notes", 12, width=40, audience="full")
    earliest: Mapped[date | None] = field(
        DATE, "Not before", 13, width=12, audience="full", help="The first day on which it can be."
    )
    latest: Mapped[date | None] = field(
        DATE, "Not after", 14, width=12, audience="full", help="The last day on which it can be."
    )
    meeting_days: Mapped[int | None] = field(
        NUMBER, "Days of meetings", 15, width=6, audience="full"
    )
