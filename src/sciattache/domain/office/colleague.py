"""A colleague: somebody who works in the office."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICES, DATE, NOTE, POINTS, REFERENCE, TEXT
from sciattache.domain.points import Point
from sciattache.domain.records import About, Record


class Colleague(Record):
    """Who does what in the office."""

    __tablename__ = "colleague"
    about = About(
        51,
        "Colleague",
        "Colleagues",
        "office",
        ("name",),
        same_if=(("login",), ("name",)),
    )

    name: Mapped[str] = field(TEXT, "Name", 1, required=True, width=26, search=True)
    title: Mapped[str | None] = field(TEXT, "Function", 2, width=26, listed=True)
    post: Mapped[str | None] = field(REFERENCE, "Post", 3, width=28, target="post", listed=True)
    login: Mapped[str | None] = field(
        TEXT,
        "User name",
        4,
        width=14,
        audience="full",
        help="As the computer knows the colleague.",
    )
    emails: Mapped[tuple[Point, ...] | None] = field(
        POINTS, "E-mail", 5, width=26, scheme="email", listed=True
    )
    phones: Mapped[tuple[Point, ...] | None] = field(
        POINTS, "Phone", 6, width=20, scheme="phone", listed=True
    )
    languages: Mapped[tuple[str, ...] | None] = field(
        CHOICES, "Languages", 7, width=18, vocabulary=v.LANGUAGES
    )
    since: Mapped[date | None] = field(DATE, "At post since", 8, width=12)
    until: Mapped[date | None] = field(DATE, "Leaves", 9, width=12)
    person: Mapped[str | None] = field(REFERENCE, "In the directory", 10, width=26, target="person")
    notes: Mapped[str | None] = field(NOTE, "Notes", 11, width=40, audience="full")
