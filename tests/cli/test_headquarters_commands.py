"""Keys are changed, a stolen one's writing is taken back, and people are erased by command."""

from __future__ import annotations

import json

import pytest

from sciattache import cli
from sciattache.domain.directory.place import Place
from sciattache.store.office import open_office


@pytest.fixture
def run(capsys):
    """Run a command that succeeds; gives what it says."""

    def run(*words: object) -> str:
        assert cli.main([str(word) for word in words]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return run


@pytest.fixture
def joined(tmp_path, run):
    """An office that has sent one place to headquarters; gives both files."""
    hq, post, answer = (tmp_path / name for name in ("hq.sciattache", "post.sciattache", "answer"))
    run("hq", "new", hq)
    run("new", post)
    run("key", "show", post, "-o", tmp_path / "ask.psb", "--office", "Lisbon")
    said = run("hq", "enrol", hq, tmp_path / "ask.psb", "-o", answer)
    words = said.rsplit(":", 1)[1].strip()
    run("bundle", "take", post, answer, "--words", words)
    office = open_office(post)
    with office.step("Add") as session:
        session.add(Place(name="Planted"))
    office.close()
    carry(run, post, hq, tmp_path / "first")
    return hq, post


def carry(run, sender, receiver, folder) -> None:
    run("bundle", "make", sender, "-o", folder)
    run("bundle", "take", receiver, folder)


def test_what_an_office_wrote_is_listed_and_taken_back(joined, run) -> None:
    hq, _ = joined
    (found,) = json.loads(run("hq", "review", hq, "1", "--json"))
    assert (found["title"], found["how"]) == ("Planted", "added")
    assert json.loads(run("hq", "review", hq, "1", "--since", "2199-01-01", "--json")) == []
    assert "taken back" in run("hq", "review", hq, "1", "--take-back")
    assert "Planted" not in run("list", hq, "place")
    run("undo", hq)
    assert "Planted" in run("list", hq, "place")


def test_a_record_is_erased_at_headquarters_and_at_the_office(joined, run, tmp_path) -> None:
    hq, post = joined
    (found,) = json.loads(run("hq", "review", hq, "1", "--json"))
    assert "1 records erased" in run("hq", "purge", hq, found["id"], "--yes")
    carry(run, hq, post, tmp_path / "down")
    for store in joined:
        assert b"Planted" not in store.read_bytes()


def test_keys_are_changed_and_the_exchange_goes_on(joined, run, tmp_path) -> None:
    hq, post = joined
    before = run("key", "show", post)
    run("key", "rotate", post)
    assert run("key", "show", post) != before
    for n, (sender, receiver) in enumerate([(post, hq), (hq, post), (post, hq)]):
        carry(run, sender, receiver, tmp_path / str(n))
    arrivals = json.loads(run("bundle", "status", hq, "--json"))["arrivals"]
    assert {one["outcome"] for one in arrivals} <= {"applied", "duplicate"}


def test_stolen_keys_of_headquarters_are_replaced_by_the_offline_root(
    joined, run, tmp_path, monkeypatch
) -> None:
    hq, post = joined
    monkeypatch.setenv("SCIATTACHE_PASSPHRASE", "in the ambassador's safe")
    said = run("hq", "root", hq, "-o", tmp_path / "root")
    files = sorted((tmp_path / "root").iterdir())
    assert len(files) == 3 and all(str(one) in said for one in files)
    assert "Directory 1, until" in run("hq", "vouch", hq, *files[:2])
    carry(run, hq, post, tmp_path / "vouched")
    assert "directory 1 counts until" in run("bundle", "status", post)
    before = run("key", "show", hq)
    run("hq", "vouch", hq, files[0], files[2], "--stolen", "--days", 30)
    assert run("key", "show", hq) != before
    for n, (sender, receiver) in enumerate([(hq, post), (post, hq)]):
        carry(run, sender, receiver, tmp_path / f"after-{n}")
    assert json.loads(run("bundle", "status", post, "--json"))["directory"]["version"] == 2
    arrivals = json.loads(run("bundle", "status", hq, "--json"))["arrivals"]
    assert {one["outcome"] for one in arrivals} == {"applied"}


def test_what_the_root_refuses_is_said(joined, run, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("SCIATTACHE_PASSPHRASE", "in the ambassador's safe")
    hq, post = joined
    root = tmp_path / "root"
    run("hq", "root", hq, "-o", root)
    for words, told in (
        (("vouch", hq, root / "root-key-1.age"), "2 different keys"),
        (("vouch", hq, root / "none.age"), "none.age"),
        (("root", hq, "-o", root), "an offline root already"),
        (("root", post, "-o", root), "not headquarters"),
    ):
        assert cli.main(["hq", *map(str, words)]) != 0
        assert told in capsys.readouterr().err
