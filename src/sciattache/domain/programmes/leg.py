"""A leg of a journey: flight, train or car, each end by its own clock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, INSTANT, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Leg(Record):
    """A movement from one place to another."""

    __tablename__ = "leg"
    about = About(
        25,
        "Leg",
        "Legs",
        "programmes",
        ("number", "origin", "destination"),
        same_if=(
            ("engagement", "calendar_uid"),
            ("engagement", "number", "departs_at"),
            ("engagement", "origin", "destination", "departs_at"),
            ("engagement", "number", "-departs_at"),
            ("engagement", "origin", "destination", "-departs_at"),
            ("engagement", "destination", "-departs_at", "-origin"),
            ("engagement", "origin", "-departs_at", "-destination"),
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
    kind: Mapped[str] = field(
        CHOICE,
        "By",
        2,
        required=True,
        width=10,
        vocabulary=v.LEG_KINDS,
        default="flight",
        listed=True,
        aliases=("kind", "mode", "type"),
    )
    carrier: Mapped[str | None] = field(
        TEXT,
        "Carrier",
        3,
        width=18,
        search=True,
        aliases=("airline", "carrier", "operator", "train operator", "company"),
    )
    number: Mapped[str | None] = field(
        TEXT,
        "Number",
        4,
        width=10,
        search=True,
        listed=True,
        aliases=(
            "flight",
            "flight number",
            "train",
            "number",
            "flight no",
            "train number",
            "train no",
            "flight nr",
            "service",
        ),
    )
    origin: Mapped[str | None] = field(
        TEXT,
        "From",
        5,
        width=20,
        search=True,
        listed=True,
        aliases=(
            "from",
            "origin",
            "departure airport",
            "departing from",
            "from airport",
            "depart from",
            "origin airport",
        ),
    )
    departs_at: Mapped[datetime | None] = field(
        INSTANT,
        "Departs",
        6,
        width=18,
        zone="departure_zone",
        listed=True,
        aliases=(
            "departure",
            "departs",
            "std",
            "departure time",
            "departure date",
            "dep",
            "etd",
            "date",
            "day",
            "flight date",
            "travel date",
            "date of travel",
            "date of departure",
        ),
    )
    departure_zone: Mapped[str | None] = field(
        CHOICE, "Departure time zone", 7, width=22, vocabulary=v.ZONES
    )
    destination: Mapped[str | None] = field(
        TEXT,
        "To",
        8,
        width=20,
        search=True,
        listed=True,
        aliases=(
            "to",
            "destination",
            "arrival airport",
            "arriving at",
            "to airport",
            "arrive at",
            "destination airport",
        ),
    )
    arrives_at: Mapped[datetime | None] = field(
        INSTANT,
        "Arrives",
        9,
        width=18,
        zone="arrival_zone",
        listed=True,
        aliases=(
            "arrival",
            "arrives",
            "sta",
            "arrival time",
            "arrival date",
            "arr",
            "eta",
            "date of arrival",
        ),
    )
    arrival_zone: Mapped[str | None] = field(
        CHOICE, "Arrival time zone", 10, width=22, vocabulary=v.ZONES
    )
    origin_place: Mapped[str | None] = field(REFERENCE, "From place", 11, width=24, target="place")
    destination_place: Mapped[str | None] = field(
        REFERENCE, "To place", 12, width=24, target="place"
    )
    terminal: Mapped[str | None] = field(
        TEXT,
        "Terminal or platform",
        13,
        width=10,
        aliases=(
            "terminal",
            "platform",
            "gate",
        ),
    )
    vehicle: Mapped[str | None] = field(REFERENCE, "Vehicle", 14, width=18, target="vehicle")
    reference: Mapped[str | None] = field(
        TEXT,
        "Booking reference",
        15,
        width=12,
        audience="full",
        aliases=("pnr", "booking reference", "confirmation"),
    )
    state: Mapped[str | None] = field(
        CHOICE,
        "Booking",
        16,
        width=12,
        vocabulary=v.BOOKING_STATES,
        default="wanted",
        audience="full",
    )
    travel_class: Mapped[str | None] = field(
        CHOICE,
        "Class",
        17,
        width=10,
        vocabulary=v.TRAVEL_CLASSES,
        aliases=(
            "class",
            "cabin",
            "travel class",
        ),
        audience="full",
    )
    team: Mapped[str | None] = field(TEXT, "Team", 18, width=8)
    notes: Mapped[str | None] = field(
        NOTE,
        "Notes",
        19,
        width=40,
        aliases=(
            "notes",
            "remarks",
        ),
    )
    calendar_uid: Mapped[str | None] = field(
        TEXT, "Calendar identity", 20, width=20, audience="full"
    )
