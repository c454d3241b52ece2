"""Who is on a leg, in which seat."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Passage(Record):
    """A person on a leg; a leg with none carries everybody in its team."""

    __tablename__ = "passage"
    about = About(
        26,
        "Passenger",
        "Passengers",
        "programmes",
        ("person", "leg"),
        same_if=(("leg", "person"),),
    )

    leg: Mapped[str] = field(
        REFERENCE, "Leg", 1, required=True, width=28, target="leg", owner=True, listed=True
    )
    person: Mapped[str] = field(
        REFERENCE, "Person", 2, required=True, width=28, target="person", listed=True
    )
    seat: Mapped[str | None] = field(TEXT, "Seat", 3, width=6, listed=True)
    ticket: Mapped[str | None] = field(TEXT, "Ticket", 4, width=18, audience="full")
    notes: Mapped[str | None] = field(NOTE, "Notes", 5, width=30, audience="full")
