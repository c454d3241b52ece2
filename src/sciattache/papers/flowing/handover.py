"""The handover pack: what a successor in the office reads on the first morning."""

from __future__ import annotations

from collections.abc import Iterable

from sciattache.papers import words
from sciattache.papers.blocks import (
    Block,
    Column,
    Contents,
    Entry,
    Facts,
    Grid,
    Heading,
    People,
    Tab,
    Text,
)
from sciattache.papers.flowing.briefs import day_of
from sciattache.papers.reader import Reader
from sciattache.services.handover import Contact, Handover, Standing


def handover_pack(taken: Handover, reader: Reader) -> tuple[Block, ...]:
    """Engagements under way, contacts to keep warm, promises open: a tab for each."""
    blocks: list[Block] = [Contents()]
    for number, (title, said) in enumerate(
        (
            ("section.under_way", _engagements(taken, reader)),
            ("section.warm", _contacts(taken, reader)),
            ("section.promises", _promises(taken, reader)),
        ),
        1,
    ):
        told = tuple(said)
        nothing = Text((reader.say("empty"),))
        blocks += [Tab(number, reader.say(title)), *(told or (nothing,))]
    return tuple(blocks)


def _engagements(taken: Handover, reader: Reader) -> Iterable[Block]:
    for one in taken.standings:
        engagement = one.engagement
        yield Heading(engagement.title)
        yield Facts(tuple(_stands(taken, one, reader)))
        for name in ("purpose", "notes"):
            told = reader.text(engagement, name)
            if told:
                yield Text((told,))


def _stands(taken: Handover, one: Standing, reader: Reader) -> Iterable[tuple[str, str]]:
    engagement, known = one.engagement, taken.known
    first, last = engagement.starts_on, engagement.ends_on or engagement.starts_on
    when = words.date_range(first, last, reader.language) if first and last else ""
    city = reader.city(engagement.city) if engagement.city else ""
    lead = known.colleagues.get(engagement.lead or "")
    yield reader.say("column.when"), " · ".join(filter(None, (when, city)))
    yield reader.field(engagement.field("state")), reader.choice(engagement, "state")
    yield reader.say("fact.lead"), lead.name if lead else ""
    stands = [
        reader.say("stands.items", part=one.confirmed, whole=one.items) if one.items else "",
        reader.say("stands.people", part=one.accepted, whole=one.participants)
        if one.participants else "",
        reader.say("stands.tasks", count=one.tasks) if one.tasks else "",
    ]  # fmt: skip
    yield reader.say("column.stands"), "\n".join(filter(None, stands))
    yield reader.field(engagement.field("success")), reader.text(engagement, "success")


def _contacts(taken: Handover, reader: Reader) -> Iterable[Block]:
    if taken.contacts:
        yield People(tuple(_contact(taken, one, reader) for one in taken.contacts))
    if taken.more_contacts:
        yield Text((reader.say("and_more", count=taken.more_contacts),))


def _contact(taken: Handover, one: Contact, reader: Reader) -> Entry:
    """Who it is and how to reach them; beside it the last contact and how to deal with them."""
    role = one.profile.role
    body = taken.known.organisations.get((role.organisation if role else None) or "")
    last = (day_of(reader, one.last).replace("\n", " · "), one.last.subject) if one.last else ()
    dealing = [reader.text(one.person, "dealing")]
    dealing += [reader.text(each, "dealing") for each in one.profile.relationships
                if each.person == one.person.id]  # fmt: skip
    return Entry(
        name=reader.name(one.person),
        native_name=one.person.native_name or "",
        title=(role.title if role else None) or "",
        organisation="\n".join(
            filter(
                None,
                (
                    body.name if body else "",
                    *reader.points(one.person, "phones")[:1],
                    *reader.points(one.person, "emails")[:1],
                ),
            )
        ),
        contacts=tuple(filter(None, last)),
        remarks="\n".join(filter(None, dealing)),
    )


def _promises(taken: Handover, reader: Reader) -> Iterable[Block]:
    known, rows = taken.known, []
    for task in taken.promises:
        due, ours = known.due(task), known.colleagues.get(task.colleague or "")
        engagement = known.engagements.get(task.engagement or "")
        person = known.people.get(task.person or "")
        body = known.organisations.get(task.organisation or "")
        about = (engagement.title if engagement else "", reader.name(person),
                 body.name if body else "")  # fmt: skip
        rows.append(
            (
                words.plain_date(due, reader.language) if due else "",
                "\n".join(filter(None, (task.task, reader.text(task, "notes")))),
                "\n".join(filter(None, about)),
                "\n".join(filter(None, (ours.name if ours else "", reader.choice(task, "state")))),
            )
        )
    if rows:
        yield Grid(
            (
                Column(reader.say("column.due"), 2.2),
                Column(reader.say("column.promise"), 2.6, style="titled"),
                Column(reader.say("column.concerns"), 2.2, style="quiet"),
                Column(reader.say("column.who"), 1.5, style="quiet"),
            ),
            tuple(rows),
        )
