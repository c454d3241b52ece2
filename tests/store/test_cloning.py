"""A copy of an engagement: its days and hours, what comes along, and what is left behind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.gift import Gift
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.seat import Seat
from sciattache.domain.programmes.seating import Seating
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.domain.programmes.vehicle import Vehicle
from sciattache.errors import KnownError
from sciattache.services import cloning as services
from sciattache.services import deadlines
from sciattache.store import cloning, undo
from sciattache.store.office import Office, create, problems

LISBON, TOKYO = "Europe/Lisbon", "Asia/Tokyo"


def at(text: str, zone: str = LISBON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.fixture
def office(tmp_path: Path) -> Any:
    made = create(tmp_path / "o.sciattache")
    with made.step("Plan") as session:
        session.add_all([
            Engagement(id="visit", title="Visit", kind="inbound_delegation", state="completed",
                       reference="R-1", starts_on=date(2026, 3, 23), ends_on=date(2026, 3, 26)),
            Stop(id="lisbon", engagement="visit", city="Lisbon", zone=LISBON,
                 starts_on=date(2026, 3, 23), ends_on=date(2026, 3, 26)),
            Vehicle(id="car", engagement="visit", name="Car 1", plate="AA-00-BB", seats=3),
            Person(id="ana", given_name="Ana"),
            Participation(id="part", engagement="visit", person="ana", side="guest", role="head",
                          precedence=1, rsvp="accepted", invited_on=date(2026, 1, 1),
                          answered_on=date(2026, 1, 9), passport_number="X1", visa="granted",
                          passport_expires_on=date(2027, 1, 1), vehicle="car", diet=("halal",),
                          medical="Insulin", in_post_since=date(2020, 5, 1)),
            AgendaItem(id="talk", engagement="visit", title="Talk", status="confirmed",
                       starts_at=at("2026-03-23T09:00"), ends_at=at("2026-03-23T10:00"),
                       stop="lisbon", vehicle="car", calendar_uid="u1", interpreter="ana"),
            AgendaItem(id="fair", engagement="visit", title="Fair", first_day=date(2026, 3, 24),
                       last_day=date(2026, 3, 25)),
            Attendance(id="there", item="talk", person="ana", role="speaker", status="accepted"),
            Leg(id="flight", engagement="visit", kind="flight", carrier="XX", number="55",
                origin="HND", destination="LIS", state="ticketed", reference="PNR",
                departs_at=at("2026-03-22T23:30", TOKYO), departure_zone=TOKYO,
                arrives_at=at("2026-03-23T10:10"), arrival_zone=LISBON),
            Stay(id="stay", engagement="visit", hotel="Hotel", person="ana", state="booked",
                 reference="H1", room="101", room_kind="single", arrives_on=date(2026, 3, 23),
                 departs_on=date(2026, 3, 26)),
            Stay(id="all", engagement="visit", hotel="Hotel", arrives_on=date(2026, 3, 23)),
            Seating(id="table", item="talk", name="Table", shape="round", places=4, host="ana"),
            Seat(id="seat", seating="table", number=1, person="ana"),
            FollowUp(id="before", task="Invite", engagement="visit", due_days=-30, state="done",
                     done_on=date(2026, 2, 20), person="ana"),
            FollowUp(id="fixed", task="Report", engagement="visit", due_on=date(2026, 4, 10)),
        ])  # fmt: skip
    yield made
    made.close()


def copy(office: Office, starts: date | None, **more: Any) -> Engagement:
    with office.step("Copy") as session:
        visit = session.query(Engagement).filter_by(id="visit").one()
        return cloning.clone(session, visit, starts, **more)


def new(office: Office, cls: Any, made: Engagement, **values: Any) -> Any:
    with office.session() as session:
        found = session.query(cls).filter_by(engagement=made.id, **values).all()
        assert len(found) == 1, found
        return found[0]


def count(office: Office, cls: Any) -> int:
    with office.session() as session:
        return int(session.query(cls).count())


def test_days_move_together_and_the_copy_begins_as_planned_anew(office: Office) -> None:
    made = copy(office, date(2026, 10, 5), title="Again")
    assert (made.title, made.starts_on, made.ends_on) == (
        "Again", date(2026, 10, 5), date(2026, 10, 8),
    )  # fmt: skip
    assert made.state == "planned" and made.reference is None
    stop, fair = new(office, Stop, made), new(office, AgendaItem, made, title="Fair")
    assert (stop.starts_on, stop.ends_on) == (date(2026, 10, 5), date(2026, 10, 8))
    assert (fair.first_day, fair.last_day) == (date(2026, 10, 6), date(2026, 10, 7))
    assert problems(office) == []


def test_hours_stay_those_of_the_wall_across_the_change_of_clocks(office: Office) -> None:
    made = copy(office, date(2026, 3, 30))  # Lisbon: summer time from the 29th
    talk = new(office, AgendaItem, made, title="Talk")
    assert talk.starts_at == at("2026-03-30T09:00") == datetime(2026, 3, 30, 8, tzinfo=UTC)
    flight = new(office, Leg, made)
    assert flight.departs_at == at("2026-03-29T23:30", TOKYO)
    assert flight.arrives_at == at("2026-03-30T10:10", LISBON)


def test_statuses_bookings_answers_and_passports_never_come_along(office: Office) -> None:
    made = copy(office, date(2026, 10, 5))
    part, stay, leg = new(office, Participation, made), None, new(office, Leg, made)
    with office.session() as session:
        stay = session.query(Stay).filter_by(engagement=made.id, person="ana").one()
        (there,) = session.query(Attendance).filter(Attendance.id != "there")
    talk = new(office, AgendaItem, made, title="Talk")
    assert (part.rsvp, part.invited_on, part.answered_on) == ("not_invited", None, None)
    assert (part.passport_number, part.passport_expires_on, part.visa) == (None, None, None)
    assert part.medical is None and part.diet == ("halal",) and part.precedence == 1
    assert part.in_post_since == date(2020, 5, 1)
    assert (stay.state, stay.reference, stay.room, stay.room_kind) == (
        "wanted", None, None, "single",
    )  # fmt: skip
    assert (leg.state, leg.number, leg.reference, leg.origin) == ("wanted", None, None, "HND")
    assert (talk.status, talk.calendar_uid) == ("proposed", None)
    assert (there.role, there.status) == ("speaker", None)
    assert new(office, Vehicle, made).plate is None


def test_a_copy_refers_to_its_own_stops_cars_and_tables(office: Office) -> None:
    made = copy(office, date(2026, 10, 5))
    talk = new(office, AgendaItem, made, title="Talk")
    assert talk.stop == new(office, Stop, made).id
    assert talk.vehicle == new(office, Participation, made).vehicle == new(office, Vehicle, made).id
    with office.session() as session:
        table = session.query(Seating).filter_by(item=talk.id).one()
        assert session.query(Seat).filter_by(seating=table.id).one().person == "ana"


def test_an_item_takes_its_cues_and_its_brief_along_but_no_gift(office: Office) -> None:
    with office.step("Rehearse") as session:
        session.add_all([
            Gift(id="pens", engagement="visit", label="Pens"),
            Cue(id="hand", item="talk", minutes=5, cue="Hand over", gift="pens",
                interpreter="ana"),
            BriefParagraph(id="known", item="talk", text="What is known", position=1),
        ])  # fmt: skip
    made = copy(office, date(2026, 10, 5), without=("participants",))
    talk = new(office, AgendaItem, made, title="Talk")
    with office.session() as session:
        cue = session.query(Cue).filter_by(item=talk.id).one()
        assert (cue.cue, cue.minutes, cue.gift, cue.interpreter) == ("Hand over", 5, None, None)
        assert session.query(BriefParagraph).filter_by(item=talk.id).one().text == "What is known"
        cues = session.query(Cue).count()
    copy(office, date(2026, 10, 5), without=("items",))
    assert count(office, Cue) == cues
    assert problems(office) == []


def test_tasks_are_open_again_counted_or_moved(office: Office) -> None:
    made = copy(office, date(2026, 10, 5))
    with office.session() as session:
        tasks = session.query(FollowUp).filter_by(engagement=made.id).all()
    listed = deadlines.listed(tasks, made)
    assert [(one.mark, one.on, one.task.state) for one in listed] == [
        ("D-30", date(2026, 9, 5), "open"), ("D+18", date(2026, 10, 23), "open"),
    ]  # fmt: skip
    assert tasks[0].done_on is None


def test_a_template_takes_nobody_along_and_keeps_its_days_to_count_from(office: Office) -> None:
    made = copy(office, None, template=True, title="Delegation, three days")
    assert made.template is True and made.starts_on == date(2026, 3, 23)
    assert count(office, Participation) == 1 and count(office, Attendance) == 1
    with office.session() as session:
        assert [one.person for one in session.query(Stay).filter_by(engagement=made.id)] == [None]
        assert not session.query(FollowUp).filter_by(engagement=made.id, person="ana").count()
    talk = new(office, AgendaItem, made, title="Talk")
    assert talk.interpreter is None
    with office.step("Copy") as session:
        template = session.query(Engagement).filter_by(id=made.id).one()
        used = cloning.clone(session, template, date(2027, 1, 11))
    assert used.template is None and used.ends_on == date(2027, 1, 14)
    assert new(office, AgendaItem, used, title="Talk").starts_at == at("2027-01-11T09:00")


def test_parts_are_left_out_with_what_hangs_on_them(office: Office) -> None:
    made = copy(office, date(2026, 10, 5), without=("items", "legs", "tasks", "vehicles"))
    assert count(office, AgendaItem) == 2 and count(office, Leg) == 1
    assert count(office, Seat) == 1 and count(office, Attendance) == 1
    assert new(office, Participation, made).vehicle is None
    assert problems(office) == []


def test_a_part_that_is_none_is_refused(office: Office) -> None:
    with pytest.raises(KnownError, match="nothing that can be left out"):
        copy(office, date(2026, 10, 5), without=("weather",))


def test_a_copy_is_one_step_and_undo_takes_it_back_whole(office: Office) -> None:
    copy(office, date(2026, 10, 5))
    with office.session() as session:
        undo.undo(session)
    assert count(office, Engagement) == 1 and count(office, AgendaItem) == 2


def test_a_programme_without_a_first_day_counts_from_its_first_item(office: Office) -> None:
    with office.step("Forget the days") as session:
        visit = session.query(Engagement).filter_by(id="visit").one()
        visit.starts_on = visit.ends_on = None
        stop = session.query(Stop).filter_by(id="lisbon").one()
        stop.starts_on = stop.ends_on = None
    made = copy(office, date(2026, 10, 5))  # the first line is the flight of the 22nd
    assert new(office, AgendaItem, made, title="Talk").starts_at == at("2026-10-06T09:00")


def test_every_type_that_is_copied_says_which_of_its_fields_are_left() -> None:
    for cls, names in services.LEFT.items():
        assert names <= {field.name for field in cls.fields()}
    assert {cls for part in services.PARTS.values() for cls in part} <= set(services.LEFT)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)), st.integers(-400, 400),
    st.sampled_from([LISBON, TOKYO, "America/New_York", "Australia/Lord_Howe", "UTC"]),
)  # fmt: skip
def test_the_wall_shows_the_same_hour_wherever_it_shows_it(
    wall: datetime, days: int, name: str
) -> None:
    zone = ZoneInfo(name)
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    moved = services.shifted(moment, timedelta(days=days), zone).astimezone(zone)
    wished = moment.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    exists = wished.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if exists == wished:
        assert moved.replace(tzinfo=None) == wished
    else:  # left out by the clocks on that day
        assert abs(moved.replace(tzinfo=None) - wished) <= timedelta(hours=1)
