"""A visit to put conflicts into: two guests in Paris for three days in March 2026."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.directory.travel_time import TravelTime
from sciattache.domain.programmes.absence import Absence
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.programmes.waiver import Waiver
from sciattache.services import conflicts
from sciattache.services.conflicts import Conflict
from sciattache.services.dossier import Dossier

PARIS = "Europe/Paris"
TODAY = date(2026, 1, 15)


def at(text: str, zone: str = PARIS) -> datetime:
    """An hour on the wall of a place as an instant: "03-04 10:00" of 2026."""
    wall = datetime.fromisoformat(f"2026-{text}")
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass
class Visit:
    """A dossier in the making; each method adds a record and gives it back."""

    engagement: Engagement
    dossier: Dossier = field(init=False)
    today: date = TODAY

    def __post_init__(self) -> None:
        self.dossier = Dossier(self.engagement)

    def find(self, rule: str = "", **changes: Any) -> list[Conflict]:
        """The conflicts of a rule, or all, seen afresh."""
        found = conflicts.find(replace(self.dossier, **changes), today=self.today)
        return [one for one in found if rule in ("", one.rule)]

    def person(self, id: str, **values: Any) -> Participation:
        """A guest who has accepted; ``languages`` and ``city`` are the person's own."""
        own = {name: values.pop(name) for name in ("languages", "city") if name in values}
        self.dossier.people[id] = Person(id=id, given_name=id.title(), family_name="X", **own)
        usual = {"side": "guest", "rsvp": "accepted", "diet": ("none",)}
        part = Participation(id=f"part-{id}", engagement="visit", person=id, **(usual | values))
        self.dossier.participants.append(part)
        return part

    def item(self, id: str, hours: str = "", who: str = "", **values: Any) -> AgendaItem:
        """An item at "03-04 10:00-11:00" for those named, a confirmed meeting otherwise untold."""
        zone = values.get("start_zone", PARIS)
        if hours:
            day, span = hours.split()
            start, _, end = span.partition("-")
            values["starts_at"] = at(f"{day} {start}", zone)
            values["ends_at"] = at(f"{day} {end}", zone) if end else None
        usual = {"title": id.title(), "kind": "talk", "status": "confirmed"}
        made = AgendaItem(id=id, engagement="visit", **(usual | values))
        self.dossier.items.append(made)
        self.dossier.attendances[id] = [
            Attendance(id=f"{id}-{one}", item=id, person=one) for one in who.split()
        ]
        return made

    def leg(self, id: str, departs: str, arrives: str, who: str = "", **values: Any) -> Leg:
        """A leg between two hours of Paris, or of the zones given."""
        zones = {"departure_zone": PARIS, "arrival_zone": PARIS} | values
        made = Leg(
            id=id, engagement="visit", number=id,
            departs_at=at(departs, zones["departure_zone"]),
            arrives_at=at(arrives, zones["arrival_zone"]), **({"kind": "flight"} | zones),
        )  # fmt: skip
        self.dossier.legs.append(made)
        self.dossier.passages[id] = [
            Passage(id=f"{id}-{one}", leg=id, person=one) for one in who.split()
        ]
        return made

    def place(self, id: str, **values: Any) -> Place:
        self.dossier.places[id] = Place(id=id, name=id.title(), **values)
        return self.dossier.places[id]

    def way(self, origin: str, destination: str, minutes: int, **values: Any) -> None:
        self.dossier.travel_times.append(
            TravelTime(
                id=f"{origin}-{destination}", origin=origin, destination=destination,
                minutes=minutes, **values,
            )
        )  # fmt: skip

    def stay(self, person: str | None, first: str, last: str, **values: Any) -> Stay:
        """Nights from "03-03" to the morning of "03-05"."""
        made = Stay(
            id=f"stay-{len(self.dossier.stays)}", engagement="visit", person=person,
            hotel="Nord", arrives_on=date.fromisoformat(f"2026-{first}"),
            departs_on=date.fromisoformat(f"2026-{last}"), **values,
        )  # fmt: skip
        self.dossier.stays.append(made)
        return made

    def vehicle(self, id: str, seats: int) -> Vehicle:
        made = Vehicle(id=id, engagement="visit", name=id.title(), seats=seats)
        self.dossier.vehicles.append(made)
        return made

    def expense(self, **values: Any) -> None:
        id = f"expense-{len(self.dossier.expenses)}"
        usual = {"label": id, "currency": "EUR"}
        self.dossier.expenses.append(Expense(id=id, engagement="visit", **(usual | values)))

    def absence(self, person: str, **values: Any) -> None:
        self.dossier.absences.append(
            Absence(id=f"away-{person}", engagement="visit", person=person, **values)
        )

    def role(self, person: str, **values: Any) -> None:
        self.dossier.roles[person] = Affiliation(id=f"role-{person}", person=person, **values)

    def organisation(self, id: str, **values: Any) -> None:
        self.dossier.organisations[id] = Organisation(id=id, name=id.title(), **values)

    def stop(self, city: str, zone: str, first: str, last: str, **values: Any) -> None:
        self.dossier.stops.append(
            Stop(
                id=city, engagement="visit", city=city, zone=zone,
                starts_on=date.fromisoformat(f"2026-{first}"),
                ends_on=date.fromisoformat(f"2026-{last}"), **values,
            )
        )  # fmt: skip

    def waive(self, conflict: Conflict, reason: str) -> None:
        self.dossier.waivers.append(
            Waiver(id=f"w-{conflict.key}", engagement="visit", conflict=conflict.key, reason=reason)
        )


@pytest.fixture
def visit() -> Visit:
    """Ana and Bo in Paris from 3 to 5 March 2026, with nothing on yet."""
    engagement = Engagement(
        id="visit", title="Visit", kind="inbound_delegation", zone=PARIS, country="FR",
        starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 5),
    )  # fmt: skip
    made = Visit(engagement)
    made.person("ana")
    made.person("bo")
    return made


@pytest.fixture
def moment() -> Callable[..., datetime]:
    """What makes instants of hours on the wall."""
    return at
