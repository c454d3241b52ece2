"""What confirmations of many kinds say, and what is refused because it is not sure."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from sciattache.interchange.bookings import places, read, zones
from sciattache.interchange.bookings.booking import (
    Gathering,
    Journey,
    Lodging,
    Passenger,
    Refused,
    Where,
)

JANUARY = date(2027, 1, 12)


def of_text(text: str, sent: date | None = None) -> list[Any]:
    return read.of_bytes(text.encode(), "letter.txt", sent=sent).found


def short(one: Any) -> tuple[Any, ...]:
    assert isinstance(one, Journey), one
    name = f"{one.carrier_code}{one.number}"
    return name, one.origin.code, one.destination.code, one.departs.at, one.arrives.at


FLIGHT = {
    "@context": "http://schema.org",
    "@type": "FlightReservation",
    "reservationNumber": "RXJ34P",
    "underName": {"@type": "Person", "name": "Eva Green"},
    "airplaneSeat": "9A",
    "reservationFor": {
        "@type": "Flight",
        "flightNumber": "UA110",
        "departureAirport": {"@type": "Airport", "iataCode": "SFO"},
        "departureTime": "2027-03-04T20:15:00-08:00",
        "arrivalAirport": {"@type": "Airport", "iataCode": "JFK"},
        "arrivalTime": "2027-03-05T06:30:00-05:00",
    },
}


def page(*items: Any) -> bytes:
    blocks = (f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in items)
    return f"<html><body>{''.join(blocks)}<p>Hello</p></body></html>".encode()


def test_a_flight_in_json_ld_is_read() -> None:
    (one,) = read.of_bytes(page(FLIGHT), "mail.html").found
    assert (one.carrier_code, one.number, one.reference) == ("UA", "110", "RXJ34P")
    assert one.passengers == (Passenger(name="Eva Green", seat="9A"),)
    assert one.departs.at == datetime.fromisoformat("2027-03-04T20:15:00-08:00")


@pytest.mark.parametrize("wrapped", [[FLIGHT], {"@graph": [FLIGHT]}, [[{"@graph": FLIGHT}]]])
def test_json_ld_may_stand_in_lists_and_graphs(wrapped: Any) -> None:
    assert len(read.of_bytes(page(wrapped), "mail.html").found) == 1


def test_two_passengers_of_one_flight_are_one_leg() -> None:
    other = {**FLIGHT, "underName": {"name": "Max Green"}, "airplaneSeat": "9B"}
    (one,) = read.of_bytes(page(FLIGHT, other), "mail.html").found
    assert [(p.name, p.seat) for p in one.passengers] == [("Eva Green", "9A"), ("Max Green", "9B")]


def test_an_airport_that_only_its_name_tells_gets_its_code() -> None:
    trip = {**FLIGHT["reservationFor"], "arrivalAirport": {"name": "Paris Charles de Gaulle"}}  # type: ignore[dict-item]
    (one,) = read.of_bytes(page({**FLIGHT, "reservationFor": trip}), "mail.html").found
    assert (one.destination.iata, one.destination.name) == ("CDG", "Paris Charles de Gaulle")


def test_reservations_below_one_another_share_what_is_told_above() -> None:
    below = [{"reservationFor": FLIGHT["reservationFor"], "underName": {"name": "Max Green"}}]
    above = {"@type": "FlightReservation", "reservationNumber": "R1", "subReservation": below}
    (one,) = read.of_bytes(page(above), "mail.html").found
    assert (one.reference, one.passengers[0].name) == ("R1", "Max Green")


def test_broken_json_is_mended_only_where_it_can_mean_one_thing() -> None:
    source = json.dumps(FLIGHT)
    for mended in (source[:-1] + ",}", f"<!-- {source} -->", source.replace('"', "&quot;")):
        text = f'<script type="application/ld+json">{mended}</script>'
        assert len(read.of_bytes(text.encode(), "mail.html").found) == 1, mended
    cut = f'<script type="application/ld+json">{source[:-20]}</script>'
    made = read.of_bytes(cut.encode(), "mail.html")
    assert made.found == []
    assert "JSON-LD cannot be read" in made.notes[0]


def test_microdata_is_read_even_where_tags_are_left_open() -> None:
    text = """<table><tr><td><div itemscope itemtype="http://schema.org/LodgingReservation">
      <meta itemprop="reservationNumber" content="H1"/><p>Dear guest
      <div itemprop="underName" itemscope itemtype="http://schema.org/Person">
        <span itemprop="name">Ana <b>Sousa</b></span></div>
      <div itemprop="reservationFor" itemscope itemtype="http://schema.org/Hotel">
        <p><span itemprop="name">Hotel Bellevue</span>
        <meta itemprop="telephone" content="+49 30 123"></div>
      <time itemprop="checkinTime" datetime="2027-03-01T15:00:00+01:00">1 March</time>
      <meta itemprop="checkoutTime" content="2027-03-04">
    </div></table>"""
    (one,) = read.of_bytes(text.encode(), "mail.html").found
    assert isinstance(one, Lodging)
    assert (one.hotel.name, one.hotel.phone, one.guests) == (
        "Hotel Bellevue",
        "+49 30 123",
        ("Ana Sousa",),
    )
    assert (one.arrives_on, one.departs_on) == (date(2027, 3, 1), date(2027, 3, 4))


def test_trains_coaches_boats_cars_tables_and_tickets_are_read() -> None:
    def trip(kind: str, stop: str, number: str) -> dict[str, Any]:
        return {
            "@type": f"{kind}Reservation",
            "reservationFor": {
                f"departure{stop}": {"name": "Bern"}, f"arrival{stop}": {"name": "Lyon"},
                "departureTime": "2027-03-05T08:00:00+01:00", number: "7",
            },
        }  # fmt: skip

    car = {
        "@type": "RentalCarReservation", "pickupLocation": {"name": "Hertz Bern"},
        "pickupTime": "2027-03-05T09:00:00+01:00",
    }  # fmt: skip
    meal = {
        "@type": "FoodEstablishmentReservation", "startTime": "2027-03-05T20:00:00+01:00",
        "reservationFor": {"name": "Chez Marie"},
    }  # fmt: skip
    ticket = {
        "@type": "EventReservation",
        "reservationFor": {"name": "Opera", "startDate": "2027-03-06T20:00:00+01:00"},
    }
    found = read.of_bytes(
        page(
            trip("Train", "Station", "trainNumber"), trip("Bus", "BusStop", "busNumber"),
            trip("Boat", "BoatTerminal", "boatNumber"), car, meal, ticket,
        ),
        "mail.html",
    ).found  # fmt: skip
    assert [one.kind for one in found if isinstance(one, Journey)] == [
        "train",
        "coach",
        "boat",
        "car",
    ]
    assert [(one.title, one.is_meal) for one in found if isinstance(one, Gathering)] == [
        ("Chez Marie", True), ("Opera", False),
    ]  # fmt: skip


def test_a_reservation_without_its_time_is_refused_with_the_reason() -> None:
    trip = {k: v for k, v in FLIGHT["reservationFor"].items() if k != "departureTime"}  # type: ignore[attr-defined]
    (one,) = read.of_bytes(page({**FLIGHT, "reservationFor": trip}), "mail.html").found
    assert isinstance(one, Refused)
    assert one.why == "It does not say when it leaves."


AMADEUS = """RP/PARFR2101/PARFR2101            AA/SU  12JAN27/1200Z   ABC123
  1.DUPONT/JEAN MR   2.DURAND/MARIE MRS
  3  AF 006 Y 15MAR 1 CDGJFK HK2       2E 1025 1325  *1A/E*
  4  AF 007 Y 20MAR 6 JFKCDG HK2       1  1900 0815+1  *1A/E*
"""
SABRE = """ 1 AA 100Y 15MAR 5 JFKLHR*HK1  615P  630A  16MAR 6 /DCAA*ABC /E
 2 BA 117J 20MAR W LHRJFK UN1  840A 1140A /DCBA*XYZ
"""


def test_the_lines_of_reservation_systems_are_read() -> None:
    found = of_text(AMADEUS, JANUARY)
    assert [short(one) for one in found] == [
        ("AF6", "CDG", "JFK", datetime(2027, 3, 15, 10, 25), datetime(2027, 3, 15, 13, 25)),
        ("AF7", "JFK", "CDG", datetime(2027, 3, 20, 19, 0), datetime(2027, 3, 21, 8, 15)),
    ]
    assert [p.name for p in found[0].passengers] == ["JEAN DUPONT", "MARIE DURAND"]
    assert found[0].reference == "ABC123"
    found = of_text(SABRE, JANUARY)
    assert [short(one) for one in found] == [
        ("AA100", "JFK", "LHR", datetime(2027, 3, 15, 18, 15), datetime(2027, 3, 16, 6, 30)),
        ("BA117", "LHR", "JFK", datetime(2027, 3, 20, 8, 40), datetime(2027, 3, 20, 11, 40)),
    ]
    assert [one.state for one in found] == ["booked", "cancelled"]


def test_a_day_without_a_year_is_refused_where_nothing_tells_it() -> None:
    found = of_text(AMADEUS.replace("12JAN27", ""))
    assert {one.why for one in found} == {
        "15MAR does not tell the year, and nothing else does.",
        "20MAR does not tell the year, and nothing else does.",
    }


ITINERARIES = {
    "number, route, hours on one line": """SK1415  Stockholm Arlanda (ARN) - Copenhagen (CPH)
Mon 1 March 2027   07:05 - 08:15
""",
    "labels": """Flight: SK 1415
Departure: Stockholm Arlanda (ARN), 1 March 2027 07:05
Arrival: Copenhagen (CPH), 1 March 2027 08:15
""",
    "number last": """Stockholm (ARN)
1 mars 2027 kl 07:05
Copenhagen (CPH)
08:15
SK 1415
""",
    "French": """Vol SK 1415
De : Stockholm Arlanda (ARN)
À : Copenhague (CPH)
Départ : 1 mars 2027, 07h05
Arrivée : 1 mars 2027, 08h15
""",
    "a weekday behind the label": """SK 1415   Stockholm (ARN) to Copenhagen (CPH)
Departing: Mon 1 Mar 2027 07:05  Terminal 5
Arriving: Mon 1 Mar 2027 08:15  Terminal 3
""",
    "each day below its hour": """Flight number SK 1415
Stockholm (ARN)
07:05
Mon 1 Mar 2027
Copenhagen (CPH)
08:15
Mon 1 Mar 2027
""",
    "figures whose order another day tells": """SK 1415
Paid on 28/02/2027
ARN 01/03/2027 07:05
CPH 01/03/2027 08:15
""",
}


@pytest.mark.parametrize("name", ITINERARIES)
def test_a_flight_is_read_however_it_is_laid_out(name: str) -> None:
    (one,) = of_text(ITINERARIES[name])
    assert short(one) == (
        "SK1415", "ARN", "CPH", datetime(2027, 3, 1, 7, 5), datetime(2027, 3, 1, 8, 15),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("LH 400\nFRA 03/04/2027 10:10\nJFK 03/04/2027 13:05\n", "may be read in two ways"),
        ("LH 400\nFRA 3 April 10:10\nJFK 3 April 13:05\n", "does not tell the year"),
        ("LH 400\nFRA 3 April 2027 10:10\n", "not clear from where to where"),
        ("LH 400\nFRA 3 April 2027 10:10\nMUC 5 April 2027 11:05\n", "It would last 48 h 55 min"),
    ],
)
def test_what_is_not_sure_is_refused_with_the_reason(text: str, why: str) -> None:
    (one,) = of_text(text)
    assert isinstance(one, Refused)
    assert why in one.why


def test_an_arrival_has_the_day_that_stands_below_its_hour() -> None:
    text = "Flight QF9\nPerth (PER)\n18:45\nSat 20 Mar 2027\nLondon (LHR)\n05:05\nSun 21 Mar 2027\n"
    (one,) = of_text(text)
    assert one.arrives.at == datetime(2027, 3, 21, 5, 5)
    assert one.remarks == ()


def test_prose_that_speaks_of_flights_is_no_booking() -> None:
    assert of_text("Dear colleague,\nLH 400 was late again, we landed in Berlin.\nYours\n") == []


def test_a_boarding_pass_tells_its_day_by_when_it_was_sent() -> None:
    code = "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 326J001A0025 100"
    (one,) = of_text(code, date(2027, 9, 1))
    assert (one.carrier_code, one.number, one.departs.on) == ("AC", "834", date(2027, 11, 22))
    assert one.passengers == (Passenger(name="LUC DESMARAIS", seat="1A"),)
    (refused,) = of_text(code)
    assert isinstance(refused, Refused)


def test_a_hotel_in_plain_text_is_read() -> None:
    (one,) = of_text(
        "Confirmation number: 55512ABC\nHotel: Grand Hotel Bellevue\nGuest name: Anna Svensson\n"
        "Check-in: Monday, 1 March 2027 (from 15:00)\nCheck-out: Thursday, 4 March 2027\n"
    )
    assert isinstance(one, Lodging)
    assert (one.hotel.name, one.reference) == ("Grand Hotel Bellevue", "55512ABC")
    assert (one.arrives_on, one.departs_on) == (date(2027, 3, 1), date(2027, 3, 4))


def test_a_mail_tells_the_year_by_its_date_and_speaks_in_its_own_charset() -> None:
    mail = (
        b"Date: Tue, 12 Jan 2027 10:00:00 +0100\nContent-Type: multipart/mixed; boundary=X\n\n--X\n"
        b"Content-Type: multipart/alternative; boundary=Y\n\n--Y\n"
        b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"Flug LH 1234\nVon: M=FCnchen (MUC) 15 M=E4rz 10:10\nNach: Z=FCrich (ZRH) 15 M=E4rz 11:05\n"
        b"--Y--\n--X\nContent-Type: text/calendar; name=a.ics\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--X--\n"
    )
    made = read.of_bytes(mail, "mail.eml")
    (one,) = made.found
    assert short(one)[:3] == ("LH1234", "MUC", "ZRH")
    assert one.departs.at == datetime(2027, 3, 15, 10, 10)
    assert one.origin.name == "München"
    assert [name for name, _ in made.calendars] == ["a.ics"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BERLIN, DE (TEGEL)", "TXL"), ("DETROIT, MI (METROPOLITAN WAYNE CO)", "DTW"),
        ("PARIS, FR (CHARLES DE GAULLE)", "CDG"), ("Brussels Airport, BE", "BRU"),
        ("MUNICH DE MUNICH INTERNATIONAL", "MUC"), ("TOULOUSE FR BLAGNAC", "TLS"),
        ("Tegel(TXL), Berlin, Germany", "TXL"), ("Paris CDG", "CDG"), ("ZRH", "ZRH"),
        ("Paris", ""), ("Tokyo", ""), ("London", ""), ("THU", None), ("Hello world", None),
    ],
)  # fmt: skip
def test_an_airport_is_known_by_names_that_are_its_own(text: str, code: str | None) -> None:
    found = places.airport(text)
    assert (found.iata if found else None) == code


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Wien Hbf", "Europe/Vienna"), ("Praha hl.n.", "Europe/Prague"),
        ("Paris Est", "Europe/Paris"), ("London St Pancras Intl", "Europe/London"),
        ("Hamm(Westf)Hbf", "Europe/Berlin"), ("Birmingham New Street", ""), ("Xyzzy", ""),
    ],
)  # fmt: skip
def test_a_station_has_the_clock_of_its_city_or_none(name: str, zone: str) -> None:
    assert zones.zone(Where(name=name)) == zone
