"""The demonstration office: whole, findable, without a clash, and the same for the same day."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from math import acos, cos, radians, sin
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import idutils
import phonenumbers
import pytest
from anyascii import anyascii
from sqlalchemy import select

from sciattache import demonstration
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.gift import Gift
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.records import Record
from sciattache.domain.standards import identifiers
from sciattache.domain.vocabularies import ITEM_STATES
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError
from sciattache.services import cars, seating
from sciattache.services.dossier import Dossier
from sciattache.services.meeting_day import asked
from sciattache.services.scheduling.solve import solve
from sciattache.store import blobs, dossiers, history, search
from sciattache.store.office import Office, problems

TODAY = date(2026, 3, 20)  # Europe changes its clocks between this day and the visit
SCRIPTS = (
    "ARABIC HEBREW CJK HANGUL DEVANAGARI BENGALI TAMIL TELUGU THAI LAO KHMER SINHALA"
    " ETHIOPIC GEORGIAN ARMENIAN GREEK CYRILLIC LATIN"
).split()
FICTION = re.compile(
    r"\+4420794601\d\d|\+4420794602\d\d|\+120255501\d\d|\+61255500\d\d\d|\+447700900\d{3}"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = demonstration.make(tmp_path_factory.mktemp("show") / "show.sciattache", today=TODAY)
    yield made
    made.close()


def _all(office: Office, cls: type[Record]) -> list[Any]:
    with office.session() as session:
        return list(session.scalars(select(cls)))


def _plain(office: Office) -> dict[str, dict[str, Any]]:
    entered = (cls for cls in TYPES if cls is not Seat)
    return {record.id: record.plain() for cls in entered for record in _all(office, cls)}


def test_nothing_is_wrong_with_the_store_and_every_reference_resolves(office: Office) -> None:
    assert problems(office) == []


def test_a_reference_leads_to_the_type_that_its_field_names(office: Office) -> None:
    types = {record.id: cls.type_name() for cls in TYPES for record in _all(office, cls)}
    for cls in TYPES:
        for field in cls.fields():
            if field.kind.name == "reference" and field.target != "*":
                for record in _all(office, cls):
                    target = getattr(record, field.name)
                    assert target is None or types[target] == field.target, (
                        record.plain(),
                        field.name,
                    )


def test_every_choice_is_a_word_of_its_vocabulary(office: Office) -> None:
    for cls in TYPES:
        for field in cls.fields():
            if field.vocabulary is None:
                continue
            for record in _all(office, cls):
                value = getattr(record, field.name)
                for code in value if isinstance(value, tuple) else filter(None, [value]):
                    assert field.words.code(code) == code


def test_everybody_is_found_by_typing_latin_letters(office: Office) -> None:
    with office.session() as session:
        for person in session.scalars(select(Person)):
            typed = anyascii(f"{person.family_name or ''} {person.given_name or ''}").replace(
                "'", ""
            )
            hits = search.find(session, typed.strip(), of=(Person,))
            assert person.id in [hit.id for hit in hits], typed


def test_everybody_is_found_by_the_name_in_their_own_script(office: Office) -> None:
    with office.session() as session:
        for person in session.scalars(select(Person).where(Person.native_name.is_not(None))):
            hits = search.find(session, person.native_name or "", of=(Person,))
            assert person.id in [hit.id for hit in hits], person.native_name


def test_the_scripts_of_the_world_are_there(office: Office) -> None:
    text = "".join(
        f"{person.given_name}{person.native_name or ''}" for person in _all(office, Person)
    ) + "".join(place.native_name or "" for place in _all(office, Place))
    found = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()}
    assert set(SCRIPTS) <= found


def test_names_stand_in_their_own_order(office: Office) -> None:
    orders = defaultdict(int)
    for person in _all(office, Person):
        orders[person.name_order] += 1
    assert orders["family-first"] >= 10
    assert orders["given-only"] == 1


def test_everybody_has_a_biography_of_two_to_four_sentences(office: Office) -> None:
    for person in _all(office, Person):
        sentences = re.findall(r"[.!?](?=\s|$)", (person.biography or "").replace("Dr. ", "Dr "))
        assert 2 <= len(sentences) <= 4, person.family_name


def test_addresses_and_numbers_can_belong_to_nobody(office: Office) -> None:
    for record in [*_all(office, Person), *_all(office, Organisation), *_all(office, Colleague)]:
        assert all(point.value.endswith(".example") for point in record.emails or ())
        for point in record.phones or ():
            assert phonenumbers.is_possible_number(phonenumbers.parse(point.value))
            assert FICTION.fullmatch(point.value), point.value
    for vehicle in _all(office, Vehicle):
        assert FICTION.fullmatch(vehicle.driver_phone.replace(" ", ""))
    orcids = [person.orcid for person in _all(office, Person) if person.orcid]
    assert orcids
    assert all(idutils.is_orcid(orcid) for orcid in orcids)


def test_all_engagements_keep_their_distance_from_today(office: Office) -> None:
    delegation, roadshow, investors = (
        next(each for each in _all(office, Engagement) if each.kind == kind)
        for kind in ("inbound_delegation", "roadshow", "investor_trip")
    )
    assert delegation.starts_on.isoweekday() == 1
    assert 6 <= (delegation.starts_on - TODAY).days <= 12
    assert (delegation.ends_on - delegation.starts_on).days == 3
    assert 30 <= (roadshow.starts_on - TODAY).days <= 40
    assert (roadshow.ends_on - roadshow.starts_on).days == 7
    assert 15 <= (TODAY - investors.ends_on).days <= 28
    assert investors.success


@pytest.mark.parametrize("ahead", range(0, 366, 13))
def test_the_visit_starts_on_a_monday_whatever_the_day(ahead: int) -> None:
    today = TODAY + timedelta(days=ahead)
    day = demonstration._first_day(today, 9, 1)
    assert day.isoweekday() == 1
    assert abs((day - today).days - 9) <= 3


def test_every_hour_lies_within_the_days_of_its_engagement(office: Office) -> None:
    engagements = {each.id: each for each in _all(office, Engagement)}
    for item in _all(office, AgendaItem):
        event = engagements[item.engagement]
        for moment, zone in ((item.starts_at, item.start_zone), (item.ends_at, item.end_zone)):
            assert event.starts_on <= moment.astimezone(ZoneInfo(zone)).date() <= event.ends_on
        assert item.starts_at < item.ends_at
    for leg in _all(office, Leg):  # night flights may leave the evening before, or land after
        event = engagements[leg.engagement]
        for moment, zone in (
            (leg.departs_at, leg.departure_zone),
            (leg.arrives_at, leg.arrival_zone),
        ):
            day = moment.astimezone(ZoneInfo(zone)).date()
            assert event.starts_on - timedelta(days=1) <= day <= event.ends_on + timedelta(days=1)
        assert timedelta(0) < leg.arrives_at - leg.departs_at < timedelta(hours=25)


def test_hours_are_those_of_the_wall_clock_on_both_sides_of_the_change(office: Office) -> None:
    arrival = next(leg for leg in _all(office, Leg) if leg.number == "ZZ 204")
    assert arrival.departs_at.date() == date(2026, 3, 30)
    assert arrival.departs_at.hour == 4  # 06:50 in Zurich, summer time since the day before
    before = demonstration._instant(
        "0 06:50", date(2026, 3, 28), date(2026, 3, 28), "Europe/Zurich"
    )
    assert before == (date(2026, 3, 28), datetime(2026, 3, 28, 5, 50, tzinfo=UTC))


def test_one_flight_lands_by_the_clock_before_it_leaves(office: Office) -> None:
    home = next(leg for leg in _all(office, Leg) if leg.destination == "HNL")
    leaves = home.departs_at.astimezone(ZoneInfo(home.departure_zone)).replace(tzinfo=None)
    lands = home.arrives_at.astimezone(ZoneInfo(home.arrival_zone)).replace(tzinfo=None)
    assert lands < leaves


def _busy(office: Office) -> Iterator[tuple[str, datetime, datetime, str]]:
    """Who or what is taken from when to when, and by what."""
    going, seats, sides = defaultdict(set), defaultdict(set), defaultdict(list)
    for attendance in _all(office, Attendance):
        going[attendance.item].add(attendance.person)
    for passage in _all(office, Passage):
        seats[passage.leg].add(passage.person)
    for participation in _all(office, Participation):
        sides[participation.engagement].append(participation)
    for item in _all(office, AgendaItem):
        if item.status in {"declined", "cancelled", "standby"}:
            continue
        taken = going[item.id] or {
            each.person for each in sides[item.engagement] if item.team in (None, each.team)
        }
        taken |= {what for what in (item.interpreter, item.vehicle) if what}
        if item.place:
            taken.add(f"{item.place} {item.room}")
        for what in taken:
            yield what, item.starts_at, item.ends_at, item.title
    for leg in _all(office, Leg):
        for person in seats[leg.id]:
            yield person, leg.departs_at, leg.arrives_at, leg.number


def test_nobody_and_nothing_is_booked_twice(office: Office) -> None:
    taken = defaultdict(list)
    for what, starts, ends, title in _busy(office):
        taken[what].append((starts, ends, title))
    clashes = [
        (earlier[2], later[2])
        for spans in taken.values()
        for earlier, later in zip(sorted(spans), sorted(spans)[1:], strict=False)
        if later[0] < earlier[1]
    ]
    assert clashes == []


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def test_whoever_has_flown_in_has_a_bed_or_a_flight_every_night(office: Office) -> None:
    legs, aboard = {leg.id: leg for leg in _all(office, Leg)}, defaultdict(list)
    for passage in _all(office, Passage):
        aboard[legs[passage.leg].engagement, passage.person].append(legs[passage.leg])
    stays = _all(office, Stay)
    nights = 0
    for (engagement, person), taken in aboard.items():
        taken.sort(key=lambda leg: leg.departs_at)
        first = _day(taken[0].arrives_at, taken[0].arrival_zone)
        last = _day(taken[-1].departs_at, taken[-1].departure_zone)
        beds = [stay for stay in stays if stay.engagement == engagement
                and stay.person in (None, person)]  # fmt: skip
        for night in (first + timedelta(days=n) for n in range((last - first).days)):
            nights += 1
            in_bed = any(stay.arrives_on <= night < stay.departs_on for stay in beds)
            in_the_air = any(
                _day(leg.departs_at, leg.departure_zone) == night
                and _day(leg.arrives_at, leg.arrival_zone) > night
                for leg in taken
            )
            assert in_bed or in_the_air, (person, night)
    assert nights > 50


def test_every_guest_of_a_trip_comes_and_goes(office: Office) -> None:
    legs, aboard = {leg.id: leg for leg in _all(office, Leg)}, defaultdict(list)
    for passage in _all(office, Passage):
        aboard[legs[passage.leg].engagement, passage.person].append(legs[passage.leg])
    for one in _all(office, Participation):
        if one.side == "guest" and one.rsvp == "accepted":
            assert len(aboard[one.engagement, one.person]) >= 2, one.plain()


def test_every_flight_flies_at_the_speed_of_an_aeroplane(office: Office) -> None:
    flights = [leg for leg in _all(office, Leg) if leg.kind == "flight"]
    assert len(flights) > 15
    for leg in flights:
        one, other = (identifiers.iata_airport(code) for code in (leg.origin, leg.destination))
        assert one.zone == leg.departure_zone
        assert other.zone == leg.arrival_zone
        hours = (leg.arrives_at - leg.departs_at) / timedelta(hours=1)
        stop = 3 if "One stop" in (leg.notes or "") else 0.5  # hours on the ground, at most
        slowest = _kilometres(one, other) / hours
        assert slowest < 950, leg.number
        assert _kilometres(one, other) / (hours - stop) > 500, (leg.number, slowest)


def _kilometres(one: Any, other: Any) -> float:
    """Along the great circle."""
    a, b, c, d = map(radians, (one.lat, other.lat, one.lon, other.lon))
    return 6371 * acos(min(1, sin(a) * sin(b) + cos(a) * cos(b) * cos(c - d)))


def test_every_engagement_has_all_that_a_visit_needs(office: Office) -> None:
    kinds = (AgendaItem, Participation, Leg, Stay, Vehicle, Expense, Gift, MeetingRequest)
    for engagement in _all(office, Engagement):
        for cls in kinds:
            mine = [one for one in _all(office, cls) if one.engagement == engagement.id]
            assert len(mine) >= 1, (engagement.title, cls.type_name())


@pytest.mark.parametrize("typed", ["José", "jose", "Łódź", "lodz", "王"])
def test_the_examples_of_a_search_find_somebody(office: Office, typed: str) -> None:
    with office.session() as session:
        assert search.find(session, typed)


def test_a_roadshow_is_not_planned_over_the_turn_of_the_year() -> None:
    for ahead in range(365):
        day = demonstration._first_day(TODAY + timedelta(days=ahead), 35, 3, past_new_year=True)
        assert day.isoweekday() == 3
        assert (1, 5) < (day.month, day.day) < (12, 16)


def test_whoever_attends_or_travels_takes_part(office: Office) -> None:
    parts = {(each.engagement, each.person) for each in _all(office, Participation)}
    assert len(parts) == len(_all(office, Participation))
    items = {item.id: item.engagement for item in _all(office, AgendaItem)}
    legs = {leg.id: leg.engagement for leg in _all(office, Leg)}
    going = {(items[each.item], each.person) for each in _all(office, Attendance)}
    travelling = {(legs[each.leg], each.person) for each in _all(office, Passage)}
    assert going <= parts
    assert travelling <= parts


def test_the_programme_of_the_visit_shows_every_status_and_two_teams(office: Office) -> None:
    visit = next(each for each in _all(office, Engagement) if each.kind == "inbound_delegation")
    items = [item for item in _all(office, AgendaItem) if item.engagement == visit.id]
    assert 25 <= len(items) <= 32
    assert {item.status for item in items} == set(ITEM_STATES.terms)
    assert {item.team for item in items} == {None, "A", "B"}
    assert {"signing", "press", "reception", "meal", "movement"} <= {item.kind for item in items}
    sides = [each.side for each in _all(office, Participation) if each.engagement == visit.id]
    assert (sides.count("guest"), sides.count("host")) == (14, 8)


def test_pictures_are_small_and_drawn_for_some_twenty_people(office: Office) -> None:
    photos = {person.photo for person in _all(office, Person) if person.photo}
    assert 18 <= len(photos) <= 30
    with office.session() as session:
        for photo in photos:
            content = blobs.content(session, photo)
            assert content is not None
            assert content.startswith(b"\x89PNG")
            assert len(content) < 10_000


def test_the_history_reads_as_if_colleagues_had_worked_on_it(office: Office) -> None:
    with office.session() as session:
        steps = history.steps(session, most=50)
    colleagues = {colleague.name for colleague in _all(office, Colleague)}
    assert [step.title for step in reversed(steps)][4:11] == [
        "Record the investor trip to Lisbon and Porto",
        "Plan the visit of the water and ocean delegation",
        "Invite 23 people",
        "Keep the answers to the invitations",
        "Give cars to From glacier to ocean: visit of the Helvetic Academy of Water and Climate",
        "Schedule Start-ups meet start-ups",
        "Seat Dinner at the residence",
    ]
    assert {step.author for step in steps} <= colleagues
    assert steps[-1].title == "Set up the office"


def _visit(office: Office) -> Dossier:
    with office.session() as session:
        found = session.scalars(select(Engagement).where(Engagement.kind == "inbound_delegation"))
        return dossiers.load(session, found.one())


def test_what_the_program_proposes_is_in_the_office_as_it_would_propose_it(office: Office) -> None:
    visit = _visit(office)
    assert cars.propose(visit).changes == ()
    (table,) = visit.seatings
    dinner = next(item for item in visit.items if item.id == table.item)
    assert seating.propose(visit, dinner, [table]).changes == ()
    (day,) = visit.meeting_days
    given = asked(visit, day)
    found = solve(given.problem)
    assert found.breaks == 0 and not found.left_out and not found.moved


def test_everybody_who_is_driven_seated_and_met_has_a_place(office: Office) -> None:
    visit = _visit(office)
    riding = Counter(one.vehicle for one in visit.participants if one.vehicle)
    assert sorted(riding.values()) == [3, 6, 11]
    (table,) = visit.seatings
    held = visit.seats[table.id]
    assert len(held) == len({seat.person for seat in held}) == 27
    assert sum(1 for seat in held if seat.behind) == 2
    met = [one for one in visit.requests if one.state == "scheduled"]
    assert len(met) == len({(one.slot, one.table_number) for one in met}) == 4


def test_whoever_was_invited_has_answered_after_it_or_waits(office: Office) -> None:
    asked_ = [one for one in _all(office, Participation) if one.invited_on]
    assert {one.rsvp for one in asked_} == {"accepted", "tentative", "invited"}
    for one in asked_:
        assert (one.answered_on is None) == (one.rsvp == "invited")
        assert one.answered_on is None or one.invited_on < one.answered_on <= TODAY


def test_the_same_day_gives_the_same_office(office: Office, tmp_path: Path) -> None:
    again = demonstration.make(tmp_path / "again.sciattache", today=TODAY)
    try:
        assert _plain(again) == _plain(office)
        assert _seats(again) == _seats(office)
    finally:
        again.close()


def _seats(office: Office) -> list[dict[str, Any]]:
    """The seats without their ids, which are random."""
    return [record.plain() | {"id": ""} for record in _all(office, Seat)]


def test_the_winter_has_its_office_too(tmp_path: Path) -> None:
    made = demonstration.make(tmp_path / "winter.sciattache", today=date(2027, 12, 28))
    try:
        assert problems(made) == []
        test_every_hour_lies_within_the_days_of_its_engagement(made)
        test_nobody_and_nothing_is_booked_twice(made)
    finally:
        made.close()


def test_an_office_that_exists_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.sciattache"
    path.write_text("mine")
    with pytest.raises(KnownError, match="exists already"):
        demonstration.make(path, today=TODAY)
    assert path.read_text() == "mine"
