"""The values of schema.org objects: places, times, names, states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sciattache.domain.standards import identifiers, timezones
from sciattache.interchange.bookings import moments, places
from sciattache.interchange.bookings.booking import When, Where

Item = dict[str, Any]

_STATES = {
    "reservationconfirmed": "booked", "confirmed": "booked", "reservationpending": "held",
    "reservationhold": "held", "reservationcancelled": "cancelled", "cancelled": "cancelled",
}  # fmt: skip
_CLASSES = {
    "premium": "premium", "business": "business", "first": "first", "economy": "economy",
}  # fmt: skip


def where(value: Any) -> Where:
    """A place, with its airport where its code is known."""
    if isinstance(value, str):
        return Where(name=value.strip()[:200])
    place = part(value)
    code = text(place.get("iataCode")).upper()
    name = text(place.get("name"))
    known = identifiers.iata_airport(code) if code else None
    address = place.get("address")
    parts = part(address)
    geo = part(place.get("geo"))
    lines = [
        text(parts.get("streetAddress")),
        " ".join(filter(None, map(text, (parts.get("postalCode"), parts.get("addressLocality"))))),
        text(parts.get("addressRegion")), text(parts.get("addressCountry")),
    ]  # fmt: skip
    country = places.country_code(text(parts.get("addressCountry")))
    return Where(
        name=(name or code)[:200], iata=known.code if known else "",
        city=text(parts.get("addressLocality")) or (known.city if known else ""),
        country=country or (known.country if known else ""), geo=_point(geo),
        address=address.strip() if isinstance(address, str) else ", ".join(filter(None, lines)),
        phone=text(place.get("telephone")),
    )  # fmt: skip


def _point(geo: Item) -> tuple[float, float] | None:
    try:
        found = float(geo["latitude"]), float(geo["longitude"])
    except (KeyError, TypeError, ValueError):
        return None
    return found if -90 <= found[0] <= 90 and -180 <= found[1] <= 180 else None


def when(value: Any, day: Any = None) -> When:
    """A time as ISO 8601 or with the zone beside it; ``ValueError`` for what is no time."""
    zone = ""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        zone = timezones.zone(text(value.get("timezone"))) or ""
        value = value.get("@value")
    told = text(value)
    if not told:
        only = text(part(day).get("@value") if isinstance(day, dict) else day)
        return When(on=_day(only)) if only else When()
    at = _instant(told)
    if at is None:
        return When(on=_day(told), zone=zone)
    if zone and at.tzinfo is not None:
        at = at.astimezone(ZoneInfo(zone))
    return When(at=at, zone=zone)


def _instant(told: str) -> datetime | None:
    """A date with an hour; None where there is a day alone."""
    plain = re.sub(r"\s*(?:UTC|GMT)$", "Z", told.strip())
    plain = re.sub(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d$)", "", plain)
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", plain):
        return None
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        pass
    days, hours = moments.days(told), moments.hours(told)
    if len(days) == 1 and len(hours) == 1 and (on := days[0].date):
        return datetime.combine(on, hours[0].time)
    if len(days) == 1 and not hours:
        return None
    raise ValueError(f"“{told[:40]}” is not a time.")


def _day(told: str) -> date:
    found = moments.days(told)
    if len(found) != 1 or (on := found[0].date) is None:
        raise ValueError(f"“{told[:40]}” is not a day.")
    return on


def names(item: Item) -> Iterator[str]:
    """Who a reservation is for."""
    held = item.get("underName")
    for person in held if isinstance(held, list) else [held]:
        if isinstance(person, str) and person.strip():
            yield " ".join(person.split())[:120]
        elif isinstance(person, dict):
            parts = (text(person.get("givenName")), text(person.get("familyName")))
            name = text(person.get("name")) or " ".join(filter(None, parts))
            if name:
                yield " ".join(name.split())[:120]


def reference(item: Item) -> str:
    """The booking reference."""
    return (text(item.get("reservationNumber")) or text(item.get("reservationId")))[:60]


def state(item: Item) -> str:
    """The booking state: ticketed where a ticket has its number."""
    told = text(item.get("reservationStatus"))
    state = _STATES.get(re.split(r"[/:#]", told)[-1].casefold(), "booked")
    has_ticket = bool(text(part(item.get("reservedTicket")).get("ticketNumber")))
    return "ticketed" if state == "booked" and has_ticket else state


def travel_class(told: str) -> str:
    """The class of a cabin by its name, empty for none that is known."""
    return next((ours for word, ours in _CLASSES.items() if word in told.casefold()), "")


def part(value: Any) -> Item:
    """An object; of several the first, else an empty one."""
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, dict)), None)
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """A value as text; of several the first, of an object its name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name", value.get("@value"))
    return str(value).strip()[:1000] if isinstance(value, str | int | float) else ""
