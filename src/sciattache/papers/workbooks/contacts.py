"""The contact list: everybody who takes part or is met, and the numbers to have at hand."""

from __future__ import annotations

from collections.abc import Iterator

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.standards import phones
from sciattache.interchange.tables.sheet import Column, Sheet, Value
from sciattache.papers.reader import GONE, Reader
from sciattache.papers.values import said
from sciattache.papers.workbooks.sheets import first_and_rest, plain, sheet, told, trimmed
from sciattache.services.dossier import Dossier

_ALWAYS = ("name",)


def contact_list(dossier: Dossier, reader: Reader) -> list[Sheet]:
    """People, and numbers: our office, the drivers, the hotels."""
    people, numbers = _people(dossier, reader), _numbers(dossier, reader)
    return [people, numbers] if numbers.rows else [people]


def _people(dossier: Dossier, reader: Reader) -> Sheet:
    """A row for each participant who comes, then for each contact of the programme."""
    say = reader.say
    columns = (
        told(reader, Participation, "side"),
        Column("name", say("column.name"), "text", 0, leads=True),
        Column("family_name", reader.field(Person.field("family_name")), "text", 18),
        Column("given_name", reader.field(Person.field("given_name")), "text", 16),
        Column("native_name", say("column.native_name"), "text", 18),
        told(reader, Participation, "role"),
        Column("title", say("column.function"), "text", 30),
        Column("organisation", say("column.organisation"), "text", 30),
        Column("country", say("column.country"), "text", 16),
        Column("phone", say("column.phone"), "phone", 20),
        Column("phones", say("column.other_phones"), "phone", 20),
        Column("onsite_phone", reader.field(Participation.field("onsite_phone")), "phone", 20),
        Column("email", say("column.email")),
        Column("emails", say("column.other_emails")),
        Column("languages", reader.field(Person.field("languages")), "text", 22),
    )
    coming = [
        one
        for one in dossier.participants
        if one.rsvp != "declined" and one.person in dossier.people
    ]
    rows = [_participant(dossier, reader, one) for one in coming]
    listed = {one.person for one in dossier.participants}
    shown = (item for item in dossier.items if reader.is_office or item.status not in GONE)
    met = dict.fromkeys(item.contact for item in shown if item.contact)
    rows += [
        _contact(dossier, reader, dossier.people[id])
        for id in met
        if id in dossier.people and id not in listed
    ]
    kept, rows_ = trimmed(columns, rows, keep=_ALWAYS)
    return sheet(dossier, reader, "Contacts", say("paper.contact-list"), kept, rows_)


def _participant(dossier: Dossier, reader: Reader, one: Participation) -> list[Value]:
    code = dossier.country_of(one)
    return [
        reader.choice(one, "side"),
        *_names(reader, dossier.people[one.person]),
        reader.role(one, dossier.people[one.person]),
        dossier.title_of(one),
        _name(dossier.organisation_of(one)),
        reader.word("country", code) if code else None,
        *_points(reader, dossier.people[one.person], _phone(reader.text(one, "onsite_phone"))),
    ]


def _contact(dossier: Dossier, reader: Reader, person: Person) -> list[Value]:
    """Somebody who is met and takes no other part."""
    role = dossier.roles.get(person.id)
    return [
        reader.word("side", "host"),
        *_names(reader, person),
        None,
        role.title if role else None,
        _name(dossier.organisations.get(role.organisation or "")) if role else None,
        reader.choice(person, "country"),
        *_points(reader, person, None),
    ]


def _names(reader: Reader, person: Person) -> list[Value]:
    return [reader.name(person), person.family_name, person.given_name, person.native_name]


def _points(reader: Reader, person: Person, onsite: str | None) -> list[Value]:
    languages = (reader.word("language", code) for code in reader.see(person, "languages") or ())
    return [
        *first_and_rest(reader.points(person, "phones")),
        onsite,
        *first_and_rest(reader.points(person, "emails")),
        reader.listed(languages),
    ]


def _numbers(dossier: Dossier, reader: Reader) -> Sheet:
    """Whom to ring for what."""
    columns = (
        Column("what", reader.say("column.what_for"), "text", 26),
        Column("name", reader.say("column.name"), "text", 32),
        Column("phone", reader.say("column.phone"), "phone", 24),
        Column("other", reader.say("column.other_phones"), "phone", 24),
        Column("email", reader.say("column.email")),
        Column("address", reader.field(Stay.field("address")), "text", 40),
    )
    rows = [
        *_emergency(dossier, reader),
        *_lead(dossier, reader),
        *_drivers(dossier, reader),
        *_hotels(dossier, reader),
    ]
    kept, rows_ = trimmed(columns, rows, keep=_ALWAYS)
    return sheet(dossier, reader, "Numbers", reader.say("heading.numbers"), kept, rows_)


def _emergency(dossier: Dossier, reader: Reader) -> Iterator[list[Value]]:
    said = reader.text(dossier.engagement, "emergency")
    if said:
        yield [reader.say("heading.emergency"), said, None, None, None, None]


def _lead(dossier: Dossier, reader: Reader) -> Iterator[list[Value]]:
    lead = dossier.colleagues.get(reader.see(dossier.engagement, "lead") or "")
    if lead is not None:
        numbers = first_and_rest(reader.points(lead, "phones"))
        email, _ = first_and_rest(reader.points(lead, "emails"))
        yield [reader.say("fact.lead"), lead.name, *numbers, email, None]


def _drivers(dossier: Dossier, reader: Reader) -> Iterator[list[Value]]:
    for car in dossier.vehicles:
        if car.driver or car.driver_phone:
            name = " · ".join(filter(None, (reader.text(car, "driver"), car.name)))
            phone = _phone(reader.text(car, "driver_phone"))
            yield [reader.say("column.driver"), name, phone, None, None, None]


def _hotels(dossier: Dossier, reader: Reader) -> Iterator[list[Value]]:
    """Each hotel once, with the numbers of its stay, else those of its place."""
    seen: set[str] = set()
    for stay in dossier.stays:
        off = stay.state == "cancelled" or stay.person in dossier.absent
        if off or not stay.hotel or stay.hotel in seen:
            continue
        seen.add(stay.hotel)
        place = dossier.places.get(stay.place or "")
        own = [_phone(stay.phone)] if stay.phone else []
        numbers = first_and_rest(own or reader.points(place, "phones"))
        where = said(dossier, reader, place, Place.field("address")) if place else ""
        address = stay.address or where.replace("\n", ", ")
        yield [reader.say("column.hotel"), stay.hotel, *numbers, None, plain(address)]


def _phone(text: str | None) -> str:
    return phones.shown(text) if text else ""


def _name(organisation: Organisation | None) -> str | None:
    return organisation.name if organisation else None
