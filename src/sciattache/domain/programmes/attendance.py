"""Who takes part in one item of a programme."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, NOTE, REFERENCE
from sciattache.domain.records import About, Record


class Attendance(Record):
    """A person at an item; an item with none is for everybody in its team."""

    __tablename__ = "attendance"
    about = About(
        24,
        "Attendance",
        "Attendances",
        "programmes",
        ("person", "item"),
        same_if=(("item", "person"),),
    )

    item: Mapped[str] = field(
        REFERENCE,
        "Item",
        1,
        required=True,
        width=28,
        target="agenda_item",
        owner=True,
        listed=True,
    )
    person: Mapped[str] = field(
        REFERENCE, "Person", 2, required=True, width=28, target="person", listed=True
    )
    role: Mapped[str | None] = field(
        CHOICE,
        "Role",
        3,
        width=16,
        vocabulary=v.PARTICIPATION_ROLES,
        default="member",
        listed=True,
    )
    status: Mapped[str | None] = field(
        CHOICE, "Answer", 4, width=14, vocabulary=v.RSVPS, listed=True
    )
    notes: Mapped[str | None] = field(NOTE, "Notes", 5, width=30, audience="full")
