"""Bookings into the legs, stays and items of an engagement, with the clock of each end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sciattache.domain import identities
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import text as texts
from sciattache.domain.standards import timezones
from sciattache.interchange.bookings import places
from sciattache.interchange.bookings.booking import (
    Booking,
    Gathering,
    Journey,
    Lodging,
    Passenger,
    Refused,
    When,
    Where,
)
from sciattache.interchange.drafts import Draft
from sciattache.interchange.plan import Source

_TITLES = frozenset("mr mrs ms miss mstr dr prof herr frau mme mlle sir chd inf".split())
_ENDS = (
    ("origin", "departs_at", "departure_zone"),
    ("destination", "arrives_at", "arrival_zone"),
)
_BY_LAND = ("train", "coach", "car")
_PARTS = ("given_name", "additional_names", "family_name")
_ROOMS = {
    "suite": "suite", "twin": "twin", "family": "family", "double": "double", "doppel": "double",
    "einzel": "single", "single": "single",
}  # fmt: skip


@dataclass
class Around:
    """What an engagement tells of a booking: who takes part, where it stops, which places are here.

    ``engagement`` is its id, or the draft of one.
    """

    session: Session
    engagement: Any
    zone: str = ""
    stops: list[tuple[str, str, date | None, date | None]] = field(default_factory=list)

    @classmethod
    def of(cls, session: Session, engagement: Any, zone: str = "") -> Around:
        """What the store has of an engagement; ``zone`` is for hours that nothing else tells."""
        made = cls(session, engagement, zone)
        if isinstance(engagement, str):
            found = session.query(Engagement).filter(Engagement.id == engagement).one()
            made.zone = found.zone or found.home_zone or zone
            rows = session.query(Stop).filter(Stop.engagement == engagement)
            made.stops = [
                (texts.fold(one.city or ""), one.zone, one.starts_on, one.ends_on) for one in rows
            ]
        return made

    @cached_property
    def people(self) -> list[tuple[Person, frozenset[str]]]:
        """Who takes part, and the words of their names."""
        if not isinstance(self.engagement, str):
            return []
        rows = self.session.query(Person).join(Participation, Participation.person == Person.id)
        return [
            (one, _words(" ".join(getattr(one, name) or "" for name in _PARTS)))
            for one in rows.filter(Participation.engagement == self.engagement)
        ]  # fmt: skip

    @cached_property
    def here(self) -> dict[str, str]:
        """The ids of the directory's places by airport code and by name; none that two have."""
        found: dict[str, str] = {}
        twice = set()
        for id, name, iata in self.session.query(Place.id, Place.name, Place.iata):
            for key in filter(None, (iata and f"={iata}", texts.fold(name))):
                if key in found:
                    twice.add(key)
                found[key] = id
        return {key: id for key, id in found.items() if key not in twice}

    def participant(self, name: str) -> Person | None:
        """The one participant of that name: words in any order, titles and middle names aside."""
        said = _words(name) - _TITLES
        if not said:
            return None
        same = [person for person, words in self.people if words == said]
        if not same:
            same = [
                person
                for person, words in self.people
                if len(words & said) >= 2 and (words <= said or said <= words)
            ]
        return same[0] if len(same) == 1 else None

    def place(self, where: Where) -> str | None:
        """The directory's place, where it has it."""
        return self.here.get(f"={where.iata}") or self.here.get(texts.fold(where.name))

    def stop_zone(self, where: Where, on: date | None) -> str:
        """The zone of the stop in that city, else on that day, else of the engagement."""
        city = texts.fold(where.city or where.name)
        for name, zone, _, _ in self.stops:
            if name and re.search(rf"\b{re.escape(name)}\b", city):
                return zone
        there = {
            zone for _, zone, first, last in self.stops
            if on and first and first <= on <= (last or first)
        }  # fmt: skip
        return there.pop() if len(there) == 1 else self.zone


def sources(found: Iterable[Booking | Refused], around: Around) -> Iterator[Source]:
    """A draft for each booking, several for a room that several share."""
    for row, one in enumerate(found, start=1):
        if isinstance(one, Refused):
            yield Source(row, None, f"{one.why} ({one.evidence})")
            continue
        try:
            for draft in drafts(one, around):
                yield Source(row, draft)
        except ValueError as error:
            yield Source(row, None, f"{error} ({one.evidence})")


def drafts(one: Booking, around: Around) -> Iterator[Draft]:
    """The records that a booking is; ``ValueError`` where something needed is not sure."""
    if isinstance(one, Journey):
        yield leg(one, around)
    elif isinstance(one, Lodging):
        yield from stays(one, around)
    else:
        yield _item(one, around)


def leg(one: Journey, around: Around, uid: str = "") -> Draft:
    """A journey as a leg, with a passage for each passenger who takes part."""
    made = Draft(Leg, {"engagement": around.engagement})
    made.put("kind", one.kind)
    made.put("carrier", one.carrier or one.carrier_code)
    made.put("number", " ".join(filter(None, (one.carrier_code, one.number))))
    made.put("reference", one.reference)
    made.put("state", one.state)
    made.put("travel_class", one.travel_class)
    made.put("terminal", one.terminal)
    remarks = list(one.remarks)
    told = (
        (one.origin, one.departs, one.destination),
        (one.destination, one.arrives, one.origin),
    )
    for (side, at_name, zone_name), (where, when, other) in zip(_ENDS, told, strict=True):
        made.put(side, where.code)
        if place := around.place(where):
            made.values[f"{side}_place"] = place
        zone, remark = _clock(
            where, when, other if one.kind in ("train", "coach", "car") else None, around
        )
        if zone:
            made.values[zone_name] = zone
        if when.at is not None:
            made.values[at_name] = _instant(when.at, zone)
            remarks.append(remark)
    departs, arrives = made.values.get("departs_at"), made.values.get("arrives_at")
    if departs and arrives and arrives < departs:
        raise ValueError("By the clocks of its two ends it would arrive before it leaves.")
    if departs is None:
        # Without an hour only this tells the leg when the same ticket is read again.
        uid = uid or f"{one.reference}:{one.carrier_code}{one.number}:{one.departs.on}"
        remarks.insert(0, f"Leaves on {one.departs.on}; the ticket tells no hour.")
    made.put("calendar_uid", uid)
    if one.arrival_terminal:
        word = "terminal" if one.kind == "flight" else "platform"
        remarks.append(f"Arrives at {word} {one.arrival_terminal}.")
    for passenger in one.passengers:
        remarks += _board(made, passenger, around)
    _conclude(made, remarks, one.evidence)
    return made


def clocks(around: Around) -> Callable[[list[tuple[str, str, Any]]], list[tuple[str, str, Any]]]:
    """For a table of legs: the zones that the places of a row tell, where no column tells them."""

    def of_row(filled: list[tuple[str, str, Any]]) -> list[tuple[str, str, Any]]:
        told = {name: cell for before, name, cell in filled if not before}
        is_flight = str(told.get("kind") or "flight").casefold() in ("flight", "air", "plane")
        ends = {
            side: (places.airport(str(told[side])) if is_flight else None)
            or Where(name=str(told[side]))
            for side in ("origin", "destination")
            if told.get(side)
        }
        found: list[tuple[str, str, Any]] = []
        for side, at_name, zone_name in _ENDS:
            at = _naive(told.get(at_name))
            if at is None or told.get(zone_name):
                continue
            where = ends.get(side, Where(name=f"the {side}"))
            near = next((ends[other] for other in ends if other != side), None)
            zone, remark = _clock(where, When(at=at), None if is_flight else near, around)
            found.append(("", zone_name, zone))
            if remark:
                found.append(("", "notes", remark))
        return found

    return of_row


def _naive(cell: Any) -> datetime | None:
    """A cell's date and hour where it tells no offset."""
    try:
        at = cell if isinstance(cell, datetime) else identities.moment(str(cell or ""))
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is None else None


def stays(one: Lodging, around: Around) -> Iterator[Draft]:
    """A room as the stay of each guest who takes part, or of everybody."""
    guests = [(name, around.participant(name)) for name in one.guests]
    known: list[Person | None] = [person for _, person in guests if person is not None]
    remarks = [f"Guest: {name}." for name, person in guests if person is None]
    for person in known or [None]:
        made = Draft(Stay, {"engagement": around.engagement})
        if person is not None:
            made.values["person"] = _person(person)
        made.put("hotel", one.hotel.name)
        if place := around.place(one.hotel):
            made.values["place"] = place
        made.put("address", one.hotel.address)
        made.put("phone", one.hotel.phone)
        made.put("arrives_on", one.arrives_on)
        made.put("departs_on", one.departs_on)
        made.put("reference", one.reference)
        made.put("state", one.state)
        kind = next((ours for word, ours in _ROOMS.items() if word in one.room.casefold()), "")
        made.put("room_kind", kind)
        told = [f"Room: {one.room}."] if one.room and one.room.casefold() != kind else []
        _conclude(made, [*one.remarks, *told, *remarks], one.evidence)
        yield made


def _item(one: Gathering, around: Around) -> Draft:
    made = Draft(AgendaItem, {"engagement": around.engagement})
    made.put("title", one.title)
    made.values["kind"] = "meal" if one.is_meal else "other"
    made.values["status"] = "cancelled" if one.state == "cancelled" else "confirmed"
    remarks = list(one.remarks)
    if one.starts.at is None:
        made.values |= {
            "all_day": True, "first_day": one.starts.on, "last_day": one.ends.day or one.starts.on,
        }  # fmt: skip
    else:
        for name, when in (("start", one.starts), ("end", one.ends)):
            if when.at is None:
                continue
            zone, remark = _clock(one.where, when, None, around)
            made.values[f"{name}s_at"] = _instant(when.at, zone)
            made.values[f"{name}_zone"] = zone
            remarks.append(remark)
        starts, ends = made.values["starts_at"], made.values.get("ends_at")
        if ends and ends < starts:
            raise ValueError("It would end before it begins.")
    if one.where.name:
        made.values["place"] = _venue(one.where)
    if one.reference:
        remarks.append(f"Booking reference: {one.reference}.")
    for name in one.guests:
        person = around.participant(name)
        if person is None:
            remarks.append(f"Booked for {name}.")
        else:
            made.children.append(("item", Draft(Attendance, {"person": _person(person)})))
    made.put("remarks", one.url)
    for line in filter(None, dict.fromkeys(remarks)):
        made.values["description"] = "\n".join(filter(None, (made.values.get("description"), line)))
    return made


def _venue(where: Where) -> Draft:
    place = Draft(Place)
    place.put("name", where.name)
    place.put("city", where.city)
    place.put("country", where.country)
    if where.geo:
        place.values |= {"latitude": where.geo[0], "longitude": where.geo[1]}
    place.known_by = frozenset(place.values)
    return place


def _clock(where: Where, when: When, near: Where | None, around: Around) -> tuple[str, str]:
    """The zone of a moment at a place, and a remark where it was concluded or does not fit.

    The place's own clock first, else the one that the file tells, that of the other end of a
    journey by land, of the engagement's stop; ``ValueError`` where nothing tells it.
    """
    own = places.zone(where)
    at = when.at
    if at is None:
        return own or when.zone, ""
    if at.tzinfo is None and when.zone:
        at = at.replace(tzinfo=ZoneInfo(when.zone))
    if at.tzinfo is not None:
        return _told_clock(own, when.zone, at, where)
    if own:
        return own, ""
    zone = (places.zone(near) if near else "") or around.stop_zone(where, at.date())
    if not zone:
        raise ValueError(f"It is not known by which clock {where.code} lives.")
    return zone, f"{where.code}: by the clock of {zone}, for nothing tells its own."


def _told_clock(own: str, told: str, at: datetime, where: Where) -> tuple[str, str]:
    """The zone of a moment that has an offset: the place's where both agree."""
    if own:
        there = at.astimezone(ZoneInfo(own))
        if there.utcoffset() == at.utcoffset():
            return own, ""
        written = at.strftime("%H:%M %z")
        return own, f"{where.code}: the file says {written}, which is {there:%H:%M} there ({own})."
    if told:
        return told, ""
    offset = at.strftime("%z")
    zone = timezones.zone(f"UTC{offset[:3]}:{offset[3:5]}") or ""
    if not zone:
        raise ValueError(f"It is not known by which clock {where.code} lives.")
    return zone, f"{where.code}: its zone is not known, only that it is {offset[:3]}:{offset[3:5]}."


def _instant(at: datetime, zone: str) -> datetime:
    aware = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone or "UTC"))
    return aware.astimezone(UTC).replace(microsecond=0)


def _board(made: Draft, passenger: Passenger, around: Around) -> list[str]:
    """Put a participant on the leg; who is none is told in its notes, with seat and ticket."""
    person = around.participant(passenger.name)
    if person is None:
        told = (
            passenger.name and f"Passenger: {passenger.name}",
            passenger.seat and f"seat {passenger.seat}",
            passenger.ticket and f"ticket {passenger.ticket}",
        )
        words = ", ".join(filter(None, told))
        return [f"{words[0].upper()}{words[1:]}."] if words else []
    passage = Draft(Passage, {"person": _person(person)})
    passage.put("seat", passenger.seat)
    passage.put("ticket", passenger.ticket)
    made.children.append(("leg", passage))
    return []


def _person(person: Person) -> Draft:
    """The person that is meant, of whom the booking changes nothing."""
    names = ("prefix", "given_name", "additional_names", "family_name", "native_name", "name_order")
    values: Mapping[str, Any] = {
        name: value for name in names if (value := getattr(person, name)) is not None
    }
    return Draft(Person, dict(values), id=person.id, known_by=frozenset(values))


def _conclude(made: Draft, remarks: Iterable[str], evidence: str) -> None:
    """Keep what has no field of its own in the notes, and say where the booking stands."""
    told = [line for line in dict.fromkeys(remarks) if line]
    if told:
        made.values["notes"] = "\n".join(told)
        made.kept += told
    if evidence:
        made.kept.append(f"From {evidence}.")


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}", texts.fold(name)))
