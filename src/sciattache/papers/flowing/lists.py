"""Lists of who takes part: the delegation list, and the contact sheet with codes to scan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.standards.text import fold
from sciattache.papers import codes
from sciattache.papers.blocks import Block, Card, Cards, Entry, Heading, People, Text
from sciattache.papers.flowing.biographies import shown_part
from sciattache.papers.reader import Reader
from sciattache.papers.values import diets
from sciattache.services.dossier import Dossier

_LISTED = ("guest", "host", "mission", "support", "press")


def delegation_list(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """Who comes and who receives, side by side of the table, each side in its order.

    The press reads of those in public roles; hosts also what people eat and need.
    """
    blocks: list[Block] = []
    for side, group in groupby(shown(dossier), key=lambda one: one.side or "guest"):
        blocks.append(Heading(reader.word("side.plural", side)))
        blocks += _delegations(dossier, reader, list(group))
    return tuple(blocks) or (Text((reader.say("people.none"),)),)


def _delegations(
    dossier: Dossier, reader: Reader, group: Sequence[Participation]
) -> Iterable[Block]:
    """One side's people; where several countries sent them, delegation by delegation."""
    countries = {one.country for one in group if one.country}
    one_visit = dossier.engagement.guest_country or dossier.engagement.guest_organisation
    if one_visit or len(countries) < 2:
        yield People(tuple(entry(dossier, reader, one) for one in group), numbered=True)
        return
    named = list(dict.fromkeys(one.country for one in group if one.country))
    if dossier.engagement.precedence_rule not in ("country", "rotation"):
        named.sort(key=lambda code: fold(reader.word("country", code)))
    for country in [*named, None]:
        members = tuple(
            entry(dossier, reader, p, country=not country) for p in group if p.country == country
        )
        if members:
            named_so = reader.word("country", country) if country else reader.say("others")
            yield Heading(named_so, 2)
            yield People(members, numbered=True)


def contact_sheet(dossier: Dossier, reader: Reader) -> tuple[Block, ...]:
    """Everybody's contact points that the audience may have, each with a code for a telephone."""
    blocks: list[Block] = []
    for side, group in groupby(shown(dossier), key=lambda one: one.side or "guest"):
        cards = tuple(card for one in group for card in _card(dossier, reader, one))
        if cards:
            blocks += [Heading(reader.word("side.plural", side)), Cards(cards)]
    return tuple(blocks) or (Text((reader.say("contacts.none"),)),)


def shown(dossier: Dossier) -> list[Participation]:
    """Participants who have not declined and whose person is known."""
    return [p for p in dossier.participants if p.rsvp != "declined" and p.person in dossier.people]


def entry(dossier: Dossier, reader: Reader, one: Participation, *, country: bool = True) -> Entry:
    """A participant as a list introduces them; contact points for the office alone."""
    person = dossier.people[one.person]
    organisation = dossier.organisation_of(one)
    role = reader.role(one, person) if one.role not in (None, "member") else ""
    code = dossier.country_of(one) if country else None
    home = reader.word("country", code) if code else ""
    contacts = (*reader.points(person, "phones"), *reader.points(person, "emails"))
    return Entry(
        name=reader.name(person),
        native_name=person.native_name or "",
        title=dossier.title_of(one),
        organisation=" · ".join(filter(None, (organisation.name if organisation else "", home))),
        contacts=contacts if reader.is_office else (),
        remarks="\n".join(filter(None, (role, *_care(reader, one, person)))),
        photo=dossier.photos.get(person.id),
        box=shown_part(person),
    )


def _care(reader: Reader, one: Participation, person: Person) -> Iterable[str]:
    """What a host provides for; the office has a paper of its own for that."""
    if reader.audience == "host":
        diet = reader.listed(reader.word("diet", code) for code in diets(reader, one, person))
        yield reader.pair(reader.say("column.diet"), diet)
        yield reader.text(one, "needs") or reader.text(person, "needs")


def _card(dossier: Dossier, reader: Reader, one: Participation) -> Iterable[Card]:
    person = dossier.people[one.person]
    phones, emails = reader.points(person, "phones"), reader.points(person, "emails")
    if not (phones or emails):
        return
    organisation = dossier.organisation_of(one)
    yield Card(
        name=reader.name_in_line(person),
        native_name=person.native_name or "",
        title=dossier.title_of(one),
        organisation=organisation.name if organisation else "",
        lines=(*phones, *emails),
        payload=codes.contact(dossier, reader, one),
    )
