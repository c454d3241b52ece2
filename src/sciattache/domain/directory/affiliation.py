"""A role that a person holds at an organisation for a time."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from sciattache.domain.fields import field
from sciattache.domain.kinds import DATE, FLAG, NOTE, REFERENCE, TEXT
from sciattache.domain.records import About, Record


class Affiliation(Record):
    """Who works where, as what, from when to when."""

    __tablename__ = "affiliation"
    about = About(
        3,
        "Affiliation",
        "Affiliations",
        "directory",
        ("person", "organisation"),
        same_if=(
            ("person", "organisation"),
            ("person", "title"),
            ("person", "department"),
            ("person", "-organisation", "-title", "-department"),
        ),
    )

    person: Mapped[str] = field(
        REFERENCE,
        "Person",
        1,
        required=True,
        width=28,
        target="person",
        owner=True,
        listed=True,
        aliases=("person", "name"),
    )
    organisation: Mapped[str | None] = field(
        REFERENCE,
        "Organisation",
        2,
        width=32,
        target="organisation",
        listed=True,
        aliases=(
            "organisation",
            "organization",
            "company",
            "affiliation",
            "institution",
            "organisme",
            "firma",
            "société",
            "employer",
            "organization 1 - name",
        ),
    )
    title: Mapped[str | None] = field(
        TEXT,
        "Job title",
        3,
        width=28,
        search=True,
        listed=True,
        vcard="TITLE",
        aliases=(
            "job title",
            "position",
            "fonction",
            "function",
            "title",
            "role",
            "cargo",
            "funktion",
            "occupation",
            "designation",
            "post",
            "position title",
            "job",
        ),
    )
    department: Mapped[str | None] = field(
        TEXT,
        "Department",
        4,
        width=24,
        search=True,
        vcard="ORG.unit",
        aliases=(
            "department",
            "division",
            "unit",
            "service",
            "directorate",
            "section",
            "office",
            "bureau",
        ),
    )
    since: Mapped[date | None] = field(
        DATE, "Since", 5, width=12, aliases=("start date", "since", "from")
    )
    until: Mapped[date | None] = field(DATE, "Until", 6, width=12, aliases=("end date", "until"))
    main: Mapped[bool | None] = field(FLAG, "Main role", 7, width=6, default=True)
    notes: Mapped[str | None] = field(NOTE, "Notes", 8, width=40, audience="full")
