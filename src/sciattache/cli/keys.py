"""Commands for the keys by which an office signs and opens bundles: key."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sciattache.cli.groups import group
from sciattache.cli.stores import PASSPHRASE, StorePath, new_key, opened
from sciattache.errors import KnownError
from sciattache.sync import keys, membership
from sciattache.sync.carrying.whole_files import read, write


def show_key(
    store: StorePath,
    to: Annotated[Path | None, typer.Option("-o", help="Write a request to join.")] = None,
    name: Annotated[str, typer.Option("--office", help="How the office is called.")] = "",
) -> None:
    """Show the office's public keys, or write the file by which it asks to join headquarters."""
    with opened(store) as office:
        if to is not None:
            write(to.parent, to.name, membership.ask(office, name or store.stem))
            print(f"Written to {to}. Send it to headquarters.")
            return
        with office.remember() as session:
            public = membership.own_keys(session).public
    print(f"sign      {public.sign.hex()}\nrecipient {public.recipient}")


def back_up_key(
    store: StorePath, to: Annotated[Path, typer.Option("-o", help="The file to write.")]
) -> None:
    """Write the office's secret keys under a passphrase, for a safe place."""
    with opened(store) as office, office.session() as session:
        held = keys.find(session)
    if held is None:
        raise KnownError("This office has no keys yet.", "Make them with “sciattache key show”.")
    passphrase = new_key().passphrase or ""
    write(to.parent, to.name, keys.backup(held, passphrase))
    print(f"Written to {to}.")


def restore_key(store: StorePath, file: Annotated[Path, typer.Argument(metavar="BACKUP")]) -> None:
    """Take the office's secret keys back from a backup of them."""
    passphrase = os.environ.get(PASSPHRASE) or typer.prompt("Passphrase", hide_input=True, err=True)
    try:
        held = keys.restore(read(file), passphrase)
    except ValueError:
        raise KnownError(f"The passphrase does not open {file}.", "Try it again.") from None
    with opened(store) as office, office.remember() as session:
        keys.keep(session, held)
    print("Taken back.")


def rotate_key(store: StorePath) -> None:
    """Put new keys in the place of the present ones; partners hear of them with the next bundle."""
    with opened(store) as office, office.remember() as session:
        try:
            public = keys.rotate(session).public
        except LookupError:
            raise KnownError(
                "This office has no keys yet.", "Make them with “sciattache key show”."
            ) from None
    print(f"sign      {public.sign.hex()}\nrecipient {public.recipient}")
    print("Back the keys up anew with “sciattache key backup”.")


COMMANDS: dict[str, Callable[..., None]] = {}
GROUPS = {
    "key": group(
        "The keys by which this office signs and opens bundles.",
        {
            "show": show_key, "backup": back_up_key, "restore": restore_key, "rotate": rotate_key,
        },
    ),
}  # fmt: skip
"""Commands of two words."""
