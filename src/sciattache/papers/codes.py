"""What a QR code holds: a contact small enough to be scanned."""

from __future__ import annotations

from collections.abc import Sequence

from sciattache.domain.points import Point as OurPoint
from sciattache.domain.programmes.participation import Participation
from sciattache.interchange import from_cards
from sciattache.interchange.cards.card import Card, Point
from sciattache.interchange.cards.write import write
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier


def contact(dossier: Dossier, reader: Reader, one: Participation) -> str:
    """A participant's card: names, role, and the contact points that may be read."""
    person = dossier.people[one.person]
    organisation = dossier.organisation_of(one)
    whole = from_cards.card(person)
    short = Card(
        full_name=whole.full_name,
        name=whole.name,
        organisation=(organisation.name,) if organisation else (),
        title=dossier.title_of(one),
        phones=_open(whole.phones, reader.see(person, "phones"))[:2],
        emails=_open(whole.emails, reader.see(person, "emails"))[:2],
    )
    return write([short], "3.0").decode()


def _open(points: Sequence[Point], seen: Sequence[OurPoint] | None) -> tuple[Point, ...]:
    """The points of a card that may be read."""
    known = {point.value for point in seen or ()}
    return tuple(point for point in points if point.value in known)
