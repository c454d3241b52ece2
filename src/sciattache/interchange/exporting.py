"""Give records out: as cards, calendar, CSV or workbook, so that they come back unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.fields import Field
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.records import Record
from sciattache.errors import KnownError
from sciattache.interchange import from_calendar, from_cards
from sciattache.interchange.plan import Report
from sciattache.interchange.tables.sheet import Column, Sheet
from sciattache.store import blobs, query

_SAFE = 2**53
"""The largest whole number that a spreadsheet's floating point holds exactly."""


@dataclass(frozen=True)
class Given:
    """What an export wrote: the file, how many records, and notes on what was altered."""

    file: Path
    count: int
    notes: tuple[str, ...] = ()


def export(
    session: Session,
    cls: type[Record],
    file: Path,
    *,
    where: query.Where | None = None,
    words: str = "",
    version: str = "4.0",
    stamp: datetime | None = None,
    report: Report | None = None,
) -> Given:
    """Write the records of ``cls`` to ``file``; its ending says how (.vcf .ics .csv .xlsx).

    ``where`` and ``words`` choose records as in a list; ``version`` is that of cards (4.0 or 3.0),
    ``stamp`` the instant a calendar carries.
    """
    writer = _WRITERS.get(file.suffix.casefold())
    if writer is None:
        raise KnownError(
            f"“{file.suffix}” is no format to export to.", "Use .csv, .xlsx, .vcf or .ics."
        )
    if not file.parent.is_dir():
        raise KnownError(f"There is no folder {file.parent}.", "Make it first, or choose another.")
    records = _records(session, cls, where, words, report)
    try:
        count, notes = writer(session, cls, records, file, version, stamp or datetime.now(UTC))
    except OSError as error:
        raise KnownError(
            f"{file} cannot be written: {error.strerror}.", "Close it, or choose another name."
        ) from None
    return Given(file, count, tuple(notes))


def sheet(session: Session, cls: type[Record], records: Sequence[Record], *, typed: bool) -> Sheet:
    """The records as a table: a column for each field, then ids, so that it reads back unchanged.

    ``typed`` keeps dates, numbers and amounts as such, for a workbook; otherwise all is text.
    """
    fields = [f for f in cls.fields() if f.kind.name != "blob"]
    references = [f for f in fields if f.kind.name == "reference"]
    columns = [Column(f.name, f.label, _COLUMN.get(f.kind.sheet, "text"), f.width) for f in fields]
    columns += [Column(f"{f.name}_id", f"{f.label} id", "code", 12) for f in references]
    columns.append(Column("id", "id", "code", 12))
    ids = {value for record in records for f in references if (value := getattr(record, f.name))}
    titles = query.titles(session, sorted(ids))
    rows = [
        [
            *(_cell(record, f, titles, typed=typed) for f in fields),
            *(getattr(record, f.name) or "" for f in references),
            record.id,
        ]
        for record in records
    ]
    return Sheet(cls.about.plural, tuple(columns), rows)


_COLUMN: dict[str, Any] = {
    kind: kind for kind in ("text", "date", "instant", "number", "money", "flag")
}


_TITLE = 500
"""Characters of a title that stands beside an id at most: the id says what is meant."""


def _cell(record: Record, field: Field, titles: Mapping[str, str], *, typed: bool) -> Any:
    value = getattr(record, field.name)
    if value is None:
        return None if typed else ""
    kind = field.kind.name
    if kind == "reference":
        return titles.get(value, "")[:_TITLE]
    if kind == "money":
        from sciattache.domain.standards import codes

        currency = getattr(record, field.currency or "", None) or "EUR"
        amount = Decimal(value).scaleb(-codes.currency_digits(currency))
        return amount if typed and abs(value) < _SAFE else str(amount)
    if kind == "instant":
        return _wall(record, field, value) if typed else field.kind.written(value, field)
    if not typed or (kind == "number" and abs(value) >= _SAFE) or _long(value):
        return field.kind.written(value, field)
    if kind in ("date", "number", "flag", "real"):
        return value
    return field.kind.written(value, field)


def _long(value: Any) -> bool:
    """Whether a spreadsheet, which keeps 15 digits, would alter the value."""
    return isinstance(value, float) and float(f"{value:.15g}") != value


def _wall(record: Record, field: Field, value: datetime) -> datetime | str:
    """The hour on the clock of the record's zone; as text where that clock shows it twice."""
    zone = ZoneInfo(getattr(record, field.zone or "", None) or "UTC")
    local = value.astimezone(zone)
    naive = local.replace(tzinfo=None, fold=0)
    if local.fold or naive.replace(tzinfo=zone).astimezone(UTC) != value or local.year < 1900:
        return field.kind.written(value, field)
    return naive


def _records(
    session: Session,
    cls: type[Record],
    where: query.Where | None,
    words: str,
    report: Report | None,
) -> list[Record]:
    rids = [rid for part in query.ids(session, cls, where=where, words=words) for rid in part]
    found: list[Record] = []
    for start in range(0, len(rids), 500):
        if report:
            report(start, len(rids))
        part = rids[start : start + 500]
        by_rid = {one.rid: one for one in session.query(cls).filter(cls.rid.in_(part))}
        found += [by_rid[rid] for rid in part]
    return found


def _as_csv(
    session: Session,
    cls: type[Record],
    records: list[Record],
    file: Path,
    version: str,
    stamp: datetime,
) -> tuple[int, Iterable[str]]:
    from sciattache.interchange.tables.write_csv import write_csv

    return len(records), write_csv(file, sheet(session, cls, records, typed=False))


def _as_workbook(
    session: Session,
    cls: type[Record],
    records: list[Record],
    file: Path,
    version: str,
    stamp: datetime,
) -> tuple[int, Iterable[str]]:
    from sciattache.interchange.tables.write_workbook import write_workbook

    made = sheet(session, cls, records, typed=True)
    return len(records), write_workbook(file, [made], title=cls.about.plural)


def _as_cards(
    session: Session,
    cls: type[Record],
    records: list[Record],
    file: Path,
    version: str,
    stamp: datetime,
) -> tuple[int, Iterable[str]]:
    from sciattache.interchange.cards.write import write

    if cls not in (Person, Organisation):
        raise KnownError(
            f"{cls.about.plural} cannot be written as cards.",
            "Export people or organisations, or use .csv.",
        )
    if version not in ("3.0", "4.0"):
        raise KnownError(f"Cards are not written in version {version}.", "Use 3.0 or 4.0.")
    cards = list(people_cards(session, records))  # type: ignore[arg-type]
    file.write_bytes(write(cards, version))  # type: ignore[arg-type]
    return len(cards), ()


def people_cards(session: Session, records: Sequence[Person | Organisation]) -> Iterator[Any]:
    """The cards of people with their main role, or of organisations."""
    people = [record.id for record in records if isinstance(record, Person)]
    roles = _main_roles(session, people)
    wanted = {role.organisation for role in roles.values() if role.organisation}
    organisations = {
        found.id: found for found in session.query(Organisation).filter(Organisation.id.in_(wanted))
    }
    for record in records:
        role = roles.get(record.id)
        picture = record.photo if isinstance(record, Person) else record.logo
        photo = blobs.content(session, picture) if picture else None
        organisation = organisations.get(role.organisation or "") if role else None
        yield from_cards.card(record, role=role, organisation=organisation, photo=photo)


def _main_roles(session: Session, people: Sequence[str]) -> dict[str, Affiliation]:
    found: dict[str, Affiliation] = {}
    for start in range(0, len(people), 500):
        roles = session.query(Affiliation).filter(
            Affiliation.person.in_(people[start : start + 500])
        )
        for role in roles.order_by(
            Affiliation.until.is_not(None), Affiliation.main.desc(), Affiliation.rid
        ):
            found.setdefault(role.person, role)
    return found


def _as_calendar(
    session: Session,
    cls: type[Record],
    records: list[Record],
    file: Path,
    version: str,
    stamp: datetime,
) -> tuple[int, Iterable[str]]:
    from sciattache.interchange.calendars.write import write

    if cls is not AgendaItem:
        raise KnownError(
            f"{cls.about.plural} cannot be written as a calendar.",
            "Export programme items, or use .csv.",
        )
    items = [record for record in records if isinstance(record, AgendaItem)]
    events = list(calendar_events(session, items))
    file.write_bytes(write(events, name=file.stem, stamp=stamp))
    without = len(items) - len(events)
    return len(events), [f"{without} items have no time and were left out."] if without else []


def calendar_events(session: Session, items: Sequence[AgendaItem]) -> Iterator[Any]:
    """The events that programme items are, with place and those who take part."""
    places = query.titles(session, sorted({item.place for item in items if item.place}))
    guests: dict[str, list[tuple[str, str, str]]] = {}
    for start in range(0, len(items), 500):
        part = [item.id for item in items[start : start + 500]]
        pairs = session.query(Attendance, Person).filter(
            Attendance.item.in_(part), Person.id == Attendance.person
        )
        for attendance, person in pairs.order_by(Attendance.rid):
            address = person.emails[0].value if person.emails else ""
            name = query.titles(session, [person.id]).get(person.id, "")
            guests.setdefault(attendance.item, []).append((name, address, attendance.status or ""))
    for item in items:
        where = places.get(item.place or "", "")
        made = from_calendar.event(item, place=where, attendees=guests.get(item.id, ()))
        if made is not None:
            yield made


_WRITERS = {".csv": _as_csv, ".xlsx": _as_workbook, ".vcf": _as_cards, ".ics": _as_calendar}
