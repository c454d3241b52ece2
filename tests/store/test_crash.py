"""A store is whole after a kill at any moment, and two programs may have it open."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from sciattache.domain.directory.place import Place
from sciattache.store.office import Office, open_office, problems

_WRITER = """
import os, signal, sys, time
from pathlib import Path
from sciattache.domain.directory.place import Place
from sciattache.store.office import open_office

def write():
    office = open_office(Path(sys.argv[1]))
    for number in range(10**6):
        with office.step("Pair") as session:
            session.add(Place(name="one", notes="x" * 2000))
            session.flush()
            session.add(Place(name="other", notes="y" * 2000))
        if number == 0:
            os.write(told, b".")  # a busy computer gets so far as well
        if number % 7 == 6:
            with office.step("Clear") as session:
                for place in session.query(Place).limit(4):
                    session.delete(place)

for delay in sys.stdin:
    ready, told = os.pipe()
    writers = []
    for _ in range(2):
        writers.append(os.fork())
        if not writers[-1]:
            write()
        os.read(ready, 1)
    time.sleep(float(delay))
    for writer in writers:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    print("ready", flush=True)
"""
_HOLDER = """
import sys, time
from pathlib import Path
from sciattache.domain.directory.place import Place
from sciattache.store.office import open_office
office = open_office(Path(sys.argv[1]))
with office.step("Long") as session:
    session.add(Place(name="theirs"))
    session.flush()
    print("holding", flush=True)
    time.sleep(float(sys.argv[2]))
office.close()
"""


def _start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _is_whole(path: Path) -> int:
    office = open_office(path)
    assert problems(office) == []
    with office.session() as session:
        names = [place.name for place in session.query(Place)]
        assert names.count("one") == names.count("other")
        seq = session.execute(text("SELECT seq FROM clock")).scalar_one()
        steps, last = session.execute(text("SELECT count(*), max(seq) FROM step")).one()
        assert seq == (last or 0) == steps
        orphans = "SELECT count(*) FROM step WHERE id NOT IN (SELECT step FROM change)"
        assert session.execute(text(orphans)).scalar_one() == 0
    office.close()
    return int(steps)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are tried where processes fork")
def test_a_kill_at_any_moment_leaves_a_whole_store(office: Office) -> None:
    office.close()
    chance, done = random.Random(7), 0
    with _start(_WRITER, str(office.path)) as writers:
        assert writers.stdin
        assert writers.stdout
        for _ in range(20):
            print(chance.uniform(0, 0.05), file=writers.stdin, flush=True)
            assert writers.stdout.readline() == "ready\n"
            now = _is_whole(office.path)
            assert now >= done
            done = now
    assert done > 20


def test_a_second_writer_waits_for_the_first(office: Office) -> None:
    with _start(_HOLDER, str(office.path), "0.3") as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "holding\n"
        with office.session() as session:
            assert session.query(Place).count() == 0
        with office.step("Ours") as session:
            session.add(Place(name="ours"))
    assert holder.returncode == 0
    with office.session() as session:
        assert [place.name for place in session.query(Place)] == ["theirs", "ours"]
    assert problems(office) == []
