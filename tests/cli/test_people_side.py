"""The commands on who comes, in which order, where they sit, ride and sleep."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sciattache.cli import main

PEOPLE = (
    ("g1", "guest", "head", "FR"), ("g2", "guest", "member", "AT"), ("g3", "guest", "member", "JP"),
    ("h1", "host", "head", "PT"), ("h2", "host", "member", "PT"),
)  # fmt: skip


class Store:
    """An office on disk, spoken to by commands as machines do."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys
        self.ids: dict[str, str] = {}

    def add(self, of_type: str, key: str, *fields: str) -> str:
        self.capsys.readouterr()
        assert main(["add", str(self.path), of_type, *fields, "--json"]) == 0
        self.ids[key] = json.loads(self.capsys.readouterr().out)["id"]
        return self.ids[key]

    def run(self, command: str, *words: str) -> Any:
        self.capsys.readouterr()
        assert main([command, str(self.path), *words, "--json"]) == 0
        return json.loads(self.capsys.readouterr().out)

    def list(self, of_type: str) -> list[dict[str, Any]]:
        return [one["fields"] for one in self.run("list", of_type)]


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Store:
    made = Store(tmp_path / "office.sciattache", capsys)
    assert main(["new", str(made.path)]) == 0
    visit = made.add(
        "engagement", "visit", "title=Visit", "starts_on=2026-03-23", "ends_on=2026-03-26",
        "zone=Europe/Lisbon",
    )  # fmt: skip
    for name, side, role, country in PEOPLE:
        person = made.add("person", name, f"given_name={name}")
        made.add(
            "participation", f"part_{name}", f"engagement={visit}", f"person={person}",
            f"side={side}", f"role={role}", f"country={country}",
        )  # fmt: skip
    made.add("agenda_item", "dinner", f"engagement={visit}", "title=Dinner", "kind=meal")
    return made


def names(store: Store, ids: list[str]) -> list[str]:
    known = {id: name for name, id in store.ids.items()}
    return [known[id] for id in ids]


def test_the_order_is_told_by_any_rule_with_the_reason_for_each(store: Store) -> None:
    found = store.run("precedence", store.ids["visit"], "--rule", "country", "--language", "fr")
    assert names(store, [row["person"] for row in found["order"]]) == ["g1", "g2", "g3", "h1", "h2"]
    assert found["order"][2]["why"] == "Japon comes after Autriche (g2) in French."
    assert found["receiving"] == ["h1", "g1"] and "language" in found["source"]


def test_a_seating_is_proposed_kept_and_taken_back_in_one_step(store: Store) -> None:
    dinner = store.ids["dinner"]
    proposed = store.run("seat", dinner, "--shape", "round", "--places", "6")
    assert store.list("seat") == [] and proposed["moved"] == 0
    kept = store.run("seat", dinner, "--shape", "round", "--places", "6", "--apply")
    assert kept["moved"] == 5
    at = {row["number"]: row["person"] for row in kept["seats"]}
    assert names(store, [at[1], at[6], at[2]]) == ["h1", "g1", "g2"]
    assert len(store.list("seat")) == 5
    assert store.list("seating")[0]["shape"] == "round"
    assert store.run("seat", dinner, "--apply")["moved"] == 0
    assert main(["undo", str(store.path)]) == 0
    assert store.list("seat") == [] and store.list("seating") == []


def test_a_seat_moved_and_fixed_by_hand_stays_when_proposed_again(store: Store) -> None:
    dinner = store.ids["dinner"]
    store.run("seat", dinner, "--shape", "round", "--places", "6", "--apply")
    (seat,) = store.run("list", "seat", "--where", f"person={store.ids['g3']}")
    assert main(["set", str(store.path), seat["id"], "number=4", "fixed=yes", "reason=Asked"]) == 0
    again = store.run("seat", dinner, "--apply")
    (row,) = [row for row in again["seats"] if row["person"] == store.ids["g3"]]
    assert row["number"] == 4 and row["departs"]
    assert {one.get("reason") for one in store.list("seat") if one.get("fixed")} == {"Asked"}


def test_a_table_for_something_else_than_an_item_is_refused(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seat", str(store.path), store.ids["visit"]]) == 1
    assert "is not a programme item" in capsys.readouterr().err


def test_a_rule_that_does_not_exist_is_refused_with_those_that_do(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["precedence", str(store.path), store.ids["visit"], "--rule", "age"]) == 1
    assert "date_in_post" in capsys.readouterr().err


def test_an_engagement_is_copied_to_another_day_and_as_a_template(store: Store) -> None:
    made = store.run("clone", store.ids["visit"], "--starts", "2027-04-05", "--title", "Next")
    assert (made["title"], made["ends_on"]) == ("Next", "2027-04-08")
    kept = store.run("clone", store.ids["visit"], "--template", "--title", "Pattern")
    assert kept["template"]
    people = store.run("list", "participation", "--where", f"engagement={kept['id']}")
    assert people == []


def test_a_copy_without_a_day_is_refused(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clone", str(store.path), store.ids["visit"]]) == 1
    assert "needs a first day" in capsys.readouterr().err


def test_tasks_are_listed_by_their_distance_from_the_first_day(store: Store) -> None:
    visit = store.ids["visit"]
    for task, days in (("Report", 15), ("Invite", -30), ("Welcome", 0)):
        store.add("follow_up", task, f"task={task}", f"engagement={visit}", f"due_days={days}")
    found = store.run("tasks", visit)
    assert [(one["mark"], one["on"]) for one in found] == [
        ("D-30", "2026-02-21"), ("D", "2026-03-23"), ("D+15", "2026-04-07"),
    ]  # fmt: skip


def test_everybody_is_invited_in_one_step_and_answers_are_kept(store: Store) -> None:
    visit = store.ids["visit"]
    assert len(store.run("invitations", visit)["not_invited"]) == 5
    asked = store.run("invitations", visit, "--invite")
    assert asked["changed"] == 5 and len(asked["waiting"]) == 5
    said = store.run("invitations", visit, "--answer", "g2", "declined")
    assert [one["name"] for one in said["declined"]] == ["g2"]
    assert main(["undo", str(store.path)]) == 0 and main(["undo", str(store.path)]) == 0
    assert len(store.run("invitations", visit)["not_invited"]) == 5


def test_an_answer_of_somebody_unknown_or_of_no_kind_is_refused(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    visit = store.ids["visit"]
    assert main(["invitations", str(store.path), visit, "--answer", "zoe", "accepted"]) == 1
    assert "Nobody of this engagement" in capsys.readouterr().err
    assert main(["invitations", str(store.path), visit, "--answer", "g1", "invited"]) == 1
    assert "is no answer" in capsys.readouterr().err


def test_cars_and_rooms_are_proposed_and_kept(store: Store) -> None:
    visit = store.ids["visit"]
    car = store.add("vehicle", "car", f"engagement={visit}", "name=Car 1", "seats=2")
    found = store.run("cars", visit, "--apply")
    assert [row["name"] for row in found["cars"]["Car 1"]] == ["g1", "g2"]
    assert found["without"] == ["g3"]
    assert [one.get("vehicle") for one in store.list("participation")].count(car) == 2
    assert store.run("cars", visit)["changes"] == 0
    assert store.run("rooms", visit)["changes"] == 3
    store.run("rooms", visit, "--apply")
    assert [one["room_kind"] for one in store.list("stay")] == ["single"] * 3
    assert store.run("rooms", visit)["changes"] == 0
