"""Bundles made by command take files along as far as is asked, and the command says how far."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sciattache.cli import main
from tests.sync.conftest import World
from tests.sync.conftest import blank as blank  # a fixture
from tests.sync.test_attachments import attach, noise


@pytest.fixture
def stores(tmp_path: Path, blank: Path) -> tuple[Path, Path]:
    """Headquarters with three files to send, and a post."""
    world = World(tmp_path, blank, posts=1)
    for n in range(3):
        attach(world.offices[0], noise(300_000, n), f"File {n}")
    world.close()
    return world.offices[0].path, world.offices[1].path


def _made(capsys: pytest.CaptureFixture[str], store: Path, to: Path, *more: str) -> int:
    """Make bundles, and give the bytes of all of them."""
    assert main(["bundle", "make", str(store), "-o", str(to), "--json", *more]) == 0
    return sum(one["bytes"] for one in json.loads(capsys.readouterr().out))


def test_as_much_goes_as_is_asked_for(stores, tmp_path, capsys) -> None:
    headquarters, _ = stores
    assert _made(capsys, headquarters, tmp_path / "out", "--attachments", "none") < 5_000
    assert _made(capsys, headquarters, tmp_path / "out", "--attachments", "400k") < 420_000
    assert _made(capsys, headquarters, tmp_path / "out") > 500_000


def test_the_status_says_which_file_of_how_many_came(stores, tmp_path, capsys) -> None:
    headquarters, post = stores
    _made(capsys, headquarters, tmp_path / "out", "--attachments", "600k")
    assert main(["bundle", "status", str(headquarters)]) == 0
    assert "3 files (900000 bytes) wait to go." in capsys.readouterr().out
    assert main(["bundle", "take", str(post), str(tmp_path / "out"), "--json"]) == 0
    taken = json.loads(capsys.readouterr().out)
    assert sum(one["files"] for one in taken) <= 2
    assert main(["bundle", "status", str(post)]) == 0
    assert "File 2 of 3 received." in capsys.readouterr().out
    assert main(["bundle", "status", str(post), "--json"]) == 0
    (peer,) = json.loads(capsys.readouterr().out)["peers"]
    assert (peer["files"]["received"], peer["files"]["expected"]) == (2, 3)


@pytest.mark.parametrize("asked", ["100k", "much"])
def test_what_is_no_amount_for_files_is_said(stores, tmp_path, capsys, asked: str) -> None:
    headquarters, _ = stores
    code = main(["bundle", "make", str(headquarters), "-o", str(tmp_path), "--attachments", asked])
    assert code == 1
    assert asked in capsys.readouterr().err
