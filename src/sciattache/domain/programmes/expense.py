"""What something costs, estimated and actual, and who pays."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, DATE, MONEY, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Expense(Record):
    """A line of an engagement's budget."""

    __tablename__ = "expense"
    about = About(
        29,
        "Expense",
        "Expenses",
        "programmes",
        ("label",),
        same_if=(
            ("engagement", "label", "person", "paid_on"),
            ("engagement", "label", "paid_on"),
            ("engagement", "label"),
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
        listed=True,
    )
    label: Mapped[str] = field(
        TEXT,
        "What",
        2,
        required=True,
        width=34,
        search=True,
        aliases=(
            "what",
            "item",
            "description",
            "expense",
            "category",
            "expense item",
            "expenditure",
            "cost item",
            "budget line",
            "expense type",
        ),
    )
    kind: Mapped[str | None] = field(
        CHOICE,
        "Kind",
        3,
        width=18,
        vocabulary=v.EXPENSE_KINDS,
        default="other",
        listed=True,
        aliases=("kind",),
    )
    estimate: Mapped[int | None] = field(
        MONEY,
        "Estimate",
        4,
        width=14,
        currency="currency",
        listed=True,
        audience="full",
        aliases=("estimate", "budget", "projected", "projected cost", "estimated"),
    )
    actual: Mapped[int | None] = field(
        MONEY,
        "Actual",
        5,
        width=14,
        currency="currency",
        listed=True,
        audience="full",
        aliases=(
            "actual",
            "actual cost",
            "amount",
            "cost",
            "total",
            "total cost",
            "price",
            "spent",
            "amount paid",
            "paid",
        ),
    )
    currency: Mapped[str] = field(
        CHOICE,
        "Currency",
        6,
        required=True,
        width=6,
        vocabulary=v.CURRENCIES,
        default="EUR",
        listed=True,
        aliases=("currency", "ccy"),
    )
    payer: Mapped[str | None] = field(
        CHOICE, "Who pays", 7, width=14, vocabulary=v.PAYERS, default="mission"
    )
    paid_on: Mapped[date | None] = field(
        DATE,
        "Paid on",
        8,
        width=12,
        aliases=(
            "date",
            "paid on",
            "date paid",
            "payment date",
            "invoice date",
            "transaction date",
        ),
    )
    person: Mapped[str | None] = field(
        REFERENCE,
        "For whom",
        9,
        width=26,
        target="person",
        aliases=(
            "traveller",
            "person",
            "employee",
            "claimant",
        ),
    )
    supplier: Mapped[str | None] = field(
        REFERENCE,
        "Supplier",
        10,
        width=26,
        target="organisation",
        aliases=(
            "supplier",
            "vendor",
            "payee",
            "merchant",
        ),
    )
    voucher: Mapped[str | None] = field(
        TEXT,
        "Voucher",
        11,
        width=14,
        audience="full",
        aliases=(
            "voucher",
            "receipt",
            "invoice",
            "invoice number",
            "transaction number",
        ),
    )
    notes: Mapped[str | None] = field(
        NOTE,
        "Notes",
        12,
        width=40,
        audience="full",
        aliases=(
            "notes",
            "remarks",
            "comments",
        ),
    )
