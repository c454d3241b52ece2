"""The commands, called as a person calls them."""

import json
import os
import sys
from pathlib import Path

import pytest

from sciattache.cli import main

CARD = """BEGIN:VCARD
VERSION:3.0
N:Łukasiewicz;José;;Dr;
FN:Dr José Łukasiewicz
ORG:Institute of Examples;Optics
TITLE:Director
EMAIL;TYPE=WORK:jose@example.org
TEL;TYPE=CELL:+48 22 555 01 00
END:VCARD
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.sciattache"
    assert main(["new", str(path)]) == 0
    return path


@pytest.fixture
def card(tmp_path: Path) -> Path:
    file = tmp_path / "jose.vcf"
    file.write_text(CARD, encoding="utf-8")
    return file


def printed(capsys: pytest.CaptureFixture[str]) -> object:
    return json.loads(capsys.readouterr().out)


def test_a_card_is_previewed_imported_found_and_taken_back(
    store: Path, card: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["import", str(store), str(card), "--dry-run", "--json"]) == 0
    preview = printed(capsys)
    assert preview["counts"] == {"new": 1, "same": 0, "updates": 0, "refused": 0}
    assert preview["rows"][0]["id"] is None
    assert main(["import", str(store), str(card), "--json"]) == 0
    done = printed(capsys)
    (row,) = done["rows"]
    assert (done["type"], row["verdict"]) == ("person", "new")
    assert row["fields"]["family_name"] == "Łukasiewicz"
    assert row["fields"]["emails"][0]["value"] == "jose@example.org"
    assert row["fields"]["affiliation.organisation"] == "Institute of Examples"
    assert main(["search", str(store), "lukas", "--json"]) == 0
    assert row["id"] in [hit["id"] for hit in printed(capsys)]
    assert main(["show", str(store), row["id"], "--json"]) == 0
    shown = printed(capsys)
    assert shown["type"] == "person" and shown["fields"]["given_name"] == "José"
    assert main(["import", str(store), str(card), "--json"]) == 0
    assert printed(capsys)["counts"]["same"] == 1
    assert main(["undo", str(store)]) == 0
    capsys.readouterr()
    assert main(["list", str(store), "person", "--json"]) == 0
    assert printed(capsys) == []
    assert main(["redo", str(store)]) == 0
    capsys.readouterr()
    assert main(["list", str(store), "people", "--where", "family_name=Łukasiewicz", "--json"]) == 0
    assert [one["id"] for one in printed(capsys)] == [row["id"]]


def test_a_record_is_added_changed_deleted_and_its_history_shown(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    words = ["given_name=Ama", "family_name=Owusu", "country=Ghana", "emails=ama@example.org"]
    assert main(["add", str(store), "person", *words, "--json"]) == 0
    made = printed(capsys)
    assert made["title"] == "Ama Owusu" and made["fields"]["country"] == "GH"
    assert main(["set", str(store), made["id"], "city=Accra"]) == 0
    capsys.readouterr()
    assert main(["history", str(store), made["id"], "--json"]) == 0
    changes = printed(capsys)
    assert [change["op"] for change in changes] == ["U", "I"]
    assert changes[0]["fields"] == {"city": ["", "Accra"]}
    assert main(["delete", str(store), made["id"]]) == 0
    assert main(["check", str(store)]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "{store}", "unicorn"], "There is no record type “unicorn”"),
        (["show", "{store}", "ffff-ffff"], "No record has the id"),
        (["import", "{store}", "missing.vcf"], "There is no file"),
        (["add", "{store}", "person", "country=Atlantis"], "is not a known country"),
        (["list", "{folder}/none.sciattache", "person"], "There is no office"),
        (["undo", "{store}"], "There is nothing to undo"),
        (["show", "{store}", "ab"], "is too short for the beginning of an id"),
        (["paper", "{store}", "abcd", "poem", "-o", "x.pdf"], "No engagement has the id"),
        (["import", "{store}", "x.vcf", "--into", "Nowhere"], "No engagement has the id"),
        (["new", "{folder}/sealed.sciattache", "--seal"], "no terminal here to ask"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_and_ends_with_1(
    store: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    filled = [word.format(store=store, folder=store.parent) for word in words]
    assert main(filled) == 1
    heard = capsys.readouterr().err
    assert said in heard
    assert "Traceback" not in heard


@pytest.mark.parametrize("words", [["import"], ["list", "x", "person", "--nonsense"]])
def test_a_wrong_call_ends_with_2(words: list[str]) -> None:
    assert main(words) == 2


def test_a_sealed_office_opens_with_its_passphrase_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sealed.sciattache"
    monkeypatch.setenv("SCIATTACHE_PASSPHRASE", "correct horse battery")
    assert main(["new", str(path), "--passphrase"]) == 0
    assert main(["add", str(path), "person", "family_name=Hidden"]) == 0
    assert b"Hidden" not in path.read_bytes()
    monkeypatch.setenv("SCIATTACHE_PASSPHRASE", "wrong")
    assert main(["list", str(path), "person"]) == 1
    assert "does not open" in capsys.readouterr().err


def test_a_backup_is_restored(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(store), "organisation", "name=First"]) == 0
    copy = store.parent / "copy.sciattache"
    assert main(["backup", str(store), "--to", str(copy)]) == 0
    assert main(["add", str(store), "organisation", "name=Second"]) == 0
    assert main(["restore", str(copy), str(store)]) == 0
    capsys.readouterr()
    assert main(["list", str(store), "organisation", "--json"]) == 0
    assert [one["title"] for one in printed(capsys)] == ["First"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".vcf"])
def test_what_is_exported_reads_back_unchanged(
    store: Path, card: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(store), str(card)]) == 0
    file = store.parent / f"people{suffix}"
    assert main(["export", str(store), "person", str(file)]) == 0
    capsys.readouterr()
    assert main(["import", str(store), str(file), "--as", "person", "--json"]) == 0
    assert printed(capsys)["counts"] == {"new": 0, "same": 1, "updates": 0, "refused": 0}


@pytest.fixture
def visit(store: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of an engagement."""
    words = ["title=Visit of the Academy", "reference=ST/D-07", "kind=inbound_delegation"]
    capsys.readouterr()
    assert main(["add", str(store), "engagement", *words, "sectors=water, climate", "--json"]) == 0
    return str(printed(capsys)["id"])


@pytest.mark.parametrize("said", ["{id}", "{start}", "st/d-07", "visit of the academy"])
def test_an_engagement_is_named_by_id_reference_or_title(
    store: Path, visit: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = said.format(id=visit, start=visit[:8])
    assert main(["papers", str(store), named]) == 0
    assert "programme" in capsys.readouterr().out
    guests = tmp_path / "guests.csv"
    guests.write_text("Family name,Given name\nOwusu,Ama\n", encoding="utf-8")
    call = ["import", str(store), str(guests), "--as", "participation", "--into", named]
    assert main([*call, "--json"]) == 0
    (row,) = printed(capsys)["rows"]
    assert (row["verdict"], row["fields"]["engagement"]) == ("new", visit)


def test_a_name_that_two_engagements_have_is_refused_with_their_ids(
    store: Path, visit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(store), "engagement", "title=VISIT of the academy"]) == 0
    other = capsys.readouterr().out[:8]
    assert main(["papers", str(store), "Visit of the Academy"]) == 1
    heard = capsys.readouterr().err
    assert "2 engagements" in heard and visit[:8] in heard and other in heard


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (["sectors=water", "sectors=climate"], 1),
        (["sectors=water", "sectors=energy"], 0),
        (["sectors=energy", "sectors=water"], 0),
        (["kind=inbound_delegation", "kind=roadshow"], 0),
        (["kind=roadshow", "kind=inbound_delegation"], 0),
    ],
)
def test_conditions_on_one_field_must_all_hold(
    store: Path, visit: str, where: list[str], found: int, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [word for one in where for word in ("--where", one)]
    assert main(["list", str(store), "engagement", *options, "--json"]) == 0
    assert len(printed(capsys)) == found
    file = store.parent / "given.csv"
    assert main(["export", str(store), "engagement", str(file), *options]) == 0
    assert capsys.readouterr().out.startswith(f"{found} ")


def test_a_reference_is_asked_for_by_the_beginning_of_an_id_as_lists_show_it(
    store: Path, visit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(store), "organisation", "name=Institute"]) == 0
    host = capsys.readouterr().out[:8]
    assert main(["set", str(store), visit, f"host={host}"]) == 0
    capsys.readouterr()
    assert main(["list", str(store), "engagement", "--where", f"host={host}", "--json"]) == 0
    assert [one["id"] for one in printed(capsys)] == [visit]
    assert main(["set", str(store), visit, f"lead={host}"]) == 1  # an organisation is no person
    assert "No records are called" in capsys.readouterr().err


def test_a_paper_is_not_written_under_the_ending_of_another_format(
    store: Path, visit: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "programme.odt"
    assert main(["paper", str(store), visit, "programme", "-o", str(file)]) == 1
    assert "not written as .odt" in capsys.readouterr().err
    assert not file.exists()
    assert main(["paper", str(store), visit, "programme", "-o", str(tmp_path / "it.PDF")]) == 0
    assert (tmp_path / "it.PDF").read_bytes().startswith(b"%PDF")


def test_papers_that_cannot_be_written_are_told(
    store: Path, visit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["papers", str(store), visit, "--to", str(store / "papers")]) == 1
    assert "cannot be made" in capsys.readouterr().err


def test_several_steps_are_taken_back_and_done_again(
    store: Path, visit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", str(store), visit, "city=Lisbon"]) == 0
    assert main(["set", str(store), visit, "city=Porto"]) == 0
    assert main(["undo", str(store), "--steps", "2"]) == 0
    assert main(["redo", str(store), "--steps", "1"]) == 0
    capsys.readouterr()
    assert main(["show", str(store), visit, "--json"]) == 0
    assert printed(capsys)["fields"]["city"] == "Lisbon"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
def test_a_file_whose_name_is_no_text_is_imported(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / os.fsdecode(b"jos\xe9.vcf")
    file.write_text(CARD, encoding="utf-8")
    assert main(["import", str(store), str(file)]) == 0
    capsys.readouterr()
    assert main(["history", str(store), "--json"]) == 0
    assert printed(capsys)[0]["title"] == "Import jos?.vcf"


def test_an_import_names_what_its_rows_became(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = (
        "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:{0}\r\n"
        "DTSTART:20310304T090000Z\r\nDTEND:20310304T110000Z\r\nEND:VEVENT\r\n"
    )
    store, file = str(tmp_path / "o.sciattache"), tmp_path / "trip.ics"
    assert main(["new", store]) == 0
    assert main(["add", store, "engagement", "title=Trip", "kind=roadshow", "zone=UTC"]) == 0
    for titles, said in (
        (("Flight LH 123 from FRA to JFK",), "(legs)"),
        (("Talk",), "(programme items)"),
        (("Flight LH 123 from FRA to JFK", "Talk"), "(legs, programme items)"),
    ):
        events = "".join(event.format(title) for title in titles)
        file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n")
        capsys.readouterr()
        assert main(["import", store, str(file), "--into", "Trip", "--dry-run"]) == 0
        assert said in capsys.readouterr().out.splitlines()[0]
