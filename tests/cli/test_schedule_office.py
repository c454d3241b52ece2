"""A meeting day of an office is scheduled by command and written into its requests."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sciattache.cli import main
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.absence import Absence
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.meeting_day import MeetingDay
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.store.office import create, open_office

NINE = datetime(2026, 5, 4, 7, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.sciattache"
    office = create(path)
    visit = {"engagement": "visit-1"}
    with office.step("Plan") as session:
        session.add(Engagement(id="visit-1", title="Visit"))
        session.add(
            MeetingDay(
                id="day-1", name="Meetings", starts_at=NINE, ends_at=NINE + timedelta(hours=2),
                slot_minutes=20, pause_minutes=10, tables=2, zone="Europe/Paris", **visit,
            )
        )  # fmt: skip
        for name in ("ada", "bo", "cy", "di"):
            session.add(Person(id=name, given_name=name.title(), family_name="Ek"))
        for id, pair in (("r1", "ada bo"), ("r2", "ada cy"), ("r3", "di bo"), ("r4", "di cy")):
            one, other = pair.split()
            session.add(MeetingRequest(id=id, asker=one, asked=other, state="accepted", **visit))
    office.close()
    return path


def _requests(store: Path) -> dict[str, tuple[int | None, str | None, str | None]]:
    office = open_office(store)
    with office.session() as session:
        found = {
            one.id: (one.slot, one.table_number, one.state) for one in session.query(MeetingRequest)
        }
    office.close()
    return found


def test_a_day_is_scheduled_and_taken_back(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _requests(store)
    assert main(["schedule", str(store), "visit-1", "--json", "--seconds", "20"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["feasible"], told["breaks"], told["optimal"]) == (True, 0, True)
    after = _requests(store)
    assert {id: slot for id, (slot, _, _) in after.items()} == told["slots"]
    assert {state for _, _, state in after.values()} == {"scheduled"}
    taken = [(slot, table) for slot, table, _ in after.values()]
    assert len(set(taken)) == len(taken)
    assert main(["undo", str(store)]) == 0
    assert _requests(store) == before


def test_what_cannot_be_is_told_by_name_and_nothing_is_written(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = open_office(store)
    with office.step("Away") as session:
        session.add(
            Absence(
                engagement="visit-1", person="ada", starts_at=NINE,
                ends_at=NINE + timedelta(hours=2),
            )
        )  # fmt: skip
    office.close()
    before = _requests(store)
    assert main(["schedule", str(store), "visit-1", "--seconds", "20"]) == 1
    told = capsys.readouterr().out
    assert "Ada Ek" in told
    assert _requests(store) == before


def test_an_engagement_without_a_meeting_day_says_so(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schedule", str(store), "visit-1", "--day", "Other"]) == 1
    assert "no meeting day called “Other”" in capsys.readouterr().err
