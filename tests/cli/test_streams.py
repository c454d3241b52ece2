"""Commands among pipes, full disks and Ctrl+C, as processes of their own."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sciattache.cli import main
from sciattache.store.office import create, open_office, problems

COMMAND = [sys.executable, "-m", "sciattache"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and devices of Linux")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.sciattache"
    create(path).close()
    return path


@pytest.mark.parametrize("people", [1, 400])
def test_a_reader_that_stops_reading_is_no_mistake(
    store: Path, tmp_path: Path, people: int
) -> None:
    table = tmp_path / "people.csv"
    names = "".join(f"Family{number},Given\n" for number in range(people))
    table.write_text(f"Family name,Given name\n{names}", encoding="utf-8")
    assert main(["import", str(store), str(table), "--as", "person"]) == 0
    process = subprocess.Popen(
        [*COMMAND, "list", str(store), "person", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_output_that_finds_no_room_is_told_in_one_sentence(store: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "list", str(store), "person"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr


def test_an_interrupt_in_the_midst_of_an_import_leaves_nothing_of_it(
    store: Path, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    rows = "".join(f"Family{n},Given{n},p{n}@example.org,Org {n}\n" for n in range(10_000))
    table.write_text(f"Family name,Given name,Email,Organisation\n{rows}", encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "import", str(store), str(table), "--as", "person"],
        stderr=subprocess.PIPE,
        text=True,
    )
    log = store.with_name(store.name + "-wal")
    while process.poll() is None and not (log.exists() and log.stat().st_size > 100_000):
        pass  # until rows are being written
    process.send_signal(signal.SIGINT)
    assert process.stderr
    assert process.stderr.read() == "sciattache: Stopped.\n"
    assert process.wait() == 1
    office = open_office(store)
    assert problems(office) == []
    with office.session() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM step").scalar() == 0
        assert session.connection().exec_driver_sql("SELECT count(*) FROM person").scalar() == 0
    office.close()
