"""Bookings into the legs, stays and items of an engagement, with the clock of each end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.stay import Stay
from sciattache.errors import Told, told
from sciattache.interchange.bookings import labels, places
from sciattache.interchange.bookings.around import Around, clock
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
from sciattache.interchange.mapping import filling
from sciattache.interchange.plan import Source
from sciattache.interchange.wall_clocks import naive

_ENDS = (
    ("origin", "departs_at", "departure_zone"),
    ("destination", "arrives_at", "arrival_zone"),
)
_NAMES = ("given_name", "additional_names", "family_name")
_BY_LAND = ("train", "coach", "car")
_ROOMS = {
    "suite": "suite", "twin": "twin", "family": "family", "double": "double", "doppel": "double",
    "einzel": "single", "single": "single",
}  # fmt: skip


def sources(found: Iterable[Booking | Refused], around: Around) -> Iterator[Source]:
    """A draft for each booking, several for a room that several share."""
    for row, one in enumerate(found, start=1):
        if isinstance(one, Refused):
            yield Source(row, None, _refusal(one.why, one.evidence))
            continue
        try:
            for draft in drafts(one, around):
                yield Source(row, draft)
        except ValueError as error:
            yield Source(row, None, _refusal(told(error), one.evidence))


def _refusal(why: str, evidence: str) -> str:
    return Told("{why} ({evidence})", why=why, evidence=Told(evidence))


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
        zone, remark = clock(
            where, when, other if one.kind in ("train", "coach", "car") else None, around
        )
        if zone:
            made.values[zone_name] = zone
        if when.at is not None:
            made.values[at_name] = _instant(when.at, zone)
            remarks.append(remark)
    departs, arrives = made.values.get("departs_at"), made.values.get("arrives_at")
    if departs and arrives and arrives < departs:
        raise ValueError(Told("By the clocks of its two ends it would arrive before it leaves."))
    if departs is None:
        # Without an hour only this tells the leg when the same ticket is read again.
        uid = uid or f"{one.reference}:{one.carrier_code}{one.number}:{one.departs.on}"
        remarks.insert(0, Told("Leaves on {day}; the ticket tells no hour.", day=one.departs.on))
    made.put("calendar_uid", uid)
    if one.arrival_terminal:
        remarks.append(_comes_to(one))
    for passenger in one.passengers:
        remarks += _board(made, passenger, around)
    _conclude(made, remarks, one.evidence)
    return made


def _comes_to(one: Journey) -> Told:
    if one.kind == "flight":
        return Told("Arrives at terminal {terminal}.", terminal=one.arrival_terminal)
    return Told("Arrives at platform {platform}.", platform=one.arrival_terminal)


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
            at = naive(told.get(at_name))
            if at is None or told.get(zone_name):
                continue
            where = ends.get(side, Where(name=f"the {side}"))
            near = next((ends[other] for other in ends if other != side), None)
            zone, remark = clock(where, When(at=at), None if is_flight else near, around)
            found.append(("", zone_name, zone))
            if remark:
                found.append(("", "notes", remark))
        return found

    return of_row


def stays(one: Lodging, around: Around) -> Iterator[Draft]:
    """A room as the stay of each guest; of everybody where it names nobody."""
    guests: list[Draft | None] = [_taking_part(name, around) for name in one.guests if name.strip()]
    for guest in guests or [None]:
        made = Draft(Stay, {"engagement": around.engagement}, apart_by=frozenset({"reference"}))
        if guest is not None:
            made.values["person"] = guest
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
        told = (
            [Told("Room: {room}.", room=one.room)]
            if one.room and one.room.casefold() != kind
            else []
        )
        _conclude(made, [*one.remarks, *told], one.evidence)
        made.kept += _other_beds(guest, one, around)
        yield made


def _other_beds(guest: Draft | None, one: Lodging, around: Around) -> list[str]:
    """That somebody has a bed in these nights already: which one is right is for people to say."""
    if guest is None or not guest.id or one.arrives_on is None:
        return []
    return [
        Told(
            "{guest} has “{hotel}” for nights of this stay too; both are kept.",
            guest=guest.titled(),
            hotel=other.hotel,
        )
        for other in around.beds(guest.id)
        if other.state != "cancelled"
        and not _is_same(other, one)
        and other.arrives_on is not None
        and other.arrives_on < (one.departs_on or one.arrives_on + timedelta(days=1))
        and one.arrives_on < (other.departs_on or other.arrives_on + timedelta(days=1))
    ]


def _is_same(stay: Stay, one: Lodging) -> bool:
    """Whether a stay is of this booking: by its reference, or the hotel where one has none."""
    if stay.reference and one.reference:
        return stay.reference == one.reference
    return stay.hotel == one.hotel.name


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
            zone, remark = clock(one.where, when, None, around)
            made.values[f"{name}s_at"] = _instant(when.at, zone)
            made.values[f"{name}_zone"] = zone
            remarks.append(remark)
        starts, ends = made.values["starts_at"], made.values.get("ends_at")
        if ends and ends < starts:
            raise ValueError(Told("It would end before it begins."))
    if one.where.name:
        made.values["place"] = _venue(one.where)
    if one.reference:
        remarks.append(Told("Booking reference: {reference}.", reference=one.reference))
    for name in one.guests:
        person = around.participant(name)
        if person is None:
            remarks.append(Told("Booked for {name}.", name=name))
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


def _instant(at: datetime, zone: str) -> datetime:
    aware = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone or "UTC"))
    return aware.astimezone(UTC).replace(microsecond=0)


def _board(made: Draft, passenger: Passenger, around: Around) -> list[str]:
    """Put a passenger on the leg; a seat and a ticket of nobody are told in its notes."""
    if not passenger.name.strip():
        told = (
            passenger.seat and f"seat {passenger.seat}",
            passenger.ticket and f"ticket {passenger.ticket}",
        )
        words = ", ".join(filter(None, told))
        return [f"{words[0].upper()}{words[1:]}."] if words else []
    passage = Draft(Passage, {"person": _taking_part(passenger.name, around)})
    passage.put("seat", passenger.seat)
    passage.put("ticket", passenger.ticket)
    made.children.append(("leg", passage))
    return []


def _taking_part(name: str, around: Around) -> Draft:
    """The participant of that name; else the person, who then takes part too.

    So no journey and no room that somebody has is ever everybody's.
    """
    person = around.participant(name)
    if person is not None:
        return _person(person)
    if around.is_shared(name):
        raise ValueError(
            Told("Several participants could be “{name}”: enter it for the one it is.", name=name)
        )
    made = Draft(Person)
    filling.call(made, _spoken(name))
    return _joining(made, around)


def _joining(person: Draft, around: Around) -> Draft:
    """Somebody who is no participant yet, made one."""
    part = Draft(Participation, {"engagement": around.engagement})
    person.children.append(("person", part))
    return person


def _spoken(name: str) -> str:
    """A name as it is written of people: what stands on a ticket as *DURAND/MARIE MRS*."""
    family, slash, given = name.partition("/")
    plain = labels.slashed(family.strip(), given) if slash else name
    return plain.title() if plain.isupper() else plain


def recognised(sources: Iterable[Source], around: Around) -> Iterator[Source]:
    """Rows of flights and rooms, with the participants in the place of whom they name."""
    for source in sources:
        if source.draft is not None and source.draft.type in (Leg, Stay):
            _recognise(source.draft, around)
        yield source


def _recognise(made: Draft, around: Around) -> None:
    """Let who is named be the participant of that name, its words in whatever order."""
    for name, held in made.values.items():
        if isinstance(held, Draft) and held.type is Person and not held.id:
            parts = (held.values.get(part) for part in _NAMES)
            person = around.participant(" ".join(filter(None, parts)))
            if person is not None:
                made.values[name] = _person(person)
            elif isinstance(around.engagement, str) and not held.children:
                _joining(held, around)
        elif isinstance(held, Draft):
            _recognise(held, around)
    for _, child in made.children:
        _recognise(child, around)


def _person(person: Person) -> Draft:
    """The person that is meant, of whom the booking changes nothing."""
    names = ("prefix", *_NAMES, "native_name", "name_order")
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
        made.kept.append(Told("From {evidence}.", evidence=Told(evidence)))


__all__ = ["Around", "clocks", "drafts", "leg", "sources", "stays"]
