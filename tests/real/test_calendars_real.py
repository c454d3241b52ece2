"""Calendar files that other programs wrote are read as two independent readers agree."""

import json
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from sciattache.errors import KnownError
from sciattache.interchange.calendars.read import read

# Where the readers behind the expectations agree and we differ, and why.
STARTS = {
    "ical4j__Christian32Holidays.ics": "an occurrence that is moved does not also stay",
    "ical4j__lotr-updated.ics": "a series that ends before it starts never happens",
    "ical4j__lotr.ics": "a series that ends before it starts never happens",
    "node-ical__Office-2012-owa.ics": "Outlook's zone names are understood",
    "node-ical__music-school-weekly-until.ics": "a zone named by its offset is understood",
    "node-ical__duplicate-rrule-sequence.ics": "an older version of an event is left out",
}
OCCURRENCES = {
    "Icalendar__ProjectCalendar.ics": "a day is a day even where the file adds a zone",
    "ical.net__TimeZone3.ics": "a day is a day even where the file adds a zone",
    "node-ical__yearly-recurring-unicode.ics": "a day is a day even where the file adds a zone",
    "node-ical__music-school-weekly-until.ics": "a zone named by its offset is understood",
}


@pytest.fixture(scope="module")
def expected(real_data: Path) -> dict[str, dict[str, Any]]:
    files = json.loads((real_data / "expected.json").read_text())["files"]
    return {
        name: told
        for name, told in files.items()
        if name.startswith(("ics/", "ics_travel/")) and not name.endswith(".json")
    }


def shown(at: date | datetime) -> str:
    if isinstance(at, datetime) and at.tzinfo is None:
        return f"{at.isoformat()} (floating)"
    return at.isoformat().replace("+00:00", "Z")


def test_no_file_crashes_or_takes_long(real_data: Path) -> None:
    paths = [*(real_data / "ics").iterdir(), *(real_data / "ics_travel").glob("*.ics")]
    assert len(paths) > 250
    refused = []
    for path in paths:
        began = time.perf_counter()
        try:
            read(path)
        except KnownError:
            refused.append(path.name)
        assert time.perf_counter() - began < 5, path.name
    assert sorted(refused) == [
        "icalendar__fuzz_testcase_0_char_in_component_name.ics",
        "icalendar__fuzz_testcase_invalid_month.ics",
        "libical__issue339.ics",
    ]


def test_starts_are_those_that_two_readers_agree_on(
    real_data: Path, expected: dict[str, dict[str, Any]]
) -> None:
    differing = set()
    for name, told in expected.items():
        if told.get("start_agreement") != "full" or not told["events"]:
            continue
        ours = {(e.uid, shown(e.start)) for _, e in read(real_data / name).events}
        theirs = {((e["uid"] or "").strip(), e["start"]) for e in told["events"] if e.get("start")}
        if not theirs <= ours:
            differing.add(Path(name).name)
    assert differing == set(STARTS)


def test_occurrences_are_those_that_two_readers_agree_on(
    real_data: Path, expected: dict[str, dict[str, Any]]
) -> None:
    differing = set()
    for name, told in expected.items():
        if told.get("occurrence_agreement") is not True:
            continue
        first, last = map(date.fromisoformat, told["occurrence_window"])
        events = [event for _, event in read(real_data / name, window=(first, last)).events]
        ours = sorted(shown(e.start) for e in events if shown(e.start)[:10] <= last.isoformat())
        theirs = sorted(start for start, _, _ in told["occurrences_first40"])
        if len(ours) != told["n_occurrences"] or ours[: len(theirs)] != theirs:
            differing.add(Path(name).name)
    assert differing == set(OCCURRENCES)


def test_a_flight_keeps_both_zones_and_its_reservation(real_data: Path) -> None:
    path = real_data / "ics_travel" / "kitinerary__calendarhandlerdata__flight.ics"
    ((_, flight),) = read(path).events
    assert (flight.start_zone, flight.end_zone) == ("Europe/Helsinki", "Europe/Berlin")
    (reservation,) = json.loads(dict(flight.extra)["X-KDE-KITINERARY-RESERVATION"])
    assert reservation["reservationFor"]["departureAirport"]["iataCode"] == "HEL"
