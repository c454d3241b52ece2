"""The programme as a calendar file, for an audience or for one participant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.standards import timezones
from sciattache.errors import KnownError
from sciattache.interchange.calendars.event import Event
from sciattache.interchange.calendars.write import write
from sciattache.papers.flowing.programme import concerning
from sciattache.papers.flowing.programme_lines import Lines, station
from sciattache.papers.reader import GONE, Reader
from sciattache.papers.redaction import given
from sciattache.services.dossier import Dossier
from sciattache.services.programme import Line

_STATUSES = {"confirmed": "confirmed", "declined": "cancelled", "cancelled": "cancelled"}
"""How a calendar says how far an item is settled; whatever else is tentative."""


def calendar(dossier: Dossier, reader: Reader, *, stamp: datetime, person: str = "") -> bytes:
    """The programme that an audience, or one ``person``, may read, as iCalendar (RFC 5545).

    An event keeps its UID for ever; its SEQUENCE is the version last issued, and ``stamp`` tells
    two files of one version apart.  ``KnownError`` for somebody who does not take part.
    """
    dossier, reader = given(dossier, reader)
    if person and all(one.person != person for one in dossier.participants):
        raise KnownError(
            "The calendar is for somebody who does not take part.", "Name a participant."
        )
    whose = reader.plain_name(dossier.people[person]) if person in dossier.people else ""
    named = (dossier.engagement.title, whose, dossier.marking)
    return write(
        events(dossier, reader, person=person),
        name=" · ".join(filter(None, named)),
        stamp=stamp,
        method="PUBLISH",
    )


def events(dossier: Dossier, reader: Reader, *, person: str = "") -> Iterator[Event]:
    """The items and legs that have a time, and the nights, in the order of the programme."""
    items, legs, stays = concerning(dossier, person) if person else _everybody(dossier, reader)
    for record in (*items, *legs):
        line = dossier.lines.get(record.id)
        if line is not None:
            yield _event(dossier, reader, line, person)
    yield from _nights(dossier, reader, stays)


def _everybody(dossier: Dossier, reader: Reader) -> tuple[list[Any], list[Leg], list[Stay]]:
    items = [one for one in dossier.items if reader.is_office or one.status not in GONE]
    stays = [one for one in dossier.stays if one.person not in dossier.absent]
    return items, list(dossier.legs), stays


def _event(dossier: Dossier, reader: Reader, line: Line, person: str) -> Event:
    begins = line.start or line.end
    lines = Lines(dossier, reader, begins.date() if begins else None, line.zone, person)
    said = lines.of(line)
    record = line.record
    on_the_way = isinstance(record, Leg)
    place = None if isinstance(record, Leg) else dossier.places.get(record.place or "")
    at = (place.latitude, place.longitude) if place else (None, None)
    people = said.participants and reader.pair(
        reader.say("heading.participants"), said.participants
    )
    told = (said.place if on_the_way else "", said.contact, people, said.remarks)
    common: dict[str, Any] = {
        "uid": f"urn:uuid:{record.id}",
        "title": said.title,
        "location": station(lines.reader, record.origin) if isinstance(record, Leg) else said.place,
        "description": _described(dossier, (said.status, *told)),
        "geo": at if None not in at else None,
        "status": "confirmed" if isinstance(record, Leg) else _status(record.status),
        "sequence": _sequence(dossier),
    }
    if begins is None:
        assert not isinstance(record, Leg)  # a leg without hours is on no day
        first, last = _whole_days(record.first_day, record.last_day, record.starts_at, line.zone)
        return Event(start=first, end=last + timedelta(days=1), **common)
    ends = max(line.end or begins, begins)
    return Event(
        start=begins.astimezone(UTC),
        end=ends.astimezone(UTC),
        start_zone=_zone(begins),
        end_zone=_zone(ends),
        **common,
    )


def _nights(dossier: Dossier, reader: Reader, stays: Iterable[Stay]) -> Iterator[Event]:
    """The nights as spans of whole days that keep nobody busy; those in one hotel once."""
    seen: set[tuple[str, date, date]] = set()
    for stay in stays:
        if stay.arrives_on is None:
            continue
        last = max(stay.departs_on or stay.arrives_on, stay.arrives_on + timedelta(days=1))
        key = (stay.hotel, stay.arrives_on, last)
        if key in seen:
            continue
        seen.add(key)
        yield Event(
            uid=f"urn:uuid:{stay.id}",
            title=reader.pair(reader.say("night"), stay.hotel),
            start=stay.arrives_on,
            end=last,
            location=reader.text(stay, "address"),
            description=_described(dossier, (reader.text(stay, "phone"),)),
            transparency="transparent",
            sequence=_sequence(dossier),
        )


def _described(dossier: Dossier, told: Iterable[str]) -> str:
    """What there is to know, the marking first."""
    lines = (dossier.marking, *told)
    return "\n".join(line.replace("\u00a0", " ") for line in lines if line)


def _status(status: str | None) -> str:
    return _STATUSES.get(status or "", "tentative")


def _sequence(dossier: Dossier) -> int:
    return dossier.issue.version if dossier.issue else 0


def _whole_days(
    first: date | None, last: date | None, starts_at: datetime | None, zone: str
) -> tuple[date, date]:
    if first is None:
        assert starts_at is not None  # a line of the programme has one or the other
        first = starts_at.astimezone(timezones.clock(zone)).date()
    return first, max(last or first, first)


def _zone(moment: datetime) -> str:
    """The name of the clock that a moment is on."""
    return "UTC" if moment.tzinfo in (None, UTC) else str(moment.tzinfo)
