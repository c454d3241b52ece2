"""Commands on the whole office: open, demo, new, check, backup, restore, seal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from sciattache import demonstration
from sciattache.cli.papers import write_all
from sciattache.cli.stores import (
    PASSPHRASE,
    AsJson,
    StorePath,
    in_a_file,
    key_of,
    new_key,
    opened,
    place,
    say_json,
)
from sciattache.errors import KnownError
from sciattache.store import backup as backups
from sciattache.store import keys
from sciattache.store.engine import Key
from sciattache.store.office import create, problems
from sciattache.store.postgres.address import Address

Passphrase = Annotated[
    bool, typer.Option("--passphrase", "--seal", help=f"Seal it; from {PASSPHRASE} or asked.")
]
Keystore = Annotated[
    bool, typer.Option("--keystore", help="Seal it with a key that this computer keeps.")
]


def open_desktop(
    store: Annotated[
        Any,
        typer.Argument(
            parser=place,
            help="The office's file, or headquarters' database by URL.",
            metavar="[STORE]",
        ),
    ] = None,
) -> int:
    """Open the desktop."""
    if isinstance(store, Path) and not store.exists():
        raise KnownError(
            f"There is no office at {store}, and no command called so.",
            "“sciattache --help” lists the commands; “sciattache new STORE” makes an office.",
        )
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise KnownError(
            "There is no display here to open the desktop on.",
            "Work by command (“sciattache --help”), or open it where there is a screen.",
        )
    from sciattache import app  # Qt only where a window is wanted

    if isinstance(store, Address):
        return app.run(store.url.render_as_string(hide_password=False))
    return app.run(store, key_of(store) if store else None)


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to make it.", metavar="FOLDER")],
) -> None:
    """Make the demonstration office and all its papers."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            f"{folder} cannot be made: {error.strerror}.", "Choose another folder."
        ) from None
    store, papers = folder / "office.sciattache", folder / "papers"
    office = demonstration.make(store)
    try:
        count = write_all(office, papers)
    except BaseException:
        office.close()
        store.unlink()  # so that a demonstration stopped half-way is made again
        raise
    office.close()
    print(f"The demonstration office is {store}.")
    print(f"Its {count} papers are in {papers}.")


def new(store: StorePath, passphrase: Passphrase = False, keystore: Keystore = False) -> None:
    """Make a new, empty office."""
    store, key = in_a_file(store), _wished(passphrase, keystore)
    if keystore:
        keys.require_keystore()
    create(store, key=key).close()
    if keystore and key:
        try:
            keys.remember(store, key)
        except KnownError:
            store.unlink()
            raise
    print(f"Made {store}.")


def seal(
    store: StorePath,
    passphrase: Passphrase = False,
    keystore: Keystore = False,
    open_: Annotated[bool, typer.Option("--open", help="Take the seal off.")] = False,
) -> None:
    """Seal an office, seal it anew with another key, or take the seal off."""
    key = _wished(passphrase, keystore)
    if keystore:
        keys.require_keystore()
    if (key is None) != open_:
        raise KnownError(
            "It is not clear what is wanted.", "Give one of --passphrase, --keystore and --open."
        )
    with opened(store) as office:
        before = office.key
        sealed = backups.change_key(office, key)
        try:
            if keystore and key:
                keys.remember(store, key)
        except KnownError:
            backups.change_key(sealed, before).close()
            raise
        sealed.close()
    print(f"{store} is {'no longer sealed' if open_ else 'sealed'}.")


def check(store: StorePath, as_json: AsJson = False) -> int:
    """Check an office thoroughly; exit 1 when something is wrong."""
    with opened(store) as office:
        found = problems(office)
    if as_json:
        say_json({"store": str(store), "problems": found})
    else:
        print("\n".join(found) or f"{store} is whole.")
    return 1 if found else 0


def backup(
    store: StorePath,
    to: Annotated[
        Path | None, typer.Option(help="A file for this copy; else the office's folder of backups.")
    ] = None,
) -> None:
    """Make a backup and check it."""
    with opened(store) as office:
        print(f"Backed up to {backups.back_up(office, to)}.")


def restore(
    backup: Annotated[Path, typer.Argument(help="The backup.", metavar="BACKUP")], store: StorePath
) -> None:
    """Bring a backup back; the office that was there is kept beside it."""
    kept = backups.restore(backup, in_a_file(store), key=key_of(backup))
    print(f"Restored {store}." + (f" What was there is {kept}." if kept else ""))


def _wished(passphrase: bool, keystore: bool) -> Key | None:
    if passphrase and keystore:
        raise KnownError("An office has one key.", "Give either --passphrase or --keystore.")
    if keystore:
        return keys.new_key()
    return new_key() if passphrase else None


COMMANDS = {
    "open": open_desktop,
    "demo": demo,
    "new": new,
    "check": check,
    "backup": backup,
    "restore": restore,
    "seal": seal,
}
