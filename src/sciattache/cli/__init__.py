"""The command line: the same engine as the desktop's."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import typer

from sciattache.errors import KnownError

app = typer.Typer(
    name="sciattache",
    help="The science office of an embassy, in one file. “sciattache STORE” opens the desktop.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _program() -> None:
    """What makes a group of commands of it, even where one alone is loaded."""


COMMANDS = {
    "office": ("open", "demo", "new", "check", "backup", "restore", "seal"),
    "exchange": ("import", "export"),
    "records": ("list", "show", "search", "add", "set", "delete"),
    "conflicts": ("conflicts", "waive"),
    "people_side": ("precedence",),
    "mending": ("shift", "arrives"),
    "papers": ("papers", "paper"),
    "policy": ("policy",),
    "outbox": ("letters", "calendar", "cards", "draft", "sent"),
    "briefs": ("brief", "handover"),
    "guest_data": ("guest-data", "guest-form"),
    "issues": ("issue", "versions", "changes", "hand", "recall"),
    "history": ("history", "undo", "redo"),
    "arranging": ("seat", "cars", "rooms"),
    "planning": ("clone", "tasks", "invitations"),
    "routes": ("route", "trip"),
    "schedule": ("schedule",),
    "clashes": ("clashes", "settle-clash"),
    "recalls": ("recalls", "answer-recall"),
    "merging": ("duplicates", "merge", "apart", "mergings", "unmerge"),
    "bundles": ("bundle",),
    "keys": ("key",),
    "headquarters": ("hq",),
}
"""The modules of commands in the order of the help, and what each is called for.

A module is loaded when one of its commands is: together they take longer than most commands do.
"""
_TWO_WORDS = {("clashes", "settle"): "settle-clash"}
"""Commands that begin with the word of another one, which takes a store next."""
_loaded: set[str] = set()


def load(*names: str) -> None:
    """Make the commands of those modules known to the program, unless they are."""
    for name in names:
        if name in _loaded:
            continue
        _loaded.add(name)
        module = import_module(f"sciattache.cli.{name}")
        for command, function in module.COMMANDS.items():
            app.command(command, hidden=command in _TWO_WORDS.values())(function)
        for group, commands in getattr(module, "GROUPS", {}).items():
            app.add_typer(commands, name=group)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0, or 1 with one sentence on standard error, or 2 for a wrong call."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    homes = {command: module for module, commands in COMMANDS.items() for command in commands}
    if tuple(given[:2]) in _TWO_WORDS:
        given[:2] = [_TWO_WORDS[given[0], given[1]]]
    if not given or (given[0] not in homes and not given[0].startswith("-")):
        given.insert(0, "open")
    load(*([homes[given[0]]] if given[0] in homes else COMMANDS))
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
