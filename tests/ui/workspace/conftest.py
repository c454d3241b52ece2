"""A desk on a small office: one visit to Paris and Tokyo, made anew for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.store import office as offices
from sciattache.ui import look
from sciattache.ui.desk import Desk

PARIS, TOKYO = "Europe/Paris", "Asia/Tokyo"


def at(text: str, zone: str = PARIS) -> datetime:
    """An hour on the wall of a place, as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True)
class Visit:
    """The desk, and the ids of what is in its office by short names."""

    desk: Desk
    ids: dict[str, str]

    def one(self, cls: Any, name: str) -> Any:
        """A record as it is now, None when it is gone."""
        with self.desk.read() as session:
            return session.query(cls).filter_by(id=self.ids.get(name, name)).one_or_none()

    def all(self, cls: Any) -> list[Any]:
        """Every record of a type."""
        with self.desk.read() as session:
            return list(session.query(cls).order_by(cls.rid))


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """An office with one visit in it, of which every test gets a copy."""
    path = tmp_path_factory.mktemp("planned") / "visit.sciattache"
    made, records = offices.create(path), _records()
    with made.step("Plan the visit") as session:
        session.add_all(records.values())
    ids = {name: record.id for name, record in records.items()}
    made.close()
    return path, ids


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> None:
    look.wear(qapp, "light")


@pytest.fixture
def visit(planned: tuple[Path, dict[str, str]], tmp_path: Path, dressed: None) -> Iterator[Visit]:
    """The desk on an office with one visit in it."""
    path, ids = planned
    shutil.copy2(path, tmp_path / path.name)
    desk = Desk(offices.open_office(tmp_path / path.name))
    yield Visit(desk, ids)
    desk.close()


def _records() -> dict[str, Any]:
    v = Engagement(
        id="visit", title="Visit of the Academy", kind="inbound_delegation", state="planned",
        starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 6), home_zone=TOKYO, purpose="To learn.",
    )  # fmt: skip
    host = Organisation(id="host", name="Institut Curie")
    place = Place(id="place", name="Salle des fêtes", city="Paris")
    ming = Person(
        id="ming", given_name="Xiaoming", family_name="Wang", native_name="王小明",
        name_order="family-first",
    )  # fmt: skip
    ana = Person(id="ana", given_name="Ana", family_name="Łódzka")
    bo = Person(id="bo", given_name="Bo", family_name="Ek")
    carl = Person(id="carl", given_name="Carl", family_name="Ny")
    records: dict[str, Any] = {
        "visit": v, "host": host, "place": place, "ming": ming, "ana": ana, "bo": bo, "carl": carl,
        "paris": Stop(id="paris", engagement="visit", city="Paris", country="FR", zone=PARIS,
                      starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 4)),
        "tokyo": Stop(id="tokyo", engagement="visit", city="Tokyo", country="JP", zone=TOKYO,
                      starts_on=date(2026, 3, 5), ends_on=date(2026, 3, 6)),
        "lunch": AgendaItem(id="lunch", engagement="visit", title="Lunch", kind="meal",
                            status="confirmed", starts_at=at("2026-03-03T12:00"), start_zone=PARIS,
                            ends_at=at("2026-03-03T13:30"), place="place", host="host"),
        "talks": AgendaItem(id="talks", engagement="visit", title="Talks", status="proposed",
                            starts_at=at("2026-03-03T15:00"), start_zone=PARIS,
                            ends_at=at("2026-03-03T16:00")),
        "loose": AgendaItem(id="loose", engagement="visit", title="Call on the minister"),
        "flight": Leg(id="flight", engagement="visit", kind="flight", carrier="XX", number="55",
                      origin="CDG", destination="HND", state="booked",
                      departs_at=at("2026-03-04T13:00"), departure_zone=PARIS,
                      arrives_at=at("2026-03-05T09:40", TOKYO), arrival_zone=TOKYO),
        "stay": Stay(id="stay", engagement="visit", hotel="Hôtel du Nord", person="ana",
                     arrives_on=date(2026, 3, 3), departs_on=date(2026, 3, 4)),
        "taxi": Expense(id="taxi", engagement="visit", label="Taxi", currency="EUR", estimate=5000,
                        actual=4210),
        "visas": Expense(id="visas", engagement="visit", label="Visas", currency="JPY",
                         estimate=9000),
        "task": FollowUp(id="task", task="Send the menu", engagement="visit", due_days=-10),
    }  # fmt: skip
    for person, side, role in (
        ("ana", "guest", "head"), ("bo", "guest", "member"), ("ming", "guest", "member"),
        ("carl", "host", "member"),
    ):  # fmt: skip
        records[f"part_{person}"] = Participation(
            id=f"part_{person}", engagement="visit", person=person, side=side, role=role,
            rsvp="accepted",
        )  # fmt: skip
    records["at_talks"] = Attendance(id="at_talks", item="talks", person="ming")
    return records
