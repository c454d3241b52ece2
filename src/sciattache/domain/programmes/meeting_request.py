"""A wish of one side to meet another."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, FLAG, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class MeetingRequest(Record):
    """Who asks to meet whom, how much it matters, and what became of it."""

    __tablename__ = "meeting_request"
    about = About(
        31,
        "Meeting request",
        "Meeting requests",
        "programmes",
        ("asker", "asked"),
        same_if=(
            ("engagement", "asker", "asked"),
            ("engagement", "asker", "asked_organisation"),
            ("engagement", "asker", "-asked", "-asked_organisation"),
            ("engagement", "-asker", "asked"),
        ),
    )

    engagement: Mapped[str] = field(
        REFERENCE,
        "Engagement",
        1,
        required=True,
        width=28,
        target="engagement",
        owner=True,
    )
    asker: Mapped[str | None] = field(
        REFERENCE, "Who asks", 2, width=26, target="person", listed=True
    )
    asked: Mapped[str | None] = field(REFERENCE, "Whom", 3, width=26, target="person", listed=True)
    asker_organisation: Mapped[str | None] = field(
        REFERENCE, "For", 4, width=26, target="organisation"
    )
    asked_organisation: Mapped[str | None] = field(
        REFERENCE,
        "Organisation",
        5,
        width=26,
        target="organisation",
        listed=True,
    )
    priority: Mapped[int | None] = field(
        NUMBER, "Priority", 6, width=6, default=2, listed=True, help="1 matters most."
    )
    state: Mapped[str | None] = field(
        CHOICE,
        "State",
        7,
        width=12,
        vocabulary=v.REQUEST_STATES,
        default="wished",
        listed=True,
    )
    slot: Mapped[int | None] = field(NUMBER, "Slot", 8, width=6)
    table_number: Mapped[str | None] = field(TEXT, "Table", 9, width=6)
    fixed: Mapped[bool | None] = field(FLAG, "Fixed", 10, width=6)
    item: Mapped[str | None] = field(
        REFERENCE, "Programme item", 11, width=26, target="agenda_item"
    )
    rating: Mapped[int | None] = field(
        NUMBER,
        "Rating",
        12,
        width=6,
        audience="full",
        help="1 to 5, asked afterwards.",
        span=(1, 5),
    )
    reason: Mapped[str | None] = field(NOTE, "Why", 13, width=40, search=True)
    notes: Mapped[str | None] = field(NOTE, "Notes", 14, width=40, audience="full")
    day: Mapped[str | None] = field(REFERENCE, "Meeting day", 15, width=24, target="meeting_day")
    part_of_day: Mapped[str | None] = field(
        CHOICE, "Only in the", 16, width=10, vocabulary=v.DAY_PARTS
    )
    after: Mapped[str | None] = field(
        REFERENCE, "Not before this one", 17, width=26, target="meeting_request"
    )
