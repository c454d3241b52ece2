"""An engagement: a delegation, a roadshow, an investor trip, a seminar."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import (
    CHOICE,
    CHOICES,
    DATE,
    FLAG,
    MONEY,
    NOTE,
    NUMBER,
    REFERENCE,
    TEXT,
)
from sciattache.domain.records import About, Record


class Engagement(Record):
    """What the office organises, hosts or sends; everything of a programme belongs to one."""

    __tablename__ = "engagement"
    about = About(
        20,
        "Engagement",
        "Engagements",
        "programmes",
        ("title",),
        same_if=(("reference",), ("title", "starts_on"), ("title",)),
    )

    title: Mapped[str] = field(
        TEXT,
        "Title",
        1,
        required=True,
        width=40,
        search=True,
        aliases=(
            "title",
            "event",
            "meeting",
            "conference",
            "trip",
            "visit",
            "description",
            "event name",
            "trip name",
            "mission name",
            "mission",
            "activity",
            "programme",
            "session",
        ),
    )
    kind: Mapped[str] = field(
        CHOICE,
        "Kind",
        2,
        required=True,
        width=20,
        vocabulary=v.ENGAGEMENT_KINDS,
        listed=True,
        default="inbound_delegation",
        aliases=("kind", "type", "trip type"),
    )
    state: Mapped[str | None] = field(
        CHOICE,
        "Status",
        3,
        width=12,
        vocabulary=v.ENGAGEMENT_STATES,
        default="planned",
        listed=True,
        aliases=("status", "state"),
    )
    reference: Mapped[str | None] = field(
        TEXT, "Reference", 4, width=14, search=True, aliases=("reference", "code")
    )
    starts_on: Mapped[date | None] = field(
        DATE,
        "First day",
        5,
        width=12,
        listed=True,
        aliases=(
            "start",
            "start date",
            "date",
            "from",
            "begins",
            "starts on",
            "start on",
            "date of visit",
            "visit date",
            "date from",
            "date début",
        ),
    )
    ends_on: Mapped[date | None] = field(
        DATE,
        "Last day",
        6,
        width=12,
        listed=True,
        aliases=("end", "end date", "to", "until", "ends on", "date to", "finish"),
    )
    home_zone: Mapped[str | None] = field(
        CHOICE,
        "Home time zone",
        7,
        width=22,
        vocabulary=v.ZONES,
        help="The clock of those who travel.",
    )
    zone: Mapped[str | None] = field(
        CHOICE,
        "Time zone",
        8,
        width=22,
        vocabulary=v.ZONES,
        help="The clock of the place, where no stop says more.",
    )
    country: Mapped[str | None] = field(
        CHOICE,
        "Country",
        9,
        width=18,
        vocabulary=v.COUNTRIES,
        listed=True,
        aliases=("country", "destination country", "destination"),
    )
    city: Mapped[str | None] = field(
        TEXT,
        "City",
        10,
        width=18,
        search=True,
        aliases=(
            "city",
            "destination city",
            "location",
            "destination",
            "town",
            "host city",
        ),
    )
    host: Mapped[str | None] = field(
        REFERENCE,
        "Host",
        11,
        width=28,
        target="organisation",
        aliases=(
            "host",
            "host organisation",
            "host organization",
            "hosted by",
            "host institution",
        ),
    )
    guest_organisation: Mapped[str | None] = field(
        REFERENCE,
        "Delegation of",
        12,
        width=28,
        target="organisation",
        aliases=(
            "delegation",
            "visiting organisation",
        ),
    )
    guest_country: Mapped[str | None] = field(
        CHOICE, "Guests from", 13, width=18, vocabulary=v.COUNTRIES
    )
    lead: Mapped[str | None] = field(REFERENCE, "Lead officer", 14, width=22, target="colleague")
    sectors: Mapped[tuple[str, ...] | None] = field(
        CHOICES, "Sectors", 15, width=24, vocabulary=v.SECTORS
    )
    purpose: Mapped[str | None] = field(
        NOTE,
        "Purpose",
        16,
        width=60,
        search=True,
        aliases=("purpose", "objective", "reason", "objectives", "goal"),
    )
    scene: Mapped[str | None] = field(
        NOTE, "Scene-setter", 17, width=60, search=True, audience="full"
    )
    success: Mapped[str | None] = field(NOTE, "Success measure", 18, width=40, audience="full")
    languages: Mapped[tuple[str, ...] | None] = field(
        CHOICES,
        "Working languages",
        19,
        width=20,
        vocabulary=v.LANGUAGES,
    )
    budget: Mapped[int | None] = field(
        MONEY,
        "Budget ceiling",
        20,
        width=14,
        currency="currency",
        audience="full",
        aliases=("budget",),
    )
    currency: Mapped[str | None] = field(
        CHOICE,
        "Currency",
        21,
        width=6,
        vocabulary=v.CURRENCIES,
        audience="full",
        aliases=("currency",),
    )
    most_meetings: Mapped[int | None] = field(
        NUMBER, "Meetings a day at most", 22, width=6, audience="full"
    )
    frozen_days: Mapped[int | None] = field(
        NUMBER,
        "Freeze, days before",
        23,
        width=6,
        audience="full",
        help="From then on every item is confirmed.",
    )
    dress: Mapped[str | None] = field(TEXT, "Dress", 24, width=18, aliases=("dress code",))
    emergency: Mapped[str | None] = field(
        NOTE, "In an emergency", 25, width=40, help="Who to ring, day and night."
    )
    template: Mapped[bool | None] = field(FLAG, "Template", 26, width=6, audience="full")
    notes: Mapped[str | None] = field(
        NOTE,
        "Notes",
        27,
        width=48,
        search=True,
        audience="full",
        aliases=(
            "notes",
            "remarks",
            "comments",
        ),
    )
    handling: Mapped[str | None] = field(REFERENCE, "Marking", 28, width=16, target="handling")
    precedence_rule: Mapped[str | None] = field(
        CHOICE, "Order of precedence", 29, width=22, vocabulary=v.PRECEDENCE_RULES, audience="full"
    )
    precedence_language: Mapped[str | None] = field(
        CHOICE,
        "Countries ordered in",
        30,
        width=16,
        vocabulary=v.LANGUAGES,
        audience="full",
        help="The language in whose alphabet the names of countries stand.",
    )
    precedence_from: Mapped[str | None] = field(
        CHOICE,
        "Order begins with",
        31,
        width=18,
        vocabulary=v.COUNTRIES,
        audience="full",
        help="The country drawn by lot, where they rotate.",
    )
    buffer: Mapped[int | None] = field(
        NUMBER,
        "Minutes to spare",
        32,
        width=6,
        audience="full",
        help="Between two items, besides what the way takes.",
    )
    background: Mapped[str | None] = field(
        NOTE,
        "Background",
        33,
        width=60,
        search=True,
        audience="full",
        help="What led to it, for a reader who is new to the matter.",
    )
    press_rules: Mapped[str | None] = field(
        NOTE,
        "Rules for the press",
        34,
        width=48,
        audience="press",
        help="Where and when the press may be, what it may film, whom it may ask.",
    )
    phrases: Mapped[str | None] = field(
        NOTE,
        "Useful phrases",
        35,
        width=48,
        audience="guest",
        help="A greeting and a word of thanks, each on a line with what it means.",
    )
    debrief: Mapped[str | None] = field(
        NOTE,
        "Debrief",
        36,
        width=60,
        search=True,
        audience="full",
        help="What came of it, as told on the way home.",
    )
    lessons: Mapped[str | None] = field(
        NOTE,
        "Lessons",
        37,
        width=48,
        search=True,
        audience="full",
        help="What we would do otherwise the next time.",
    )
