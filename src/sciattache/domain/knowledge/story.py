"""A story: what became of the office's work, told so that it can be told on."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import BLOB, CHOICE, DATE, FLAG, MONEY, NOTE, NUMBER, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Story(Record):
    """A success in a few sentences and figures, with a picture and somebody's words."""

    __tablename__ = "story"
    about = About(
        70,
        "Story",
        "Stories",
        "knowledge",
        ("title",),
        same_if=(("engagement", "title"), ("title", "organisation"), ("title",)),
    )

    title: Mapped[str] = field(
        TEXT,
        "Title",
        1,
        required=True,
        width=40,
        search=True,
        aliases=("title", "headline", "story"),
    )
    engagement: Mapped[str | None] = field(
        REFERENCE, "Engagement", 2, width=28, target="engagement", listed=True
    )
    person: Mapped[str | None] = field(
        REFERENCE, "Person", 3, width=26, target="person", listed=True
    )
    organisation: Mapped[str | None] = field(
        REFERENCE, "Organisation", 4, width=28, target="organisation", listed=True
    )
    happened_on: Mapped[date | None] = field(
        DATE, "Date", 5, width=12, listed=True, aliases=("date", "happened on")
    )
    summary: Mapped[str | None] = field(
        NOTE,
        "Summary",
        6,
        width=60,
        search=True,
        aliases=("summary", "description"),
        help="What was wanted and what we did, for a reader who knows neither side.",
    )
    result: Mapped[str | None] = field(
        NOTE, "Result", 7, width=60, search=True, aliases=("result", "results", "outcome")
    )
    invested: Mapped[int | None] = field(
        MONEY, "Invested", 8, width=14, currency="currency", aliases=("invested", "cost")
    )
    returned: Mapped[int | None] = field(
        MONEY, "Returned", 9, width=14, currency="currency", aliases=("returned", "return")
    )
    currency: Mapped[str | None] = field(
        CHOICE, "Currency", 10, width=6, vocabulary=v.CURRENCIES, aliases=("currency",)
    )
    social_impact: Mapped[str | None] = field(
        NOTE, "Social impact", 11, width=48, search=True, aliases=("social impact", "impact")
    )
    jobs: Mapped[int | None] = field(NUMBER, "Jobs", 12, width=8, aliases=("jobs",))
    quote: Mapped[str | None] = field(
        NOTE, "Quotation", 13, width=48, search=True, aliases=("quote", "quotation")
    )
    quoted: Mapped[str | None] = field(REFERENCE, "In the words of", 14, width=26, target="person")
    picture: Mapped[str | None] = field(BLOB, "Picture", 15, width=8)
    quotable: Mapped[bool | None] = field(
        FLAG,
        "May be told",
        16,
        width=6,
        audience="full",
        listed=True,
        help="All who are named have agreed that it is told outside the office.",
    )
    handling: Mapped[str | None] = field(
        REFERENCE, "Marking", 17, width=16, target="handling", audience="full"
    )
    kind: Mapped[str | None] = field(
        CHOICE,
        "Kind of outcome",
        18,
        width=20,
        vocabulary=v.OUTCOME_KINDS,
        listed=True,
        aliases=("kind", "outcome", "type"),
        help="What headquarters counts it as.",
    )
