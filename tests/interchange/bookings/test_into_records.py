"""Bookings become legs, stays and items of an engagement, each end by its own clock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.errors import KnownError, Told
from sciattache.interchange import importing
from sciattache.interchange.importing import Wish
from sciattache.interchange.plan import Plan
from sciattache.store import undo
from sciattache.store.office import Office, create
from sciattache.store.steps import step

GALILEO = """1.1DOE/JOHNMR  2.1DURAND/MARIE MRS
 1. JL  044 E  20MAR LHRHND HK2  1120  #0720  O*
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create(tmp_path / "office.sciattache")
    yield made
    made.close()


@pytest.fixture
def visit(office: Office) -> str:
    with office.session() as session, step(session, "Plan a visit"):
        visit = Engagement(title="Visit", kind="seminar", zone="Asia/Tokyo")
        visit.starts_on, visit.ends_on = date(2027, 3, 21), date(2027, 3, 24)
        john, other = (Person(given_name=n, family_name="Doe") for n in ("John", "Jane"))
        session.add_all([visit, john, other, Place(name="London Heathrow", iata="LHR")])
        session.flush()
        session.add(Participation(engagement=visit.id, person=john.id))
        return str(visit.id)


def written(folder: Path, text: str, name: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def imported(office: Office, file: Path, visit: str, **wish: Any) -> Plan:
    with office.session() as session:
        reading = importing.read(session, file, Wish(into=visit, **wish))
    return importing.take(office, reading)


def legs(office: Office) -> list[Leg]:
    with office.session() as session:
        return session.query(Leg).order_by(Leg.departs_at).all()


def test_a_leg_has_the_clock_of_each_end_and_the_directory_s_place(
    office: Office, visit: str, tmp_path: Path
) -> None:
    imported(office, written(tmp_path, GALILEO, "a.txt"), visit)
    (leg,) = legs(office)
    assert (leg.kind, leg.carrier, leg.number) == ("flight", "JL", "JL 44")
    assert (leg.departure_zone, leg.arrival_zone) == ("Europe/London", "Asia/Tokyo")
    assert leg.departs_at == datetime(2027, 3, 20, 11, 20, tzinfo=UTC)
    assert leg.arrives_at == datetime(2027, 3, 20, 22, 20, tzinfo=UTC)
    with office.session() as session:
        assert session.get(Place, session.query(Place).one().rid) is not None
        assert leg.origin_place == session.query(Place.id).scalar()
        assert leg.destination_place is None


def test_who_is_booked_and_takes_no_part_yet_becomes_a_participant_and_boards(
    office: Office, visit: str, tmp_path: Path
) -> None:
    made = imported(office, written(tmp_path, GALILEO, "a.txt"), visit)
    with office.session() as session:
        aboard = session.query(Person).join(Passage, Passage.person == Person.id).all()
        assert {(one.given_name, one.family_name) for one in aboard} == {
            ("John", "Doe"),
            ("Marie", "Durand"),
        }
        taking_part = {one.person for one in session.query(Participation)}
        assert taking_part == {one.id for one in aboard}
        assert session.query(Person).count() == 3
    assert "New person: Marie Durand." in made.rows[0].reason
    assert "New participant" in made.rows[0].reason


def test_who_is_booked_and_known_to_the_office_is_that_person(
    office: Office, visit: str, tmp_path: Path
) -> None:
    imported(office, written(tmp_path, GALILEO.replace("DURAND/MARIE MRS", "DOE/JANE MS"), "a.txt"),
             visit)  # fmt: skip
    with office.session() as session:
        assert session.query(Person).count() == 2
        assert session.query(Passage).count() == session.query(Participation).count() == 2


def test_no_booking_of_somebody_is_everybody_s(office: Office, visit: str, tmp_path: Path) -> None:
    alone = GALILEO.replace("1.1DOE/JOHNMR  2.", "1.")
    imported(office, written(tmp_path, alone, "a.txt"), visit)
    imported(office, written(tmp_path, room("H1", "Anna Stranger", "Okura"), "a.json"), visit)
    with office.session() as session:
        (leg,), (stay,) = session.query(Leg), session.query(Stay)
        (passage,) = session.query(Passage)
        assert passage.leg == leg.id
        assert stay.person is not None


def test_a_name_that_two_participants_have_is_refused(
    office: Office, visit: str, tmp_path: Path
) -> None:
    with office.session() as session, step(session, "Add"):
        twin = Person(given_name="John", additional_names="Paul", family_name="Doe")
        other = Person(given_name="John", additional_names="Carl", family_name="Doe")
        session.add_all([twin, other])
        session.query(Participation).delete()
        session.flush()
        session.add_all(Participation(engagement=visit, person=one.id) for one in (twin, other))
    made = imported(office, written(tmp_path, GALILEO, "a.txt"), visit)
    assert made.counts["refused"] == 1
    assert "Several participants could be" in made.rows[0].reason
    assert legs(office) == []


def test_whatever_is_remarked_can_be_said_in_another_language(
    office: Office, visit: str, tmp_path: Path
) -> None:
    unknown = " 2. TP  999 E  21MAR XXXLIS HK2  1120  1220  O*\n"
    made = imported(office, written(tmp_path, GALILEO + unknown, "a.txt"), visit)
    told = [line for row in made.rows for line in (row.remarks or (row.reason,))]
    assert len(told) > 3
    assert [line for line in told if not isinstance(line, Told)] == []


def test_a_second_import_is_the_same_and_undo_takes_the_first_back(
    office: Office, visit: str, tmp_path: Path
) -> None:
    file = written(tmp_path, GALILEO, "a.txt")
    assert imported(office, file, visit).counts["new"] == 1
    assert imported(office, file, visit).counts == {"new": 0, "same": 1, "updates": 0, "refused": 0}
    with office.session() as session:
        undo.undo(session)
    assert legs(office) == []
    with office.session() as session:
        assert session.query(Passage).count() == 0


def reservation(kind: str, **values: Any) -> str:
    return json.dumps({"@type": f"{kind}Reservation", **values})


def train(origin: str, destination: str, departs: str, arrives: str) -> str:
    return reservation(
        "Train",
        reservationFor={
            "trainNumber": "TGV 1", "departureStation": {"name": origin}, "departureTime": departs,
            "arrivalStation": {"name": destination}, "arrivalTime": arrives,
        },
    )  # fmt: skip


def test_a_station_whose_clock_nothing_tells_has_that_of_the_other_end_and_says_so(
    office: Office, visit: str, tmp_path: Path
) -> None:
    text = train("Paris Est", "Sainte-Vérane", "2027-03-22T10:00", "2027-03-22T11:00")
    made = imported(office, written(tmp_path, text, "a.json"), visit)
    (leg,) = legs(office)
    assert (leg.departure_zone, leg.arrival_zone) == ("Europe/Paris", "Europe/Paris")
    assert "Sainte-Vérane: by the clock of Europe/Paris" in made.rows[0].reason


def test_stops_tell_the_clock_of_places_that_nothing_else_tells(
    office: Office, visit: str, tmp_path: Path
) -> None:
    with office.session() as session, step(session, "Add a stop"):
        session.add(
            Stop(
                engagement=visit, city="Oyabe", zone="Asia/Seoul",
                starts_on=date(2027, 3, 22), ends_on=date(2027, 3, 22),
            )
        )  # fmt: skip
    text = train("Oyabe Central", "Sainte-Vérane", "2027-03-22T10:00", "2027-03-22T11:00")
    imported(office, written(tmp_path, text, "a.json"), visit)
    (leg,) = legs(office)
    assert (leg.departure_zone, leg.arrival_zone) == ("Asia/Seoul", "Asia/Seoul")


def test_an_hour_by_no_known_clock_is_refused(office: Office, tmp_path: Path) -> None:
    with office.session() as session, step(session, "Plan a visit"):
        bare = Engagement(title="Bare", kind="seminar")
        session.add(bare)
        session.flush()
        visit = str(bare.id)
    text = train("Sainte-Vérane", "Xyzzy", "2027-03-22T10:00", "2027-03-22T11:00")
    made = imported(office, written(tmp_path, text, "a.json"), visit)
    assert made.counts["refused"] == 1
    assert "It is not known by which clock Sainte-Vérane lives." in made.rows[0].reason


def test_an_offset_that_is_not_the_place_s_is_told(
    office: Office, visit: str, tmp_path: Path
) -> None:
    text = train("Paris Est", "Lyon", "2027-03-22T10:00:00Z", "2027-03-22T12:00:00Z")
    made = imported(office, written(tmp_path, text, "a.json"), visit)
    (leg,) = legs(office)
    assert leg.departs_at == datetime(2027, 3, 22, 10, 0, tzinfo=UTC)
    assert "Paris Est: the file says 10:00 +0000, which is 11:00 there" in made.rows[0].reason


def test_a_room_becomes_the_stay_of_the_guest_who_takes_part(
    office: Office, visit: str, tmp_path: Path
) -> None:
    text = reservation(
        "Lodging", reservationNumber="H1", underName={"name": "DOE/JOHN MR"},
        reservationFor={"name": "Hotel Okura", "telephone": "+81 3 1234", "address": "Toranomon 2"},
        checkinTime="2027-03-21T15:00:00+09:00", checkoutTime="2027-03-24T10:00:00+09:00",
        lodgingUnitType="Twin room",
    )  # fmt: skip
    file = written(tmp_path, text, "a.json")
    imported(office, file, visit)
    assert imported(office, file, visit).counts["same"] == 1
    with office.session() as session:
        stay = session.query(Stay).one()
        person = session.query(Person).filter(Person.id == stay.person).one()
        assert (person.given_name, stay.hotel, stay.room_kind) == ("John", "Hotel Okura", "twin")
        assert (stay.arrives_on, stay.departs_on) == (date(2027, 3, 21), date(2027, 3, 24))
        assert (stay.phone, stay.address, stay.reference) == ("+81 3 1234", "Toranomon 2", "H1")


def room(number: str, guest: str, hotel: str) -> str:
    return reservation(
        "Lodging", reservationNumber=number, underName={"name": guest},
        reservationFor={"name": hotel},
        checkinTime="2027-03-21T15:00:00+09:00", checkoutTime="2027-03-24T10:00:00+09:00",
    )  # fmt: skip


@pytest.mark.parametrize("hotel", ["Hotel Okura", "Hotel Miyako"])
def test_a_second_booking_of_somebody_is_kept_beside_the_first_and_told(
    hotel: str, office: Office, visit: str, tmp_path: Path
) -> None:
    imported(office, written(tmp_path, room("H1", "John Doe", "Hotel Okura"), "a.json"), visit)
    second = written(tmp_path, room("H2", "John Doe", hotel), "b.json")
    made = imported(office, second, visit)
    assert "John Doe has “Hotel Okura” for nights of this stay too" in made.rows[0].reason
    assert imported(office, second, visit).counts["same"] == 1
    with office.session() as session:
        stays = session.query(Stay).order_by(Stay.reference)
        assert [(one.hotel, one.reference) for one in stays] == [
            ("Hotel Okura", "H1"),
            (hotel, "H2"),
        ]


def test_a_booking_that_comes_again_with_other_values_is_the_same_stay(
    office: Office, visit: str, tmp_path: Path
) -> None:
    first = room("H1", "John Doe", "Hotel Okura")
    imported(office, written(tmp_path, first, "a.json"), visit)
    longer = first.replace("2027-03-24T10", "2027-03-25T10").replace("Hotel Okura", "Okura Tokyo")
    made = imported(office, written(tmp_path, longer, "a.json"), visit)
    assert made.counts["updates"] == 1
    assert "for nights of this stay too" not in made.rows[0].reason
    with office.session() as session:
        (stay,) = session.query(Stay)
        assert (stay.hotel, stay.departs_on) == ("Okura Tokyo", date(2027, 3, 25))


def test_a_confirmation_without_a_number_leaves_the_stay_of_a_rooming_list(
    office: Office, visit: str, tmp_path: Path
) -> None:
    imported(office, rooms(tmp_path, "John Doe,Hotel Okura,2027-03-21,2027-03-24"), visit, of=Stay)
    file = written(tmp_path, room("", "John Doe", "Hotel Miyako"), "a.json")
    made = imported(office, file, visit)
    assert "John Doe has “Hotel Okura” for nights of this stay too" in made.rows[0].reason
    assert {hotel for hotel, *_ in slept(office)} == {"Hotel Okura", "Hotel Miyako"}


def test_a_table_in_a_restaurant_becomes_a_meal(office: Office, visit: str, tmp_path: Path) -> None:
    text = reservation(
        "FoodEstablishment", startTime="2027-03-22T19:30:00+09:00",
        reservationFor={"name": "Sukiya", "address": {"addressCountry": "JP"}},
    )  # fmt: skip
    imported(office, written(tmp_path, text, "a.json"), visit)
    with office.session() as session:
        item = session.query(AgendaItem).one()
        assert (item.kind, item.title, item.start_zone) == ("meal", "Sukiya", "Asia/Tokyo")


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:same@timetable
SUMMARY:{0}
DTSTART{1}
DTEND{2}
END:VEVENT
END:VCALENDAR
"""


def test_journeys_that_share_the_identity_of_an_event_stay_apart(
    office: Office, visit: str, tmp_path: Path
) -> None:
    times = (";TZID=Europe/Paris:20270322T100000", ";TZID=Europe/Paris:20270322T120000")
    for name in ("Train 1 from Paris to Lyon", "Train 2 from Paris to Lille"):
        imported(office, written(tmp_path, CALENDAR.format(name, *times), "a.ics"), visit)
    assert [leg.number for leg in legs(office)] == ["1", "2"]


def test_floating_times_of_a_flight_are_those_of_its_airports_not_of_the_visit(
    office: Office, visit: str, tmp_path: Path
) -> None:
    text = CALENDAR.format("Flight LH 400 from FRA to JFK", ":20270322T100000", ":20270322T130000")
    imported(office, written(tmp_path, text, "a.ics"), visit)
    (leg,) = legs(office)
    assert (leg.departure_zone, leg.arrival_zone) == ("Europe/Berlin", "America/New_York")
    assert leg.departs_at == datetime(2027, 3, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("title", ["From theory to practice", "Paris to Lyon", "Talk 12 - Panel 3"])
def test_titles_that_only_sound_like_journeys_stay_items(
    title: str, office: Office, visit: str, tmp_path: Path
) -> None:
    imported(
        office,
        written(tmp_path, CALENDAR.format(title, ":20270322T100000", ":20270322T130000"), "a.ics"),
        visit,
    )
    assert legs(office) == []


FLIGHTS = """Airline,Flight No,From,To,Departure,Arrival,Passenger,Seat
Air France,AF 006,Paris CDG,New York JFK,15/03/2027 10:25,15/03/2027 13:25,John Doe,3A
Air France,AF 006,Paris CDG,New York JFK,15/03/2027 10:25,15/03/2027 13:25,Jane Doe,3B
JAL,JL 044,LHR,HND,20/03/2027 11:20,21/03/2027 07:20,John Doe,12C
"""


def test_a_spreadsheet_of_flights_has_the_clocks_of_its_airports(
    office: Office, visit: str, tmp_path: Path
) -> None:
    file = written(tmp_path, FLIGHTS, "flights.csv")
    imported(office, file, visit, of=Leg)
    assert [(leg.departure_zone, leg.departs_at, leg.arrival_zone, leg.arrives_at) for leg in legs(office)] == [
        (
            "Europe/Paris", datetime(2027, 3, 15, 9, 25, tzinfo=UTC),
            "America/New_York", datetime(2027, 3, 15, 17, 25, tzinfo=UTC),
        ),
        (
            "Europe/London", datetime(2027, 3, 20, 11, 20, tzinfo=UTC),
            "Asia/Tokyo", datetime(2027, 3, 20, 22, 20, tzinfo=UTC),
        ),
    ]  # fmt: skip
    with office.session() as session:
        assert sorted(seat for (seat,) in session.query(Passage.seat)) == ["12C", "3A", "3B"]
        assert session.query(Person).count() == session.query(Participation).count() == 2
    assert imported(office, file, visit, of=Leg).counts["same"] == 3


def test_a_rooming_list_becomes_stays(office: Office, visit: str, tmp_path: Path) -> None:
    text = (
        "Guest,Hotel,Check-in,Check-out,Room type,Confirmation number\n"
        "John Doe,Hotel Okura,2027-03-21,2027-03-24,Single,HO-1\n"
        "Jane Doe,Hotel Okura,2027-03-21,2027-03-24,Double,HO-2\n"
    )
    imported(office, written(tmp_path, text, "rooms.csv"), visit, of=Stay)
    with office.session() as session:
        stays = session.query(Stay).order_by(Stay.reference).all()
        assert [(one.room_kind, one.reference) for one in stays] == [
            ("single", "HO-1"),
            ("double", "HO-2"),
        ]
        assert len({one.person for one in stays}) == 2
        assert session.query(Participation).count() == 2


def rooms(folder: Path, *lines: str, more: str = "") -> Path:
    """A rooming list: guest, hotel, first and last day, and what else its columns are."""
    head = f"Guest,Hotel,Check-in,Check-out{more}\n"
    return written(folder, head + "".join(f"{line}\n" for line in lines), "rooms.csv")


def slept(office: Office) -> list[tuple[str, int, int]]:
    with office.session() as session:
        found = session.query(Stay).order_by(Stay.arrives_on, Stay.rid)
        return [(one.hotel, one.arrives_on.day, one.departs_on.day) for one in found]


def test_a_rooming_list_that_comes_again_with_another_hotel_changes_the_stay(
    office: Office, visit: str, tmp_path: Path
) -> None:
    first = rooms(
        tmp_path, "John Doe,Hotel Okura,2027-03-21,2027-03-24,Toranomon 2,512",
        more=",Hotel address,Room number",
    )  # fmt: skip
    imported(office, first, visit, of=Stay)
    again = rooms(tmp_path, "John Doe,Hotel Miyako,2027-03-21,2027-03-24")
    made = imported(office, again, visit, of=Stay)
    assert made.counts["updates"] == 1
    assert {(one.name, one.before, one.after) for one in made.rows[0].changes} == {
        ("hotel", "Hotel Okura", "Hotel Miyako"),
        ("address", "Toranomon 2", None),
        ("room", "512", None),
    }
    assert slept(office) == [("Hotel Miyako", 21, 24)]
    with office.session() as session:
        stay = session.query(Stay).one()
        assert (stay.address, stay.room) == (None, None)
    assert imported(office, again, visit, of=Stay).counts["same"] == 1


@pytest.mark.parametrize("nights", ["2027-03-24,2027-03-26", "2027-03-21,2027-03-26"])
def test_other_nights_at_another_hotel_are_a_second_stay(
    office: Office, visit: str, tmp_path: Path, nights: str
) -> None:
    imported(office, rooms(tmp_path, "John Doe,Hotel Okura,2027-03-21,2027-03-24"), visit, of=Stay)
    made = imported(office, rooms(tmp_path, f"John Doe,Hotel Miyako,{nights}"), visit, of=Stay)
    assert made.counts["new"] == 1
    assert {hotel for hotel, *_ in slept(office)} == {"Hotel Okura", "Hotel Miyako"}


@pytest.mark.parametrize("other", ["Jane Doe,Hotel Miyako", "John Doe,Hotel Miyako"])
def test_two_rows_of_one_rooming_list_are_two_stays(
    office: Office, visit: str, tmp_path: Path, other: str
) -> None:
    nights = "2027-03-21,2027-03-24"
    twice = rooms(tmp_path, f"John Doe,Hotel Okura,{nights}", f"{other},{nights}")
    assert imported(office, twice, visit, of=Stay).counts["new"] == 2
    assert imported(office, twice, visit, of=Stay).counts["same"] == 2
    assert slept(office) == [("Hotel Okura", 21, 24), ("Hotel Miyako", 21, 24)]


def test_a_stay_that_is_booked_under_a_number_is_not_led_to_another_hotel(
    office: Office, visit: str, tmp_path: Path
) -> None:
    booked = rooms(
        tmp_path, "John Doe,Hotel Okura,2027-03-21,2027-03-24,HO-1", more=",Confirmation number"
    )
    imported(office, booked, visit, of=Stay)
    again = rooms(tmp_path, "John Doe,Hotel Miyako,2027-03-21,2027-03-24")
    assert imported(office, again, visit, of=Stay).counts["new"] == 1
    assert {hotel for hotel, *_ in slept(office)} == {"Hotel Okura", "Hotel Miyako"}


def test_a_text_in_columns_stays_a_table(tmp_path: Path) -> None:
    text = FLIGHTS.replace(",", "\t")
    assert importing.kind_of(written(tmp_path, text, "flights.txt")) == "table"
    assert (
        importing.kind_of(written(tmp_path, "Surname;City;Note\nDoe;Lyon;AI 101\n", "a.txt"))
        == "table"
    )
    assert importing.kind_of(written(tmp_path, GALILEO, "b.txt")) == "bookings"


def test_a_confirmation_must_know_its_engagement(office: Office, tmp_path: Path) -> None:
    file = written(tmp_path, GALILEO, "a.txt")
    with office.session() as session, pytest.raises(KnownError, match="to which engagement"):
        importing.read(session, file, Wish())


def test_a_file_without_a_booking_says_so(office: Office, visit: str, tmp_path: Path) -> None:
    file = written(tmp_path, "<p>Newsletter</p>", "a.html")
    with office.session() as session, pytest.raises(KnownError, match="no booking is found"):
        importing.read(session, file, Wish(into=visit))


def test_a_table_of_rooms_knows_the_participants_whichever_way_their_names_are_written(
    office: Office, visit: str, tmp_path: Path
) -> None:
    table = "Guest,Hotel,Check-in,Check-out\n" + "".join(
        f"{name},Miradouro,2027-03-21,2027-03-24\n" for name in ("Doe John", "DOE/JOHN MR")
    )
    imported(office, written(tmp_path, table, "rooms.csv"), visit)
    with office.session() as session:
        (stay,) = session.query(Stay)
        john = session.query(Person).filter_by(given_name="John").one()
        assert stay.person == john.id
        assert session.query(Person).count() == 2
