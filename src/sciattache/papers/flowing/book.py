"""The briefing book: everything that a principal, or whoever leads, takes along, tab by tab."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.papers import words
from sciattache.papers.blocks import (
    Block,
    Column,
    Contents,
    Cover,
    Entry,
    Facts,
    Grid,
    Heading,
    Note,
    PageBreak,
    People,
    Tab,
    Text,
)
from sciattache.papers.flowing.biographies import biography, shown_part
from sciattache.papers.flowing.delegations import delegations
from sciattache.papers.flowing.lists import entry, shown
from sciattache.papers.flowing.meeting_brief import briefed, meeting_brief
from sciattache.papers.flowing.programme import own_items, own_programme, programme
from sciattache.papers.flowing.scene import scene
from sciattache.papers.reader import GONE, Reader
from sciattache.papers.route_map import route_map
from sciattache.papers.values import terms
from sciattache.services.dossier import Dossier

Part = Callable[[Dossier, Reader, Person | None], Iterable[Block]]

_MEANS = re.compile(r"\t+|\s+[-–—=:]+\s+|：|:\s+")
"""What stands between a phrase and its meaning."""
_RECEIVING = ("host", "mission", "support")


def briefing_book(
    dossier: Dossier, reader: Reader, person: Person | None, parts: tuple[str, ...] = ()
) -> tuple[Block, ...]:
    """The book of one principal, or of nobody by name; the tabs are those that say something.

    ``parts`` are the names of those wanted, in whatever order; none for all.
    """
    blocks: list[Block] = [cover(dossier, reader, person), Contents()]
    number = 0
    for name, (_, part) in PARTS.items():
        said = tuple(part(dossier, reader, person)) if not parts or name in parts else ()
        if said:
            number += 1
            blocks += [Tab(number, reader.say(f"tab.{name}")), *said]
    return tuple(blocks)


def cover(dossier: Dossier, reader: Reader, person: Person | None) -> Cover:
    """Whose book it is, and for whom the visit is made."""
    if person is None:
        guests = dossier.organisations.get(dossier.engagement.guest_organisation or "")
        return Cover((guests.name,) if guests else ())
    me = next((one for one in dossier.participants if one.person == person.id), None)
    body = dossier.organisation_of(me) if me else None
    lines = (dossier.title_of(me) if me else "", body.name if body else "")
    whose = reader.say("book.of", name=reader.name(person))
    return Cover(tuple(filter(None, lines)), whose)


def _programme(dossier: Dossier, reader: Reader, person: Person | None) -> Iterable[Block]:
    if not (dossier.items or dossier.legs or dossier.stays):
        return ()
    return own_programme(dossier, reader, person) if person else programme(dossier, reader)


def _meetings(dossier: Dossier, reader: Reader, person: Person | None) -> Iterable[Block]:
    """The brief for each meeting, on pages of its own."""
    own = own_items(dossier, person) if person else dossier.items
    going = {item.id for item in own}
    for number, item in enumerate(one for one in briefed(dossier) if one.id in going):
        if number:
            yield PageBreak()
        yield Heading(item.title)
        for block in meeting_brief(dossier, reader, item):
            yield replace(block, level=2) if isinstance(block, Heading) else block


def _biographies(dossier: Dossier, reader: Reader, person: Person | None) -> Iterable[Block]:
    """Whoever has a life to tell or a face to show, but the reader; the other side first."""
    mine = next((p.side for p in dossier.participants if person and p.person == person.id), None)
    listed = [one for one in shown(dossier) if not person or one.person != person.id]
    for one in sorted(listed, key=lambda one: one.side == mine):
        known = dossier.people[one.person]
        photo = dossier.photos.get(known.id)
        if known.biography or photo:
            body = dossier.organisation_of(one)
            yield biography(
                reader, known, title=dossier.title_of(one), organisation=body.name if body else "",
                photo=photo,
            )  # fmt: skip


def _background(dossier: Dossier, reader: Reader, person: Person | None) -> Iterable[Block]:
    """What led to the visit, and the organisations that are met, each in a few words."""
    told = reader.text(dossier.engagement, "background")
    if told:
        yield Text((told,))
    bodies = [dossier.organisation_of(one) for one in shown(dossier)]
    bodies += [dossier.organisations.get(item.host or "") for item in _taking_place(dossier)]
    for body in dict.fromkeys(one for one in bodies if one is not None):
        if body.description:
            yield Heading(body.name)
            yield Facts(tuple(_organisation(reader, body)))
            yield Text((body.description,))


def _organisation(reader: Reader, body: Organisation) -> Iterable[tuple[str, str]]:
    yield reader.field(body.field("native_name")), body.native_name or ""
    yield reader.field(body.field("kind")), reader.choice(body, "kind")
    country = reader.choice(body, "country")
    cities = [reader.city(body.city) if body.city else "", country]
    yield reader.say("column.place"), reader.listed(cities)
    yield reader.field(body.field("sectors")), terms(reader, body, "sectors")


def _contacts(dossier: Dossier, reader: Reader, person: Person | None) -> Iterable[Block]:
    """Whom to ring: those who receive, whoever is named for an item, and in an emergency."""
    listed = [one for one in shown(dossier) if one.side in _RECEIVING]
    entries = [entry(dossier, reader, one, country=False) for one in listed]
    named = {one.person for one in listed}
    for item in _taking_place(dossier):
        other = dossier.people.get(item.contact or "")
        if other is not None and other.id not in named:
            named.add(other.id)
            entries.append(_contact(dossier, reader, item, other))
    reached = tuple(one for one in entries if one.contacts)
    if reached:
        yield People(reached)
    emergency = reader.text(dossier.engagement, "emergency")
    if emergency:
        yield Note(emergency, title=reader.say("heading.emergency"))


def _contact(dossier: Dossier, reader: Reader, item: AgendaItem, person: Person) -> Entry:
    role = dossier.roles.get(person.id)
    body = dossier.organisations.get((role.organisation if role else None) or item.host or "")
    return Entry(
        name=reader.name(person),
        native_name=person.native_name or "",
        title=(role.title if role else None) or "",
        organisation=body.name if body else "",
        contacts=(*reader.points(person, "phones"), *reader.points(person, "emails")),
        remarks=item.title,
        photo=dossier.photos.get(person.id),
        box=shown_part(person),
    )


def _map(dossier: Dossier, reader: Reader, person: Person | None) -> Iterable[Block]:
    drawn = route_map(dossier, reader)
    if drawn is None:
        return
    yield drawn
    rows = []
    for number, stop in enumerate(dossier.stops, 1):
        first, last = stop.starts_on, stop.ends_on or stop.starts_on
        when = words.date_range(first, last, reader.language) if first and last else ""
        country = reader.choice(stop, "country")
        rows.append((str(number), reader.city(stop.city), country, when))
    yield Grid(
        (
            Column("", 0.3, style="quiet"),
            Column(reader.field(dossier.stops[0].field("city")), 1.5, style="strong"),
            Column(reader.field(dossier.stops[0].field("country")), 1.5),
            Column(reader.say("column.dates"), 2),
        ),
        tuple(rows),
    )


def _phrases(dossier: Dossier, reader: Reader, person: Person | None) -> Iterable[Block]:
    """Each phrase beside what it means, where a line tells both."""
    lines = reader.text(dossier.engagement, "phrases").splitlines()
    parted = [tuple(part.strip() for part in _MEANS.split(line, maxsplit=1))
              for line in lines if line.strip()]  # fmt: skip
    if parted:
        yield Grid(
            (
                Column(reader.say("column.phrase"), 1.2, style="strong"),
                Column(reader.say("column.meaning"), 1.6),
            ),
            tuple(parted),
        )


def _press(dossier: Dossier, reader: Reader, person: Person | None) -> Iterable[Block]:
    """What the press may do, and what it may attend; everything else is closed to it."""
    rules = reader.text(dossier.engagement, "press_rules")
    if rules:
        yield Text((rules,))
    items = own_items(dossier, person) if person else _taking_place(dossier)
    rows = []
    for item in items:
        if item.press:
            place = dossier.places.get(item.place or "")
            rows.append((_when(dossier, reader, item), item.title, place.name if place else ""))
    if rows:
        yield Text((reader.say("press.closed"),))
        yield Grid(
            (
                Column(reader.say("column.when"), 1.4),
                Column(reader.say("press.open"), 3, style="strong"),
                Column(reader.say("column.place"), 2, style="quiet"),
            ),
            tuple(rows),
        )


def _when(dossier: Dossier, reader: Reader, item: AgendaItem) -> str:
    line = dossier.lines.get(item.id)
    if line is None or line.start is None:
        return ""
    on = words.short_date(line.start.date(), reader.language)
    return reader.say("day_at", day=on, hours=words.clock(line.start))


def _taking_place(dossier: Dossier) -> list[AgendaItem]:
    return [item for item in dossier.items if item.status not in GONE]


PARTS: dict[str, tuple[str, Part]] = {
    "programme": ("Programme", _programme),
    "delegations": ("Delegations", lambda d, r, _: delegations(d, r)),
    "scene": ("Scene-setter", lambda d, r, _: scene(d, r)),
    "meetings": ("Meeting briefs", _meetings),
    "bios": ("Biographies", _biographies),
    "background": ("Background", _background),
    "contacts": ("Contacts", _contacts),
    "map": ("Map", _map),
    "phrases": ("Useful phrases", _phrases),
    "press": ("Rules for the press", _press),
}
"""The parts of a book in their order: their words, and what each says, nothing for no tab."""
