"""A letter of the office, written once and filled in for each who gets it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Letter(Record):
    """The words of a letter in one language; ``{places}`` in them are filled in when it is made."""

    __tablename__ = "letter"
    about = About(
        56,
        "Letter",
        "Letters",
        "office",
        ("name",),
        same_if=(("name", "language"), ("name", "-language")),
    )

    name: Mapped[str] = field(TEXT, "Name", 1, required=True, width=28, search=True)
    occasion: Mapped[str | None] = field(
        CHOICE,
        "Occasion",
        2,
        width=14,
        vocabulary=v.LETTER_OCCASIONS,
        default="invitation",
        listed=True,
    )
    language: Mapped[str | None] = field(
        CHOICE, "Language", 3, width=14, vocabulary=v.LANGUAGES, listed=True
    )
    subject: Mapped[str | None] = field(
        TEXT, "Subject", 4, width=40, search=True, listed=True, aliases=("subject", "re")
    )
    body: Mapped[str] = field(
        NOTE,
        "Letter text",
        5,
        required=True,
        width=60,
        search=True,
        aliases=("body", "letter text", "text"),
        help="What stands in braces is filled in for each letter.",
    )
    closing: Mapped[str | None] = field(
        TEXT, "Closing", 6, width=30, help="The words before the signature."
    )
    signer: Mapped[str | None] = field(
        REFERENCE, "Signed by", 7, width=24, target="colleague", listed=True
    )
