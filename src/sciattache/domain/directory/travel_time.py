"""How long the way from one place to another takes."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, FLAG, NOTE, NUMBER, REFERENCE
from sciattache.domain.records import About, Record


class TravelTime(Record):
    """Minutes from door to door; without one the distance tells roughly."""

    __tablename__ = "travel_time"
    about = About(
        9,
        "Travel time",
        "Travel times",
        "directory",
        ("origin", "destination"),
        same_if=(("origin", "destination", "by"), ("origin", "destination")),
    )

    origin: Mapped[str] = field(
        REFERENCE,
        "From",
        1,
        required=True,
        width=28,
        target="place",
        listed=True,
        aliases=("from", "origin"),
    )
    destination: Mapped[str] = field(
        REFERENCE,
        "To",
        2,
        required=True,
        width=28,
        target="place",
        listed=True,
        aliases=("to", "destination"),
    )
    minutes: Mapped[int] = field(
        NUMBER, "Minutes", 3, required=True, width=8, listed=True, aliases=("minutes", "duration")
    )
    by: Mapped[str | None] = field(
        CHOICE, "By", 4, width=10, vocabulary=v.LEG_KINDS, default="car", listed=True
    )
    one_way: Mapped[bool | None] = field(
        FLAG, "This way only", 5, width=6, help="Otherwise the way back takes as long."
    )
    notes: Mapped[str | None] = field(NOTE, "Notes", 6, width=40, audience="full")
