"""Two offices wrote the same field, neither having seen what the other wrote."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, INSTANT, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Clash(Record):
    """What stands and what was put aside, until somebody decides; headquarters alone notes it.

    Values are as the store holds them, in JSON, so that either can be put back.
    """

    __tablename__ = "clash"
    about = About(
        59,
        "Clash",
        "Clashes",
        "office",
        ("attribute",),
        same_if=(
            ("record", "attribute", "kept", "other"),
            ("record", "attribute"),
            ("attribute", "-record"),
        ),
    )

    record: Mapped[str | None] = field(
        REFERENCE, "Record", 1, width=30, target="*", owner=True, listed=True
    )
    attribute: Mapped[str] = field(TEXT, "Field", 2, required=True, width=18, listed=True)
    kind: Mapped[str | None] = field(
        CHOICE, "Kind", 3, width=20, vocabulary=v.CLASH_KINDS, default="changed", listed=True
    )
    kept: Mapped[str | None] = field(NOTE, "What stands", 4, width=30, listed=True)
    kept_by: Mapped[str | None] = field(TEXT, "Written by", 5, width=20)
    kept_at: Mapped[datetime | None] = field(INSTANT, "Written", 6, width=18)
    other: Mapped[str | None] = field(NOTE, "What was put aside", 7, width=30, listed=True)
    other_by: Mapped[str | None] = field(TEXT, "Put aside: written by", 8, width=20)
    other_at: Mapped[datetime | None] = field(INSTANT, "Put aside: written", 9, width=18)
    state: Mapped[str | None] = field(
        CHOICE, "State", 10, width=10, vocabulary=v.CLASH_STATES, default="open", listed=True
    )
    settled_by: Mapped[str | None] = field(TEXT, "Settled by", 11, width=20)
    settled_at: Mapped[datetime | None] = field(INSTANT, "Settled", 12, width=18)
