"""Calendar events into items of a programme, and items into events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sciattache import errors
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.interchange.bookings.booking import Journey
from sciattache.interchange.bookings.events import journeys
from sciattache.interchange.calendars.event import Attendee, Event
from sciattache.interchange.drafts import Draft
from sciattache.interchange.from_bookings import Around, leg
from sciattache.interchange.mapping import put_name
from sciattache.interchange.plan import Source

_STATUS = {"confirmed": "confirmed", "tentative": "proposed", "cancelled": "cancelled"}
_EVENT_STATUS = {"confirmed": "confirmed", "cancelled": "cancelled", "declined": "cancelled"}
_ANSWERS = {"accepted": "accepted", "declined": "declined", "tentative": "tentative"}
_OWN = {
    "X-SCIATTACHE-KIND": "kind",
    "X-SCIATTACHE-STATUS": "status",
    "X-SCIATTACHE-ROOM": "room",
}
"""Properties in which a calendar of ours says what the standard has no word for."""
_PLACE = "X-SCIATTACHE-PLACE"


def sources(events: Iterable[tuple[int, Event]], around: Around, zone: str) -> Iterator[Source]:
    """A draft of a programme item for each event, or of the legs that it is.

    ``zone`` is for times that tell none.
    """
    for position, event in events:
        try:
            travelled = journeys(event, zone)
            for one in travelled:
                yield Source(position, leg(one, around, _leg_uid(event, one)))
            if not travelled:
                yield Source(position, draft(event, around.engagement, zone))
        except ValueError as error:
            yield Source(position, None, errors.told(error))


def _leg_uid(event: Event, one: Journey) -> str:
    """The identity of a leg: the event's with the two ends, for some timetables give one identity
    to all journeys that begin in the same minute."""
    if not event.uid:
        return ""
    parts = (event.uid, event.recurrence_id or "", f"{one.origin.code}>{one.destination.code}")
    return "#".join(filter(None, parts))


def draft(event: Event, engagement: Any, zone: str) -> Draft:
    """The programme item that an event is; ``engagement`` is its id or a draft of it."""
    made = Draft(AgendaItem, {"engagement": engagement})
    made.put("title", event.title or event.location or "Untitled")
    made.values["status"] = _STATUS.get(event.status, "proposed")
    own = dict(event.extra)
    for word, name in _OWN.items():
        if own.get(word):
            made.put(name, own[word])
    if "kind" not in made.values:
        made.values["kind"] = "other"
        made.known_by = frozenset({"kind"})
    if event.all_day:
        last = max(event.start, event.end - timedelta(days=1))
        made.values |= {"all_day": True, "first_day": event.start, "last_day": last}
    else:
        _place_in_time(made, event, zone)
    made.put("description", event.description)
    where = own.get(_PLACE) or ("" if own.get("X-SCIATTACHE-ROOM") else event.location)
    if where:
        place = Draft(Place, known_by=frozenset({"name"}))
        place.put("name", where)
        if event.geo:
            place.values |= {"latitude": event.geo[0], "longitude": event.geo[1]}
        made.values["place"] = place
    occurrence = f"#{event.recurrence_id}" if event.recurrence_id else ""
    made.put("calendar_uid", event.uid + occurrence if event.uid else "")
    made.id = event.uid if event.uid.startswith("urn:uuid:") and not occurrence else ""
    if event.url:
        made.put("remarks", event.url)
    for attendee in event.attendees:
        guest = _guest(attendee)
        if guest is not None:
            made.children.append(("item", guest))
    return made


def _place_in_time(made: Draft, event: Event, zone: str) -> None:
    for name, at, own in (
        ("start", event.start, event.start_zone),
        ("end", event.end, event.end_zone),
    ):
        if name == "end" and event.end == event.start:
            continue
        assert isinstance(at, datetime)
        clock = own or event.start_zone or zone
        instant = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(clock or "UTC"))
        made.values[f"{name}s_at"] = instant.astimezone(UTC).replace(microsecond=0)
        made.values[f"{name}_zone"] = clock or "UTC"


def _guest(attendee: Attendee) -> Draft | None:
    person = Draft(Person)
    if attendee.email:
        person.put("emails", [attendee.email])
    if attendee.name and attendee.name != attendee.email:
        put_name(person, attendee.name)
    if not person.values:
        return None
    person.known_by = frozenset(person.values)
    guest = Draft(Attendance, {"person": person})
    if attendee.participation_status in _ANSWERS:
        guest.values["status"] = _ANSWERS[attendee.participation_status]
    return guest


def event(
    item: AgendaItem, *, place: str = "", attendees: Iterable[tuple[str, str, str]] = ()
) -> Event | None:
    """The event that an item is, None without a time; attendees are (name, e-mail, answer)."""
    uid = (item.calendar_uid or "").partition("#")[0] or f"urn:uuid:{item.id}"
    recurrence = (item.calendar_uid or "").partition("#")[2] or None
    common: Mapping[str, Any] = {
        "uid": uid,
        "recurrence_id": recurrence,
        "title": item.title,
        "description": item.description or "",
        "location": ", ".join(filter(None, (place, item.room))),
        "extra": tuple(
            sorted(
                (word, value)
                for word, value in (
                    (_PLACE, place if item.room else ""),
                    *((word, getattr(item, name) or "") for word, name in _OWN.items()),
                )
                if value
            )
        ),
        "status": _EVENT_STATUS.get(item.status or "", "tentative"),
        "attendees": tuple(
            Attendee(name=name, email=email, participation_status=_answer(answer))
            for name, email, answer in attendees
        ),
    }
    if item.all_day and item.first_day:
        end = (item.last_day or item.first_day) + timedelta(days=1)
        return Event(start=item.first_day, end=end, **common)
    if item.starts_at is None:
        return None
    zone = item.start_zone or "UTC"
    return Event(
        start=item.starts_at,
        end=max(item.ends_at or item.starts_at, item.starts_at),
        start_zone=zone,
        end_zone=item.end_zone or zone,
        **common,
    )


def _answer(status: str) -> str:
    return next((word for word, ours in _ANSWERS.items() if ours == status), "needs-action")
