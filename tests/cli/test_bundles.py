"""Bundles are made, previewed and taken by command, over folders, mails and servers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import keyring
import pytest

from sciattache import cli
from sciattache.domain.directory.place import Place
from sciattache.domain.office.handling import Handling
from sciattache.store import office as offices
from sciattache.store.office import open_office
from sciattache.sync import membership
from sciattache.sync.carrying import ways
from tests.keystore import Keystore
from tests.sync.carrying.servers import PASSWORD, Dav, Ssh, refusing, serving


@pytest.fixture(autouse=True)
def keystore(tmp_path, monkeypatch):
    before = keyring.get_keyring()
    made = Keystore()
    keyring.set_keyring(made)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run commands where the stores are; gives what was printed and what was complained of."""
    monkeypatch.chdir(tmp_path)

    def called(line: str, *more: str) -> tuple[int, str, str]:
        code = cli.main([*line.split(), *more])
        out, err = capsys.readouterr()
        return code, out, err

    return called


@pytest.fixture(scope="module")
def acquainted(tmp_path_factory) -> Path:
    """A post and headquarters that know each other, made once."""
    folder = tmp_path_factory.mktemp("acquainted")
    post, hq = (offices.create(folder / f"{name}.sciattache") for name in ("post", "hq"))
    membership.become_headquarters(hq)
    enrolled = membership.enrol(hq, membership.ask(post, "Lisbon"), clearance=1)
    (folder / "answer.psb").write_bytes(enrolled.answer)
    membership.join(post, enrolled.answer, words=enrolled.words)
    post.close()
    hq.close()
    return folder


@pytest.fixture
def pair(acquainted, tmp_path) -> None:
    """Both of them, where the commands run."""
    shutil.copytree(acquainted, tmp_path, dirs_exist_ok=True)


def test_an_office_joins_with_the_words(pair, run) -> None:
    offices.create(Path("rome.sciattache")).close()
    run("key show rome.sciattache -o ask.psb --office Rome")
    _, out, _ = run("hq enrol hq.sciattache ask.psb -o joins")
    words = out.rpartition(": ")[2].strip()
    code, _, err = run("bundle take rome.sciattache joins")
    assert code == 1 and "give the six words" in err
    assert run("bundle take rome.sciattache joins --words", words)[0] == 0
    assert run("bundle make rome.sciattache -o up")[0] == 0


def add(*names: str, store: str = "post.sciattache", **marked: int) -> None:
    office = open_office(Path(store))
    with office.step("Add places") as session:
        session.add_all(Place(name=name) for name in names)
        session.add_all(Handling(name=name, level=level) for name, level in marked.items())
    office.close()


def places(store: str) -> set[str]:
    office = open_office(Path(store))
    with office.session() as session:
        found = {one.name for one in session.query(Place)}
    office.close()
    return found


def test_what_a_post_makes_headquarters_takes_from_the_folder(pair, run) -> None:
    add("Łódź")
    code, out, _ = run("bundle make post.sciattache -o up --json")
    (made,) = json.loads(out)
    assert code == 0 and Path(made["file"]).stat().st_size == made["bytes"]
    code, out, _ = run("hq take hq.sciattache up --json")
    assert [one["outcome"] for one in json.loads(out)] == ["applied"]
    assert places("hq.sciattache") == {"Łódź"}
    assert run("hq take hq.sciattache up")[:2] == (0, "")
    assert ": duplicate" in run("hq take hq.sciattache up --again")[1]


@pytest.mark.parametrize("kind", [Dav, Ssh])
def test_a_server_is_remembered_and_its_password_kept_in_the_keystore_alone(
    pair, run, tmp_path, monkeypatch, keystore, kind
) -> None:
    (tmp_path / "served").mkdir()
    with serving(kind(tmp_path / "served")) as server:
        monkeypatch.setenv("SCIATTACHE_PLACE_PASSWORD", PASSWORD)
        add("One")
        assert run(f"bundle make post.sciattache -o {server.url}up --remember")[0] == 0
        monkeypatch.delenv("SCIATTACHE_PLACE_PASSWORD")
        add("Two")
        code, out, _ = run("bundle make post.sciattache")
        assert code == 0 and all(line.startswith(server.url) for line in out.splitlines())
        url = server.url.replace("@", f":{PASSWORD.replace(' ', '%20')}@")
        assert run(f"hq take hq.sciattache {url}up --remember")[0] == 0
        assert places("hq.sciattache") == {"One", "Two"}
        assert run("hq take hq.sciattache")[:2] == (0, "")
        assert f"     to {server.url}up\n" in run("bundle status post.sciattache")[1]
        assert f"     from {server.url}up\n" in run("bundle status hq.sciattache")[1]
    assert set(keystore.held.values()) == {PASSWORD}
    for store in ("post.sciattache", "hq.sciattache"):
        kept = b"".join(one.read_bytes() for one in tmp_path.glob(f"{store}*"))
        assert PASSWORD.encode() not in kept and b"%20horse" not in kept


def test_what_broke_off_goes_on_at_the_next_call(pair, run, tmp_path, monkeypatch) -> None:
    (tmp_path / "served").mkdir()
    monkeypatch.setenv("SCIATTACHE_PLACE_PASSWORD", PASSWORD)
    add("One")
    with serving(Dav(tmp_path / "served")) as server:
        server.fault = refusing("MOVE", "423 Locked")
        code, out, err = run(f"bundle make post.sciattache -o {server.url}")
        assert (code, out) == (1, "") and "locked by somebody else" in err
        server.fault = None
        code, out, _ = run(f"bundle make post.sciattache -o {server.url} --json")
        assert [one["went_on"] for one in json.loads(out)] == [True]


def test_drafts_carry_the_bundles_and_are_taken_as_they_are(pair, run) -> None:
    add("Łódź")
    code, out, _ = run("bundle make post.sciattache --mail -o mails --address hq@ministry.example")
    assert code == 0 and out == f"{Path('mails') / 'bundles-1-of-1.eml'}\n"
    assert b"To: Headquarters <hq@ministry.example>" in Path(out.strip()).read_bytes()
    assert run("hq take hq.sciattache mails/bundles-1-of-1.eml")[0] == 0
    assert places("hq.sciattache") == {"Łódź"}
    office = open_office(Path("post.sciattache"))
    with office.session() as session:
        assert ways.way(session, 0).address == "hq@ministry.example"
    office.close()


def test_the_size_of_mails_is_remembered(pair, run) -> None:
    import random

    add(*(random.Random(number).randbytes(300).hex() for number in range(20)))
    run("bundle make post.sciattache --mail -o mails --max-size 100k")
    run("bundle make post.sciattache --mail -o again")
    for folder in ("mails", "again"):
        assert all(one.stat().st_size <= 100_000 for one in Path(folder).iterdir())


def test_a_preview_says_what_would_leave_and_makes_nothing(pair, run) -> None:
    run("hq make hq.sciattache -o down")
    add("Łódź", store="hq.sciattache", Secret=2)
    code, out, _ = run("hq make hq.sciattache --preview --line-speed 64")
    assert code == 0
    assert "1 Lisbon: 1 new steps" in out and "at 64 kbit/s" in out
    assert "Places: 1: Łódź" in out and "kept back, marked Secret: 1: Secret" in out
    _, out, _ = run("hq make hq.sciattache --preview --json")
    (told,) = json.loads(out)
    assert [one["titles"] for one in told["records"]] == [["Łódź"]]
    assert told["minutes"] == round(told["size"] * 8 / 64_000 / 60, 1)
    assert "1 steps wait" in run("bundle status hq.sciattache")[1]


def test_each_office_gets_a_folder_of_its_own(pair, run) -> None:
    offices.create(Path("other.sciattache")).close()
    run("key show other.sciattache -o ask.psb --office Rome")
    run("hq enrol hq.sciattache ask.psb -o answer")
    add("Łódź", store="hq.sciattache")
    run("hq make hq.sciattache -o down")
    assert sorted(one.name for one in Path("down").iterdir()) == ["001", "002"]
    assert run("hq make hq.sciattache -o rome --to 2")[0] == 0
    assert [one.suffix for one in Path("rome").iterdir()] == [".psb"]
    code, _, err = run("hq make hq.sciattache --mail -o mails --address x@y.example")
    assert code == 1 and "one office's" in err


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("bundle make post.sciattache", "No place is known for Headquarters"),
        ("bundle make post.sciattache -o smb://server/share", "cannot reach"),
        ("bundle make post.sciattache -o up --max-size big", "no size"),
        ("bundle make post.sciattache -o up --max-size 1k", "too small"),
        ("bundle make post.sciattache --mail", "No folder is given"),
        ("bundle make post.sciattache --mail -o sftp://host/x", "cannot hold drafts"),
        ("bundle make post.sciattache --mail -o mails --address nobody", "no address"),
        ("bundle make post.sciattache -o up --to 9", ""),
        ("bundle take post.sciattache", "No place is known"),
        ("bundle take post.sciattache nowhere.psb", "cannot be read"),
        ("bundle take post.sciattache /proc/self/mem", "cannot be read"),
        ("bundle take post.sciattache ask.psb", "asks to join"),
        ("bundle take post.sciattache answer.psb", "six words"),
        ("bundle take post.sciattache post.sciattache", "no bundle"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(pair, run, line: str, says: str) -> None:
    run("key show post.sciattache -o ask.psb")
    code, _, err = run(line)
    assert code == 1 and says in err and err.count("\n") == 1


def test_a_file_that_is_damaged_is_refused(pair, run) -> None:
    add("Łódź")
    _, out, _ = run("bundle make post.sciattache -o up")
    file = Path(out.strip())
    file.write_bytes(file.read_bytes()[:-1] + b"\0")
    code, out, err = run(f"hq take hq.sciattache {file}")
    assert code == 1 and "refused" in out and "Ask for it again" in err


def test_a_clash_is_listed_with_what_stands_by_now_and_decided(pair, run) -> None:
    def exchange() -> None:
        for line in (
            "bundle make post.sciattache -o up", "hq take hq.sciattache up",
            "hq make hq.sciattache -o down", "bundle take post.sciattache down",
        ):  # fmt: skip
            assert run(line)[0] == 0

    run("add hq.sciattache place name=Castle")
    exchange()
    id = json.loads(run("list post.sciattache place --json")[1])[0]["id"]
    run(f"set post.sciattache {id} city=Porto")
    run(f"set hq.sciattache {id} city=Faro")
    exchange()
    (clash,) = json.loads(run("clashes post.sciattache --json")[1])
    assert (clash["title"], clash["now"]) == ("Castle", None)
    assert {clash["kept"], clash["other"]} == {"Porto", "Faro"}
    assert f"Castle, city: “{clash['kept']}”" in run("clashes post.sciattache")[1]
    run(f"set post.sciattache {id} city=Braga")
    out = run("clashes post.sciattache")[1]
    assert "stood" in out and "“Braga” stands now" in out
    stood = "mine" if clash["kept"] == "Porto" else "theirs"
    run(f"clashes settle post.sciattache {clash['id']} --keep {stood}")
    assert run("clashes post.sciattache")[1] == ""
    assert clash["kept"] in run(f"show post.sciattache {id}")[1]


def test_keys_under_a_passphrase_are_opened_by_it_or_by_the_keystore(
    pair, run, keystore, monkeypatch
) -> None:
    shown = run("key show post.sciattache")[1]
    monkeypatch.setenv("SCIATTACHE_PASSPHRASE", "eleven long")
    code, _, err = run("key guard post.sciattache")
    assert code == 1 and "at least 12 characters" in err
    monkeypatch.setenv("SCIATTACHE_PASSPHRASE", "a long walk home")
    code, out, _ = run("key guard post.sciattache")
    assert code == 0 and "SCIATTACHE_KEYS_PASSPHRASE" in out
    assert run("key lock post.sciattache")[0] == 0
    assert run("key show post.sciattache")[1] == shown
    code, _, err = run("bundle make post.sciattache -o out")
    assert code == 1 and "under a passphrase" in err and "SCIATTACHE_KEYS_PASSPHRASE" in err
    monkeypatch.setenv("SCIATTACHE_KEYS_PASSPHRASE", "another one altogether")
    code, _, err = run("bundle make post.sciattache -o out")
    assert code == 1 and "does not open the keys" in err
    monkeypatch.setenv("SCIATTACHE_KEYS_PASSPHRASE", "a long walk home")
    assert run("bundle make post.sciattache -o out")[0] == 0
    assert run("key unlock post.sciattache")[0] == 0
    monkeypatch.delenv("SCIATTACHE_KEYS_PASSPHRASE")
    assert len(keystore.held) == 1
    assert run("bundle make post.sciattache -o out --again")[0] == 0
    assert run("key rotate post.sciattache")[0] == 0
    assert run("key unguard post.sciattache")[0] == 0
    assert not keystore.held
    code, _, err = run("key unlock post.sciattache")
    assert code == 1 and "under no passphrase" in err
    assert run("bundle make post.sciattache -o out --again")[0] == 0
