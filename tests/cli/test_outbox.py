"""Letters, calendars, cards and drafts by command, and the log that each leaves."""

import email
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from email import policy
from pathlib import Path

import pytest

from sciattache.cli import main
from sciattache.domain.directory.person import Person
from sciattache.domain.points import Point
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.store import office as offices

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on an office with one visit of two guests and a host."""
    path = tmp_path / "office.sciattache"
    office = offices.create(path)
    with office.step("Plan") as session:
        session.add(
            Engagement(id="visit-1", title="Glacier visit", kind="inbound_delegation", zone="UTC")
        )
        for id, name, side in (
            ("ada-1", "Ada", "guest"),
            ("mo-11", "محمد", "guest"),
            ("rui-1", "Rui", "host"),
        ):
            session.add(Person(id=id, family_name=name, emails=(Point(f"{id}@x.example"),)))
            session.add(Participation(engagement="visit-1", person=id, side=side))
        session.add(AgendaItem(engagement="visit-1", title="Talk", kind="meeting", status="confirmed",
                               starts_at=datetime(2026, 11, 3, 9, tzinfo=UTC)))  # fmt: skip
    office.close()

    def run_(command: str, *words: object, code: int = 0) -> str:
        assert main([command, str(path), *map(str, words)]) == code
        out = capsys.readouterr()
        return out.err if code else out.out

    return run_


def log(run: Run, *words: str) -> list[dict]:
    return json.loads(run("sent", *words, "--json"))


def test_letters_go_into_a_folder_or_one_file_and_into_the_log(run: Run, tmp_path: Path) -> None:
    told = run("letters", "visit-1", "--to", tmp_path / "out", "--language", "en")
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in files] == ["Invitation-Ada.pdf", "Invitation-محمد.pdf"]
    assert "Ada: nothing fills {dates}" in told
    run("letters", "visit-1", "--to", tmp_path / "all.pdf", "--occasion", "thank_you")
    run("letters", "visit-1", "--to", tmp_path / "out", "--as", "eml", "--person", "ada-1")
    lines = log(run, "visit-1")
    assert [(one["paper"], one["kind"], one["way"], one["sent_to"]) for one in lines] == [
        ("Invitation-Ada.eml", "invitation-letter", "email", "Ada"),
        ("all.pdf", "thank-you-letter", "file", "Rui"),
        ("Invitation-محمد.pdf", "invitation-letter", "file", "محمد"),
        ("Invitation-Ada.pdf", "invitation-letter", "file", "Ada"),
    ]
    assert lines[-1]["digest"] == hashlib.sha256(files[0].read_bytes()).hexdigest()
    assert lines[-1].get("version") is None


def test_letters_out_of_date_are_told_and_written_again_to_those_alone(
    run: Run, tmp_path: Path
) -> None:
    run("letters", "visit-1", "--to", tmp_path / "out", "--language", "en")
    assert all(one["out_of_date"] == [] for one in log(run))
    told = run("letters", "visit-1", "--to", tmp_path / "out", "--again", code=1)
    assert "No letter of this kind says anything else now." in told
    run("set", "ada-1", "family_name=Byron")
    line = next(one for one in log(run) if one["sent_to"] == "Ada")
    (letter,) = line["out_of_date"]
    assert (letter["person"], letter["name"], letter["takes_part"]) == ("ada-1", "Ada", True)
    assert letter["turns"][0] == {"label": "Name", "before": "Ada", "after": "Byron"}
    said = "letter out of date: Invitation, to Ada: Name: now Byron (it said Ada)"
    for command in ("sent", "versions"):
        assert [one for one in run(command, "visit-1").splitlines() if one.startswith(said)]
    assert json.loads(run("versions", "visit-1", "--json"))["letters"] == [letter]
    run("letters", "visit-1", "--to", tmp_path / "new", "--again", "--language", "en")
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["Invitation-Byron.pdf"]
    assert all(one["out_of_date"] == [] for one in log(run))


@pytest.mark.parametrize("way", ["paper", "draft"])
def test_a_letter_that_leaves_as_a_paper_or_with_a_draft_is_held_to_the_plan_too(
    run: Run, tmp_path: Path, way: str
) -> None:
    if way == "paper":
        run("paper", "visit-1", "invitation-letter", "-o", tmp_path / "a.pdf", "--person", "ada-1")
    else:
        run("draft", "visit-1", "-o", tmp_path / "d.eml", "--paper", "invitation-letter",
            "--paper", "programme", "--person", "ada-1")  # fmt: skip
    assert "out of date" not in run("versions", "visit-1")
    run("set", "visit-1", "city=Bern")
    assert "to Ada: Place: now Bern" in run("versions", "visit-1")


def test_a_calendar_and_cards_are_written_and_logged(run: Run, tmp_path: Path) -> None:
    run("calendar", "visit-1", "-o", tmp_path / "v.ics", "--person", "ada-1", "--language", "fr")
    run("cards", "visit-1", "-o", tmp_path / "v.vcf")
    assert (tmp_path / "v.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert (tmp_path / "v.vcf").read_text().count("BEGIN:VCARD") == 3
    cards, calendar = log(run)
    assert (calendar["kind"], calendar["audience"], calendar["language"]) == (
        "calendar",
        "guest",
        "fr",
    )
    assert calendar["sent_to"] == "Ada"
    assert (cards["kind"], cards["version"]) == ("contacts", "draft")


def test_a_draft_carries_papers_to_participants(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "d.eml"
    run("draft", "visit-1", "-o", file, "--paper", "programme", "--paper", "itinerary",
        "--paper", "calendar", "--person", "ada-1", "--person", "mo-11")  # fmt: skip
    read = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert [one.addr_spec for one in read["To"].addresses] == ["ada-1@x.example", "mo-11@x.example"]
    names = [one.get_filename() for one in read.iter_attachments()]
    assert names == [
        "Glacier-visit-Programme.pdf", "Personal-itinerary-Ada.pdf", "Personal-itinerary-محمد.pdf",
        "Glacier-visit-Calendar.ics",
    ]  # fmt: skip
    lines = {one["paper"]: one for one in log(run)}
    assert set(lines) == {"d.eml", *names}
    assert {one["way"] for one in lines.values()} == {"email"}
    assert lines["Personal-itinerary-Ada.pdf"]["sent_to"] == "Ada"
    assert lines["d.eml"]["sent_to"] == "Ada, محمد"


def test_every_paper_written_is_logged_in_one_step_that_undo_takes_back(
    run: Run, tmp_path: Path
) -> None:
    run("papers", "visit-1", "--to", tmp_path / "all")
    run("paper", "visit-1", "programme", "-o", tmp_path / "p.docx", "--audience", "guest")
    lines = log(run)
    assert lines[0]["paper"] == "p.docx"
    assert (lines[0]["kind"], lines[0]["audience"]) == ("programme", "guest")
    assert {one["paper"] for one in lines[1:]} == {f.name for f in (tmp_path / "all").iterdir()}
    assert "Send out the programme" in run("history")
    run("undo")
    assert len(log(run)) == len(lines) - 1


def test_what_cannot_be_written_is_not_in_the_log(run: Run, tmp_path: Path) -> None:
    told = run("paper", "visit-1", "programme", "-o", tmp_path / "none" / "p.pdf", code=1)
    assert "cannot be written" in told
    run("calendar", "visit-1", "-o", tmp_path / "none" / "v.ics", code=1)
    run("cards", "visit-1", "-o", tmp_path / "none" / "v.vcf", code=1)
    assert log(run) == []
    assert "Nothing was sent out yet." in run("sent")


def test_the_log_tells_who_holds_a_copy_of_what_was_sent(run: Run, tmp_path: Path) -> None:
    run("issue", "visit-1")
    run("paper", "visit-1", "programme", "-o", tmp_path / "visit.pdf", "--audience", "guest")
    run("hand", "visit-1", "programme-guest.pdf", "--to", "Front desk")
    (line,) = log(run)
    assert (line["version"], line["held_by"]) == ("1", ["Front desk"])
    assert "held by Front desk" in run("sent", "visit-1")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("letters", "visit-1", "--to", "x", "--occasion", "wedding"), "no letters for “wedding”"),
        (("letters", "visit-1", "--to", "x", "--letter", "none"), "no letter “none”"),
        (("calendar", "visit-1", "-o", "x.ics", "--audience", "moon"), "no audience “moon”"),
        (("draft", "visit-1", "-o", "x.eml", "--paper", "itinerary"), "nobody is named"),
        (("draft", "visit-1", "-o", "x.eml", "--paper", "poster"), "no paper “poster”"),
        (("cards", "visit-1", "-o", "x.vcf", "--card-version", "5"), "version 5"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    run: Run, words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in run(*words, code=1)
