"""What is driven, flown or walked in an engagement: when, from where to where, with whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.papers.reader import GONE, Reader
from sciattache.services import cars
from sciattache.services.dossier import Dossier


@dataclass(frozen=True)
class Movement:
    """A leg, or an item of the programme that moves people; each end on its own clock.

    ``passengers`` are names; ``whole`` says that they are everybody of the delegation or of a team
    rather than people who were named.
    """

    start: datetime | None
    end: datetime | None
    title: str
    origin: str
    destination: str
    number: str
    leg: Leg | None
    vehicle: Vehicle | None
    passengers: tuple[str, ...]
    team: str
    whole: bool

    def people(self, reader: Reader) -> str:
        """Who is moved, in words."""
        if not self.whole or knows_riders(reader):
            return reader.listed(self.passengers)
        return reader.say("team", name=self.team) if self.team else reader.say("whole_delegation")


def knows_riders(reader: Reader) -> bool:
    """Whether the audience may know who rides in which car."""
    return reader.may_read(Participation, "vehicle")


def movements(dossier: Dossier, reader: Reader) -> Iterator[Movement]:
    """Legs and movements in the order of time, those without one last; what is off is left out."""
    listed: list[AgendaItem | Leg] = [
        *(leg for leg in dossier.legs if leg.state != "cancelled"),
        *(item for item in dossier.items if _moves(reader, item)),
    ]

    def when(record: AgendaItem | Leg) -> tuple[bool, float, str]:
        line = dossier.lines.get(record.id)
        moment = (line.start or line.end) if line else None
        return moment is None, moment.timestamp() if moment else 0, record.id

    for record in sorted(listed, key=when):
        yield (
            _leg(dossier, reader, record)
            if isinstance(record, Leg)
            else _item(dossier, reader, record)
        )


def _moves(reader: Reader, item: AgendaItem) -> bool:
    return item.status not in GONE and bool(item.kind == "movement" or reader.see(item, "vehicle"))


def _leg(dossier: Dossier, reader: Reader, leg: Leg) -> Movement:
    line = dossier.lines.get(leg.id)
    car = _car(dossier, reader.see(leg, "vehicle"))
    aboard = dossier.aboard(leg.id)
    return Movement(
        line.start if line else None, line.end if line else None, "",
        leg.origin or "", leg.destination or "",
        " ".join(filter(None, (leg.carrier, leg.number))),
        leg, car, _names(dossier, reader, aboard or _all(dossier, reader, leg.team, car)),
        leg.team or "", not aboard,
    )  # fmt: skip


def _item(dossier: Dossier, reader: Reader, item: AgendaItem) -> Movement:
    line = dossier.lines.get(item.id)
    car = _car(dossier, reader.see(item, "vehicle"))
    place = dossier.places.get(item.place or "")
    here = reader.listed((place.name if place else "", item.room or ""))
    there = _next(dossier, reader, item) if item.kind == "movement" else ""
    going = dossier.attending(item.id)
    return Movement(
        line.start if line else None, line.end if line else None, item.title, here, there, "",
        None, car, _names(dossier, reader, going or _all(dossier, reader, item.team, car)),
        item.team or "", not going,
    )  # fmt: skip


def _next(dossier: Dossier, reader: Reader, item: AgendaItem) -> str:
    """Where the day goes on after a movement, which is where it leads; empty where nobody knows."""
    line = dossier.lines.get(item.id)
    if line is None or line.start is None:
        return ""
    after = [
        other
        for other in dossier.lines.values()
        if other.start is not None
        and line.start < other.start
        and other.start.date() == (line.end or line.start).date()
        and _goes_on(dossier, item, other.record)
    ]
    found = min(after, key=lambda other: (other.start, other.record.id), default=None)
    if found is None:
        return ""
    if isinstance(found.record, Leg):
        return found.record.origin or ""
    place = dossier.places.get(found.record.place or "")
    return place.name if place else ""


def _goes_on(dossier: Dossier, item: AgendaItem, record: AgendaItem | Leg) -> bool:
    """Whether those who are moved take part in this afterwards, as far as people are named."""
    if record.team and item.team and record.team != item.team:
        return False
    if isinstance(record, Leg):
        there = dossier.aboard(record.id)
    elif record.status in GONE or record.kind == "movement":
        return False
    else:
        there = dossier.attending(record.id)
    moved = set(dossier.attending(item.id))
    return not moved or not there or not moved.isdisjoint(there)


def _all(dossier: Dossier, reader: Reader, team: str | None, car: Vehicle | None) -> list[str]:
    """The people of a movement that names nobody: those of the car and of the team."""

    def rides(one: Participation) -> bool:
        own = reader.see(one, "vehicle") if car else None
        if car and own:
            return bool(own == car.id)
        return one.side in ("guest", None)

    return [
        one.person
        for one in cars.riders(dossier)
        if rides(one) and (not team or not one.team or one.team == team)
    ]


def _names(dossier: Dossier, reader: Reader, people: list[str]) -> tuple[str, ...]:
    return tuple(reader.name(dossier.people[id]) for id in people if id in dossier.people)


def _car(dossier: Dossier, id: str | None) -> Vehicle | None:
    return next((car for car in dossier.vehicles if car.id == id), None)
