"""A person's place in an engagement."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import (
    CHOICE,
    CHOICES,
    DATE,
    FLAG,
    INSTANT,
    NOTE,
    NUMBER,
    REFERENCE,
    TEXT,
)
from sciattache.domain.records import About, Record


class Participation(Record):
    """Who takes part: on which side, in which role and rank, with which needs and papers."""

    __tablename__ = "participation"
    about = About(
        22,
        "Participant",
        "Participants",
        "programmes",
        ("person", "engagement"),
        same_if=(("engagement", "person"),),
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
        aliases=(
            "engagement",
            "meeting",
            "event",
            "conference",
            "mission",
            "trip",
            "workshop",
            "session",
            "seminar",
        ),
    )
    person: Mapped[str] = field(
        REFERENCE,
        "Person",
        2,
        required=True,
        width=28,
        target="person",
        listed=True,
        aliases=(
            "person",
            "name",
            "participant",
            "person name",
            "full name",
            "delegate",
            "guest",
            "attendee",
            "speaker",
            "member",
            "delegate name",
            "participant name",
            "name of participant",
            "passenger",
            "traveller",
            "visitor",
            "expert",
            "representative",
        ),
    )
    side: Mapped[str | None] = field(
        CHOICE, "Side", 3, width=10, vocabulary=v.SIDES, default="guest", listed=True
    )
    role: Mapped[str | None] = field(
        CHOICE,
        "Role",
        4,
        width=18,
        vocabulary=v.PARTICIPATION_ROLES,
        default="member",
        listed=True,
        aliases=("role in delegation", "role"),
    )
    title: Mapped[str | None] = field(
        TEXT,
        "Title for this event",
        5,
        width=28,
        search=True,
        listed=True,
        aliases=(
            "job title",
            "title",
            "position",
            "function",
            "fonction",
            "job",
            "designation",
            "post",
        ),
    )
    organisation: Mapped[str | None] = field(
        REFERENCE,
        "For",
        6,
        width=28,
        target="organisation",
        listed=True,
        aliases=(
            "organisation",
            "organization",
            "affiliation",
            "company",
            "institution",
            "employer",
            "agency",
            "ministry",
            "entity",
            "organisme",
        ),
    )
    country: Mapped[str | None] = field(
        CHOICE,
        "Delegation",
        7,
        width=18,
        vocabulary=v.COUNTRIES,
        aliases=("delegation", "country", "delegation iso"),
    )
    precedence: Mapped[int | None] = field(
        NUMBER,
        "Rank for this event",
        8,
        width=6,
        audience="full",
        aliases=("precedence", "rank", "order"),
        help="1 stands first; equal ranks are ordered by name.",
    )
    rsvp: Mapped[str | None] = field(
        CHOICE,
        "Answer",
        9,
        width=14,
        vocabulary=v.RSVPS,
        default="not_invited",
        audience="full",
        listed=True,
        aliases=("rsvp", "answer", "response"),
    )
    invited_on: Mapped[date | None] = field(DATE, "Invited on", 10, width=12, audience="full")
    answered_on: Mapped[date | None] = field(DATE, "Answered on", 11, width=12, audience="full")
    arrives_at: Mapped[datetime | None] = field(
        INSTANT,
        "Arrives",
        12,
        width=18,
        zone="arrival_zone",
        aliases=("arrival",),
    )
    arrival_zone: Mapped[str | None] = field(
        CHOICE, "Arrival time zone", 13, width=22, vocabulary=v.ZONES
    )
    departs_at: Mapped[datetime | None] = field(
        INSTANT,
        "Departs",
        14,
        width=18,
        zone="departure_zone",
        aliases=("departure",),
    )
    departure_zone: Mapped[str | None] = field(
        CHOICE, "Departure time zone", 15, width=22, vocabulary=v.ZONES
    )
    diet: Mapped[tuple[str, ...] | None] = field(
        CHOICES,
        "Diet",
        16,
        width=16,
        vocabulary=v.DIETS,
        audience="full",
        aliases=(
            "diet",
            "dietary requirements",
            "dietary",
            "dietary restrictions",
            "meal",
            "meal preference",
        ),
    )
    needs: Mapped[str | None] = field(
        NOTE,
        "Needs",
        17,
        width=30,
        audience="full",
        aliases=(
            "special needs",
            "accessibility",
            "accessibility needs",
        ),
    )
    medical: Mapped[str | None] = field(
        NOTE, "Medical", 18, width=30, audience="full", help="Restricted."
    )
    passport_number: Mapped[str | None] = field(
        TEXT,
        "Passport number",
        19,
        width=14,
        audience="full",
        aliases=("passport", "passport no", "passport number"),
    )
    passport_country: Mapped[str | None] = field(
        CHOICE,
        "Passport of",
        20,
        width=18,
        vocabulary=v.COUNTRIES,
        audience="full",
        aliases=(
            "passport country",
            "passport issued by",
            "issuing country",
        ),
    )
    passport_expires_on: Mapped[date | None] = field(
        DATE,
        "Passport expires",
        21,
        width=12,
        audience="full",
        aliases=("passport expiry",),
    )
    visa: Mapped[str | None] = field(
        CHOICE,
        "Visa",
        22,
        width=14,
        vocabulary=v.VISA_STATES,
        audience="full",
        aliases=("visa", "visa status"),
    )
    visa_due_on: Mapped[date | None] = field(DATE, "Visa due", 23, width=12, audience="full")
    payer: Mapped[str | None] = field(
        CHOICE, "Who pays", 24, width=14, vocabulary=v.PAYERS, audience="full"
    )
    vehicle: Mapped[str | None] = field(
        REFERENCE, "Car", 25, width=18, target="vehicle", audience="full"
    )
    principal: Mapped[bool | None] = field(FLAG, "Principal", 26, width=6, audience="full")
    badge_name: Mapped[str | None] = field(
        TEXT, "Name on the badge", 27, width=24, aliases=("badge name",)
    )
    onsite_phone: Mapped[str | None] = field(
        TEXT,
        "Phone on site",
        28,
        width=18,
        audience="full",
        aliases=(
            "local phone",
            "onsite phone",
            "mobile on site",
        ),
    )
    insurance: Mapped[str | None] = field(TEXT, "Insurance", 29, width=20, audience="full")
    notes: Mapped[str | None] = field(
        NOTE,
        "Notes",
        30,
        width=40,
        audience="full",
        aliases=("notes", "remarks", "note", "comments"),
    )
    team: Mapped[str | None] = field(TEXT, "Team", 31, width=8, help="Where a party splits: A, B.")
    in_post_since: Mapped[date | None] = field(
        DATE,
        "In post since",
        32,
        width=12,
        aliases=("in post since", "credentials", "date of credentials"),
        help="The day of credentials or of taking office.",
    )
    precedence_reason: Mapped[str | None] = field(
        NOTE,
        "Why this rank",
        33,
        width=30,
        audience="full",
        help="Where the rank for this event departs from the rule.",
    )
    emergency_contact: Mapped[str | None] = field(
        TEXT,
        "Emergency contact",
        34,
        width=30,
        audience="full",
        aliases=("emergency contact", "in case of emergency", "next of kin"),
        help="Whom to ring at home: name and number.",
    )
