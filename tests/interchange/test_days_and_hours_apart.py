"""Tables that tell the day in one column and the hour in another give one moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sciattache.domain.programmes.engagement import Engagement
from sciattache.interchange import hours, importing
from sciattache.interchange.importing import Wish
from sciattache.interchange.plan import Plan
from sciattache.store.office import Office, create


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create(tmp_path / "office.sciattache")
    yield made
    made.close()


def planned(office: Office, file: Path, wish: Wish) -> Plan:
    with office.session() as session:
        return importing.plan(session, importing.read(session, file, wish))


def fields(made: Plan, row: int = 0) -> dict[str, Any]:
    return made.rows[row].fields


@pytest.fixture
def visit(office: Office) -> str:
    with office.step("Insert") as session:
        made = Engagement(title="Visit", zone="Europe/Paris")
        session.add(made)
        session.flush()
        return str(made.id)


def plan_of(office: Office, tmp_path: Path, visit: str, text: str) -> Plan:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return planned(office, path, Wish(into=visit))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("09:30", (time(9, 30), None, 0)),
        ("9.30 pm", (time(21, 30), None, 0)),
        ("9h05", (time(9, 5), None, 0)),
        ("18 h", (time(18), None, 0)),
        ("0930", (time(9, 30), None, 0)),
        ("14:05:00", (time(14, 5), None, 0)),
        ("06:20 +1", (time(6, 20), None, 1)),
        ("06:20 (+1 day)", (time(6, 20), None, 1)),
        ("9:00–10:30", (time(9), time(10, 30), 0)),
        ("9.00 bis 10.30", (time(9), time(10, 30), 0)),
        (time(9, 30), (time(9, 30), None, 0)),
        (0.75, (time(18), None, 0)),
    ],
)
def test_an_hour_is_read_in_the_ways_in_which_tables_write_it(cell: Any, wanted: Any) -> None:
    found = hours.read(cell)
    assert found is not None
    assert (found.first, found.last, found.later) == wanted


@pytest.mark.parametrize(
    "cell", ["", "12", "noon", "2026-05-04", "25:00", "4 May 2026", "9:00-10:00-11:00", 7, None,
             date(2026, 5, 4), datetime(2026, 5, 4, 9)],
)  # fmt: skip
def test_what_is_no_hour_alone_is_not_read_as_one(cell: Any) -> None:
    assert hours.read(cell) is None


def test_the_date_and_the_time_of_a_flight_are_one_moment_on_its_airports_clocks(
    office: Office, tmp_path: Path, visit: str
) -> None:
    made = plan_of(
        office, tmp_path, visit,
        "Flight,Date,From,Dep,To,Arr\n"
        "AF276,04/05/2026,CDG,13:20,HND,09:05\n"
        "JL8,25/05/2026,HND,11:00,HNL,00:10\n",
    )  # fmt: skip
    assert made.of.type_name() == "leg"
    assert [row.verdict for row in made.rows] == ["new", "new"]
    said = fields(made)
    assert said["departs_at"] == "2026-05-04T11:20:00Z"
    assert said["arrives_at"] == "2026-05-05T00:05:00Z"
    said = fields(made, 1)
    assert said["departs_at"] == "2026-05-25T02:00:00Z"
    assert said["arrives_at"] == "2026-05-25T10:10:00Z"


def test_each_end_of_a_leg_may_have_a_date_of_its_own(
    office: Office, tmp_path: Path, visit: str
) -> None:
    made = plan_of(
        office, tmp_path, visit,
        "Flight;Departure date;Departure time;From;Arrival date;Arrival time;To\n"
        "LX 160;04.05.2026;12:40;ZRH;05.05.2026;08:55;NRT\n",
    )  # fmt: skip
    said = fields(made)
    assert said["departs_at"] == "2026-05-04T10:40:00Z"
    assert said["arrives_at"] == "2026-05-04T23:55:00Z"


def test_a_night_flight_in_german_lands_on_the_next_day(
    office: Office, tmp_path: Path, visit: str
) -> None:
    made = plan_of(
        office, tmp_path, visit,
        "Flug;Datum;Von;Abflugzeit;Nach;Ankunftszeit\nLX 93;04.05.2026;GRU;18:15;ZRH;11:20 +1\n",
    )  # fmt: skip
    assert fields(made)["departs_at"] == "2026-05-04T21:15:00Z"
    assert fields(made)["arrives_at"] == "2026-05-05T09:20:00Z"


def test_an_agenda_has_hours_beside_its_days_and_whole_days_without(
    office: Office, tmp_path: Path, visit: str
) -> None:
    made = plan_of(
        office, tmp_path, visit,
        "Date,Time,Title\n2026-05-04,09:30–11:00,Talks\n2026-05-04,22:00-01:00,Dinner\n"
        "2026-05-05,,Rest\n",
    )  # fmt: skip
    assert made.of.type_name() == "agenda_item"
    said = fields(made)
    assert (said["starts_at"], said["ends_at"]) == ("2026-05-04T07:30:00Z", "2026-05-04T09:00:00Z")
    assert "first_day" not in said
    assert fields(made, 1)["ends_at"] == "2026-05-04T23:00:00Z"
    assert fields(made, 2)["first_day"] == "2026-05-05"


def test_start_and_end_may_stand_in_columns_of_their_own(
    office: Office, tmp_path: Path, visit: str
) -> None:
    made = plan_of(office, tmp_path, visit, "Title,Date,Start,End\nTalks,4 May 2026,9.30 am,1 pm\n")
    said = fields(made)
    assert (said["starts_at"], said["ends_at"]) == ("2026-05-04T07:30:00Z", "2026-05-04T11:00:00Z")
    assert (said["start_zone"], said["end_zone"]) == ("Europe/Paris", "Europe/Paris")


def test_the_hours_of_a_workbook_are_times(office: Office, tmp_path: Path, visit: str) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Title", "Date", "Time"], ["Talks", date(2026, 5, 4), time(9, 30)],
        ["Lunch", datetime(2026, 5, 4), time(12)],
    ):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "agenda.xlsx")
    made = planned(office, tmp_path / "agenda.xlsx", Wish(into=visit))
    assert [fields(made, n)["starts_at"][:16] for n in (0, 1)] == [
        "2026-05-04T07:30", "2026-05-04T10:00",
    ]  # fmt: skip


def test_an_hour_without_a_day_is_kept_in_the_notes(
    office: Office, tmp_path: Path, visit: str
) -> None:
    made = plan_of(
        office, tmp_path, visit,
        "Flight,Date,From,Dep,To\nAF276,04/05/2026,CDG,13:20,HND\nAF277,,HND,10:00,CDG\n",
    )  # fmt: skip
    assert "departs_at" not in fields(made, 1)
    assert fields(made, 1)["notes"].startswith("Departs: 10:00")


def test_a_moment_in_one_column_is_read_as_before(
    office: Office, tmp_path: Path, visit: str
) -> None:
    made = plan_of(
        office, tmp_path, visit,
        "Flight,From,Departure,To,Arrival\nAF276,CDG,2026-05-04 13:20,HND,2026-05-05 09:05\n",
    )  # fmt: skip
    assert fields(made)["departs_at"] == "2026-05-04T11:20:00Z"
    assert fields(made)["arrives_at"] == "2026-05-05T00:05:00Z"
