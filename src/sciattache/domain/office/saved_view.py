"""A saved view: a list's filters, order and columns under a name."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import FLAG, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class SavedView(Record):
    """What somebody looks at often."""

    __tablename__ = "saved_view"
    about = About(
        55,
        "Saved view",
        "Saved views",
        "office",
        ("name",),
        same_if=(("name", "of_type"),),
    )

    name: Mapped[str] = field(TEXT, "Name", 1, required=True, width=24, search=True)
    of_type: Mapped[str] = field(TEXT, "List", 2, required=True, width=16, listed=True)
    words: Mapped[str | None] = field(TEXT, "Words", 3, width=24, listed=True)
    filters: Mapped[str | None] = field(
        NOTE, "Filters", 4, width=40, help="As JSON: field to value."
    )
    order_by: Mapped[str | None] = field(TEXT, "Sorted by", 5, width=16)
    descending: Mapped[bool | None] = field(FLAG, "Descending", 6, width=6)
    columns: Mapped[str | None] = field(NOTE, "Columns", 7, width=40)
    colleague: Mapped[str | None] = field(REFERENCE, "Whose", 8, width=22, target="colleague")
