"""An indicator: what the office counts."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, NOTE, TEXT
from sciattache.domain.records import About, Record


class Indicator(Record):
    """A figure by which the office shows what became of its work."""

    __tablename__ = "indicator"
    about = About(
        53,
        "Indicator",
        "Indicators",
        "office",
        ("name",),
        same_if=(("code",), ("name",)),
    )

    name: Mapped[str] = field(TEXT, "Name", 1, required=True, width=34, search=True)
    unit: Mapped[str | None] = field(
        CHOICE,
        "Unit",
        2,
        width=10,
        vocabulary=v.INDICATOR_UNITS,
        default="count",
        listed=True,
    )
    definition: Mapped[str | None] = field(NOTE, "Definition", 3, width=60, search=True)
    source: Mapped[str | None] = field(
        TEXT, "Source", 4, width=30, listed=True, help="Which records it is counted from."
    )
    code: Mapped[str | None] = field(TEXT, "Code", 5, width=10, listed=True)
