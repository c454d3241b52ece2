"""The calendar and the cards that an audience gets, read back by our own readers."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.issue import Issue
from sciattache.errors import KnownError
from sciattache.interchange.cards.read import read as read_cards
from sciattache.papers.outbox.calendar import calendar
from sciattache.papers.outbox.contacts import contacts
from sciattache.papers.reader import Reader, reader_named

STAMP = datetime(2026, 10, 1, 12, tzinfo=UTC)
_WORD = re.compile(r"q\d{4}z")
GONE = ("declined", "cancelled", "standby")


def read(content: bytes) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(content)


def events(content: bytes) -> dict[str, icalendar.Event]:
    return {
        str(event["UID"]).removeprefix("urn:uuid:"): event for event in read(content).walk("VEVENT")
    }


def planted_words(content: bytes) -> set[str]:
    return set(_WORD.findall(content.decode().replace("\r\n ", "")))


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_guest_finds_only_what_guests_may_read(planted, language: str) -> None:
    made = calendar(planted.dossier(), Reader("guest", language), stamp=STAMP)
    fields = {planted.words[word][0] for word in planted_words(made)}
    assert {"title", "description"} <= {field.name for field in fields}
    assert {field.audience for field in fields} <= {"guest", "press"}
    assert not {planted.ids[status] for status in GONE} & set(events(made))


def test_the_office_finds_what_is_off_too_and_that_it_is(planted) -> None:
    made = events(calendar(planted.dossier(), Reader("full", "en"), stamp=STAMP))
    assert made[planted.ids["cancelled"]]["STATUS"] == "CANCELLED"
    assert made[planted.ids["confirmed"]]["STATUS"] == "CONFIRMED"
    assert made[planted.ids["asked"]]["STATUS"] == "TENTATIVE"


def test_a_participant_finds_what_is_for_them(planted) -> None:
    dossier, reader = planted.dossier(), Reader("guest", "en")
    own = events(calendar(dossier, reader, stamp=STAMP, person=planted.ids["guest"]))
    other = events(calendar(dossier, reader, stamp=STAMP, person=planted.ids["mate"]))
    assert planted.ids["confirmed"] in own
    assert planted.ids["confirmed"] not in other
    assert planted.ids["night of guest"] in own
    assert planted.ids["night of guest"] not in other
    with pytest.raises(KnownError, match="take part"):
        calendar(dossier, reader, stamp=STAMP, person=planted.ids["contact"])


def test_hours_hang_on_the_clocks_of_their_ends_which_come_with_the_file(planted) -> None:
    made = calendar(planted.dossier(), Reader("guest", "en"), stamp=STAMP)
    flight = events(made)[planted.ids["flight"]]
    assert flight["DTSTART"].params["TZID"] == "Europe/Zurich"
    assert flight["DTEND"].params["TZID"] == "Europe/Lisbon"
    assert flight["DTSTART"].dt.astimezone(UTC) == datetime(2026, 10, 24, 5, tzinfo=UTC)
    zones = {str(zone["TZID"]) for zone in read(made).walk("VTIMEZONE")}
    assert zones == {"Europe/Zurich", "Europe/Lisbon"}


def test_an_event_keeps_its_identity_and_counts_versions(planted) -> None:
    plan = planted.dossier()
    issued = [replace(plan, issue=Issue(version=n, issued_at=STAMP)) for n in (1, 2)]
    first, second = (events(calendar(one, Reader("guest", "en"), stamp=STAMP)) for one in issued)
    assert set(first) == set(second)
    assert {int(event["SEQUENCE"]) for event in first.values()} == {1}
    assert {int(event["SEQUENCE"]) for event in second.values()} == {2}
    assert {event["DTSTAMP"].dt for event in first.values()} == {STAMP}
    assert str(read(calendar(plan, Reader("guest", "en"), stamp=STAMP))["METHOD"]) == "PUBLISH"


def test_nights_and_whole_days_are_days_that_end_the_day_after(planted) -> None:
    plan = planted.dossier()
    fair = AgendaItem(id="fair", kind="other", title="Fair", status="confirmed", all_day=True,
                      first_day=date(2026, 10, 25), last_day=date(2026, 10, 26))  # fmt: skip
    made = events(calendar(replace(plan, items=[fair]), Reader("guest", "en"), stamp=STAMP))
    assert made["fair"]["DTSTART"].dt == date(2026, 10, 25)
    assert made["fair"]["DTEND"].dt == date(2026, 10, 27)
    night = made[planted.ids["night of guest"]]
    assert night["DTEND"].dt - night["DTSTART"].dt == timedelta(days=2)
    assert night["TRANSP"] == "TRANSPARENT"


def test_the_calendar_carries_its_marking(planted) -> None:
    plan = planted.dossier()
    made = calendar(plan, Reader("guest", "en"), stamp=STAMP)
    assert plan.marking in str(read(made)["X-WR-CALNAME"])
    assert all(plan.marking in str(event["DESCRIPTION"]) for event in events(made).values())


def test_cards_hold_what_an_audience_may_know(planted) -> None:
    plan = planted.dossier()
    for audience in ("guest", "full"):
        content, count = contacts(plan, Reader(audience, "en"))
        fields = {planted.words[word][0] for word in planted_words(content)}
        names = {field.name for field in fields}
        assert count == len(read_cards(content).cards)
        assert {"family_name", "emails"} <= names
        assert ("phones" in names) is ("notes" in names) is (audience == "full")
        if audience == "guest":
            assert {field.audience for field in fields} <= {"guest", "press"}
        assert planted.ids["absent"] not in content.decode()


def test_an_audience_that_nobody_knows_is_refused_in_a_sentence() -> None:
    with pytest.raises(KnownError, match="moon"):
        reader_named("moon", "en")
    with pytest.raises(KnownError, match="xx"):
        reader_named("guest", "xx")
