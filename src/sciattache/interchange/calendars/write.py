"""Write events as an iCalendar file (RFC 5545) that other programs show at the right hour."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, vCalAddress, vDate, vDatetime, vDuration, vText
from icalendar import Event as Component
from icalendar.prop import vGeo, vUri

from sciattache.interchange.calendars import zone_parts
from sciattache.interchange.calendars.event import Attendee, Event
from sciattache.interchange.calendars.names import ADDRESSES, CONSUMED
from sciattache.interchange.calendars.people import NOWHERE, ROLES

PRODUCT = "-//SciAttaché//Programme//EN"
# Names the events that have no uid of their own.
_UIDS = UUID("5f0c8a34-7c2e-4d53-9d6e-0a3f3b1f6c11")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NAME = re.compile(r"[A-Z][A-Z0-9-]*")
_ROLES = {word: token for token, word in ROLES.items()}
# What VTIMEZONE tells beyond the events' own years is of use to nobody.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def write(
    events: Iterable[Event],
    *,
    name: str,
    stamp: datetime,
    product: str = PRODUCT,
    method: str | None = None,
) -> bytes:
    """Give the bytes of a calendar called `name`; the same arguments give the same bytes.

    `stamp` is the instant of writing (DTSTAMP), `method` an iTIP method such as PUBLISH. Every
    zone used comes as a VTIMEZONE for the years of the events. A start that its zone's clock
    cannot tell from another (the hour that happens twice) is written in UTC, its zone beside it
    as X-ZONE. `read` gives the same events back, save for control characters, the seventh decimal
    of a GEO, fractions of a second and blanks around a title or place.
    """
    listed = list(events)
    calendar = Calendar()
    calendar.add("prodid", vText(_clean(product)))
    calendar.add("version", vText("2.0"))
    if method:
        calendar.add("method", vText(method.upper()))
    calendar.add("x-wr-calname", vText(_clean(name)))
    for zone, (first, last) in sorted(_years(listed).items()):
        calendar.add_component(zone_parts.describe(zone, first, last))
    for event in listed:
        calendar.add_component(_component(event, stamp))
    made: bytes = calendar.to_ical()
    return made


def _component(event: Event, stamp: datetime) -> Component:
    made = Component()
    made.add("uid", vText(_clean(event.uid) or _uid(event)))
    made.add("summary", vText(_clean(event.title)))
    made.add("dtstart", _moment(event.start, event.start_zone))
    made.add("dtend", _moment(event.end, event.end_zone))
    if event.recurrence_id:
        made.add("recurrence-id", _occurrence(event.recurrence_id))
    made.add("status", vText(event.status.upper()))
    made.add("transp", vText(event.transparency.upper()))
    made.add("sequence", event.sequence)
    stamps = {"dtstamp": stamp, "created": event.created, "last-modified": event.modified}
    for key, at in stamps.items():
        if at:
            made.add(key, vDatetime(at.astimezone(UTC)))
    _add_texts(made, event)
    _add_people(made, event)
    for trigger in event.alarms:
        made.add_component(_alarm(trigger, event.title))
    return made


def _add_texts(made: Component, event: Event) -> None:
    for key, text in (("description", event.description), ("location", event.location)):
        if text:
            made.add(key, vText(_clean(text)))
    if event.url:
        made.add("url", vUri(_clean(event.url)))
    if event.categories:
        made.add("categories", [_clean(text) for text in event.categories])
    if event.geo:
        made.add("geo", vGeo((round(event.geo[0], 6), round(event.geo[1], 6))))
    for key, text in event.extra:
        if _NAME.fullmatch(key) and key not in CONSUMED:
            clean = _clean(text)
            value = vUri(clean.replace("\n", "")) if key in ADDRESSES else vText(clean)
            made.add(key, value)


def _add_people(made: Component, event: Event) -> None:
    if event.organiser:
        who = event.organiser
        made.add("organizer", _address(who.name, who.email))
    for attendee in event.attendees:
        made.add("attendee", _attendee(attendee))


def _attendee(attendee: Attendee) -> vCalAddress:
    address = _address(attendee.name, attendee.email)
    address.params["ROLE"] = _ROLES.get(attendee.role, attendee.role.upper())
    address.params["PARTSTAT"] = attendee.participation_status.upper()
    return address


def _address(name: str, email: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{_clean(email)}" if email else NOWHERE)
    if name:
        address.params["CN"] = _clean(name).replace("\\", "\\\\")
    return address


def _alarm(trigger: timedelta, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", vText("DISPLAY"))
    alarm.add("description", vText(_clean(title)))
    alarm.add("trigger", vDuration(trigger))
    return alarm


def _moment(value: date | datetime, zone: str) -> vDate | vDatetime:
    if not isinstance(value, datetime):
        made = vDate(value)
        made.params["VALUE"] = "DATE"
        return made
    value = value.replace(microsecond=0)
    if not zone or zone == "UTC":
        return vDatetime(value)
    clock = ZoneInfo(zone)
    wall = value.astimezone(clock).replace(tzinfo=None, fold=0)
    if wall.replace(tzinfo=clock).astimezone(UTC) == value:
        told = vDatetime(wall)
        told.params["TZID"] = zone
    else:
        told = vDatetime(value)
        told.params["X-ZONE"] = zone
    return told


def _occurrence(key: str) -> vText:
    told = vText(key)
    if len(key) == len("20260301"):
        told.params["VALUE"] = "DATE"
    return told


def _years(events: Sequence[Event]) -> dict[str, tuple[int, int]]:
    """The zones used, each with the years that its VTIMEZONE must span."""
    years: dict[str, tuple[int, int]] = {}
    for event in events:
        for at, zone in ((event.start, event.start_zone), (event.end, event.end_zone)):
            if zone and zone != "UTC":
                first, last = years.get(zone, (at.year, at.year))
                years[zone] = min(first, at.year), max(last, at.year)
    return {
        zone: (_bounded(first - 1), _bounded(last + 1)) for zone, (first, last) in years.items()
    }


def _bounded(year: int) -> int:
    return min(max(year, _FIRST_YEAR), _LAST_YEAR)


def _uid(event: Event) -> str:
    told = (event.title, event.start.isoformat(), event.end.isoformat(), event.location)
    return str(uuid5(_UIDS, "\n".join(told)))


def _clean(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n"))
