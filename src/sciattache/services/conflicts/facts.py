"""Who is where when: what the rules read, worked out once from a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.standards import names
from sciattache.domain.standards.timezones import clock
from sciattache.services.conflicts.wording import Names
from sciattache.services.dossier import Dossier
from sciattache.services.programme import Plan
from sciattache.services.travelling import Ways

OFF = ("cancelled", "declined")
"""The states of what does not take place."""

WORKING = ("meeting", "visit", "talk", "signing", "press", "briefing", "pitch", "b2b")
"""The kinds of item in which people sit over a matter."""

MEETINGS = ("meeting", "visit", "signing", "pitch")
"""The kinds of item that count as a meeting of the day."""

GUESTS = ("guest", None)
"""The sides that are guests; who is on none is taken for one."""

LEG = "leg"
"""The kind of a booking that is a leg."""


class Booking(NamedTuple):
    """Hours of an item or a leg, and what they take up.

    ``local`` is the beginning on its own clock.  ``who`` and ``present`` are sets of people, one
    bit for each (see :meth:`Facts.bit`), ``present`` with the interpreter; ``named`` says whether
    the people were named or are everybody whom it is for.  ``origin`` and ``destination`` are where
    it begins and ends, None where nobody said.  ``zone`` is the clock of its beginning,
    ``end_zone`` that of its end; empty where none is known.
    """

    record: AgendaItem | Leg
    id: str
    start: datetime
    end: datetime
    local: datetime
    zone: str
    end_zone: str
    who: int
    present: int
    named: bool
    origin: str | None
    destination: str | None
    room: tuple[str, str] | None
    vehicle: str | None
    kind: str
    status: str | None

    @property
    def interpreter(self) -> int:
        """Who interprets and is not there otherwise."""
        return self.present & ~self.who

    @property
    def local_end(self) -> datetime:
        """The end on its own clock."""
        return self.end.astimezone(clock(self.end_zone))

    @property
    def is_leg(self) -> bool:
        return self.kind == LEG

    @property
    def moves(self) -> bool:
        """Whether people are under way in it: a leg, or a movement among the items."""
        return self.kind in (LEG, "movement")


class Facts:
    """A dossier as the rules read it, on the day ``today``.

    Those of another engagement are ``among`` ours: its sets of people have the same bits.
    """

    def __init__(self, dossier: Dossier, today: date, *, among: Facts | None = None) -> None:
        self.dossier, self.today = dossier, today
        self.engagement = dossier.engagement
        self.plan = Plan(dossier.engagement, dossier.stops)
        self.coming = [one for one in dossier.participants if one.rsvp != "declined"]
        self._bits: dict[str, int] = {} if among is None else among._bits
        self._grouped: dict[int, tuple[int, ...]] = {}
        for one in self.coming:
            self.bit(one.person)
        self._guests = self._implied()

    @cached_property
    def ways(self) -> Ways:
        return Ways(self.dossier.places, self.dossier.travel_times)

    @cached_property
    def bookings(self) -> tuple[Booking, ...]:
        """Every item and leg with hours that takes place, in the order of time.

        Of what begins at the same moment the longest comes first.
        """
        found = sorted((*self._items(), *self._legs()), key=lambda one: one.id)
        found.sort(key=lambda one: one.end, reverse=True)
        found.sort(key=lambda one: one.start)
        return tuple(found)

    @cached_property
    def first_day(self) -> date | None:
        """The first day of the engagement, else of what is on in it."""
        starts = self.engagement.starts_on or self.engagement.ends_on
        return starts or (self.bookings[0].local.date() if self.bookings else None)

    @cached_property
    def last_day(self) -> date | None:
        ends = self.engagement.ends_on or self.engagement.starts_on
        return ends or max((one.local_end.date() for one in self.bookings), default=None)

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed: nobody can do anything about it any more."""
        return self.last_day is not None and self.last_day < self.today

    @cached_property
    def by_person(self) -> dict[str, Participation]:
        """Each person's part in the engagement, of those who come."""
        return {one.person: one for one in self.coming}

    def bit(self, person: str) -> int:
        """The bit that stands for a person in a set."""
        known = self._bits.get(person)
        return known or self._bits.setdefault(person, 1 << len(self._bits))

    def people(self, who: int) -> list[str]:
        """The ids of those in a set; participants first, in their order."""
        return [person for person, bit in self._bits.items() if bit & who]

    def named(self, who: int) -> Names:
        """The names of those in a set."""
        return Names(tuple(self.name(person) for person in self.people(who)))

    def name(self, person: str) -> str:
        """A person's name; a question mark for one whom the dossier does not have."""
        found = self.dossier.people.get(person)
        if found is None:
            return "?"
        return names.shown(found.name, formal=True) or found.nickname or "?"

    def parts(self, who: int) -> Iterator[Participation]:
        """The parts in the engagement of those in a set who have one."""
        return (self.by_person[one] for one in self.people(who) if one in self.by_person)

    def groups(self, who: int) -> tuple[int, ...]:
        """A set as sets of people who are always booked together."""
        if who not in self._grouped:
            self._grouped[who] = tuple(one for one in self._together if one & who)
        return self._grouped[who]

    def title(self, record: AgendaItem | Leg) -> str:
        """What a line of the programme is called."""
        if isinstance(record, AgendaItem):
            return record.title or "?"
        ends = " – ".join(filter(None, (record.origin, record.destination)))
        number = " ".join(filter(None, (record.carrier, record.number)))
        return " ".join(filter(None, (number, ends))) or "?"

    def place(self, identity: str | None) -> Place | None:
        return self.dossier.places.get(identity or "")

    def stop_of(self, booking: Booking) -> Stop | None:
        """The stop that an item names, else the one of its day."""
        named = vars(booking.record).get("stop")
        if named:
            return next((one for one in self.dossier.stops if one.id == named), None)
        return next(iter(self.plan.stops_on(booking.local.date())), None)

    @cached_property
    def _together(self) -> tuple[int, ...]:
        """Everybody who is booked, as sets of those whose bookings are all the same."""
        booked: dict[int, int] = {}
        for number, who in enumerate({one.present for one in self.bookings}):
            while who:
                bit = who & -who
                booked[bit] = booked.get(bit, 0) | 1 << number
                who ^= bit
        alike: dict[int, int] = {}
        for bit, where in booked.items():
            alike[where] = alike.get(where, 0) | bit
        return tuple(alike.values())

    def _implied(self) -> list[tuple[int, str | None, str | None]]:
        """The guests with their teams and cars: whom a line is for that names nobody."""
        return [
            (self.bit(one.person), one.team, one.vehicle)
            for one in self.coming
            if one.side in GUESTS
        ]

    def _everybody(self, team: str | None, car: str | None) -> int:
        """The guests of a team, and of a car where people ride; a guest without one is of all."""
        who = 0
        for bit, of_team, of_car in self._guests:
            in_team = not team or not of_team or of_team == team
            if in_team and (not car or not of_car or of_car == car):
                who |= bit
        return who

    def _named(self, listed: Sequence[Attendance | Passage]) -> int:
        """Those of a list who have not declined it, nor everything."""
        absent, bit, who = self._absent, self.bit, 0
        for one in listed:
            row = vars(one)
            person = row["person"]
            if row.get("status") != "declined" and person not in absent:
                who |= bit(person)
        return who

    def _items(self) -> Iterator[Booking]:
        implied: dict[tuple[str | None, str | None], int] = {}
        zones = {stop.id: stop.zone for stop in self.dossier.stops if stop.zone}
        for item in self.dossier.items:
            row = vars(item)  # as it was read: ten times as fast as asking for each attribute
            start, kind, status = row.get("starts_at"), row.get("kind") or "", row.get("status")
            if start is None or row.get("all_day") or status in OFF or kind == "free":
                continue
            place, vehicle = row.get("place"), row.get("vehicle")
            listed = self.dossier.attendances.get(row["id"])
            if listed:
                who = self._named(listed)
            else:
                key = (row.get("team"), vehicle if kind == "movement" else None)
                if key not in implied:
                    implied[key] = self._everybody(*key)
                who = implied[key]
            zone = row.get("start_zone") or zones.get(row.get("stop") or "")
            zone = zone or self.plan.zone_of(item, start)
            interpreter = row.get("interpreter")
            where = None if kind == "movement" else place
            yield Booking(
                item, row["id"], start, max(row.get("ends_at") or start, start),
                start.astimezone(clock(zone)), zone, row.get("end_zone") or zone,
                who, who | self.bit(interpreter) if interpreter else who, bool(listed),
                where, where, self._room(place, row.get("room")), vehicle, kind, status,
            )  # fmt: skip

    def _room(self, place: str | None, named: str | None) -> tuple[str, str] | None:
        """What only one item can have at a time: a room that is named, or a place that is one."""
        room = named.strip().casefold() if named else ""
        return (place, room) if place and (room or place in self._rooms) else None

    @cached_property
    def _rooms(self) -> frozenset[str]:
        return frozenset(id for id, one in self.dossier.places.items() if one.kind == "room")

    @cached_property
    def _absent(self) -> frozenset[str]:
        return self.dossier.absent

    def _legs(self) -> Iterator[Booking]:
        for leg in self.dossier.legs:
            start, end = leg.departs_at or leg.arrives_at, leg.arrives_at or leg.departs_at
            if start is None or end is None or leg.state in OFF:
                continue
            listed = self.dossier.passages.get(leg.id, ())
            who = self._named(listed) if listed else self._everybody(leg.team, leg.vehicle)
            line = self.plan.leg(leg)
            yield Booking(
                leg, leg.id, start, max(start, end), start.astimezone(clock(line.zone)),
                line.zone, leg.arrival_zone or line.zone, who, who, bool(listed),
                leg.origin_place or self.ways.airport(leg.origin),
                leg.destination_place or self.ways.airport(leg.destination),
                None, leg.vehicle, LEG, leg.state,
            )  # fmt: skip


def nights(first: date, last: date) -> Iterator[date]:
    """The evenings from one day to before another."""
    for number in range((last - first).days):
        yield first + timedelta(days=number)


def on_clock(moment: datetime | None, zone: str | None) -> datetime | None:
    """A moment on the clock of a zone; UTC where none is known."""
    return moment.astimezone(clock(zone) if zone else UTC) if moment else None
