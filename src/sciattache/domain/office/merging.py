"""Two records that were found to be one: which went, and which stands for both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, INSTANT, TEXT
from sciattache.domain.records import About, Record


class Merging(Record):
    """A way from a record that is gone to the one that stands for it, until it is taken back.

    Both are named by their ids alone: whoever may not read them learns nothing else here.
    """

    __tablename__ = "merging"
    about = About(
        60,
        "Merging",
        "Mergings",
        "office",
        ("kind", "state"),
        same_if=(("gone", "kept"),),
    )

    kind: Mapped[str] = field(TEXT, "Kind of record", 1, required=True, width=16, listed=True)
    gone: Mapped[str] = field(TEXT, "Record that went", 2, required=True, width=36)
    kept: Mapped[str] = field(TEXT, "Record that stands", 3, required=True, width=36)
    state: Mapped[str | None] = field(
        CHOICE, "State", 4, width=12, vocabulary=v.MERGING_STATES, default="merged", listed=True
    )
    merged_by: Mapped[str | None] = field(TEXT, "Merged by", 5, width=20, listed=True)
    merged_at: Mapped[datetime | None] = field(INSTANT, "Merged", 6, width=18, listed=True)
    parted_by: Mapped[str | None] = field(TEXT, "Taken back by", 7, width=20)
    parted_at: Mapped[datetime | None] = field(INSTANT, "Taken back", 8, width=18)
