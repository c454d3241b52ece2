"""Passwords of servers, in the operating system's keystore and nowhere else."""

from __future__ import annotations

from contextlib import suppress

from sciattache.errors import KnownError
from sciattache.sync.carrying.location import Location

_SERVICE = "sciattache location"


def find(location: Location) -> str:
    """The password that is kept for a location; empty for none."""
    import keyring  # late: it searches for a keystore as it is imported
    from keyring.errors import KeyringError

    if location.is_folder:
        return ""
    try:
        return keyring.get_password(_SERVICE, location.account) or ""
    except (KeyringError, OSError):
        return ""


def keep(location: Location, password: str) -> None:
    """Keep a password; ``KnownError`` where this computer keeps none."""
    import keyring  # late: it searches for a keystore as it is imported
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, location.account, password)
        kept = keyring.get_password(_SERVICE, location.account)
    except (KeyringError, OSError):
        kept = None
    if kept != password:
        raise KnownError(
            "This computer has no keystore that SciAttaché can use.",
            "Give the password each time instead.",
        )


def forget(location: Location) -> None:
    """Keep the password of a location no longer."""

    import keyring  # late: it searches for a keystore as it is imported
    from keyring.errors import KeyringError

    with suppress(KeyringError, OSError):
        keyring.delete_password(_SERVICE, location.account)
