"""The commands that write briefs, the handover pack and the parts of a book."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pypdfium2
import pytest

from sciattache.cli import main


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "office.sciattache"
    assert main(["new", str(path)]) == 0
    capsys.readouterr()
    return path


def add(store: Path, capsys: pytest.CaptureFixture[str], of_type: str, *fields: str) -> str:
    assert main(["add", str(store), of_type, *fields, "--json"]) == 0
    return str(json.loads(capsys.readouterr().out)["id"])


def read(file: Path) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))


def test_a_brief_goes_into_the_file_named_or_one_named_after_its_subject(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = add(store, capsys, "person", "given_name=Ana", "family_name=Dias")
    named = store.parent / "ana.pdf"
    assert main(["brief", str(store), ana, "-o", str(named), "--language", "fr"]) == 0
    assert "Fiche de personnalité" in read(named)
    monkeypatch.chdir(store.parent)
    assert main(["brief", str(store), ana]) == 0
    assert "Ana Dias" in read(store.parent / "brief-Ana-Dias.pdf")


def test_a_brief_is_on_a_person_or_an_organisation_as_pages_or_to_be_edited(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = add(store, capsys, "engagement", "title=Visit", "kind=seminar")
    ana = add(store, capsys, "person", "given_name=Ana")
    assert main(["brief", str(store), visit, "-o", str(store.parent / "x.pdf")]) == 1
    assert "neither a person nor an organisation" in capsys.readouterr().err
    assert main(["brief", str(store), ana, "-o", str(store.parent / "x.odt")]) == 1
    assert not (store.parent / "x.odt").exists()
    assert main(["brief", str(store), ana, "-o", str(store.parent / "x.docx")]) == 0
    assert docx.Document(str(store.parent / "x.docx")).core_properties.title == "Ana"


def test_the_handover_pack_is_written(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(store, capsys, "engagement", "title=Visit of the harbour", "kind=seminar")
    file = store.parent / "handover.pdf"
    assert main(["handover", str(store), "-o", str(file)]) == 0
    assert "Visit of the harbour" in read(file)
    assert main(["handover", str(store), "-o", str(file), "--look", "loud"]) == 1
    assert "no look “loud”" in capsys.readouterr().err


def test_the_parts_of_a_book_are_chosen_by_name(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = add(store, capsys, "engagement", "title=Visit", "kind=seminar", "purpose=To talk",
                "press_rules=No questions.")  # fmt: skip
    file = store.parent / "book.pdf"
    words = ["paper", str(store), visit, "briefing-book", "-o", str(file), "--parts"]
    assert main([*words, "press"]) == 0
    assert "No questions." in read(file) and "To talk" not in read(file)
    assert main([*words, "scene,press"]) == 0
    assert "To talk" in read(file)
    assert main([*words, "songs"]) == 1
    assert "no part “songs”" in capsys.readouterr().err


def test_the_list_of_papers_names_the_parts_of_a_book(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = add(store, capsys, "engagement", "title=Visit", "kind=seminar")
    assert main(["papers", str(store), visit, "--json"]) == 0
    listed = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert "bios" in listed["briefing-book"]["parts"]
    assert listed["programme"]["parts"] == []


def test_a_paper_is_written_in_the_look_named(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = add(store, capsys, "engagement", "title=Visit", "kind=seminar")
    file, made = store.parent / "p.pdf", set()
    for look in ("plain", "large"):
        assert main(["paper", str(store), visit, "programme", "-o", str(file), "--look", look]) == 0
        made.add(file.read_bytes())
    assert len(made) == 2
    assert main(["paper", str(store), visit, "programme", "-o", str(file), "--look", "tiny"]) == 1
    assert "The looks are: plain, large, grey." in capsys.readouterr().err
