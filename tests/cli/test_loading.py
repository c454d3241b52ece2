"""A command loads its own module, and every command is in the table of modules."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from sciattache import cli


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_table_names_the_commands_of_each_module(name: str) -> None:
    module = import_module(f"sciattache.cli.{name}")
    assert cli.COMMANDS[name] == (*module.COMMANDS, *getattr(module, "GROUPS", {}))


def test_every_module_with_commands_is_in_the_table() -> None:
    modules = {found.name: import_module(f"sciattache.cli.{found.name}")
               for found in iter_modules(cli.__path__)}  # fmt: skip
    assert {name for name, made in modules.items() if hasattr(made, "COMMANDS")} == {*cli.COMMANDS}


def test_a_command_loads_no_other_module(tmp_path: Path) -> None:
    program = (
        "import sys; from sciattache import cli; cli.main(['show', 'nowhere', 'nobody']);"
        "print(sorted(n for n in sys.modules if n in ('icalendar', 'pikepdf', 'pysat', 'pyrage')"
        " or n.startswith('sciattache.papers')))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert told.stdout.strip() == "[]"


def test_help_tells_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    told = capsys.readouterr().out
    shown = {line.split()[0] for line in told.splitlines() if line.startswith("  ")}
    everything = {command for commands in cli.COMMANDS.values() for command in commands}
    assert everything - shown == {"settle-clash"}
