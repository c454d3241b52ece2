"""The order of a trip is proposed by command, and taken when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sciattache.cli import main
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.store.office import create, open_office

Run = Callable[..., str]
CITIES = (("Lisbon", "PT", 4), ("Warsaw", "PL", 5), ("Porto", "PT", 6), ("Berlin", "DE", 7))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.sciattache"
    office = create(path)
    with office.step("Plan") as session:
        session.add(Engagement(
            id="tour-1", title="Tour", kind="roadshow", starts_on=date(2026, 5, 4),
            home_zone="Europe/Zurich",
        ))  # fmt: skip
        for number, (city, country, day) in enumerate(CITIES, start=1):
            session.add(Stop(
                id=f"stop-{city}", engagement="tour-1", city=city, country=country,
                zone="Europe/Berlin", starts_on=date(2026, 5, day), ends_on=date(2026, 5, day),
                position=number,
            ))  # fmt: skip
        session.add(AgendaItem(
            id="talk-1", engagement="tour-1", title="Talk", stop="stop-Porto",
            starts_at=datetime(2026, 5, 6, 8, tzinfo=UTC), start_zone="Europe/Berlin",
        ))  # fmt: skip
    office.close()
    return path


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(command: str, *words: str, code: int = 0) -> str:
        assert main([command, str(store), *words]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return ran


def test_a_better_order_is_told_with_its_cost_and_why(run: Run) -> None:
    told = json.loads(run("route", "tour-1", "--json"))
    cities = [one["city"] for one in told["order"]]
    assert {frozenset(cities[:2]), frozenset(cities[2:])} == {
        frozenset({"Lisbon", "Porto"}), frozenset({"Berlin", "Warsaw"}),
    }  # fmt: skip
    assert told["cost"]["total"] < told["before"]["total"]
    assert told["why"]
    assert "under way" in run("route", "tour-1")


def test_an_order_is_taken_as_one_step_that_can_be_undone(run: Run, store: Path) -> None:
    told = json.loads(run("route", "tour-1", "--apply", "--json"))
    porto = next(one for one in told["order"] if one["city"] == "Porto")
    stops, talk = _now(store)
    assert [stop.city for stop in stops] == [one["city"] for one in told["order"]]
    assert str(talk.starts_at.date()) == porto["meetings"][0]
    run("undo")
    stops, talk = _now(store)
    assert [stop.city for stop in stops] == [city for city, _, _ in CITIES]
    assert talk.starts_at == datetime(2026, 5, 6, 8, tzinfo=UTC)


def test_windows_that_clash_are_named_and_nothing_is_done(run: Run, store: Path) -> None:
    office = open_office(store)
    with office.step("Fix") as session:
        for stop in session.query(Stop).filter(Stop.city.in_(("Lisbon", "Warsaw"))):
            stop.earliest = stop.latest = date(2026, 5, 5)
    office.close()
    assert set(json.loads(run("route", "tour-1", "--json"))["clashes"]) == {
        "stop-Lisbon", "stop-Warsaw",
    }  # fmt: skip
    assert "No order keeps every window." in run("route", "tour-1", "--apply", code=1)


def _now(store: Path) -> tuple[list[Stop], AgendaItem]:
    office = open_office(store)
    with office.session() as session:
        found = session.query(Stop).order_by(Stop.position).all()
        talk = session.query(AgendaItem).one()
    office.close()
    return found, talk


def test_a_trip_is_looked_at_and_its_course_taken(run: Run, store: Path) -> None:
    office = open_office(store)
    with office.step("Plan") as session:
        for id, hour, flags in (
            ("pitch-1", 8, {"key_target": True}),
            ("tea-1", 9, {"warm_up": True}),
        ):
            session.add(AgendaItem(
                id=id, engagement="tour-1", title=id, start_zone="UTC",
                starts_at=datetime(2026, 5, 4, hour, tzinfo=UTC),
                ends_at=datetime(2026, 5, 4, hour + 1, tzinfo=UTC), **flags,
            ))  # fmt: skip
    office.close()
    told = json.loads(run("trip", "tour-1", "--json"))
    assert "tea-1 goes before pitch-1: a warm-up comes before a key target." in told["why"]
    assert "Porto has no success measure." in told["why"]
    run("trip", "tour-1", "--apply")
    office = open_office(store)
    with office.session() as session:
        found = {one.id: one.starts_at for one in session.query(AgendaItem)}
    office.close()
    assert found["tea-1"].hour == 8
    assert found["pitch-1"].hour == 9


def test_stays_and_legs_follow_an_order_that_is_taken_and_come_back(run: Run, store: Path) -> None:
    office = open_office(store)
    with office.step("Book") as session:
        session.add(Leg(
            id="leg-1", engagement="tour-1", kind="flight", number="A1", origin="WAW",
            destination="OPO", state="ticketed", notes="Window seats.", departure_zone="UTC",
            departs_at=datetime(2026, 5, 5, 18, tzinfo=UTC),
        ))  # fmt: skip
        session.add(Stay(
            id="stay-1", engagement="tour-1", hotel="Bristol", state="booked",
            arrives_on=date(2026, 5, 5), departs_on=date(2026, 5, 6),
        ))  # fmt: skip
    office.close()
    told = json.loads(run("route", "tour-1", "--apply", "--json"))
    warsaw = next(one for one in told["order"] if one["city"] == "Warsaw")
    office = open_office(store)
    with office.session() as session:
        leg, stay = session.query(Leg).one(), session.query(Stay).one()
    office.close()
    assert leg.state == "cancelled"
    assert leg.notes.startswith("Window seats.\nA1 WAW – OPO is off: Warsaw and Porto")
    assert stay.state == "wanted" and str(stay.arrives_on) == warsaw["first"]
    assert stay.notes in told["bookings"]
    run("undo")
    office = open_office(store)
    with office.session() as session:
        leg, stay = session.query(Leg).one(), session.query(Stay).one()
    office.close()
    assert (leg.state, leg.notes) == ("ticketed", "Window seats.")
    assert (stay.state, stay.arrives_on, stay.notes) == ("booked", date(2026, 5, 5), None)
