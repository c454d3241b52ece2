"""A marking: how a record or a paper is to be handled."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import NOTE, NUMBER, TEXT
from sciattache.domain.records import About, Record


class Handling(Record):
    """A level of protection with the words that papers carry."""

    __tablename__ = "handling"
    about = About(
        52,
        "Marking",
        "Markings",
        "office",
        ("name",),
        same_if=(("name",),),
    )

    name: Mapped[str] = field(TEXT, "Name", 1, required=True, width=24, search=True)
    level: Mapped[int] = field(
        NUMBER,
        "Level",
        2,
        required=True,
        width=6,
        default=0,
        listed=True,
        help="The higher, the fewer may read.",
    )
    text: Mapped[str | None] = field(TEXT, "On paper", 3, width=30, listed=True)
    compartment: Mapped[str | None] = field(TEXT, "Compartment", 4, width=18, listed=True)
    guidance: Mapped[str | None] = field(NOTE, "Guidance", 5, width=48)
