"""A gift given or received."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, DATE, MONEY, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Gift(Record):
    """What was given to or received from whom, and what is to be declared."""

    __tablename__ = "gift"
    about = About(
        30,
        "Gift",
        "Gifts",
        "programmes",
        ("label",),
        same_if=(
            ("engagement", "label", "given_on"),
            ("label", "given_on", "organisation", "ours"),
            ("label", "given_on", "ours"),
            ("label", "given_on"),
            ("label", "organisation", "ours", "-given_on"),
            ("label", "organisation", "-given_on"),
            ("label", "ours", "-given_on"),
            ("label", "-given_on"),
        ),
    )

    engagement: Mapped[str | None] = field(
        REFERENCE,
        "Engagement",
        1,
        width=28,
        target="engagement",
        owner=True,
        listed=True,
    )
    label: Mapped[str] = field(
        TEXT,
        "What",
        2,
        required=True,
        width=32,
        search=True,
        aliases=("gift", "what", "gift description", "description of gift", "item", "description"),
    )
    direction: Mapped[str | None] = field(
        CHOICE,
        "Direction",
        3,
        width=10,
        vocabulary=v.GIFT_DIRECTIONS,
        default="given",
        listed=True,
        aliases=("given or received", "direction"),
    )
    person: Mapped[str | None] = field(
        REFERENCE,
        "Other side",
        4,
        width=26,
        target="person",
        listed=True,
        aliases=("person", "from", "given by", "giver"),
    )
    organisation: Mapped[str | None] = field(
        REFERENCE,
        "Organisation",
        5,
        width=26,
        target="organisation",
        aliases=(
            "donor recipient",
            "donor",
            "recipient",
            "donor organisation",
            "organisation",
            "organization",
            "received from",
            "given to",
        ),
    )
    ours: Mapped[str | None] = field(
        TEXT,
        "Our side",
        6,
        width=24,
        audience="full",
        aliases=("minister", "official", "recipient name", "received by", "colleague"),
    )
    value: Mapped[int | None] = field(
        MONEY,
        "Value",
        7,
        width=12,
        currency="currency",
        audience="full",
        aliases=("value", "estimated value", "market value", "cost"),
    )
    currency: Mapped[str | None] = field(
        CHOICE,
        "Currency",
        8,
        width=6,
        vocabulary=v.CURRENCIES,
        audience="full",
        aliases=("currency",),
    )
    value_as_declared: Mapped[str | None] = field(
        TEXT,
        "Value as declared",
        9,
        width=16,
        audience="full",
        help="In words: over the limit.",
    )
    given_on: Mapped[date | None] = field(
        DATE,
        "Date",
        10,
        width=12,
        listed=True,
        aliases=("date", "date received", "date given", "given on", "received on"),
    )
    outcome: Mapped[str | None] = field(
        TEXT,
        "What became of it",
        11,
        width=28,
        audience="full",
        aliases=("outcome", "disposition", "disposal", "location"),
    )
    item: Mapped[str | None] = field(REFERENCE, "At", 12, width=26, target="agenda_item")
    notes: Mapped[str | None] = field(
        NOTE,
        "Notes",
        13,
        width=40,
        audience="full",
        aliases=(
            "notes",
            "remarks",
            "comments",
        ),
    )
