"""A post: the embassy, consulate or headquarters that keeps an office."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import BLOB, CHOICE, FLAG, NOTE, POINTS, TEXT
from sciattache.domain.points import Address, Point
from sciattache.domain.records import About, Record


class Post(Record):
    """Where an office sits, and what its letterhead says."""

    __tablename__ = "post"
    about = About(
        50,
        "Post",
        "Posts",
        "office",
        ("name",),
        same_if=(("code",), ("name",)),
    )

    name: Mapped[str] = field(TEXT, "Name", 1, required=True, width=36, search=True)
    kind: Mapped[str | None] = field(
        CHOICE, "Kind", 2, width=16, vocabulary=v.POST_KINDS, default="embassy", listed=True
    )
    code: Mapped[str | None] = field(TEXT, "Code", 3, width=8, search=True, listed=True)
    sends: Mapped[str | None] = field(
        CHOICE, "Sending country", 4, width=18, vocabulary=v.COUNTRIES, listed=True
    )
    country: Mapped[str | None] = field(
        CHOICE, "Host country", 5, width=18, vocabulary=v.COUNTRIES, listed=True
    )
    city: Mapped[str | None] = field(TEXT, "City", 6, width=18, listed=True)
    zone: Mapped[str | None] = field(CHOICE, "Time zone", 7, width=22, vocabulary=v.ZONES)
    address: Mapped[tuple[Address, ...] | None] = field(
        POINTS, "Address", 8, width=36, scheme="address"
    )
    phones: Mapped[tuple[Point, ...] | None] = field(POINTS, "Phone", 9, width=20, scheme="phone")
    emails: Mapped[tuple[Point, ...] | None] = field(POINTS, "E-mail", 10, width=26, scheme="email")
    letterhead: Mapped[str | None] = field(NOTE, "Letterhead", 11, width=40)
    logo: Mapped[str | None] = field(BLOB, "Logo", 12, width=8)
    ours: Mapped[bool | None] = field(FLAG, "This office", 13, width=6)
    notes: Mapped[str | None] = field(NOTE, "Notes", 14, width=40, audience="full")
    language: Mapped[str | None] = field(
        CHOICE, "Language of papers", 15, width=14, vocabulary=v.LANGUAGES
    )
    paper_size: Mapped[str | None] = field(
        CHOICE,
        "Paper",
        16,
        width=8,
        vocabulary=v.PAPER_SIZES,
        default="A4",
    )
    print_look: Mapped[str | None] = field(
        CHOICE,
        "Look of papers",
        17,
        width=12,
        vocabulary=v.PRINT_LOOKS,
        default="plain",
        help="How papers are printed where nobody asks otherwise.",
    )
