"""Headquarters' store in a database: by its URL, and one sentence where that does not go."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command

from sciattache.cli import main
from sciattache.store import migrate
from sciattache.store.postgres.address import address, engine
from tests.servers import Server

SECRET = "hunter2-Łódź"


@pytest.fixture
def hq(server: Server):
    """The URL of an empty database."""
    place = server.make()
    yield place.url.render_as_string(hide_password=False)
    server.drop(place)


def _refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    return line


def test_headquarters_works_by_command(
    hq: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    post, out = tmp_path / "post.sciattache", tmp_path / "out"
    assert main(["hq", "new", hq]) == 0
    assert main(["new", str(post)]) == 0
    assert main(["key", "show", str(post), "--office", "Lisbon", "-o", str(out / "ask.psb")]) == 0
    capsys.readouterr()
    assert main(["hq", "enrol", hq, str(out / "ask.psb"), "-o", str(out)]) == 0
    told = capsys.readouterr().out.splitlines()
    answer, words = told[1].split(": ")[1], told[2].split(": ")[1]
    assert main(["bundle", "take", str(post), answer, "--words", words]) == 0
    assert main(["add", str(post), "person", "family_name=Noether", "given_name=Emmy"]) == 0
    assert main(["bundle", "make", str(post), "-o", str(out / "up")]) == 0
    assert main(["hq", "take", hq, str(out / "up")]) == 0
    capsys.readouterr()
    assert main(["search", hq, "noeth", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert main(["set", hq, found["id"], "city=Göttingen"]) == 0
    for words_ in (
        ["list", hq, "person", "--where", "city=Göttingen"], ["show", hq, found["id"]],
        ["hq", "posts", hq], ["clashes", hq], ["history", hq], ["check", hq], ["undo", hq],
        ["redo", hq], ["hq", "make", hq, "-o", str(out / "down")], ["bundle", "status", hq],
        ["add", hq, "place", "name=Library"], ["hq", "revoke", hq, "1"],
    ):  # fmt: skip
        assert main(words_) == 0, words_
    assert "Göttingen" in capsys.readouterr().out
    assert main(["bundle", "take", str(post), str(out / "down")]) == 0
    assert main(["show", str(post), found["id"]]) == 0
    assert "Göttingen" in capsys.readouterr().out


def test_what_a_server_does_not_do_is_told_in_a_sentence(
    hq: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hq", "new", hq]) == 0
    assert "already" in _refused(["hq", "new", hq], capsys)
    for words in (["backup", hq], ["seal", hq, "--open"]):
        assert "on a server, not in a file" in _refused(words, capsys)
    assert "Headquarters' store alone" in _refused(["new", hq], capsys)


_UNTIL_SEEN = """
import sys
from PySide6.QtCore import QTimer
from sciattache import app
from sciattache.cli import main

def look():
    if sys.argv[1] in {one.windowTitle() for one in running.topLevelWidgets()}:
        print("seen")
        running.quit()

running = app.application()
clock = QTimer(interval=50)
clock.timeout.connect(look)
clock.start()
QTimer.singleShot(60_000, clock, running.quit)
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("words", [(), ("open",), ("hq", "open")], ids=" ".join)
def test_the_desktop_opens_on_headquarters_by_its_url(
    hq: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    """In a process of its own: after an application has quit, no loop of events runs in it."""
    assert main(["hq", "new", hq]) == 0
    wanted = f"{address(hq).database} · SciAttaché"
    ended = subprocess.run(
        [sys.executable, "-c", _UNTIL_SEEN, wanted, *words, hq], capture_output=True, text=True,
        env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path)}, timeout=120, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (0, "seen\n"), ended.stderr


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("@127.0.0.1:{port}/hq", "does not answer"),
        ("@nowhere.invalid/hq", "There is no computer called nowhere.invalid"),
        ("@/absent?host={folder}&port={server}", "There is no database “absent”"),
        ("@/postgres?host={folder}&port={server}", "There is no office at"),
    ],
)
def test_what_keeps_from_a_server_is_told_without_the_password(
    server: Server, query: str, told: str, capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        where = query.format(port=port, folder=server.folder, server=5433)
        said = _refused(["check", f"postgresql+psycopg://hq:{SECRET}{where}"], capsys)
    assert told in said
    assert "hunter2" not in said + caplog.text


def test_a_wrong_password_is_told_and_not_repeated(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    from tests import servers

    if reason := servers.lacks():
        pytest.skip(reason)
    caplog.set_level(logging.DEBUG)
    with servers.running() as server:
        server.run("CREATE ROLE clerk LOGIN PASSWORD 'right'")
        hba = server.folder / "data" / "pg_hba.conf"
        hba.write_text("local all hq trust\nlocal all all scram-sha-256\n")
        server.run("SELECT pg_reload_conf()")
        wrong = server.address("postgres", user="clerk", password=SECRET)
        url = wrong.url.render_as_string(hide_password=False)
        said = _refused(["check", url], capsys)
    assert "does not take the password of clerk" in said
    assert "hunter2" not in said + caplog.text + str(wrong) + repr(wrong)


def test_a_newer_schema_is_told_and_an_older_one_upgraded(
    hq: str, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hq", "new", hq]) == 0
    database = address(hq).database
    server.run("UPDATE alembic_version SET version_num = '9999'", database)
    assert "newer SciAttaché (schema 9999)" in _refused(["check", hq], capsys)
    server.run(f"UPDATE alembic_version SET version_num = '{migrate.HEAD}'", database)
    made = engine(address(hq))
    with made.connect() as connection, connection.begin():
        command.downgrade(migrate.configuration(connection), "-1")
    made.dispose()
    assert main(["add", hq, "place", "name=Library"]) == 0
    assert main(["check", hq]) == 0


def test_a_database_of_another_program_is_left_alone(
    hq: str, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.run("CREATE TABLE theirs (n int)", address(hq).database)
    assert "another program" in _refused(["hq", "new", hq], capsys)


def test_a_url_that_is_none_is_refused_without_repeating_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for url in (f"mysql://hq:{SECRET}@host/hq", f"postgresql://hq:{SECRET}@host:port/hq"):
        said = _refused(["check", url], capsys)
        assert "not that of a PostgreSQL database" in said
        assert "hunter2" not in said


def test_one_who_writes_keeps_others_waiting_and_they_are_told(
    hq: str, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    import psycopg

    assert main(["hq", "new", hq]) == 0
    place = address(hq)
    said = f"host={server.folder} port=5433 user=hq dbname={place.database}"
    with psycopg.connect(said) as other:
        other.execute("SELECT id FROM clock FOR UPDATE")
        told = _refused(["add", hq, "place", "name=Library"], capsys)
    assert "Another program is writing" in told
    assert main(["add", hq, "place", "name=Library"]) == 0
