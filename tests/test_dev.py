"""The workshop's commands do what they are asked, and no more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(Path(sys.prefix) != ROOT / ".venv", reason="./dev works in its own .venv")
@pytest.mark.skipif(os.name == "nt", reason="./dev is a script of a Unix shell")
def test_the_tests_of_one_folder_are_run_alone(tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / "dev", "test", "tests/test_errors.py", "--collect-only", "--quiet"],
        env={**os.environ, "COVERAGE_FILE": str(tmp_path / "coverage")},
        capture_output=True,
        text=True,
        check=True,
    )
    collected = [line for line in done.stdout.splitlines() if "::" in line]
    assert collected
    assert {line.partition("::")[0] for line in collected} == {"tests/test_errors.py"}


def test_the_frozen_program_ends_with_the_code_of_its_command(tmp_path: Path) -> None:
    start = [sys.executable, ROOT / "packaging" / "start.py"]
    done = subprocess.run([*start, "list", tmp_path / "none", "person"], check=False)
    assert done.returncode == 1
