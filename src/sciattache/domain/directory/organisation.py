"""An organisation: university, company, ministry, investor, agency."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import (
    BLOB,
    CHOICE,
    CHOICES,
    IDENTIFIER,
    MONEY,
    NOTE,
    NUMBER,
    POINTS,
    REFERENCE,
    TEXT,
)
from sciattache.domain.points import Address, Point
from sciattache.domain.records import About, Record


def _title(name: str | None, acronym: str | None) -> str:
    if name and acronym and acronym.casefold() not in name.casefold():
        return f"{name} ({acronym})"
    return name or acronym or ""


def _order(name: str | None, acronym: str | None) -> str:
    text = (name or acronym or "").strip()
    return text.removeprefix("The ").removeprefix("the ")


class Organisation(Record):
    """A body that people act for."""

    __tablename__ = "organisation"
    about = About(
        2,
        "Organisation",
        "Organisations",
        "directory",
        ("name", "acronym"),
        _title,
        _order,
        same_if=(
            ("card_uid",),
            ("ror",),
            ("registration",),
            ("=title",),
            ("name",),
            ("acronym", "country"),
        ),
    )

    name: Mapped[str] = field(
        TEXT,
        "Name",
        1,
        required=True,
        width=36,
        search=True,
        vcard="ORG",
        aliases=(
            "organisation",
            "organization",
            "company",
            "institution",
            "employer",
            "affiliation",
            "société",
            "organisme",
            "firma",
            "empresa",
            "org name",
            "company name",
            "organization name",
            "organisation name",
            "institution name",
            "agency",
            "site name",
            "legal name",
            "entity",
            "university",
            "school",
            "org",
        ),
    )
    native_name: Mapped[str | None] = field(
        TEXT,
        "Name in own script",
        2,
        width=30,
        search=True,
        listed=True,
        aliases=("native name",),
    )
    acronym: Mapped[str | None] = field(
        TEXT,
        "Acronym",
        3,
        width=10,
        search=True,
        aliases=("acronym", "short name", "abbreviation"),
    )
    other_names: Mapped[str | None] = field(
        TEXT,
        "Other names",
        4,
        width=30,
        search=True,
        aliases=("aliases", "former names"),
        help="Former names and translations, separated by semicolons.",
    )
    kind: Mapped[str | None] = field(
        CHOICE,
        "Kind",
        5,
        width=22,
        vocabulary=v.ORGANISATION_KINDS,
        listed=True,
        aliases=(
            "type",
            "organisation type",
            "activity type",
            "kind",
            "organization type",
            "category",
            "legal form",
        ),
    )
    parent: Mapped[str | None] = field(
        REFERENCE,
        "Part of",
        6,
        width=30,
        target="organisation",
        aliases=("parent", "parent organisation"),
    )
    ror: Mapped[str | None] = field(
        IDENTIFIER,
        "ROR",
        7,
        width=24,
        scheme="ror",
        search=True,
        aliases=("ror", "ror id"),
    )
    registration: Mapped[str | None] = field(
        TEXT,
        "Registration number",
        8,
        width=18,
        search=True,
        aliases=("vat", "vat number", "siren", "company number", "duns", "id number"),
    )
    country: Mapped[str | None] = field(
        CHOICE,
        "Country",
        9,
        width=18,
        vocabulary=v.COUNTRIES,
        listed=True,
        aliases=("country", "pays", "land", "país", "country code"),
    )
    region: Mapped[str | None] = field(
        TEXT, "Region", 10, width=18, aliases=("state", "province", "region")
    )
    city: Mapped[str | None] = field(
        TEXT,
        "City",
        11,
        width=18,
        search=True,
        listed=True,
        aliases=("city", "town", "ville", "location", "stadt", "ciudad"),
    )
    sectors: Mapped[tuple[str, ...] | None] = field(
        CHOICES,
        "Sectors",
        12,
        width=26,
        vocabulary=v.SECTORS,
        listed=True,
        aliases=("sector", "sectors", "industry"),
    )
    topics: Mapped[str | None] = field(
        TEXT,
        "Capacity",
        13,
        width=36,
        search=True,
        aliases=("capabilities", "capacity", "keywords", "expertise"),
        help="What it can do and what it is known for.",
    )
    description: Mapped[str | None] = field(
        NOTE,
        "Description",
        14,
        width=60,
        search=True,
        aliases=("description", "about", "profile"),
    )
    emails: Mapped[tuple[Point, ...] | None] = field(
        POINTS,
        "E-mail",
        15,
        width=28,
        scheme="email",
        search=True,
        aliases=("email", "e-mail", "e-mail address", "email address", "contact email"),
    )
    phones: Mapped[tuple[Point, ...] | None] = field(
        POINTS,
        "Phone",
        16,
        width=20,
        scheme="phone",
        search=True,
        aliases=("phone", "telephone", "tel", "phone number", "telephone number"),
    )
    addresses: Mapped[tuple[Address, ...] | None] = field(
        POINTS,
        "Address",
        17,
        width=32,
        scheme="address",
        aliases=("address", "street", "adresse"),
    )
    links: Mapped[tuple[Point, ...] | None] = field(
        POINTS,
        "Links",
        18,
        width=28,
        scheme="link",
        aliases=(
            "website",
            "url",
            "web",
            "organization url",
            "web page",
            "web pages",
            "homepage",
            "site web",
        ),
    )
    founded: Mapped[int | None] = field(
        NUMBER, "Founded", 19, width=8, aliases=("founded", "year founded")
    )
    employees: Mapped[int | None] = field(
        NUMBER, "Employees", 20, width=10, aliases=("employees", "staff")
    )
    capital: Mapped[int | None] = field(
        MONEY,
        "Funds or capital raised",
        21,
        width=16,
        currency="currency",
        audience="full",
        help="For an investor the fund's size, for a company what it has raised.",
    )
    currency: Mapped[str | None] = field(
        CHOICE, "Currency", 22, width=6, vocabulary=v.CURRENCIES, audience="full"
    )
    dealing: Mapped[str | None] = field(NOTE, "How to deal with", 23, width=40, audience="full")
    logo: Mapped[str | None] = field(BLOB, "Logo", 24, width=8)
    notes: Mapped[str | None] = field(
        NOTE,
        "Notes",
        25,
        width=48,
        search=True,
        audience="full",
        aliases=("notes", "remarks", "comments", "note", "remark", "comment"),
    )
    card_uid: Mapped[str | None] = field(
        TEXT, "Card identity", 26, width=20, vcard="UID", audience="full"
    )
    handling: Mapped[str | None] = field(
        REFERENCE, "Marking", 27, width=16, target="handling", audience="full"
    )
    card_rest: Mapped[str | None] = field(
        NOTE,
        "Other card entries",
        28,
        width=30,
        audience="full",
        help="Entries of an imported card that have no field of their own.",
    )
    hours: Mapped[str | None] = field(
        IDENTIFIER,
        "Opening hours",
        29,
        width=24,
        scheme="opening_hours",
        help="As OpenStreetMap writes them: Mo-Fr 09:00-17:00; PH off.",
    )
