"""Guests' data by commands: made, filled in elsewhere, and taken in again."""

import json
from pathlib import Path

import openpyxl
import pytest

from sciattache import cli
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.papers.guest_data.returned_workbook import MARK
from sciattache.store import office as offices


@pytest.fixture
def store(tmp_path: Path) -> Path:
    office = offices.create(tmp_path / "office.sciattache")
    with office.step("Plan") as session:
        visit = Engagement(title="Visit", kind="inbound_delegation", zone="Europe/Lisbon")
        people = [Person(id=f"person-{n.lower()}", given_name="Ana", family_name=n) for n in "AB"]
        session.add_all([visit, *people])
        session.flush()
        session.add_all(
            Participation(engagement=visit.id, person=person.id, side="guest", precedence=place)
            for place, person in enumerate(people, 1)
        )
    office.close()
    return office.path


def _fill(file: Path, **values: str) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    names = {cell.value: cell for line in sheet for cell in line if cell.value}
    row = names[MARK + "identity"].row + 1
    for name, value in values.items():
        sheet.cell(row, names[MARK + name].column).value = value
    book.save(file)


def test_a_workbook_goes_out_and_its_answers_come_back(store, tmp_path, capsys) -> None:
    file = tmp_path / "guests.xlsx"
    assert cli.main(["guest-data", "make", str(store), "Visit", "-o", str(file)]) == 0
    _fill(file, passport_number="N-1", visa="Perhaps", badge_name="Ana")
    assert cli.main(["guest-data", "take", str(store), str(file), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "passport_number: nothing → N-1" in told
    assert "visa: refused: “Perhaps” is not one of the choices." in told
    assert "nothing was written" in told
    told_in = ["guest-data", "take", str(store), str(file), "--dry-run", "--language", "es"]
    assert cli.main(told_in) == 0
    assert "«Perhaps» no es una de las opciones. Elija de la lista." in capsys.readouterr().out
    command = ["guest-data", "take", str(store), str(file), "--accept", "1.badge_name", "--json"]
    assert cli.main(command) == 0
    answers = json.loads(capsys.readouterr().out)["guests"][0]["answers"]
    assert {one["field"]: one["written"] for one in answers} == {
        "badge_name": True, "passport_number": False, "visa": False,
    }  # fmt: skip
    assert cli.main(["guest-data", "take", str(store), str(file), "--accept", "all"]) == 0
    assert "1 of 2 answers taken in" in capsys.readouterr().out
    assert cli.main(["undo", str(store)]) == 0
    assert "Take in guest data of Ana A" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("accept", "sentence"),
    [
        ("passport", "is not ROW.FIELD"),
        ("2.visa", "Nothing is other under “visa” of guest 2"),
        ("1.visa", "cannot be taken: “Perhaps” is not one of the choices."),
    ],
)
def test_what_cannot_be_accepted_is_refused_and_nothing_is_written(
    store, tmp_path, capsys, accept, sentence
) -> None:
    file = tmp_path / "guests.xlsx"
    cli.main(["guest-data", "make", str(store), "Visit", "-o", str(file)])
    _fill(file, visa="Perhaps", badge_name="Ana")
    command = ["guest-data", "take", str(store), str(file), "--accept", accept]
    assert cli.main(command) == 1
    assert sentence in capsys.readouterr().err
    office = offices.open_office(store)
    with office.session() as session:
        assert not any(one.badge_name for one in session.query(Participation))
    office.close()


def test_one_guests_form_is_made_for_that_guest(store, tmp_path, capsys) -> None:
    file = tmp_path / "form.pdf"
    command = ["guest-form", "make", str(store), "Visit", "-o", str(file), "--person", "person-a"]
    assert cli.main([*command, "--language", "ar"]) == 0
    capsys.readouterr()
    assert cli.main(["guest-form", "take", str(store), str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["guest"], one["answers"]) for one in told["guests"]] == [("Ana A", [])]
    assert told["written"] == 0


def test_forms_are_not_among_all_papers(store, tmp_path) -> None:
    folder = tmp_path / "papers"
    assert cli.main(["papers", str(store), "Visit", "--to", str(folder)]) == 0
    assert not [file.name for file in folder.iterdir() if file.name.startswith("guest-")]
