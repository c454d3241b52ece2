"""A record that left and was marked higher since: whoever has it is asked to take it back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, INSTANT, NOTE, NUMBER, TEXT
from sciattache.domain.records import About, Record


class Recall(Record):
    """What is asked of one office about one record, and what it decided.

    The record is named by its id alone, so that the asking tells nothing that the record says.
    """

    __tablename__ = "recall"
    about = About(
        61,
        "Recall",
        "Recalls",
        "office",
        ("marking", "state"),
        same_if=(("record", "site", "marking"),),
    )

    record: Mapped[str] = field(TEXT, "Recalled record", 1, required=True, width=36)
    site: Mapped[int] = field(NUMBER, "Office asked", 2, required=True, width=8, listed=True)
    marking: Mapped[str] = field(TEXT, "Marked since as", 3, required=True, width=20, listed=True)
    state: Mapped[str | None] = field(
        CHOICE, "State", 4, width=12, vocabulary=v.RECALL_STATES, default="asked", listed=True
    )
    asked_at: Mapped[datetime | None] = field(INSTANT, "Asked", 5, width=18, listed=True)
    decided_by: Mapped[str | None] = field(TEXT, "Decided by", 6, width=20, listed=True)
    decided_at: Mapped[datetime | None] = field(INSTANT, "Decided", 7, width=18)
    reason: Mapped[str | None] = field(
        NOTE, "What was done, or why it is kept", 8, width=40, audience="full"
    )
