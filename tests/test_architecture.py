"""The floors of the house hold."""

import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

PROJECT = Path(__file__).resolve().parents[1]


def test_every_floor_imports_only_the_floors_beneath_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(PROJECT)
    monkeypatch.setattr(sys, "path", list(sys.path))
    verdict = lint_imports(no_cache=True, no_logo=True)
    assert verdict == 0, capsys.readouterr().out
