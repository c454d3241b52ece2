"""Confirmations that carriers and agencies sent say what an independent reader says they do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.interchange import from_bookings, importing
from sciattache.interchange.bookings import read
from sciattache.interchange.bookings.booking import Journey, Passenger
from sciattache.interchange.bookings.events import journeys
from sciattache.interchange.calendars import read as calendars
from sciattache.interchange.importing import Wish
from sciattache.store.office import Office, create
from sciattache.store.steps import step

# Where the other reader says something else, and why we keep to what the file says.
DISAGREEMENTS = {
    ("single-leg-three-passengers.txt", "arrives"): (
        "Galileo marks the next day with # and marks none here: 12 h 26 min, not 36 h 26 min"
    ),
    ("six-legs-single-passenger.txt", "passenger"): "JOHNMR is John, Mr",
    ("six-legs-single-passenger.txt", "carrier"): (
        "the flight is Etihad's by its number; Alitalia operates it, which the notes say"
    ),
    ("20170407-MUC-TLS-Flugsegment_2_in_den_Kalender_eintragen.ics", "carrier"): (
        "“durchgeführt von” is who operates it, which the notes say"
    ),
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create(tmp_path / "office.sciattache")
    yield made
    made.close()


def stated(folder: Path) -> list[Path]:
    """The files beside which a reader's expectation stands."""
    found = [*(folder / "travel_text").glob("*.json"), *(folder / "ics_travel").glob("*.json")]
    assert len(found) == 18
    return sorted(path.with_suffix("") for path in found)


def expectations(file: Path) -> list[dict[str, Any]]:
    return [
        one
        for one in json.loads(file.with_name(f"{file.name}.json").read_text())
        if one["@type"] != "Event"
    ]


def found_in(file: Path) -> list[Journey]:
    if file.suffix == ".ics":
        return [one for _, event in calendars.read(file).events for one in journeys(event)]
    said = [one.get("modifiedTime") for one in expectations(file)]
    sent = date.fromisoformat(said[0][:10]) if said and said[0] else None
    found = read.of_bytes(file.read_bytes(), file.name, sent=sent).found
    assert all(isinstance(one, Journey) for one in found), found
    return [one for one in found if isinstance(one, Journey)]


def moment(value: Any) -> datetime | None:
    if isinstance(value, dict):
        value = value["@value"]
    return datetime.fromisoformat(value) if value else None


def without_title(name: str) -> str:
    return name.removeprefix("Dr ").casefold()


def told(expected: dict[str, Any]) -> dict[str, Any]:
    """What the other reader says, in our words; nothing of what it does not say."""
    trip = expected["reservationFor"]
    stop = "Airport" if "departureAirport" in trip else "Station"
    ticket = expected.get("reservedTicket", {})
    seat = ticket.get("ticketedSeat", {})
    number = seat.get("seatNumber", "")
    section = seat.get("seatSection", "")
    airline = trip.get("airline", {})
    values = {
        "code": airline.get("iataCode"),
        "carrier": airline.get("name"),
        "number": trip.get("flightNumber") or trip.get("trainNumber"),
        "origin": trip[f"departure{stop}"].get("iataCode") or trip[f"departure{stop}"]["name"],
        "destination": trip[f"arrival{stop}"].get("iataCode") or trip[f"arrival{stop}"]["name"],
        "day": date.fromisoformat(trip["departureDay"]),
        "departs": moment(trip.get("departureTime")),
        "arrives": moment(trip.get("arrivalTime")),
        "terminal": trip.get("departureTerminal") or trip.get("departurePlatform"),
        "arrival_terminal": trip.get("arrivalTerminal") or trip.get("arrivalPlatform"),
        "reference": expected.get("reservationNumber"),
        "passenger": without_title(expected.get("underName", {}).get("name", "")),
        "seat": f"{section} / {number}" if section else number,
        "ticket": ticket.get("ticketNumber"),
    }
    return {name: value for name, value in values.items() if value}


def ours(one: Journey, passenger: Passenger, leg: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": one.carrier_code,
        "carrier": one.carrier,
        "number": one.number,
        "origin": one.origin.code,
        "destination": one.destination.code,
        "day": one.departs.day,
        "departs": leg.get("departs_at"),
        "arrives": leg.get("arrives_at"),
        "terminal": one.terminal,
        "arrival_terminal": one.arrival_terminal,
        "reference": one.reference,
        "passenger": without_title(passenger.name),
        "seat": passenger.seat,
        "ticket": passenger.ticket,
    }


def same(name: str, said: Any, here: Any, wall: datetime | None) -> bool:
    """Whether two values agree; a time without an offset is compared by the wall clock."""
    if isinstance(said, datetime):
        return bool(said == here if said.tzinfo else said == wall)
    return bool(said == here)


def wall_of(one: Journey, name: str) -> datetime | None:
    at = {"departs": one.departs.at, "arrives": one.arrives.at}.get(name)
    return at.replace(tzinfo=None) if at else None


def test_every_leg_is_found_and_agrees_with_what_is_stated(real_data: Path, office: Office) -> None:
    legs = values = 0
    differ: set[tuple[str, str]] = set()
    with office.session() as session:
        around = from_bookings.Around(session, object())
        for file in stated(real_data):
            found = found_in(file)
            pairs = [
                (one, passenger)
                for one in found
                for passenger in (one.passengers or (Passenger(name=""),))
            ]
            left = list(pairs)
            for expected in expectations(file):
                wanted = told(expected)
                legs += 1
                one, passenger = next(
                    pair
                    for pair in left
                    if (pair[0].number, pair[0].departs.day) == (wanted["number"], wanted["day"])
                    and (
                        len(pair[0].passengers) < 2
                        or without_title(pair[1].name) == wanted["passenger"]
                    )
                )
                left.remove((one, passenger))
                leg = from_bookings.leg(one, around).values
                here = ours(one, passenger, leg)
                for name, said in wanted.items():
                    values += 1
                    if not same(name, said, here[name], wall_of(one, name)):
                        differ.add((file.name.rpartition("__")[2], name))
            assert not left, f"{file.name}: found, but not stated: {left}"
    assert legs == 36
    assert values > 250
    assert differ == set(DISAGREEMENTS)


def test_both_ends_of_every_leg_have_a_clock_and_a_second_import_changes_nothing(
    real_data: Path, office: Office
) -> None:
    with office.session() as session, step(session, "Plan a visit"):
        # Far from all of these journeys: its own zone must not get into them.
        visit = Engagement(title="Visit", kind="seminar", zone="Pacific/Apia")
        visit.starts_on, visit.ends_on = date(2017, 1, 5), date(2017, 1, 20)
        session.add(visit)
        session.flush()
        wish = Wish(into=visit.id)
    for file in stated(real_data):
        for expected in (None, {"same"}):
            with office.session() as session:
                reading = importing.read(session, file, wish)
            verdicts = {row.verdict for row in importing.take(office, reading).rows}
            assert verdicts == expected or (expected is None and verdicts == {"new"}), file.name
    with office.session() as session:
        legs = session.query(Leg).all()
        assert len(legs) == 33
        assert all(leg.departure_zone and leg.arrival_zone for leg in legs)
        assert "Pacific/Apia" not in {
            z for leg in legs for z in (leg.departure_zone, leg.arrival_zone)
        }


def test_what_a_calendar_says_beside_its_text_is_taken(real_data: Path) -> None:
    folder = real_data / "ics_travel"
    (flight,) = found_in_calendar(folder / "kitinerary__calendarhandlerdata__flight.ics")
    (train,) = found_in_calendar(folder / "kitinerary__calendarhandlerdata__train.ics")
    assert (flight.carrier_code, flight.number, flight.origin.iata) == ("AB", "8075", "HEL")
    assert flight.passengers == (Passenger(name="JOHN DOE", seat="16E", ticket="1234567890123"),)
    assert (train.number, train.destination.name) == ("5186", "Lyon Part-Dieu")
    assert train.passengers == (Passenger(name="John Doe", seat="17 / 62"),)


def test_an_event_that_is_no_journey_stays_an_item(real_data: Path) -> None:
    for name in (
        "kitinerary__calendarhandlerdata__event.ics",
        "kitinerary__calendarhandlerdata__event-full-day.ics",
        "kitinerary__extractordata__meetup__20160119-c++-cmake.ics",
    ):
        assert found_in_calendar(real_data / "ics_travel" / name) == []


def test_no_other_calendar_turns_into_journeys(real_data: Path) -> None:
    found = {}
    for path in sorted((real_data / "ics").iterdir()):
        try:
            events = calendars.read(path, most=20).events
        except Exception:
            continue
        for _, event in events[:300]:
            if travelled := journeys(event):
                found[path.name] = (event.title, travelled)
    assert found == {}


def found_in_calendar(file: Path) -> list[Journey]:
    return [one for _, event in calendars.read(file).events for one in journeys(event)]
