"""What a colleague should know before meeting a person, or calling on an organisation."""

from __future__ import annotations

from collections.abc import Iterable

from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.records import Record
from sciattache.papers import words
from sciattache.papers.blocks import (
    Block,
    Column,
    Entry,
    Facts,
    Grid,
    Heading,
    Note,
    People,
    Text,
    direction,
    filled,
)
from sciattache.papers.flowing.biographies import biography
from sciattache.papers.reader import Reader
from sciattache.papers.values import terms
from sciattache.services.profile import Profile

_LATEST = 8
"""Contacts told; earlier ones are counted."""
_MOST_PEOPLE = 24
_TURNED = frozenset({
    "introduced_by", "reports_to", "assistant_of", "supervised_by", "invested_in", "advises",
})  # fmt: skip
"""Connections that read otherwise from the other side."""
_ABOUT_BODY = ("native_name", "kind", "founded", "employees", "sectors", "topics")


def person_brief(
    profile: Profile, reader: Reader, *, photo: bytes | None = None, named: bool = True
) -> tuple[Block, ...]:
    """Who it is, how to deal with them, what was said last, what is promised, where we met."""
    person = profile.subject
    assert isinstance(person, Person)
    role = profile.role
    body = profile.known.organisations.get((role.organisation if role else None) or "")
    return (
        biography(
            reader,
            person,
            title=(role.title if role else None) or "",
            organisation=body.name if body else "",
            photo=photo,
            named=named,
        ),
        Facts(tuple(_reached(reader, person))),
        *_dealing(reader, person),
        *_relationships(profile, reader),
        *_contacts(profile, reader),
        *_promises(profile, reader),
        *_met(profile, reader),
        *_roles(profile, reader),
    )


def organisation_brief(
    profile: Profile, reader: Reader, *, named: bool = True
) -> tuple[Block, ...]:
    """What it is, who is there, how to deal with it, what was said last, what is promised."""
    body = profile.subject
    assert isinstance(body, Organisation)
    facts = [(reader.field(body.field(name)), _told(reader, body, name)) for name in _ABOUT_BODY]
    above = profile.known.organisations.get(body.parent or "")
    facts.append((reader.field(body.field("parent")), above.name if above else ""))
    description = reader.text(body, "description")
    return (
        *([Heading(body.name)] if named else []),
        Facts((*facts, *_reached(reader, body))),
        *([Text((description,))] if description else []),
        *_dealing(reader, body),
        *_people(profile, reader),
        *_relationships(profile, reader),
        *_contacts(profile, reader),
        *_promises(profile, reader),
        *_met(profile, reader),
    )


def contact_rows(profile: Profile, reader: Reader, contacts: Iterable[Interaction]) -> Grid:
    """Contacts in a table: when and how, what about, with whom and who for us."""
    known = profile.known
    rows = []
    for one in contacts:
        person = known.people.get(one.person or "")
        body = known.organisations.get(one.organisation or "")
        ours = known.colleagues.get(one.colleague or "")
        other = person is not None and person.id != profile.subject.id
        who = (
            reader.name_in_line(person) if other else "",
            body.name if body and not person and body.id != profile.subject.id else "",
            reader.pair(reader.say("fact.ours"), ours.name if ours else ""),
        )
        sides = (labelled(reader, one, name) for name in ("they_said", "we_said"))
        told = (one.subject, reader.text(one, "summary"), *sides)
        rows.append(
            (day_of(reader, one), "\n".join(filter(None, told)), "\n".join(filter(None, who)))
        )
    return Grid(
        (
            Column(reader.say("column.when"), 1.8),
            Column(reader.say("column.subject"), 3.4, style="titled"),
            Column(reader.say("column.who"), 1.8, style="quiet"),
        ),
        tuple(rows),
    )


def labelled(reader: Reader, one: Interaction, name: str) -> str:
    """What a field says after its label; below it where lines run from the right, for the words of
    the office may run the other way."""
    text = reader.text(one, name)
    below = "\n" if text and direction(reader.language) == "rtl" else ""
    return reader.pair(reader.field(one.field(name)), below + text)


def day_of(reader: Reader, one: Interaction) -> str:
    """The day of a contact and how it took place."""
    on = words.plain_date(one.at.date(), reader.language) if one.at else ""
    return "\n".join(filter(None, (on, reader.choice(one, "channel"))))


def promise_rows(profile: Profile, reader: Reader) -> Grid:
    """Promises in a table: due when, what, who sees to it."""
    known = profile.known
    rows = []
    for task in profile.follow_ups:
        due, ours = known.due(task), known.colleagues.get(task.colleague or "")
        person = known.people.get(task.person or "")
        other = person is not None and person.id != profile.subject.id
        rows.append(
            (
                words.plain_date(due, reader.language) if due else "",
                "\n".join(filter(None, (task.task, reader.text(task, "notes")))),
                "\n".join(
                    filter(None, (ours.name if ours else "", reader.name(person) if other else ""))
                ),
                reader.choice(task, "state"),
            )
        )
    return Grid(
        (
            Column(reader.say("column.due"), 1.8),
            Column(reader.say("column.promise"), 2.8, style="titled"),
            Column(reader.say("column.who"), 1.3, style="quiet"),
            Column(reader.say("column.state"), 0.8, style="quiet"),
        ),
        tuple(rows),
    )


def _reached(reader: Reader, subject: Person | Organisation) -> Iterable[tuple[str, str]]:
    for name in ("rank", "country"):
        if name in {field.name for field in subject.fields()}:
            yield reader.field(subject.field(name)), reader.choice(subject, name)
    for name in ("phones", "emails", "links"):
        yield reader.field(subject.field(name)), "\n".join(reader.points(subject, name))
    if isinstance(subject, Person):
        yield reader.field(subject.field("assistant")), reader.text(subject, "assistant")
        yield reader.field(subject.field("diet")), terms(reader, subject, "diet")


def _dealing(reader: Reader, subject: Record) -> Iterable[Block]:
    dealing = reader.text(subject, "dealing")
    if dealing:
        yield Note(dealing, title=reader.say("section.dealing"))


def _relationships(profile: Profile, reader: Reader) -> Iterable[Block]:
    rows = tuple(_relationship(profile, reader, one) for one in profile.relationships)
    if rows:
        yield Heading(reader.say("section.relationships"))
        yield filled(
            (
                Column(reader.say("column.connection"), 1.2, style="quiet"),
                Column(reader.say("column.name"), 1.8),
                Column(reader.say("section.dealing"), 3.0),
            ),
            rows,
        )


def _relationship(profile: Profile, reader: Reader, one: Relationship) -> tuple[str, ...]:
    """A connection as it is told of the subject, turned round where the other side tells it."""
    known, subject = profile.known, profile.subject.id
    connection, dealing = reader.choice(one, "kind"), reader.text(one, "dealing")
    if one.person != subject and not isinstance(profile.subject, Organisation):
        turned = reader.say(f"inverse.{one.kind}") if one.kind in _TURNED else connection
        return turned, reader.name(known.people.get(one.person)), dealing
    ours = known.colleagues.get(one.colleague or "")
    body = known.organisations.get(one.organisation or "")
    named = (
        reader.name(known.people.get(one.person)) if one.person != subject else "",
        reader.name(known.people.get(one.other or "")),
        body.name if body and body.id != subject else "",
        reader.pair(reader.say("fact.ours"), ours.name if ours else ""),
    )
    return connection, "\n".join(filter(None, named)), dealing


def _contacts(profile: Profile, reader: Reader) -> Iterable[Block]:
    yield Heading(reader.say("section.contacts"))
    if not profile.interactions:
        yield Text((reader.say("contacts.never"),))
        return
    yield contact_rows(profile, reader, profile.interactions[:_LATEST])
    more = len(profile.interactions) - _LATEST
    if more > 0:
        yield Text((reader.say("and_earlier", count=more),))


def _promises(profile: Profile, reader: Reader) -> Iterable[Block]:
    if profile.follow_ups:
        yield Heading(reader.say("section.promises"))
        yield promise_rows(profile, reader)


def _met(profile: Profile, reader: Reader) -> Iterable[Block]:
    rows = []
    for engagement, part in profile.engagements:
        first, last = engagement.starts_on, engagement.ends_on or engagement.starts_on
        when = words.date_range(first, last, reader.language) if first and last else ""
        rows.append((when, engagement.title, reader.role(part, profile.subject) if part else ""))
    if rows:
        columns = (
            Column(reader.say("column.when"), 1.9),
            Column(reader.say("column.engagement"), 2.9),
            Column(reader.say("column.role"), 1.6, style="quiet"),
        )
        yield Heading(reader.say("section.met"))
        yield filled(columns, rows)


def _roles(profile: Profile, reader: Reader) -> Iterable[Block]:
    rows = []
    for one in profile.affiliations:
        body = profile.known.organisations.get(one.organisation or "")
        since = words.plain_date(one.since, reader.language) if one.since else ""
        until = words.plain_date(one.until, reader.language) if one.until else ""
        rows.append((one.title or "", body.name if body else "", since, until))
    if len(rows) > 1:
        yield Heading(reader.say("section.roles"))
        yield Grid(
            (
                Column(reader.say("column.function"), 2.0),
                Column(reader.say("column.organisation"), 2.2),
                Column(reader.say("column.since"), 1.1, style="quiet"),
                Column(reader.say("column.until"), 1.1, style="quiet"),
            ),
            tuple(rows),
        )


def _people(profile: Profile, reader: Reader) -> Iterable[Block]:
    known = profile.known
    entries = []
    for one in profile.affiliations[:_MOST_PEOPLE]:
        person = known.people.get(one.person)
        if person is not None:
            contacts = (*reader.points(person, "phones"), *reader.points(person, "emails"))
            native = person.native_name or ""
            entries.append(
                Entry(reader.name(person), native, one.title or "", contacts=contacts)
            )  # fmt: skip
    if entries:
        yield Heading(reader.say("section.people_there"))
        yield People(tuple(entries))
    more = len(profile.affiliations) - _MOST_PEOPLE
    if more > 0:
        yield Text((reader.say("and_more", count=more),))


def _told(reader: Reader, record: Record, name: str) -> str:
    """A field's value, whatever kind it is of."""
    kind = record.field(name).kind.name
    if kind == "choice":
        return reader.choice(record, name)
    return terms(reader, record, name) if kind == "choices" else reader.text(record, name)
