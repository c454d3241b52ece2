"""A person's nights at a hotel or residence."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, DATE, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Stay(Record):
    """Who sleeps where, from which evening to which morning; without a person it is everybody's."""

    __tablename__ = "stay"
    about = About(
        27,
        "Stay",
        "Stays",
        "programmes",
        ("hotel", "person"),
        same_if=(
            ("engagement", "person", "reference", "arrives_on"),
            ("engagement", "person", "hotel", "arrives_on"),
            ("engagement", "person", "arrives_on", "departs_on", "-reference", "~hotel"),
            ("engagement", "hotel", "arrives_on"),
            ("engagement", "hotel"),
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
    person: Mapped[str | None] = field(
        REFERENCE,
        "Person",
        2,
        width=28,
        target="person",
        listed=True,
        aliases=(
            "guest",
            "name",
            "guest name",
            "traveller",
            "person",
        ),
    )
    hotel: Mapped[str] = field(
        TEXT,
        "Hotel",
        3,
        required=True,
        width=26,
        search=True,
        aliases=("hotel", "accommodation", "hotel name", "lodging"),
    )
    place: Mapped[str | None] = field(REFERENCE, "Place", 4, width=24, target="place")
    arrives_on: Mapped[date | None] = field(
        DATE,
        "Check-in",
        5,
        width=12,
        listed=True,
        aliases=("check-in", "check in", "arrival"),
    )
    departs_on: Mapped[date | None] = field(
        DATE,
        "Check-out",
        6,
        width=12,
        listed=True,
        aliases=("check-out", "check out", "departure"),
    )
    room_kind: Mapped[str | None] = field(
        CHOICE,
        "Room kind",
        7,
        width=10,
        vocabulary=v.ROOM_KINDS,
        aliases=(
            "room type",
            "kind of room",
        ),
        audience="full",
    )
    room: Mapped[str | None] = field(
        TEXT, "Room number", 8, width=8, audience="full", aliases=("room", "room number")
    )
    shares_with: Mapped[str | None] = field(
        REFERENCE,
        "Shares with",
        9,
        width=26,
        target="person",
        audience="full",
        aliases=("sharing with", "shared with", "room mate", "roommate"),
    )
    state: Mapped[str | None] = field(
        CHOICE,
        "Booking",
        10,
        width=12,
        vocabulary=v.BOOKING_STATES,
        default="wanted",
        audience="full",
    )
    reference: Mapped[str | None] = field(
        TEXT,
        "Booking reference",
        11,
        width=14,
        audience="full",
        aliases=(
            "booking reference",
            "confirmation",
            "confirmation number",
            "booking",
        ),
    )
    payer: Mapped[str | None] = field(
        CHOICE,
        "Who pays",
        12,
        width=14,
        vocabulary=v.PAYERS,
        audience="full",
        aliases=("paid by", "payer", "billed to"),
    )
    notes: Mapped[str | None] = field(NOTE, "Notes", 13, width=40, audience="full")
    phone: Mapped[str | None] = field(TEXT, "Hotel's phone", 14, width=18, aliases=("hotel phone",))
    address: Mapped[str | None] = field(
        TEXT, "Hotel's address", 15, width=36, aliases=("hotel address",)
    )
