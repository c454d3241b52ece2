"""Conflicts found and waived from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from sciattache.cli import main


@pytest.fixture
def visit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """A store and an engagement in which Ama is in two places at once."""
    store = str(tmp_path / "office.sciattache")
    assert main(["new", store]) == 0

    def add(*words: str) -> str:
        capsys.readouterr()
        assert main(["add", store, *words, "--json"]) == 0
        return str(json.loads(capsys.readouterr().out)["id"])

    visit = add("engagement", "title=Visit", "kind=seminar", "zone=Africa/Accra")
    person = add("person", "given_name=Ama", "family_name=Owusu")
    of = f"engagement={visit}"
    add("participation", of, f"person={person}", "side=guest", "rsvp=accepted")
    for title, hours in (("Talks", "10:00 11:00"), ("Tour", "10:30 11:30")):
        start, end = hours.split()
        add("agenda_item", of, f"title={title}", f"starts_at=2031-03-04 {start}",
            f"ends_at=2031-03-04 {end}", "start_zone=Africa/Accra")  # fmt: skip
    return store, visit


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert main(["conflicts", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_booking_in_another_engagement_is_told_with_its_title(
    visit: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store, engagement = visit
    person = json.loads(_out(capsys, "list", store, "person", "--json"))[0]["id"]
    fair = json.loads(_out(capsys, "add", store, "engagement", "title=Fair", "kind=seminar",
                           "zone=Africa/Accra", "--json"))["id"]  # fmt: skip
    item = json.loads(_out(
        capsys, "add", store, "agenda_item", f"engagement={fair}", "title=Stand",
        "starts_at=2031-03-04 11:15", "ends_at=2031-03-04 12:00", "status=confirmed", "--json",
    ))["id"]  # fmt: skip
    _out(capsys, "add", store, "attendance", f"item={item}", f"person={person}")
    sentence = "Tour and Stand of “Fair” are at the same time (Tue 4 Mar 2031, 10:30): Ama Owusu."
    found = {one["sentence"]: one for one in told(capsys, store, engagement)["conflicts"]}
    assert found[sentence]["severity"] == "blocks"
    assert (found[sentence]["subjects"][1]["id"], found[sentence]["rule"]) == (item, "person_twice")
    assert sentence in _out(capsys, "conflicts", store, engagement)
    _out(capsys, "set", store, item, "status=cancelled")
    assert sentence not in _out(capsys, "conflicts", store, engagement)


def _out(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main([*words]) == 0
    return capsys.readouterr().out


def test_a_conflict_is_listed_waived_with_a_reason_and_counts_again_after_undo(
    visit: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store, engagement = visit
    first = told(capsys, store, engagement[:8])
    assert first["engagement"] == engagement
    assert first["counts"] == {"blocks": 1, "warns": 0, "notes": 0, "waived": 0}
    (found,) = first["conflicts"]
    assert found["rule"] == "person_twice" and found["severity"] == "blocks"
    assert found["sentence"] == (
        "Talks and Tour are at the same time (Tue 4 Mar 2031, 10:30): Ama Owusu."
    )
    assert [(one["type"], one["title"]) for one in found["subjects"]] == [
        ("agenda_item", "Tour"), ("agenda_item", "Talks"), ("participation", "Ama Owusu · Visit"),
    ]  # fmt: skip
    assert (found["day"], found["at"]) == ("2031-03-04", "2031-03-04T10:30:00+00:00")
    assert found["waived"] is None

    key = found["key"]
    assert main(["waive", store, engagement, key[:-3], "--reason", "She leaves early."]) == 0
    second = told(capsys, store, engagement)
    assert second["counts"] == {"blocks": 0, "warns": 0, "notes": 0, "waived": 1}
    assert second["conflicts"] == [found | {"waived": "She leaves early."}]

    assert main(["conflicts", store, engagement]) == 0
    out = capsys.readouterr().out
    assert out.strip() == "0 block, 0 warn, 0 notes, 1 waived"
    assert main(["conflicts", store, engagement, "--waived"]) == 0
    out = capsys.readouterr().out
    assert "Waived: She leaves early." in out and key in out

    assert main(["history", store]) == 0
    assert "Waive: Talks and Tour are at the same time" in capsys.readouterr().out
    assert main(["undo", store]) == 0
    assert told(capsys, store, engagement) == first


def test_a_waiver_is_refused_without_a_reason_or_for_an_unknown_key(
    visit: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store, engagement = visit
    key = told(capsys, store, engagement)["conflicts"][0]["key"]
    assert main(["waive", store, engagement, key, "--reason", "  "]) == 1
    assert "only with a reason" in capsys.readouterr().err
    assert main(["waive", store, engagement, "person_twice-x", "--reason", "Why not"]) == 1
    assert "No conflict has the key" in capsys.readouterr().err
    assert told(capsys, store, engagement)["counts"]["waived"] == 0


def test_only_an_engagement_has_conflicts(
    visit: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store, engagement = visit
    person = next(
        one["id"]
        for one in told(capsys, store, engagement)["conflicts"][0]["subjects"]
        if one["type"] == "participation"
    )
    assert main(["conflicts", store, person]) == 1
    assert "No engagement has" in capsys.readouterr().err


def test_a_seat_whose_person_declined_is_told_with_the_conflicts_and_the_versions(
    visit: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    store, engagement = visit
    subjects = told(capsys, store, engagement)["conflicts"][0]["subjects"]
    item, part = subjects[1]["id"], subjects[2]["id"]
    assert main(["seat", store, item, "--apply"]) == 0
    assert main(["set", store, part, "rsvp=declined"]) == 0
    (found,) = told(capsys, store, engagement)["conflicts"]
    assert (found["rule"], found["severity"]) == ("seat", "warns")
    assert found["sentence"] == "Seated at Table 1, Talks, but declined: Ama Owusu."
    assert [one["type"] for one in found["subjects"]] == ["seating", "agenda_item", "seat"]
    assert main(["versions", store, engagement, "--json"]) == 0
    (seat,) = json.loads(capsys.readouterr().out)["seats"]
    assert (seat["person"], seat["sentences"]) == ("Ama Owusu", [found["sentence"]])
    assert main(["versions", store, engagement]) == 0
    assert "seat to look at: Ama Owusu" in capsys.readouterr().out
