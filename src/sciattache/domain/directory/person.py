"""A person: researcher, founder, investor or official."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import (
    BLOB,
    CHOICE,
    CHOICES,
    DATE,
    IDENTIFIER,
    NOTE,
    POINTS,
    REFERENCE,
    TEXT,
)
from sciattache.domain.points import Address, Point
from sciattache.domain.records import About, Record
from sciattache.domain.standards import names

_NAME = (
    "prefix",
    "given_name",
    "additional_names",
    "family_name",
    "suffix",
    "native_name",
    "name_order",
)
_REST = ("nickname", "emails", "phones")


@lru_cache(maxsize=256)  # the title and the sorting text are made of the same parts
def _parts(
    prefix: str | None,
    given: str | None,
    additional: str | None,
    family: str | None,
    suffix: str | None,
    native: str | None,
    order: str | None,
) -> names.NameParts:
    return names.NameParts(
        prefix=prefix or "",
        given=given or "",
        additional=additional or "",
        family=family or "",
        suffix=suffix or "",
        native=native or "",
        order=order or "given-first",
    )


def _title(*values: Any) -> str:
    parts = _parts(*values[: len(_NAME)])
    return names.shown(parts) or parts.native or _otherwise(*values[len(_NAME) :])


def _order(*values: Any) -> str:
    return names.sort_key(_parts(*values[: len(_NAME)])) or _otherwise(*values[len(_NAME) :])


def _otherwise(
    nickname: str | None, emails: tuple[Point, ...] | None, phones: tuple[Point, ...] | None
) -> str:
    """What to call somebody whose name nobody gave."""
    return nickname or next((point.value for point in (*(emails or ()), *(phones or ()))), "")


class Person(Record):
    """Somebody the office knows or may meet."""

    __tablename__ = "person"
    about = About(
        1,
        "Person",
        "People",
        "directory",
        (*_NAME, *_REST),
        _title,
        _order,
        same_if=(
            ("card_uid",),
            ("orcid",),
            ("=title", "emails"),
            ("emails",),
            ("=title", "phones"),
            ("=title",),
        ),
    )

    prefix: Mapped[str | None] = field(
        TEXT,
        "Honorific",
        1,
        width=10,
        vcard="N.prefix",
        aliases=(
            "title before name",
            "name prefix",
            "prefix",
            "salutation",
            "honorific",
            "anrede",
            "courtesy title",
            "name title",
            "civility",
            "style",
        ),
        help="As written before the name: Prof., Dr, H.E.",
    )
    given_name: Mapped[str | None] = field(
        TEXT,
        "Given name",
        2,
        width=18,
        search=True,
        vcard="N.given",
        aliases=(
            "first name",
            "forename",
            "given name",
            "prénom",
            "vorname",
            "nombre",
            "firstname",
            "first",
            "given",
            "given names",
            "forenames",
            "first names",
        ),
    )
    additional_names: Mapped[str | None] = field(
        TEXT,
        "Additional names",
        3,
        width=16,
        search=True,
        vcard="N.additional",
        aliases=(
            "middle name",
            "additional name",
            "second name",
            "middle",
            "middle initial",
            "patronymic",
        ),
    )
    family_name: Mapped[str | None] = field(
        TEXT,
        "Family name",
        4,
        width=20,
        search=True,
        vcard="N.family",
        aliases=(
            "last name",
            "surname",
            "family name",
            "nom",
            "nom de famille",
            "nachname",
            "apellido",
            "apellidos",
            "lastname",
            "last",
            "family",
            "surnames",
            "last names",
        ),
    )
    suffix: Mapped[str | None] = field(
        TEXT,
        "Suffix",
        5,
        width=8,
        vcard="N.suffix",
        aliases=("name suffix",),
    )
    native_name: Mapped[str | None] = field(
        TEXT,
        "Name in own script",
        6,
        width=20,
        search=True,
        listed=True,
        vcard="N.native",
        aliases=("native name", "name in native script", "chinese name", "arabic name"),
        help="The whole name as its owner writes it: 王小明, محمد علي.",
    )
    name_order: Mapped[str | None] = field(
        CHOICE,
        "Name order",
        7,
        width=16,
        vocabulary=v.NAME_ORDERS,
        default="given-first",
    )
    nickname: Mapped[str | None] = field(
        TEXT,
        "Known as",
        8,
        width=14,
        search=True,
        vcard="NICKNAME",
        aliases=("nickname",),
    )
    pronunciation: Mapped[str | None] = field(
        TEXT,
        "Pronunciation",
        9,
        width=20,
        vcard="PHONETIC",
        aliases=("yomi name", "phonetic name"),
        help="How to say the name aloud: uhn-GOH-zee.",
    )
    form_of_address: Mapped[str | None] = field(
        TEXT,
        "Form of address",
        10,
        width=22,
        help="As spoken: Your Excellency, Professor, Dr Li.",
    )
    salutation: Mapped[str | None] = field(
        TEXT,
        "Letter opening",
        11,
        width=26,
        help="How a letter opens: Dear Minister,",
    )
    gender: Mapped[str | None] = field(
        CHOICE,
        "Gender",
        12,
        width=8,
        vocabulary=v.GENDERS,
        vcard="GENDER",
        audience="full",
        aliases=("gender", "sex"),
    )
    rank: Mapped[str | None] = field(
        CHOICE,
        "Rank",
        13,
        width=20,
        vocabulary=v.RANKS,
        listed=True,
        aliases=("rank", "grade"),
    )
    nationality: Mapped[str | None] = field(
        CHOICE,
        "Nationality",
        14,
        width=18,
        vocabulary=v.COUNTRIES,
        audience="full",
        aliases=("nationality", "citizenship"),
    )
    country: Mapped[str | None] = field(
        CHOICE,
        "Country",
        15,
        width=18,
        vocabulary=v.COUNTRIES,
        listed=True,
        aliases=("country", "pays", "land", "país", "delegation", "state party", "bornCountry"),
        help="Where the person is based.",
    )
    city: Mapped[str | None] = field(
        TEXT,
        "City",
        16,
        width=18,
        search=True,
        aliases=("city", "town", "ville", "stadt", "ciudad"),
    )
    languages: Mapped[tuple[str, ...] | None] = field(
        CHOICES,
        "Languages",
        17,
        width=20,
        vocabulary=v.LANGUAGES,
        vcard="LANG",
        aliases=("language", "languages", "langues", "sprachen"),
    )
    emails: Mapped[tuple[Point, ...] | None] = field(
        POINTS,
        "E-mail",
        18,
        width=28,
        scheme="email",
        search=True,
        listed=True,
        vcard="EMAIL",
        aliases=(
            "email",
            "e-mail",
            "e-mail address",
            "mail",
            "courriel",
            "correo",
            "email address",
            "primary email",
            "work email",
            "business email",
            "e-mail address",
        ),
    )
    phones: Mapped[tuple[Point, ...] | None] = field(
        POINTS,
        "Phone",
        19,
        width=20,
        scheme="phone",
        search=True,
        listed=True,
        vcard="TEL",
        aliases=(
            "phone",
            "telephone",
            "tel",
            "mobile",
            "phone number",
            "téléphone",
            "telefon",
            "teléfono",
            "cell",
            "mobile phone",
            "mobile number",
            "cell phone",
            "telephone number",
            "contact number",
            "work phone",
            "business phone",
        ),
    )
    addresses: Mapped[tuple[Address, ...] | None] = field(
        POINTS,
        "Address",
        20,
        width=32,
        scheme="address",
        vcard="ADR",
        audience="full",
        aliases=("address", "postal address", "adresse", "dirección"),
    )
    links: Mapped[tuple[Point, ...] | None] = field(
        POINTS,
        "Links and messaging",
        21,
        width=28,
        scheme="link",
        vcard="URL",
        aliases=("website", "url", "web", "web page", "linkedin", "site web", "homepage"),
    )
    orcid: Mapped[str | None] = field(
        IDENTIFIER,
        "ORCID",
        22,
        width=20,
        scheme="orcid",
        search=True,
        aliases=("orcid id", "orcid"),
    )
    birthday: Mapped[str | None] = field(
        IDENTIFIER,
        "Birthday",
        23,
        width=12,
        scheme="partial-day",
        vcard="BDAY",
        audience="full",
        aliases=("birthday", "date of birth", "born", "naissance", "geburtstag"),
        help="The year may be left out: --04-12.",
    )
    sectors: Mapped[tuple[str, ...] | None] = field(
        CHOICES,
        "Sectors",
        24,
        width=24,
        vocabulary=v.SECTORS,
        aliases=("sector", "sectors"),
    )
    topics: Mapped[str | None] = field(
        TEXT,
        "Expertise",
        25,
        width=36,
        search=True,
        vcard="CATEGORIES",
        aliases=(
            "expertise",
            "topics",
            "keywords",
            "categories",
            "interests",
            "research interests",
        ),
    )
    biography: Mapped[str | None] = field(
        NOTE,
        "Biography",
        26,
        width=60,
        search=True,
        aliases=("biography", "bio", "cv"),
    )
    photo: Mapped[str | None] = field(BLOB, "Photograph", 27, width=8, vcard="PHOTO")
    diet: Mapped[tuple[str, ...] | None] = field(
        CHOICES,
        "Diet",
        28,
        width=16,
        vocabulary=v.DIETS,
        audience="full",
        aliases=("diet", "dietary requirements"),
    )
    needs: Mapped[str | None] = field(
        NOTE,
        "Needs",
        29,
        width=30,
        audience="full",
        aliases=("accessibility", "special needs"),
        help="Mobility and other practical needs.",
    )
    dealing: Mapped[str | None] = field(
        NOTE,
        "How to deal with",
        30,
        width=40,
        audience="full",
        help="What a colleague should know before the first handshake.",
    )
    assistant: Mapped[str | None] = field(
        TEXT,
        "Assistant",
        31,
        width=24,
        audience="full",
        aliases=("assistant", "assistant's name"),
    )
    consent: Mapped[str | None] = field(
        CHOICE,
        "Consent",
        32,
        width=14,
        vocabulary=v.CONSENTS,
        default="unknown",
        audience="full",
    )
    consent_on: Mapped[date | None] = field(DATE, "Consent of", 33, width=12, audience="full")
    retain_until: Mapped[date | None] = field(DATE, "Keep until", 34, width=12, audience="full")
    source: Mapped[str | None] = field(
        TEXT,
        "Source",
        35,
        width=20,
        audience="full",
        help="Where the office has the contact from.",
    )
    notes: Mapped[str | None] = field(
        NOTE,
        "Notes",
        36,
        width=48,
        search=True,
        vcard="NOTE",
        audience="full",
        aliases=("notes", "note", "remarks", "comments", "remarques", "bemerkungen"),
    )
    card_uid: Mapped[str | None] = field(
        TEXT,
        "Card identity",
        37,
        width=20,
        vcard="UID",
        audience="full",
        help="The identity under which an address book knows this card.",
    )
    card_rest: Mapped[str | None] = field(
        NOTE,
        "Other card entries",
        38,
        width=30,
        audience="full",
        help="Entries of an imported card that have no field of their own.",
    )
    handling: Mapped[str | None] = field(
        REFERENCE,
        "Marking",
        39,
        width=16,
        target="handling",
        audience="full",
    )
    photo_box: Mapped[str | None] = field(
        IDENTIFIER,
        "Part of the photograph",
        40,
        width=18,
        scheme="photo_box",
        help="The part of the photograph that papers show.",
    )

    @property
    def name(self) -> names.NameParts:
        """The parts of the name, for showing and sorting."""
        return _parts(*(getattr(self, part) for part in _NAME))
