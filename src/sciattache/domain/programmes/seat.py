"""A place at a table, and who sits there."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import FLAG, NOTE, NUMBER, REFERENCE
from sciattache.domain.records import About, Record


class Seat(Record):
    """Who sits where; an interpreter sits behind the place of that number."""

    __tablename__ = "seat"
    about = About(
        37,
        "Seat",
        "Seats",
        "programmes",
        ("person", "seating"),
        same_if=(
            ("seating", "person"),
            ("seating", "number", "behind"),
            ("seating", "number", "-behind"),
        ),
    )

    seating: Mapped[str] = field(
        REFERENCE,
        "Table",
        1,
        required=True,
        width=28,
        target="seating",
        owner=True,
        listed=True,
    )
    number: Mapped[int] = field(NUMBER, "Place", 2, required=True, width=6, listed=True)
    person: Mapped[str | None] = field(
        REFERENCE, "Person", 3, width=28, target="person", listed=True
    )
    behind: Mapped[bool | None] = field(FLAG, "Behind the place", 4, width=6)
    fixed: Mapped[bool | None] = field(
        FLAG, "Fixed", 5, width=6, audience="full", help="Stays when a seating is proposed again."
    )
    reason: Mapped[str | None] = field(
        NOTE, "Why here", 6, width=30, audience="full", help="Where it departs from precedence."
    )
