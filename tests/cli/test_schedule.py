"""The command that finds a day of meetings, called as a person calls it."""

import json
from pathlib import Path

import pytest

from sciattache.cli import main

DAY = """nBusiness = 4; nMeetings = 4; nTables = 2; nTotalSlots = 3; nMorningSlots = 2;
requested = [|1, 3, 3, |1, 4, 3, |2, 3, 1, |2, 4, 3, |];
forbidden = [{0}, {0}, {0}, {0, 2}];
fixed = [0, 0, 0, 0];
precedences = [{}, {}, {1}, {}];
"""


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    file = tmp_path / "day.dzn"
    file.write_text(DAY, encoding="utf-8")
    return file


def test_a_day_gets_its_timetable(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", "--instance", str(instance), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["feasible"] and found["optimal"]
    assert found["breaks"] == found["bound"] == 2
    assert found["slots"] == {"1": 1, "2": 3, "3": 2, "4": 1}
    assert found["why"] == []


def test_a_day_that_cannot_be_says_why(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    instance.write_text(DAY.replace("{0, 2}", "{0, 2, 3}"), encoding="utf-8")
    assert main(["schedule", "--instance", str(instance), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["feasible"], found["slots"]) == (False, {})
    assert found["why"] == [
        "P4 has 2 meetings: with P1, P2.",
        "P4 cannot come in slots 2–3.",
        "The day has 3 slots, and nobody is in two meetings at once.",
    ]
    assert main(["schedule", "--instance", str(instance)]) == 1
    assert "P4 cannot come in slots 2–3." in capsys.readouterr().out


def test_a_person_reads_who_meets_whom_in_each_slot(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schedule", "--instance", str(instance), "--seconds", "60"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "4 meetings, 2 breaks (the fewest).",
        "Slot 1: 1 (P1 – P3), 4 (P2 – P4).",
        "Slot 2: 3 (P2 – P3).",
        "Slot 3: 2 (P1 – P4).",
    ]


def test_a_file_that_cannot_be_read_is_refused(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    instance.write_text("nBusiness = 4;\nnMeetings = four;\n", encoding="utf-8")
    assert main(["schedule", "--instance", str(instance)]) == 1
    assert "day.dzn, line 2: there is “four”" in capsys.readouterr().err
    instance.write_bytes(b"\xff\xfe\x00")
    assert main(["schedule", "--instance", str(instance)]) == 1
    assert "is not text" in capsys.readouterr().err
    assert main(["schedule", "--instance", str(instance.with_name("none.dzn"))]) == 1
    assert "none.dzn cannot be read" in capsys.readouterr().err
