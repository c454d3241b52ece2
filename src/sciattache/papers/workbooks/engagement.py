"""The workbook of an engagement: a sheet for each kind of record, as an audience may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sciattache.domain.fields import Field
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.records import Record
from sciattache.domain.standards import codes, timezones
from sciattache.interchange.tables.sheet import Sheet
from sciattache.papers import words
from sciattache.papers.reader import GONE, Reader
from sciattache.papers.values import chosen, named, terms
from sciattache.papers.workbooks.budget import budget
from sciattache.papers.workbooks.contacts import contact_list
from sciattache.papers.workbooks.requests import meeting_requests
from sciattache.papers.workbooks.rooming import rooming_list
from sciattache.papers.workbooks.sheets import sheet, told, wall
from sciattache.papers.workbooks.transport import transport
from sciattache.services.dossier import Dossier

_FOR_PROGRAMS = frozenset({"engagement", "calendar_uid"})
_WIDEST = 300
"""Characters in a row that A3 still shows at a size to read."""
Table = tuple[str, str, Sequence[Record]]
"""A table's name, the key of its sheet's title, and its records."""


def engagement_workbook(dossier: Dossier, reader: Reader) -> list[Sheet]:
    """Everything of an engagement; guests get what is settled, and nothing of how it came to be."""
    items = [i for i in dossier.items if reader.is_office or i.status not in GONE]
    items.sort(key=lambda item: (str(item.starts_at or item.first_day or "9"), item.rid))
    people = [p for p in dossier.participants if reader.is_office or p.rsvp != "declined"]
    records: list[Table] = [
        ("Programme", "paper.programme", items),
        ("Participants", "heading.participants", people),
        ("Stops", "heading.stops", dossier.stops),
        ("Legs", "heading.travel", dossier.legs),
    ]
    sheets = [made for one in records for made in _tables(dossier, reader, one)]
    sheets += [*contact_list(dossier, reader), *transport(dossier, reader)]
    sheets += rooming_list(dossier, reader) if dossier.stays else []
    if reader.is_office:
        sheets += meeting_requests(dossier, reader) if dossier.requests else []
        sheets += _tables(dossier, reader, ("Gifts", "heading.gifts", dossier.gifts))
        sheets += budget(dossier, reader)
    return sheets


def _tables(dossier: Dossier, reader: Reader, table: Table) -> Iterator[Sheet]:
    """The sheet of one kind of record; what is long to read is on a second one beside a wide one.

    So each prints on few pages side by side, at a size that can be read.
    """
    name, key, records = table
    if not records:
        return
    cls = type(records[0])
    fields = [
        f
        for f in cls.fields()
        if f.kind.name != "blob" and f.name not in _FOR_PROGRAMS and f.scheme is None
        and any(_see(dossier, reader, record, f.name) is not None for record in records)
        and not _says_again(dossier, reader, f, records)
    ]  # fmt: skip
    notes = [field for field in fields if field.kind.name == "note"]
    if sum(field.width for field in fields) <= _WIDEST or not notes:
        yield _table(dossier, reader, name, reader.say(key), fields, records)
        return
    short = [field for field in fields if field not in notes]
    yield _table(dossier, reader, name, reader.say(key), short, records)
    told_ = [
        record
        for record in records
        if any(_see(dossier, reader, record, field.name) for field in notes)
    ]
    title = f"{reader.say(key)} – {reader.say('heading.notes')}"
    yield _table(dossier, reader, f"{name}Notes", title, [short[0], *notes], told_)


def _table(
    dossier: Dossier,
    reader: Reader,
    name: str,
    title: str,
    fields: Sequence[Field],
    records: Sequence[Record],
) -> Sheet:
    columns = [told(reader, type(records[0]), f.name) for f in fields]
    rows = [[_value(dossier, reader, record, f) for f in fields] for record in records]
    return sheet(dossier, reader, name, title, columns, rows)


def _see(dossier: Dossier, reader: Reader, record: Record, name: str) -> Any:
    """A value as the audience may read it; the clock of an hour also where another record says."""
    line = dossier.lines.get(record.id) if name in _STARTS_BY_ENDS or name in _STARTS else None
    if line is None:
        return reader.see(record, name)
    return line.zone if name in _STARTS or line.end is None else str(line.end.tzinfo)


def _says_again(dossier: Dossier, reader: Reader, field: Field, records: Sequence[Record]) -> bool:
    """Whether the zone of an end is the one of the start in every row."""
    start = _STARTS_BY_ENDS.get(field.name)
    return start is not None and all(
        _see(dossier, reader, record, field.name) == _see(dossier, reader, record, start)
        for record in records
    )


_STARTS_BY_ENDS = {"end_zone": "start_zone", "arrival_zone": "departure_zone"}
_STARTS = frozenset(_STARTS_BY_ENDS.values())
_ZONES = (*_STARTS_BY_ENDS, *_STARTS, "zone")
_PLACES: dict[str, Callable[[str, str], str]] = dict.fromkeys(_ZONES, words.zone_city) | {
    "city": words.city
}
"""What a language has names of its own for: cities, and clocks by theirs."""


def _value(dossier: Dossier, reader: Reader, record: Record, field: Field) -> Any:
    value = _see(dossier, reader, record, field.name)
    if value is None:
        return None
    kind = field.kind.name
    if field.name in _PLACES:
        return _PLACES[field.name](str(value), reader.language)
    if kind == "reference":
        return named(dossier, reader, value)
    if kind == "instant":
        return _hour(dossier, record, field, value)
    if kind == "money":
        currency = getattr(record, field.currency or "", None) or "EUR"
        return Decimal(value).scaleb(-codes.currency_digits(currency))
    if kind == "choice":
        told = isinstance(record, AgendaItem) and field.name == "status"
        return reader.item_state(value) if told else chosen(dossier, reader, record, field.name)
    if kind == "choices":
        return terms(reader, record, field.name)
    if kind == "flag":
        return reader.say("yes") if value else reader.say("no")
    if kind in ("date", "number", "real"):
        return value
    return field.kind.show(value, field, reader.language)


def _hour(dossier: Dossier, record: Record, field: Field, value: datetime) -> datetime | None:
    """A moment by its own clock; that of an item or a leg as the programme settles it."""
    line = dossier.lines.get(record.id)
    if line is not None:
        return wall(line.start if field.name in ("starts_at", "departs_at") else line.end)
    return wall(value.astimezone(timezones.clock(getattr(record, field.zone or "", None))))
