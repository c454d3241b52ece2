"""A paragraph of the brief for an item: background, or a piece of the addendum."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record

_LONGEST = 80


def _called(title: str | None, text: str | None) -> str:
    """The title, else how the text begins."""
    return title or (text or "").partition("\n")[0][:_LONGEST]


class BriefParagraph(Record):
    """What one should know before a meeting, and whether it may be said there.

    The item's own background stands before its paragraphs.
    """

    __tablename__ = "brief_paragraph"
    about = About(
        39,
        "Paragraph of a brief",
        "Paragraphs of briefs",
        "programmes",
        ("title", "text"),
        _called,
        same_if=(("item", "part", "title"), ("item", "text")),
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
    part: Mapped[str | None] = field(
        CHOICE,
        "Part",
        2,
        width=12,
        vocabulary=v.BRIEF_PARTS,
        default="background",
        listed=True,
        audience="full",
    )
    position: Mapped[int | None] = field(NUMBER, "Order", 3, width=6, listed=True, audience="full")
    title: Mapped[str | None] = field(TEXT, "Title", 4, width=32, search=True, audience="full")
    text: Mapped[str] = field(
        NOTE,
        "Text",
        5,
        required=True,
        width=60,
        search=True,
        audience="full",
        aliases=("text", "paragraph"),
    )
    disclosure: Mapped[str | None] = field(
        CHOICE,
        "Disclosure",
        6,
        width=18,
        vocabulary=v.DISCLOSURES,
        default="not_to_be_disclosed",
        listed=True,
        audience="full",
        help="Whether it may be said to the other side.",
    )
