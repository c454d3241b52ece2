"""schema.org reservations, as JSON-LD or microdata give them, into bookings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sciattache import errors
from sciattache.errors import Told
from sciattache.interchange.bookings import places, values
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

Item = dict[str, Any]
Maker = Callable[[Item, str], Iterator[Booking]]


def bookings(items: Iterable[Item], evidence: str) -> Found:
    """The bookings among schema.org objects; the passengers of one journey are brought together."""
    found: Found = []
    for item in _each(items):
        maker = next((_MAKERS[name] for name in types(item) if name in _MAKERS), None)
        if maker is None:
            continue
        told = f"{evidence}, {types(item)[0]}"
        try:
            found += maker(item, told)
        except ValueError as error:
            found.append(Refused(told, errors.told(error)))
    return together(found)


def _each(items: Iterable[Item]) -> Iterator[Item]:
    """Reservations, and those that one has below it, which may leave out what it tells."""
    for item in items:
        below = item.get("subReservation")
        listed = below if isinstance(below, list) else [below]
        parts = [one for one in listed if isinstance(one, dict)]
        above = {name: value for name, value in item.items() if name != "subReservation"}
        yield from ({**above, **part} for part in parts) if parts else (item,)


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
        airline = values.part(trip.get("airline")) or values.part(trip.get("provider"))
        airline = airline or values.part(trip.get("seller"))
        number = re.sub(r"\s", "", values.text(trip.get("flightNumber")))
        code = values.text(airline.get("iataCode")).upper()
        if not code and (told := re.match(r"([A-Z]{2}|[A-Z]\d|\d[A-Z])(?=\d)", number, re.I)):
            code = told[1].upper()
        number = re.sub(rf"^{re.escape(code)}(?=\d)", "", number, flags=re.I) if code else number
        yield _journey(
            item,
            trip,
            "flight",
            "Airport",
            evidence,
            carrier_code=code,
            number=number,
            carrier=values.text(airline.get("name")),
            terminal=values.text(trip.get("departureTerminal")),
            arrival_terminal=values.text(trip.get("arrivalTerminal")),
        )


def _surface(
    kind: str, stop: str, number: str, name: str
) -> Callable[[Item, str], Iterator[Booking]]:
    def make(item: Item, evidence: str) -> Iterator[Booking]:
        for trip in _trips(item):
            provider = values.part(trip.get("provider")) or values.part(item.get("provider"))
            told = values.text(trip.get(number)) or values.text(trip.get(name))
            yield _journey(
                item,
                trip,
                kind,
                stop,
                evidence,
                number=" ".join(told.split()),
                carrier=values.text(provider.get("name")) or values.text(trip.get("busCompany")),
                terminal=values.text(trip.get("departurePlatform")),
                arrival_terminal=values.text(trip.get("arrivalPlatform")),
            )

    return make


def _journey(item: Item, trip: Item, kind: str, stop: str, evidence: str, **told: Any) -> Journey:
    origin, destination = (
        values.where(
            trip.get(f"{end}{stop}") or trip.get(f"{end}Station") or trip.get(f"{end}Stop")
        )
        for end in ("departure", "arrival")
    )
    if kind == "flight":
        origin, destination = _coded(origin), _coded(destination)
    departs = values.when(trip.get("departureTime"), trip.get("departureDay"))
    if not origin.code or not destination.code:
        raise ValueError(Told("It does not say from where to where."))
    if departs.day is None:
        raise ValueError(Told("It does not say when it leaves."))
    ticket = values.part(item.get("reservedTicket"))
    seat = values.part(ticket.get("ticketedSeat"))
    number = values.text(seat.get("seatNumber")) or values.text(item.get("airplaneSeat"))
    if (section := values.text(seat.get("seatSection"))) and not number.startswith(section):
        number = f"{section} / {number}" if number else section
    seat_class = values.part(item.get("airplaneSeatClass"))
    passengers = tuple(
        Passenger(name=name, seat=number, ticket=values.text(ticket.get("ticketNumber")))
        for name in values.names(item)
    )
    return Journey(
        kind=kind,
        origin=origin,
        destination=destination,
        departs=departs,
        arrives=values.when(trip.get("arrivalTime")),
        reference=values.reference(item),
        state=values.state(item),
        travel_class=values.travel_class(
            values.text(seat_class.get("name")) or values.text(seat.get("seatingType"))
        ),
        passengers=passengers,
        evidence=evidence,
        **told,
    )


def _coded(where: Where) -> Where:
    """An airport that only its name tells, with its code."""
    found = None if where.iata else places.airport(where.name)
    return replace(where, iata=found.iata, country=found.country) if found else where


def _car(item: Item, evidence: str) -> Iterator[Booking]:
    """A hired car: taken at one place and given back at another, or the same."""
    taken, back = (
        values.where(item.get("pickupLocation")),
        values.where(item.get("dropoffLocation")),
    )
    departs = values.when(item.get("pickupTime"))
    if not taken.code or departs.day is None:
        raise ValueError(Told("It does not say where and when the car is taken."))
    car = values.part(item.get("reservationFor"))
    company = values.part(car.get("rentalCompany")) or values.part(item.get("provider"))
    yield Journey(
        kind="car",
        origin=taken,
        destination=back if back.code else taken,
        departs=departs,
        arrives=values.when(item.get("dropoffTime")),
        carrier=values.text(company.get("name")),
        reference=values.reference(item),
        state=values.state(item),
        evidence=evidence,
        passengers=tuple(Passenger(name=name) for name in values.names(item)),
        remarks=tuple(filter(None, (values.text(car.get("name")),))),
    )


def _lodging(item: Item, evidence: str) -> Iterator[Booking]:
    for place in _trips(item) or [item]:
        hotel = values.where(place)
        if not hotel.name:
            raise ValueError(Told("It does not name the hotel."))
        arrives, departs = (
            values.when(item.get(f"{name}Time") or item.get(f"{name}Date")).day
            for name in ("checkin", "checkout")
        )
        if arrives is None:
            raise ValueError(Told("It does not say from which day the room is booked."))
        if departs is not None and departs < arrives:
            raise ValueError(
                Told(
                    "It ends on {departs}, before it begins on {arrives}.",
                    departs=departs,
                    arrives=arrives,
                )
            )
        yield Lodging(
            hotel=hotel,
            arrives_on=arrives,
            departs_on=departs,
            room=values.text(item.get("lodgingUnitType"))
            or values.text(item.get("lodgingUnitDescription")),
            reference=values.reference(item),
            state=values.state(item),
            guests=tuple(values.names(item)),
            evidence=evidence,
        )


def _event(item: Item, evidence: str) -> Iterator[Booking]:
    for event in _trips(item) or [item]:
        where = values.where(event.get("location"))
        starts = values.when(event.get("startDate"))
        title = values.text(event.get("name"))
        if not title or starts.day is None:
            raise ValueError(Told("It does not say what takes place, or when."))
        yield Gathering(
            title=title,
            where=where,
            starts=starts,
            ends=values.when(event.get("endDate")),
            reference=values.reference(item),
            url=values.text(event.get("url")),
            state=values.state(item),
            guests=tuple(values.names(item)),
            evidence=evidence,
        )


def _meal(item: Item, evidence: str) -> Iterator[Booking]:
    where = values.where(item.get("reservationFor"))
    starts = values.when(item.get("startTime"))
    if not where.name or starts.day is None:
        raise ValueError(Told("It does not say where the table is, or when."))
    yield Gathering(
        title=where.name,
        where=where,
        starts=starts,
        ends=values.when(item.get("endTime")),
        is_meal=True,
        reference=values.reference(item),
        state=values.state(item),
        guests=tuple(values.names(item)),
        evidence=evidence,
    )


def _trips(item: Item) -> list[Item]:
    held = item.get("reservationFor")
    return [one for one in (held if isinstance(held, list) else [held]) if isinstance(one, dict)]


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
