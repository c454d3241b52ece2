"""A brief and a run sheet are made by command."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sciattache.cli import main
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.programmes.engagement import Engagement
from sciattache.store.office import create


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.sciattache"
    office = create(path)
    at = datetime(2026, 10, 6, 7, tzinfo=UTC)
    with office.step("Plan") as session:
        session.add_all([
            Engagement(id="visit-1", title="Visit", zone="Europe/Paris"),
            AgendaItem(id="tea-item", engagement="visit-1", title="Tea", starts_at=at,
                       points="Ask", brief_number="V/1"),
            AgendaItem(id="long-item", engagement="visit-1", title="Talks", starts_at=at),
            BriefParagraph(item="long-item", text="word " * 4000),
            AgendaItem(id="walk-one", engagement="visit-1", title="Walk"),
            AgendaItem(id="walk-two", engagement="visit-1", title="Walk"),
            Cue(id="enter", item="tea-item", minutes=-5, cue="Enter"),
        ])  # fmt: skip
    office.close()
    return path


def paper(store: Path, kind: str, *words: str) -> int:
    return main(["paper", str(store), "visit-1", kind, "-o", str(store.parent / "p.pdf"), *words])


@pytest.mark.parametrize("said", ["tea-item", "tea-", "tea", "TEA", "v/1"])
def test_a_brief_is_made_for_an_item_by_its_id_its_title_or_its_number(
    store: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert paper(store, "meeting-brief", "--item", said) == 0
    assert (store.parent / "p.pdf").read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().err == ""


def test_a_brief_that_is_too_long_says_so(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert paper(store, "meeting-brief", "--item", "Talks") == 0
    told = capsys.readouterr()
    assert "Written to" in told.out
    assert "sides; 4 at most are wanted" in told.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "This paper is about one item of the programme."),
        (("--item", "Lunch"), "No item is called “Lunch”."),
        (("--item", "Walk"), "2 items are called “Walk”."),
        (("--item", "Tea", "--audience", "guest"), "Meeting brief is not made for “guest”."),
    ],
)
def test_a_brief_that_cannot_be_made_is_refused(
    store: Path, words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert paper(store, "meeting-brief", *words) != 0
    assert sentence in capsys.readouterr().err
    assert not (store.parent / "p.pdf").exists()


def test_a_run_sheet_is_made(store: Path) -> None:
    assert paper(store, "run-sheet") == 0


def test_new_types_are_listed_imported_and_exported(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "countries.csv"
    table.write_text("Country,Language,Name\nCôte d'Ivoire,English,Côte d’Ivoire\n", "utf-8")
    assert main(["import", str(store), str(table), "--as", "country_name"]) == 0
    assert main(["list", str(store), "country_name"]) == 0
    assert "Côte d’Ivoire" in capsys.readouterr().out
    assert main(["show", str(store), "enter"]) == 0
    assert "Enter" in capsys.readouterr().out
    out = tmp_path / "cues.csv"
    assert main(["export", str(store), "cue", str(out)]) == 0
    assert "Enter" in out.read_text("utf-8")
