"""The command line: the same engine as the desktop's."""

from __future__ import annotations

import sys

import typer

from sciattache.cli import exchange, history, issues, mending, office, papers, records, routes
from sciattache.errors import KnownError

app = typer.Typer(
    name="sciattache",
    help="The science office of an embassy, in one file. “sciattache STORE” opens the desktop.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (office, exchange, records, papers, issues, mending, routes, history):
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
    try:
        result = app(given, standalone_mode=False)
    except KnownError as error:
        print(f"sciattache: {error}", file=sys.stderr)
        return 1
    except typer.Abort:
        print("sciattache: Stopped.", file=sys.stderr)
        return 1
    except typer.Exit as stop:
        return int(stop.exit_code)
    except Exception as error:
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # click's usage errors
            error.show()  # type: ignore[attr-defined]
            return int(error.exit_code)
        raise
    return int(result or 0)


def run() -> None:
    """What the installed command calls."""
    try:
        sys.exit(main())
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
