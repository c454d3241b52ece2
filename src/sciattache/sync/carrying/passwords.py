"""Passwords of servers, in the operating system's keystore and nowhere else."""

from __future__ import annotations

from sciattache.store import keystore
from sciattache.sync.carrying.location import Location

_SERVICE = "sciattache location"


def find(location: Location) -> str:
    """The password that is kept for a location; empty for none."""
    return "" if location.is_folder else keystore.find(_SERVICE, location.account)


def keep(location: Location, password: str) -> None:
    """Keep a password; ``KnownError`` where this computer keeps none."""
    keystore.keep(
        _SERVICE, location.account, password, otherwise="Give the password each time instead."
    )


def forget(location: Location) -> None:
    """Keep the password of a location no longer."""
    keystore.forget(_SERVICE, location.account)
