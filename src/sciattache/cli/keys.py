"""Commands for the keys by which an office signs and opens bundles: key."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sciattache.cli.groups import group
from sciattache.cli.stores import KEYS_PASSPHRASE, PASSPHRASE, StorePath, new_key, opened
from sciattache.errors import KnownError
from sciattache.sync import guarding, keys, membership
from sciattache.sync.carrying.whole_files import read, write

Remember = Annotated[
    bool, typer.Option("--remember", help="Have this computer's keystore open them.")
]


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
            public = keys.public(session) or membership.own_keys(session).public
    print(f"sign      {public.sign.hex()}\nrecipient {public.recipient}")


def back_up_key(
    store: StorePath, to: Annotated[Path, typer.Option("-o", help="The file to write.")]
) -> None:
    """Write the office's secret keys under a passphrase, for a safe place."""
    with opened(store) as office, office.session() as session:
        held = keys.find(session)
    if held is None:
        raise _none()
    passphrase = new_key(shortest=keys.SHORTEST).passphrase or ""
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
        is_bare = keys.bring_back(session, held)
    print("Taken back.")
    if is_bare:
        print("They are under no passphrase any more: that of those before was not given.")


def rotate_key(store: StorePath) -> None:
    """Put new keys in the place of the present ones; partners hear of them with the next bundle."""
    with opened(store) as office, office.remember() as session:
        try:
            public = keys.rotate(session).public
        except LookupError:
            raise _none() from None
    print(f"sign      {public.sign.hex()}\nrecipient {public.recipient}")
    print("Back the keys up anew with “sciattache key backup”.")


def guard_key(store: StorePath, remember: Remember = False) -> None:
    """Put the keys under a passphrase of their own: who reads the store cannot use them."""
    passphrase = new_key(shortest=keys.SHORTEST).passphrase or ""
    with opened(store) as office, office.remember() as session:
        try:
            lock = keys.guard(session, passphrase)
        except LookupError:
            raise _none() from None
        if remember:
            guarding.remember(lock)
    print("The keys are under the passphrase. Change them with “sciattache key rotate”: who read")
    print(f"them before has those. A command takes the passphrase from {KEYS_PASSPHRASE}.")


def unlock_key(store: StorePath) -> None:
    """Have this computer's keystore open the keys from now on."""
    with opened(store) as office, office.session() as session:
        if (lock := keys.lock(session)) is None:
            raise KnownError("The keys are under no passphrase.", "Put them under one: key guard.")
        if not guarding.is_open(lock):
            given = typer.prompt("Passphrase of the keys", hide_input=True, err=True)
            keys.unlock(session, given)
        guarding.remember(lock)
    print("This computer opens them from now on.")


def lock_key(store: StorePath) -> None:
    """Have this computer's keystore open the keys no longer."""
    with opened(store) as office, office.session() as session:
        if (lock := keys.lock(session)) is not None:
            guarding.shut(lock)
    print("Locked.")


def unguard_key(store: StorePath) -> None:
    """Take the passphrase of the keys away."""
    with opened(store) as office, office.remember() as session:
        keys.unguard(session)
    print("The keys are under no passphrase of their own.")


def _none() -> KnownError:
    return KnownError("This office has no keys yet.", "Make them with “sciattache key show”.")


COMMANDS: dict[str, Callable[..., None]] = {}
GROUPS = {
    "key": group(
        "The keys by which this office signs and opens bundles.",
        {
            "show": show_key, "backup": back_up_key, "restore": restore_key, "rotate": rotate_key,
            "guard": guard_key, "unguard": unguard_key, "unlock": unlock_key, "lock": lock_key,
        },
    ),
}  # fmt: skip
"""Commands of two words."""
