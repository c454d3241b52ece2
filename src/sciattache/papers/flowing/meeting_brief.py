"""The brief for one meeting: why, what to say, what to know and how far that may be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.participation import Participation
from sciattache.papers import words
from sciattache.papers.blocks import Block, Clause, Clauses, Entry, Facts, Heading, People, Text
from sciattache.papers.flowing.biographies import shown_part
from sciattache.papers.flowing.programme_lines import once
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

MOST_SIDES = 4
"""What a minister is given for one meeting; a longer brief says that it is too long."""
_OFF = frozenset({"declined", "cancelled"})
_TOLD = ("brief_purpose", "points", "defensive", "background")
"""What makes a brief: an aim alone stands on the programme."""
_SIDES = ("guest", "mission", "host", "support", "press", "")
_LEADS = frozenset({"head", "deputy_head"})
_MARK = re.compile(r"^\s*(?:[-–—•*·]|\d{1,2}[.)])\s+")


def briefed(dossier: Dossier) -> tuple[AgendaItem, ...]:
    """The items for which there is something to brief, in the order of the programme."""
    found = [
        item
        for item in dossier.items
        if item.status not in _OFF
        and (dossier.paragraphs.get(item.id) or any(getattr(item, name) for name in _TOLD))
    ]
    return tuple(sorted(found, key=lambda i: (str(i.starts_at or i.first_day or "9"), i.rid)))


def subtitle(dossier: Dossier, reader: Reader, item: AgendaItem) -> str:
    """That it is a brief, and when the meeting is."""
    when = _when(dossier, reader, item, named=False)
    return " · ".join(filter(None, (reader.say("paper.meeting-brief"), when)))


def meeting_brief(dossier: Dossier, reader: Reader, item: AgendaItem) -> tuple[Block, ...]:
    """One meeting on as few sides as it takes; each paragraph says whether it may be told."""
    blocks: list[Block] = [Facts(tuple(_facts(dossier, reader, item)))]
    for name in ("brief_purpose", "objective"):
        if text := reader.text(item, name):
            blocks += [Heading(reader.field(item.field(name))), Text((text,))]
    for name in ("points", "defensive"):
        if points := tuple(_points(reader.text(item, name))):
            blocks += [Heading(reader.field(item.field(name))), Clauses(points)]
    parts = dossier.paragraphs.get(item.id, [])
    background = [*_own(reader, item), *_clauses(reader, parts, "background")]
    if background:
        blocks += [
            Heading(reader.field(item.field("background"))),
            Clauses(tuple(_numbered(background))),
        ]
    blocks += _people(dossier, reader, item)
    if addendum := _clauses(reader, parts, "addendum"):
        blocks += [
            Heading(reader.word("brief_part", "addendum")),
            Clauses(tuple(_numbered(addendum))),
        ]
    return tuple(blocks)


def _facts(dossier: Dossier, reader: Reader, item: AgendaItem) -> Iterator[tuple[str, str]]:
    place, host = dossier.places.get(item.place or ""), dossier.organisations.get(item.host or "")
    lead = dossier.colleagues.get(dossier.engagement.lead or "")
    interpreter = dossier.people.get(reader.see(item, "interpreter") or "")
    ready = reader.see(item, "brief_on")
    where = once(place.name if place else "", item.room or "")
    yield reader.field(item.field("brief_number")), reader.text(item, "brief_number")
    yield reader.field(item.field("engagement")), dossier.engagement.title
    yield reader.say("column.when"), _when(dossier, reader, item)
    yield reader.say("column.place"), reader.listed(where)
    yield reader.say("fact.host"), host.name if host else ""
    yield reader.say("fact.interpreter"), reader.name(interpreter)
    yield reader.say("column.marking"), dossier.marking_of(item)
    yield reader.say("fact.lead"), lead.name if lead else ""
    yield (
        reader.field(item.field("brief_on")),
        words.plain_date(ready, reader.language) if ready else "",
    )


def _when(dossier: Dossier, reader: Reader, item: AgendaItem, *, named: bool = True) -> str:
    """The day and the hours, by a clock that is ``named``."""
    line = dossier.lines.get(item.id)
    if line is None or line.start is None:
        return words.plain_date(item.first_day, reader.language) if item.first_day else ""
    hours = dict.fromkeys(words.clock(one) for one in (line.start, line.end) if one)
    clock = reader.clock(line.zone, line.start) if named else ""
    day = words.long_date(line.start.date(), reader.language)
    told = " ".join(filter(None, ("–".join(hours), clock)))
    return reader.say("day_at", day=f"{day[:1].upper()}{day[1:]}", hours=told)


def _points(text: str) -> Iterator[Clause]:
    """A line of the field is a point; the mark that somebody typed before it is ours now."""
    for line in text.splitlines():
        if point := _MARK.sub("", line).strip():
            yield Clause(point, "•")


def _own(reader: Reader, item: AgendaItem) -> Iterator[Clause]:
    """The background that the item itself has: the first paragraph."""
    if text := reader.text(item, "background"):
        yield _told(reader, text, "", reader.see(item, "disclosure"))


def _clauses(reader: Reader, parts: Iterable[BriefParagraph], part: str) -> list[Clause]:
    return [
        _told(reader, reader.text(one, "text"), reader.text(one, "title"), one.disclosure)
        for one in parts
        if (one.part or "background") == part
    ]


def _told(reader: Reader, text: str, title: str, disclosure: str | None) -> Clause:
    """A paragraph with how it may be used; of which nobody says it is not to be disclosed."""
    code = disclosure or "not_to_be_disclosed"
    return Clause(
        text,
        title=title,
        tag=reader.word("disclosure", code),
        held=code != "may_be_used",
    )


def _numbered(clauses: Iterable[Clause]) -> Iterator[Clause]:
    for number, one in enumerate(clauses, 1):
        yield Clause(one.text, f"{number}.", one.title, one.tag, one.held)


def _people(dossier: Dossier, reader: Reader, item: AgendaItem) -> Iterator[Block]:
    """Who sits on which side; where nobody is named, who leads each."""
    parts = {one.person: one for one in dossier.participants}
    named = dossier.attending(item.id)
    listed = named or [
        one.person
        for one in dossier.participants
        if one.person not in dossier.absent and (one.principal or one.role in _LEADS)
    ]
    sides: dict[str, list[Entry]] = {side: [] for side in _SIDES}
    for id in dict.fromkeys([*listed, *filter(None, [item.contact])]):
        if (person := dossier.people.get(id)) is not None:
            part = parts.get(id)
            side = (part.side if part else "") or ""
            sides.setdefault(side, []).append(_entry(dossier, reader, person, part))
    if not any(sides.values()):
        return
    yield Heading(reader.say("heading.participants"))
    if not named:
        yield Text((reader.say("brief.leads"),))
    for side, entries in sides.items():
        if entries:
            heading = reader.word("side.plural", side) if side else reader.say("others")
            yield Heading(heading, 2)
            yield People(tuple(entries))


def _entry(dossier: Dossier, reader: Reader, person: Person, part: Participation | None) -> Entry:
    role = dossier.roles.get(person.id)
    body = dossier.organisations.get((role.organisation if role else None) or "")
    of_part = dossier.organisation_of(part) if part else None
    organisation = of_part or body
    address = reader.text(person, "form_of_address")
    return Entry(
        name=reader.name(person),
        native_name=person.native_name or "",
        title=(dossier.title_of(part) if part else None) or (role.title if role else "") or "",
        organisation=organisation.name if organisation else "",
        remarks=reader.pair(reader.field(person.field("form_of_address")), address),
        photo=dossier.photos.get(person.id),
        box=shown_part(person),
    )
