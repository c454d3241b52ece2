"""The ministry's own name of a country in one language."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, TEXT
from sciattache.domain.records import About, Record


class CountryName(Record):
    """What papers call a country in place of the usual name."""

    __tablename__ = "country_name"
    about = About(
        58,
        "Name of a country",
        "Names of countries",
        "office",
        ("name",),
        same_if=(("country", "language"),),
    )

    country: Mapped[str] = field(
        CHOICE,
        "Country",
        1,
        required=True,
        width=20,
        vocabulary=v.COUNTRIES,
        listed=True,
        aliases=("country", "country code", "iso"),
    )
    language: Mapped[str] = field(
        CHOICE,
        "Language",
        2,
        required=True,
        width=14,
        vocabulary=v.LANGUAGES,
        listed=True,
        aliases=("language",),
    )
    name: Mapped[str] = field(
        TEXT,
        "Name",
        3,
        required=True,
        width=32,
        search=True,
        aliases=("name", "official name", "name of the country"),
        help="The ministry’s own name of the country.",
    )
