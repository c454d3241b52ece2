"""Workbooks of an engagement: the manifest, and the book with all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sciattache.domain.fields import Field
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.records import Record
from sciattache.domain.standards import codes
from sciattache.interchange.tables.sheet import Column, Sheet
from sciattache.papers.dossier import Dossier
from sciattache.papers.reader import GONE, Reader

_HIDDEN = frozenset({"reference", "blob"})
Table = tuple[str, Sequence[Record]]


def manifest(dossier: Dossier, reader: Reader) -> list[Sheet]:
    """Who travels when, with which papers, and sleeps where: a row a passenger and leg."""
    columns = (
        Column("position", "№", "number", 5),
        Column("name", reader.say("column.name"), "text", 28),
        Column("native", reader.say("column.native_name"), "text", 18),
        Column("organisation", reader.say("column.organisation"), "text", 28),
        Column("number", reader.say("column.number"), "text", 12),
        Column("origin", reader.say("column.from"), "text", 18),
        Column("departs", reader.say("column.departs"), "instant", 17),
        Column("departure_zone", reader.say("column.zone"), "text", 18),
        Column("destination", reader.say("column.to"), "text", 18),
        Column("arrives", reader.say("column.arrives"), "instant", 17),
        Column("arrival_zone", reader.say("column.zone"), "text", 18),
        Column("seat", reader.say("seat"), "text", 7),
        Column("passport", reader.say("column.passport"), "code", 14),
        Column("expires", reader.say("column.expires"), "date", 12),
        Column("visa", reader.say("column.visa"), "text", 12),
        Column("diet", reader.say("column.diet"), "text", 18),
        Column("hotel", reader.say("column.hotel"), "text", 24),
        Column("room", reader.say("column.room"), "text", 8),
        Column("vehicle", reader.say("column.vehicle"), "text", 12),
    )
    rows = list(_passengers(dossier, reader))
    kept = [place for place in range(len(columns)) if place < 12 or any(row[place] for row in rows)]
    body = [[row[place] for place in kept] for row in rows]
    return [
        _about(dossier, reader),
        Sheet(
            reader.say("paper.manifest"),
            tuple(columns[place] for place in kept),
            body,
            _rtl(reader),
        ),
    ]


def _passengers(dossier: Dossier, reader: Reader) -> Iterable[list[Any]]:
    position = 0
    for one in dossier.participants:
        if one.side not in ("guest", "mission", "support", "press", None) or one.rsvp == "declined":
            continue
        person = dossier.people.get(one.person)
        if person is None:
            continue
        organisation = dossier.organisation_of(one)
        stay = next((s for s in dossier.stays if s.person == one.person), None)
        vehicle = next((v for v in dossier.vehicles if v.id == reader.see(one, "vehicle")), None)
        after = [
            reader.text(one, "passport_number"),
            reader.see(one, "passport_expires_on"),
            reader.choice(one, "visa"),
            _codes(reader, one, "diet") or _codes(reader, person, "diet"),
            stay.hotel if stay else "",
            reader.text(stay, "room") if stay else "",
            vehicle.name if vehicle else "",
        ]
        legs = [
            (leg, seat)
            for leg in dossier.legs
            for seat in [_seat(dossier, leg.id, one.person, leg.team, one.team)]
            if seat is not None
        ]
        if not legs and one.side in ("guest", None):
            travels: list[list[Any]] = [["", "", None, "", "", None, "", ""]]
        else:
            travels = [_travel(leg, seat) for leg, seat in legs]
        for travel in travels:
            position += 1
            yield [
                position,
                reader.name(person),
                person.native_name or "",
                organisation.name if organisation else "",
                *travel,
                *after,
            ]


def _travel(leg: Leg, seat: str) -> list[Any]:
    return [
        " ".join(filter(None, (leg.carrier, leg.number))),
        leg.origin or "",
        _wall(leg.departs_at, leg.departure_zone),
        leg.departure_zone or "",
        leg.destination or "",
        _wall(leg.arrives_at, leg.arrival_zone),
        leg.arrival_zone or "",
        seat,
    ]


def _seat(
    dossier: Dossier, leg: str, person: str, leg_team: str | None, team: str | None
) -> str | None:
    """The seat of a passenger of this leg, empty where none is known, None for who is not on it."""
    named = dossier.passages.get(leg, ())
    if named:
        return next((one.seat or "" for one in named if one.person == person), None)
    return "" if not leg_team or not team or leg_team == team else None


def engagement_workbook(dossier: Dossier, reader: Reader) -> list[Sheet]:
    """Everything of an engagement, a sheet for each kind of record, as the audience may see it."""
    items = [i for i in dossier.items if reader.is_office or i.status not in GONE]
    items.sort(key=lambda item: (str(item.starts_at or item.first_day or "9"), item.rid))
    tables: list[Table] = [
        ("paper.programme", items),
        ("heading.participants", dossier.participants),
        ("heading.stops", dossier.stops),
        ("heading.travel", dossier.legs),
        ("heading.stays", dossier.stays),
        ("heading.vehicles", dossier.vehicles),
        ("heading.requests", dossier.requests),
        ("heading.gifts", dossier.gifts),
    ]
    if reader.is_office:
        tables.append(("heading.budget", dossier.expenses))
    sheets = [_about(dossier, reader)]
    sheets += [_table(dossier, reader, key, records) for key, records in tables if records]
    return sheets


def _about(dossier: Dossier, reader: Reader) -> Sheet:
    engagement = dossier.engagement
    host = dossier.organisations.get(engagement.host or "")
    version = f"{dossier.issue.version}" if dossier.issue else reader.say("draft")
    pairs = [
        (reader.say("column.title"), engagement.title),
        (reader.say("column.dates"), f"{engagement.starts_on or ''} – {engagement.ends_on or ''}"),
        (
            reader.say("column.place"),
            ", ".join(stop.city for stop in dossier.stops) or engagement.city or "",
        ),
        (reader.say("fact.host"), host.name if host else ""),
        (reader.say("column.version"), version),
        (reader.say("column.marking"), dossier.marking),
        (reader.say("column.audience"), reader.word("audience", reader.audience)),
    ]
    columns = (
        Column("what", reader.say("column.what"), "text", 24),
        Column("value", " ", "text", 60),
    )
    return Sheet(
        reader.say("heading.about"),
        columns,
        [list(pair) for pair in pairs if pair[1]],
        _rtl(reader),
    )


def _table(dossier: Dossier, reader: Reader, key: str, records: Sequence[Record]) -> Sheet:
    cls = type(records[0])
    fields = [
        f
        for f in cls.fields()
        if f.kind.name != "blob" and f.name != "engagement" and f.scheme is None
        and any(reader.see(record, f.name) is not None for record in records)
    ]  # fmt: skip
    columns = tuple(
        Column(f.name, reader.field(f), _COLUMNS.get(f.kind.name, "text"), f.width) for f in fields
    )
    rows = [[_value(dossier, reader, record, f) for f in fields] for record in records]
    return Sheet(reader.say(key), columns, rows, _rtl(reader))


_COLUMNS: dict[str, Any] = {
    "date": "date",
    "instant": "instant",
    "number": "number",
    "real": "number",
    "money": "money",
}


def _value(dossier: Dossier, reader: Reader, record: Record, field: Field) -> Any:
    value = reader.see(record, field.name)
    if value is None:
        return None
    kind = field.kind.name
    if kind == "reference":
        return _named(dossier, reader, value)
    if kind == "instant":
        return _wall(value, getattr(record, field.zone or "", None))
    if kind == "money":
        currency = getattr(record, field.currency or "", None) or "EUR"
        return Decimal(value).scaleb(-codes.currency_digits(currency))
    if kind == "choice":
        return reader.choice(record, field.name)
    if kind == "choices":
        return _codes(reader, record, field.name)
    if kind == "flag":
        return reader.say("yes") if value else reader.say("no")
    if kind in ("date", "number", "real"):
        return value
    return field.kind.show(value, field, reader.language)


def _named(dossier: Dossier, reader: Reader, id: str) -> str:
    person = dossier.people.get(id)
    if person is not None:
        return reader.name(person)
    for among, name in (
        (dossier.organisations, "name"), (dossier.places, "name"), (dossier.colleagues, "name"),
        ({v.id: v for v in dossier.vehicles}, "name"), ({s.id: s for s in dossier.stops}, "city"),
        ({i.id: i for i in dossier.items}, "title"),
    ):  # fmt: skip
        found = among.get(id)
        if found is not None:
            return str(getattr(found, name))
    return ""


def _codes(reader: Reader, record: Record, name: str) -> str:
    listed = reader.see(record, name) or ()
    vocabulary = record.field(name).words.name
    return ", ".join(reader.word(vocabulary, code) for code in listed)


def _wall(moment: Any, zone: str | None) -> Any:
    if moment is None:
        return None
    return moment.astimezone(ZoneInfo(zone or "UTC")).replace(tzinfo=None, fold=0)


def _rtl(reader: Reader) -> bool:
    return reader.language in ("ar", "he", "fa", "ur")
