"""A table at a meal or meeting, and who presides over it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Seating(Record):
    """A table of an item: its shape, its places, its host and guest of honour."""

    __tablename__ = "seating"
    about = About(
        36,
        "Table",
        "Tables",
        "programmes",
        ("name", "item"),
        same_if=(("item", "name"),),
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
    name: Mapped[str] = field(
        TEXT, "Name", 2, required=True, width=20, search=True, help="Table 1, Head table."
    )
    shape: Mapped[str | None] = field(
        CHOICE, "Shape", 3, width=14, vocabulary=v.TABLE_SHAPES, default="long", listed=True
    )
    places: Mapped[int | None] = field(NUMBER, "Places", 4, width=6, listed=True)
    host: Mapped[str | None] = field(REFERENCE, "Host", 5, width=26, target="person", listed=True)
    guest_of_honour: Mapped[str | None] = field(
        REFERENCE, "Guest of honour", 6, width=26, target="person", listed=True
    )
    notes: Mapped[str | None] = field(NOTE, "Notes", 7, width=40, audience="full")
