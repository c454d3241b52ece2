"""A field's value, and what a reference leads to, in the words of a paper's reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sciattache.domain.directory.person import Person
from sciattache.domain.fields import Field
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import Record
from sciattache.domain.standards import timezones
from sciattache.papers import words
from sciattache.papers.reader import GONE, Reader
from sciattache.services.dossier import Dossier

_NAMES = frozenset({"language", "country"})
"""Vocabularies whose words English writes with a capital wherever they stand."""


def named(dossier: Dossier, reader: Reader, id: str) -> str:
    """The name of a record that a dossier holds; empty for one that it does not, or hides."""
    person = dossier.people.get(id)
    if person is not None:
        return reader.name(person)
    items = {i.id: i for i in dossier.items if reader.is_office or i.status not in GONE}
    for among, name in (
        (dossier.organisations, "name"), (dossier.places, "name"), (dossier.colleagues, "name"),
        ({v.id: v for v in dossier.vehicles}, "name"), ({s.id: s for s in dossier.stops}, "city"),
        ({s.id: s for s in dossier.seatings}, "name"), (items, "title"),
    ):  # fmt: skip
        found: Any = among.get(id)
        if found is not None:
            return str(getattr(found, name))
    return ""


def chosen(dossier: Dossier, reader: Reader, record: Record, name: str) -> str:
    """The word for a choice; a role or rank as it is said of the person whose it is."""
    whose: str | None = getattr(record, "person", None)
    return reader.choice(record, name, of=dossier.people.get(whose or ""))


def terms(reader: Reader, record: Record, name: str) -> str:
    """The words of a field with several choices, the first with a capital."""
    listed = reader.see(record, name) or ()
    vocabulary = record.field(name).words.name
    first, *others = [reader.word(vocabulary, code) for code in listed] or [""]
    first = first[:1].upper() + first[1:]
    return reader.listed((first, *(others if vocabulary in _NAMES else map(_within, others))))


def _within(term: str) -> str:
    """A term after others, without the capital that it has alone; an acronym keeps its own."""
    return term[:1].lower() + term[1:] if term[1:2].islower() or term[1:2] == " " else term


def diets(reader: Reader, one: Participation | None, person: Person | None) -> Sequence[str]:
    """What a person eats only or does not eat: as said for this event, else as known of them."""
    told = reader.see(one, "diet") or reader.see(person, "diet") or ()
    return [code for code in told if code != "none"]


def said(dossier: Dossier, reader: Reader, record: Record, field: Field) -> str:
    """A field's value as text; empty where there is none or the audience may not read it."""
    value = reader.see(record, field.name)
    if value is None:
        return ""
    kind = field.kind.name
    if kind == "reference":
        return named(dossier, reader, value)
    if kind == "instant":
        moment = value.astimezone(timezones.clock(getattr(record, field.zone or "", None)))
        return f"{words.plain_date(moment.date(), reader.language)}, {words.clock(moment)}"
    if kind == "date":
        return words.plain_date(value, reader.language)
    if kind == "choice":
        return chosen(dossier, reader, record, field.name)
    if kind == "choices":
        return terms(reader, record, field.name)
    if kind == "flag":
        return reader.say("yes") if value else reader.say("no")
    return field.show(record, reader.language)
