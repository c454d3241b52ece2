"""A day is mended by command: what would change is told, and done when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sciattache.cli import main
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.store.office import create, open_office

NINE = datetime(2026, 10, 6, 7, tzinfo=UTC)
Run = Callable[..., str]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.sciattache"
    office = create(path)
    with office.step("Plan") as session:
        session.add(Engagement(id="visit-1", title="Visit", zone="Europe/Paris"))
        session.add(
            Leg(
                id="train-1", engagement="visit-1", kind="train", number="TGV 1",
                departs_at=NINE - timedelta(hours=2), departure_zone="Europe/Paris",
                arrives_at=NINE, arrival_zone="Europe/Paris",
            )
        )  # fmt: skip
        for id, start, status in (("tea-1", 0, "confirmed"), ("talk-1", 60, "standby"),
                                  ("lunch-1", 180, "confirmed")):  # fmt: skip
            begins = NINE + timedelta(minutes=start)
            session.add(
                AgendaItem(
                    id=id,
                    engagement="visit-1",
                    title=id,
                    status=status,
                    starts_at=begins,
                    ends_at=begins + timedelta(hours=1),
                )
            )
    office.close()
    return path


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(command: str, *words: str, code: int = 0) -> str:
        assert main([command, str(store), *words]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return ran


def _starts(store: Path) -> dict[str, tuple[datetime | None, str | None]]:
    office = open_office(store)
    with office.session() as session:
        found = {one.id: (one.starts_at, one.status) for one in session.query(AgendaItem)}
    office.close()
    return found


def test_a_shift_is_proposed_and_then_done_as_one_step(run: Run, store: Path) -> None:
    before = _starts(store)
    told = json.loads(run("shift", "tea-1", "30", "--json"))
    assert [(one["how"], one["title"]) for one in told["amendments"]] == [
        ("moved", "tea-1"), ("dropped", "talk-1"),
    ]  # fmt: skip
    assert told["amendments"][0]["start"] == "2026-10-06 09:30"
    assert _starts(store) == before
    run("shift", "tea-1", "30", "--apply")
    after = _starts(store)
    assert after["tea-1"][0] == NINE + timedelta(minutes=30)
    assert after["talk-1"][1] == "cancelled"
    assert after["lunch-1"] == before["lunch-1"]
    run("undo")
    assert _starts(store) == before


def test_a_train_that_is_late_moves_what_follows(run: Run, store: Path) -> None:
    run("arrives", "train-1", "09:40", "--apply")
    assert _starts(store)["tea-1"][0] == NINE + timedelta(minutes=40)
    office = open_office(store)
    with office.session() as session:
        assert session.query(Leg).one().arrives_at == NINE + timedelta(minutes=40)
    office.close()


def test_what_is_no_hour_is_said(run: Run) -> None:
    assert "is not an hour" in run("arrives", "train-1", "soon", code=1)
    assert "no programme item" in run("shift", "train-1", "30", code=1)
