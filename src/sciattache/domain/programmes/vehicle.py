"""A car, van or coach that serves an engagement."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Vehicle(Record):
    """What drives whom, and who drives it."""

    __tablename__ = "vehicle"
    about = About(
        28,
        "Vehicle",
        "Vehicles",
        "programmes",
        ("name",),
        same_if=(("engagement", "name"),),
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
    name: Mapped[str] = field(
        TEXT,
        "Name",
        2,
        required=True,
        width=16,
        search=True,
        help="Car 1, Coach, Advance car.",
        aliases=(
            "vehicle",
            "car",
        ),
    )
    kind: Mapped[str | None] = field(
        CHOICE, "Kind", 3, width=12, vocabulary=v.VEHICLE_KINDS, listed=True
    )
    seats: Mapped[int | None] = field(NUMBER, "Seats for passengers", 4, width=6, listed=True)
    plate: Mapped[str | None] = field(
        TEXT,
        "Number plate",
        5,
        width=12,
        listed=True,
        aliases=(
            "plate",
            "registration",
            "licence plate",
        ),
    )
    driver: Mapped[str | None] = field(
        TEXT,
        "Driver",
        6,
        width=22,
        search=True,
        listed=True,
        aliases=(
            "driver",
            "driver name",
        ),
    )
    driver_phone: Mapped[str | None] = field(
        TEXT, "Driver's phone", 7, width=18, aliases=("driver phone",)
    )
    company: Mapped[str | None] = field(REFERENCE, "Company", 8, width=26, target="organisation")
    position: Mapped[int | None] = field(NUMBER, "Place in the motorcade", 9, width=6)
    notes: Mapped[str | None] = field(NOTE, "Notes", 10, width=40, audience="full")


def plate(vehicle: Vehicle) -> str:
    """A vehicle's number plate as it is compared: engagements each have their own vehicles."""
    return "".join(filter(str.isalnum, vehicle.plate or "")).casefold()
