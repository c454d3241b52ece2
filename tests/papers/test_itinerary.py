"""One person's itinerary: what is theirs and nothing else, on clocks that are never in doubt."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pypdfium2
import pytest

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.papers.blocks import DayBanner, Grid, Night, TimedItem, TimedItems
from sciattache.papers.catalogue import draw
from sciattache.papers.flowing.driver_programme import driver_programme
from sciattache.papers.flowing.programme import itinerary, programme
from sciattache.papers.kinds import Wish
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier

_GUEST = Reader("guest", "en")


def _people(*ids: str) -> dict[str, Person]:
    return {id: Person(id=id, given_name=id.title(), family_name="Meier") for id in ids}


def _dossier(**parts: Any) -> Dossier:
    visit = Engagement(title="Visit", home_zone="Europe/Zurich", zone="Europe/Paris")
    made: dict[str, Any] = {"engagement": visit, "attendances": [], "passages": [], **parts}
    made["attendances"] = _by(made["attendances"], "item")
    made["passages"] = _by(made["passages"], "leg")
    return Dossier(**made)


def _by(records: list[Any], name: str) -> dict[str, list[Any]]:
    keys = {getattr(one, name) for one in records}
    return {key: [one for one in records if getattr(one, name) == key] for key in keys}


def _item(title: str, *, day: int = 24, hour: int = 9, **more: Any) -> AgendaItem:
    starts = datetime(2026, 11, day, hour, tzinfo=UTC)
    ends = starts.replace(minute=45)
    return AgendaItem(id=title, title=title, starts_at=starts, ends_at=ends, **more)


def _lines(blocks: tuple[Any, ...]) -> dict[str, TimedItem]:
    return {item.title: item for block in blocks if isinstance(block, TimedItems)
            for item in block.items}  # fmt: skip


def _banners(blocks: tuple[Any, ...]) -> list[DayBanner]:
    return [block for block in blocks if isinstance(block, DayBanner)]


def test_only_what_names_the_person_or_is_for_their_team_or_for_all() -> None:
    people = _people("ann", "ben")
    dossier = _dossier(
        people=people,
        participants=[Participation(person="ann", side="guest", team="A"),
                      Participation(person="ben", side="guest", team="B")],
        items=[_item("all"), _item("team A", team="A"), _item("team B", team="B"),
               _item("ann's"), _item("ben's"), _item("both")],
        attendances=[Attendance(item="ann's", person="ann"), Attendance(item="ben's", person="ben"),
                     Attendance(item="both", person="ann"), Attendance(item="both", person="ben")],
    )  # fmt: skip
    assert set(_lines(itinerary(dossier, _GUEST, people["ann"]))) == {
        "all", "team A", "ann's", "both",
    }  # fmt: skip


@pytest.mark.parametrize("audience", ["full", "guest"])
def test_nothing_that_is_off_and_nothing_that_the_person_declined(audience: str) -> None:
    people = _people("ann")
    dossier = _dossier(
        people=people,
        items=[*(_item(status, status=status) for status in
                 ("confirmed", "asked", "declined", "cancelled", "standby")), _item("no thanks")],
        attendances=[Attendance(item="no thanks", person="ann", status="declined")],
    )  # fmt: skip
    shown = _lines(itinerary(dossier, Reader(audience, "en"), people["ann"]))
    assert set(shown) == {"confirmed", "asked"}


def test_own_legs_with_the_own_seat_and_own_nights() -> None:
    people = _people("ann", "ben", "cid")
    leg = {"kind": "flight", "departs_at": datetime(2026, 11, 24, 9, tzinfo=UTC)}
    dossier = _dossier(
        people=people,
        legs=[Leg(id="hers", number="1", origin="X", **leg),
              Leg(id="his", number="2", origin="Y", **leg)],
        passages=[Passage(leg="hers", person="ann", seat="2A"),
                  Passage(leg="his", person="ben", seat="3B")],
        stays=[Stay(person="ann", hotel="Astoria", arrives_on=date(2026, 11, 24),
                    shares_with="cid"),
               Stay(person="ben", hotel="Bristol", arrives_on=date(2026, 11, 24))],
    )  # fmt: skip
    blocks = itinerary(dossier, _GUEST, people["ann"])
    assert [line.remarks for line in _lines(blocks).values()] == ["Seat 2A"]
    assert [block.nights for block in blocks if isinstance(block, TimedItems)] == [
        (Night("Astoria"),)
    ]
    shared = itinerary(dossier, _GUEST, people["cid"])
    assert [block.nights for block in shared if isinstance(block, TimedItems)] == [
        (Night("Astoria"),)
    ]


def test_companions_do_not_include_who_declined() -> None:
    people = _people("ann", "ben", "cid")
    dossier = _dossier(
        people=people,
        participants=[Participation(person="cid", side="guest", rsvp="declined")],
        items=[_item("dinner")],
        attendances=[Attendance(item="dinner", person="ann"),
                     Attendance(item="dinner", person="ben", status="declined"),
                     Attendance(item="dinner", person="cid")],
    )  # fmt: skip
    assert _lines(programme(dossier, _GUEST))["dinner"].participants == "Ann\u00a0Meier"


def test_a_flight_over_the_date_line_says_on_which_clock_each_end_is() -> None:
    people = _people("ann")
    east = Leg(
        id="e", kind="flight", origin="SYD", destination="HNL",
        departs_at=datetime(2027, 1, 6, 10, 30, tzinfo=UTC), departure_zone="Australia/Sydney",
        arrives_at=datetime(2027, 1, 6, 21, 20, tzinfo=UTC), arrival_zone="Pacific/Honolulu",
    )  # fmt: skip
    west = Leg(
        id="w", kind="flight", origin="HNL", destination="NRT",
        departs_at=datetime(2027, 1, 7, 22, 0, tzinfo=UTC), departure_zone="Pacific/Honolulu",
        arrives_at=datetime(2027, 1, 8, 6, 30, tzinfo=UTC), arrival_zone="Asia/Tokyo",
    )  # fmt: skip
    early = Leg(
        id="n", kind="flight", origin="NRT", destination="HNL",
        departs_at=datetime(2027, 1, 9, 15, 30, tzinfo=UTC), departure_zone="Asia/Tokyo",
        arrives_at=datetime(2027, 1, 9, 22, 30, tzinfo=UTC), arrival_zone="Pacific/Honolulu",
    )  # fmt: skip
    blocks = itinerary(_dossier(people=people, legs=[east, west, early]), _GUEST, people["ann"])
    first, second, third = _lines(blocks).values()
    assert first.contact == "21:30 Sydney – 11:20 Honolulu"
    assert (second.start, second.end) == ("12:00", "15:30⁺¹")
    assert second.contact == "12:00 Honolulu – 15:30⁺¹ Tokyo"
    assert (third.start, third.end) == ("00:30", "12:30⁻¹")
    assert "Sydney\u00a0time\u00a0(UTC+11)" in _banners(blocks)[0].zone
    assert first.other_hours == "11:30–22:20"


def test_hours_on_the_night_of_the_change_of_clocks_name_their_distance_from_utc() -> None:
    people = _people("ann")
    night = AgendaItem(
        id="x", title="Observation", start_zone="Europe/Paris", end_zone="Europe/Paris",
        starts_at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        ends_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )  # fmt: skip
    late = AgendaItem(id="y", title="Walk", start_zone="Europe/Paris",
                      starts_at=datetime(2026, 10, 25, 12, tzinfo=UTC))  # fmt: skip
    blocks = itinerary(_dossier(people=people, items=[night, late]), _GUEST, people["ann"])
    assert _banners(blocks)[0].zone == "Paris\u00a0time\u00a0(UTC+1)"
    shown = _lines(blocks)
    assert (shown["Observation"].start, shown["Observation"].end) == ("02:30", "02:30")
    assert shown["Observation"].other_hours == "02:30 UTC+2 – 02:30 UTC+1"
    assert shown["Walk"].start == "13:00"
    assert shown["Walk"].other_hours == ""


def test_an_item_on_another_clock_than_its_day_names_it() -> None:
    people = _people("ann")
    stop = Stop(id="s", city="Lisbon", zone="Europe/Lisbon", country="PT",
                starts_on=date(2026, 11, 24), ends_on=date(2026, 11, 24))  # fmt: skip
    call = _item("Call", start_zone="Asia/Tokyo", end_zone="Asia/Tokyo")
    lunch = _item("Lunch", hour=12, stop="s")
    dossier = _dossier(people=people, stops=[stop], items=[call, lunch])
    blocks = itinerary(dossier, _GUEST, people["ann"])
    (banner,) = _banners(blocks)
    assert banner.place == "Lisbon, Portugal"
    assert banner.zone.replace("\u00a0", " ") == "Lisbon time (UTC) · below: Zurich time (UTC+1)"
    shown = _lines(blocks)
    assert shown["Call"].start == "18:00"
    assert shown["Call"].other_hours == "Tokyo time (UTC+9)\n10:00–10:45"
    assert shown["Lunch"].other_hours == "13:00–13:45"


def test_the_cities_of_clocks_and_stops_are_in_the_language_of_the_paper() -> None:
    people = _people("ann")
    stop = Stop(id="s", city="Lisbon", zone="Europe/Lisbon", country="PT",
                starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 1))  # fmt: skip
    lunch = AgendaItem(id="l", title="L", stop="s", starts_at=datetime(2026, 12, 1, 12, tzinfo=UTC))
    dossier = _dossier(people=people, stops=[stop], items=[lunch])
    (french,) = _banners(itinerary(dossier, Reader("guest", "fr"), people["ann"]))
    assert french.date == "Mardi 1er décembre 2026"
    assert french.place == "Lisbonne, Portugal"
    (arabic,) = _banners(itinerary(dossier, Reader("guest", "ar"), people["ann"]))
    assert "لشبونة" in arabic.place
    assert "زيورخ" in arabic.zone


def test_hours_at_home_are_told_where_either_end_differs() -> None:
    people = _people("ann")
    home = Leg(
        id="h", kind="flight", origin="ZRH", destination="LIS", number="1",
        departs_at=datetime(2026, 11, 24, 6, tzinfo=UTC), departure_zone="Europe/Zurich",
        arrives_at=datetime(2026, 11, 24, 9, tzinfo=UTC), arrival_zone="Europe/Lisbon",
    )  # fmt: skip
    near = Leg(
        id="n", kind="train", origin="Zurich", destination="Bern", number="2",
        departs_at=datetime(2026, 11, 25, 6, tzinfo=UTC), departure_zone="Europe/Zurich",
        arrives_at=datetime(2026, 11, 25, 7, tzinfo=UTC), arrival_zone="Europe/Zurich",
    )  # fmt: skip
    first, second = _lines(
        itinerary(_dossier(people=people, legs=[home, near]), _GUEST, people["ann"])
    ).values()
    assert (first.start, first.end, first.other_hours) == ("07:00", "09:00", "07:00–10:00")
    assert second.other_hours == ""


def test_a_label_stands_before_its_value_as_the_language_writes_it() -> None:
    people = _people("ann")
    dossier = _dossier(people=people, items=[_item("x", dress="Tenue de ville")])

    def told(language: str) -> str:
        return _lines(itinerary(dossier, Reader("guest", language), people["ann"]))["x"].remarks

    assert told("fr") == "Tenue\u00a0: Tenue de ville"
    assert told("zh") == "着装要求：Tenue de ville"
    assert told("en") == "Dress: Tenue de ville"


def test_what_the_office_aims_at_is_named_as_that() -> None:
    dossier = _dossier(items=[_item("x", objective="A yes.", description="Round of talks.")])
    shown = _lines(programme(dossier, Reader("full", "en")))["x"]
    assert shown.remarks == "Round of talks.\nAim: A yes."


@pytest.mark.parametrize(
    ("language", "place"),
    [("en", "Geneva, Switzerland"), ("fr", "Genève, Suisse"), ("es", "Ginebra, Suiza"),
     ("zh", "瑞士日内瓦"), ("ar", "جنيف، سويسرا")],
)  # fmt: skip
def test_a_city_in_its_country_as_each_language_says_it(language: str, place: str) -> None:
    stop = Stop(id="s", city="Geneva", zone="Europe/Zurich", country="CH",
                starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 1))  # fmt: skip
    lunch = AgendaItem(id="l", title="L", stop="s", starts_at=datetime(2026, 12, 1, 12, tzinfo=UTC))
    (banner,) = _banners(
        programme(_dossier(stops=[stop], items=[lunch]), Reader("guest", language))
    )
    assert banner.place == place


@pytest.mark.parametrize("look", ["plain", "large"])
def test_a_drivers_number_stands_apart_from_the_seats(look: str) -> None:
    car = Vehicle(id="car", engagement="e", name="Car 1", plate="00-EX-01", seats=28,
                  driver="Olegário Bento", driver_phone="+447700900103")  # fmt: skip
    lead = _people("ann")["ann"]
    rider = Participation(engagement="e", person="ann", side="guest", vehicle="car")
    of = _dossier(vehicles=[car], people={"ann": lead}, participants=[rider])
    made = draw(of, "programme", Wish(audience="driver", look=look))
    page = pypdfium2.PdfDocument(made)[0].get_textpage()
    said = page.get_text_range().replace("\u00a0", " ")
    start = said.index("+44 7700 900103")
    (seats,) = (found.start() for found in re.finditer(r"\b28\b", said))
    right, left = page.get_charbox(start + 14)[2], page.get_charbox(seats)[0]
    assert right < left


def test_a_column_that_no_car_fills_is_left_out() -> None:
    car = Vehicle(id="car", engagement="e", name="Van", driver="Maeve")
    (table,) = (block for block in driver_programme(_dossier(vehicles=[car]), Reader("driver", "en"))
                if isinstance(block, Grid))  # fmt: skip
    assert [column.head for column in table.columns] == ["Car", "Driver"]
