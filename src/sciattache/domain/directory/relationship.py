"""How two people are connected, and how to deal with it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, DATE, NOTE, REFERENCE
from sciattache.domain.records import About, Record


class Relationship(Record):
    """One person's connection to another person or to a colleague of the office."""

    __tablename__ = "relationship"
    about = About(
        4,
        "Relationship",
        "Relationships",
        "directory",
        ("person", "kind", "other"),
        same_if=(
            ("person", "kind", "other"),
            ("person", "other"),
            ("person", "kind", "-other"),
            ("person", "-other"),
        ),
    )

    person: Mapped[str] = field(
        REFERENCE,
        "Person",
        1,
        required=True,
        width=28,
        target="person",
        owner=True,
        listed=True,
    )
    kind: Mapped[str] = field(
        CHOICE,
        "Connection",
        2,
        required=True,
        width=20,
        vocabulary=v.RELATIONSHIP_KINDS,
        listed=True,
        default="knows",
    )
    other: Mapped[str | None] = field(
        REFERENCE, "Other person", 3, width=28, target="person", listed=True
    )
    organisation: Mapped[str | None] = field(
        REFERENCE, "Organisation", 4, width=28, target="organisation"
    )
    colleague: Mapped[str | None] = field(
        REFERENCE, "Our colleague", 5, width=22, target="colleague"
    )
    since: Mapped[date | None] = field(DATE, "Since", 6, width=12)
    dealing: Mapped[str | None] = field(NOTE, "How to deal with it", 7, width=40, audience="full")
    handling: Mapped[str | None] = field(
        REFERENCE, "Marking", 8, width=16, target="handling", audience="full"
    )
