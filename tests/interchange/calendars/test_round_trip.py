"""What is written comes back unchanged, and other readers see the same hours."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciattache.interchange.calendars.blocks import nest
from sciattache.interchange.calendars.content import lines
from sciattache.interchange.calendars.event import STATUSES, Attendee, Event, Organiser
from sciattache.interchange.calendars.read import read
from sciattache.interchange.calendars.rules import Rules
from sciattache.interchange.calendars.write import write

STAMP = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ZONES = (
    "UTC",
    "Europe/Paris",
    "Asia/Tokyo",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
)
characters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
words = st.text(characters, max_size=30).map(str.strip)
titles = words.filter(bool)
prose = st.text(st.one_of(characters, st.just("\n")), max_size=200).filter(
    lambda text: text.strip() != "" or text == ""
)
emails = st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}@[a-z]{1,8}\.org", fullmatch=True)
instants = st.integers(0, 110 * 365 * 86_400).map(
    lambda seconds: datetime(1975, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
lengths = st.timedeltas(timedelta(), timedelta(days=9)).map(
    lambda length: timedelta(seconds=int(length.total_seconds()))
)


@st.composite
def spans(draw: st.DrawFn) -> dict[str, object]:
    """A start and an end of any of the three kinds."""
    start, length = draw(instants), draw(lengths)
    kind = draw(st.sampled_from(["zoned", "floating", "days"]))
    in_series = draw(st.booleans())
    if kind == "days":
        return {
            "start": start.date(),
            "end": start.date() + timedelta(days=1 + length.days),
            "recurrence_id": "20260301" if in_series else None,
        }
    if kind == "floating":
        start = start.replace(tzinfo=None)
        told = "20260301T090000" if in_series else None
        return {"start": start, "end": start + length, "recurrence_id": told}
    return {
        "recurrence_id": "20260301T090000Z" if in_series else None,
        "start": start,
        "end": start + length,
        "start_zone": draw(st.sampled_from(ZONES)),
        "end_zone": draw(st.sampled_from(ZONES)),
    }


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event that an office could write."""
    people = st.builds(
        Attendee,
        name=titles,
        email=st.one_of(st.just(""), emails),
        role=st.sampled_from(["chair", "required", "optional", "informed"]),
        participation_status=st.sampled_from(["needs-action", "accepted", "declined"]),
    )
    degrees = st.integers(-89_999_999, 89_999_999).map(lambda number: number / 1_000_000)
    extra = st.tuples(st.from_regex(r"X-[A-Z]{1,9}(-[A-Z]{1,9})?", fullmatch=True), titles)
    return Event(
        uid=draw(st.uuids()).hex,
        title=draw(words),
        description=draw(prose),
        location=draw(words),
        geo=draw(st.none() | st.tuples(degrees, degrees).filter(any)),
        url=draw(st.sampled_from(["", "https://example.org/a,b;c?d=e:f"])),
        categories=tuple(draw(st.lists(titles, max_size=3, unique=True))),
        status=draw(st.sampled_from(STATUSES)),
        organiser=draw(st.none() | st.builds(Organiser, name=titles, email=emails)),
        attendees=tuple(draw(st.lists(people, max_size=3, unique=True))),
        transparency=draw(st.sampled_from(["opaque", "transparent"])),
        sequence=draw(st.integers(0, 99)),
        created=draw(st.none() | instants),
        modified=draw(st.none() | instants),
        alarms=tuple(draw(st.lists(lengths.map(lambda x: -x), max_size=2, unique=True))),
        extra=tuple(
            sorted(
                draw(st.lists(extra.filter(lambda x: x[0] != "X-ALT-DESC"), max_size=3)),
                key=lambda pair: pair[0],
            )
        ),
        **draw(spans()),
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(events(), max_size=3, unique_by=lambda event: event.uid))
def test_what_is_written_comes_back_unchanged(listed: list[Event]) -> None:
    data = write(listed, name="Programme", stamp=STAMP)
    assert [event for _, event in read(data).events] == listed
    assert not [told for told in read(data).problems if listed]
    assert write(listed, name="Programme", stamp=STAMP) == data


@settings(max_examples=25, deadline=None)
@given(instants, st.sampled_from(ZONES[1:]))
def test_the_written_zone_runs_as_the_real_one(at: datetime, zone: str) -> None:
    event = Event(uid="1", title="", start=at, end=at, start_zone=zone, end_zone=zone)
    root, _ = nest(lines(write([event], name="", stamp=STAMP))[0])
    block = next(b for b in root.walk() if b.name == "VTIMEZONE")
    real = ZoneInfo(zone)
    for hours in range(-24 * 300, 24 * 300, 101):
        instant = at + timedelta(hours=hours)
        assert Rules(block).to_wall(instant) == instant.astimezone(real).replace(tzinfo=None)


def test_another_reader_sees_both_zones_of_a_flight() -> None:
    flight = Event(
        uid="AF276",
        title="Paris – Tokyo",
        start=datetime(2026, 3, 28, 12, 35, tzinfo=UTC),
        end=datetime(2026, 3, 29, 0, 55, tzinfo=UTC),
        start_zone="Europe/Paris",
        end_zone="Asia/Tokyo",
    )
    calendar = icalendar.Calendar.from_ical(write([flight], name="Mission", stamp=STAMP))
    (event,) = calendar.events
    assert event.start == datetime(2026, 3, 28, 13, 35, tzinfo=ZoneInfo("Europe/Paris"))
    assert event.end == datetime(2026, 3, 29, 9, 55, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert {str(zone["TZID"]) for zone in calendar.timezones} == {"Europe/Paris", "Asia/Tokyo"}


def test_the_hour_that_happens_twice_keeps_its_instant_and_its_zone() -> None:
    second_half_past_two = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    event = Event(
        uid="1",
        title="Night call",
        start=second_half_past_two,
        end=second_half_past_two,
        start_zone="Europe/Paris",
        end_zone="Europe/Paris",
    )
    assert read(write([event], name="", stamp=STAMP)).events == ((1, event),)


def test_an_event_without_uid_gets_the_same_one_each_time() -> None:
    day = Event(uid="", title="Open day", start=date(2026, 5, 1), end=date(2026, 5, 2))
    first, second = (write([day], name=name, stamp=STAMP) for name in ("A", "B"))
    assert read(first).events[0][1].uid == read(second).events[0][1].uid != ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": date(2026, 5, 2), "end": date(2026, 5, 1)},
        {"start": date(2026, 5, 2), "end": datetime(2026, 5, 3, tzinfo=UTC), "end_zone": "UTC"},
        {"start": datetime(2026, 5, 2, tzinfo=UTC), "end": datetime(2026, 5, 3, tzinfo=UTC)},
    ],
)
def test_an_event_that_makes_no_sense_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"start|zone"):
        Event(uid="", title="", **wrong)
