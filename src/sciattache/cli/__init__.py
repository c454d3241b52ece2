"""The command line: the same engine as the desktop's."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from sciattache.cli import (
    arranging,
    briefs,
    conflicts,
    exchange,
    history,
    issues,
    mending,
    office,
    outbox,
    papers,
    people_side,
    planning,
    policy,
    records,
    routes,
    schedule,
)
from sciattache.errors import KnownError

app = typer.Typer(
    name="sciattache",
    help="The science office of an embassy, in one file. “sciattache STORE” opens the desktop.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_MODULES = (
    office,
    exchange,
    records,
    conflicts,
    people_side,
    mending,
    papers,
    policy,
    outbox,
    briefs,
    issues,
    history,
    arranging,
    planning,
    routes,
    schedule,
)
"""The modules of commands, in the order of the help."""
for module in _MODULES:
    for name, function in module.COMMANDS.items():
        app.command(name)(function)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0, or 1 with one sentence on standard error, or 2 for a wrong call."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    commands = {command.name for command in app.registered_commands}
    if not given or (given[0] not in commands and not given[0].startswith("-")):
        given.insert(0, "open")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    with _interrupts() as interrupts:
        try:
            result = _invoke(given)
        except KnownError as error:
            return _refuse(str(error))
        except typer.Abort:
            return _refuse("Stopped.")
        except Exception as error:
            if not interrupts:  # SQLite makes an error of its own of one inside our functions
                return _misused(error)
    return _refuse("Stopped.") if interrupts else result


def run() -> None:
    """What the installed command calls."""
    sys.exit(main())


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """Note each interrupt (Ctrl+C) while a command runs."""
    noted: list[int] = []

    def note(number: int, _: Any) -> None:
        noted.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield noted
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, before)


def _invoke(given: list[str]) -> int:
    """Run a command; whoever reads what it prints may stop when it is enough, as “head” does."""
    try:
        result = app(given, standalone_mode=False)
        print(end="", flush=True)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except SystemExit as stop:
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
    except BrokenPipeError:
        pass
    except OSError as error:
        _drop_output()
        raise KnownError(
            f"{error.filename or 'What was to be printed'}: {error.strerror}.",
            "Check the disk, and who may write there.",
        ) from error
    else:
        return int(result or 0)
    _drop_output()
    return 0


def _misused(error: Exception) -> int:
    """Show how a command is called, where the error is click's word for a wrong call."""
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):
        error.show()  # type: ignore[attr-defined]
        return int(error.exit_code)
    raise error


def _refuse(sentence: str) -> int:
    print(f"sciattache: {sentence}", file=sys.stderr)
    return 1


def _drop_output() -> None:
    """Let go what could not be printed, which Python would try again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
