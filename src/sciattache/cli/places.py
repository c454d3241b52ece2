"""What commands share that reach places: their passwords, how far they are, sizes."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from sciattache.errors import KnownError
from sciattache.sync import attachments, chunks
from sciattache.sync.carrying import location, passwords
from sciattache.sync.carrying.location import Location
from sciattache.sync.carrying.place import Report, silent

PASSWORD = "SCIATTACHE_PLACE_PASSWORD"  # noqa: S105  (its name, not a password)
"""The environment variable that gives a server's password to a command."""
AskPassword = Annotated[
    bool, typer.Option("--password", help=f"Ask for the server's; else {PASSWORD} or the keystore.")
]
Remember = Annotated[
    bool, typer.Option("--remember", help="Use this place from now on where none is given.")
]
_UNITS = {"k": 1_000, "m": 1_000_000}


def place_said(text: str, *, ask: bool, remember: bool) -> tuple[Location, str]:
    """The location that a command names, and its password where one was given now.

    A password that is given for a place to remember goes into the computer's keystore.
    """
    found, password = location.read(text)
    password = password or ("" if found.is_folder else os.environ.get(PASSWORD, ""))
    if ask and not password:
        password = _asked(found)
    if remember and password:
        passwords.keep(found, password)
    return found, password


def size_said(text: str) -> int:
    """Bytes from what a user writes: 3.5M, 800k."""
    number = text.strip().casefold().removesuffix("b")
    try:
        size = int(float(number.rstrip("km")) * _UNITS.get(number[-1:], 1))
    except (OverflowError, ValueError):
        raise KnownError(f"“{text}” is no size.", "Write 3.5M or 800k.") from None
    if size < 10_000:
        raise KnownError(f"{text} is too small for a bundle.", "Allow at least 10k.")
    return size


def budget_said(text: str) -> int:
    """Bytes of contents that go at once; less than a chunk would keep large ones back for ever."""
    words = {"none": 0, "0": 0, "all": attachments.MOST}
    size = words.get(text.strip().casefold())
    if size is None:
        size = size_said(text)
        if size < chunks.CHUNK:
            raise KnownError(
                f"{text} is too small for files: they go in pieces of {chunks.CHUNK} bytes.",
                "Allow at least 300k, or write none.",
            )
    return size


def telling() -> Report:
    """Show on a terminal how far it is; tell nobody where there is none."""
    if not sys.stderr.isatty():
        return silent
    told = [""]

    def report(done: int = 0, of: int = 0, words: str = "") -> None:
        line = f"{100 * done // of:3} %" if of else ""
        if line and line != told[0]:
            told[0] = line
            end = "\n" if done >= of else ""
            print(f"\r{line}", end=end, file=sys.stderr, flush=True)

    return report


def _asked(place: Location) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise KnownError(
            "There is no terminal here to ask for the password.",
            f"Give it in the environment variable {PASSWORD}.",
        )
    return str(typer.prompt(f"Password of {place.account}", hide_input=True, err=True))
