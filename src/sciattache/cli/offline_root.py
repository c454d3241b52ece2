"""The offline root by command: make it, and have it vouch for headquarters' keys."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sciattache.cli.at_headquarters import at_headquarters
from sciattache.cli.leaving import made_folder
from sciattache.cli.stores import PASSPHRASE, StorePath, new_key
from sciattache.errors import KnownError
from sciattache.sync import directory, keys, roots
from sciattache.sync.carrying.whole_files import read, write


def make_root(
    store: StorePath,
    to: Annotated[Path, typer.Option("-o", help="The folder to write into.", metavar="FOLDER")],
) -> None:
    """Make the offline root: three keys under passphrases, any two of which vouch together.

    Give each to somebody else, on a stick in a safe, and none to a computer that is on line.
    """
    with at_headquarters(store) as office:
        with office.session() as session:
            if roots.find(session) is not None:
                raise KnownError(
                    "There is an offline root already; posts believe no other.", "Use its files."
                )
        secrets = roots.new()
        made_folder(to)
        for number, secret in enumerate(secrets, start=1):
            typer.echo(f"Key {number} of {len(secrets)}", err=True)
            content = roots.wrapped(secret, new_key(shortest=keys.SHORTEST).passphrase or "")
            print(write(to, f"root-key-{number}.age", content))
        with office.remember() as session:
            roots.keep(session, roots.of(secrets))
    print(f"Any {roots.NEEDED} of them vouch: sciattache hq vouch {store} FILE FILE")


def vouch_for_keys(
    store: StorePath,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    days: Annotated[int, typer.Option(help="For how long.", min=1, max=3650)] = directory.DAYS,
    stolen: Annotated[
        bool, typer.Option("--stolen", help="The present keys were stolen: make new ones.")
    ] = False,
) -> None:
    """Have the offline root vouch for headquarters' keys; posts hear of it with the next bundle."""
    secrets = _opened(files)
    with at_headquarters(store) as office, office.remember() as session:
        made = directory.vouch(session, secrets, days=days, stolen=stolen)
    print(f"Directory {made.version}, until {datetime.fromtimestamp(made.expires, UTC):%Y-%m-%d}.")
    if stolen:
        print("Back the new keys up with “sciattache key backup”, and send every office a bundle.")


def _opened(files: Sequence[Path]) -> list[Ed25519PrivateKey]:
    secrets = []
    for file in files:
        passphrase = os.environ.get(PASSPHRASE) or typer.prompt(
            f"Passphrase of {file.name}", hide_input=True, err=True
        )
        try:
            secrets.append(roots.unwrapped(read(file), passphrase))
        except ValueError:
            raise KnownError(f"The passphrase does not open {file}.", "Try it again.") from None
    return secrets
