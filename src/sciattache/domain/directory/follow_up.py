"""Something promised: to whom, by whom, due when."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, DATE, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class FollowUp(Record):
    """A task, due on a day or so many days before or after an engagement begins."""

    __tablename__ = "follow_up"
    about = About(
        6,
        "Follow-up",
        "Follow-ups",
        "directory",
        ("task",),
        same_if=(("task", "engagement"), ("task", "due_on"), ("task",)),
    )

    task: Mapped[str] = field(
        TEXT,
        "Task",
        1,
        required=True,
        width=40,
        search=True,
        aliases=(
            "task",
            "action",
            "todo",
            "to do",
            "action item",
            "follow up",
            "follow-up",
            "next step",
            "deliverable",
        ),
    )
    due_on: Mapped[date | None] = field(
        DATE,
        "Due on",
        2,
        width=12,
        listed=True,
        aliases=("due", "due date", "deadline", "by when", "due by", "target date"),
    )
    due_days: Mapped[int | None] = field(
        NUMBER,
        "Days from the start",
        3,
        width=8,
        help="Relative to the engagement's first day: -30 is thirty days before.",
    )
    engagement: Mapped[str | None] = field(
        REFERENCE, "Engagement", 4, width=28, target="engagement", listed=True
    )
    person: Mapped[str | None] = field(
        REFERENCE, "Concerns", 5, width=26, target="person", listed=True
    )
    organisation: Mapped[str | None] = field(
        REFERENCE, "Organisation", 6, width=26, target="organisation"
    )
    interaction: Mapped[str | None] = field(
        REFERENCE, "Promised in", 7, width=26, target="interaction"
    )
    colleague: Mapped[str | None] = field(
        REFERENCE,
        "Who",
        8,
        width=20,
        target="colleague",
        listed=True,
        aliases=("owner", "responsible", "assigned to"),
    )
    state: Mapped[str | None] = field(
        CHOICE,
        "State",
        9,
        width=10,
        vocabulary=v.FOLLOW_UP_STATES,
        default="open",
        listed=True,
        aliases=(
            "status",
            "progress",
        ),
    )
    priority: Mapped[str | None] = field(
        CHOICE,
        "Priority",
        10,
        width=10,
        vocabulary=v.PRIORITIES,
        default="normal",
        aliases=("priority",),
    )
    done_on: Mapped[date | None] = field(DATE, "Done on", 11, width=12)
    notes: Mapped[str | None] = field(
        NOTE,
        "Notes",
        12,
        width=48,
        search=True,
        audience="full",
        aliases=(
            "notes",
            "remarks",
            "comments",
        ),
    )
    handling: Mapped[str | None] = field(
        REFERENCE, "Marking", 13, width=16, target="handling", audience="full"
    )
