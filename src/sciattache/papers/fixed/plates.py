"""Name badges and place cards from the participants of an engagement."""

from __future__ import annotations

from sciattache.papers.fixed.badges import Badge, badges
from sciattache.papers.fixed.imprints import Imprint
from sciattache.papers.fixed.place_cards import PlaceCard, place_cards
from sciattache.papers.fixed.stock import Stock
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

_HAN = {"JP": "ja", "KR": "ko", "KP": "ko", "TW": "zh-TW", "HK": "zh-HK", "MO": "zh-MO"}
"""The languages of the countries that do not write Han characters as mainland China does."""


def name_badges(
    dossier: Dossier, reader: Reader, imprint: Imprint, stock: Stock, start: int
) -> bytes:
    """A badge for everybody who has not declined, in the order of the list."""
    made = []
    for one in dossier.participants:
        person = dossier.people.get(one.person)
        if person is None or one.rsvp == "declined":
            continue
        organisation = dossier.organisation_of(one)
        country = dossier.country_of(one)
        made.append(
            Badge(
                name=one.badge_name or reader.plain_name(person),
                native_name=person.native_name or "",
                organisation=organisation.name if organisation else "",
                country=reader.word("country", country) if country else "",
                role=reader.role(one, person) if one.role not in (None, "member") else "",
                native_language=_HAN.get(person.country or "", ""),
            )
        )
    return badges(made, stock, imprint=imprint, start=start)


def cards(dossier: Dossier, reader: Reader, imprint: Imprint, stock: Stock, start: int) -> bytes:
    """A place card for everybody at the table: guests, hosts and our own."""
    made = []
    for one in dossier.participants:
        person = dossier.people.get(one.person)
        if person is None or one.rsvp == "declined" or one.side in ("support", "press"):
            continue
        organisation = dossier.organisation_of(one)
        made.append(
            PlaceCard(
                name=reader.name(person),
                native_name=person.native_name or "",
                line=organisation.name if organisation else "",
                native_language=_HAN.get(person.country or "", ""),
            )
        )
    return place_cards(made, stock, imprint=imprint, start=start)
