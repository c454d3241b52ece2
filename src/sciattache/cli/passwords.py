"""The password of a paper that is handed out: asked, from the environment, or from a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from sciattache.errors import KnownError

PASSWORD = "SCIATTACHE_PAPER_PASSWORD"  # noqa: S105  (its name, not a password)
"""The environment variable that gives the password of a paper to a command."""

Password = Annotated[
    bool, typer.Option("--password", help=f"Protect it with one; from {PASSWORD} or asked.")
]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="Protect it with this file's first line.")
]


def password_of(wanted: bool, file: Path | None) -> str | None:
    """The password that is wanted, None where none is; a value in a command could be read by all.

    From the file, else from the environment, else asked twice at a terminal, unseen.
    """
    if file is not None:
        found = _first_line(file)
    elif wanted:
        found = os.environ.get(PASSWORD) or _asked()
    else:
        return None
    if not found:
        raise KnownError("A sealed paper needs a password.", "Give one that is not empty.")
    return found


def _first_line(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        raise KnownError(
            f"The password cannot be read from {file}.", "Name a text file with one line."
        ) from None
    return next(iter(text.splitlines()), "")


def _asked() -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise KnownError(
            "There is no terminal here to ask for the password.",
            f"Give it in the environment variable {PASSWORD} or with --password-file.",
        )
    typed = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return str(typed)
