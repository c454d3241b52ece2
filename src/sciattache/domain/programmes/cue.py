"""A cue: what happens at one minute of an item, as a run sheet has it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Cue(Record):
    """A moment counted from the start of its item, with all who have a hand in it."""

    __tablename__ = "cue"
    about = About(
        40,
        "Cue",
        "Cues",
        "programmes",
        ("cue",),
        same_if=(("item", "minutes", "cue"), ("item", "cue", "-minutes")),
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
        audience="full",
    )
    minutes: Mapped[int | None] = field(
        NUMBER,
        "Minutes from the start",
        2,
        width=8,
        listed=True,
        audience="full",
        aliases=("minutes", "minute", "at minute", "offset"),
        help="-10 is ten minutes before the item begins.",
    )
    lasts: Mapped[int | None] = field(
        NUMBER,
        "Lasts, minutes",
        3,
        width=8,
        listed=True,
        audience="full",
        aliases=("lasts", "duration"),
    )
    cue: Mapped[str] = field(
        TEXT,
        "What happens",
        4,
        required=True,
        width=44,
        search=True,
        audience="full",
        aliases=("cue", "what happens", "action"),
    )
    door: Mapped[str | None] = field(
        TEXT,
        "Door",
        5,
        width=20,
        listed=True,
        audience="full",
        help="By which door or gate the principal comes and goes.",
    )
    holder: Mapped[str | None] = field(
        REFERENCE,
        "With the principal",
        6,
        width=24,
        target="colleague",
        listed=True,
        audience="full",
        help="The colleague who has the principal in hand.",
    )
    gift: Mapped[str | None] = field(REFERENCE, "Gift", 7, width=24, target="gift", audience="full")
    interpreter: Mapped[str | None] = field(
        REFERENCE, "Interpreter", 8, width=24, target="person", audience="full"
    )
    fallback: Mapped[str | None] = field(
        NOTE,
        "If it fails",
        9,
        width=40,
        search=True,
        audience="full",
        aliases=("fallback", "plan b"),
        help="What is done instead.",
    )
    remarks: Mapped[str | None] = field(NOTE, "Remarks", 10, width=40, search=True, audience="full")
