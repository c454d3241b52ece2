"""Versions are issued, listed, compared, handed out and printed again by command."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sciattache.cli import main
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.store.office import create, open_office

Run = Callable[..., str]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.sciattache"
    office = create(path)
    with office.step("Plan") as session:
        session.add(Engagement(id="visit-1", title="Visit", zone="Europe/Paris"))
        at = datetime(2026, 10, 6, 7, tzinfo=UTC)
        session.add(AgendaItem(id="tea", engagement="visit-1", title="Tea", starts_at=at))
    office.close()
    return path


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(command: str, *words: str, code: int = 0) -> str:
        assert main([command, str(store), *words]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return ran


def _rename(store: Path) -> None:
    office = open_office(store)
    with office.step("Rename") as session:
        session.query(AgendaItem).one().title = "High tea"
    office.close()


def test_a_version_is_issued_changed_handed_out_and_taken_back(
    run: Run, store: Path, tmp_path: Path
) -> None:
    assert "Issued version 1 of Visit" in run("issue", "visit-1", "--by", "Ada", "--note", "First")
    assert "Front desk holds" in run("hand", "visit-1", "programme-guest.pdf", "--to", "Front desk")
    _rename(store)
    (change,) = json.loads(run("changes", "visit-1", "--json"))["changes"]
    assert (change["how"], change["title"]) == ("changed", "High tea")
    assert change["fields"] == [
        {"field": "title", "label": "Title", "before": "Tea", "after": "High tea"}
    ]
    told = json.loads(run("versions", "visit-1", "--json"))
    assert told["unissued"] == 1
    assert "programme-full.pdf" in told["affected"]
    run("issue", "visit-1")
    told = json.loads(run("versions", "visit-1", "--json"))
    assert [one["version"] for one in told["versions"]] == [1, 2]
    (held,) = told["old_copies"]
    assert (held["holder"], held["version"], held["newest"]) == ("Front desk", 1, 2)
    run("recall", held["copy"])
    told = json.loads(run("versions", "visit-1", "--json"))
    assert told["old_copies"] == []
    old, new = tmp_path / "old.pdf", tmp_path / "new.pdf"
    run("paper", "visit-1", "programme", "-o", str(old), "--version", "1")
    run("paper", "visit-1", "programme", "-o", str(new))
    assert old.read_bytes() != new.read_bytes()


def test_changes_are_told_with_the_hours_of_their_place(run: Run, store: Path) -> None:
    run("issue", "visit-1")
    office = open_office(store)
    with office.step("Move") as session:
        tea = session.query(AgendaItem).one()
        tea.starts_at, tea.status = datetime(2026, 10, 6, 8, 15, tzinfo=UTC), "confirmed"
    office.close()
    told = run("changes", "visit-1").replace("\u00a0", " ")
    assert "Programme item" in told
    assert "Starts: 6 October 2026, 09:00 Paris time (UTC+2) → 6 October 2026, 10:15" in told
    assert "Status: Proposed → Confirmed" in told
    issued = json.loads(run("versions", "visit-1", "--json"))["versions"][0]["issued_at"]
    hour = datetime.fromisoformat(issued).astimezone(ZoneInfo("Europe/Paris"))
    assert f"{hour:%H:%M} Paris time" in run("versions", "visit-1").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("changes", "visit-1"), "Nothing was issued yet"),
        (("hand", "visit-1", "badges.pdf", "--to", "Ada"), "Nothing was issued yet"),
        (("hand", "visit-1", "badges.pdf", "--to", "Ada", "--as", "fax"), "not handed over as"),
        (("papers", "visit-1", "--to", ".", "--version", "3"), "no version 3"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    told = run(*words, code=1)
    assert said in told
    assert told.count("\n") == 1
