"""The people of a delegation as cards, with what an audience may know of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from sciattache.domain.programmes.participation import Participation
from sciattache.interchange import from_cards
from sciattache.interchange.cards.card import Card
from sciattache.interchange.cards.write import write
from sciattache.papers.reader import Reader
from sciattache.papers.redaction import given
from sciattache.services.dossier import Dossier


def contacts(
    dossier: Dossier, reader: Reader, *, version: Literal["4.0", "3.0"] = "4.0"
) -> tuple[bytes, int]:
    """The cards (vCard 4.0 or 3.0) of everybody who has not declined, and how many there are."""
    dossier, reader = given(dossier, reader)
    cards = [
        _card(dossier, reader, one)
        for one in dossier.participants
        if one.rsvp != "declined" and one.person in dossier.people
    ]
    return write(cards, version), len(cards)


def _card(dossier: Dossier, reader: Reader, one: Participation) -> Card:
    """A person's card with the title and organisation of this event."""
    person = dossier.people[one.person]
    organisation = dossier.organisation_of(one)
    whole = replace(
        from_cards.card(person, photo=dossier.photos.get(person.id)),
        organisation=(organisation.name,) if organisation else (),
        title=dossier.title_of(one),
    )
    if reader.is_office:
        return whole
    return Card(
        full_name=whole.full_name,
        name=whole.name,
        native=whole.native,
        organisation=whole.organisation,
        title=whole.title,
        emails=whole.emails if reader.see(person, "emails") else (),
        phones=whole.phones if reader.see(person, "phones") else (),
        links=whole.links if reader.see(person, "links") else (),
        photo=whole.photo if reader.see(person, "photo") else None,
        uid=f"urn:uuid:{person.id}",
    )
