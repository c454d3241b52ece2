"""An item of a programme: a meeting, a visit, a meal, a movement."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, DATE, FLAG, INSTANT, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class AgendaItem(Record):
    """What happens when, each end with its own clock."""

    __tablename__ = "agenda_item"
    about = About(
        23,
        "Programme item",
        "Programme items",
        "programmes",
        ("title",),
        same_if=(
            ("engagement", "calendar_uid"),
            ("engagement", "title", "starts_at"),
            ("engagement", "title", "first_day"),
            ("engagement", "title", "-starts_at", "-first_day"),
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
    title: Mapped[str] = field(
        TEXT,
        "Title",
        2,
        required=True,
        width=40,
        search=True,
        aliases=(
            "title",
            "item",
            "activity",
            "summary",
            "subject",
            "session",
            "topic",
            "event",
            "meeting",
            "programme item",
            "description of activity",
        ),
    )
    kind: Mapped[str | None] = field(
        CHOICE,
        "Kind",
        3,
        width=14,
        vocabulary=v.ITEM_KINDS,
        default="meeting",
        listed=True,
        aliases=("kind", "type"),
    )
    status: Mapped[str | None] = field(
        CHOICE,
        "Status",
        4,
        width=12,
        vocabulary=v.ITEM_STATES,
        default="proposed",
        listed=True,
        aliases=("status",),
    )
    starts_at: Mapped[datetime | None] = field(
        INSTANT,
        "Starts",
        5,
        width=18,
        zone="start_zone",
        listed=True,
        aliases=("start", "begin", "from", "start time", "starts", "date and time", "begins"),
    )
    start_zone: Mapped[str | None] = field(
        CHOICE,
        "Start time zone",
        6,
        width=22,
        vocabulary=v.ZONES,
        aliases=("time zone", "zone"),
    )
    ends_at: Mapped[datetime | None] = field(
        INSTANT,
        "Ends",
        7,
        width=18,
        zone="end_zone",
        listed=True,
        aliases=("end", "to", "until", "end time", "ends"),
    )
    end_zone: Mapped[str | None] = field(CHOICE, "End time zone", 8, width=22, vocabulary=v.ZONES)
    all_day: Mapped[bool | None] = field(FLAG, "All day", 9, width=6)
    stop: Mapped[str | None] = field(REFERENCE, "Stop", 10, width=20, target="stop")
    place: Mapped[str | None] = field(
        REFERENCE,
        "Place",
        11,
        width=26,
        target="place",
        listed=True,
        aliases=("place", "location", "venue", "where"),
    )
    room: Mapped[str | None] = field(TEXT, "Room", 12, width=16, aliases=("room",))
    host: Mapped[str | None] = field(
        REFERENCE, "Host", 13, width=26, target="organisation", aliases=("host",)
    )
    contact: Mapped[str | None] = field(
        REFERENCE, "Contact", 14, width=24, target="person", aliases=("contact",)
    )
    interpreter: Mapped[str | None] = field(
        REFERENCE, "Interpreter", 15, width=24, target="person", audience="full"
    )
    vehicle: Mapped[str | None] = field(
        REFERENCE, "Vehicle", 16, width=18, target="vehicle", audience="full"
    )
    team: Mapped[str | None] = field(
        TEXT, "Team", 17, width=8, aliases=("track",), help="Empty when all go."
    )
    objective: Mapped[str | None] = field(
        NOTE, "Objective", 18, width=48, search=True, audience="full"
    )
    points: Mapped[str | None] = field(
        NOTE, "Points to make", 19, width=60, search=True, audience="full"
    )
    defensive: Mapped[str | None] = field(
        NOTE, "Defensive points", 20, width=60, search=True, audience="full"
    )
    background: Mapped[str | None] = field(
        NOTE, "Background", 21, width=60, search=True, audience="full"
    )
    disclosure: Mapped[str | None] = field(
        CHOICE,
        "Background may be",
        22,
        width=18,
        vocabulary=v.DISCLOSURES,
        default="not_to_be_disclosed",
        audience="full",
    )
    drop_order: Mapped[int | None] = field(
        NUMBER,
        "Drop order",
        23,
        width=6,
        audience="full",
        help="1 is the first to go when time is short.",
    )
    dress: Mapped[str | None] = field(TEXT, "Dress", 24, width=18)
    description: Mapped[str | None] = field(
        NOTE,
        "Description",
        25,
        width=60,
        search=True,
        aliases=("description", "details"),
        help="Everybody may read it.",
    )
    remarks: Mapped[str | None] = field(
        NOTE,
        "Remarks for us",
        26,
        width=40,
        search=True,
        audience="full",
        aliases=("remarks", "notes"),
    )
    press: Mapped[bool | None] = field(FLAG, "Open to the press", 27, width=6, audience="press")
    calendar_uid: Mapped[str | None] = field(
        TEXT, "Calendar identity", 28, width=20, audience="full"
    )
    handling: Mapped[str | None] = field(
        REFERENCE, "Marking", 29, width=16, target="handling", audience="full"
    )
    brief_on: Mapped[date | None] = field(DATE, "Brief ready on", 30, width=12, audience="full")
    first_day: Mapped[date | None] = field(
        DATE,
        "First day",
        31,
        width=12,
        help="Of an item that lasts whole days.",
        aliases=(
            "date",
            "day",
        ),
    )
    last_day: Mapped[date | None] = field(DATE, "Last day", 32, width=12)
    warm_up: Mapped[bool | None] = field(FLAG, "Warm-up", 33, width=6, audience="full")
    key_target: Mapped[bool | None] = field(
        FLAG,
        "Key target",
        34,
        width=6,
        audience="full",
        help="What the trip is made for; a warm-up goes before it.",
    )
    brief_number: Mapped[str | None] = field(
        TEXT, "Brief number", 35, width=12, search=True, audience="full"
    )
    brief_purpose: Mapped[str | None] = field(
        NOTE,
        "Purpose of the brief",
        36,
        width=60,
        audience="full",
        help="Why the meeting takes place and what the reader is asked to do.",
    )
