"""The demonstration office: whole, findable, without a clash, and the same for the same day."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
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
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.domain.records import Record
from sciattache.domain.vocabularies import ITEM_STATES
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError
from sciattache.store import blobs, history, search
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
    return {record.id: record.plain() for cls in TYPES for record in _all(office, cls)}


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
    assert len(steps) == 8
    assert {step.author for step in steps} <= colleagues
    assert steps[-1].title == "Set up the office"


def test_the_same_day_gives_the_same_office(office: Office, tmp_path: Path) -> None:
    again = demonstration.make(tmp_path / "again.sciattache", today=TODAY)
    try:
        assert _plain(again) == _plain(office)
    finally:
        again.close()


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
