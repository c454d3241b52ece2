"""Journeys that stand in a calendar as events."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sciattache.interchange.bookings import places, rail, read, reservations, structured, zones
from sciattache.interchange.bookings.booking import (
    Booking,
    Journey,
    Passenger,
    Refused,
    When,
    Where,
)
from sciattache.interchange.calendars.event import Event

_RESERVATION = "X-KDE-KITINERARY-RESERVATION"
_WORDS = {
    "flight": "flight", "flug": "flight", "vol": "flight", "vuelo": "flight", "volo": "flight",
    "train": "train", "zug": "train", "tren": "train", "treno": "train", "bus": "coach",
    "coach": "coach", "ferry": "boat", "boat": "boat", "fähre": "boat",
}  # fmt: skip
_TITLE = re.compile(
    rf"^\W*(?P<word>{'|'.join(_WORDS)})?\b\s*(?P<number>(?:[A-Z]{{1,4}}|[A-Z]\d|\d[A-Z])?\s?\d{{1,6}})?\s*[:,\-–]?\s*"
    r"(?:(?:from|von|de|da|desde)\s+)?(?P<from>[^\d:]{3,60}?)\s*(?:→|➞|->|–>|\bto\b|\bnach\b|\bà\b|\s[-–—]\s"
    r"|(?<=[A-Z]{3})[-–/](?=[A-Z]{3}))\s*(?P<to>[^\d:]{3,60}?)(?:\s*\((?P<behind>[^()]{3,12})\))?$",
    re.I,
)
_NUMBER = re.compile(r"^(?P<carrier>[A-Z]{2}|[A-Z]\d|\d[A-Z])\s?(?P<number>\d{1,4})$")
_SEAT = re.compile(r"\bseat\s*:?\s*(\d{1,3}\s?/?\s?[A-Z\d]{1,3})\b", re.I)


def journeys(event: Event, default: str = "") -> list[Journey]:
    """The journeys that an event is; nothing where it is something else, or not surely one.

    ``default`` is the zone that was given to times that tell none: a journey has the clocks of its
    own two ends, so these times are taken as they stand.
    """
    if event.all_day:
        return []
    event = _as_written(event, default)
    state = "cancelled" if event.status == "cancelled" else ""
    found = _structured(event) or _written(event) or _titled(event)
    found = [_taken_by(_by_its_clock(one, event), event) for one in found]
    return [replace(one, state=state) for one in found] if state else found


def _as_written(event: Event, default: str) -> Event:
    """An event without the clock that it was only lent."""
    if not default or {event.start_zone, event.end_zone or default} != {default}:
        return event
    start, end = (
        _local(moment, default).replace(tzinfo=None) for moment in (event.start, event.end)
    )
    return replace(event, start=start, end=max(start, end), start_zone="", end_zone="")


def _structured(event: Event) -> list[Journey]:
    """What a calendar of KDE says beside the event in so many fields."""
    source = dict(event.extra).get(_RESERVATION, "")
    for attempt in (source, re.sub(r"\\([,;\\])", r"\1", source)):
        try:
            items = list(structured.objects(structured.loads(attempt)))
        except ValueError:
            continue
        return _journeys(reservations.bookings(items, "the event's reservation"))
    return []


def _written(event: Event) -> list[Journey]:
    """What the event's text says, where its first journey begins when the event does."""
    text = "\n".join(filter(None, (event.title, event.location, event.description)))
    start = _local(event.start, event.start_zone)
    lines = [line.rstrip() for line in text.splitlines()]
    found = _journeys(rail.read(lines, start.date(), start.date()))
    if not found:
        found = _journeys(read.of_text(text, sent=start.date(), on=start.date()))
    if not found or not _begins(found[0], event):
        return []
    seat = _SEAT.search(event.title)
    if seat and len(found) == 1 and not any(one.seat for one in found[0].passengers):
        people = [replace(one, seat=seat[1]) for one in found[0].passengers]
        found = [replace(found[0], passengers=tuple(people))]
    return found


def _titled(event: Event) -> list[Journey]:
    """A title such as *Flight LH 123 from FRA to JFK*, by the hours of the event."""
    match = _TITLE.match(event.title.strip())
    if match is None:
        return []
    told = " ".join((match["number"] or match["behind"] or "").split())
    flight = _NUMBER.match(told)
    kind = _WORDS.get((match["word"] or "").casefold(), "flight" if flight else "")
    ends = [match["from"].strip(), match["to"].strip()]
    coded = all(places.coded(end) for end in ends)
    if not kind or not (told or coded) or (not match["word"] and not coded):
        return []
    origin, destination = (
        (places.airport(end) if kind == "flight" else None) or Where(name=end) for end in ends
    )
    is_flight = kind == "flight" and flight is not None
    return [
        Journey(
            kind=kind, carrier_code=flight["carrier"].upper() if is_flight and flight else "",
            number=flight["number"] if is_flight and flight else told, origin=origin,
            destination=destination, departs=_at(event.start, event.start_zone, origin),
            arrives=_at(event.end, event.end_zone or event.start_zone, destination),
            evidence="the event's title",
        )
    ]  # fmt: skip


def _journeys(found: list[Booking | Refused]) -> list[Journey]:
    return [one for one in found if isinstance(one, Journey)]


def _at(moment: object, zone: str, where: Where) -> When:
    assert isinstance(moment, datetime)
    if moment.tzinfo is None:
        return When(at=moment)
    if zone in ("", "UTC"):  # an instant: the place tells the clock
        zone = zones.zone(where)
    return When(at=moment.astimezone(ZoneInfo(zone)) if zone else moment, zone=zone)


def _local(moment: object, zone: str) -> datetime:
    assert isinstance(moment, datetime)
    return moment.astimezone(ZoneInfo(zone)) if zone and moment.tzinfo else moment


def _taken_by(one: Journey, event: Event) -> Journey:
    """Let the one guest of an event travel where its text names nobody."""
    names = [guest.name for guest in event.attendees if guest.name and "@" not in guest.name]
    if len(names) != 1 or any(passenger.name for passenger in one.passengers):
        return one
    first = one.passengers[0] if one.passengers else Passenger(name="")
    return replace(one, passengers=(replace(first, name=names[0]), *one.passengers[1:]))


def _begins(first: Journey, event: Event) -> bool:
    """Whether a journey read from the text begins when the event does, or its day does."""
    start, at = event.start, first.departs.at
    assert isinstance(start, datetime)
    if at is None:
        return False
    if at.tzinfo is not None:
        return start.tzinfo is None or at == start
    if start.tzinfo is None:
        return at == start
    clocks = {zones.zone(first.origin), event.start_zone} - {""}
    return any(at.replace(tzinfo=ZoneInfo(clock)) == start for clock in clocks)


def _by_its_clock(one: Journey, event: Event) -> Journey:
    """Let the ends of a journey that are the event's own have the event's clock where known."""
    if isinstance(event.start, datetime) and event.start.tzinfo is None:
        return one
    ends = (
        ("departs", one.departs, one.origin, event.start, event.start_zone),
        ("arrives", one.arrives, one.destination, event.end, event.end_zone or event.start_zone),
    )
    for name, when, where, moment, zone in ends:
        assert isinstance(moment, datetime)
        if (
            zone in ("", "UTC")
            or zones.zone(where)
            or when.at is None
            or when.at.tzinfo is not None
        ):
            continue
        if when.at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) == moment:
            told = When(at=when.at, zone=zone)
            one = replace(one, departs=told) if name == "departs" else replace(one, arrives=told)
    return one
