"""Each rule at its edges: what raises it, and what just does not."""

from __future__ import annotations

import string
from datetime import date, timedelta
from typing import Any

import pytest

from sciattache.services import conflicts
from sciattache.services.conflicts import BLOCKS, NOTE, WARNS
from sciattache.services.conflicts.wording import SENTENCES, Country, Money, Names, english


def severities(visit: Any, rule: str) -> list[str]:
    return [one.severity for one in visit.find(rule)]


def test_an_item_before_the_arrival_blocks_those_who_are_named(visit: Any, moment: Any) -> None:
    item = visit.item("talks", "03-03 09:00-10:00", "ana")
    ana = visit.dossier.participants[0]
    for arrival, expected in (
        ("03-03 10:00", [BLOCKS]), ("03-03 09:01", [WARNS]), ("03-03 09:00", []),
    ):  # fmt: skip
        ana.arrives_at = moment(arrival)
        assert severities(visit, "outside") == expected, arrival
    ana.arrives_at = moment("03-03 10:00")
    visit.dossier.attendances["talks"].clear()
    assert severities(visit, "outside") == [WARNS]
    item.kind = "movement"
    assert severities(visit, "outside") == []


def test_an_item_after_the_departure_blocks_those_who_are_named(visit: Any, moment: Any) -> None:
    visit.item("talks", "03-05 09:00-10:00", "ana")
    ana = visit.dossier.participants[0]
    for departure, expected in (
        ("03-05 09:00", [BLOCKS]), ("03-05 09:59", [WARNS]), ("03-05 10:00", []),
    ):  # fmt: skip
        ana.departs_at = moment(departure)
        assert severities(visit, "outside") == expected, departure


def test_an_absence_blocks_what_is_on_during_it(visit: Any, moment: Any) -> None:
    visit.item("talks", "03-04 09:00-10:00", "ana")
    visit.absence("ana", starts_at=moment("03-04 10:00"), ends_at=moment("03-04 12:00"))
    assert severities(visit, "absent") == []
    visit.dossier.absences[0].starts_at = moment("03-04 09:59")
    assert severities(visit, "absent") == [BLOCKS]
    visit.dossier.absences[0].starts_at = None
    assert severities(visit, "absent") == [BLOCKS]
    visit.dossier.absences[0].ends_at = moment("03-04 09:00")
    assert severities(visit, "absent") == []


def test_guests_without_a_bed_are_named_with_their_nights(visit: Any) -> None:
    visit.stay("ana", "03-03", "03-05")
    (found,) = visit.find("bed_missing")
    assert found.sentence == "No bed for 2 nights from Tue 3 Mar 2026: Bo X."
    visit.stay("bo", "03-03", "03-04")
    (found,) = visit.find("bed_missing")
    assert found.sentence == "No bed in the night of Wed 4 Mar 2026: Bo X."
    visit.stay(None, "03-04", "03-05")
    assert visit.find("bed_missing") == []


def test_nobody_is_asked_for_a_bed_where_no_stay_was_planned(visit: Any, moment: Any) -> None:
    assert visit.find("bed_missing") == []
    ana = visit.dossier.participants[0]
    ana.arrives_at, ana.departs_at = moment("03-03 10:00"), moment("03-04 10:00")
    assert len(visit.find("bed_missing")) == 1


def test_a_cancelled_stay_is_no_bed_and_a_shared_one_is_two(visit: Any) -> None:
    stay = visit.stay("ana", "03-03", "03-05", shares_with="bo", room_kind="double")
    assert visit.find() == []
    stay.state = "cancelled"
    visit.stay("bo", "03-03", "03-05")
    (found,) = visit.find()
    assert found.sentence.endswith("Ana X.")


def test_a_night_in_the_air_wants_no_bed(visit: Any) -> None:
    visit.stay("bo", "03-03", "03-05")
    visit.stay("ana", "03-03", "03-04")
    assert severities(visit, "bed_missing") == [WARNS]
    visit.leg("AF7", "03-04 22:00", "03-05 07:00", "ana", arrival_zone="America/New_York")
    assert visit.find("bed_missing") == []


def test_who_lives_in_the_city_wants_no_bed(visit: Any) -> None:
    visit.engagement.city = "Paris"
    visit.person("cem", city="Paris")
    visit.stay("ana", "03-03", "03-05")
    visit.stay("bo", "03-03", "03-05")
    assert visit.find("bed_missing") == []


def test_a_bed_outside_the_visit_of_its_guest_is_not_needed(visit: Any, moment: Any) -> None:
    ana = visit.dossier.participants[0]
    ana.arrives_at, ana.departs_at = moment("03-03 10:00"), moment("03-05 10:00")
    visit.stay("ana", "03-02", "03-05")
    visit.stay("bo", "03-03", "03-05")
    (found,) = visit.find()
    assert found.sentence == "A bed at Nord is not needed in the night of Mon 2 Mar 2026: Ana X."
    ana.arrives_at = moment("03-03 02:00")
    assert visit.find() == []


def test_a_bed_for_one_who_declined_and_two_beds_for_one_are_found(visit: Any) -> None:
    visit.stay("ana", "03-03", "03-05")
    visit.stay("ana", "03-04", "03-05")
    visit.stay("bo", "03-03", "03-05")
    visit.dossier.participants[1].rsvp = "declined"
    assert {one.rule for one in visit.find()} == {"bed_twice", "bed_unused"}


@pytest.mark.parametrize(("kind", "expected"), [("single", [BLOCKS]), ("twin", []), (None, [])])
def test_a_room_holds_as_many_as_it_has_beds(visit: Any, kind: str, expected: list[str]) -> None:
    visit.stay("ana", "03-03", "03-05", room="7", room_kind=kind)
    visit.stay("bo", "03-03", "03-05", room="7", room_kind=kind)
    assert severities(visit, "beds_short") == expected


def test_a_vehicle_carries_as_many_as_it_seats(visit: Any) -> None:
    visit.vehicle("car", 1)
    visit.leg("drive", "03-04 10:00", "03-04 11:00", "ana bo", kind="car", vehicle="car")
    assert severities(visit, "seats_short") == [BLOCKS]
    visit.dossier.vehicles[0].seats = 2
    assert visit.find("seats_short") == []
    visit.dossier.vehicles[0].seats = 1
    visit.vehicle("van", 8)
    visit.dossier.participants[1].vehicle = "van"
    assert visit.find("seats_short") == []
    for part in visit.dossier.participants:
        part.vehicle = "car"
    assert severities(visit, "seats_short") == [BLOCKS, BLOCKS]


def test_work_on_a_public_holiday_names_the_holiday(visit: Any) -> None:
    visit.engagement.starts_on, visit.engagement.ends_on = date(2026, 7, 13), date(2026, 7, 15)
    visit.item("talks", "07-14 10:00-11:00", status="proposed")
    visit.item("dinner", "07-14 20:00-22:00", kind="meal")
    (found,) = visit.find("holiday")
    assert found.severity == WARNS
    assert found.sentence == "Tue 14 Jul 2026 is a public holiday in France (National Day): Talks."
    visit.dossier.items[0].status = "confirmed"
    assert severities(visit, "holiday") == [NOTE]


def test_the_day_of_a_holiday_is_that_of_the_place(visit: Any) -> None:
    visit.stop("Honolulu", "Pacific/Honolulu", "07-03", "07-04", country="US")
    visit.item("talks", "07-04 22:00-23:00", start_zone="Pacific/Honolulu", stop="Honolulu")
    assert [one.day for one in visit.find("holiday")] == [date(2026, 7, 4)]


def test_a_part_of_a_country_has_holidays_of_its_own(visit: Any) -> None:
    from sciattache.domain.points import Address

    visit.place("hall", country="DE", address=(Address("1", region="Bayern"),))
    visit.item("talks", "01-06 10:00-11:00", place="hall")
    assert len(visit.find("holiday")) == 1
    visit.dossier.places["hall"].address = (Address("1", region="Berlin"),)
    assert visit.find("holiday") == []


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [("FR", "03-07", 1), ("FR", "03-06", 0), ("EG", "03-06", 1), ("EG", "03-08", 0)],
)
def test_the_weekend_is_that_of_the_country(
    visit: Any, country: str, day: str, expected: int
) -> None:
    visit.place("hall", country=country)
    visit.item("talks", f"{day} 10:00-11:00", place="hall")
    assert len(visit.find("weekend")) == expected


def test_an_item_outside_the_hours_of_its_place_or_host_is_found(visit: Any) -> None:
    visit.organisation("lab", hours="Mo-Fr 09:00-17:00")
    item = visit.item("talks", "03-04 16:00-17:00", host="lab", status="proposed")
    assert visit.find("hours") == []
    item.ends_at += timedelta(minutes=1)
    assert severities(visit, "hours") == [WARNS]
    item.kind = "reception"
    assert visit.find("hours") == []
    visit.place("hall", hours="Mo-Su 08:00-23:00")
    item.kind, item.place = "talk", "hall"
    assert visit.find("hours") == []


def test_hours_without_any_zone_block(visit: Any) -> None:
    visit.engagement.zone = None
    item = visit.item("talks", "03-04 16:00-17:00", start_zone="Europe/Paris")
    assert visit.find("zone_missing") == []
    item.start_zone = None
    assert severities(visit, "zone_missing") == [BLOCKS]
    visit.engagement.home_zone = "Europe/Paris"
    assert visit.find("zone_missing") == []


def test_an_hour_that_comes_twice_and_one_after_a_gap_are_doubtful(visit: Any, moment: Any) -> None:
    item = visit.item("night", "10-25 01:30-04:00", "ana")
    assert visit.find("hour_twice") == []
    item.starts_at = moment("10-25 02:30")
    assert severities(visit, "hour_twice") == [WARNS]
    item.starts_at, item.ends_at = moment("03-29 02:30"), moment("03-29 06:00")
    assert severities(visit, "hour_skipped") == [NOTE]
    item.starts_at = moment("03-29 04:30")
    assert visit.find("hour_skipped") == []


def test_a_day_with_other_clocks_than_the_night_before_is_a_note(visit: Any) -> None:
    visit.item("before", "03-28 10:00-11:00", kind="meal")
    visit.item("on", "03-29 10:00-11:00", kind="meal")
    visit.item("after", "03-30 10:00-11:00", kind="meal")
    (found,) = visit.find("clocks_change")
    assert (found.severity, found.day) == (NOTE, date(2026, 3, 29))
    assert "by 60 minutes: On." in found.sentence


@pytest.mark.parametrize(
    ("visa", "today", "expected"),
    [
        ("needed", date(2026, 2, 1), [WARNS]),
        ("applied", date(2026, 2, 23), [WARNS]),
        ("applied", date(2026, 2, 24), [BLOCKS]),
        ("refused", date(2026, 1, 1), [BLOCKS]),
        ("granted", date(2026, 2, 24), []),
        ("not_needed", date(2026, 2, 24), []),
        (None, date(2026, 2, 24), []),
        ("applied", date(2026, 3, 6), []),
    ],
)
def test_a_visa_that_is_not_granted_is_found(
    visit: Any, visa: str, today: date, expected: list[str]
) -> None:
    visit.today, visit.dossier.participants[0].visa = today, visa
    assert severities(visit, "visa") == expected


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        (date(2026, 3, 4), [BLOCKS]),
        (date(2026, 3, 5), [WARNS]),
        (date(2026, 9, 4), [WARNS]),
        (date(2026, 9, 5), []),
    ],
)
def test_a_passport_is_good_for_six_months_after_the_end(
    visit: Any, expires: date, expected: list[str]
) -> None:
    visit.dossier.participants[0].passport_expires_on = expires
    assert severities(visit, "passport") == expected


def test_an_office_that_ended_before_the_visit_is_found(visit: Any) -> None:
    visit.organisation("lab")
    visit.role("ana", organisation="lab", title="Director", until=date(2026, 3, 2))
    (found,) = visit.find("office_ended")
    assert found.sentence == "Ana X left Director, Lab on Mon 2 Mar 2026, before the visit."
    visit.dossier.participants[0].organisation = "other"
    assert visit.find("office_ended") == []
    visit.dossier.participants[0].organisation = "lab"
    visit.dossier.roles["ana"].until = date(2026, 3, 3)
    assert visit.find("office_ended") == []


def test_two_sides_without_a_common_language_want_an_interpreter(visit: Any) -> None:
    visit.person("gil", side="guest", languages=("fr",))
    visit.person("hana", side="host", languages=("ja", "en"))
    visit.person("ines", side="support", role="interpreter", languages=("fr", "ja"))
    item = visit.item("talks", "03-04 16:00-17:00", "gil hana")
    assert severities(visit, "interpreter") == [WARNS]
    item.interpreter = "ines"
    assert visit.find("interpreter") == []
    visit.dossier.people["ines"].languages = ("fr", "de")
    assert severities(visit, "interpreter") == [WARNS]
    item.interpreter = None
    visit.dossier.people["gil"].languages = ("fr", "en")
    assert visit.find("interpreter") == []


def test_who_speaks_a_working_language_is_not_left_out(visit: Any) -> None:
    visit.engagement.languages = ("en",)
    visit.person("gil", languages=("fr",))
    visit.person("eve", languages=("en",))
    visit.item("talks", "03-04 16:00-17:00", "gil eve")
    assert severities(visit, "interpreter") == [NOTE]
    visit.engagement.languages = ("en", "fr")
    assert visit.find("interpreter") == []


def test_unknown_diets_are_one_warning_for_the_meals_of_the_same_people(visit: Any) -> None:
    for part in visit.dossier.participants:
        part.diet = None
    visit.item("lunch", "03-04 12:00-13:00", kind="meal")
    visit.item("dinner", "03-04 20:00-22:00", kind="meal")
    (found,) = visit.find("diet")
    assert found.sentence.endswith(
        "of Ana X, Bo X; the meals begin on Wed 4 Mar 2026: Lunch, Dinner."
    )
    visit.dossier.participants[0].rsvp = "invited"
    assert "Ana" not in visit.find("diet")[0].sentence
    visit.dossier.participants[1].diet = ("none",)
    assert visit.find("diet") == []


@pytest.mark.parametrize(("today", "expected"), [(date(2026, 2, 28), 3), (date(2026, 2, 27), 0)])
def test_in_the_freeze_everything_is_settled(visit: Any, today: date, expected: int) -> None:
    visit.engagement.frozen_days, visit.today = 3, today
    visit.item("sure", "03-04 09:00-10:00", status="confirmed")
    visit.item("asked", "03-04 10:00-11:00", status="asked")
    visit.item("over", "02-01 10:00-11:00", "nobody", status="asked")
    visit.leg("AF1", "03-05 20:00", "03-05 22:00", state="held")
    visit.stay(None, "03-03", "03-05", state="wanted")
    assert len(visit.find("unconfirmed") + visit.find("unbooked")) == expected


def test_a_brief_is_wanted_three_days_before(visit: Any) -> None:
    item = visit.item("call", "03-05 09:00-10:00", kind="meeting")
    visit.today = date(2026, 3, 1)
    assert visit.find("brief") == []
    visit.today = date(2026, 3, 2)
    assert severities(visit, "brief") == [WARNS]
    item.points = "Say hello."
    assert visit.find("brief") == []
    item.brief_on = date(2026, 3, 3)
    assert severities(visit, "brief") == [WARNS]
    visit.today = date(2026, 3, 3)
    assert visit.find("brief") == []


def test_expenses_over_the_ceiling_are_told_in_its_currency(visit: Any) -> None:
    visit.engagement.budget, visit.engagement.currency = 100000, "EUR"
    visit.expense(estimate=99900, actual=60000)
    visit.expense(estimate=40000)
    visit.expense(estimate=99999999, currency="USD")
    visit.expense(estimate=99999999, payer="host")
    assert visit.find("budget") == []
    visit.expense(estimate=1)
    (found,) = visit.find("budget")
    assert found.sentence == "The expenses of EUR 1,000.01 are over the ceiling of EUR 1,000.00."


def test_more_meetings_in_a_day_than_the_ceiling_are_found(visit: Any) -> None:
    visit.engagement.most_meetings = 2
    for hour in (9, 11, 13):
        visit.item(f"m{hour}", f"03-04 {hour:02}:00-{hour:02}:30", kind="meeting")
    visit.item("next", "03-05 09:00-10:00", kind="meeting")
    visit.item("own", "03-04 15:00-15:30", "bo", kind="meeting")
    found = {one.sentence for one in visit.find("meetings")}
    assert found == {
        "3 meetings on Wed 4 Mar 2026, and 2 are the most: Ana X.",
        "4 meetings on Wed 4 Mar 2026, and 2 are the most: Bo X.",
    }
    visit.engagement.most_meetings = 4
    assert visit.find("meetings") == []


def test_a_waiver_holds_while_the_facts_stay_the_same(visit: Any, moment: Any) -> None:
    first = visit.item("first", "03-04 10:00-11:00", "ana")
    visit.item("second", "03-04 10:30-11:30", "ana")
    (found,) = visit.find()
    visit.waive(found, "She leaves early.")
    first.title = "Another title"
    (waived,) = visit.find()
    assert (waived.key, waived.waived) == (found.key, "She leaves early.")
    assert list(conflicts.blocking([waived])) == []
    assert conflicts.counts([waived]) == {"blocks": 0, "warns": 0, "notes": 0, "waived": 1}
    first.starts_at = moment("03-04 10:05")
    (again,) = visit.find()
    assert again.waived is None
    assert list(conflicts.blocking([again])) == [again]


def test_what_stands_against_a_record_comes_gravest_first_and_waived_not_at_all(
    visit: Any,
) -> None:
    visit.engagement.most_meetings = 1
    visit.item("first", "03-04 10:00-11:00", "ana", kind="meeting")
    visit.item("second", "03-04 10:30-11:30", "ana", kind="meeting")
    against = conflicts.by_record(visit.find())["first"]
    assert [one.severity for one in against] == [BLOCKS, WARNS]
    visit.waive(against[0], "So be it.")
    assert [one.severity for one in conflicts.by_record(visit.find())["first"]] == [WARNS]


def test_what_was_cancelled_as_a_whole_has_no_conflicts(visit: Any) -> None:
    visit.item("first", "03-04 11:00-10:00", "ana")
    assert len(visit.find()) == 1
    visit.engagement.state = "cancelled"
    assert visit.find() == []


def test_who_interprets_at_an_item_need_not_be_an_interpreter_otherwise(visit: Any) -> None:
    visit.person("gil", side="guest", languages=("fr",))
    visit.person("hana", side="host", languages=("ja",))
    visit.person("yuri", side="mission", languages=("fr", "ja"))
    visit.item("talks", "03-04 16:00-17:00", "gil hana yuri")
    assert severities(visit, "interpreter") == [WARNS]
    visit.dossier.attendances["talks"][2].role = "interpreter"
    assert visit.find("interpreter") == []


def test_hours_that_cannot_be_read_raise_nothing(visit: Any) -> None:
    visit.place("hall", hours="nine to five, mostly")
    visit.item("talks", "03-04 03:00-04:00", place="hall")
    assert visit.find() == []


def test_an_empty_engagement_has_no_conflicts(visit: Any) -> None:
    visit.engagement.starts_on = visit.engagement.ends_on = None
    assert visit.find() == []


def test_values_read_as_english_does() -> None:
    four = Names(("Ana", "Bo", "Cem", "Dee"))
    assert english(four) == "Ana, Bo, Cem, Dee"
    assert english(Names((*four.names, "Eve"))) == "Ana, Bo, Cem and 2 others"
    assert english(Money(125000, "JPY")) == "JPY 125,000"
    assert english(Country("FR")) == "France"


def test_every_sentence_is_of_a_rule_and_names_its_places() -> None:
    for key, sentence in SENTENCES.items():
        assert key.partition(".")[0].isidentifier()
        assert all(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)
