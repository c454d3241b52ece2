"""A target: what an indicator should reach, and by when."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import DATE, NOTE, REAL, REFERENCE
from sciattache.domain.records import About, Record


class Target(Record):
    """A figure agreed for a period."""

    __tablename__ = "target"
    about = About(
        54,
        "Target",
        "Targets",
        "office",
        ("indicator", "ends_on"),
        same_if=(
            ("indicator", "starts_on", "ends_on"),
            ("indicator", "ends_on"),
            ("indicator", "starts_on", "-ends_on"),
            ("indicator", "-starts_on", "-ends_on"),
        ),
    )

    indicator: Mapped[str] = field(
        REFERENCE,
        "Indicator",
        1,
        required=True,
        width=30,
        target="indicator",
        owner=True,
        listed=True,
    )
    starts_on: Mapped[date | None] = field(DATE, "From", 2, width=12, listed=True)
    ends_on: Mapped[date | None] = field(DATE, "Until", 3, width=12, listed=True)
    value: Mapped[float | None] = field(REAL, "Target", 4, width=12, listed=True)
    baseline: Mapped[float | None] = field(REAL, "Baseline", 5, width=12, listed=True)
    reached: Mapped[float | None] = field(REAL, "Reached", 6, width=12, listed=True)
    notes: Mapped[str | None] = field(NOTE, "Notes", 7, width=40)
