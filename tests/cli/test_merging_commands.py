"""Duplicates of two posts are found, merged and parted at headquarters by command."""

from __future__ import annotations

import json

import pytest

from sciattache import cli
from sciattache.domain.directory.person import Person
from sciattache.domain.office.handling import Handling
from sciattache.domain.points import Point
from sciattache.store.office import open_office
from tests.cli.test_headquarters_commands import carry, run

__all__ = ["run"]


@pytest.fixture
def network(tmp_path, run):
    """Headquarters and two posts that know Ana Silva, who have sent her."""
    hq = tmp_path / "hq.sciattache"
    run("hq", "new", hq)
    posts = {}
    for name in ("Lisbon", "Tokyo"):
        post, answer = tmp_path / f"{name}.sciattache", tmp_path / f"answer-{name}"
        run("new", post)
        run("key", "show", post, "-o", tmp_path / f"{name}.psb", "--office", name)
        said = run("hq", "enrol", hq, tmp_path / f"{name}.psb", "-o", answer)
        run("bundle", "take", post, answer, "--words", said.rsplit(":", 1)[1].strip())
        office = open_office(post)
        with office.step("Add") as session:
            session.add(Person(
                given_name="Ana", family_name="Silva", city=name,
                emails=(Point("ana@uni.pt"),), nickname=name[:3],
            ))  # fmt: skip
        office.close()
        carry(run, post, hq, tmp_path / f"first-{name}")
        posts[name] = post
    return hq, posts


def down(run, hq, posts, tmp_path) -> None:
    for number, (name, post) in enumerate(posts.items(), 1):
        folder = tmp_path / f"down-{name}"
        run("hq", "make", hq, "--to", number, "-o", folder)
        run("bundle", "take", post, folder)


def test_a_person_whom_two_posts_know_is_found_merged_and_parted(network, run, tmp_path) -> None:
    hq, posts = network
    (found,) = json.loads(run("hq", "duplicates", hq, "--json"))
    assert sorted(side["office"] for side in found["records"]) == ["Lisbon", "Tokyo"]
    assert found["reasons"] == ["email", "name"]
    told = run("hq", "duplicates", hq)
    assert "Ana Silva (Lisbon)" in told
    assert "1 likely pairs." in told
    ids = {side["office"]: side["id"] for side in found["records"]}
    said = run("hq", "merge", hq, ids["Lisbon"], ids["Tokyo"], "--take", "nickname")
    assert "“Ana Silva” is “Ana Silva” now" in said
    down(run, hq, posts, tmp_path)
    for post in posts.values():
        (one,) = json.loads(run("list", post, "person", "--json"))
        assert (one["id"], one["fields"]["city"]) == (ids["Lisbon"], "Lisbon")
        assert one["fields"]["nickname"] == "Tok"
    (merged,) = json.loads(run("hq", "mergings", hq, "--json"))
    assert (merged["title"], merged["state"]) == ("Ana Silva", "merged")
    assert "is back" in run("hq", "unmerge", hq, ids["Tokyo"][:8])
    assert "taken back" in run("hq", "mergings", hq)
    down(run, hq, posts, tmp_path)
    (one,) = json.loads(run("list", posts["Lisbon"], "person", "--json"))
    assert one["fields"]["nickname"] == "Lis"
    assert json.loads(run("hq", "duplicates", hq, "--json")) == []


def test_two_who_are_said_to_be_two_are_not_listed_again(network, run) -> None:
    hq, _ = network
    (found,) = json.loads(run("duplicates", hq, "--json"))
    run("hq", "apart", hq, *(side["id"] for side in found["records"]))
    assert "0 likely pairs." in run("hq", "duplicates", hq)


def test_a_marking_that_one_post_may_not_read_keeps_two_apart(network, run, capsys) -> None:
    hq, _ = network
    (found,) = json.loads(run("duplicates", hq, "--json"))
    first, second = (side["id"] for side in found["records"])
    office = open_office(hq)
    with office.step("Mark") as session:
        secret = Handling(name="Secret", level=9)
        session.add(secret)
        session.flush()
        session.query(Person).filter_by(id=first).one().handling = secret.id
    office.close()
    assert cli.main(["hq", "merge", str(hq), first, second]) == 1
    assert "may not read “Ana Silva”" in capsys.readouterr().err


def test_the_network_is_reported_as_a_workbook_and_as_pages(network, run, tmp_path, capsys) -> None:
    hq, posts = network
    told = json.loads(run("hq", "report", hq, "-o", tmp_path / "r.xlsx", "--json"))
    assert [(one["name"], one["people"]) for one in told["offices"]] == [
        ("Lisbon", 1), ("Tokyo", 1), ("Headquarters", 0)
    ]  # fmt: skip
    assert (tmp_path / "r.xlsx").stat().st_size > 4000
    run("hq", "report", hq, "-o", tmp_path / "r.pdf", "--language", "ar", "--from", "2026-01-01")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    wrong = ["hq", "report", str(hq), "-o", "r.pdf", "--from", "2026-02-01", "--to", "2026-01-01"]
    assert cli.main(wrong) == 1
    assert "ends before it begins" in capsys.readouterr().err
    assert cli.main(["hq", "report", str(posts["Lisbon"]), "--json"]) == 1
    assert "not headquarters'" in capsys.readouterr().err


def test_what_was_marked_higher_is_asked_back_and_answered(network, run, tmp_path) -> None:
    hq, posts = network
    office = open_office(hq)
    with office.step("Mark") as session:
        secret = Handling(name="Secret", level=9)
        session.add(secret)
        session.flush()
        for one in session.query(Person).filter_by(city="Tokyo"):
            one.handling = secret.id
    office.close()
    down(run, hq, posts, tmp_path)
    assert "“Ana Silva”, now Secret, asked of Tokyo" in run("hq", "recalls", hq)
    assert "0 recalls" in run("recalls", posts["Lisbon"])
    (found,) = json.loads(run("recalls", posts["Tokyo"], "--json"))
    assert "Decided" in run("answer-recall", posts["Tokyo"], found["id"][:8], "done",
                            "--why", "Two copies shredded.")  # fmt: skip
    carry(run, posts["Tokyo"], hq, tmp_path / "answered")
    assert "0 recalls" in run("hq", "recalls", hq)
    assert "done by" in run("hq", "recalls", hq, "--all")
