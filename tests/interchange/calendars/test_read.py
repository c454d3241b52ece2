"""Events come out of sound, odd and broken calendar files."""

import time
from datetime import UTC, date, datetime

import pytest

from sciattache.errors import KnownError
from sciattache.interchange.calendars.read import Reading, read

OUTLOOK_RULES = """BEGIN:VTIMEZONE
TZID:Customized Time Zone 1
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*lines: str, before: str = "") -> bytes:
    body = "\n".join(["BEGIN:VEVENT", "UID:1", "SUMMARY:Visit", *lines, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{before}{body}\nEND:VCALENDAR\n".encode()


def starts(reading: Reading) -> list[date | datetime]:
    return [event.start for _, event in reading.events]


@pytest.mark.parametrize(
    ("told", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("/mozilla.org/20070129_1/Europe/Berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome"', "Europe/Amsterdam"),
        ("Customized Time Zone 1", "Europe/Paris"),
    ],
)
def test_a_zone_is_found_by_its_name_or_its_rules(told: str, zone: str) -> None:
    data = calendar(f"DTSTART;TZID={told}:20260701T090000", before=OUTLOOK_RULES)
    ((_, event),) = read(data).events
    assert event.start == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert event.start_zone == event.end_zone == zone


def test_an_unknown_zone_leaves_the_time_floating_and_says_so() -> None:
    reading = read(calendar("DTSTART;TZID=Atlantis:20260701T090000"))
    assert reading.events[0][1].floating
    assert "Atlantis" in reading.problems[0][1]


def test_floating_times_take_the_zone_that_the_caller_gives() -> None:
    data = calendar("DTSTART:20260701T090000", "DURATION:PT90M")
    assert read(data).events[0][1].floating
    event = read(data, default_zone="Asia/Tokyo").events[0][1]
    assert (event.start, event.start_zone) == (datetime(2026, 7, 1, tzinfo=UTC), "Asia/Tokyo")
    assert event.end == datetime(2026, 7, 1, 1, 30, tzinfo=UTC)


def test_a_weekly_meeting_keeps_its_wall_clock_when_summer_time_ends() -> None:
    data = calendar(
        "DTSTART;TZID=Europe/Paris:20261019T090000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE:20261102T080000Z",
    )
    assert starts(read(data)) == [
        datetime(2026, 10, 19, 7, tzinfo=UTC),
        datetime(2026, 10, 26, 8, tzinfo=UTC),
        datetime(2026, 11, 9, 8, tzinfo=UTC),
    ]


def test_a_changed_occurrence_replaces_its_own_only() -> None:
    change = """BEGIN:VEVENT
UID:1
RECURRENCE-ID:20260302T090000Z
SUMMARY:Moved
DTSTART:20260303T100000Z
END:VEVENT
"""
    data = calendar("DTSTART:20260301T090000Z", "RRULE:FREQ=DAILY;COUNT=3", before=change)
    told = {event.recurrence_id: event.title for _, event in read(data).events}
    assert told == {
        "20260301T090000Z": "Visit",
        "20260302T090000Z": "Moved",
        "20260303T090000Z": "Visit",
    }


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=SOMETIMES",
        "FREQ=WEEKLY;UNTL=20191023",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=3",
        "RSCALE=ETHIOPIC;FREQ=MONTHLY;BYMONTH=13",
    ],
)
def test_an_event_with_a_rule_that_means_nothing_goes_in_once(rule: str) -> None:
    reading = read(calendar("DTSTART:20260301T090000Z", f"RRULE:{rule}"))
    assert len(reading.events) == 1
    assert "rule" in reading.problems[0][1]


def test_a_rule_that_never_comes_true_again_gives_its_start_in_time() -> None:
    data = calendar("DTSTART:20260301T090000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    assert len(read(data).events) == 1


def test_an_endless_series_is_cut_and_says_so() -> None:
    reading = read(calendar("DTSTART:20260301T090000Z", "RRULE:FREQ=SECONDLY"), most=50)
    assert len(reading.events) == 50
    assert "50" in reading.problems[0][1]
    day = (date(2026, 3, 5), date(2026, 3, 8))
    daily = read(calendar("DTSTART;VALUE=DATE:20260301", "RRULE:FREQ=DAILY"), window=day)
    assert starts(daily) == [date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 7)]


def test_the_rules_of_vcalendar_1_are_understood() -> None:
    reading = read(calendar("DTSTART:20260302T090000Z", "RRULE:MP1 1+ MO #3"))
    assert [at.day for at in starts(reading)] == [2, 6, 4]


def test_what_is_no_event_is_told_and_the_rest_goes_in() -> None:
    task = "BEGIN:VTODO\nUID:2\nSUMMARY:Book rooms\nEND:VTODO\nBEGIN:VEVENT\nUID:3\nEND:VEVENT\n"
    reading = read(calendar("DTSTART:20260301T090000Z", before=task))
    assert [position for position, _ in reading.events] == [3]
    assert reading.refused == (
        (1, "It is a task, not an event."),
        (2, "It has no start (DTSTART)."),
    )


def test_a_file_cut_off_in_the_middle_gives_what_it_has() -> None:
    data = calendar("DTSTART:20260301T090000Z", "DTEND:20260301T100000Z")
    reading = read(data[: data.index(b"END:VEVENT")])
    assert len(reading.events) == 1
    assert any("not closed" in sentence for _, sentence in reading.problems)


def test_an_event_outside_of_any_calendar_is_read() -> None:
    assert len(read(b"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260301\nEND:VEVENT\n").events) == 1


@pytest.mark.parametrize(
    ("lines", "description"),
    [
        (["DESCRIPTION:Bring", "  your badge"], "Bring your badge"),
        (["DESCRIPTION:Bring", "your badge"], "Bring\nyour badge"),
        (["DESCRIPTION;ENCODING=QUOTED-PRINTABLE:L=C3=B6=", "=C3=BC"], "Löü"),
        (["DESCRIPTION:Caf=C3=A9=0D=0AParis"], "Café\nParis"),
        (["DESCRIPTION", " :Folded at once"], "Folded at once"),
        (["DESCRIPTION:Plain", "X-ALT-DESC;FMTTYPE=text/html:<p>Plain</p>"], "Plain"),
    ],
)
def test_text_survives_its_folding(lines: list[str], description: str) -> None:
    event = read(calendar("DTSTART:20260301T090000Z", *lines)).events[0][1]
    assert event.description == description
    assert event.extra == ()


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(codec: str) -> None:
    text = calendar("DTSTART:20260301T090000Z", "LOCATION:Université, façade près du château")
    event = read(text.decode().encode(codec)).events[0][1]
    assert event.location == "Université, façade près du château"


def test_an_end_before_the_start_is_told_and_not_believed() -> None:
    reading = read(calendar("DTSTART:20260301T090000Z", "DTEND:20260228T090000Z"))
    assert reading.events[0][1].end == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert "ends before it starts" in reading.problems[0][1]


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"BEGIN:VCARD\nFN:A\nEND:VCARD\n", b"name,date"])
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(KnownError, match="not a calendar"):
        read(data)


def test_a_file_of_very_many_calendars_is_read() -> None:
    """In a time that grows with the file: each calendar sees the zones of all, gathered once."""
    many = 20_000
    began = time.process_time()
    reading = read(
        b"".join([b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"] * many) + calendar("DTSTART:20260101")
    )
    assert len(reading.events) == 1
    assert time.process_time() - began < 10
