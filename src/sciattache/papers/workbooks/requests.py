"""Meeting requests of both sides: who wants whom, how much, when they meet, what became of it."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from sciattache.domain.programmes.meeting_day import MeetingDay
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.standards import timezones
from sciattache.interchange.tables.formula import Formula, column, head, own
from sciattache.interchange.tables.sheet import Column, Sheet, Value
from sciattache.papers.reader import Reader
from sciattache.papers.values import named
from sciattache.papers.workbooks.sheets import day_and_hour, sheet, told, trimmed, zone_of
from sciattache.services import meeting_day
from sciattache.services.dossier import Dossier

_ALL, _SUMS = "Requests", "RequestsByName"
_STATES = ("scheduled", "held", "no_show", "refused")
_SIDES = ("guest", "mission", "support", "host", "press", "")
_KEPT = ("asker", "for", "asked", "organisation", "state")


def meeting_requests(dossier: Dossier, reader: Reader) -> list[Sheet]:
    """The requests, and how many each side's people and organisations have and got."""
    return [_requests(dossier, reader), _by_name(dossier, reader)]


def _requests(dossier: Dossier, reader: Reader) -> Sheet:
    """A row for each request: guests' first, then hosts', in the order of priority."""
    say = reader.say
    columns = (
        Column("side", say("column.asked_by"), "text", 14),
        Column("asker", _label(reader, "asker"), "text", 24),
        Column("for", _label(reader, "asker_organisation"), "text", 24),
        Column("asked", _label(reader, "asked"), "text", 24),
        Column("organisation", _label(reader, "asked_organisation"), "text", 24),
        told(reader, MeetingRequest, "priority"),
        told(reader, MeetingRequest, "state"),
        Column("day", reader.field(MeetingRequest.field("day")), "text", 20),
        told(reader, MeetingRequest, "part_of_day"),
        Column("date", say("column.date"), "date", 12),
        Column("starts", say("column.starts"), "time", 9),
        Column("ends", say("column.ends"), "time", 9),
        Column("zone", say("column.zone"), "text", 17),
        told(reader, MeetingRequest, "table_number"),
        told(reader, MeetingRequest, "fixed"),
        Column("item", reader.field(MeetingRequest.field("item")), "text", 28),
        told(reader, MeetingRequest, "rating"),
        told(reader, MeetingRequest, "reason", width=28),
        told(reader, MeetingRequest, "notes", width=28),
    )
    listed = sorted(
        dossier.requests,
        key=lambda one: (_SIDES.index(_side(dossier, one)), one.priority or 9, one.rid or 0),
    )
    rows = [_request(dossier, reader, one) for one in listed]
    kept, rows_ = trimmed(columns, rows, keep=_KEPT)
    return sheet(dossier, reader, _ALL, say("heading.requests"), kept, rows_)


def _request(dossier: Dossier, reader: Reader, one: MeetingRequest) -> list[Value]:
    side, day = _side(dossier, one), _day(dossier, one)
    starts, ends = _hours(dossier, one, day)
    on, begins = day_and_hour(starts)
    return [
        reader.word("side", side) if side else None,
        *_names(dossier, reader, one),
        one.priority,
        reader.choice(one, "state"),
        day.name if day and one.day else None,
        reader.choice(one, "part_of_day"),
        on, begins, day_and_hour(ends)[1], zone_of(reader, starts),
        one.table_number,
        (reader.say("yes") if one.fixed else None),
        named(dossier, reader, one.item) if one.item else None,
        reader.see(one, "rating"),
        reader.text(one, "reason"),
        reader.text(one, "notes"),
    ]  # fmt: skip


def _names(dossier: Dossier, reader: Reader, one: MeetingRequest) -> list[str]:
    """Who asks, for whom, and whom of which organisation: as the request says, or they do."""
    return [
        name
        for person, organisation in (
            (one.asker, one.asker_organisation), (one.asked, one.asked_organisation),
        )
        for name in (
            named(dossier, reader, person) if person else "",
            _organisation(dossier, person, organisation),
        )
    ]  # fmt: skip


def _organisation(dossier: Dossier, person: str | None, given: str | None) -> str:
    part = next((one for one in dossier.participants if person and one.person == person), None)
    role = dossier.roles.get(person or "")
    if given is None and part is not None:
        found = dossier.organisation_of(part)
    else:
        found = dossier.organisations.get(given or (role.organisation if role else None) or "")
    return found.name if found else ""


def _by_name(dossier: Dossier, reader: Reader) -> Sheet:
    """A row for each person and organisation that asks or is asked, counted by formula."""
    say, name, of = reader.say, reader.say("column.name"), reader.say("column.organisation")
    states = [reader.word("request_state", code) for code in _STATES]
    columns = [
        Column("name", name, "text", 30),
        Column("organisation", of, "text", 32),
        Column("asks", say("column.asks"), "number", 10, total=True),
        Column("asked", say("column.was_asked"), "number", 10, total=True),
        *(Column(code, word, "number", 12) for code, word in zip(_STATES, states, strict=True)),
    ]
    asks, asked = (
        _matching(reader, "asker", "asker_organisation"),
        _matching(reader, "asked", "asked_organisation"),
    )
    state = column(_ALL, reader.field(MeetingRequest.field("state")))
    ends = [
        (tuple(_names(dossier, reader, one)), reader.choice(one, "state"))
        for one in dossier.requests
    ]
    everybody = set(chain.from_iterable((who[:2], who[2:]) for who, _ in ends))
    rows: list[list[Value]] = []
    for pair in sorted((pair for pair in everybody if any(pair)), key=lambda p: (p[0] or p[1], p)):
        first = [(who[:2] == pair, who[2:] == pair, word) for who, word in ends]
        rows.append(
            [
                *pair,
                Formula(f"SUMPRODUCT({asks})", sum(one for one, _, _ in first)),
                Formula(f"SUMPRODUCT({asked})", sum(other for _, other, _ in first)),
                *(
                    Formula(
                        f"SUMPRODUCT((({asks})+({asked})>0)*({state}={head(_SUMS, word)}))",
                        sum((one or other) and theirs == word for one, other, theirs in first),
                    )
                    for word in states
                ),
            ]
        )
    title, total = say("heading.requests_by_name"), say("total")
    return sheet(dossier, reader, _SUMS, title, columns, rows, total_label=total)


def _matching(reader: Reader, person: str, organisation: str) -> str:
    """Of each request whether one end of it is the row's name and organisation, 1 or 0."""
    pairs = ((person, "column.name"), (organisation, "column.organisation"))
    return "*".join(
        f"EXACT({column(_ALL, _label(reader, field))},{own(_SUMS, reader.say(label))})"
        for field, label in pairs
    )


def _label(reader: Reader, name: str) -> str:
    """The label of one end of a request, unlike any other of the sheet."""
    return reader.say(f"request.{name}")


def _side(dossier: Dossier, one: MeetingRequest) -> str:
    """On which side whoever asks takes part; empty where nobody knows."""
    for part in dossier.participants:
        if one.asker and part.person == one.asker:
            return part.side or "guest"
    for part in dossier.participants:
        organisation = dossier.organisation_of(part)
        if one.asker_organisation and organisation and organisation.id == one.asker_organisation:
            return part.side or "guest"
    return ""


def _day(dossier: Dossier, one: MeetingRequest) -> MeetingDay | None:
    """The meeting day of a request; without one it is the first of the engagement."""
    days = [day for day in dossier.meeting_days if not one.day or day.id == one.day]
    return days[0] if days else None


def _hours(
    dossier: Dossier, one: MeetingRequest, day: MeetingDay | None
) -> tuple[datetime | None, datetime | None]:
    """When the two meet: in the slot, or when the item of the programme is."""
    if one.slot and day is not None:
        zone = timezones.clock(day.zone or dossier.engagement.zone)
        for slot in meeting_day.slots(day):
            if slot.number == one.slot:
                return slot.start.astimezone(zone), slot.end.astimezone(zone)
    line = dossier.lines.get(one.item or "")
    return (line.start, line.end) if line else (None, None)
