"""What a contact card says, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["individual", "group", "org", "location"]


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in parts; a part with several names keeps them in one text."""

    prefix: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    suffix: str = ""

    def __bool__(self) -> bool:
        return any((self.prefix, self.given, self.additional, self.family, self.suffix))

    def western(self) -> str:
        """The parts in Western order: prefix, given, additional, family, suffix."""
        parts = (self.prefix, self.given, self.additional, self.family, self.suffix)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class NativeName:
    """The same name in the person's own script; `language` is a BCP 47 tag or empty."""

    full_name: str = ""
    parts: NameParts = NameParts()
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.full_name or self.parts)


@dataclass(frozen=True, slots=True)
class Point:
    """One labelled value: a telephone number, an address of mail, a link, a date, a relation."""

    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Handle:
    """A name on a messaging service; `service` is empty where the card does not tell it."""

    service: str
    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; `formatted` is the delivery label as it would be printed."""

    po_box: str = ""
    extended: str = ""
    street: str = ""
    locality: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    country_code: str = ""
    formatted: str = ""
    label: str = ""
    preferred: bool = False

    def components(self) -> tuple[str, ...]:
        """The seven components in the order of RFC 6350, 6.3.1."""
        return (
            self.po_box,
            self.extended,
            self.street,
            self.locality,
            self.region,
            self.postal_code,
            self.country,
        )


@dataclass(frozen=True, slots=True)
class Position:
    """A place held: the organisation with its units, the title and the role in it."""

    organisation: tuple[str, ...] = ()
    title: str = ""
    role: str = ""

    def __bool__(self) -> bool:
        return bool(self.organisation or self.title or self.role)


@dataclass(frozen=True, slots=True)
class Card:
    """A contact as plain values.

    Dates are ISO 8601 where the source gives a whole date; a partial date stays text ("--0412",
    "1985-04"). `geo` is "latitude,longitude" in degrees. `gender` is one letter of RFC 6350
    (M, F, O, N, U), a text, or "letter;text". `extra` keeps every property that has no field
    here: its name with parameters, and its value still escaped as on a vCard 4.0 line
    (`values.plain` undoes that).
    """

    kind: Kind = "individual"
    full_name: str = ""
    name: NameParts = NameParts()
    nickname: str = ""
    native: NativeName = NativeName()
    phonetic: NameParts = NameParts()
    emails: tuple[Point, ...] = ()
    phones: tuple[Point, ...] = ()
    addresses: tuple[Address, ...] = ()
    links: tuple[Point, ...] = ()
    messaging: tuple[Handle, ...] = ()
    organisation: tuple[str, ...] = ()
    title: str = ""
    role: str = ""
    other_positions: tuple[Position, ...] = ()
    birthday: str = ""
    anniversary: str = ""
    dates: tuple[Point, ...] = ()
    gender: str = ""
    languages: tuple[str, ...] = ()
    zone: str = ""
    geo: str = ""
    categories: tuple[str, ...] = ()
    note: str = ""
    photo: bytes | None = field(default=None, repr=False)
    photo_type: str = ""
    photo_url: str = ""
    uid: str = ""
    rev: str = ""
    related: tuple[Point, ...] = ()
    members: tuple[str, ...] = ()
    sort_string: str = ""
    orcid: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held: cards and complaints, each with the line (or row) where it stands."""

    cards: tuple[tuple[int, Card], ...] = ()
    problems: tuple[tuple[int, str], ...] = ()


def shown_name(card: Card) -> str:
    """The best text to call a card by: a name, else the organisation, mail, or number."""
    organisation = card.organisation[0] if card.organisation else ""
    first_mail = card.emails[0].value if card.emails else ""
    first_phone = card.phones[0].value if card.phones else ""
    choices = (
        card.full_name,
        card.name.western(),
        card.native.full_name,
        organisation,
        card.nickname,
        first_mail,
        first_phone,
    )
    return next((choice for choice in choices if choice), "")
