"""schema.org reservations, as JSON-LD or microdata give them, into bookings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sciattache.domain.standards import identifiers, timezones
from sciattache.interchange.bookings import moments, places
from sciattache.interchange.bookings.booking import (
    Booking,
    Found,
    Gathering,
    Journey,
    Lodging,
    Passenger,
    Refused,
    When,
    Where,
)

_STATES = {
    "reservationconfirmed": "booked", "confirmed": "booked", "reservationpending": "held",
    "reservationhold": "held", "reservationcancelled": "cancelled", "cancelled": "cancelled",
}  # fmt: skip
_CLASSES = {
    "premium": "premium", "business": "business", "first": "first", "economy": "economy",
}  # fmt: skip
Item = dict[str, Any]
Maker = Callable[[Item, str], Iterator[Booking]]


def bookings(items: Iterable[Item], evidence: str) -> Found:
    """The bookings among schema.org objects; the passengers of one journey are brought together."""
    found: Found = []
    for item in items:
        maker = next((_MAKERS[name] for name in types(item) if name in _MAKERS), None)
        if maker is None:
            continue
        told = f"{evidence}, {types(item)[0]}"
        try:
            found += maker(item, told)
        except ValueError as error:
            found.append(Refused(told, str(error)))
    return together(found)


def types(item: Item) -> list[str]:
    """The types of an object, without their vocabulary's address."""
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [re.split(r"[/:#]", kind)[-1] for kind in listed if isinstance(kind, str)]


def together(found: Found) -> Found:
    """One journey, stay or event for those that tell the same but for who goes."""
    made: Found = []
    at: dict[Any, int] = {}
    for one in found:
        key = _key(one)
        if key is None or key not in at:
            if key is not None:
                at[key] = len(made)
            made.append(one)
            continue
        made[at[key]] = _joined(made[at[key]], one)
    return made


def _key(one: Booking | Refused) -> Any:
    if isinstance(one, Journey):
        ends = one.origin.code.casefold(), one.destination.code.casefold()
        return one.kind, one.carrier_code, one.number, *ends, one.departs.at or one.departs.on
    if isinstance(one, Lodging):
        return one.hotel.name.casefold(), one.arrives_on, one.departs_on, one.room, one.reference
    return (one.title.casefold(), one.starts) if isinstance(one, Gathering) else None


def _joined(one: Any, other: Any) -> Any:
    """``one``, and who else travels, lodges or comes by ``other``, and what only that one tells."""
    if isinstance(one, Journey):
        known = {passenger.name.casefold(): passenger for passenger in one.passengers}
        for passenger in other.passengers:
            before = known.get(passenger.name.casefold(), passenger)
            known[passenger.name.casefold()] = replace(
                before, seat=before.seat or passenger.seat, ticket=before.ticket or passenger.ticket
            )
        filled = {
            name: getattr(other, name)
            for name in ("carrier", "reference", "travel_class", "terminal", "arrival_terminal")
            if not getattr(one, name)
        }
        if one.arrives == When():
            filled["arrives"] = other.arrives
        return replace(one, passengers=tuple(known.values()), **filled)
    return replace(one, guests=tuple(dict.fromkeys((*one.guests, *other.guests))))


def _flight(item: Item, evidence: str) -> Iterator[Booking]:
    for trip in _trips(item):
        airline = _object(trip.get("airline")) or _object(trip.get("provider"))
        airline = airline or _object(trip.get("seller"))
        number = re.sub(r"\s", "", _text(trip.get("flightNumber")))
        code = _text(airline.get("iataCode")).upper()
        if not code and (told := re.match(r"([A-Z]{2}|[A-Z]\d|\d[A-Z])(?=\d)", number, re.I)):
            code = told[1].upper()
        number = re.sub(rf"^{re.escape(code)}(?=\d)", "", number, flags=re.I) if code else number
        yield _journey(
            item, trip, "flight", "Airport", evidence, carrier_code=code, number=number,
            carrier=_text(airline.get("name")),
            terminal=_text(trip.get("departureTerminal")),
            arrival_terminal=_text(trip.get("arrivalTerminal")),
        )  # fmt: skip


def _surface(
    kind: str, stop: str, number: str, name: str
) -> Callable[[Item, str], Iterator[Booking]]:
    def make(item: Item, evidence: str) -> Iterator[Booking]:
        for trip in _trips(item):
            provider = _object(trip.get("provider")) or _object(item.get("provider"))
            told = _text(trip.get(number)) or _text(trip.get(name))
            yield _journey(
                item, trip, kind, stop, evidence, number=" ".join(told.split()),
                carrier=_text(provider.get("name")) or _text(trip.get("busCompany")),
                terminal=_text(trip.get("departurePlatform")),
                arrival_terminal=_text(trip.get("arrivalPlatform")),
            )  # fmt: skip

    return make


def _journey(item: Item, trip: Item, kind: str, stop: str, evidence: str, **told: Any) -> Journey:
    origin, destination = (
        _where(trip.get(f"{end}{stop}") or trip.get(f"{end}Station") or trip.get(f"{end}Stop"))
        for end in ("departure", "arrival")
    )
    departs = _when(trip.get("departureTime"), trip.get("departureDay"))
    if not origin.code or not destination.code:
        raise ValueError("It does not say from where to where.")
    if departs.day is None:
        raise ValueError("It does not say when it leaves.")
    ticket = _object(item.get("reservedTicket"))
    seat = _object(ticket.get("ticketedSeat"))
    number = _text(seat.get("seatNumber")) or _text(item.get("airplaneSeat"))
    if (section := _text(seat.get("seatSection"))) and not number.startswith(section):
        number = f"{section} / {number}" if number else section
    seat_class = _object(item.get("airplaneSeatClass"))
    passengers = tuple(
        Passenger(name=name, seat=number, ticket=_text(ticket.get("ticketNumber")))
        for name in _names(item)
    )
    return Journey(
        kind=kind, origin=origin, destination=destination, departs=departs,
        arrives=_when(trip.get("arrivalTime")), reference=_reference(item), state=_state(item),
        travel_class=travel_class(
            _text(seat_class.get("name")) or _text(seat.get("seatingType"))
        ),
        passengers=passengers, evidence=evidence, **told,
    )  # fmt: skip


def _car(item: Item, evidence: str) -> Iterator[Booking]:
    """A hired car: taken at one place and given back at another, or the same."""
    taken, back = _where(item.get("pickupLocation")), _where(item.get("dropoffLocation"))
    departs = _when(item.get("pickupTime"))
    if not taken.code or departs.day is None:
        raise ValueError("It does not say where and when the car is taken.")
    car = _object(item.get("reservationFor"))
    company = _object(car.get("rentalCompany")) or _object(item.get("provider"))
    yield Journey(
        kind="car", origin=taken, destination=back if back.code else taken, departs=departs,
        arrives=_when(item.get("dropoffTime")), carrier=_text(company.get("name")),
        reference=_reference(item), state=_state(item), evidence=evidence,
        passengers=tuple(Passenger(name=name) for name in _names(item)),
        remarks=tuple(filter(None, (_text(car.get("name")),))),
    )  # fmt: skip


def _lodging(item: Item, evidence: str) -> Iterator[Booking]:
    for place in _trips(item) or [item]:
        hotel = _where(place)
        if not hotel.name:
            raise ValueError("It does not name the hotel.")
        arrives, departs = (
            _when(item.get(f"{name}Time") or item.get(f"{name}Date")).day
            for name in ("checkin", "checkout")
        )
        if arrives is None:
            raise ValueError("It does not say from which day the room is booked.")
        if departs is not None and departs < arrives:
            raise ValueError(f"It ends on {departs}, before it begins on {arrives}.")
        yield Lodging(
            hotel=hotel, arrives_on=arrives, departs_on=departs,
            room=_text(item.get("lodgingUnitType")) or _text(item.get("lodgingUnitDescription")),
            reference=_reference(item), state=_state(item), guests=tuple(_names(item)),
            evidence=evidence,
        )  # fmt: skip


def _event(item: Item, evidence: str) -> Iterator[Booking]:
    for event in _trips(item) or [item]:
        where = _where(event.get("location"))
        starts = _when(event.get("startDate"))
        title = _text(event.get("name"))
        if not title or starts.day is None:
            raise ValueError("It does not say what takes place, or when.")
        yield Gathering(
            title=title, where=where, starts=starts, ends=_when(event.get("endDate")),
            reference=_reference(item), url=_text(event.get("url")), state=_state(item),
            guests=tuple(_names(item)), evidence=evidence,
        )  # fmt: skip


def _meal(item: Item, evidence: str) -> Iterator[Booking]:
    where = _where(item.get("reservationFor"))
    starts = _when(item.get("startTime"))
    if not where.name or starts.day is None:
        raise ValueError("It does not say where the table is, or when.")
    yield Gathering(
        title=where.name, where=where, starts=starts, ends=_when(item.get("endTime")), is_meal=True,
        reference=_reference(item), state=_state(item), guests=tuple(_names(item)),
        evidence=evidence,
    )  # fmt: skip


def _trips(item: Item) -> list[Item]:
    held = item.get("reservationFor")
    return [one for one in (held if isinstance(held, list) else [held]) if isinstance(one, dict)]


def _where(value: Any) -> Where:
    if isinstance(value, str):
        return Where(name=value.strip()[:200])
    place = _object(value)
    code = _text(place.get("iataCode")).upper()
    name = _text(place.get("name"))
    known = identifiers.iata_airport(code) if code else None
    address = place.get("address")
    parts = _object(address)
    geo = _object(place.get("geo"))
    lines = [
        _text(parts.get("streetAddress")),
        " ".join(filter(None, map(_text, (parts.get("postalCode"), parts.get("addressLocality"))))),
        _text(parts.get("addressRegion")), _text(parts.get("addressCountry")),
    ]  # fmt: skip
    country = places.country_code(_text(parts.get("addressCountry")))
    return Where(
        name=(name or code)[:200], iata=known.code if known else "",
        city=_text(parts.get("addressLocality")) or (known.city if known else ""),
        country=country or (known.country if known else ""), geo=_point(geo),
        address=address.strip() if isinstance(address, str) else ", ".join(filter(None, lines)),
        phone=_text(place.get("telephone")),
    )  # fmt: skip


def _point(geo: Item) -> tuple[float, float] | None:
    try:
        found = float(geo["latitude"]), float(geo["longitude"])
    except (KeyError, TypeError, ValueError):
        return None
    return found if -90 <= found[0] <= 90 and -180 <= found[1] <= 180 else None


def _when(value: Any, day: Any = None) -> When:
    """A time as ISO 8601 or with the zone beside it; ``ValueError`` for what is no time."""
    zone = ""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        zone = timezones.zone(_text(value.get("timezone"))) or ""
        value = value.get("@value")
    text = _text(value)
    if not text:
        only = _text(_object(day).get("@value") if isinstance(day, dict) else day)
        return When(on=_day(only)) if only else When()
    at = _instant(text)
    if at is None:
        return When(on=_day(text), zone=zone)
    if zone and at.tzinfo is not None:
        at = at.astimezone(ZoneInfo(zone))
    return When(at=at, zone=zone)


def _instant(text: str) -> datetime | None:
    """A date with an hour; None where there is a day alone."""
    plain = re.sub(r"\s*(?:UTC|GMT)$", "Z", text.strip())
    plain = re.sub(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d$)", "", plain)
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", plain):
        return None
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        pass
    days, hours = moments.days(text), moments.hours(text)
    if len(days) == 1 and len(hours) == 1 and (on := days[0].date):
        return datetime.combine(on, hours[0].time)
    if len(days) == 1 and not hours:
        return None
    raise ValueError(f"“{text[:40]}” is not a time.")


def _day(text: str) -> date:
    found = moments.days(text)
    if len(found) != 1 or (on := found[0].date) is None:
        raise ValueError(f"“{text[:40]}” is not a day.")
    return on


def _names(item: Item) -> Iterator[str]:
    held = item.get("underName")
    for person in held if isinstance(held, list) else [held]:
        if isinstance(person, str) and person.strip():
            yield " ".join(person.split())[:120]
        elif isinstance(person, dict):
            parts = (_text(person.get("givenName")), _text(person.get("familyName")))
            name = _text(person.get("name")) or " ".join(filter(None, parts))
            if name:
                yield " ".join(name.split())[:120]


def _reference(item: Item) -> str:
    return (_text(item.get("reservationNumber")) or _text(item.get("reservationId")))[:60]


def _state(item: Item) -> str:
    told = _text(item.get("reservationStatus"))
    state = _STATES.get(re.split(r"[/:#]", told)[-1].casefold(), "booked")
    has_ticket = bool(_text(_object(item.get("reservedTicket")).get("ticketNumber")))
    return "ticketed" if state == "booked" and has_ticket else state


def travel_class(text: str) -> str:
    """The class of a cabin by its name, empty for none that is known."""
    return next((ours for word, ours in _CLASSES.items() if word in text.casefold()), "")


def _object(value: Any) -> Item:
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, dict)), None)
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """A value as text; of several the first, of an object its name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name", value.get("@value"))
    return str(value).strip()[:1000] if isinstance(value, str | int | float) else ""


_MAKERS: dict[str, Maker] = {
    "FlightReservation": _flight,
    "TrainReservation": _surface("train", "Station", "trainNumber", "trainName"),
    "BusReservation": _surface("coach", "BusStop", "busNumber", "busName"),
    "BoatReservation": _surface("boat", "BoatTerminal", "boatNumber", "name"),
    "RentalCarReservation": _car,
    "LodgingReservation": _lodging,
    "EventReservation": _event,
    "FoodEstablishmentReservation": _meal,
    "Event": _event,
}
