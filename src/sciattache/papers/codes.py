"""What a QR code holds: a contact small enough to be scanned."""

from __future__ import annotations

from sciattache.domain.programmes.participation import Participation
from sciattache.interchange import from_cards
from sciattache.interchange.cards.card import Card
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
        phones=whole.phones[:2] if reader.see(person, "phones") else (),
        emails=whole.emails[:2] if reader.see(person, "emails") else (),
    )
    return write([short], "3.0").decode()
